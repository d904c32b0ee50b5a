-- Plans for a pupil: what they say version by version, how they came about, what they aim at (targets) and what they promise (provision).

-- A plan as it stands. `version` is the newest text; `live_version` the one people follow, which stays while a newer one is written. `step` is
-- the number of its last step, whose steps are plan_step. `info_class` is its template's and never changes.
CREATE TABLE plan (
  id BYTES NOT NULL PRIMARY KEY,
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  template TEXT NOT NULL,
  title TEXT NOT NULL,
  info_class INT64 NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved', 'live', 'reviewed', 'closed')),
  author_id BYTES NOT NULL REFERENCES staff (id),
  version INT64 NOT NULL,
  live_version INT64,
  step INT64 NOT NULL,
  from_on INT64 NOT NULL,
  until_on INT64,
  review_on INT64,
  made_at INT64 NOT NULL,
  changed_at INT64 NOT NULL,
  live_since INT64,
  ended_at INT64,
  request_digest BYTES NOT NULL
) STRICT;
CREATE INDEX plan_of_pupil ON plan (pupil_id, state);
CREATE INDEX plan_by_state ON plan (state, review_on);

CREATE TABLE plan_version (
  plan_id BYTES NOT NULL REFERENCES plan (id),
  version INT64 NOT NULL,
  author_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  reason TEXT NOT NULL,
  kind_version TEXT NOT NULL,
  title TEXT NOT NULL,
  from_on INT64 NOT NULL,
  until_on INT64,
  review_on INT64,
  body TEXT NOT NULL,
  salt BYTES NOT NULL,
  PRIMARY KEY (plan_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_step (
  plan_id BYTES NOT NULL REFERENCES plan (id),
  number INT64 NOT NULL,
  version INT64 NOT NULL,
  at INT64 NOT NULL,
  by_id BYTES NOT NULL REFERENCES staff (id),
  deed TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (plan_id, number)
) STRICT, WITHOUT ROWID;

-- Who agreed to a version, when and how; `party` is teacher, senco, pupil, parent or other. Taken back: never deleted.
CREATE TABLE plan_agreement (
  id BYTES NOT NULL PRIMARY KEY,
  plan_id BYTES NOT NULL REFERENCES plan (id),
  version INT64 NOT NULL,
  party TEXT NOT NULL,
  name TEXT NOT NULL,
  agreed_on INT64 NOT NULL,
  how TEXT NOT NULL,
  words TEXT NOT NULL,
  written_by BYTES NOT NULL REFERENCES staff (id),
  written_at INT64 NOT NULL
) STRICT;
CREATE INDEX agreement_of_plan ON plan_agreement (plan_id);

-- A consent that the plan's template asks for: whose, from when, and when it was taken back.
CREATE TABLE plan_consent (
  id BYTES NOT NULL PRIMARY KEY,
  plan_id BYTES NOT NULL REFERENCES plan (id),
  what TEXT NOT NULL,
  given_by TEXT NOT NULL,
  given_on INT64 NOT NULL,
  how TEXT NOT NULL,
  written_by BYTES NOT NULL REFERENCES staff (id),
  written_at INT64 NOT NULL,
  withdrawn_on INT64,
  withdrawn_by TEXT NOT NULL,
  withdrawn_written_by BYTES REFERENCES staff (id)
) STRICT;
CREATE INDEX consent_of_plan ON plan_consent (plan_id);

-- The adults a version names as those who carry it out: they may read an intimate care plan that names them.
CREATE TABLE plan_named (
  plan_id BYTES NOT NULL REFERENCES plan (id),
  version INT64 NOT NULL,
  staff_id BYTES NOT NULL REFERENCES staff (id),
  PRIMARY KEY (plan_id, version, staff_id)
) STRICT, WITHOUT ROWID;

-- Who said that they had read which version.
CREATE TABLE plan_read (
  plan_id BYTES NOT NULL REFERENCES plan (id),
  version INT64 NOT NULL,
  staff_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  PRIMARY KEY (plan_id, version, staff_id)
) STRICT, WITHOUT ROWID;

-- What a plan aims at. Values are thousandths on the measure's scale; `steps` are the words of its rungs, as JSON. `part_of` is the
-- longer aim it takes part in: an outcome of an education, health and care plan. Earlier versions stand in target_version.
CREATE TABLE target (
  id BYTES NOT NULL PRIMARY KEY,
  plan_id BYTES NOT NULL REFERENCES plan (id),
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  info_class INT64 NOT NULL,
  version INT64 NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'live', 'ended')),
  area TEXT NOT NULL,
  need TEXT NOT NULL,
  statement TEXT NOT NULL,
  success TEXT NOT NULL,
  measure TEXT NOT NULL CHECK (measure IN ('count', 'percentage', 'rubric', 'standard_score', 'yes_no', 'goal_attainment')),
  unit TEXT NOT NULL,
  steps TEXT NOT NULL,
  baseline INT64 NOT NULL,
  goal INT64 NOT NULL,
  starts_on INT64 NOT NULL,
  by_when INT64 NOT NULL,
  owner_id BYTES REFERENCES staff (id),
  owner_words TEXT NOT NULL,
  part_of BYTES REFERENCES target (id),
  from_bank TEXT NOT NULL,
  outcome TEXT NOT NULL,
  outcome_words TEXT NOT NULL,
  outcome_on INT64,
  made_by BYTES NOT NULL REFERENCES staff (id),
  made_at INT64 NOT NULL,
  changed_at INT64 NOT NULL,
  request_digest BYTES NOT NULL
) STRICT;
CREATE INDEX target_of_plan ON target (plan_id);
CREATE INDEX target_of_pupil ON target (pupil_id, state);
CREATE INDEX target_from_bank ON target (from_bank) WHERE from_bank <> '';

