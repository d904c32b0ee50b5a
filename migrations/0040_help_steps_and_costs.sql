-- Lesson help that is changed keeps every version and takes files; calming steps on the card; what a run of a programme costs.

ALTER TABLE lesson_help ADD COLUMN changed_at INT64;
ALTER TABLE lesson_help_pupil ADD COLUMN left_at INT64;

-- How a request stood before somebody changed it. How it stands is in lesson_help.
CREATE TABLE lesson_help_version (
  help_id BYTES NOT NULL REFERENCES lesson_help (id),
  version INT64 NOT NULL,
  by_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  deed TEXT NOT NULL CHECK (deed IN ('asked', 'changed', 'prepared', 'evaluated')),
  helper_id BYTES NOT NULL REFERENCES staff (id),
  lesson TEXT NOT NULL,
  on_day INT64 NOT NULL,
  objective TEXT NOT NULL,
  wants TEXT NOT NULL,
  words TEXT NOT NULL,
  due_on INT64 NOT NULL,
  prepared TEXT NOT NULL,
  kept_at TEXT NOT NULL,
  evaluation TEXT NOT NULL,
  PRIMARY KEY (help_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE lesson_help_file (
  id BYTES NOT NULL PRIMARY KEY,
  help_id BYTES NOT NULL REFERENCES lesson_help (id),
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size INT64 NOT NULL,
  digest BYTES NOT NULL,
  added_by BYTES NOT NULL REFERENCES staff (id),
  added_at INT64 NOT NULL,
  removed_by BYTES REFERENCES staff (id),
  removed_at INT64
) STRICT;
CREATE INDEX lesson_help_file_of ON lesson_help_file (help_id);
CREATE TABLE lesson_help_file_chunk (
  file_id BYTES NOT NULL REFERENCES lesson_help_file (id),
  place INT64 NOT NULL,
  bytes BYTES NOT NULL,
  PRIMARY KEY (file_id, place)
) STRICT, WITHOUT ROWID;

-- What to do if, in order: steps that somebody chose from a plan for the card.
CREATE TABLE card_step (
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  version INT64 NOT NULL,
  place INT64 NOT NULL CHECK (place BETWEEN 1 AND 5),
  words TEXT NOT NULL,
  plan_id BYTES REFERENCES plan (id),
  plan_version INT64 NOT NULL,
  PRIMARY KEY (pupil_id, version, place)
) STRICT, WITHOUT ROWID;

-- For each run of a programme, whoever follows it: a licence, a book for the adult. `cost_pence` is what each pupil needs besides.
ALTER TABLE programme ADD COLUMN run_pence INT64 NOT NULL DEFAULT 0;

--sqlite
CREATE TRIGGER lesson_help_version_never_changes BEFORE UPDATE ON lesson_help_version BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
CREATE TRIGGER card_step_never_changes BEFORE UPDATE ON card_step BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
--end
--postgres
CREATE TRIGGER lesson_help_version_never_changes BEFORE UPDATE ON lesson_help_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER card_step_never_changes BEFORE UPDATE ON card_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
--end

DROP VIEW seen_lesson_help;
DROP VIEW seen_lesson_help_pupil;
CREATE VIEW seen_lesson_help_pupil AS
  SELECT help_id, pupil_id, outcome FROM lesson_help_pupil WHERE left_at IS NULL AND may_see(pupil_id, 5);
CREATE VIEW seen_lesson_help AS
  SELECT id, version, teacher_id, helper_id, lesson, on_day, objective, wants, words, due_on, made_at, prepared, kept_at, prepared_by, prepared_at,
         evaluation, evaluated_by, evaluated_at, changed_at FROM lesson_help h
  WHERE ended_at IS NULL AND (teacher_id = me() OR helper_id = me()
    OR EXISTS (SELECT 1 FROM lesson_help_pupil p WHERE p.help_id = h.id AND p.left_at IS NULL AND may_see(p.pupil_id, 5)));
-- Whoever sees a request sees how it came about, and its files.
CREATE VIEW seen_lesson_help_version AS
  SELECT v.help_id, v.version, v.by_id, v.at, v.deed, v.helper_id, v.lesson, v.on_day, v.objective, v.wants, v.words, v.due_on, v.prepared, v.kept_at, v.evaluation
  FROM lesson_help_version v WHERE EXISTS (SELECT 1 FROM seen_lesson_help h WHERE h.id = v.help_id);
CREATE VIEW seen_lesson_help_file AS
  SELECT f.id, f.help_id, f.name, f.content_type, f.size, f.added_by, f.added_at FROM lesson_help_file f
  WHERE f.removed_at IS NULL AND EXISTS (SELECT 1 FROM seen_lesson_help h WHERE h.id = f.help_id);
CREATE VIEW seen_lesson_help_file_chunk AS
  SELECT c.file_id, c.place, c.bytes FROM lesson_help_file_chunk c WHERE EXISTS (SELECT 1 FROM seen_lesson_help_file f WHERE f.id = c.file_id);
CREATE VIEW seen_card_step AS
  SELECT pupil_id, version, place, words, plan_id, plan_version FROM card_step WHERE may_see(pupil_id, 5);

--postgres
DROP POLICY need_to_know ON lesson_help;
CREATE POLICY need_to_know ON lesson_help USING (alongside_pen() OR teacher_id = me() OR helper_id = me()
  OR EXISTS (SELECT 1 FROM lesson_help_pupil p WHERE p.help_id = lesson_help.id AND p.left_at IS NULL AND may_see(p.pupil_id, 5)));
ALTER TABLE lesson_help_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE lesson_help_version FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON lesson_help_version USING (alongside_pen() OR EXISTS (SELECT 1 FROM lesson_help h WHERE h.id = lesson_help_version.help_id));
ALTER TABLE lesson_help_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE lesson_help_file FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON lesson_help_file USING (alongside_pen() OR EXISTS (SELECT 1 FROM lesson_help h WHERE h.id = lesson_help_file.help_id));
ALTER TABLE lesson_help_file_chunk ENABLE ROW LEVEL SECURITY;
ALTER TABLE lesson_help_file_chunk FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON lesson_help_file_chunk USING (alongside_pen() OR EXISTS (SELECT 1 FROM lesson_help_file f WHERE f.id = lesson_help_file_chunk.file_id));
ALTER TABLE card_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE card_step FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON card_step USING (alongside_pen() OR may_see(pupil_id, 5));
--end
