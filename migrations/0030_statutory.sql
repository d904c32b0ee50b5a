-- What goes by the clock of the law: annual reviews of education, health and care plans, and requests for an assessment. Class of the plan (C6).
-- How one stands is replayed from its steps, which are never changed; the clocks are counted, not stored.

CREATE TABLE statutory_procedure (
  id BYTES NOT NULL PRIMARY KEY,
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  sort TEXT NOT NULL CHECK (sort IN ('review', 'assessment')),
  plan_id BYTES REFERENCES plan (id),
  info_class INT64 NOT NULL,
  step INT64 NOT NULL,
  lead_id BYTES NOT NULL REFERENCES staff (id),
  counted_from INT64,
  meeting_on INT64,
  transfer TEXT NOT NULL,
  transfer_year INT64 NOT NULL,
  made_by BYTES NOT NULL REFERENCES staff (id),
  made_at INT64 NOT NULL,
  changed_at INT64 NOT NULL,
  ended_at INT64,
  request_digest BYTES NOT NULL
) STRICT;
CREATE INDEX statutory_of_pupil ON statutory_procedure (pupil_id);
CREATE INDEX statutory_open ON statutory_procedure (made_at) WHERE ended_at IS NULL;

CREATE TABLE statutory_step (
  procedure_id BYTES NOT NULL REFERENCES statutory_procedure (id),
  number INT64 NOT NULL,
  deed TEXT NOT NULL,
  event TEXT NOT NULL,
  on_day INT64,
  choice TEXT NOT NULL,
  words TEXT NOT NULL,
  by_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  PRIMARY KEY (procedure_id, number)
) STRICT, WITHOUT ROWID;

-- Who is asked for advice and invited.
CREATE TABLE statutory_voice (
  id BYTES NOT NULL PRIMARY KEY,
  procedure_id BYTES NOT NULL REFERENCES statutory_procedure (id),
  version INT64 NOT NULL,
  party TEXT NOT NULL,
  name TEXT NOT NULL,
  asked_on INT64,
  received_on INT64,
  invited_on INT64,
  came TEXT NOT NULL CHECK (came IN ('', 'yes', 'no')),
  words TEXT NOT NULL,
  made_by BYTES NOT NULL REFERENCES staff (id),
  made_at INT64 NOT NULL,
  changed_by BYTES NOT NULL REFERENCES staff (id),
  changed_at INT64 NOT NULL
) STRICT;
CREATE INDEX statutory_voice_of_procedure ON statutory_voice (procedure_id, made_at);

-- What the school writes into its form: a version each time, JSON by field.
CREATE TABLE statutory_words (
  procedure_id BYTES NOT NULL REFERENCES statutory_procedure (id),
  version INT64 NOT NULL,
  body TEXT NOT NULL,
  by_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  PRIMARY KEY (procedure_id, version)
) STRICT, WITHOUT ROWID;

-- Why a limit of an assessment need not be kept.
CREATE TABLE statutory_exemption (
  id BYTES NOT NULL PRIMARY KEY,
  procedure_id BYTES NOT NULL REFERENCES statutory_procedure (id),
  excuse TEXT NOT NULL,
  from_on INT64 NOT NULL,
  until_on INT64 NOT NULL,
  words TEXT NOT NULL,
  made_by BYTES NOT NULL REFERENCES staff (id),
  made_at INT64 NOT NULL
) STRICT;
CREATE INDEX statutory_exemption_of_procedure ON statutory_exemption (procedure_id);

-- Whom the house reminded of what, so that nobody is told twice. `what` is the digest of a thing that is due and its day; it tells nothing of a child.
CREATE TABLE due_reminder (
  staff_id BYTES NOT NULL REFERENCES staff (id),
  what BYTES NOT NULL,
  ahead INT64 NOT NULL,
  at INT64 NOT NULL,
  PRIMARY KEY (staff_id, what, ahead)
) STRICT, WITHOUT ROWID;

