// SQL of pupils, classes, family and calendar for writing, and the whole roll for comparing.
#include "people/roll_store.h"

#include "base/text.h"

#include <algorithm>

namespace people {
namespace {

using access::Step;

constexpr db::Sql insert_pupil_sql =
    "INSERT INTO pupil (id, given, family, folded, year_group, class_name, house, joined_on, left_on, legal_given, legal_family, born_on, "
    "sex, upn, former_upns, uln, admission_no, first_language, eal, ethnicity, fsm, pupil_premium, looked_after, service_child, sen_status, "
    "sen_need, safety_note, created_at) VALUES (:id, :given, :family, :folded, :year_group, :class_name, :house, :joined_on, :left_on, "
    ":legal_given, :legal_family, :born_on, :sex, :upn, :former_upns, :uln, :admission_no, :first_language, :eal, :ethnicity, :fsm, "
    ":pupil_premium, :looked_after, :service_child, :sen_status, :sen_need, :safety_note, :now)";
constexpr db::Sql update_pupil_sql =
    "UPDATE pupil SET given = :given, family = :family, folded = :folded, year_group = :year_group, class_name = :class_name, "
    "house = :house, joined_on = :joined_on, left_on = :left_on, legal_given = :legal_given, legal_family = :legal_family, "
    "born_on = :born_on, sex = :sex, upn = :upn, former_upns = :former_upns, uln = :uln, admission_no = :admission_no, "
    "first_language = :first_language, eal = :eal, ethnicity = :ethnicity, fsm = :fsm, pupil_premium = :pupil_premium, "
    "looked_after = :looked_after, service_child = :service_child, sen_status = :sen_status, sen_need = :sen_need, "
    "safety_note = :safety_note WHERE id = :id";
constexpr db::Sql drop_memberships =
    "DELETE FROM class_member WHERE pupil_id = :id AND NOT EXISTS (SELECT 1 FROM record_part r WHERE r.pupil_id = :id) "
    "AND NOT EXISTS (SELECT 1 FROM tie t WHERE t.pupil_id = :id)";
constexpr db::Sql drop_family_ties =
    "DELETE FROM family_tie WHERE pupil_id = :id AND NOT EXISTS (SELECT 1 FROM record_part r WHERE r.pupil_id = :id) "
    "AND NOT EXISTS (SELECT 1 FROM tie t WHERE t.pupil_id = :id)";
constexpr db::Sql drop_pupil =
    "DELETE FROM pupil WHERE id = :id AND NOT EXISTS (SELECT 1 FROM record_part r WHERE r.pupil_id = :id) "
    "AND NOT EXISTS (SELECT 1 FROM tie t WHERE t.pupil_id = :id)";
constexpr db::Sql insert_class_sql =
    "INSERT INTO school_class (id, name, kind, year_group, subject, starts_on) VALUES (:id, :name, :kind, :year_group, :subject, :starts_on) "
    "ON CONFLICT (name, kind) DO NOTHING";
constexpr db::Sql update_class_sql = "UPDATE school_class SET name = :name, year_group = :year_group, subject = :subject WHERE id = :id";
constexpr db::Sql join_class =
    "INSERT INTO class_member (class_id, pupil_id, starts_on) SELECT c.id, :pupil_id, :starts_on FROM school_class c "
    "WHERE c.name = :name AND c.kind = :kind AND NOT EXISTS (SELECT 1 FROM class_member m WHERE m.class_id = c.id "
    "AND m.pupil_id = :pupil_id AND m.ends_on IS NULL) ON CONFLICT (class_id, pupil_id, starts_on) DO UPDATE SET ends_on = NULL";
constexpr db::Sql leave_other_classes =
    "UPDATE class_member SET ends_on = :yesterday WHERE pupil_id = :pupil_id AND ends_on IS NULL AND class_id IN "
    "(SELECT id FROM school_class WHERE kind = 'class' AND name <> :name)";
constexpr db::Sql leave_class =
    "UPDATE class_member SET ends_on = :yesterday WHERE pupil_id = :pupil_id AND ends_on IS NULL AND class_id IN "
    "(SELECT id FROM school_class WHERE kind = :kind AND name = :name)";
constexpr db::Sql drop_membership_sql =
    "DELETE FROM class_member WHERE pupil_id = :pupil_id AND starts_on >= :since AND class_id IN "
    "(SELECT id FROM school_class WHERE kind = :kind AND name = :name)";
constexpr db::Sql reopen_membership_sql =
    "UPDATE class_member SET ends_on = NULL WHERE pupil_id = :pupil_id AND ends_on = :last_day AND class_id IN "
    "(SELECT id FROM school_class WHERE kind = :kind AND name = :name)";
constexpr db::Sql drop_class =
    "DELETE FROM school_class WHERE id = :id AND NOT EXISTS (SELECT 1 FROM class_member m WHERE m.class_id = :id) "
    "AND NOT EXISTS (SELECT 1 FROM tie t WHERE t.class_id = :id)";
constexpr db::Sql drop_staff_roles = "DELETE FROM staff_role WHERE staff_id = :id";
constexpr db::Sql drop_staff_role = "DELETE FROM staff_role WHERE staff_id = :id AND role = :role AND starts_on >= :since";
constexpr db::Sql drop_staff = "DELETE FROM staff WHERE id = :id";
constexpr db::Sql update_staff_sql =
    "UPDATE staff SET name = :name, folded = :folded, title = :title, forename = :forename, surname = :surname, post = :post, "
    "email = :email, phone = :phone, staff_code = :staff_code, ends_on = :ends_on WHERE id = :id";
constexpr db::Sql insert_member =
    "INSERT INTO family_member (id, title, given, family, mobile, home_phone, work_phone, email, address, language, note, created_at) "
    "VALUES (:id, :title, :given, :family, :mobile, :home_phone, :work_phone, :email, :address, :language, :note, :now) "
    "ON CONFLICT (id) DO NOTHING";
constexpr db::Sql update_member =
    "UPDATE family_member SET title = :title, given = :given, family = :family, language = :language WHERE id = :id";
// How somebody is reached who is kept safe stands elsewhere, and no file and no undo writes it here.
constexpr db::Sql update_ways =
    "UPDATE family_member SET mobile = :mobile, home_phone = :home_phone, work_phone = :work_phone, email = :email, address = :address, note = :note "
    "WHERE id = :id AND NOT EXISTS (SELECT 1 FROM kept_safe k WHERE k.family_member_id = :id AND k.ended_at IS NULL)";
// Somebody new at an address that is kept safe for this child is kept safe with it, under an id of its own: that of the person.
constexpr db::Sql keep_new_safe =
    "INSERT INTO kept_safe (id, family_member_id, pupil_id, version, made_by, made_at, ended_by, ended_at) "
    "SELECT :id, :id, :pupil_id, 1, k.made_by, :now, NULL, NULL FROM kept_safe k JOIN family_tie t ON t.family_member_id = k.family_member_id "
    "JOIN protected_contact v ON v.kept_safe_id = k.id AND v.version = k.version "
    "WHERE t.pupil_id = :pupil_id AND k.ended_at IS NULL AND v.address <> '' AND lower(v.address) = lower(:address) LIMIT 1 ON CONFLICT DO NOTHING";
constexpr db::Sql take_new_over =
    "INSERT INTO protected_contact (kept_safe_id, version, mobile, home_phone, work_phone, email, address, note, reason, author_id, at) "
    "SELECT k.id, 1, f.mobile, f.home_phone, f.work_phone, f.email, f.address, f.note, 'Came with an import, at an address that is kept safe', k.made_by, k.made_at "
    "FROM kept_safe k JOIN family_member f ON f.id = k.family_member_id WHERE k.id = :id ON CONFLICT DO NOTHING";
constexpr db::Sql leave_nothing_of_new =
    "UPDATE family_member SET mobile = '', home_phone = '', work_phone = '', email = '', address = '', note = '' "
    "WHERE id = :id AND EXISTS (SELECT 1 FROM kept_safe k WHERE k.id = :id)";
constexpr db::Sql insert_tie_sql =
    "INSERT INTO family_tie (pupil_id, family_member_id, place, relationship, responsibility, lives_with) "
    "VALUES (:pupil_id, :id, :place, :relationship, :responsibility, :lives_with)";
constexpr db::Sql update_tie =
    "UPDATE family_tie SET place = :place, relationship = :relationship, responsibility = :responsibility, lives_with = :lives_with "
    "WHERE pupil_id = :pupil_id AND family_member_id = :id";
// Whom an order is about stays on the list, whatever a file said of them.
constexpr db::Sql drop_tie =
    "DELETE FROM family_tie WHERE pupil_id = :pupil_id AND family_member_id = :id "
    "AND NOT EXISTS (SELECT 1 FROM court_effect e WHERE e.family_member_id = :id AND e.pupil_id = :pupil_id) "
    "AND NOT EXISTS (SELECT 1 FROM kept_safe k WHERE k.family_member_id = :id)";
constexpr db::Sql drop_member =
    "DELETE FROM family_member WHERE id = :id AND NOT EXISTS (SELECT 1 FROM family_tie t WHERE t.family_member_id = :id) "
    "AND NOT EXISTS (SELECT 1 FROM court_effect e WHERE e.family_member_id = :id) AND NOT EXISTS (SELECT 1 FROM review_link l WHERE l.family_member_id = :id) "
    "AND NOT EXISTS (SELECT 1 FROM kept_safe k WHERE k.family_member_id = :id)";

constexpr db::Sql all_pupils =
    "SELECT p.id, p.upn, p.former_upns, p.uln, p.admission_no, p.legal_given, p.legal_family, u.given, u.family, p.born_on, p.sex, "
    "u.year_group, u.class_name, u.house, u.joined_on, u.left_on, n.sen_status, n.sen_need, p.first_language, p.eal, c.fsm, "
    "c.pupil_premium, c.looked_after, c.service_child, p.ethnicity, s.safety_note "
    "FROM seen_pupil_detail p JOIN seen_pupil u ON u.id = p.id "
    "JOIN seen_pupil_need n ON n.id = p.id JOIN seen_pupil_circumstance c ON c.id = p.id JOIN seen_pupil_safety s ON s.id = p.id "
    "ORDER BY u.folded, p.id";
constexpr db::Sql all_staff =
    "SELECT id, staff_code, title, forename, surname, email, phone, post, starts_on, ends_on FROM staff ORDER BY folded, id";
constexpr db::Sql all_staff_roles = "SELECT staff_id, role FROM staff_role WHERE ends_on IS NULL ORDER BY staff_id, role";
constexpr db::Sql all_classes = "SELECT id, name, kind, year_group, subject FROM school_class WHERE ends_on IS NULL ORDER BY kind, name";
constexpr db::Sql all_family =
    "SELECT f.id, f.pupil_id, f.place, f.title, f.given, f.family, f.relationship, f.responsibility, f.lives_with, f.mobile, f.home_phone, f.work_phone, f.email, "
    "f.address, f.language, f.note, CASE WHEN k.id IS NULL THEN 0 ELSE 1 END FROM seen_family f "
    "LEFT JOIN seen_kept_safe k ON k.pupil_id = f.pupil_id AND k.family_member_id = f.id ORDER BY f.pupil_id, f.place, f.id";
constexpr db::Sql all_memberships =
    "SELECT m.pupil_id, c.name, c.kind FROM seen_class_member m JOIN school_class c ON c.id = m.class_id WHERE m.ends_on IS NULL "
    "ORDER BY m.pupil_id, c.name";

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : " ") + part;
  return out;
}