CREATE TABLE target_version (
  target_id BYTES NOT NULL REFERENCES target (id),
  version INT64 NOT NULL,
  at INT64 NOT NULL,
  by_id BYTES NOT NULL REFERENCES staff (id),
  reason TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (target_id, version)
) STRICT, WITHOUT ROWID;

-- What is done to reach a target, in the words of the bank or of its writer; `helped` is filled in when the target is judged.
CREATE TABLE target_strategy (
  target_id BYTES NOT NULL REFERENCES target (id),
  number INT64 NOT NULL,
  from_bank TEXT NOT NULL,
  words TEXT NOT NULL,
  helped INT64,
  PRIMARY KEY (target_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX strategy_from_bank ON target_strategy (from_bank) WHERE from_bank <> '';

-- Promised provision: so many minutes, so many times in so many weeks. `section_f` lines are an education, health and care plan's own.
CREATE TABLE provision_line (
  id BYTES NOT NULL PRIMARY KEY,
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  plan_id BYTES REFERENCES plan (id),
  target_id BYTES REFERENCES target (id),
  info_class INT64 NOT NULL,
  version INT64 NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'live', 'ended')),
  what TEXT NOT NULL,
  programme TEXT NOT NULL,
  who TEXT NOT NULL,
  staff_id BYTES REFERENCES staff (id),
  group_size INT64 NOT NULL,
  minutes INT64 NOT NULL,
  times INT64 NOT NULL,
  every_weeks INT64 NOT NULL,
  from_on INT64 NOT NULL,
  until_on INT64,
  wave TEXT NOT NULL CHECK (wave IN ('universal', 'targeted', 'specialist')),
  funding TEXT NOT NULL,
  section_f INT64 NOT NULL,
  area TEXT NOT NULL,
  made_by BYTES NOT NULL REFERENCES staff (id),
  made_at INT64 NOT NULL,
  changed_at INT64 NOT NULL,
  request_digest BYTES NOT NULL
) STRICT;
CREATE INDEX provision_of_pupil ON provision_line (pupil_id, from_on);
CREATE INDEX provision_of_plan ON provision_line (plan_id);

