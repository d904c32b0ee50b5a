// SQL of staff, accounts, roles and relations.
#include "access/staff_store.h"

#include "access/standing_store.h"
#include "base/text.h"

#include <algorithm>

namespace access {
namespace {

constexpr db::Sql add_staff_sql =
    "INSERT INTO staff (id, name, folded, title, forename, surname, post, email, phone, staff_code, starts_on, ends_on, created_at) "
    "VALUES (:id, :name, :folded, :title, :forename, :surname, :post, :email, :phone, :staff_code, :starts_on, :ends_on, :now)";
constexpr db::Sql add_account_sql =
    "INSERT INTO account (staff_id, username, password_hash, totp_secret, totp_confirmed, totp_last_step, failures, last_failure_at, "
    "suspended, password_changed_at, must_change) VALUES (:staff, :username, :hash, NULL, 0, 0, 0, 0, 0, :now, :must_change)";
constexpr db::Sql add_role_sql =
    "INSERT INTO staff_role (staff_id, role, starts_on, ends_on, given_by, seconded_by) "
    "VALUES (:staff, :role, :starts_on, :ends_on, :given_by, :seconded_by) ON CONFLICT DO NOTHING";
constexpr db::Sql add_tie_sql =
    "INSERT INTO tie (id, staff_id, relation, pupil_id, class_id, year_group, other_staff_id, starts_on, ends_on, from_at, until_at, "
    "reason, made_by, made_at) VALUES (:id, :staff, :relation, :pupil_id, :class_id, :year_group, :other_staff, :starts_on, :ends_on, "
    ":from_at, :until_at, :reason, :made_by, :now)";
constexpr db::Sql all_staff =
    "SELECT s.id, s.name, s.post, s.email, COALESCE(a.username, ''), COALESCE(a.suspended, 0), COALESCE(a.totp_confirmed, 0), "
    "s.starts_on, s.ends_on FROM staff s LEFT JOIN account a ON a.staff_id = s.id ORDER BY s.folded, s.id";
constexpr db::Sql all_roles =
    "SELECT staff_id, role FROM staff_role WHERE starts_on <= :today AND (ends_on IS NULL OR ends_on >= :today) ORDER BY role";
constexpr db::Sql staff_of_username = "SELECT staff_id FROM account WHERE username = :username";
constexpr db::Sql live_ties =
    "SELECT t.id, t.staff_id, s.name, t.relation, t.pupil_id, "
    "COALESCE(p.given || ' ' || p.family, c.name, 'Year ' || t.year_group, o.name, 'The whole school'), "
    "t.starts_on, t.ends_on, t.from_at, t.until_at, t.reason "
    "FROM tie t JOIN staff s ON s.id = t.staff_id LEFT JOIN seen_pupil p ON p.id = t.pupil_id "
    "LEFT JOIN school_class c ON c.id = t.class_id LEFT JOIN staff o ON o.id = t.other_staff_id "
    "WHERE (t.ends_on IS NULL OR t.ends_on >= :today) AND (t.until_at IS NULL OR t.until_at > :now) "
    "AND (:everybody = 1 OR t.staff_id = :staff) ORDER BY s.folded, t.relation, t.id";
constexpr db::Sql open_requests =
    "SELECT r.id, r.staff_id, s.name, r.role, r.asked_by, a.name, r.asked_at FROM role_request r JOIN staff s ON s.id = r.staff_id "
    "JOIN staff a ON a.id = r.asked_by WHERE r.decided_at IS NULL ORDER BY r.asked_at";
constexpr db::Sql live_classes =
    "SELECT id, name, kind, year_group FROM school_class WHERE ends_on IS NULL OR ends_on >= :today ORDER BY kind, year_group, name";
constexpr db::Sql mark_suspended = "UPDATE account SET suspended = :suspended WHERE staff_id = :staff";
constexpr db::Sql end_sign_ins = "UPDATE sign_in SET ended_at = :now WHERE staff_id = :staff AND ended_at IS NULL";
constexpr db::Sql revoke_tokens = "UPDATE api_token SET revoked_at = :now WHERE staff_id = :staff AND revoked_at IS NULL";
constexpr db::Sql ask_role =
    "INSERT INTO role_request (id, staff_id, role, asked_by, asked_at) VALUES (:id, :staff, :role, :me, :now)";
// A second person: never the one who asked, never the one whose role it is.
constexpr db::Sql decide_request =
    "UPDATE role_request SET decided_by = :me, decided_at = :now, agreed = :agreed WHERE id = :id AND decided_at IS NULL "
    "AND (:agreed = 0 OR (asked_by <> :me AND staff_id <> :me))";
constexpr db::Sql end_role_sql =
    "UPDATE staff_role SET ends_on = :yesterday WHERE staff_id = :staff AND role = :role AND (ends_on IS NULL OR ends_on >= :today)";
constexpr db::Sql end_tie_sql =
    "UPDATE tie SET ends_on = :yesterday WHERE id = :id AND (ends_on IS NULL OR ends_on >= :today)";
constexpr db::Sql store_password =
    "UPDATE account SET password_hash = :hash, password_changed_at = :now, must_change = :must_change, failures = 0 WHERE staff_id = :staff";

template <class IdType>
db::Value or_null(const IdType& id) {
  return id.is_nil() ? db::Value() : db::Value(id);
}

Entry about(Deed deed, const StaffId& staff) { return {.deed = deed, .subject = staff.bytes()}; }

void bump(UnitOfWork& work) { work.also(bump_access_epoch, {}); }

}  // namespace

Step insert_staff(const StaffDraft& draft, base::UtcTime now) {
  const auto space = draft.name.rfind(' ');
  const bool split = draft.forename.empty() && draft.surname.empty() && space != std::string::npos;
  return {add_staff_sql,
          {{"id", draft.id}, {"name", draft.name}, {"folded", base::fold(draft.name)}, {"title", draft.title},
           {"forename", split ? draft.name.substr(0, space) : draft.forename}, {"surname", split ? draft.name.substr(space + 1) : draft.surname},
           {"post", draft.post}, {"email", draft.email}, {"phone", draft.phone}, {"staff_code", draft.staff_code}, {"starts_on", draft.starts_on}, {"ends_on", draft.ends_on}, {"now", now}}};
}

Step insert_account(const AccountDraft& draft, base::UtcTime now) {
  return {add_account_sql,
          {{"staff", draft.staff}, {"username", draft.username}, {"hash", draft.password_hash}, {"must_change", draft.must_change},
           {"now", now}}};
}

Step insert_role(const RoleDraft& draft) {
  return {add_role_sql,
          {{"staff", draft.staff}, {"role", code(draft.role)}, {"starts_on", draft.starts_on}, {"ends_on", draft.ends_on},
           {"given_by", draft.given_by}, {"seconded_by", or_null(draft.seconded_by)}}};
}

Step insert_tie(const TieDraft& draft, const StaffId& made_by, base::UtcTime now) {
  return {add_tie_sql,
          {{"id", draft.id}, {"staff", draft.staff}, {"relation", code(draft.relation)}, {"pupil_id", or_null(draft.pupil)},
           {"class_id", or_null(draft.school_class)}, {"year_group", draft.year_group.empty() ? db::Value() : db::Value(draft.year_group)},
           {"other_staff", or_null(draft.other_staff)}, {"starts_on", draft.starts_on}, {"ends_on", draft.ends_on},
           {"from_at", draft.from_at}, {"until_at", draft.until_at}, {"reason", draft.reason}, {"made_by", made_by}, {"now", now}}};
}

std::vector<Step> suspension(const StaffId& staff, base::UtcTime now) {
  return {{mark_suspended, {{"staff", staff}, {"suspended", 1}}, Expect::one},
          {end_sign_ins, {{"staff", staff}, {"now", now}}},
          {revoke_tokens, {{"staff", staff}, {"now", now}}},
          bump_epoch()};
}

std::vector<Step> restoration(const StaffId& staff) {
  return {{mark_suspended, {{"staff", staff}, {"suspended", 0}}, Expect::one}, bump_epoch()};
}

std::vector<Step> password_reset(const StaffId& staff, std::string_view password_hash, base::UtcTime now) {
  return {{store_password, {{"staff", staff}, {"hash", password_hash}, {"must_change", 1}, {"now", now}}, Expect::one},
          {end_sign_ins, {{"staff", staff}, {"now", now}}}};
}

Step insert_own_family(const StaffId& staff, const PupilId& pupil) {
  static constexpr db::Sql sql = "INSERT INTO own_family (staff_id, pupil_id) VALUES (:staff, :about) ON CONFLICT DO NOTHING";
  return {sql, {{"staff", staff}, {"about", pupil}}};
}

Step bump_epoch() { return {bump_access_epoch, {}}; }

namespace {

StaffLine read_line(const db::Row& row) {
  StaffLine line{row.id<StaffId>(0), row.string(1), row.string(2), row.string(3), row.string(4), {}, row.yes(5), row.yes(6), row.date(7), {}};
  if (!row.is_null(8)) line.ends_on = row.date(8);
  return line;
}

void add_role(std::vector<StaffLine>& lines, const db::Row& row) {
  const auto id = row.id<StaffId>(0);
  const auto role = role_of(row.text(1));
  for (auto& line : lines)
    if (role && line.id == id) line.roles.push_back(*role);
}

}  // namespace

std::vector<StaffLine> list_staff(const Pass& pass) {
  auto out = pass.rows(all_staff, read_line);
  pass.each(all_roles, [&](const db::Row& row) { add_role(out, row); });
  return out;
}

std::vector<StaffLine> list_who_gives_roles(const StaffPass<May::entries_own>& pass) {
  auto out = list_staff(pass);
  std::erase_if(out, [&](const StaffLine& line) {
    const bool here = !line.suspended && !line.username.empty() && (!line.ends_on || *line.ends_on >= pass.today());
    return !here || std::none_of(line.roles.begin(), line.roles.end(), [](Role role) { return allows(role, May::staff_administer); });
  });
  return out;
}

std::vector<StaffLine> list_staff(db::ReadConnection& reader, base::LocalDate today) {
  std::vector<StaffLine> out;
  reader.rows(all_staff, {}, [&](const db::Row& row) { out.push_back(read_line(row)); });
  const std::array binds = {db::Bind{"today", today}};
  reader.rows(all_roles, binds, [&](const db::Row& row) { add_role(out, row); });
  return out;
}

std::optional<StaffLine> find_staff(const Pass& pass, const StaffId& id) {
  for (auto& line : list_staff(pass))
    if (line.id == id) return line;
  return std::nullopt;
}

std::optional<StaffId> staff_by_username(db::ReadConnection& reader, std::string_view username) {
  std::optional<StaffId> out;
  const std::array binds = {db::Bind{"username", base::to_lower_ascii(username)}};
  reader.rows(staff_of_username, binds, [&](const db::Row& row) { out = row.id<StaffId>(0); });
  return out;
}

std::vector<TieLine> list_ties(const StaffPass<May::relations_administer>& pass, const StaffId& staff) {
  std::vector<TieLine> out;
  pass.each(live_ties, [&](const db::Row& row) {
    const auto relation = relation_of(row.text(3));
    if (!relation) return;
    TieLine line{row.id<TieId>(0), row.id<StaffId>(1), row.string(2), *relation, row.id<PupilId>(4), row.string(5), row.date(6), {}, {}, {},
                 row.string(10)};
    if (!row.is_null(7)) line.ends_on = row.date(7);
    if (!row.is_null(8)) line.from_at = row.time(8);
    if (!row.is_null(9)) line.until_at = row.time(9);
    out.push_back(std::move(line));
  }, {{"staff", staff}, {"everybody", staff.is_nil()}});
  return out;
}

std::vector<RoleRequest> list_role_requests(const StaffPass<May::staff_administer>& pass) {
  std::vector<RoleRequest> out;
  pass.each(open_requests, [&](const db::Row& row) {
    const auto role = role_of(row.text(3));
    if (!role) return;
    RoleRequest request{{}, row.id<StaffId>(1), row.string(2), *role, row.id<StaffId>(4), row.string(5), row.time(6)};
    const auto raw = row.bytes(0);
    std::copy(raw.begin(), raw.end(), request.id.begin());
    out.push_back(std::move(request));
  });
  return out;
}

std::vector<ClassLine> list_classes(const Pass& pass) {
  return pass.rows(live_classes, [](const db::Row& row) {
    return ClassLine{row.id<people::ClassId>(0), row.string(1), row.string(2), row.string(3)};
  });
}

namespace {
void put(UnitOfWork& work, const auto& pass, const Entry& entry, const Step& step) {
  work.write(pass, entry, step, Expect::one);
}
}  // namespace

void add_staff(UnitOfWork& work, const StaffPass<May::staff_administer>& pass, const StaffDraft& draft) {
  put(work, pass, about(deeds::staff_added, draft.id), insert_staff(draft, work.now()));
  bump(work);
}

void make_account(UnitOfWork& work, const StaffPass<May::staff_administer>& pass, const AccountDraft& draft) {
  put(work, pass, about(deeds::account_made, draft.staff), insert_account(draft, work.now()));
  bump(work);
}

namespace {
void write_all(UnitOfWork& work, const auto& pass, const Entry& entry, std::vector<Step> steps) {
  work.write(pass, entry, std::move(steps.front()), Expect::one);
  for (std::size_t i = 1; i < steps.size(); ++i) work.also(std::move(steps[i]));
}
}  // namespace

void suspend(UnitOfWork& work, const StaffPass<May::staff_administer>& pass, const StaffId& staff) {
  write_all(work, pass, about(deeds::account_suspended, staff), suspension(staff, work.now()));
}

void restore(UnitOfWork& work, const StaffPass<May::staff_administer>& pass, const StaffId& staff) {
  write_all(work, pass, about(deeds::account_restored, staff), restoration(staff));
}

void give_role(UnitOfWork& work, const StaffPass<May::staff_administer>& pass, const RoleDraft& draft) {
  if (is_sensitive(draft.role)) {
    work.write(pass, about(deeds::role_asked, draft.staff), ask_role,
               {{"id", work.fresh_bytes()}, {"staff", draft.staff}, {"role", code(draft.role)}}, Expect::one);
    return;
  }
  put(work, pass, about(deeds::role_given, draft.staff), insert_role(draft));
  bump(work);
}

void end_role(UnitOfWork& work, const StaffPass<May::staff_administer>& pass, const StaffId& staff, Role role) {
  work.write(pass, about(deeds::role_ended, staff), end_role_sql,
             {{"staff", staff}, {"role", code(role)}, {"yesterday", pass.today() + -1}}, Expect::any);
  bump(work);
}

void agree_role(UnitOfWork& work, const StaffPass<May::staff_administer>& pass, const RoleRequest& request) {
  work.write(pass, about(deeds::role_given, request.staff), decide_request, {{"id", request.id}, {"agreed", 1}}, Expect::one,
             base::Error::not_allowed("Somebody other than the person who asked, and other than the person it is for, has to agree.",
                                      "second person missing"));
  work.also(insert_role({request.staff, request.role, pass.today(), std::nullopt, request.asked_by, pass.who().id}));
  bump(work);
}

void refuse_role(UnitOfWork& work, const StaffPass<May::staff_administer>& pass, const RoleRequest& request) {
  work.write(pass, about(deeds::role_refused, request.staff), decide_request, {{"id", request.id}, {"agreed", 0}}, Expect::one);
}

void make_tie(UnitOfWork& work, const StaffPass<May::relations_administer>& pass, const TieDraft& draft) {
  work.write(pass, Entry{.deed = deeds::tie_made, .subject = draft.staff.bytes(), .pupil = draft.pupil},
             insert_tie(draft, pass.who().id, work.now()), Expect::one);
  bump(work);
}

void end_tie(UnitOfWork& work, const StaffPass<May::relations_administer>& pass, const TieId& tie) {
  work.write(pass, Entry{.deed = deeds::tie_ended, .subject = tie.bytes()}, end_tie_sql,
             {{"id", tie}, {"yesterday", pass.today() + -1}}, Expect::one);
  bump(work);
}

void set_password(UnitOfWork& work, const StaffPass<May::entries_own>& pass, std::string_view password_hash) {
  work.write(pass, about(deeds::password_set, pass.who().id), store_password,
             {{"staff", pass.who().id}, {"hash", password_hash}, {"must_change", 0}}, Expect::one);
  bump(work);  // whoever had to change it first is let in now
}

void reset_password(UnitOfWork& work, const StaffPass<May::staff_administer>& pass, const StaffId& staff, std::string_view password_hash) {
  write_all(work, pass, about(deeds::password_set, staff), password_reset(staff, password_hash, work.now()));
}

}  // namespace access