std::vector<std::string> parted(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto space = text.find(' ');
    if (space != 0) out.emplace_back(text.substr(0, space));
    if (space == std::string_view::npos) break;
    text.remove_prefix(space + 1);
  }
  return out;
}

std::string year_code(const std::optional<YearGroup>& year) { return year ? std::string(year->code()) : std::string(); }

std::vector<db::Bind> binds_of(const PupilRecord& p) {
  return {{"id", p.id.value()}, {"given", p.forename()}, {"family", p.surname()}, {"folded", base::fold(p.forename() + " " + p.surname())},
          {"year_group", year_code(p.year_group)}, {"class_name", p.class_name}, {"house", p.house}, {"joined_on", p.joined_on},
          {"left_on", p.left_on}, {"legal_given", p.legal_forename}, {"legal_family", p.legal_surname}, {"born_on", p.born}, {"sex", p.sex},
          {"upn", p.upn}, {"former_upns", joined(p.former_upns)}, {"uln", p.uln}, {"admission_no", p.admission_no},
          {"first_language", p.first_language}, {"eal", code(p.eal)}, {"ethnicity", p.ethnicity}, {"fsm", code(p.fsm)},
          {"pupil_premium", code(p.pupil_premium)}, {"looked_after", code(p.looked_after)}, {"service_child", code(p.service_child)},
          {"sen_status", p.sen_status ? std::string(code(*p.sen_status)) : std::string()}, {"sen_need", p.sen_need},
          {"safety_note", p.medical_note}};
}

