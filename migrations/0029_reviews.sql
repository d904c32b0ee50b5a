-- Reviews of a plan's cycle: what was decided of each target, what pupil and parents said, and the links they were asked by.

-- `version` counts the saves: the words of each stand in review_version, 0 while nobody has saved any. `plan_version` is the version of the plan
-- whose cycle it looks at, from `from_on` to `until_on`, which is filled in when it is closed; `due_on` the day the plan had named for it.
-- `next_version` is the version of the plan that was drafted from it.
CREATE TABLE review (
  id BYTES NOT NULL PRIMARY KEY,
  plan_id BYTES NOT NULL REFERENCES plan (id),
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  info_class INT64 NOT NULL,
  plan_version INT64 NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  from_on INT64 NOT NULL,
  until_on INT64,
  due_on INT64,
  version INT64 NOT NULL,
  opened_by BYTES NOT NULL REFERENCES staff (id),
  opened_at INT64 NOT NULL,
  changed_at INT64 NOT NULL,
  closed_by BYTES REFERENCES staff (id),
  closed_at INT64,
  next_version INT64,
  sent_on INT64,
  sent_how TEXT NOT NULL
) STRICT;
-- A plan is under one review at a time.
CREATE UNIQUE INDEX review_open ON review (plan_id) WHERE state = 'open';
CREATE INDEX review_of_pupil ON review (pupil_id, opened_at);
CREATE INDEX review_of_plan ON review (plan_id);

CREATE TABLE review_version (
  review_id BYTES NOT NULL REFERENCES review (id),
  version INT64 NOT NULL,
  author_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  body TEXT NOT NULL,
  salt BYTES NOT NULL,
  PRIMARY KEY (review_id, version)
) STRICT, WITHOUT ROWID;

-- What a closed review decided of each target, beside the target as it then stood: it may say something else in the next cycle. Values are
-- thousandths on the measure's scale; minutes are those of the target's own provision.
CREATE TABLE review_decision (
  review_id BYTES NOT NULL REFERENCES review (id),
  target_id BYTES NOT NULL REFERENCES target (id),
  number INT64 NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('met', 'continue', 'change', 'stop')),
  words TEXT NOT NULL,
  need TEXT NOT NULL,
  statement TEXT NOT NULL,
  measure TEXT NOT NULL,
  unit TEXT NOT NULL,
  steps TEXT NOT NULL,
  baseline INT64 NOT NULL,
  goal INT64 NOT NULL,
  by_when INT64 NOT NULL,
  latest INT64,
  promised INT64 NOT NULL,
  delivered INT64 NOT NULL,
  PRIMARY KEY (review_id, target_id)
) STRICT, WITHOUT ROWID;

-- A link that asks a parent, or the pupil, before a review: it takes one answer, ends by itself, and can be taken back. The secret itself is
-- kept nowhere.
CREATE TABLE review_link (
  id BYTES NOT NULL PRIMARY KEY,
  review_id BYTES NOT NULL REFERENCES review (id),
  party TEXT NOT NULL CHECK (party IN ('pupil', 'parent')),
  for_name TEXT NOT NULL,
  token_hash BYTES NOT NULL UNIQUE,
  made_by BYTES NOT NULL REFERENCES staff (id),
  made_at INT64 NOT NULL,
  expires_at INT64 NOT NULL,
  used_at INT64,
  withdrawn_at INT64
) STRICT;
CREATE INDEX link_of_review ON review_link (review_id);

-- What a pupil or a parent said beforehand: question and answer, as JSON. `scribe_id` wrote it down; through a link they wrote it themselves.
CREATE TABLE review_voice (
  id BYTES NOT NULL PRIMARY KEY,
  review_id BYTES NOT NULL REFERENCES review (id),
  party TEXT NOT NULL CHECK (party IN ('pupil', 'parent')),
  name TEXT NOT NULL,
  how TEXT NOT NULL,
  given_on INT64 NOT NULL,
  answers TEXT NOT NULL,
  scribe_id BYTES REFERENCES staff (id),
  link_id BYTES REFERENCES review_link (id),
  at INT64 NOT NULL,
  CHECK (scribe_id IS NOT NULL OR link_id IS NOT NULL)
) STRICT;
CREATE INDEX voice_of_review ON review_voice (review_id);

