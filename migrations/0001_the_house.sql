-- The first schema: school, people, who stands how to whom, the one chronology, and the audit chain.
-- INT64 and BYTES become each engine's own types. Times are milliseconds since 1970 UTC, dates are days since 1970-01-01,
-- ids are 16 bytes (UUIDv7). Information classes are numbers, 0 to 12.

CREATE TABLE school (
  only_one INT64 NOT NULL PRIMARY KEY CHECK (only_one = 1),
  id BYTES NOT NULL,
  name TEXT NOT NULL,
  phase TEXT NOT NULL CHECK (phase IN ('primary', 'secondary', 'all_through', 'special')),
  zone TEXT NOT NULL,
  made_by TEXT NOT NULL CHECK (made_by IN ('init', 'demo')),
  second_factor TEXT NOT NULL CHECK (second_factor IN ('optional', 'required')),
  access_epoch INT64 NOT NULL,
  created_at INT64 NOT NULL
) STRICT;

CREATE TABLE school_term (
  id BYTES NOT NULL PRIMARY KEY,
  academic_year INT64 NOT NULL,
  name TEXT NOT NULL,
  starts_on INT64 NOT NULL,
  ends_on INT64 NOT NULL,
  CHECK (ends_on >= starts_on)
) STRICT;

CREATE TABLE school_closure (
  day INT64 NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('inset', 'bank_holiday', 'closure')),
  name TEXT NOT NULL
) STRICT;

CREATE TABLE vocabulary (
  word TEXT NOT NULL PRIMARY KEY,
  ours TEXT NOT NULL
) STRICT;

-- People ---------------------------------------------------------------------------------------------------------------

CREATE TABLE staff (
  id BYTES NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  title TEXT NOT NULL,
  forename TEXT NOT NULL,
  surname TEXT NOT NULL,
  post TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  staff_code TEXT NOT NULL,
  starts_on INT64 NOT NULL,
  ends_on INT64,
  created_at INT64 NOT NULL
) STRICT;

CREATE TABLE staff_role (
  staff_id BYTES NOT NULL REFERENCES staff (id),
  role TEXT NOT NULL,
  starts_on INT64 NOT NULL,
  ends_on INT64,
  given_by BYTES NOT NULL,
  seconded_by BYTES,
  PRIMARY KEY (staff_id, role, starts_on)
) STRICT, WITHOUT ROWID;

-- A sensitive role waits here until a second person agrees.
CREATE TABLE role_request (
  id BYTES NOT NULL PRIMARY KEY,
  staff_id BYTES NOT NULL REFERENCES staff (id),
  role TEXT NOT NULL,
  asked_by BYTES NOT NULL,
  asked_at INT64 NOT NULL,
  decided_by BYTES,
  decided_at INT64,
  agreed INT64
) STRICT;

CREATE TABLE account (
  staff_id BYTES NOT NULL PRIMARY KEY REFERENCES staff (id),
  username TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  totp_secret BYTES,
  totp_confirmed INT64 NOT NULL,
  totp_last_step INT64 NOT NULL,
  failures INT64 NOT NULL,
  last_failure_at INT64 NOT NULL,
  suspended INT64 NOT NULL,
  password_changed_at INT64 NOT NULL,
  must_change INT64 NOT NULL
) STRICT;

