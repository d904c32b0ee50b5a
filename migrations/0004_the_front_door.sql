-- The front door: fresh proofs, namings that end, two people for one log, broken glasses, lines shared from the safeguarding file.

ALTER TABLE sign_in ADD COLUMN fresh_at INT64 NOT NULL DEFAULT 0;

CREATE INDEX named_of_staff ON record_named (staff_id, until_at);

-- A naming on a restricted or sealed record ends with its date.
--sqlite
DROP VIEW seen_part;
CREATE VIEW seen_part AS
  SELECT pupil_id, occurred_at, record_id, part, kind, info_class, flag, author_id, recorded_at, version, state, line
  FROM record_part p
  WHERE may_see(pupil_id, info_class)
    AND (flag = 0 OR (flag = 1 AND may_see_restricted()) OR (flag = 2 AND may_see_sealed())
         OR EXISTS (SELECT 1 FROM record_named n WHERE n.record_id = p.record_id AND n.staff_id = me() AND n.until_at > as_of()));
--end
--postgres
CREATE OR REPLACE VIEW seen_part AS
  SELECT pupil_id, occurred_at, record_id, part, kind, info_class, flag, author_id, recorded_at, version, state, line
  FROM record_part p
  WHERE may_see(pupil_id, info_class)
    AND (flag = 0 OR (flag = 1 AND may_see_restricted()) OR (flag = 2 AND may_see_sealed())
         OR EXISTS (SELECT 1 FROM record_named n WHERE n.record_id = p.record_id AND n.staff_id = me() AND n.until_at > as_of()));
--end

-- Why a record was restricted, sealed or opened again.
CREATE TABLE record_flag (
  id BYTES NOT NULL PRIMARY KEY,
  record_id BYTES NOT NULL REFERENCES record (id),
  flag INT64 NOT NULL,
  reason TEXT NOT NULL,
  until_at INT64 NOT NULL,
  set_by BYTES NOT NULL REFERENCES staff (id),
  set_at INT64 NOT NULL
) STRICT;
CREATE INDEX flag_of_record ON record_flag (record_id, set_at);
CREATE VIEW seen_record_flag AS
  SELECT f.id, f.record_id, f.flag, f.reason, f.until_at, f.set_by, f.set_at FROM record_flag f
  WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = f.record_id);

-- The access log of one person, for two people: one asks, another agrees.
CREATE TABLE log_request (
  id BYTES NOT NULL PRIMARY KEY,
  about_kind TEXT NOT NULL CHECK (about_kind IN ('staff', 'pupil')),
  about BYTES NOT NULL,
  reason TEXT NOT NULL,
  asked_by BYTES NOT NULL REFERENCES staff (id),
  asked_at INT64 NOT NULL,
  expires_at INT64 NOT NULL,
  decided_by BYTES REFERENCES staff (id),
  decided_at INT64,
  agreed INT64,
  open_until INT64
) STRICT;
CREATE VIEW seen_log_request AS
  SELECT id, about_kind, about, reason, asked_by, asked_at, expires_at, decided_by, decided_at, agreed, open_until
  FROM log_request WHERE may_see(about, 12);

-- What a school says of itself in a word or two: the telephone of the duty DSL.
CREATE TABLE school_setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL,
  set_by BYTES NOT NULL,
  set_at INT64 NOT NULL
) STRICT;

