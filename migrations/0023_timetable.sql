-- Programmes and groups, the school's day, everybody's timetable with its exceptions, feeds of it, and reduced timetables.

-- The school's own programmes, and what it changed in those that come with the program. The newest version counts.
CREATE TABLE programme (
  id BYTES NOT NULL,
  version INT64 NOT NULL,
  name TEXT NOT NULL,
  strand TEXT NOT NULL,
  need TEXT NOT NULL,
  purpose TEXT NOT NULL,
  minutes INT64 NOT NULL CHECK (minutes > 0),
  times_a_week INT64 NOT NULL CHECK (times_a_week > 0),
  weeks INT64 NOT NULL CHECK (weeks > 0),
  group_least INT64 NOT NULL CHECK (group_least > 0),
  group_most INT64 NOT NULL,
  skills TEXT NOT NULL,
  steps TEXT NOT NULL,
  materials TEXT NOT NULL,
  baseline TEXT NOT NULL,
  cost_pence INT64 NOT NULL,
  retired INT64 NOT NULL,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL,
  PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

-- A group of pupils who follow a programme together. That somebody is in one says something of their needs: C5.
CREATE TABLE support_group (
  id BYTES NOT NULL PRIMARY KEY,
  version INT64 NOT NULL,
  name TEXT NOT NULL,
  programme_id BYTES,
  lead_id BYTES REFERENCES staff (id),
  place TEXT NOT NULL,
  starts_on INT64 NOT NULL,
  ends_on INT64,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL
) STRICT;

CREATE TABLE support_group_member (
  group_id BYTES NOT NULL REFERENCES support_group (id),
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  starts_on INT64 NOT NULL,
  ends_on INT64,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL,
  PRIMARY KEY (group_id, pupil_id, starts_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX support_group_of_member ON support_group_member (pupil_id);

-- The school's day: what happens from when to when. `days` has bit 0 for Monday to bit 4 for Friday; times are minutes after midnight.
CREATE TABLE school_period (
  id BYTES NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('registration', 'lesson', 'break', 'lunch', 'other')),
  days INT64 NOT NULL,
  starts INT64 NOT NULL,
  ends INT64 NOT NULL CHECK (ends > starts),
  from_on INT64 NOT NULL,
  until_on INT64,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL
) STRICT;

CREATE TABLE timetable_setting (
  name TEXT NOT NULL PRIMARY KEY,
  value INT64 NOT NULL,
  set_by BYTES NOT NULL,
  set_at INT64 NOT NULL
) STRICT;

-- One place in somebody's week that comes back. What was is never changed: a slot that changes ends, and another follows it.
-- One day alone (from_on = until_on) is an extra. `line_id` is the promised line of provision it delivers.
CREATE TABLE slot (
  id BYTES NOT NULL PRIMARY KEY,
  version INT64 NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  staff_id BYTES REFERENCES staff (id),
  pupil_id BYTES REFERENCES pupil (id),
  group_id BYTES REFERENCES support_group (id),
  class_id BYTES REFERENCES school_class (id),
  programme_id BYTES,
  line_id BYTES,
  place TEXT NOT NULL,
  weekday INT64 NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  starts INT64 NOT NULL,
  ends INT64 NOT NULL CHECK (ends > starts),
  week TEXT NOT NULL CHECK (week IN ('', 'a', 'b')),
  from_on INT64 NOT NULL,
  until_on INT64,
  follows BYTES,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL
) STRICT;
CREATE INDEX slot_of_staff ON slot (staff_id, until_on);
CREATE INDEX slot_of_pupil ON slot (pupil_id, until_on);
CREATE INDEX slot_of_group ON slot (group_id, until_on);
CREATE INDEX slot_of_class ON slot (class_id, until_on);
CREATE INDEX slot_of_line ON slot (line_id);
CREATE INDEX slot_on_weekday ON slot (weekday, until_on);

-- What is different on one day: it does not happen, it is at another time or place, or another adult does it. Whose it is stands here too,
-- so that the row can be guarded by itself.
CREATE TABLE slot_exception (
  id BYTES NOT NULL PRIMARY KEY,
  slot_id BYTES NOT NULL REFERENCES slot (id),
  on_day INT64 NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cancelled', 'moved', 'replaced')),
  why TEXT NOT NULL,
  to_day INT64,
  starts INT64,
  ends INT64,
  place TEXT NOT NULL,
  staff_id BYTES REFERENCES staff (id),
  pupil_id BYTES REFERENCES pupil (id),
  owner_id BYTES REFERENCES staff (id),
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL,
  undone_by BYTES,
  undone_at INT64
) STRICT;
CREATE UNIQUE INDEX slot_exception_of_day ON slot_exception (slot_id, on_day) WHERE undone_at IS NULL;
CREATE INDEX slot_exception_of_staff ON slot_exception (staff_id, on_day);
CREATE INDEX slot_exception_on_day ON slot_exception (on_day);

-- An address at which an adult's own calendar program reads their week. Only the digest of its secret is kept.
CREATE TABLE calendar_feed (
  id BYTES NOT NULL PRIMARY KEY,
  token_hash BYTES NOT NULL UNIQUE,
  staff_id BYTES NOT NULL REFERENCES staff (id),
  made_at INT64 NOT NULL,
  withdrawn_at INT64
) STRICT;
CREATE INDEX calendar_feed_of_staff ON calendar_feed (staff_id);

-- A reduced (part-time) timetable: exceptional, agreed, reviewed, ended. C6.
CREATE TABLE reduced_timetable (
  id BYTES NOT NULL PRIMARY KEY,
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  version INT64 NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('medical', 'reintegration', 'transition', 'other')),
  why TEXT NOT NULL,
  starts_on INT64 NOT NULL,
  ends_on INT64 NOT NULL,
  full_minutes INT64 NOT NULL CHECK (full_minutes > 0),
  steps TEXT NOT NULL,
  off_site TEXT NOT NULL,
  risk TEXT NOT NULL,
  consent_by TEXT NOT NULL,
  consent_how TEXT NOT NULL,
  consent_on INT64 NOT NULL,
  consent_withdrawn_on INT64,
  authority_told_on INT64,
  ended_on INT64,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL
) STRICT;
CREATE INDEX reduced_timetable_of_pupil ON reduced_timetable (pupil_id);

CREATE TABLE reduced_review (
  id BYTES NOT NULL PRIMARY KEY,
  reduced_id BYTES NOT NULL REFERENCES reduced_timetable (id),
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  on_day INT64 NOT NULL,
  words TEXT NOT NULL,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL
) STRICT;
CREATE INDEX reduced_review_of ON reduced_review (reduced_id, on_day);

-- Whoever leads a group knows who is in it.
CREATE VIEW seen_support_group_member AS
  SELECT m.group_id, m.pupil_id, m.starts_on, m.ends_on FROM support_group_member m
  WHERE may_see(m.pupil_id, 5) OR EXISTS (SELECT 1 FROM support_group g WHERE g.id = m.group_id AND g.lead_id = me());
CREATE VIEW seen_slot_exception AS
  SELECT id, slot_id, on_day, kind, why, to_day, starts, ends, place, staff_id, made_by, made_at FROM slot_exception
  WHERE undone_at IS NULL AND (pupil_id IS NULL OR staff_id = me() OR owner_id = me() OR may_see(pupil_id, 5));
-- Every exception there was, for the export.
CREATE VIEW seen_slot_exception_kept AS
  SELECT id, slot_id, on_day, kind, why, to_day, starts, ends, place, staff_id, made_by, made_at, undone_by, undone_at FROM slot_exception
  WHERE pupil_id IS NULL OR may_see(pupil_id, 5);
-- One's own week is one's own; another's time with a pupil is what helps that pupil.
CREATE VIEW seen_slot AS
  SELECT id, version, kind, title, staff_id, pupil_id, group_id, class_id, programme_id, line_id, place, weekday, starts, ends, week,
         from_on, until_on, follows, made_by, made_at FROM slot s
  WHERE pupil_id IS NULL OR staff_id = me() OR may_see(pupil_id, 5)
    OR EXISTS (SELECT 1 FROM slot_exception e WHERE e.slot_id = s.id AND e.staff_id = me() AND e.undone_at IS NULL);
CREATE VIEW seen_reduced_timetable AS
  SELECT id, pupil_id, version, reason, why, starts_on, ends_on, full_minutes, steps, off_site, risk, consent_by, consent_how, consent_on,
         consent_withdrawn_on, authority_told_on, ended_on, made_by, made_at FROM reduced_timetable WHERE may_see(pupil_id, 6);
CREATE VIEW seen_reduced_review AS
  SELECT id, reduced_id, pupil_id, on_day, words, made_by, made_at FROM reduced_review WHERE may_see(pupil_id, 6);

--postgres
ALTER TABLE support_group_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE support_group_member FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON support_group_member USING (alongside_pen() OR may_see(pupil_id, 5)
  OR EXISTS (SELECT 1 FROM support_group g WHERE g.id = support_group_member.group_id AND g.lead_id = me()));
ALTER TABLE slot_exception ENABLE ROW LEVEL SECURITY;
ALTER TABLE slot_exception FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON slot_exception USING (alongside_pen() OR pupil_id IS NULL OR staff_id = me() OR owner_id = me()
  OR may_see(pupil_id, 5));
ALTER TABLE slot ENABLE ROW LEVEL SECURITY;
ALTER TABLE slot FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON slot USING (alongside_pen() OR pupil_id IS NULL OR staff_id = me() OR may_see(pupil_id, 5)
  OR EXISTS (SELECT 1 FROM slot_exception e WHERE e.slot_id = slot.id AND e.staff_id = me() AND e.undone_at IS NULL));
ALTER TABLE reduced_timetable ENABLE ROW LEVEL SECURITY;
ALTER TABLE reduced_timetable FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON reduced_timetable USING (alongside_pen() OR may_see(pupil_id, 6));
ALTER TABLE reduced_review ENABLE ROW LEVEL SECURITY;
ALTER TABLE reduced_review FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON reduced_review USING (alongside_pen() OR may_see(pupil_id, 6));
--end
