-- What becomes of a safeguarding concern: decisions, answers, cases, markers, referrals; who is told; concerns about adults, apart.

-- The school's own: nothing here is about a child or a named adult's conduct -------------------------------------------------

-- other_system: empty, or the name of the system in which concerns are kept, of which only the reference is kept here.
CREATE TABLE concern_setting (
  only_one INT64 NOT NULL PRIMARY KEY CHECK (only_one = 1),
  other_system TEXT NOT NULL,
  chair_id BYTES REFERENCES staff (id),
  front_door TEXT NOT NULL,
  front_door_phone TEXT NOT NULL,
  lado TEXT NOT NULL,
  unsafe_minutes INT64 NOT NULL,
  unsure_minutes INT64 NOT NULL,
  version INT64 NOT NULL
) STRICT;
INSERT INTO concern_setting (only_one, other_system, chair_id, front_door, front_door_phone, lado, unsafe_minutes, unsure_minutes, version)
VALUES (1, '', NULL, '', '', '', 15, 60, 1);

-- Who is told of which concerns, beside those who read them all. topic and safe: empty for any.
CREATE TABLE concern_route (
  id BYTES NOT NULL PRIMARY KEY,
  topic TEXT NOT NULL,
  safe TEXT NOT NULL CHECK (safe IN ('', 'yes', 'not_sure', 'no')),
  tells TEXT NOT NULL CHECK (tells IN ('class_teacher', 'key_worker', 'staff')),
  staff_id BYTES REFERENCES staff (id),
  words TEXT NOT NULL,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL,
  ended_at INT64
) STRICT;

-- Whom to go to: weekday 1 to 5, or 0 for every day.
CREATE TABLE concern_rota (
  id BYTES NOT NULL PRIMARY KEY,
  staff_id BYTES NOT NULL REFERENCES staff (id),
  weekday INT64 NOT NULL CHECK (weekday BETWEEN 0 AND 5),
  duty TEXT NOT NULL CHECK (duty IN ('lead', 'deputy')),
  place TEXT NOT NULL,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL,
  ended_at INT64
) STRICT;

