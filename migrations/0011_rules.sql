-- Rules a school makes for itself, what they found, and the notices that follow. A rule's newest version counts.
CREATE TABLE rule (
  id BYTES NOT NULL,
  version INT64 NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  active INT64 NOT NULL,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL,
  PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE rule_exemption (
  id BYTES NOT NULL PRIMARY KEY,
  rule_id BYTES NOT NULL,
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  info_class INT64 NOT NULL,
  reason TEXT NOT NULL,
  until_on INT64 NOT NULL,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL,
  ended_at INT64
) STRICT;
CREATE INDEX exemption_of_rule ON rule_exemption (rule_id);

-- `found` is what makes a firing one: the same reason never fires twice.
CREATE TABLE rule_firing (
  id BYTES NOT NULL PRIMARY KEY,
  rule_id BYTES NOT NULL,
  rule_version INT64 NOT NULL,
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  info_class INT64 NOT NULL,
  fired_at INT64 NOT NULL,
  found TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX firing_of_rule ON rule_firing (rule_id, pupil_id, fired_at);

CREATE TABLE rule_reason (
  firing_id BYTES NOT NULL REFERENCES rule_firing (id),
  record_id BYTES NOT NULL REFERENCES record (id),
  PRIMARY KEY (firing_id, record_id)
) STRICT, WITHOUT ROWID;

-- Who was told of it: names of adults alone, so that the log can say it to whoever may see the firing.
CREATE TABLE rule_told (
  firing_id BYTES NOT NULL REFERENCES rule_firing (id),
  staff_id BYTES NOT NULL REFERENCES staff (id),
  PRIMARY KEY (firing_id, staff_id)
) STRICT, WITHOUT ROWID;

-- A record that a rule looks at again when its time is up.
CREATE TABLE rule_watch (
  rule_id BYTES NOT NULL,
  record_id BYTES NOT NULL REFERENCES record (id),
  due_at INT64 NOT NULL,
  done INT64 NOT NULL,
  PRIMARY KEY (rule_id, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX watch_due ON rule_watch (due_at) WHERE done = 0;

-- How far in the chain the rules have read.
CREATE TABLE rule_mark (
  only_one INT64 NOT NULL PRIMARY KEY CHECK (only_one = 1),
  seq INT64 NOT NULL
) STRICT;

CREATE TABLE notice (
  id BYTES NOT NULL PRIMARY KEY,
  staff_id BYTES NOT NULL REFERENCES staff (id),
  source TEXT NOT NULL,
  source_id BYTES NOT NULL,
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  info_class INT64 NOT NULL,
  words TEXT NOT NULL,
  urgent INT64 NOT NULL,
  made_at INT64 NOT NULL,
  seen_at INT64,
  mailed_at INT64
) STRICT;
CREATE INDEX notice_of_staff ON notice (staff_id, made_at);
CREATE INDEX notice_unmailed ON notice (staff_id) WHERE mailed_at IS NULL AND seen_at IS NULL;

-- How somebody wants to be told outside the program. No row: a digest on school days.
CREATE TABLE notice_wish (
  staff_id BYTES NOT NULL PRIMARY KEY REFERENCES staff (id),
  mail TEXT NOT NULL CHECK (mail IN ('off', 'digest', 'at_once')),
  digest_at INT64 NOT NULL,
  quiet_from INT64 NOT NULL,
  quiet_until INT64 NOT NULL
) STRICT;

CREATE VIEW seen_rule_exemption AS
  SELECT id, rule_id, pupil_id, reason, until_on, made_by, made_at, ended_at FROM rule_exemption WHERE may_see(pupil_id, info_class);
CREATE VIEW seen_rule_firing AS
  SELECT id, rule_id, rule_version, pupil_id, info_class, fired_at, found FROM rule_firing WHERE may_see(pupil_id, info_class);
CREATE VIEW seen_rule_reason AS
  SELECT firing_id, record_id FROM rule_reason r WHERE EXISTS (SELECT 1 FROM seen_rule_firing f WHERE f.id = r.firing_id);
CREATE VIEW my_notice AS
  SELECT id, source, source_id, pupil_id, info_class, words, urgent, made_at, seen_at FROM notice
  WHERE staff_id = me() AND may_see(pupil_id, info_class);
-- For jobs of the house alone.
CREATE VIEW seen_rule_watch AS
  SELECT rule_id, record_id, due_at, done FROM rule_watch WHERE may_see_sealed() AND may_see(record_id, 12);
CREATE VIEW seen_notice AS
  SELECT id, staff_id, pupil_id, info_class, urgent, made_at, seen_at, mailed_at FROM notice WHERE may_see_sealed() AND may_see(pupil_id, 12);

--postgres
ALTER TABLE rule_exemption ENABLE ROW LEVEL SECURITY;
ALTER TABLE rule_exemption FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON rule_exemption USING (alongside_pen() OR may_see(pupil_id, info_class));
ALTER TABLE rule_firing ENABLE ROW LEVEL SECURITY;
ALTER TABLE rule_firing FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON rule_firing USING (alongside_pen() OR may_see(pupil_id, info_class));
ALTER TABLE rule_reason ENABLE ROW LEVEL SECURITY;
ALTER TABLE rule_reason FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON rule_reason USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM rule_firing f WHERE f.id = rule_reason.firing_id));
ALTER TABLE rule_watch ENABLE ROW LEVEL SECURITY;
ALTER TABLE rule_watch FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON rule_watch USING (alongside_pen() OR (may_see_sealed() AND may_see(record_id, 12)));
ALTER TABLE notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON notice USING (alongside_pen() OR (staff_id = me() AND may_see(pupil_id, info_class))
  OR (may_see_sealed() AND may_see(pupil_id, 12)));
--end
