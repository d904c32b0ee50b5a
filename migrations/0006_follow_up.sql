-- What follows a record: actions that somebody must do, who must see it, and who signs it off.

-- An action as it stands; its history is action_step. Exactly one of owner_id and owner_role is set. The source is named by a code and
-- an id, so that a meeting or a plan can be one; its address is given only to those who may see what it holds.
CREATE TABLE action (
  id BYTES NOT NULL PRIMARY KEY,
  what TEXT NOT NULL,
  owner_id BYTES REFERENCES staff (id),
  owner_role TEXT NOT NULL,
  asker_id BYTES NOT NULL REFERENCES staff (id),
  due_on INT64 NOT NULL,
  urgency TEXT NOT NULL CHECK (urgency IN ('now', 'soon', 'normal')),
  pupil_id BYTES REFERENCES pupil (id),
  info_class INT64 NOT NULL,
  flag INT64 NOT NULL,
  source_code TEXT NOT NULL,
  source_id BYTES,
  source_url TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
  version INT64 NOT NULL,
  snoozed_until INT64,
  escalated_to BYTES REFERENCES staff (id),
  escalated_on INT64,
  asked_at INT64 NOT NULL,
  changed_at INT64 NOT NULL,
  proof TEXT NOT NULL,
  proof_record BYTES REFERENCES record (id),
  request_digest BYTES NOT NULL,
  CHECK ((owner_id IS NULL) <> (owner_role = ''))
) STRICT;
CREATE INDEX action_of_owner ON action (owner_id, state);
CREATE INDEX action_of_role ON action (owner_role, state);
CREATE INDEX action_of_asker ON action (asker_id, state);
CREATE INDEX action_of_leader ON action (escalated_to, state);
CREATE INDEX action_of_source ON action (source_id);
CREATE INDEX action_of_pupil ON action (pupil_id, state);
CREATE INDEX action_open ON action (due_on) WHERE state = 'open';

-- Every step of an action, appended: replayed from the first one they give the action as it stands. `by_id` is null for the house itself.
CREATE TABLE action_step (
  action_id BYTES NOT NULL REFERENCES action (id),
  number INT64 NOT NULL,
  at INT64 NOT NULL,
  by_id BYTES REFERENCES staff (id),
  deed TEXT NOT NULL,
  words TEXT NOT NULL,
  owner_id BYTES REFERENCES staff (id),
  owner_role TEXT NOT NULL,
  day INT64,
  record_id BYTES REFERENCES record (id),
  PRIMARY KEY (action_id, number)
) STRICT, WITHOUT ROWID;

