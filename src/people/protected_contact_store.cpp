// SQL of what is kept safe.
#include "people/protected_contact_store.h"

#include "base/text.h"

#include <array>

namespace people {
namespace {

constexpr db::Sql kept_safe_of = "SELECT family_member_id FROM seen_kept_safe WHERE pupil_id = :about";
constexpr db::Sql protected_of =
    "SELECT p.id, p.family_member_id, p.version, p.mobile, p.home_phone, p.work_phone, p.email, p.address, p.note, p.reason, s.name, p.at "
    "FROM seen_protected_contact p JOIN staff s ON s.id = p.author_id WHERE p.pupil_id = :pupil ORDER BY p.at, p.id";
constexpr db::Sql addresses_of = "SELECT id, address FROM seen_family WHERE pupil_id = :pupil AND address <> '' ORDER BY place, id";
constexpr db::Sql values_of = "SELECT mobile, home_phone, work_phone, email, address, note FROM seen_protected_contact WHERE pupil_id = :about";
// Only somebody of this pupil's family.
constexpr db::Sql insert_kept =
    "INSERT INTO kept_safe (id, family_member_id, pupil_id, version, made_by, made_at, ended_by, ended_at) "
    "SELECT :id, t.family_member_id, t.pupil_id, 1, :by, :at, NULL, NULL FROM family_tie t WHERE t.pupil_id = :about AND t.family_member_id = :member "
    "ON CONFLICT DO NOTHING";
constexpr db::Sql take_over =
    "INSERT INTO protected_contact (kept_safe_id, version, mobile, home_phone, work_phone, email, address, note, reason, author_id, at) "
    "SELECT :id, 1, f.mobile, f.home_phone, f.work_phone, f.email, f.address, f.note, :reason, :by, :at FROM family_member f WHERE f.id = :member";
constexpr db::Sql leave_nothing =
    "UPDATE family_member SET mobile = '', home_phone = '', work_phone = '', email = '', address = '', note = '' WHERE id = :member";
constexpr db::Sql move_on = "UPDATE kept_safe SET version = :version WHERE id = :id AND version = :was AND ended_at IS NULL";
constexpr db::Sql insert_version =
    "INSERT INTO protected_contact (kept_safe_id, version, mobile, home_phone, work_phone, email, address, note, reason, author_id, at) "
    "VALUES (:id, :version, :mobile, :home_phone, :work_phone, :email, :address, :note, :reason, :by, :at)";
constexpr db::Sql end_kept = "UPDATE kept_safe SET ended_by = :by, ended_at = :at WHERE id = :id AND version = :was AND ended_at IS NULL";
constexpr db::Sql give_back =
    "UPDATE family_member SET mobile = :mobile, home_phone = :home_phone, work_phone = :work_phone, email = :email, address = :address, note = :note "
    "WHERE id = :member";

access::Entry entry_of(const access::Deed& deed, const KeptSafeId& id) { return {.deed = deed, .subject = id.bytes(), .info = access::InfoClass::c11_court}; }

access::Step first_step(const KeptSafeId& id, const FamilyMemberId& member, const PupilId& pupil, const access::StaffId& by, base::UtcTime at) {
  return {insert_kept, {{"id", id}, {"member", member}, {"about", pupil}, {"by", by}, {"at", at}}, access::Expect::one,
          base::Error::conflict("Their contacts are kept safe already.", "kept safe already")};
}

std::vector<access::Step> further_steps(const KeptSafeId& id, const FamilyMemberId& member, const access::StaffId& by, base::UtcTime at, std::string_view reason) {
  return {{take_over, {{"id", id}, {"member", member}, {"by", by}, {"at", at}, {"reason", reason}}}, {leave_nothing, {{"member", member}}}};
}

base::Error quicker() { return base::Error::conflict("Somebody else changed this while you were writing. Look at it again.", "kept safe moved on"); }

}  // namespace

std::vector<base::FieldError> check(const ContactWays& ways) {
  std::vector<base::FieldError> wrong;
  const auto held_to = [&](std::string_view field, const std::string& text, std::size_t most) {
    if (base::count_characters(text) > most) wrong.push_back({std::string(field), "Use at most " + std::to_string(most) + " characters"});
  };
  held_to("mobile", ways.mobile, 40);
  held_to("home_phone", ways.home_phone, 40);
  held_to("work_phone", ways.work_phone, 40);
  held_to("email", ways.email, 160);
  held_to("address", ways.address, 400);
  held_to("note", ways.note, 1000);
  return wrong;
}

std::set<FamilyMemberId> list_kept_safe(const access::Pass& pass, const PupilId& pupil) {
  std::set<FamilyMemberId> out;
  pass.each(kept_safe_of, [&](const db::Row& row) { out.insert(row.id<FamilyMemberId>(0)); }, {{"about", pupil}});
  return out;
}

std::vector<ProtectedContact> list_protected(const OrderPass& pass) {
  auto out = pass.rows(protected_of, [](const db::Row& row) {
    return ProtectedContact{row.id<KeptSafeId>(0), row.id<FamilyMemberId>(1), static_cast<int>(row.integer(2)),
                            {row.string(3), row.string(4), row.string(5), row.string(6), row.string(7), row.string(8)}, row.string(9), row.string(10), row.time(11)};
  });
  for (const auto& one : out) pass.saw(access::InfoClass::c11_court, pass.pupil(), one.id.bytes(), deeds::protected_seen);
  return out;
}

std::vector<FamilyMemberId> list_same_address(const OrderPass& pass, const FamilyMemberId& member) {
  const auto all = pass.rows(addresses_of, [](const db::Row& row) { return std::pair{row.id<FamilyMemberId>(0), base::fold(row.text(1))}; });
  std::string theirs;
  for (const auto& [id, address] : all)
    if (id == member) theirs = address;
  std::vector<FamilyMemberId> out;
  for (const auto& [id, address] : all)
    if (id != member && !theirs.empty() && address == theirs) out.push_back(id);
  return out;
}

void keep_safe(access::UnitOfWork& work, const OrderPass& pass, const KeptSafeId& id, const FamilyMemberId& member, std::string_view reason) {
  auto first = first_step(id, member, pass.pupil(), pass.who().id, work.now());
  auto miss = std::move(first.miss);
  work.write(pass, entry_of(deeds::contact_kept_safe, id), std::move(first), access::Expect::one, std::move(miss));
  for (auto& step : further_steps(id, member, pass.who().id, work.now(), reason)) work.also(std::move(step));
}

std::vector<access::Step> keep_safe_steps(const KeptSafeId& id, const FamilyMemberId& member, const PupilId& pupil, const access::StaffId& by, base::UtcTime at, std::string_view reason) {
  std::vector<access::Step> out = {first_step(id, member, pupil, by, at)};
  for (auto& step : further_steps(id, member, by, at, reason)) out.push_back(std::move(step));
  return out;
}

void change_ways(access::UnitOfWork& work, const OrderPass& pass, const ProtectedContact& was, const ContactWays& ways, std::string_view reason) {
  work.write(pass, entry_of(deeds::contact_changed, was.id), move_on, {{"id", was.id}, {"version", was.version + 1}, {"was", was.version}}, access::Expect::one, quicker());
  work.also(insert_version, {{"id", was.id}, {"version", was.version + 1}, {"mobile", ways.mobile}, {"home_phone", ways.home_phone}, {"work_phone", ways.work_phone}, {"email", ways.email},
                             {"address", ways.address}, {"note", ways.note}, {"reason", reason}, {"by", pass.who().id}, {"at", work.now()}});
}

void end_keeping(access::UnitOfWork& work, const OrderPass& pass, const ProtectedContact& was) {
  work.write(pass, entry_of(deeds::contact_released, was.id), end_kept, {{"id", was.id}, {"was", was.version}, {"by", pass.who().id}, {"at", work.now()}}, access::Expect::one, quicker());
  work.also(give_back, {{"member", was.member}, {"mobile", was.ways.mobile}, {"home_phone", was.ways.home_phone}, {"work_phone", was.ways.work_phone}, {"email", was.ways.email},
                        {"address", was.ways.address}, {"note", was.ways.note}});
}

std::vector<std::string> values_kept_safe(db::ReadConnection& reader, const PupilId& pupil) {
  std::vector<std::string> out;
  const std::array binds = {db::Bind{"about", pupil}};
  reader.rows(values_of, binds, [&](const db::Row& row) {
    for (int column = 0; column < 6; ++column)
      if (!row.text(column).empty()) out.push_back(row.string(column));
  });
  return out;
}

}  // namespace people