-- The formal list, as guidance has it for an academic year (the year it starts in). A year without a list uses the one before it.
CREATE TABLE concern_category (
  academic_year INT64 NOT NULL,
  code TEXT NOT NULL,
  theme TEXT NOT NULL,
  label TEXT NOT NULL,
  place INT64 NOT NULL,
  PRIMARY KEY (academic_year, code)
) STRICT, WITHOUT ROWID;
INSERT INTO concern_category (academic_year, code, theme, label, place) VALUES
  (2020, 'neglect', 'Abuse and neglect', 'Neglect', 1),
  (2020, 'physical', 'Abuse and neglect', 'Physical abuse', 2),
  (2020, 'emotional', 'Abuse and neglect', 'Emotional abuse', 3),
  (2020, 'sexual', 'Abuse and neglect', 'Sexual abuse', 4),
  (2020, 'domestic', 'Abuse and neglect', 'Domestic abuse', 5),
  (2020, 'fabricated_illness', 'Abuse and neglect', 'Fabricated or induced illness', 6),
  (2020, 'bullying', 'Between children', 'Child-on-child: bullying', 10),
  (2020, 'sexual_harassment', 'Between children', 'Child-on-child: sexual harassment or violence', 11),
  (2020, 'intimate_images', 'Between children', 'Child-on-child: intimate images', 12),
  (2020, 'relationship_abuse', 'Between children', 'Child-on-child: abuse in a relationship', 13),
  (2020, 'initiation', 'Between children', 'Child-on-child: initiation or hazing', 14),
  (2020, 'harmful_sexual', 'Between children', 'Harmful sexual behaviour', 15),
  (2020, 'cse', 'Exploitation and crime', 'Child sexual exploitation', 20),
  (2020, 'cce', 'Exploitation and crime', 'Child criminal exploitation or county lines', 21),
  (2020, 'violence', 'Exploitation and crime', 'Serious violence or weapons', 22),
  (2020, 'slavery', 'Exploitation and crime', 'Modern slavery or trafficking', 23),
  (2020, 'radicalisation', 'Exploitation and crime', 'Radicalisation or extremism', 24),
  (2020, 'extra_familial', 'Exploitation and crime', 'Harm outside the home: peers, park, street, transport', 25),
  (2020, 'court', 'Exploitation and crime', 'Child in the court system', 26),
  (2020, 'online', 'Online', 'Online: content, contact, conduct or commerce', 30),
  (2020, 'fgm', 'So-called honour-based abuse', 'Female genital mutilation', 40),
  (2020, 'honour', 'So-called honour-based abuse', 'So-called honour-based abuse', 41),
  (2020, 'forced_marriage', 'So-called honour-based abuse', 'Forced marriage', 42),
  (2020, 'mental_health', 'Health and feelings', 'Mental health', 50),
  (2020, 'self_harm', 'Health and feelings', 'Self-harm', 51),
  (2020, 'suicidal', 'Health and feelings', 'Suicidal thoughts', 52),
  (2020, 'substance', 'Health and feelings', 'Drugs or alcohol, the child', 53),
  (2020, 'bereavement', 'Health and feelings', 'Bereavement', 54),
  (2020, 'parent_substance', 'Family circumstances', 'Drugs or alcohol, a parent', 60),
  (2020, 'parent_mental_health', 'Family circumstances', 'Mental health of a parent', 61),
  (2020, 'parent_prison', 'Family circumstances', 'Parent in prison', 62),
  (2020, 'housing', 'Family circumstances', 'Homelessness or housing', 63),
  (2020, 'young_carer', 'Family circumstances', 'Young carer', 64),
  (2020, 'private_fostering', 'Family circumstances', 'Private fostering', 65),
  (2020, 'kinship', 'Family circumstances', 'Kinship care', 66),
  (2020, 'looked_after', 'Family circumstances', 'Looked after, now or before', 67),
  (2020, 'hygiene', 'Family circumstances', 'Hygiene, clothing or hunger', 68),
  (2020, 'missing_education', 'Absence', 'Missing from education or unexplained absence', 70),
  (2020, 'missing_home', 'Absence', 'Missing from home', 71),
  (2020, 'attendance', 'Absence', 'Attendance', 72),
  (2020, 'other', 'Other', 'Something else', 90);
INSERT INTO concern_category (academic_year, code, theme, label, place)
  SELECT 2025, code, theme, CASE WHEN code = 'online' THEN 'Online: content (with misinformation and conspiracy theories), contact, conduct or commerce'
    ELSE label END, place FROM concern_category WHERE academic_year = 2020;

-- About children -------------------------------------------------------------------------------------------------------------