-- A broken glass: who, whom, why, until when, and what those who were told made of it. opened_at is null while a second one waits for
-- somebody to agree.
CREATE TABLE glass (
  id BYTES NOT NULL PRIMARY KEY,
  staff_id BYTES NOT NULL REFERENCES staff (id),
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  reason TEXT NOT NULL,
  words TEXT NOT NULL,
  asked_at INT64 NOT NULL,
  opened_at INT64,
  until_at INT64,
  review_by INT64,
  decided_by BYTES REFERENCES staff (id),
  decided_at INT64,
  reviewed_by BYTES REFERENCES staff (id),
  reviewed_at INT64,
  outcome TEXT NOT NULL,
  remark TEXT NOT NULL
) STRICT;
CREATE INDEX glass_of_staff ON glass (staff_id, pupil_id, asked_at);
CREATE INDEX glass_to_review ON glass (asked_at) WHERE reviewed_at IS NULL;
-- Whoever broke it, whoever is told: those who see SEND files of the whole school (an id that is no pupil's stands for everyone), and the
-- line manager.
CREATE VIEW seen_glass AS
  SELECT g.id, g.staff_id, g.pupil_id, g.reason, g.words, g.asked_at, g.opened_at, g.until_at, g.review_by, g.decided_by, g.decided_at,
         g.reviewed_by, g.reviewed_at, g.outcome, g.remark
  FROM glass g
  WHERE g.staff_id = me()
     OR ((may_see(g.id, 6)
          OR EXISTS (SELECT 1 FROM tie t WHERE t.staff_id = me() AND t.relation = 'supervises' AND t.other_staff_id = g.staff_id
                     AND (t.ends_on IS NULL OR (t.ends_on + 1) * 86400000 > as_of())))
         AND NOT EXISTS (SELECT 1 FROM own_family o WHERE o.staff_id = me() AND o.pupil_id = g.pupil_id));

-- A line to act on, given from the safeguarding file to named people until a day.
CREATE TABLE shared_item (
  id BYTES NOT NULL PRIMARY KEY,
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  line TEXT NOT NULL,
  made_by BYTES NOT NULL REFERENCES staff (id),
  made_at INT64 NOT NULL,
  until_at INT64 NOT NULL,
  ended_by BYTES REFERENCES staff (id),
  ended_at INT64
) STRICT;
CREATE INDEX shared_item_of_pupil ON shared_item (pupil_id);
CREATE TABLE shared_item_to (
  item_id BYTES NOT NULL REFERENCES shared_item (id),
  staff_id BYTES NOT NULL REFERENCES staff (id),
  until_at INT64 NOT NULL,
  PRIMARY KEY (item_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX shared_item_of_staff ON shared_item_to (staff_id, until_at);
CREATE VIEW seen_shared_item AS
  SELECT i.id, i.pupil_id, i.line, i.made_by, i.made_at, i.until_at, i.ended_at FROM shared_item i
  WHERE may_see(i.pupil_id, 9)
     OR (i.ended_at IS NULL
         AND EXISTS (SELECT 1 FROM shared_item_to t WHERE t.item_id = i.id AND t.staff_id = me() AND t.until_at > as_of())
         AND NOT EXISTS (SELECT 1 FROM own_family o WHERE o.staff_id = me() AND o.pupil_id = i.pupil_id));

-- "Speak to the DSL before contacting home": for everyone who may contact home.
CREATE TABLE contact_alert (
  id BYTES NOT NULL PRIMARY KEY,
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  set_by BYTES NOT NULL REFERENCES staff (id),
  set_at INT64 NOT NULL,
  ended_by BYTES REFERENCES staff (id),
  ended_at INT64
) STRICT;
CREATE INDEX contact_alert_of_pupil ON contact_alert (pupil_id);
CREATE VIEW seen_contact_alert AS
  SELECT a.id, a.pupil_id, a.set_by, a.set_at FROM contact_alert a
  WHERE a.ended_at IS NULL AND (may_see(a.pupil_id, 2) OR may_see(a.pupil_id, 3));

--postgres
ALTER TABLE record_flag ENABLE ROW LEVEL SECURITY;
ALTER TABLE record_flag FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON record_flag USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM record r WHERE r.id = record_flag.record_id));
ALTER TABLE log_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE log_request FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON log_request USING (alongside_pen() OR may_see(about, 12));
ALTER TABLE glass ENABLE ROW LEVEL SECURITY;
ALTER TABLE glass FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON glass USING (alongside_pen() OR staff_id = me() OR may_see(id, 6)
  OR EXISTS (SELECT 1 FROM tie t WHERE t.staff_id = me() AND t.relation = 'supervises' AND t.other_staff_id = glass.staff_id));
ALTER TABLE shared_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE shared_item FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON shared_item USING (alongside_pen() OR may_see(pupil_id, 9)
  OR EXISTS (SELECT 1 FROM shared_item_to t WHERE t.item_id = shared_item.id AND t.staff_id = me()));
ALTER TABLE contact_alert ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_alert FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON contact_alert USING (alongside_pen() OR may_see(pupil_id, 2) OR may_see(pupil_id, 3));
--end
