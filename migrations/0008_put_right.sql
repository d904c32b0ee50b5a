-- Putting right what was written: when, about whom and with which files as each version had it, entries that ended, links between
-- records; and the kinds a school made of its own.
--
-- record.moved_to says that a record ended: the record it was moved to, or its own id where it went nowhere by itself (undone, split).

-- Of a child who is only linked to a safeguarding record the reader learns that it is there; its words come with the child it is about.
--
-- When and about whom, version by version. A record has it for every version or for none: without, nothing but its words was ever
-- corrected, and record and record_part say it. `covered` is 1 where the version's commitment is made of it too.
CREATE TABLE version_frame (
  record_id BYTES NOT NULL REFERENCES record (id),
  version INT64 NOT NULL,
  covered INT64 NOT NULL CHECK (covered IN (0, 1)),
  occurred_at INT64 NOT NULL,
  PRIMARY KEY (record_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE version_part (
  record_id BYTES NOT NULL REFERENCES record (id),
  version INT64 NOT NULL,
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  part TEXT NOT NULL,
  info_class INT64 NOT NULL,
  PRIMARY KEY (record_id, version, pupil_id)
) STRICT, WITHOUT ROWID;

-- What stands where a record ended. `flag` is the one it had then.
CREATE TABLE record_tombstone (
  record_id BYTES NOT NULL PRIMARY KEY REFERENCES record (id),
  how TEXT NOT NULL CHECK (how IN ('undone', 'moved', 'split')),
  flag INT64 NOT NULL,
  reason TEXT NOT NULL,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstone_by_time ON record_tombstone (made_at);

-- Two records that have to do with one another; or that somebody looked at and found not to be the same event.
CREATE TABLE record_link (
  id BYTES NOT NULL PRIMARY KEY,
  from_id BYTES NOT NULL REFERENCES record (id),
  to_id BYTES NOT NULL REFERENCES record (id),
  relation TEXT NOT NULL CHECK (relation IN
    ('relates_to', 'follows_from', 'same_event', 'different_events', 'moved_from', 'split_from', 'raised_from')),
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL,
  ended_by BYTES,
  ended_at INT64
) STRICT;
CREATE INDEX link_from ON record_link (from_id);
CREATE INDEX link_to ON record_link (to_id);

-- A kind a school made of its own, as a file would declare it; the newest version counts.
CREATE TABLE own_kind (
  id TEXT NOT NULL,
  version INT64 NOT NULL,
  declared TEXT NOT NULL,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL,
  PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

--sqlite
CREATE TRIGGER frame_never_changes BEFORE UPDATE ON version_frame BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
CREATE TRIGGER version_part_never_changes BEFORE UPDATE ON version_part BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
DROP VIEW seen_record;
CREATE VIEW seen_record AS
  SELECT r.id, r.kind, r.info_class, r.flag, r.author_id, r.occurred_at, r.recorded_at, r.version, r.state, r.line, r.moved_to
  FROM record r WHERE r.moved_to IS NULL AND EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = r.id);
DROP VIEW seen_version;
CREATE VIEW seen_version AS
  SELECT v.record_id, v.version, v.author_id, v.at, v.reason, v.kind_version, v.body FROM record_version v
  WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = v.record_id AND NOT (p.info_class = 9 AND p.part = 'linked'))
    AND EXISTS (SELECT 1 FROM record r WHERE r.id = v.record_id AND r.moved_to IS NULL)
    AND (NOT EXISTS (SELECT 1 FROM version_frame f WHERE f.record_id = v.record_id AND f.version = v.version)
         OR EXISTS (SELECT 1 FROM version_part p WHERE p.record_id = v.record_id AND p.version = v.version
                    AND may_see(p.pupil_id, p.info_class) AND NOT (p.info_class = 9 AND p.part = 'linked')));
DROP VIEW seen_attachment;
CREATE VIEW seen_attachment AS
  SELECT a.id, a.record_id, a.version, a.name, a.content_type, a.size, a.added_by, a.added_at FROM attachment a
  WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = a.record_id AND NOT (p.info_class = 9 AND p.part = 'linked'))
    AND EXISTS (SELECT 1 FROM record r WHERE r.id = a.record_id AND r.moved_to IS NULL);
DROP VIEW my_entry;
CREATE VIEW my_entry AS
  SELECT r.id, r.kind, r.info_class, r.occurred_at, r.recorded_at, r.version, r.state, r.request_digest, r.line, r.moved_to,
         COALESCE(t.how, '') AS ended, t.made_at AS ended_at
  FROM record r LEFT JOIN record_tombstone t ON t.record_id = r.id WHERE r.author_id = me();
DROP VIEW my_words;
CREATE VIEW my_words AS
  SELECT v.record_id, v.version, v.at, v.reason, v.kind_version, v.body FROM record_version v JOIN record r ON r.id = v.record_id
  WHERE r.author_id = me() AND v.author_id = me() AND (r.moved_to IS NULL OR r.moved_to = r.id);
--end
--postgres
CREATE TRIGGER frame_never_changes BEFORE UPDATE ON version_frame FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER version_part_never_changes BEFORE UPDATE ON version_part FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE VIEW seen_record AS
  SELECT r.id, r.kind, r.info_class, r.flag, r.author_id, r.occurred_at, r.recorded_at, r.version, r.state, r.line, r.moved_to
  FROM record r WHERE r.moved_to IS NULL AND EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = r.id);
