-- Addresses and telephone numbers that are kept safe. While they are, they stand in no row of family_member: whoever reads a family, imports one,
-- exports one or prints one finds nothing to leak. The values are of C11; that there is something kept safe is known to whoever reads the contacts.
CREATE TABLE kept_safe (
  id BYTES NOT NULL PRIMARY KEY,
  family_member_id BYTES NOT NULL REFERENCES family_member (id),
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  version INT64 NOT NULL,
  made_by BYTES NOT NULL REFERENCES staff (id),
  made_at INT64 NOT NULL,
  ended_by BYTES REFERENCES staff (id),
  ended_at INT64
) STRICT;
CREATE UNIQUE INDEX kept_safe_now ON kept_safe (family_member_id) WHERE ended_at IS NULL;

CREATE TABLE protected_contact (
  kept_safe_id BYTES NOT NULL REFERENCES kept_safe (id),
  version INT64 NOT NULL,
  mobile TEXT NOT NULL,
  home_phone TEXT NOT NULL,
  work_phone TEXT NOT NULL,
  email TEXT NOT NULL,
  address TEXT NOT NULL,
  note TEXT NOT NULL,
  reason TEXT NOT NULL,
  author_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  PRIMARY KEY (kept_safe_id, version)
) STRICT, WITHOUT ROWID;

--sqlite
CREATE TRIGGER protected_contact_never_changes BEFORE UPDATE ON protected_contact BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
--end
--postgres
CREATE TRIGGER protected_contact_never_changes BEFORE UPDATE ON protected_contact FOR EACH ROW EXECUTE FUNCTION refuse_change();
--end

-- Beside each child of the family, as the contacts stand.
CREATE VIEW seen_kept_safe AS
  SELECT k.id, k.family_member_id, t.pupil_id FROM kept_safe k JOIN family_tie t ON t.family_member_id = k.family_member_id
  WHERE k.ended_at IS NULL AND may_see(t.pupil_id, 2);
CREATE VIEW seen_protected_contact AS
  SELECT k.id, k.family_member_id, t.pupil_id, v.version, v.mobile, v.home_phone, v.work_phone, v.email, v.address, v.note, v.reason, v.author_id, v.at
  FROM kept_safe k JOIN family_tie t ON t.family_member_id = k.family_member_id
  JOIN protected_contact v ON v.kept_safe_id = k.id AND v.version = k.version
  WHERE k.ended_at IS NULL AND may_see(t.pupil_id, 11);

--postgres
ALTER TABLE kept_safe ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept_safe FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON kept_safe USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM family_tie t WHERE t.family_member_id = kept_safe.family_member_id));
ALTER TABLE protected_contact ENABLE ROW LEVEL SECURITY;
ALTER TABLE protected_contact FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON protected_contact USING (alongside_pen()
  OR EXISTS (SELECT 1 FROM kept_safe k JOIN family_tie t ON t.family_member_id = k.family_member_id
             WHERE k.id = protected_contact.kept_safe_id AND may_see(t.pupil_id, 11)));
--end
