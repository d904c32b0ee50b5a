-- The card of a pupil and who has read it; who covers which lesson; what is left for whoever covers, and the note that comes back.

-- What somebody chose for a pupil's card, version by version; the newest counts. One that is not `chosen` lets the plans speak again.
CREATE TABLE card (
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  version INT64 NOT NULL,
  chosen INT64 NOT NULL,
  said TEXT NOT NULL,
  signs TEXT NOT NULL,
  script TEXT NOT NULL,
  care TEXT NOT NULL,
  author_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  PRIMARY KEY (pupil_id, version)
) STRICT, WITHOUT ROWID;

-- Never more than three musts and three helps. `plan_id` is the plan whose words they were, in which version.
CREATE TABLE card_line (
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  version INT64 NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('must', 'help')),
  place INT64 NOT NULL CHECK (place BETWEEN 1 AND 3),
  words TEXT NOT NULL,
  plan_id BYTES REFERENCES plan (id),
  plan_version INT64 NOT NULL,
  PRIMARY KEY (pupil_id, version, side, place)
) STRICT, WITHOUT ROWID;

-- Who said that they had read the card as it was then: `face` is the digest of its words, so that other words are another face.
CREATE TABLE card_read (
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  staff_id BYTES NOT NULL REFERENCES staff (id),
  face TEXT NOT NULL,
  at INT64 NOT NULL,
  PRIMARY KEY (pupil_id, staff_id, face)
) STRICT, WITHOUT ROWID;
CREATE INDEX card_read_by ON card_read (staff_id);

-- One lesson that somebody covers. Its relation (tie) opens the class to them, and closes it by itself. Times are minutes after midnight.
CREATE TABLE cover (
  id BYTES NOT NULL PRIMARY KEY,
  staff_id BYTES NOT NULL REFERENCES staff (id),
  away_id BYTES REFERENCES staff (id),
  class_id BYTES NOT NULL REFERENCES school_class (id),
  on_day INT64 NOT NULL,
  starts INT64 NOT NULL,
  ends INT64 NOT NULL CHECK (ends > starts),
  lesson TEXT NOT NULL,
  place TEXT NOT NULL,
  tie_id BYTES NOT NULL REFERENCES tie (id),
  made_by BYTES NOT NULL REFERENCES staff (id),
  made_at INT64 NOT NULL,
  ended_by BYTES REFERENCES staff (id),
  ended_at INT64
) STRICT;
CREATE INDEX cover_on_day ON cover (on_day);
CREATE INDEX cover_of_staff ON cover (staff_id, on_day);

-- What a teacher leaves for whoever covers: for one lesson, or with starts 0 for the whole day. The newest version counts.
CREATE TABLE cover_work (
  class_id BYTES NOT NULL REFERENCES school_class (id),
  on_day INT64 NOT NULL,
  starts INT64 NOT NULL,
  version INT64 NOT NULL,
  work TEXT NOT NULL,
  seating TEXT NOT NULL,
  what_if TEXT NOT NULL,
  author_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  PRIMARY KEY (class_id, on_day, starts, version)
) STRICT, WITHOUT ROWID;

-- What came back of a covered lesson. What was said of a pupil is a record of its own besides, on that pupil's chronology.
CREATE TABLE cover_note (
  id BYTES NOT NULL PRIMARY KEY,
  cover_id BYTES NOT NULL UNIQUE REFERENCES cover (id),
  class_id BYTES NOT NULL REFERENCES school_class (id),
  teacher_id BYTES REFERENCES staff (id),
  author_id BYTES NOT NULL REFERENCES staff (id),
  written_at INT64 NOT NULL,
  done TEXT NOT NULL,
  went TEXT NOT NULL CHECK (went IN ('well', 'mixed', 'hard')),
  words TEXT NOT NULL,
  read_by BYTES REFERENCES staff (id),
  read_at INT64,
  answer TEXT NOT NULL,
  answered_by BYTES REFERENCES staff (id),
  answered_at INT64
) STRICT;

