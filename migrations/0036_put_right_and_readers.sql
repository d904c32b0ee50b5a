-- A concern that was written about the wrong child goes to the right one with everything that was done about it; and whoever was told of the
-- wrong child is told that it was put right.

-- ended_at: when that was taken back which somebody was told of this child. now_in: the concern about the right child; empty where it was undone.
ALTER TABLE concern_told ADD COLUMN ended_at INT64;
ALTER TABLE concern_told ADD COLUMN now_in BYTES;
CREATE INDEX concern_told_now_in ON concern_told (now_in) WHERE now_in IS NOT NULL;
-- The concern whose decision opened the case.
ALTER TABLE safeguarding_case ADD COLUMN opened_from BYTES;
UPDATE safeguarding_case SET opened_from = (SELECT s.record_id FROM concern_step s WHERE s.outcome = 'open_case' AND s.at = safeguarding_case.opened_at
  AND EXISTS (SELECT 1 FROM record_part p WHERE p.record_id = s.record_id AND p.pupil_id = safeguarding_case.pupil_id) ORDER BY s.id LIMIT 1);
CREATE INDEX case_opened_from ON safeguarding_case (opened_from) WHERE opened_from IS NOT NULL;
-- When it came to this child with the concern it was written from, having been written about another.
ALTER TABLE referral ADD COLUMN moved_at INT64;
CREATE INDEX referral_of_record ON referral (record_id) WHERE record_id IS NOT NULL;

-- A decision keeps every word, its author and its time; only what it is a decision about may be written anew elsewhere.
--sqlite
DROP TRIGGER concern_step_never_changes;
CREATE TRIGGER concern_step_never_changes BEFORE UPDATE OF id, place, author_id, at, outcome, academic_year, category, categories, level, reason, parents, parents_why, review_on ON concern_step BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER concern_step_goes_with_its_record BEFORE UPDATE OF record_id ON concern_step
  WHEN NOT EXISTS (SELECT 1 FROM record r WHERE r.id = OLD.record_id AND r.moved_to IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a decision stays with its concern'); END;
--end
--postgres
DROP TRIGGER concern_step_never_changes ON concern_step;
CREATE TRIGGER concern_step_never_changes BEFORE UPDATE OF id, place, author_id, at, outcome, academic_year, category, categories, level, reason, parents, parents_why, review_on ON concern_step
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--end

-- What stayed behind where a concern was moved before: it goes to where the concern stands, unless somebody decided anew there.
UPDATE concern_step SET record_id = (SELECT r.moved_to FROM record r WHERE r.id = concern_step.record_id)
  WHERE EXISTS (SELECT 1 FROM record r JOIN record n ON n.id = r.moved_to WHERE r.id = concern_step.record_id AND r.moved_to <> r.id AND n.moved_to IS NULL
    AND NOT EXISTS (SELECT 1 FROM concern_step o WHERE o.record_id = r.moved_to));
UPDATE concern_answer SET record_id = (SELECT r.moved_to FROM record r WHERE r.id = concern_answer.record_id)
  WHERE EXISTS (SELECT 1 FROM record r JOIN record n ON n.id = r.moved_to WHERE r.id = concern_answer.record_id AND r.moved_to <> r.id AND n.moved_to IS NULL);
UPDATE concern_addendum SET record_id = (SELECT r.moved_to FROM record r WHERE r.id = concern_addendum.record_id)
  WHERE EXISTS (SELECT 1 FROM record r JOIN record n ON n.id = r.moved_to WHERE r.id = concern_addendum.record_id AND r.moved_to <> r.id AND n.moved_to IS NULL);

--sqlite
DROP VIEW seen_concern_told;
CREATE VIEW seen_concern_told AS
  SELECT t.record_id, t.staff_id, t.pupil_id, t.why, t.words, t.at, t.ended_at, t.now_in FROM concern_told t WHERE may_see(t.pupil_id, 9);
DROP VIEW my_concern_told;
CREATE VIEW my_concern_told AS
  SELECT t.record_id, t.staff_id, t.why, t.at FROM concern_told t JOIN record r ON r.id = t.record_id WHERE r.author_id = me() AND t.ended_at IS NULL;
DROP VIEW my_concern_notice;
CREATE VIEW my_concern_notice AS
  SELECT t.pupil_id, CASE WHEN t.ended_at IS NULL THEN t.words ELSE '' END AS words, t.at, t.ended_at, CASE WHEN t.now_in IS NULL THEN 0 ELSE 1 END AS moved
  FROM concern_told t WHERE t.staff_id = me() AND t.words <> '';
DROP VIEW seen_referral;
CREATE VIEW seen_referral AS
  SELECT id, pupil_id, record_id, body, version, made_by, made_at, changed_at, sent_at, moved_at FROM referral WHERE may_see(pupil_id, 9);
--end
--postgres
CREATE OR REPLACE VIEW seen_concern_told AS
  SELECT t.record_id, t.staff_id, t.pupil_id, t.why, t.words, t.at, t.ended_at, t.now_in FROM concern_told t WHERE may_see(t.pupil_id, 9);
CREATE OR REPLACE VIEW my_concern_told AS
  SELECT t.record_id, t.staff_id, t.why, t.at FROM concern_told t JOIN record r ON r.id = t.record_id WHERE r.author_id = me() AND t.ended_at IS NULL;
CREATE OR REPLACE VIEW my_concern_notice AS
  SELECT t.pupil_id, CASE WHEN t.ended_at IS NULL THEN t.words ELSE '' END AS words, t.at, t.ended_at, CASE WHEN t.now_in IS NULL THEN 0 ELSE 1 END AS moved
  FROM concern_told t WHERE t.staff_id = me() AND t.words <> '';
CREATE OR REPLACE VIEW seen_referral AS
  SELECT id, pupil_id, record_id, body, version, made_by, made_at, changed_at, sent_at, moved_at FROM referral WHERE may_see(pupil_id, 9);
--end

-- Who reads a kind of the school's own counts it too, and nobody else; and a name on a restricted record ends with its day here as everywhere.
--sqlite
DROP VIEW seen_fact;
CREATE VIEW seen_fact AS
  SELECT kind, day, record_id, pupil_id, part, minute, info_class, author_id, facts FROM record_fact f
  WHERE may_see(pupil_id, info_class)
    AND (flag = 0 OR (flag = 1 AND may_see_restricted()) OR (flag = 2 AND may_see_sealed())
         OR EXISTS (SELECT 1 FROM record_named n WHERE n.record_id = f.record_id AND n.staff_id = me() AND n.until_at > as_of()))
    AND (f.kind NOT IN (SELECT k.kind FROM kind_reader k) OR f.kind IN (SELECT k.kind FROM kind_reader k WHERE i_am(k.role)));
--end
--postgres
CREATE OR REPLACE VIEW seen_fact AS
  SELECT kind, day, record_id, pupil_id, part, minute, info_class, author_id, facts FROM record_fact f
  WHERE may_see(pupil_id, info_class)
    AND (flag = 0 OR (flag = 1 AND may_see_restricted()) OR (flag = 2 AND may_see_sealed())
         OR EXISTS (SELECT 1 FROM record_named n WHERE n.record_id = f.record_id AND n.staff_id = me() AND n.until_at > as_of()))
    AND (f.kind NOT IN (SELECT k.kind FROM kind_reader k) OR f.kind IN (SELECT k.kind FROM kind_reader k WHERE i_am(k.role)));
--end

-- PostgreSQL plans an EXISTS that stands beside an OR twice, and what is in it twice again, before a connection reads its first row. The same
-- questions, asked so that each is planned once.
--postgres
CREATE OR REPLACE VIEW seen_part AS
  SELECT pupil_id, occurred_at, record_id, part, kind, info_class, flag, author_id, recorded_at, version, state, line
  FROM record_part p
  WHERE may_see(pupil_id, info_class)
    AND (flag = 0 OR (flag = 1 AND may_see_restricted()) OR (flag = 2 AND may_see_sealed())
         OR record_id IN (SELECT n.record_id FROM record_named n WHERE n.staff_id = me() AND n.until_at > as_of()))
    AND (kind NOT IN (SELECT k.kind FROM kind_reader k) OR kind IN (SELECT k.kind FROM kind_reader k WHERE i_am(k.role)));
CREATE OR REPLACE VIEW seen_version AS
  SELECT v.record_id, v.version, v.author_id, v.at, v.reason, v.kind_version, v.body FROM record_version v
  WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = v.record_id AND NOT (p.info_class = 9 AND p.part = 'linked'))
    AND EXISTS (SELECT 1 FROM record r WHERE r.id = v.record_id AND r.moved_to IS NULL)
    AND (COALESCE((SELECT false FROM version_frame f WHERE f.record_id = v.record_id AND f.version = v.version LIMIT 1), true)
         OR COALESCE((SELECT true FROM version_part p WHERE p.record_id = v.record_id AND p.version = v.version
                      AND may_see(p.pupil_id, p.info_class) LIMIT 1), false));
