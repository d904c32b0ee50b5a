-- A number of a bound book goes with the event it was given for; a dose and the count of what is left go with the record of it; and a school
-- may rest a kind.

-- The record that holds a number now, where it is not the one it was given to: written anew for the right pupil, or split off. What stands at
-- the old place is told by its tombstone.
CREATE TABLE number_carried (
  record_id BYTES NOT NULL PRIMARY KEY REFERENCES record (id),
  kind TEXT NOT NULL,
  number INT64 NOT NULL,
  from_id BYTES NOT NULL REFERENCES record (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX number_carried_by_number ON number_carried (kind, number);

-- When what is here was last counted: what was given before is in that count already.
ALTER TABLE medicine_line ADD COLUMN counted_at INT64;
-- How much of the dose was taken off the count: less than the amount where less was left, nothing where nobody counts.
ALTER TABLE medicine_dose ADD COLUMN taken INT64 NOT NULL DEFAULT 0;
UPDATE medicine_dose SET taken = amount WHERE EXISTS (SELECT 1 FROM medicine_line l WHERE l.id = medicine_dose.line_id AND l.stock IS NOT NULL);
CREATE UNIQUE INDEX medicine_dose_of_record ON medicine_dose (record_id);

--sqlite
CREATE TRIGGER carried_never_changes BEFORE UPDATE ON number_carried BEGIN SELECT RAISE(ABORT, 'a number of a bound book is never changed'); END;
CREATE TRIGGER carried_never_goes BEFORE DELETE ON number_carried BEGIN SELECT RAISE(ABORT, 'a number of a bound book is never taken away'); END;
DROP VIEW seen_medicine_line;
CREATE VIEW seen_medicine_line AS
  SELECT id, pupil_id, medicine, strength, route, dose, unit, times, gap_minutes, most_a_day, controlled, starts_on, stops_on, expires_on,
         consent_by, consent_on, stock, note, made_by, made_at, ended_at, counted_at
  FROM medicine_line WHERE may_see(pupil_id, 7);
DROP VIEW seen_medicine_dose;
CREATE VIEW seen_medicine_dose AS
  SELECT line_id, slot, pupil_id, record_id, given_at, amount, given_by, taken FROM medicine_dose WHERE may_see(pupil_id, 7);
--end
--postgres
CREATE TRIGGER carried_never_changes BEFORE UPDATE OR DELETE ON number_carried FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE number_carried ENABLE ROW LEVEL SECURITY;
ALTER TABLE number_carried FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON number_carried USING (alongside_pen() OR EXISTS (SELECT 1 FROM record r WHERE r.id = number_carried.record_id));
CREATE OR REPLACE VIEW seen_medicine_line AS
  SELECT id, pupil_id, medicine, strength, route, dose, unit, times, gap_minutes, most_a_day, controlled, starts_on, stops_on, expires_on,
         consent_by, consent_on, stock, note, made_by, made_at, ended_at, counted_at
  FROM medicine_line WHERE may_see(pupil_id, 7);
CREATE OR REPLACE VIEW seen_medicine_dose AS
  SELECT line_id, slot, pupil_id, record_id, given_at, amount, given_by, taken FROM medicine_dose WHERE may_see(pupil_id, 7);
--end

-- Every holding of a number, those that ended too, for whoever may see them; the store tells which of them stands.
CREATE VIEW seen_book_number AS
  SELECT n.kind, n.number, n.record_id FROM record_number n
  WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = n.record_id) OR EXISTS (SELECT 1 FROM seen_kept_record k WHERE k.id = n.record_id)
  UNION ALL
  SELECT c.kind, c.number, c.record_id FROM number_carried c
  WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = c.record_id) OR EXISTS (SELECT 1 FROM seen_kept_record k WHERE k.id = c.record_id);

-- Who reads a kind of the school's own, where the school narrowed it: roles by their codes. A kind that is not here is read as the policy has it.
CREATE TABLE kind_reader (
  kind TEXT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (kind, role)
) STRICT, WITHOUT ROWID;

