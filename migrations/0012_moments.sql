-- In the moment: the school's calming script, each pupil's own steps, and a time line written by taps.
CREATE TABLE calm_script (
  version INT64 NOT NULL PRIMARY KEY,
  steps TEXT NOT NULL,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL
) STRICT;

CREATE TABLE pupil_calm (
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  version INT64 NOT NULL,
  steps TEXT NOT NULL,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL,
  PRIMARY KEY (pupil_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE moment (
  id BYTES NOT NULL PRIMARY KEY,
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  staff_id BYTES NOT NULL REFERENCES staff (id),
  started_at INT64 NOT NULL,
  ended_at INT64
) STRICT;
CREATE INDEX moment_of_staff ON moment (staff_id, started_at);

CREATE TABLE moment_tap (
  id BYTES NOT NULL PRIMARY KEY,
  moment_id BYTES NOT NULL REFERENCES moment (id),
  at INT64 NOT NULL,
  code TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX tap_of_moment ON moment_tap (moment_id, at);

CREATE VIEW seen_pupil_calm AS
  SELECT pupil_id, version, steps, made_by, made_at FROM pupil_calm WHERE may_see(pupil_id, 5);
-- Whoever is in it keeps their own time line; it becomes a record when it is over.
CREATE VIEW my_moment AS
  SELECT m.id, m.pupil_id, u.given, u.family, m.started_at, m.ended_at FROM moment m JOIN pupil u ON u.id = m.pupil_id
  WHERE m.staff_id = me();
CREATE VIEW my_moment_tap AS
  SELECT t.id, t.moment_id, t.at, t.code, t.words FROM moment_tap t
  WHERE EXISTS (SELECT 1 FROM moment m WHERE m.id = t.moment_id AND m.staff_id = me());

--postgres
ALTER TABLE pupil_calm ENABLE ROW LEVEL SECURITY;
ALTER TABLE pupil_calm FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON pupil_calm USING (alongside_pen() OR may_see(pupil_id, 5));
ALTER TABLE moment ENABLE ROW LEVEL SECURITY;
ALTER TABLE moment FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON moment USING (alongside_pen() OR staff_id = me());
ALTER TABLE moment_tap ENABLE ROW LEVEL SECURITY;
ALTER TABLE moment_tap FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON moment_tap USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM moment m WHERE m.id = moment_tap.moment_id));
-- The one in it sees the pupil's name, as they do on what they wrote themselves.
CREATE POLICY in_the_moment ON pupil USING (EXISTS (SELECT 1 FROM moment m WHERE m.pupil_id = pupil.id AND m.staff_id = me()));
--end
