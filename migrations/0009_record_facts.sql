-- What charts count: of each record, for each pupil in it, the answers of its charted fields as codes. A copy, made after the record by a
-- follower of the chain and made anew at any time; nothing here is the only place where something stands.

-- `facts` is field, values, field, values …: see src/record/fact.h. `minute` is the school's wall clock, `day` its day.
CREATE TABLE record_fact (
  kind TEXT NOT NULL,
  day INT64 NOT NULL,
  record_id BYTES NOT NULL REFERENCES record (id),
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  part TEXT NOT NULL,
  minute INT64 NOT NULL,
  info_class INT64 NOT NULL,
  flag INT64 NOT NULL,
  author_id BYTES NOT NULL,
  facts TEXT NOT NULL,
  PRIMARY KEY (kind, day, record_id, pupil_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_of_pupil ON record_fact (pupil_id, kind, day);
CREATE INDEX fact_of_record ON record_fact (record_id);

-- How far the follower has come, and of which fields the facts were made.
CREATE TABLE record_fact_mark (
  only_one INT64 NOT NULL PRIMARY KEY CHECK (only_one = 1),
  seq INT64 NOT NULL,
  shape TEXT NOT NULL
) STRICT;
INSERT INTO record_fact_mark (only_one, seq, shape) VALUES (1, 0, '');

CREATE VIEW seen_fact AS
  SELECT kind, day, record_id, pupil_id, part, minute, info_class, author_id, facts FROM record_fact f
  WHERE may_see(pupil_id, info_class)
    AND (flag = 0 OR (flag = 1 AND may_see_restricted()) OR (flag = 2 AND may_see_sealed())
         OR EXISTS (SELECT 1 FROM record_named n WHERE n.record_id = f.record_id AND n.staff_id = me()));
CREATE VIEW seen_fact_mark AS SELECT seq, shape FROM record_fact_mark;

--postgres
ALTER TABLE record_fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE record_fact FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON record_fact USING (alongside_pen() OR may_see(pupil_id, info_class));
--end