CREATE TABLE recovery_code (
  staff_id BYTES NOT NULL REFERENCES staff (id),
  code_hash BYTES NOT NULL,
  used_at INT64,
  PRIMARY KEY (staff_id, code_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in (
  token_hash BYTES NOT NULL PRIMARY KEY,
  staff_id BYTES NOT NULL REFERENCES staff (id),
  public_id BYTES NOT NULL,
  csrf_key BYTES NOT NULL,
  assurance INT64 NOT NULL,
  device TEXT NOT NULL,
  created_at INT64 NOT NULL,
  seen_at INT64 NOT NULL,
  expires_at INT64 NOT NULL,
  locked_at INT64,
  ended_at INT64
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_of_staff ON sign_in (staff_id, created_at);

CREATE TABLE api_token (
  token_hash BYTES NOT NULL PRIMARY KEY,
  id BYTES NOT NULL UNIQUE,
  staff_id BYTES NOT NULL REFERENCES staff (id),
  name TEXT NOT NULL,
  created_at INT64 NOT NULL,
  expires_at INT64 NOT NULL,
  revoked_at INT64
) STRICT, WITHOUT ROWID;

CREATE TABLE school_class (
  id BYTES NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('class', 'group')),
  year_group TEXT NOT NULL,
  subject TEXT NOT NULL,
  starts_on INT64 NOT NULL,
  ends_on INT64,
  UNIQUE (name, kind)
) STRICT;

CREATE TABLE pupil (
  id BYTES NOT NULL PRIMARY KEY,
  given TEXT NOT NULL,
  family TEXT NOT NULL,
  folded TEXT NOT NULL,
  year_group TEXT NOT NULL,
  class_name TEXT NOT NULL,
  house TEXT NOT NULL,
  joined_on INT64,
  left_on INT64,
  legal_given TEXT NOT NULL,
  legal_family TEXT NOT NULL,
  born_on INT64,
  sex TEXT NOT NULL,
  upn TEXT NOT NULL,
  former_upns TEXT NOT NULL,
  uln TEXT NOT NULL,
  admission_no TEXT NOT NULL,
  first_language TEXT NOT NULL,
  eal TEXT NOT NULL,
  ethnicity TEXT NOT NULL,
  fsm TEXT NOT NULL,
  pupil_premium TEXT NOT NULL,
  looked_after TEXT NOT NULL,
  service_child TEXT NOT NULL,
  sen_status TEXT NOT NULL,
  sen_need TEXT NOT NULL,
  safety_note TEXT NOT NULL,
  created_at INT64 NOT NULL
) STRICT;
CREATE INDEX pupil_by_upn ON pupil (upn);
CREATE INDEX pupil_by_name ON pupil (folded);
CREATE INDEX pupil_by_year ON pupil (year_group);

CREATE TABLE class_member (
  class_id BYTES NOT NULL REFERENCES school_class (id),
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  starts_on INT64 NOT NULL,
  ends_on INT64,
  PRIMARY KEY (class_id, pupil_id, starts_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX class_of_member ON class_member (pupil_id);

CREATE TABLE family_member (
  id BYTES NOT NULL PRIMARY KEY,
  title TEXT NOT NULL,
  given TEXT NOT NULL,
  family TEXT NOT NULL,
  mobile TEXT NOT NULL,
  home_phone TEXT NOT NULL,
  work_phone TEXT NOT NULL,
  email TEXT NOT NULL,
  address TEXT NOT NULL,
  language TEXT NOT NULL,
  note TEXT NOT NULL,
  created_at INT64 NOT NULL
) STRICT;

CREATE TABLE family_tie (
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  family_member_id BYTES NOT NULL REFERENCES family_member (id),
  place INT64 NOT NULL,
  relationship TEXT NOT NULL,
  responsibility TEXT NOT NULL,
  lives_with TEXT NOT NULL,
  PRIMARY KEY (pupil_id, family_member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX family_tie_of_member ON family_tie (family_member_id);

-- How a member of staff stands to pupils, with dates. One of pupil_id, class_id, year_group, other_staff_id is set, or none for a
-- duty over the whole school. A cover has moments (from_at, until_at) besides its day.
CREATE TABLE tie (
  id BYTES NOT NULL PRIMARY KEY,
  staff_id BYTES NOT NULL REFERENCES staff (id),
  relation TEXT NOT NULL,
  pupil_id BYTES REFERENCES pupil (id),
  class_id BYTES REFERENCES school_class (id),
  year_group TEXT,
  other_staff_id BYTES REFERENCES staff (id),
  starts_on INT64 NOT NULL,
  ends_on INT64,
  from_at INT64,
  until_at INT64,
  reason TEXT NOT NULL,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL
) STRICT;
CREATE INDEX tie_of_staff ON tie (staff_id);
CREATE INDEX tie_of_pupil ON tie (pupil_id);

-- A member of staff whose own child or relative this is loses all but the directory about them.
CREATE TABLE own_family (
  staff_id BYTES NOT NULL REFERENCES staff (id),
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  PRIMARY KEY (staff_id, pupil_id)
) STRICT, WITHOUT ROWID;

-- The one chronology ---------------------------------------------------------------------------------------------------

CREATE TABLE record (
  id BYTES NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  info_class INT64 NOT NULL,
  flag INT64 NOT NULL,
  author_id BYTES NOT NULL REFERENCES staff (id),
  occurred_at INT64 NOT NULL,
  recorded_at INT64 NOT NULL,
  version INT64 NOT NULL,
  state TEXT NOT NULL,
  line TEXT NOT NULL,
  request_digest BYTES NOT NULL,
  moved_to BYTES
) STRICT, WITHOUT ROWID;
CREATE INDEX record_of_author ON record (author_id, recorded_at);

CREATE TABLE record_version (
  record_id BYTES NOT NULL REFERENCES record (id),
  version INT64 NOT NULL,
  author_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  reason TEXT NOT NULL,
  kind_version TEXT NOT NULL,
  body TEXT NOT NULL,
  salt BYTES NOT NULL,
  PRIMARY KEY (record_id, version)
) STRICT, WITHOUT ROWID;

-- A pupil's place in a record, and the chronology's line as it stands: a copy kept beside it so that one range read shows a page.
CREATE TABLE record_part (
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  occurred_at INT64 NOT NULL,
  record_id BYTES NOT NULL REFERENCES record (id),
  part TEXT NOT NULL,
  kind TEXT NOT NULL,
  info_class INT64 NOT NULL,
  flag INT64 NOT NULL,
  author_id BYTES NOT NULL,
  recorded_at INT64 NOT NULL,
  version INT64 NOT NULL,
  state TEXT NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (pupil_id, occurred_at, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX part_of_record ON record_part (record_id);
CREATE INDEX part_of_safeguarding ON record_part (recorded_at) WHERE info_class >= 9;

CREATE TABLE record_named (
  record_id BYTES NOT NULL REFERENCES record (id),
  staff_id BYTES NOT NULL REFERENCES staff (id),
  until_at INT64 NOT NULL,
  PRIMARY KEY (record_id, staff_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachment (
  id BYTES NOT NULL PRIMARY KEY,
  record_id BYTES NOT NULL REFERENCES record (id),
  version INT64 NOT NULL,
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size INT64 NOT NULL,
  digest BYTES NOT NULL,
  added_by BYTES NOT NULL,
  added_at INT64 NOT NULL
) STRICT;
CREATE INDEX attachment_of_record ON attachment (record_id);

CREATE TABLE attachment_chunk (
  attachment_id BYTES NOT NULL REFERENCES attachment (id),
  place INT64 NOT NULL,
  bytes BYTES NOT NULL,
  PRIMARY KEY (attachment_id, place)
) STRICT, WITHOUT ROWID;

-- What a school changed in a kind, as data; the newest version counts.
CREATE TABLE kind_change (
  kind TEXT NOT NULL,
  version INT64 NOT NULL,
  changes TEXT NOT NULL,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL,
  PRIMARY KEY (kind, version)
) STRICT, WITHOUT ROWID;

-- Import ---------------------------------------------------------------------------------------------------------------

CREATE TABLE import_mapping (
  subject TEXT NOT NULL,
  name TEXT NOT NULL,
  mapping TEXT NOT NULL,
  saved_by BYTES NOT NULL,
  saved_at INT64 NOT NULL,
  PRIMARY KEY (subject, name)
) STRICT, WITHOUT ROWID;

-- The uploaded file waits here between preview and confirmation; it is emptied when the import is done or dropped.
CREATE TABLE import_run (
  id BYTES NOT NULL PRIMARY KEY,
  subject TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('preview', 'done', 'undone', 'dropped')),
  file_digest BYTES NOT NULL,
  file BYTES NOT NULL,
  mapping TEXT NOT NULL,
  summary TEXT NOT NULL,
  undo TEXT NOT NULL,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL,
  done_at INT64,
  undone_at INT64
) STRICT;

-- The witness ----------------------------------------------------------------------------------------------------------

CREATE TABLE audit (
  seq INT64 NOT NULL PRIMARY KEY,
  at INT64 NOT NULL,
  actor BYTES NOT NULL,
  deed TEXT NOT NULL,
  info_class INT64 NOT NULL,
  subject BYTES NOT NULL,
  pupil BYTES NOT NULL,
  basis TEXT NOT NULL,
  policy_version INT64 NOT NULL,
  commitment BYTES NOT NULL,
  hash BYTES NOT NULL
) STRICT;

CREATE TABLE audit_head (
  only_one INT64 NOT NULL PRIMARY KEY CHECK (only_one = 1),
  seq INT64 NOT NULL,
  hash BYTES NOT NULL
) STRICT;

--sqlite
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit chain is never changed'); END;
CREATE TRIGGER audit_never_shrinks BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit chain is never changed'); END;
CREATE TRIGGER version_never_changes BEFORE UPDATE ON record_version BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
--end
--postgres
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'this row is never changed'; END $$;
CREATE TRIGGER audit_never_changes BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER version_never_changes BEFORE UPDATE ON record_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
--end

-- What a reading connection may see: need-to-know a second time, where nobody can forget it -----------------------------------

CREATE VIEW seen_pupil AS
  SELECT id, given, family, folded, year_group, class_name, house, joined_on, left_on FROM pupil WHERE may_see(id, 0);
CREATE VIEW seen_pupil_safety AS SELECT id, safety_note FROM pupil WHERE may_see(id, 1);
CREATE VIEW seen_pupil_detail AS
  SELECT id, legal_given, legal_family, born_on, sex, upn, former_upns, uln, admission_no, first_language, eal, ethnicity
  FROM pupil WHERE may_see(id, 2);
CREATE VIEW seen_pupil_circumstance AS
  SELECT id, fsm, pupil_premium, looked_after, service_child FROM pupil WHERE may_see(id, 3);
CREATE VIEW seen_pupil_need AS SELECT id, sen_status, sen_need FROM pupil WHERE may_see(id, 6);
CREATE VIEW seen_class_member AS
  SELECT class_id, pupil_id, starts_on, ends_on FROM class_member WHERE may_see(pupil_id, 0);
CREATE VIEW seen_family AS
  SELECT t.pupil_id, t.place, t.relationship, t.responsibility, t.lives_with, f.id, f.title, f.given, f.family, f.mobile,
         f.home_phone, f.work_phone, f.email, f.address, f.language, f.note
  FROM family_tie t JOIN family_member f ON f.id = t.family_member_id WHERE may_see(t.pupil_id, 2);
CREATE VIEW seen_part AS
  SELECT pupil_id, occurred_at, record_id, part, kind, info_class, flag, author_id, recorded_at, version, state, line
  FROM record_part p
  WHERE may_see(pupil_id, info_class)
    AND (flag = 0 OR (flag = 1 AND may_see_restricted()) OR (flag = 2 AND may_see_sealed())
         OR EXISTS (SELECT 1 FROM record_named n WHERE n.record_id = p.record_id AND n.staff_id = me()));
CREATE VIEW seen_record AS
  SELECT r.id, r.kind, r.info_class, r.flag, r.author_id, r.occurred_at, r.recorded_at, r.version, r.state, r.line, r.moved_to
  FROM record r WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = r.id);
CREATE VIEW seen_version AS
  SELECT v.record_id, v.version, v.author_id, v.at, v.reason, v.kind_version, v.body FROM record_version v
  WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = v.record_id);
CREATE VIEW seen_attachment AS
  SELECT a.id, a.record_id, a.version, a.name, a.content_type, a.size, a.added_by, a.added_at FROM attachment a
  WHERE EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = a.record_id);
CREATE VIEW seen_attachment_chunk AS
  SELECT c.attachment_id, c.place, c.bytes FROM attachment_chunk c
  WHERE EXISTS (SELECT 1 FROM seen_attachment a WHERE a.id = c.attachment_id);
-- An author keeps their own words and a safe status, never the file.
CREATE VIEW my_entry AS
  SELECT id, kind, info_class, occurred_at, recorded_at, version, state, request_digest, line FROM record
  WHERE author_id = me() AND moved_to IS NULL;
CREATE VIEW my_entry_part AS
  SELECT p.record_id, p.pupil_id, p.part, u.given, u.family FROM record_part p JOIN pupil u ON u.id = p.pupil_id
  WHERE p.author_id = me();
CREATE VIEW my_words AS
  SELECT v.record_id, v.version, v.at, v.reason, v.kind_version, v.body FROM record_version v JOIN record r ON r.id = v.record_id
  WHERE r.author_id = me() AND v.author_id = me() AND r.moved_to IS NULL;
CREATE VIEW seen_audit AS
  SELECT seq, at, actor, deed, info_class, subject, pupil, basis, policy_version FROM audit WHERE may_see(pupil, 12);

--postgres
ALTER TABLE pupil ENABLE ROW LEVEL SECURITY;
ALTER TABLE pupil FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON pupil USING (alongside_pen() OR may_see(id, 0)
  OR EXISTS (SELECT 1 FROM record_part p WHERE p.pupil_id = pupil.id AND p.author_id = me()));
ALTER TABLE class_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE class_member FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON class_member USING (alongside_pen() OR may_see(pupil_id, 0));
ALTER TABLE family_tie ENABLE ROW LEVEL SECURITY;
ALTER TABLE family_tie FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON family_tie USING (alongside_pen() OR may_see(pupil_id, 2));
ALTER TABLE family_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE family_member FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON family_member USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM family_tie t WHERE t.family_member_id = family_member.id));
ALTER TABLE record_part ENABLE ROW LEVEL SECURITY;
ALTER TABLE record_part FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON record_part USING (alongside_pen() OR author_id = me() OR may_see(pupil_id, info_class));
ALTER TABLE record ENABLE ROW LEVEL SECURITY;
ALTER TABLE record FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON record USING (alongside_pen() OR author_id = me()
  OR EXISTS (SELECT 1 FROM record_part p WHERE p.record_id = record.id));
ALTER TABLE record_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE record_version FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON record_version USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM record r WHERE r.id = record_version.record_id));
ALTER TABLE attachment ENABLE ROW LEVEL SECURITY;
ALTER TABLE attachment FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON attachment USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM record r WHERE r.id = attachment.record_id));
ALTER TABLE attachment_chunk ENABLE ROW LEVEL SECURITY;
ALTER TABLE attachment_chunk FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON attachment_chunk USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM attachment a WHERE a.id = attachment_chunk.attachment_id));
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON audit USING (alongside_pen() OR may_see(pupil, 12));
--end
