-- Signing is an act of its own: a class teacher signs the sessions of their own pupils and decides nothing about their plans. Whoever decides may
-- also sign, so nobody sees less than before.
DROP VIEW seen_sign_off_step;
DROP VIEW seen_sign_off;
CREATE VIEW seen_sign_off AS
  SELECT s.record_id, s.version, s.state, s.kind, s.author_id, s.since, s.steps FROM sign_off s
  WHERE s.author_id = me()
     OR EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = s.record_id AND may_sign(p.pupil_id, p.info_class));
CREATE VIEW seen_sign_off_step AS
  SELECT t.record_id, t.number, t.version, t.at, t.by_id, t.deed, t.words FROM sign_off_step t
  WHERE EXISTS (SELECT 1 FROM seen_sign_off s WHERE s.record_id = t.record_id);

--postgres
-- Until now whoever saw the record passed this wall. It stands where the view does; the policy of the steps asks this one.
DROP POLICY need_to_know ON sign_off;
CREATE POLICY need_to_know ON sign_off USING (alongside_pen() OR author_id = me()
  OR EXISTS (SELECT 1 FROM record_part p WHERE p.record_id = sign_off.record_id AND may_sign(p.pupil_id, p.info_class)));
--end