std::vector<db::Bind> binds_of(const FamilyMemberRecord& m) {
  return {{"id", m.id.value()}, {"pupil_id", m.pupil.value()}, {"place", m.order}, {"title", m.title}, {"given", m.forename},
          {"family", m.surname}, {"relationship", m.relationship}, {"responsibility", code(m.responsibility)},
          {"lives_with", code(m.lives_with)}, {"mobile", m.mobile}, {"home_phone", m.home_phone}, {"work_phone", m.work_phone},
          {"email", m.email}, {"address", m.address}, {"language", m.language}, {"note", m.note}};
}

PupilRecord read_pupil(const db::Row& row) {
  PupilRecord p;
  p.id = row.id<PupilId>(0);
  p.upn = row.string(1);
  p.former_upns = parted(row.text(2));
  p.uln = row.string(3);
  p.admission_no = row.string(4);
  p.legal_forename = row.string(5);
  p.legal_surname = row.string(6);
  if (row.text(7) != row.text(5)) p.preferred_forename = row.string(7);
  if (row.text(8) != row.text(6)) p.preferred_surname = row.string(8);
  if (!row.is_null(9)) p.born = row.date(9);
  p.sex = row.string(10);
  p.year_group = parse_year_group(row.text(11));
  p.class_name = row.string(12);
  p.house = row.string(13);
  if (!row.is_null(14)) p.joined_on = row.date(14);
  if (!row.is_null(15)) p.left_on = row.date(15);
  p.sen_status = parse_sen_status(row.text(16));
  p.sen_need = row.string(17);
  p.first_language = row.string(18);
  p.eal = yes_no_of(row.text(19));
  p.fsm = yes_no_of(row.text(20));
  p.pupil_premium = yes_no_of(row.text(21));
  p.looked_after = yes_no_of(row.text(22));
  p.service_child = yes_no_of(row.text(23));
  p.ethnicity = row.string(24);
  p.medical_note = row.string(25);
  return p;
}