ALTER POLICY need_to_know ON record USING (alongside_pen() OR author_id = me()
  OR COALESCE((SELECT true FROM record_part p WHERE p.record_id = record.id LIMIT 1), false)
  OR (moved_to IS NOT NULL AND COALESCE((SELECT true FROM version_part p WHERE p.record_id = record.id LIMIT 1), false)));
ALTER POLICY need_to_know ON record_version USING (alongside_pen()
  OR COALESCE((SELECT true FROM record r WHERE r.id = record_version.record_id LIMIT 1), false));
ALTER POLICY need_to_know ON version_frame USING (alongside_pen()
  OR COALESCE((SELECT true FROM record r WHERE r.id = version_frame.record_id LIMIT 1), false));
ALTER POLICY need_to_know ON concern_answer USING (alongside_pen()
  OR COALESCE((SELECT true FROM record r WHERE r.id = concern_answer.record_id LIMIT 1), false));
ALTER POLICY need_to_know ON concern_addendum USING (alongside_pen()
  OR COALESCE((SELECT true FROM record r WHERE r.id = concern_addendum.record_id LIMIT 1), false));
ALTER POLICY need_to_know ON sign_off USING (alongside_pen() OR author_id = me()
  OR COALESCE((SELECT true FROM record_part p WHERE p.record_id = sign_off.record_id AND may_sign(p.pupil_id, p.info_class) LIMIT 1), false));
ALTER POLICY need_to_know ON must_see USING (alongside_pen()
  OR COALESCE((SELECT true FROM record_part p WHERE p.record_id = must_see.record_id LIMIT 1), false));
--end