-- Who was told when the concern was saved. words: what somebody outside the team is shown, never the concern; empty for those who read it.
CREATE TABLE concern_told (
  record_id BYTES NOT NULL REFERENCES record (id),
  staff_id BYTES NOT NULL REFERENCES staff (id),
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  why TEXT NOT NULL,
  words TEXT NOT NULL,
  at INT64 NOT NULL,
  PRIMARY KEY (record_id, staff_id, pupil_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX concern_told_staff ON concern_told (staff_id, at);

-- A decision, with its reason. Never changed; the newest is how it stands.
CREATE TABLE concern_step (
  id BYTES NOT NULL PRIMARY KEY,
  record_id BYTES NOT NULL REFERENCES record (id),
  place INT64 NOT NULL,
  author_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  outcome TEXT NOT NULL,
  academic_year INT64 NOT NULL,
  category TEXT NOT NULL,
  categories TEXT NOT NULL,
  level INT64 NOT NULL,
  reason TEXT NOT NULL,
  parents TEXT NOT NULL,
  parents_why TEXT NOT NULL,
  review_on INT64,
  UNIQUE (record_id, place)
) STRICT;

-- What the safeguarding team tells the person who raised it.
CREATE TABLE concern_answer (
  id BYTES NOT NULL PRIMARY KEY,
  record_id BYTES NOT NULL REFERENCES record (id),
  author_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX concern_answer_of ON concern_answer (record_id);

-- What the person who raised it adds afterwards.
CREATE TABLE concern_addendum (
  id BYTES NOT NULL PRIMARY KEY,
  record_id BYTES NOT NULL REFERENCES record (id),
  author_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX concern_addendum_of ON concern_addendum (record_id);

-- Raised where no pupil could be shown: the child as typed, until somebody of the team says who it is.
CREATE TABLE concern_unmatched (
  id BYTES NOT NULL PRIMARY KEY,
  author_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  child TEXT NOT NULL,
  body TEXT NOT NULL,
  digest BYTES NOT NULL,
  matched_at INT64,
  matched_by BYTES,
  record_id BYTES
) STRICT;
CREATE INDEX concern_unmatched_author ON concern_unmatched (author_id);

CREATE TABLE safeguarding_case (
  id BYTES NOT NULL PRIMARY KEY,
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  opened_at INT64 NOT NULL
) STRICT;
CREATE INDEX safeguarding_case_pupil ON safeguarding_case (pupil_id);
CREATE TABLE case_step (
  id BYTES NOT NULL PRIMARY KEY,
  case_id BYTES NOT NULL REFERENCES safeguarding_case (id),
  place INT64 NOT NULL,
  author_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  deed TEXT NOT NULL CHECK (deed IN ('opened', 'stepped_up', 'stepped_down', 'reviewed', 'closed', 'reopened')),
  level INT64 NOT NULL,
  lead_id BYTES NOT NULL REFERENCES staff (id),
  review_on INT64,
  reason TEXT NOT NULL,
  UNIQUE (case_id, place)
) STRICT;

-- A child in need or child protection plan, in care, …: with its dates.
CREATE TABLE statutory_marker (
  id BYTES NOT NULL PRIMARY KEY,
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  marker TEXT NOT NULL,
  category TEXT NOT NULL,
  from_on INT64 NOT NULL,
  until_on INT64,
  note TEXT NOT NULL,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL
) STRICT;
CREATE INDEX statutory_marker_pupil ON statutory_marker (pupil_id);

CREATE TABLE referral (
  id BYTES NOT NULL PRIMARY KEY,
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  record_id BYTES,
  body TEXT NOT NULL,
  version INT64 NOT NULL,
  made_by BYTES NOT NULL REFERENCES staff (id),
  made_at INT64 NOT NULL,
  changed_at INT64 NOT NULL,
  sent_at INT64
) STRICT;
CREATE INDEX referral_pupil ON referral (pupil_id);
CREATE TABLE referral_step (
  id BYTES NOT NULL PRIMARY KEY,
  referral_id BYTES NOT NULL REFERENCES referral (id),
  place INT64 NOT NULL,
  author_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  deed TEXT NOT NULL CHECK (deed IN ('sent', 'acknowledged', 'chased', 'escalated', 'outcome')),
  happened_at INT64 NOT NULL,
  how TEXT NOT NULL,
  whom TEXT NOT NULL,
  words TEXT NOT NULL,
  UNIQUE (referral_id, place)
) STRICT;

-- About adults who work here: no row of these names a pupil, and nothing of them stands in a pupil's file ---------------------

CREATE TABLE conduct_concern (
  id BYTES NOT NULL PRIMARY KEY,
  author_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  subject_id BYTES REFERENCES staff (id),
  subject_named TEXT NOT NULL,
  goes_to TEXT NOT NULL CHECK (goes_to IN ('head', 'chair')),
  happened_on INT64,
  words TEXT NOT NULL,
  context TEXT NOT NULL,
  done TEXT NOT NULL,
  keep_name INT64 NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('received', 'looked_at', 'closed')),
  digest BYTES NOT NULL
) STRICT;
CREATE INDEX conduct_concern_author ON conduct_concern (author_id);
CREATE TABLE conduct_step (
  id BYTES NOT NULL PRIMARY KEY,
  concern_id BYTES NOT NULL REFERENCES conduct_concern (id),
  place INT64 NOT NULL,
  author_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  threshold TEXT NOT NULL CHECK (threshold IN ('not_decided', 'neither', 'low_level', 'allegation')),
  lado TEXT NOT NULL CHECK (lado IN ('not_needed', 'to_contact', 'contacted')),
  lado_at INT64,
  lado_words TEXT NOT NULL,
  reason TEXT NOT NULL,
  closes INT64 NOT NULL,
  UNIQUE (concern_id, place)
) STRICT;
CREATE TABLE conduct_answer (
  id BYTES NOT NULL PRIMARY KEY,
  concern_id BYTES NOT NULL REFERENCES conduct_concern (id),
  author_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE TABLE conduct_addendum (
  id BYTES NOT NULL PRIMARY KEY,
  concern_id BYTES NOT NULL REFERENCES conduct_concern (id),
  author_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  words TEXT NOT NULL
) STRICT;
-- Entries of the audit chain that one person is not shown: those about a concern whose subject they are.
CREATE TABLE sealed_from (
  subject BYTES NOT NULL,
  staff_id BYTES NOT NULL REFERENCES staff (id),
  PRIMARY KEY (subject, staff_id)
) STRICT, WITHOUT ROWID;

--sqlite
CREATE TRIGGER concern_step_never_changes BEFORE UPDATE ON concern_step BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER case_step_never_changes BEFORE UPDATE ON case_step BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER conduct_step_never_changes BEFORE UPDATE ON conduct_step BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE INDEX part_open_concern ON record_part (kind, state, recorded_at) WHERE info_class = 9;
--end
--postgres
CREATE TRIGGER concern_step_never_changes BEFORE UPDATE ON concern_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_step_never_changes BEFORE UPDATE ON case_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER conduct_step_never_changes BEFORE UPDATE ON conduct_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE INDEX part_open_concern ON record_part (kind, state, recorded_at) WHERE info_class = 9;
--end

-- What a reading connection may see ------------------------------------------------------------------------------------------

CREATE VIEW seen_concern_setting AS
  SELECT other_system, chair_id, front_door, front_door_phone, lado, unsafe_minutes, unsure_minutes, version FROM concern_setting;
CREATE VIEW seen_concern_route AS
  SELECT id, topic, safe, tells, staff_id, words FROM concern_route WHERE ended_at IS NULL;
CREATE VIEW seen_concern_rota AS SELECT id, staff_id, weekday, duty, place FROM concern_rota WHERE ended_at IS NULL;
CREATE VIEW seen_concern_category AS SELECT academic_year, code, theme, label, place FROM concern_category;

CREATE VIEW seen_concern AS
  SELECT DISTINCT p.record_id FROM seen_part p WHERE p.info_class = 9 AND p.part <> 'linked';
CREATE VIEW seen_concern_step AS
  SELECT s.id, s.record_id, s.place, s.author_id, s.at, s.outcome, s.academic_year, s.category, s.categories, s.level, s.reason,
         s.parents, s.parents_why, s.review_on
  FROM concern_step s WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = s.record_id AND p.info_class = 9 AND p.part <> 'linked');
CREATE VIEW seen_concern_answer AS
  SELECT a.id, a.record_id, a.author_id, a.at, a.words FROM concern_answer a
  WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = a.record_id AND p.info_class = 9 AND p.part <> 'linked');
CREATE VIEW seen_concern_addendum AS
  SELECT a.id, a.record_id, a.author_id, a.at, a.words FROM concern_addendum a
  WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = a.record_id AND p.info_class = 9 AND p.part <> 'linked');
CREATE VIEW seen_concern_told AS
  SELECT t.record_id, t.staff_id, t.pupil_id, t.why, t.words, t.at FROM concern_told t WHERE may_see(t.pupil_id, 9);
CREATE VIEW my_concern_answer AS
  SELECT a.id, a.record_id, a.author_id, a.at, a.words FROM concern_answer a JOIN record r ON r.id = a.record_id WHERE r.author_id = me();
CREATE VIEW my_concern_addendum AS
  SELECT a.id, a.record_id, a.at, a.words FROM concern_addendum a WHERE a.author_id = me();
CREATE VIEW my_concern_told AS
  SELECT t.record_id, t.staff_id, t.why, t.at FROM concern_told t JOIN record r ON r.id = t.record_id WHERE r.author_id = me();
-- What somebody outside the team was told, and of whom: a line to act on, never the concern.
CREATE VIEW my_concern_notice AS
  SELECT t.pupil_id, t.words, t.at FROM concern_told t WHERE t.staff_id = me() AND t.words <> '';
CREATE VIEW seen_concern_unmatched AS
  SELECT id, author_id, at, child, body, matched_at, matched_by, record_id FROM concern_unmatched WHERE may_see_restricted();
CREATE VIEW my_concern_unmatched AS
  SELECT id, at, child, body, digest, matched_at, record_id FROM concern_unmatched WHERE author_id = me();
CREATE VIEW seen_case AS SELECT id, pupil_id, opened_at FROM safeguarding_case WHERE may_see(pupil_id, 9);
CREATE VIEW seen_case_step AS
  SELECT s.id, s.case_id, s.place, s.author_id, s.at, s.deed, s.level, s.lead_id, s.review_on, s.reason FROM case_step s
  JOIN safeguarding_case c ON c.id = s.case_id WHERE may_see(c.pupil_id, 9);
CREATE VIEW seen_marker AS
  SELECT id, pupil_id, marker, category, from_on, until_on, note, made_by, made_at FROM statutory_marker WHERE may_see(pupil_id, 9);
CREATE VIEW seen_referral AS
  SELECT id, pupil_id, record_id, body, version, made_by, made_at, changed_at, sent_at FROM referral WHERE may_see(pupil_id, 9);
CREATE VIEW seen_referral_step AS
  SELECT s.id, s.referral_id, s.place, s.author_id, s.at, s.deed, s.happened_at, s.how, s.whom, s.words FROM referral_step s
  JOIN referral r ON r.id = s.referral_id WHERE may_see(r.pupil_id, 9);

-- The head's, or the chair's where it is about the head; never the subject's, whoever they are.
CREATE VIEW seen_conduct AS
  SELECT c.id, c.author_id, c.at, c.subject_id, c.subject_named, c.goes_to, c.happened_on, c.words, c.context, c.done, c.keep_name, c.state
  FROM conduct_concern c
  WHERE (c.subject_id IS NULL OR c.subject_id <> me())
    AND ((c.goes_to = 'head' AND may_see_sealed())
         OR (c.goes_to = 'chair' AND EXISTS (SELECT 1 FROM concern_setting s WHERE s.chair_id = me())));
CREATE VIEW seen_conduct_step AS
  SELECT s.id, s.concern_id, s.place, s.author_id, s.at, s.threshold, s.lado, s.lado_at, s.lado_words, s.reason, s.closes
  FROM conduct_step s WHERE EXISTS (SELECT 1 FROM seen_conduct c WHERE c.id = s.concern_id);
CREATE VIEW seen_conduct_answer AS
  SELECT a.id, a.concern_id, a.author_id, a.at, a.words FROM conduct_answer a
  WHERE EXISTS (SELECT 1 FROM seen_conduct c WHERE c.id = a.concern_id);
CREATE VIEW seen_conduct_addendum AS
  SELECT a.id, a.concern_id, a.author_id, a.at, a.words FROM conduct_addendum a
  WHERE EXISTS (SELECT 1 FROM seen_conduct c WHERE c.id = a.concern_id);
CREATE VIEW my_conduct AS
  SELECT id, at, subject_named, goes_to, happened_on, words, context, done, state, digest FROM conduct_concern WHERE author_id = me();
CREATE VIEW my_conduct_answer AS
  SELECT a.id, a.concern_id, a.at, a.words FROM conduct_answer a JOIN conduct_concern c ON c.id = a.concern_id WHERE c.author_id = me();
CREATE VIEW my_conduct_addendum AS
  SELECT a.id, a.concern_id, a.at, a.words FROM conduct_addendum a WHERE a.author_id = me();
DROP VIEW seen_audit;
CREATE VIEW seen_audit AS
  SELECT a.seq, a.at, a.actor, a.deed, a.info_class, a.subject, a.pupil, a.basis, a.policy_version FROM audit a
  WHERE may_see(a.pupil, 12)
    AND NOT EXISTS (SELECT 1 FROM sealed_from s WHERE s.subject = a.subject AND s.staff_id = me());

--postgres
ALTER TABLE concern_told ENABLE ROW LEVEL SECURITY;
ALTER TABLE concern_told FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON concern_told USING (alongside_pen() OR staff_id = me() OR may_see(pupil_id, 9)
  OR EXISTS (SELECT 1 FROM record r WHERE r.id = record_id AND r.author_id = me()));
ALTER TABLE concern_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE concern_step FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON concern_step USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM record_part p WHERE p.record_id = concern_step.record_id AND may_see(p.pupil_id, 9)));
ALTER TABLE concern_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE concern_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON concern_answer USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM record r WHERE r.id = concern_answer.record_id));
ALTER TABLE concern_addendum ENABLE ROW LEVEL SECURITY;
ALTER TABLE concern_addendum FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON concern_addendum USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM record r WHERE r.id = concern_addendum.record_id));
ALTER TABLE concern_unmatched ENABLE ROW LEVEL SECURITY;
ALTER TABLE concern_unmatched FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON concern_unmatched USING (alongside_pen() OR author_id = me() OR may_see_restricted());
ALTER TABLE safeguarding_case ENABLE ROW LEVEL SECURITY;
ALTER TABLE safeguarding_case FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON safeguarding_case USING (alongside_pen() OR may_see(pupil_id, 9));
ALTER TABLE case_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_step FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON case_step USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM safeguarding_case c WHERE c.id = case_step.case_id));
ALTER TABLE statutory_marker ENABLE ROW LEVEL SECURITY;
ALTER TABLE statutory_marker FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON statutory_marker USING (alongside_pen() OR may_see(pupil_id, 9));
ALTER TABLE referral ENABLE ROW LEVEL SECURITY;
ALTER TABLE referral FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON referral USING (alongside_pen() OR may_see(pupil_id, 9));
ALTER TABLE referral_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE referral_step FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON referral_step USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM referral r WHERE r.id = referral_step.referral_id));
ALTER TABLE conduct_concern ENABLE ROW LEVEL SECURITY;
ALTER TABLE conduct_concern FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON conduct_concern USING (alongside_pen() OR author_id = me()
  OR ((subject_id IS NULL OR subject_id <> me())
      AND ((goes_to = 'head' AND may_see_sealed())
           OR (goes_to = 'chair' AND EXISTS (SELECT 1 FROM concern_setting s WHERE s.chair_id = me())))));
ALTER TABLE conduct_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE conduct_step FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON conduct_step USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM conduct_concern c WHERE c.id = conduct_step.concern_id));
ALTER TABLE conduct_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE conduct_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON conduct_answer USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM conduct_concern c WHERE c.id = conduct_answer.concern_id));
ALTER TABLE conduct_addendum ENABLE ROW LEVEL SECURITY;
ALTER TABLE conduct_addendum FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON conduct_addendum USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM conduct_concern c WHERE c.id = conduct_addendum.concern_id));
--end
