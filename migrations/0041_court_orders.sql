-- Court orders (C11), and what they mean for everybody who works with the child. An order is for those who decide on such things; its effects are
-- read by every adult who may know the child is here, and the names in them by those who may see the family.

-- `version` is the one in force. It is kept as long as the pupil's child protection file.
CREATE TABLE court_order (
  id BYTES NOT NULL PRIMARY KEY,
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  version INT64 NOT NULL,
  made_on INT64 NOT NULL,
  expires_on INT64,
  ended_on INT64,
  kept_as TEXT NOT NULL,
  recorded_by BYTES NOT NULL REFERENCES staff (id),
  recorded_at INT64 NOT NULL,
  changed_at INT64 NOT NULL
) STRICT;
CREATE INDEX court_order_of_pupil ON court_order (pupil_id);
CREATE INDEX court_order_runs_out ON court_order (expires_on) WHERE ended_on IS NULL;

CREATE TABLE court_order_version (
  order_id BYTES NOT NULL REFERENCES court_order (id),
  version INT64 NOT NULL,
  author_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  reason TEXT NOT NULL,
  body TEXT NOT NULL,
  salt BYTES NOT NULL,
  PRIMARY KEY (order_id, version)
) STRICT, WITHOUT ROWID;

-- One effect on one person, as the version in force has it; those of earlier versions are ended. `is_certain` is 0 while nobody at the school has seen
-- the order itself: then people are told to ask, and nothing is refused. `who` is the name as it was when it was written down, empty where it is about everybody.
CREATE TABLE court_effect (
  id BYTES NOT NULL PRIMARY KEY,
  order_id BYTES NOT NULL REFERENCES court_order (id),
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  version INT64 NOT NULL,
  effect TEXT NOT NULL CHECK (effect IN ('no_contact', 'no_collection', 'no_information', 'no_removal', 'surname', 'not_known')),
  family_member_id BYTES REFERENCES family_member (id),
  who TEXT NOT NULL,
  is_certain INT64 NOT NULL CHECK (is_certain IN (0, 1)),
  from_on INT64 NOT NULL,
  until_on INT64,
  ended_at INT64
) STRICT;
CREATE INDEX court_effect_of_pupil ON court_effect (pupil_id) WHERE ended_at IS NULL;

-- To which family member a link for a parent went: it opens nothing any more once they are barred.
ALTER TABLE review_link ADD COLUMN family_member_id BYTES REFERENCES family_member (id);

--sqlite
CREATE TRIGGER court_order_version_never_changes BEFORE UPDATE ON court_order_version BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
--end
--postgres
CREATE TRIGGER court_order_version_never_changes BEFORE UPDATE ON court_order_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
--end

CREATE VIEW seen_court_order AS
  SELECT id, pupil_id, version, made_on, expires_on, ended_on, kept_as, recorded_by, recorded_at, changed_at FROM court_order WHERE may_see(pupil_id, 11);
CREATE VIEW seen_court_order_version AS
  SELECT v.order_id, v.version, v.author_id, v.at, v.reason, v.body FROM court_order_version v WHERE EXISTS (SELECT 1 FROM seen_court_order o WHERE o.id = v.order_id);
-- Neither the order nor a name: that something holds. About their own family nobody reads it here.
CREATE VIEW seen_court_effect AS
  SELECT e.id, e.pupil_id, e.effect, e.is_certain, e.from_on, e.until_on FROM court_effect e
  WHERE e.ended_at IS NULL AND may_see(e.pupil_id, 0) AND NOT EXISTS (SELECT 1 FROM own_family o WHERE o.staff_id = me() AND o.pupil_id = e.pupil_id);
CREATE VIEW seen_court_effect_name AS
  SELECT e.id, e.pupil_id, e.family_member_id, e.who FROM court_effect e WHERE e.ended_at IS NULL AND may_see(e.pupil_id, 2);
DROP VIEW seen_review_link;
CREATE VIEW seen_review_link AS
  SELECT l.id, l.review_id, l.party, l.for_name, l.token_hash, l.made_by, l.made_at, l.expires_at, l.used_at, l.withdrawn_at, l.family_member_id
  FROM review_link l WHERE EXISTS (SELECT 1 FROM seen_review r WHERE r.id = l.review_id);

--postgres
ALTER TABLE court_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE court_order FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON court_order USING (alongside_pen() OR may_see(pupil_id, 11));
ALTER TABLE court_order_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE court_order_version FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON court_order_version USING (alongside_pen() OR EXISTS (SELECT 1 FROM court_order o WHERE o.id = court_order_version.order_id));
ALTER TABLE court_effect ENABLE ROW LEVEL SECURITY;
ALTER TABLE court_effect FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON court_effect USING (alongside_pen() OR may_see(pupil_id, 0));
--end
