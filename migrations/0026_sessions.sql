-- Sessions: what was given. The words of a session are a record of kind `session`, one for each pupil; here stands beside each what is counted.

-- One piece of work by one adult. `slot_id` is the slot of the timetable it stood in on that day; null for one that stood in none. `starts` is minutes
-- after midnight on the school's wall clock, `minutes` what the slot gives it.
CREATE TABLE session (
  id BYTES NOT NULL PRIMARY KEY,
  slot_id BYTES,
  day INT64 NOT NULL,
  starts INT64 NOT NULL,
  minutes INT64 NOT NULL CHECK (minutes > 0),
  staff_id BYTES NOT NULL REFERENCES staff (id),
  programme_id BYTES,
  title TEXT NOT NULL,
  place TEXT NOT NULL,
  written_by BYTES NOT NULL REFERENCES staff (id),
  written_at INT64 NOT NULL
) STRICT;
-- A card is written up once: who comes second is told.
CREATE UNIQUE INDEX session_of_slot ON session (slot_id, day) WHERE slot_id IS NOT NULL;
CREATE INDEX session_of_staff ON session (staff_id, day);

-- What one pupil had of it. `promised` is what stood on the timetable for them (0: nothing did), `planned` what was
-- meant, on a timetable or not, `minutes` what they had. `reason` is a code of the form's
-- own list. `ended` is set by the trigger
-- below, in the unit that undoes, moves or splits the record, or corrects whom it is about: what tells of nobody is counted for nobody.
CREATE TABLE session_pupil (
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  day INT64 NOT NULL,
  session_id BYTES NOT NULL REFERENCES session (id),
  staff_id BYTES NOT NULL REFERENCES staff (id),
  line_id BYTES,
  record_id BYTES NOT NULL REFERENCES record (id),
  happened TEXT NOT NULL CHECK (happened IN ('yes', 'part', 'no')),
  promised INT64 NOT NULL CHECK (promised >= 0),
  planned INT64 NOT NULL CHECK (planned > 0),
  minutes INT64 NOT NULL CHECK (minutes >= 0),
  reason TEXT NOT NULL,
  engagement INT64,
  ended INT64 NOT NULL,
  PRIMARY KEY (pupil_id, day, session_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX pupil_of_session ON session_pupil (session_id, pupil_id);
CREATE INDEX session_of_record ON session_pupil (record_id);
CREATE INDEX session_of_line ON session_pupil (line_id, day) WHERE line_id IS NOT NULL;

-- What it showed of one target: a value on the target's measure, in thousandths, and how much help it took.
CREATE TABLE target_score (
  target_id BYTES NOT NULL,
  day INT64 NOT NULL,
  session_id BYTES NOT NULL REFERENCES session (id),
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  record_id BYTES NOT NULL REFERENCES record (id),
  value INT64,
  prompt TEXT NOT NULL,
  ended INT64 NOT NULL,
  PRIMARY KEY (target_id, day, session_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX score_of_record ON target_score (record_id);

--sqlite
CREATE TRIGGER session_ends_with_its_record AFTER INSERT ON record_tombstone BEGIN
  UPDATE session_pupil SET ended = 1 WHERE record_id = NEW.record_id;
  UPDATE target_score SET ended = 1 WHERE record_id = NEW.record_id;
END;
CREATE TRIGGER session_ends_for_a_pupil AFTER DELETE ON record_part BEGIN
  UPDATE session_pupil SET ended = 1 WHERE record_id = OLD.record_id AND pupil_id = OLD.pupil_id;
  UPDATE target_score SET ended = 1 WHERE record_id = OLD.record_id AND pupil_id = OLD.pupil_id;
END;
--end
--postgres
CREATE FUNCTION end_sessions_of_record() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE session_pupil SET ended = 1 WHERE record_id = NEW.record_id;
  UPDATE target_score SET ended = 1 WHERE record_id = NEW.record_id;
  RETURN NULL;
END $$;
CREATE FUNCTION end_session_of_pupil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE session_pupil SET ended = 1 WHERE record_id = OLD.record_id AND pupil_id = OLD.pupil_id;
  UPDATE target_score SET ended = 1 WHERE record_id = OLD.record_id AND pupil_id = OLD.pupil_id;
  RETURN NULL;
END $$;
CREATE TRIGGER session_ends_with_its_record AFTER INSERT ON record_tombstone FOR EACH ROW EXECUTE FUNCTION end_sessions_of_record();
CREATE TRIGGER session_ends_for_a_pupil AFTER DELETE ON record_part FOR EACH ROW EXECUTE FUNCTION end_session_of_pupil();
--end

-- Whoever gave it reads what they counted themselves; the words are the record's, which has a guard of its own.
CREATE VIEW seen_session_pupil AS
  SELECT pupil_id, day, session_id, staff_id, line_id, record_id, happened, promised, planned, minutes, reason, engagement FROM session_pupil
  WHERE ended = 0 AND (may_see(pupil_id, 6) OR staff_id = me());
CREATE VIEW seen_session AS
  SELECT s.id, s.slot_id, s.day, s.starts, s.minutes, s.staff_id, s.programme_id, s.title, s.place, s.written_by, s.written_at FROM session s
  WHERE s.staff_id = me() OR s.written_by = me() OR EXISTS (SELECT 1 FROM session_pupil p WHERE p.session_id = s.id AND may_see(p.pupil_id, 6));
CREATE VIEW seen_target_score AS
  SELECT target_id, day, session_id, pupil_id, record_id, value, prompt FROM target_score WHERE ended = 0 AND may_see(pupil_id, 6);

--postgres
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE session FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON session USING (alongside_pen() OR staff_id = me() OR written_by = me()
  OR EXISTS (SELECT 1 FROM session_pupil p WHERE p.session_id = session.id AND may_see(p.pupil_id, 6)));
ALTER TABLE session_pupil ENABLE ROW LEVEL SECURITY;
ALTER TABLE session_pupil FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON session_pupil USING (alongside_pen() OR may_see(pupil_id, 6) OR staff_id = me());
ALTER TABLE target_score ENABLE ROW LEVEL SECURITY;
ALTER TABLE target_score FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON target_score USING (alongside_pen() OR may_see(pupil_id, 6));
--end
