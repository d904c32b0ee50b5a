-- Bound books, medicine plans, adults out alone, and what adults are trained in.

-- The number of a record in the bound book of its kind: 1, 2, 3 … without a gap, given as the record is written.
CREATE TABLE record_number (
  kind TEXT NOT NULL,
  number INT64 NOT NULL CHECK (number > 0),
  record_id BYTES NOT NULL UNIQUE REFERENCES record (id),
  PRIMARY KEY (kind, number)
) STRICT, WITHOUT ROWID;

CREATE VIEW seen_record_number AS
  SELECT n.kind, n.number, n.record_id FROM record_number n WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = n.record_id);

-- One medicine a pupil may be given at school. Amounts are thousandths of the unit. `times` are minutes of the day ("510,750"); empty where it is
-- given when it is needed. A line is never changed: a new one takes its place.
CREATE TABLE medicine_line (
  id BYTES NOT NULL PRIMARY KEY,
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  medicine TEXT NOT NULL,
  strength TEXT NOT NULL,
  route TEXT NOT NULL,
  dose INT64 NOT NULL CHECK (dose > 0),
  unit TEXT NOT NULL,
  times TEXT NOT NULL,
  gap_minutes INT64 NOT NULL,
  most_a_day INT64 NOT NULL,
  controlled INT64 NOT NULL,
  starts_on INT64 NOT NULL,
  stops_on INT64,
  expires_on INT64,
  consent_by TEXT NOT NULL,
  consent_on INT64,
  stock INT64,
  note TEXT NOT NULL,
  made_by BYTES NOT NULL REFERENCES staff (id),
  made_at INT64 NOT NULL,
  ended_by BYTES,
  ended_at INT64
) STRICT;
CREATE INDEX medicine_line_of_pupil ON medicine_line (pupil_id);

-- A dose that was given. `slot` is the due time it was for ("2026-03-03 12:30"), or the record's own where it was needed: one due dose stands once.
CREATE TABLE medicine_dose (
  line_id BYTES NOT NULL REFERENCES medicine_line (id),
  slot TEXT NOT NULL,
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  record_id BYTES NOT NULL REFERENCES record (id),
  given_at INT64 NOT NULL,
  amount INT64 NOT NULL,
  given_by BYTES NOT NULL REFERENCES staff (id),
  PRIMARY KEY (line_id, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX medicine_dose_by_time ON medicine_dose (line_id, given_at);

CREATE VIEW seen_medicine_line AS
  SELECT id, pupil_id, medicine, strength, route, dose, unit, times, gap_minutes, most_a_day, controlled, starts_on, stops_on, expires_on,
         consent_by, consent_on, stock, note, made_by, made_at, ended_at
  FROM medicine_line WHERE may_see(pupil_id, 7);
CREATE VIEW seen_medicine_dose AS
  SELECT line_id, slot, pupil_id, record_id, given_at, amount, given_by FROM medicine_dose WHERE may_see(pupil_id, 7);

-- An adult who is out alone: where, until when, and back again. `pupil_id` is all zeros where no pupil is named. Read by the adult, by whoever leads
-- them, and by those who know every family's address or every pupil's days.
CREATE TABLE outing (
  id BYTES NOT NULL PRIMARY KEY,
  staff_id BYTES NOT NULL REFERENCES staff (id),
  pupil_id BYTES NOT NULL,
  place TEXT NOT NULL,
  with_whom TEXT NOT NULL,
  phone TEXT NOT NULL,
  out_at INT64 NOT NULL,
  expected_at INT64 NOT NULL,
  back_at INT64,
  back_by BYTES,
  back_note TEXT NOT NULL
) STRICT;
CREATE INDEX outing_open ON outing (expected_at) WHERE back_at IS NULL;

CREATE VIEW seen_outing AS
  SELECT o.id, o.staff_id, o.pupil_id, o.place, o.with_whom, o.phone, o.out_at, o.expected_at, o.back_at, o.back_by, o.back_note FROM outing o
  WHERE o.staff_id = me() OR may_see(o.pupil_id, 2) OR may_see(o.pupil_id, 3)
     OR EXISTS (SELECT 1 FROM tie t WHERE t.staff_id = me() AND t.relation = 'supervises' AND t.other_staff_id = o.staff_id AND t.ends_on IS NULL);

-- What a member of staff is trained in; nothing in it is about a child.
CREATE TABLE training (
  id BYTES NOT NULL PRIMARY KEY,
  staff_id BYTES NOT NULL REFERENCES staff (id),
  topic TEXT NOT NULL,
  obtained_on INT64 NOT NULL,
  expires_on INT64,
  evidence TEXT NOT NULL,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL,
  withdrawn_at INT64
) STRICT;
CREATE INDEX training_of_staff ON training (staff_id);

--sqlite
CREATE TRIGGER number_never_changes BEFORE UPDATE ON record_number BEGIN SELECT RAISE(ABORT, 'a number of a bound book is never changed'); END;
CREATE TRIGGER number_never_goes BEFORE DELETE ON record_number BEGIN SELECT RAISE(ABORT, 'a number of a bound book is never taken away'); END;
--end
--postgres
CREATE TRIGGER number_never_changes BEFORE UPDATE OR DELETE ON record_number FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE record_number ENABLE ROW LEVEL SECURITY;
ALTER TABLE record_number FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON record_number USING (alongside_pen() OR EXISTS (SELECT 1 FROM record r WHERE r.id = record_number.record_id));
ALTER TABLE medicine_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE medicine_line FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON medicine_line USING (alongside_pen() OR may_see(pupil_id, 7));
ALTER TABLE medicine_dose ENABLE ROW LEVEL SECURITY;
ALTER TABLE medicine_dose FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON medicine_dose USING (alongside_pen() OR may_see(pupil_id, 7));
ALTER TABLE outing ENABLE ROW LEVEL SECURITY;
ALTER TABLE outing FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON outing USING (alongside_pen() OR staff_id = me() OR may_see(pupil_id, 2) OR may_see(pupil_id, 3)
  OR EXISTS (SELECT 1 FROM tie t WHERE t.staff_id = me() AND t.relation = 'supervises' AND t.other_staff_id = outing.staff_id AND t.ends_on IS NULL));
--end