CREATE OR REPLACE VIEW seen_version AS
  SELECT v.record_id, v.version, v.author_id, v.at, v.reason, v.kind_version, v.body FROM record_version v
  WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = v.record_id AND NOT (p.info_class = 9 AND p.part = 'linked'))
    AND EXISTS (SELECT 1 FROM record r WHERE r.id = v.record_id AND r.moved_to IS NULL)
    AND (NOT EXISTS (SELECT 1 FROM version_frame f WHERE f.record_id = v.record_id AND f.version = v.version)
         OR EXISTS (SELECT 1 FROM version_part p WHERE p.record_id = v.record_id AND p.version = v.version
                    AND may_see(p.pupil_id, p.info_class) AND NOT (p.info_class = 9 AND p.part = 'linked')));
CREATE OR REPLACE VIEW seen_attachment AS
  SELECT a.id, a.record_id, a.version, a.name, a.content_type, a.size, a.added_by, a.added_at FROM attachment a
  WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = a.record_id AND NOT (p.info_class = 9 AND p.part = 'linked'))
    AND EXISTS (SELECT 1 FROM record r WHERE r.id = a.record_id AND r.moved_to IS NULL);
CREATE OR REPLACE VIEW my_entry AS
  SELECT r.id, r.kind, r.info_class, r.occurred_at, r.recorded_at, r.version, r.state, r.request_digest, r.line, r.moved_to,
         COALESCE(t.how, '') AS ended, t.made_at AS ended_at
  FROM record r LEFT JOIN record_tombstone t ON t.record_id = r.id WHERE r.author_id = me();
CREATE OR REPLACE VIEW my_words AS
  SELECT v.record_id, v.version, v.at, v.reason, v.kind_version, v.body FROM record_version v JOIN record r ON r.id = v.record_id
  WHERE r.author_id = me() AND v.author_id = me() AND (r.moved_to IS NULL OR r.moved_to = r.id);
--end

-- When and about whom each version was, as far as the reader may know of those pupils.
CREATE VIEW seen_frame AS
  SELECT f.record_id, f.version, f.occurred_at FROM version_frame f
  WHERE EXISTS (SELECT 1 FROM seen_version v WHERE v.record_id = f.record_id AND v.version = f.version);
CREATE VIEW seen_version_part AS
  SELECT p.record_id, p.version, p.pupil_id, p.part FROM version_part p
  WHERE may_see(p.pupil_id, p.info_class)
    AND EXISTS (SELECT 1 FROM seen_version v WHERE v.record_id = p.record_id AND v.version = p.version);
-- That a record ended, for readers of the line that tells it.
CREATE VIEW seen_tombstone AS
  SELECT t.record_id, t.how, t.made_by, t.made_at, r.moved_to FROM record_tombstone t JOIN record r ON r.id = t.record_id
  WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = t.record_id);