void with_now(Step& step, base::UtcTime now) { step.binds.push_back({"now", now}); }

}  // namespace

SchoolRoll load_roll(access::House& house, const access::StaffPass<access::May::people_import>&) {
  auto reader = house.reader();
  return load_roll(house, *reader);
}

SchoolRoll load_roll(access::House& house, db::ReadConnection& reader) {
  reader.look_as(house.house_sight());
  SchoolRoll roll;
  reader.rows(all_pupils, {}, [&](const db::Row& row) { roll.pupils.push_back(read_pupil(row)); });
  reader.rows(all_staff, {}, [&](const db::Row& row) {
    StaffRecord s;
    s.id = row.id<StaffId>(0);
    s.staff_code = row.string(1);
    s.title = row.string(2);
    s.forename = row.string(3);
    s.surname = row.string(4);
    s.email = row.string(5);
    s.phone = row.string(6);
    s.post = row.string(7);
    s.started_on = row.date(8);
    if (!row.is_null(9)) s.left_on = row.date(9);
    roll.staff.push_back(std::move(s));
  });
  reader.rows(all_staff_roles, {}, [&](const db::Row& row) {
    const auto id = row.id<StaffId>(0);
    if (const auto role = access::role_of(row.text(1)))
      for (auto& staff : roll.staff)
        if (staff.id == id) staff.roles.push_back(*role);
  });
  for (auto& staff : roll.staff) std::sort(staff.roles.begin(), staff.roles.end());
  reader.rows(all_classes, {}, [&](const db::Row& row) {
    ClassRecord c;
    c.id = row.id<ClassId>(0);
    c.name = row.string(1);
    c.kind = row.text(2) == "group" ? ClassKind::group : ClassKind::registration;
    c.year_group = parse_year_group(row.text(3));
    c.subject = row.string(4);
    roll.classes.push_back(std::move(c));
  });
  reader.rows(all_family, {}, [&](const db::Row& row) {
    FamilyMemberRecord m;
    m.id = row.id<FamilyMemberId>(0);
    m.pupil = row.id<PupilId>(1);
    m.order = static_cast<int>(row.integer(2));
    m.title = row.string(3);
    m.forename = row.string(4);
    m.surname = row.string(5);
    m.relationship = row.string(6);
    m.responsibility = yes_no_of(row.text(7));
    m.lives_with = yes_no_of(row.text(8));
    m.mobile = row.string(9);
    m.home_phone = row.string(10);
    m.work_phone = row.string(11);
    m.email = row.string(12);
    m.address = row.string(13);
    m.language = row.string(14);
    m.note = row.string(15);
    m.is_kept_safe = row.yes(16);
    roll.family.push_back(std::move(m));
  });
  reader.rows(all_memberships, {}, [&](const db::Row& row) {
    roll.memberships.push_back({row.id<PupilId>(0), row.string(1), row.text(2) == "group" ? ClassKind::group : ClassKind::registration});
  });
  return roll;
}

