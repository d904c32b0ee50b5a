-- Rules that wait as drafts, sessions given on another day than they were promised, and the school's own entries of the bank of targets.

-- A rule that was written down but is not in force: it would tell of nearly everybody, and waits for its writer to say that it is meant. What
-- stands in force (the newest version that is no draft) keeps watch meanwhile.
ALTER TABLE rule ADD COLUMN draft INT64 NOT NULL DEFAULT 0;

-- A session that was moved keeps the day on which it was promised: the minutes are owed to that week, whenever they were given.
ALTER TABLE session_pupil ADD COLUMN planned_on INT64;
DROP VIEW seen_session_pupil;
CREATE VIEW seen_session_pupil AS
  SELECT pupil_id, day, session_id, staff_id, line_id, record_id, happened, promised, planned, minutes, reason, engagement, planned_on FROM session_pupil
  WHERE ended = 0 AND (may_see(pupil_id, 6) OR staff_id = me());

-- What a school adds to the bank of targets and strategies: about no child. The newest version counts; `steps` are rungs, a line each.
CREATE TABLE bank_entry (
  id BYTES NOT NULL,
  version INT64 NOT NULL,
  sort TEXT NOT NULL CHECK (sort IN ('target', 'strategy')),
  area TEXT NOT NULL,
  words TEXT NOT NULL,
  measure TEXT NOT NULL,
  unit TEXT NOT NULL,
  steps TEXT NOT NULL,
  retired INT64 NOT NULL,
  made_by BYTES NOT NULL REFERENCES staff (id),
  made_at INT64 NOT NULL,
  PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