-- More readers of a sensitive kind, asked for by one person and decided on by another. `changes` as in kind_change.
CREATE TABLE kind_wish (
  id BYTES NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  was_version INT64 NOT NULL,
  changes TEXT NOT NULL,
  asked_by BYTES NOT NULL REFERENCES staff (id),
  asked_at INT64 NOT NULL,
  decided_by BYTES,
  decided_at INT64,
  agreed INT64
) STRICT;
CREATE INDEX kind_wish_of_kind ON kind_wish (kind) WHERE decided_at IS NULL;

--sqlite
DROP VIEW seen_part;
CREATE VIEW seen_part AS
  SELECT pupil_id, occurred_at, record_id, part, kind, info_class, flag, author_id, recorded_at, version, state, line
  FROM record_part p
  WHERE may_see(pupil_id, info_class)
    AND (flag = 0 OR (flag = 1 AND may_see_restricted()) OR (flag = 2 AND may_see_sealed())
         OR EXISTS (SELECT 1 FROM record_named n WHERE n.record_id = p.record_id AND n.staff_id = me() AND n.until_at > as_of()))
    AND (NOT EXISTS (SELECT 1 FROM kind_reader k WHERE k.kind = p.kind) OR EXISTS (SELECT 1 FROM kind_reader k WHERE k.kind = p.kind AND i_am(k.role)));
DROP VIEW seen_kept_record;
CREATE VIEW seen_kept_record AS
  SELECT r.id, r.kind, r.info_class, t.flag, r.author_id, r.occurred_at, r.recorded_at, r.version, r.state, r.line, r.moved_to,
         t.how, t.reason, t.made_by, t.made_at
  FROM record_tombstone t JOIN record r ON r.id = t.record_id
  WHERE EXISTS (SELECT 1 FROM version_part p WHERE p.record_id = r.id AND p.version = r.version AND may_see(p.pupil_id, p.info_class))
    AND (t.flag = 0 OR (t.flag = 1 AND may_see_restricted()) OR (t.flag = 2 AND may_see_sealed())
         OR EXISTS (SELECT 1 FROM record_named n WHERE n.record_id = r.id AND n.staff_id = me()))
    AND (r.moved_to = r.id OR EXISTS (SELECT 1 FROM seen_part q WHERE q.record_id = r.moved_to))
    AND (NOT EXISTS (SELECT 1 FROM kind_reader k WHERE k.kind = r.kind) OR EXISTS (SELECT 1 FROM kind_reader k WHERE k.kind = r.kind AND i_am(k.role)));
--end
--postgres
CREATE OR REPLACE VIEW seen_part AS
  SELECT pupil_id, occurred_at, record_id, part, kind, info_class, flag, author_id, recorded_at, version, state, line
  FROM record_part p
  WHERE may_see(pupil_id, info_class)
    AND (flag = 0 OR (flag = 1 AND may_see_restricted()) OR (flag = 2 AND may_see_sealed())
         OR EXISTS (SELECT 1 FROM record_named n WHERE n.record_id = p.record_id AND n.staff_id = me() AND n.until_at > as_of()))
    AND (NOT EXISTS (SELECT 1 FROM kind_reader k WHERE k.kind = p.kind) OR EXISTS (SELECT 1 FROM kind_reader k WHERE k.kind = p.kind AND i_am(k.role)));
CREATE OR REPLACE VIEW seen_kept_record AS
  SELECT r.id, r.kind, r.info_class, t.flag, r.author_id, r.occurred_at, r.recorded_at, r.version, r.state, r.line, r.moved_to,
         t.how, t.reason, t.made_by, t.made_at
  FROM record_tombstone t JOIN record r ON r.id = t.record_id
  WHERE EXISTS (SELECT 1 FROM version_part p WHERE p.record_id = r.id AND p.version = r.version AND may_see(p.pupil_id, p.info_class))
    AND (t.flag = 0 OR (t.flag = 1 AND may_see_restricted()) OR (t.flag = 2 AND may_see_sealed())
         OR EXISTS (SELECT 1 FROM record_named n WHERE n.record_id = r.id AND n.staff_id = me()))
    AND (r.moved_to = r.id OR EXISTS (SELECT 1 FROM seen_part q WHERE q.record_id = r.moved_to))
    AND (NOT EXISTS (SELECT 1 FROM kind_reader k WHERE k.kind = r.kind) OR EXISTS (SELECT 1 FROM kind_reader k WHERE k.kind = r.kind AND i_am(k.role)));
--end