Step insert_pupil(const PupilRecord& pupil, base::UtcTime now) {
  Step step{insert_pupil_sql, binds_of(pupil)};
  with_now(step, now);
  return step;
}
Step update_pupil(const PupilRecord& pupil) { return {update_pupil_sql, binds_of(pupil)}; }

std::vector<Step> remove_pupil(const PupilId& pupil) {
  return {{drop_memberships, {{"id", pupil}}}, {drop_family_ties, {{"id", pupil}}}, {drop_pupil, {{"id", pupil}}}};
}

std::vector<Step> register_in_class(const PupilId& pupil, const std::string& class_name, const std::string& year_group, const ClassId& fresh,
                                    base::LocalDate today) {
  std::vector<Step> steps = {{leave_other_classes, {{"pupil_id", pupil}, {"name", class_name}, {"yesterday", today + -1}}}};
  if (class_name.empty()) return steps;
  steps.push_back({insert_class_sql, {{"id", fresh}, {"name", class_name}, {"kind", "class"}, {"year_group", year_group}, {"subject", ""},
                                      {"starts_on", today}}});
  steps.push_back(insert_membership({pupil, class_name, ClassKind::registration}, today));
  return steps;
}

Step insert_class(const ClassRecord& c, base::LocalDate starts_on) {
  return {insert_class_sql, {{"id", c.id.value()}, {"name", c.name}, {"kind", code(c.kind)}, {"year_group", year_code(c.year_group)},
                             {"subject", c.subject}, {"starts_on", starts_on}}};
}
Step update_class(const ClassRecord& c) {
  return {update_class_sql, {{"id", c.id.value()}, {"name", c.name}, {"year_group", year_code(c.year_group)}, {"subject", c.subject}}};
}

