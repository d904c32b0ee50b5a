-- Imports are read by the house alone, on behalf of somebody who may import: the waiting file and the way back hold every class of information.
CREATE VIEW seen_import_run AS
  SELECT id, subject, state, file_digest, file, mapping, summary, undo, made_by, made_at, done_at, undone_at
  FROM import_run WHERE may_see_sealed() AND may_see(id, 12);