--sqlite
CREATE TRIGGER review_version_never_changes BEFORE UPDATE ON review_version BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
CREATE TRIGGER review_decision_never_changes BEFORE UPDATE ON review_decision BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER review_voice_never_changes BEFORE UPDATE ON review_voice BEGIN SELECT RAISE(ABORT, 'a voice is never changed'); END;
--end
--postgres
CREATE TRIGGER review_version_never_changes BEFORE UPDATE ON review_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER review_decision_never_changes BEFORE UPDATE ON review_decision FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER review_voice_never_changes BEFORE UPDATE ON review_voice FOR EACH ROW EXECUTE FUNCTION refuse_change();
--end

-- A review is of the class of its plan; that of an intimate care plan is also for those who read the plan.
CREATE VIEW seen_review AS
  SELECT id, plan_id, pupil_id, info_class, plan_version, state, from_on, until_on, due_on, version, opened_by, opened_at, changed_at, closed_by, closed_at,
         next_version, sent_on, sent_how
  FROM review r WHERE may_see(pupil_id, info_class) OR (info_class = 8 AND EXISTS (SELECT 1 FROM seen_plan p WHERE p.id = r.plan_id));
CREATE VIEW seen_review_version AS
  SELECT v.review_id, v.version, v.author_id, v.at, v.body FROM review_version v WHERE EXISTS (SELECT 1 FROM seen_review r WHERE r.id = v.review_id);
CREATE VIEW seen_review_decision AS
  SELECT d.review_id, d.target_id, d.number, d.decision, d.words, d.need, d.statement, d.measure, d.unit, d.steps, d.baseline, d.goal, d.by_when, d.latest,
         d.promised, d.delivered
  FROM review_decision d WHERE EXISTS (SELECT 1 FROM seen_review r WHERE r.id = d.review_id);
CREATE VIEW seen_review_link AS
  SELECT l.id, l.review_id, l.party, l.for_name, l.token_hash, l.made_by, l.made_at, l.expires_at, l.used_at, l.withdrawn_at
  FROM review_link l WHERE EXISTS (SELECT 1 FROM seen_review r WHERE r.id = l.review_id);
CREATE VIEW seen_review_voice AS
  SELECT v.id, v.review_id, v.party, v.name, v.how, v.given_on, v.answers, v.scribe_id, v.link_id, v.at
  FROM review_voice v WHERE EXISTS (SELECT 1 FROM seen_review r WHERE r.id = v.review_id);

--postgres
ALTER TABLE review ENABLE ROW LEVEL SECURITY;
ALTER TABLE review FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON review USING (alongside_pen() OR may_see(pupil_id, info_class)
  OR (info_class = 8 AND EXISTS (SELECT 1 FROM plan p WHERE p.id = review.plan_id)));
ALTER TABLE review_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE review_version FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON review_version USING (alongside_pen() OR EXISTS (SELECT 1 FROM review r WHERE r.id = review_version.review_id));
ALTER TABLE review_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE review_decision FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON review_decision USING (alongside_pen() OR EXISTS (SELECT 1 FROM review r WHERE r.id = review_decision.review_id));
ALTER TABLE review_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE review_link FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON review_link USING (alongside_pen() OR EXISTS (SELECT 1 FROM review r WHERE r.id = review_link.review_id));
ALTER TABLE review_voice ENABLE ROW LEVEL SECURITY;
ALTER TABLE review_voice FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON review_voice USING (alongside_pen() OR EXISTS (SELECT 1 FROM review r WHERE r.id = review_voice.review_id));
--end