Step insert_membership(const MembershipRecord& m, base::LocalDate starts_on) {
  return {join_class, {{"pupil_id", m.pupil}, {"name", m.class_name}, {"kind", code(m.kind)}, {"starts_on", starts_on}}};
}
Step end_membership(const MembershipRecord& m, base::LocalDate today) {
  return {leave_class, {{"pupil_id", m.pupil}, {"name", m.class_name}, {"kind", code(m.kind)}, {"yesterday", today + -1}}};
}

Step remove_membership(const MembershipRecord& m, base::LocalDate since) {
  return {drop_membership_sql, {{"pupil_id", m.pupil}, {"name", m.class_name}, {"kind", code(m.kind)}, {"since", since}}};
}
Step reopen_membership(const MembershipRecord& m, base::LocalDate last_day) {
  return {reopen_membership_sql, {{"pupil_id", m.pupil}, {"name", m.class_name}, {"kind", code(m.kind)}, {"last_day", last_day}}};
}
Step remove_class(const ClassId& id) { return {drop_class, {{"id", id}}}; }
std::vector<Step> remove_staff_record(const StaffId& id) { return {{drop_staff_roles, {{"id", id}}}, {drop_staff, {{"id", id}}}}; }
Step remove_role(const StaffId& id, access::Role role, base::LocalDate since) {
  return {drop_staff_role, {{"id", id}, {"role", access::code(role)}, {"since", since}}};
}

Step insert_staff_record(const StaffRecord& s, base::LocalDate today, base::UtcTime now) {
  access::StaffDraft draft{s.id.value(), s.forename + " " + s.surname, s.post, s.email, s.staff_code, s.started_on.value_or(today), s.left_on,
                           s.title, s.forename, s.surname, s.phone};
  return access::insert_staff(draft, now);
}
Step update_staff_record(const StaffRecord& s) {
  const auto name = s.forename + " " + s.surname;
  return {update_staff_sql, {{"id", s.id.value()}, {"name", name}, {"folded", base::fold(name)}, {"title", s.title}, {"forename", s.forename},
                             {"surname", s.surname}, {"post", s.post}, {"email", s.email}, {"phone", s.phone},
                             {"staff_code", s.staff_code}, {"ends_on", s.left_on}}};
}

std::vector<Step> insert_family(const FamilyMemberRecord& member, base::UtcTime now) {
  Step person{insert_member, binds_of(member)};
  with_now(person, now);
  std::vector<Step> out = {std::move(person), {insert_tie_sql, binds_of(member)}};
  if (member.address.empty()) return out;
  Step kept{keep_new_safe, {{"id", member.id.value()}, {"pupil_id", member.pupil.value()}, {"address", member.address}}};
  with_now(kept, now);
  out.push_back(std::move(kept));
  out.push_back({take_new_over, {{"id", member.id.value()}}});
  out.push_back({leave_nothing_of_new, {{"id", member.id.value()}}});
  return out;
}
std::vector<Step> update_family(const FamilyMemberRecord& member) {
  return {{update_member, binds_of(member)}, {update_ways, binds_of(member)}, {update_tie, binds_of(member)}};
}
std::vector<Step> remove_family(const FamilyMemberId& member, const PupilId& pupil) {
  return {{drop_tie, {{"id", member}, {"pupil_id", pupil}}}, {drop_member, {{"id", member}}}};
}

}  // namespace people
