-- Of a child who is only linked to a safeguarding record of another, a reader learns that it is there; its words and files come with the
-- child it is about. Otherwise as 0008 has these views.
--sqlite
DROP VIEW seen_version;
CREATE VIEW seen_version AS
  SELECT v.record_id, v.version, v.author_id, v.at, v.reason, v.kind_version, v.body FROM record_version v
  WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = v.record_id AND NOT (p.info_class = 9 AND p.part = 'linked'))
    AND EXISTS (SELECT 1 FROM record r WHERE r.id = v.record_id AND r.moved_to IS NULL)
    AND (NOT EXISTS (SELECT 1 FROM version_frame f WHERE f.record_id = v.record_id AND f.version = v.version)
         OR EXISTS (SELECT 1 FROM version_part p WHERE p.record_id = v.record_id AND p.version = v.version
                    AND may_see(p.pupil_id, p.info_class)));
DROP VIEW seen_attachment;
CREATE VIEW seen_attachment AS
  SELECT a.id, a.record_id, a.version, a.name, a.content_type, a.size, a.added_by, a.added_at FROM attachment a
  WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = a.record_id AND NOT (p.info_class = 9 AND p.part = 'linked'))
    AND EXISTS (SELECT 1 FROM record r WHERE r.id = a.record_id AND r.moved_to IS NULL);
--end
--postgres
CREATE OR REPLACE VIEW seen_version AS
  SELECT v.record_id, v.version, v.author_id, v.at, v.reason, v.kind_version, v.body FROM record_version v
  WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = v.record_id AND NOT (p.info_class = 9 AND p.part = 'linked'))
    AND EXISTS (SELECT 1 FROM record r WHERE r.id = v.record_id AND r.moved_to IS NULL)
    AND (NOT EXISTS (SELECT 1 FROM version_frame f WHERE f.record_id = v.record_id AND f.version = v.version)
         OR EXISTS (SELECT 1 FROM version_part p WHERE p.record_id = v.record_id AND p.version = v.version
                    AND may_see(p.pupil_id, p.info_class)));
CREATE OR REPLACE VIEW seen_attachment AS
  SELECT a.id, a.record_id, a.version, a.name, a.content_type, a.size, a.added_by, a.added_at FROM attachment a
  WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = a.record_id AND NOT (p.info_class = 9 AND p.part = 'linked'))
    AND EXISTS (SELECT 1 FROM record r WHERE r.id = a.record_id AND r.moved_to IS NULL);
--end