CREATE TABLE provision_line_version (
  line_id BYTES NOT NULL REFERENCES provision_line (id),
  version INT64 NOT NULL,
  at INT64 NOT NULL,
  by_id BYTES NOT NULL REFERENCES staff (id),
  reason TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (line_id, version)
) STRICT, WITHOUT ROWID;

--sqlite
CREATE TRIGGER plan_version_never_changes BEFORE UPDATE ON plan_version BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
CREATE TRIGGER plan_step_never_changes BEFORE UPDATE ON plan_step BEGIN SELECT RAISE(ABORT, 'a step is never changed'); END;
CREATE TRIGGER target_version_never_changes BEFORE UPDATE ON target_version BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
CREATE TRIGGER provision_line_version_never_changes BEFORE UPDATE ON provision_line_version BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
--end
--postgres
CREATE TRIGGER plan_version_never_changes BEFORE UPDATE ON plan_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER plan_step_never_changes BEFORE UPDATE ON plan_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER target_version_never_changes BEFORE UPDATE ON target_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER provision_line_version_never_changes BEFORE UPDATE ON provision_line_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
--end

-- An intimate care plan (class 8) is also for its author and the adults it names, as long as they work with the pupil.
CREATE VIEW seen_plan AS
  SELECT p.id, p.pupil_id, p.template, p.title, p.info_class, p.state, p.author_id, p.version, p.live_version, p.step, p.from_on, p.until_on,
         p.review_on, p.made_at, p.changed_at, p.live_since, p.ended_at
  FROM plan p
  WHERE may_see(p.pupil_id, p.info_class)
     OR (p.info_class = 8 AND may_see(p.pupil_id, 7)
         AND (p.author_id = me() OR EXISTS (SELECT 1 FROM plan_named n WHERE n.plan_id = p.id AND n.staff_id = me()
                                            AND (n.version = p.version OR n.version = p.live_version))));
CREATE VIEW my_plan_request AS SELECT id, request_digest FROM plan WHERE author_id = me();
CREATE VIEW seen_plan_version AS
  SELECT v.plan_id, v.version, v.author_id, v.at, v.reason, v.kind_version, v.title, v.from_on, v.until_on, v.review_on, v.body FROM plan_version v
  WHERE EXISTS (SELECT 1 FROM seen_plan p WHERE p.id = v.plan_id);
CREATE VIEW seen_plan_step AS
  SELECT s.plan_id, s.number, s.version, s.at, s.by_id, s.deed, s.words FROM plan_step s WHERE EXISTS (SELECT 1 FROM seen_plan p WHERE p.id = s.plan_id);
CREATE VIEW seen_plan_agreement AS
  SELECT a.id, a.plan_id, a.version, a.party, a.name, a.agreed_on, a.how, a.words, a.written_by, a.written_at FROM plan_agreement a
  WHERE EXISTS (SELECT 1 FROM seen_plan p WHERE p.id = a.plan_id);
CREATE VIEW seen_plan_consent AS
  SELECT c.id, c.plan_id, c.what, c.given_by, c.given_on, c.how, c.written_by, c.written_at, c.withdrawn_on, c.withdrawn_by FROM plan_consent c
  WHERE EXISTS (SELECT 1 FROM seen_plan p WHERE p.id = c.plan_id);
CREATE VIEW seen_plan_read AS
  SELECT r.plan_id, r.version, r.staff_id, r.at FROM plan_read r WHERE EXISTS (SELECT 1 FROM seen_plan p WHERE p.id = r.plan_id);
CREATE VIEW seen_target AS
  SELECT id, plan_id, pupil_id, info_class, version, state, area, need, statement, success, measure, unit, steps, baseline, goal, starts_on, by_when,
         owner_id, owner_words, part_of, from_bank, outcome, outcome_words, outcome_on, made_by, made_at, changed_at
  FROM target t WHERE may_see(pupil_id, info_class) OR (info_class = 8 AND EXISTS (SELECT 1 FROM seen_plan p WHERE p.id = t.plan_id));