--sqlite
CREATE TRIGGER statutory_step_never_changes BEFORE UPDATE ON statutory_step BEGIN SELECT RAISE(ABORT, 'a step is never changed'); END;
CREATE TRIGGER statutory_words_never_change BEFORE UPDATE ON statutory_words BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
--end
--postgres
CREATE TRIGGER statutory_step_never_changes BEFORE UPDATE ON statutory_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER statutory_words_never_change BEFORE UPDATE ON statutory_words FOR EACH ROW EXECUTE FUNCTION refuse_change();
--end

CREATE VIEW seen_statutory_procedure AS
  SELECT id, pupil_id, sort, plan_id, info_class, step, lead_id, counted_from, meeting_on, transfer, transfer_year, made_by, made_at, changed_at, ended_at
  FROM statutory_procedure WHERE may_see(pupil_id, info_class);
CREATE VIEW my_statutory_request AS SELECT id, request_digest FROM statutory_procedure WHERE made_by = me();
CREATE VIEW seen_statutory_step AS
  SELECT s.procedure_id, s.number, s.deed, s.event, s.on_day, s.choice, s.words, s.by_id, s.at FROM statutory_step s
  WHERE EXISTS (SELECT 1 FROM seen_statutory_procedure c WHERE c.id = s.procedure_id);
CREATE VIEW seen_statutory_voice AS
  SELECT v.id, v.procedure_id, v.version, v.party, v.name, v.asked_on, v.received_on, v.invited_on, v.came, v.words, v.made_by, v.made_at, v.changed_by, v.changed_at
  FROM statutory_voice v WHERE EXISTS (SELECT 1 FROM seen_statutory_procedure c WHERE c.id = v.procedure_id);
CREATE VIEW seen_statutory_words AS
  SELECT w.procedure_id, w.version, w.body, w.by_id, w.at FROM statutory_words w WHERE EXISTS (SELECT 1 FROM seen_statutory_procedure c WHERE c.id = w.procedure_id);
CREATE VIEW seen_statutory_exemption AS
  SELECT e.id, e.procedure_id, e.excuse, e.from_on, e.until_on, e.words, e.made_by, e.made_at FROM statutory_exemption e
  WHERE EXISTS (SELECT 1 FROM seen_statutory_procedure c WHERE c.id = e.procedure_id);
-- Who takes part in no rule until a day, with the class it is guarded by: what ends is due.
CREATE VIEW seen_ending_exemption AS
  SELECT id, rule_id, pupil_id, info_class, until_on, made_by FROM rule_exemption WHERE ended_at IS NULL AND may_see(pupil_id, info_class);

--postgres
ALTER TABLE statutory_procedure ENABLE ROW LEVEL SECURITY;
ALTER TABLE statutory_procedure FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON statutory_procedure USING (alongside_pen() OR may_see(pupil_id, info_class) OR made_by = me());
ALTER TABLE statutory_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE statutory_step FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON statutory_step USING (alongside_pen() OR EXISTS (SELECT 1 FROM statutory_procedure c WHERE c.id = statutory_step.procedure_id));
ALTER TABLE statutory_voice ENABLE ROW LEVEL SECURITY;
ALTER TABLE statutory_voice FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON statutory_voice USING (alongside_pen() OR EXISTS (SELECT 1 FROM statutory_procedure c WHERE c.id = statutory_voice.procedure_id));
ALTER TABLE statutory_words ENABLE ROW LEVEL SECURITY;
ALTER TABLE statutory_words FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON statutory_words USING (alongside_pen() OR EXISTS (SELECT 1 FROM statutory_procedure c WHERE c.id = statutory_words.procedure_id));
ALTER TABLE statutory_exemption ENABLE ROW LEVEL SECURITY;
ALTER TABLE statutory_exemption FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON statutory_exemption USING (alongside_pen() OR EXISTS (SELECT 1 FROM statutory_procedure c WHERE c.id = statutory_exemption.procedure_id));
--end