CREATE TABLE cover_note_pupil (
  note_id BYTES NOT NULL REFERENCES cover_note (id),
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  tick TEXT NOT NULL CHECK (tick IN ('worked', 'some', 'none', 'away')),
  words TEXT NOT NULL,
  record_id BYTES REFERENCES record (id),
  PRIMARY KEY (note_id, pupil_id)
) STRICT, WITHOUT ROWID;

--sqlite
CREATE TRIGGER card_never_changes BEFORE UPDATE ON card BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
CREATE TRIGGER card_line_never_changes BEFORE UPDATE ON card_line BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
CREATE TRIGGER cover_work_never_changes BEFORE UPDATE ON cover_work BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
--end
--postgres
CREATE TRIGGER card_never_changes BEFORE UPDATE ON card FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER card_line_never_changes BEFORE UPDATE ON card_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cover_work_never_changes BEFORE UPDATE ON cover_work FOR EACH ROW EXECUTE FUNCTION refuse_change();
--end

-- The card is profile and strategies (C5). Who has read it is known to whoever may see it, and to oneself.
CREATE VIEW seen_card AS
  SELECT pupil_id, version, chosen, said, signs, script, care, author_id, at FROM card WHERE may_see(pupil_id, 5);
CREATE VIEW seen_card_line AS
  SELECT pupil_id, version, side, place, words, plan_id, plan_version FROM card_line WHERE may_see(pupil_id, 5);
CREATE VIEW seen_card_read AS
  SELECT pupil_id, staff_id, face, at FROM card_read WHERE staff_id = me() OR may_see(pupil_id, 5);
-- What is left for a lesson says where pupils sit and what helps them: for whoever sees the profile of somebody in the class, and its author.
CREATE VIEW seen_cover_work AS
  SELECT class_id, on_day, starts, version, work, seating, what_if, author_id, at FROM cover_work w
  WHERE author_id = me() OR EXISTS (SELECT 1 FROM class_member m WHERE m.class_id = w.class_id AND may_see(m.pupil_id, 5));
-- How a lesson went is behaviour (C4): whoever teaches the class reads it, the teacher it is for, and its author.
CREATE VIEW seen_cover_note AS
  SELECT id, cover_id, class_id, teacher_id, author_id, written_at, done, went, words, read_by, read_at, answer, answered_by, answered_at FROM cover_note n
  WHERE author_id = me() OR teacher_id = me() OR EXISTS (SELECT 1 FROM class_member m WHERE m.class_id = n.class_id AND may_see(m.pupil_id, 4));
CREATE VIEW seen_cover_note_pupil AS
  SELECT note_id, pupil_id, tick, words, record_id FROM cover_note_pupil p
  WHERE may_see(pupil_id, 4) OR EXISTS (SELECT 1 FROM cover_note n WHERE n.id = p.note_id AND n.author_id = me());

--postgres
ALTER TABLE card ENABLE ROW LEVEL SECURITY;
ALTER TABLE card FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON card USING (alongside_pen() OR may_see(pupil_id, 5));
ALTER TABLE card_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE card_line FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON card_line USING (alongside_pen() OR may_see(pupil_id, 5));
ALTER TABLE card_read ENABLE ROW LEVEL SECURITY;
ALTER TABLE card_read FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON card_read USING (alongside_pen() OR staff_id = me() OR may_see(pupil_id, 5));
ALTER TABLE cover_work ENABLE ROW LEVEL SECURITY;
ALTER TABLE cover_work FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON cover_work USING (alongside_pen() OR author_id = me()
  OR EXISTS (SELECT 1 FROM class_member m WHERE m.class_id = cover_work.class_id AND may_see(m.pupil_id, 5)));
ALTER TABLE cover_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE cover_note FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON cover_note USING (alongside_pen() OR author_id = me() OR teacher_id = me()
  OR EXISTS (SELECT 1 FROM class_member m WHERE m.class_id = cover_note.class_id AND may_see(m.pupil_id, 4)));
ALTER TABLE cover_note_pupil ENABLE ROW LEVEL SECURITY;
ALTER TABLE cover_note_pupil FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON cover_note_pupil USING (alongside_pen() OR may_see(pupil_id, 4)
  OR EXISTS (SELECT 1 FROM cover_note n WHERE n.id = cover_note_pupil.note_id AND n.author_id = me()));
--end