CREATE VIEW my_target_request AS SELECT id, request_digest FROM target WHERE made_by = me();
CREATE VIEW seen_target_version AS
  SELECT v.target_id, v.version, v.at, v.by_id, v.reason, v.body FROM target_version v WHERE EXISTS (SELECT 1 FROM seen_target t WHERE t.id = v.target_id);
CREATE VIEW seen_target_strategy AS
  SELECT s.target_id, s.number, s.from_bank, s.words, s.helped FROM target_strategy s WHERE EXISTS (SELECT 1 FROM seen_target t WHERE t.id = s.target_id);
CREATE VIEW seen_provision_line AS
  SELECT id, pupil_id, plan_id, target_id, info_class, version, state, what, programme, who, staff_id, group_size, minutes, times, every_weeks, from_on,
         until_on, wave, funding, section_f, area, made_by, made_at, changed_at
  FROM provision_line l WHERE may_see(pupil_id, info_class) OR (info_class = 8 AND EXISTS (SELECT 1 FROM seen_plan p WHERE p.id = l.plan_id));
CREATE VIEW my_provision_request AS SELECT id, request_digest FROM provision_line WHERE made_by = me();
CREATE VIEW seen_provision_line_version AS
  SELECT v.line_id, v.version, v.at, v.by_id, v.reason, v.body FROM provision_line_version v
  WHERE EXISTS (SELECT 1 FROM seen_provision_line l WHERE l.id = v.line_id);

--postgres
ALTER TABLE plan_named ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan_named FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON plan_named USING (alongside_pen() OR staff_id = me());
ALTER TABLE plan ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON plan USING (alongside_pen() OR may_see(pupil_id, info_class)
  OR author_id = me()
  OR (info_class = 8 AND may_see(pupil_id, 7) AND EXISTS (SELECT 1 FROM plan_named n WHERE n.plan_id = plan.id AND n.staff_id = me())));
ALTER TABLE plan_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan_version FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON plan_version USING (alongside_pen() OR EXISTS (SELECT 1 FROM plan p WHERE p.id = plan_version.plan_id));
ALTER TABLE plan_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan_step FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON plan_step USING (alongside_pen() OR EXISTS (SELECT 1 FROM plan p WHERE p.id = plan_step.plan_id));
ALTER TABLE plan_agreement ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan_agreement FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON plan_agreement USING (alongside_pen() OR EXISTS (SELECT 1 FROM plan p WHERE p.id = plan_agreement.plan_id));
ALTER TABLE plan_consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan_consent FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON plan_consent USING (alongside_pen() OR EXISTS (SELECT 1 FROM plan p WHERE p.id = plan_consent.plan_id));
ALTER TABLE plan_read ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan_read FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON plan_read USING (alongside_pen() OR EXISTS (SELECT 1 FROM plan p WHERE p.id = plan_read.plan_id));
ALTER TABLE target ENABLE ROW LEVEL SECURITY;
ALTER TABLE target FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON target USING (alongside_pen() OR may_see(pupil_id, info_class) OR made_by = me()
  OR (info_class = 8 AND EXISTS (SELECT 1 FROM plan p WHERE p.id = target.plan_id)));
ALTER TABLE target_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE target_version FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON target_version USING (alongside_pen() OR EXISTS (SELECT 1 FROM target t WHERE t.id = target_version.target_id));
ALTER TABLE target_strategy ENABLE ROW LEVEL SECURITY;
ALTER TABLE target_strategy FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON target_strategy USING (alongside_pen() OR EXISTS (SELECT 1 FROM target t WHERE t.id = target_strategy.target_id));
ALTER TABLE provision_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE provision_line FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON provision_line USING (alongside_pen() OR may_see(pupil_id, info_class) OR made_by = me()
  OR (info_class = 8 AND EXISTS (SELECT 1 FROM plan p WHERE p.id = provision_line.plan_id)));
ALTER TABLE provision_line_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE provision_line_version FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON provision_line_version USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM provision_line l WHERE l.id = provision_line_version.line_id));
--end
