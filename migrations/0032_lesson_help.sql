-- Lesson help: what a teacher plans for named pupils in a lesson, what a key worker prepares for it, and whether the objective was met.

CREATE TABLE lesson_help (
  id BYTES NOT NULL PRIMARY KEY,
  version INT64 NOT NULL,
  teacher_id BYTES NOT NULL REFERENCES staff (id),
  helper_id BYTES NOT NULL REFERENCES staff (id),
  lesson TEXT NOT NULL,
  on_day INT64 NOT NULL,
  objective TEXT NOT NULL,
  wants TEXT NOT NULL,
  words TEXT NOT NULL,
  due_on INT64 NOT NULL,
  made_at INT64 NOT NULL,
  prepared TEXT NOT NULL,
  kept_at TEXT NOT NULL,
  prepared_by BYTES REFERENCES staff (id),
  prepared_at INT64,
  evaluation TEXT NOT NULL,
  evaluated_by BYTES REFERENCES staff (id),
  evaluated_at INT64,
  ended_at INT64
) STRICT;
CREATE INDEX lesson_help_on_day ON lesson_help (on_day);
CREATE INDEX lesson_help_of_helper ON lesson_help (helper_id, on_day);
CREATE INDEX lesson_help_of_teacher ON lesson_help (teacher_id, on_day);

CREATE TABLE lesson_help_pupil (
  help_id BYTES NOT NULL REFERENCES lesson_help (id),
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('', 'met', 'partly', 'not')),
  PRIMARY KEY (help_id, pupil_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lesson_help_of_pupil ON lesson_help_pupil (pupil_id);

-- What helps a pupil in a lesson is profile and strategies (C5). Whoever asked and whoever prepares keep their own words.
CREATE VIEW seen_lesson_help_pupil AS
  SELECT help_id, pupil_id, outcome FROM lesson_help_pupil WHERE may_see(pupil_id, 5);
CREATE VIEW seen_lesson_help AS
  SELECT id, version, teacher_id, helper_id, lesson, on_day, objective, wants, words, due_on, made_at, prepared, kept_at, prepared_by, prepared_at,
         evaluation, evaluated_by, evaluated_at FROM lesson_help h
  WHERE ended_at IS NULL AND (teacher_id = me() OR helper_id = me()
    OR EXISTS (SELECT 1 FROM lesson_help_pupil p WHERE p.help_id = h.id AND may_see(p.pupil_id, 5)));

--postgres
ALTER TABLE lesson_help_pupil ENABLE ROW LEVEL SECURITY;
ALTER TABLE lesson_help_pupil FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON lesson_help_pupil USING (alongside_pen() OR may_see(pupil_id, 5));
ALTER TABLE lesson_help ENABLE ROW LEVEL SECURITY;
ALTER TABLE lesson_help FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON lesson_help USING (alongside_pen() OR teacher_id = me() OR helper_id = me()
  OR EXISTS (SELECT 1 FROM lesson_help_pupil p WHERE p.help_id = lesson_help.id AND may_see(p.pupil_id, 5)));
--end