-- What ended records held, for whoever could see them then; of one that was moved, who may also see where it went. The store asks
-- besides that they may decide.
CREATE VIEW seen_kept_record AS
  SELECT r.id, r.kind, r.info_class, t.flag, r.author_id, r.occurred_at, r.recorded_at, r.version, r.state, r.line, r.moved_to,
         t.how, t.reason, t.made_by, t.made_at
  FROM record_tombstone t JOIN record r ON r.id = t.record_id
  WHERE EXISTS (SELECT 1 FROM version_part p WHERE p.record_id = r.id AND p.version = r.version AND may_see(p.pupil_id, p.info_class))
    AND (t.flag = 0 OR (t.flag = 1 AND may_see_restricted()) OR (t.flag = 2 AND may_see_sealed())
         OR EXISTS (SELECT 1 FROM record_named n WHERE n.record_id = r.id AND n.staff_id = me()))
    AND (r.moved_to = r.id OR EXISTS (SELECT 1 FROM seen_part q WHERE q.record_id = r.moved_to));
CREATE VIEW seen_kept_part AS
  SELECT p.record_id, p.version, p.pupil_id, p.part FROM version_part p
  WHERE may_see(p.pupil_id, p.info_class) AND EXISTS (SELECT 1 FROM seen_kept_record k WHERE k.id = p.record_id);
CREATE VIEW seen_kept_version AS
  SELECT v.record_id, v.version, v.author_id, v.at, v.reason, v.kind_version, v.body FROM record_version v
  WHERE EXISTS (SELECT 1 FROM seen_kept_part p WHERE p.record_id = v.record_id AND p.version = v.version);
-- A link is told to those who may see both ends.
CREATE VIEW seen_link AS
  SELECT l.id, l.from_id, l.to_id, l.relation, l.made_by, l.made_at, l.ended_by, l.ended_at FROM record_link l
  WHERE (EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = l.from_id) OR EXISTS (SELECT 1 FROM seen_kept_record k WHERE k.id = l.from_id))
    AND (EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = l.to_id) OR EXISTS (SELECT 1 FROM seen_kept_record k WHERE k.id = l.to_id));
-- An author opens the files they added themselves, also where the record is not theirs to read.
CREATE VIEW my_file AS
  SELECT a.id, a.record_id, a.version, a.name, a.content_type, a.size, a.added_at FROM attachment a JOIN record r ON r.id = a.record_id
  WHERE r.author_id = me() AND a.added_by = me() AND (r.moved_to IS NULL OR r.moved_to = r.id);
CREATE VIEW my_file_chunk AS
  SELECT c.attachment_id, c.place, c.bytes FROM attachment_chunk c WHERE EXISTS (SELECT 1 FROM my_file a WHERE a.id = c.attachment_id);
-- That a concern was raised from one's own entry is told to its author; nothing of the concern.
CREATE VIEW my_raised AS
  SELECT l.to_id AS record_id, l.made_at FROM record_link l JOIN record r ON r.id = l.to_id
  WHERE l.relation = 'raised_from' AND r.author_id = me();

--postgres
ALTER TABLE version_part ENABLE ROW LEVEL SECURITY;
ALTER TABLE version_part FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON version_part USING (alongside_pen() OR may_see(pupil_id, info_class));
DROP POLICY need_to_know ON record;
CREATE POLICY need_to_know ON record USING (alongside_pen() OR author_id = me()
  OR EXISTS (SELECT 1 FROM record_part p WHERE p.record_id = record.id)
  OR (moved_to IS NOT NULL AND EXISTS (SELECT 1 FROM version_part p WHERE p.record_id = record.id)));
ALTER TABLE version_frame ENABLE ROW LEVEL SECURITY;
ALTER TABLE version_frame FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON version_frame USING (alongside_pen() OR EXISTS (SELECT 1 FROM record r WHERE r.id = version_frame.record_id));
ALTER TABLE record_tombstone ENABLE ROW LEVEL SECURITY;
ALTER TABLE record_tombstone FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON record_tombstone USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM record r WHERE r.id = record_tombstone.record_id));
ALTER TABLE record_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE record_link FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON record_link USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM record r WHERE r.id = record_link.to_id));
--end