-- Who must see a record because of how they stand to its pupils, through which role, and when they said that they had.
CREATE TABLE must_see (
  record_id BYTES NOT NULL REFERENCES record (id),
  staff_id BYTES NOT NULL REFERENCES staff (id),
  role TEXT NOT NULL,
  asked_at INT64 NOT NULL,
  seen_at INT64,
  seen_version INT64,
  PRIMARY KEY (record_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX must_see_waiting ON must_see (staff_id, record_id) WHERE seen_at IS NULL;
CREATE INDEX must_see_done ON must_see (staff_id, seen_at) WHERE seen_at IS NOT NULL;

-- Where a record's sign-off stands; what was decided, and answered, is sign_off_step.
CREATE TABLE sign_off (
  record_id BYTES NOT NULL PRIMARY KEY REFERENCES record (id),
  version INT64 NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'signed', 'returned')),
  kind TEXT NOT NULL,
  author_id BYTES NOT NULL REFERENCES staff (id),
  since INT64 NOT NULL,
  steps INT64 NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_off_waiting ON sign_off (since) WHERE state = 'waiting';
CREATE INDEX sign_off_returned ON sign_off (author_id) WHERE state = 'returned';

CREATE TABLE sign_off_step (
  record_id BYTES NOT NULL REFERENCES record (id),
  number INT64 NOT NULL,
  version INT64 NOT NULL,
  at INT64 NOT NULL,
  by_id BYTES NOT NULL REFERENCES staff (id),
  deed TEXT NOT NULL CHECK (deed IN ('signed', 'returned', 'answered', 'corrected')),
  words TEXT NOT NULL,
  PRIMARY KEY (record_id, number)
) STRICT, WITHOUT ROWID;

--sqlite
CREATE TRIGGER action_step_never_changes BEFORE UPDATE ON action_step BEGIN SELECT RAISE(ABORT, 'a step is never changed'); END;
CREATE TRIGGER sign_off_step_never_changes BEFORE UPDATE ON sign_off_step BEGIN SELECT RAISE(ABORT, 'a step is never changed'); END;
--end
--postgres
CREATE TRIGGER action_step_never_changes BEFORE UPDATE ON action_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sign_off_step_never_changes BEFORE UPDATE ON sign_off_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
--end

-- An action is for its owner, its asker, whom it was escalated to, those of the owning role who may see that class of the pupil, and those
-- who decide on it. Without a pupil its own id stands in: it is on nobody's list, so what holds of everyone holds.
CREATE VIEW seen_action AS
  SELECT id, what, owner_id, owner_role, asker_id, due_on, urgency, pupil_id, info_class, flag, source_code, source_id,
         CASE WHEN may_see(COALESCE(pupil_id, id), info_class) AND (flag = 0 OR (flag = 1 AND may_see_restricted()) OR (flag = 2 AND may_see_sealed()))
              THEN source_url ELSE '' END AS source_url,
         state, version, snoozed_until, escalated_to, escalated_on, asked_at, changed_at, proof, proof_record
  FROM action
  WHERE owner_id = me() OR asker_id = me() OR escalated_to = me()
     OR ((flag = 0 OR (flag = 1 AND may_see_restricted()) OR (flag = 2 AND may_see_sealed()))
         AND (may_decide(COALESCE(pupil_id, id), info_class)
              OR (i_am(owner_role) AND (pupil_id IS NULL OR may_see(pupil_id, info_class)))));
CREATE VIEW seen_action_step AS
  SELECT s.action_id, s.number, s.at, s.by_id, s.deed, s.words, s.owner_id, s.owner_role, s.day, s.record_id FROM action_step s
  WHERE EXISTS (SELECT 1 FROM seen_action a WHERE a.id = s.action_id);
CREATE VIEW my_action_request AS SELECT id, request_digest FROM action WHERE asker_id = me();

-- The person themselves while they may see the record; its author; those who decide on it.
CREATE VIEW seen_must_see AS
  SELECT m.record_id, m.staff_id, m.role, m.asked_at, m.seen_at, m.seen_version FROM must_see m
  WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = m.record_id AND (m.staff_id = me() OR may_decide(p.pupil_id, p.info_class)))
     OR EXISTS (SELECT 1 FROM record r WHERE r.id = m.record_id AND r.author_id = me());
CREATE VIEW seen_sign_off AS
  SELECT s.record_id, s.version, s.state, s.kind, s.author_id, s.since, s.steps FROM sign_off s
  WHERE s.author_id = me()
     OR EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = s.record_id AND may_decide(p.pupil_id, p.info_class));
CREATE VIEW seen_sign_off_step AS
  SELECT t.record_id, t.number, t.version, t.at, t.by_id, t.deed, t.words FROM sign_off_step t
  WHERE EXISTS (SELECT 1 FROM seen_sign_off s WHERE s.record_id = t.record_id);

--postgres
ALTER TABLE action ENABLE ROW LEVEL SECURITY;
ALTER TABLE action FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON action USING (alongside_pen() OR owner_id = me() OR asker_id = me() OR escalated_to = me()
  OR may_decide(COALESCE(pupil_id, id), info_class) OR (i_am(owner_role) AND (pupil_id IS NULL OR may_see(pupil_id, info_class))));
ALTER TABLE action_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE action_step FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON action_step USING (alongside_pen() OR EXISTS (SELECT 1 FROM action a WHERE a.id = action_step.action_id));
ALTER TABLE must_see ENABLE ROW LEVEL SECURITY;
ALTER TABLE must_see FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON must_see USING (alongside_pen() OR EXISTS (SELECT 1 FROM record_part p WHERE p.record_id = must_see.record_id));
ALTER TABLE sign_off ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_off FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON sign_off USING (alongside_pen() OR EXISTS (SELECT 1 FROM record_part p WHERE p.record_id = sign_off.record_id));
ALTER TABLE sign_off_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_off_step FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON sign_off_step USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM sign_off s WHERE s.record_id = sign_off_step.record_id));
--end
