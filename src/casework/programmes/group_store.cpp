// SQL of groups.
#include "casework/programmes/group_store.h"

#include <algorithm>
#include <set>

namespace programmes {
namespace {

using access::Act;
using access::InfoClass;

constexpr db::Sql running =
    "SELECT g.id, g.version, g.name, g.programme_id, g.lead_id, g.place, g.starts_on, g.ends_on, COALESCE(s.name, ''), g.made_by FROM support_group g "
    "LEFT JOIN staff s ON s.id = g.lead_id WHERE g.ends_on IS NULL OR g.ends_on >= :day ORDER BY g.name, g.id";
constexpr db::Sql one =
    "SELECT g.id, g.version, g.name, g.programme_id, g.lead_id, g.place, g.starts_on, g.ends_on, COALESCE(s.name, ''), g.made_by FROM support_group g "
    "LEFT JOIN staff s ON s.id = g.lead_id WHERE g.id = :id";
constexpr db::Sql of_pupil =
    "SELECT g.id, g.version, g.name, g.programme_id, g.lead_id, g.place, m.starts_on, COALESCE(m.ends_on, g.ends_on), COALESCE(s.name, ''), g.made_by "
    "FROM seen_support_group_member m JOIN support_group g ON g.id = m.group_id LEFT JOIN staff s ON s.id = g.lead_id "
    "WHERE m.pupil_id = :pupil ORDER BY m.starts_on DESC, g.name";
constexpr db::Sql members =
    "SELECT m.pupil_id, COALESCE(p.given || ' ' || p.family, ''), m.starts_on, m.ends_on FROM seen_support_group_member m "
    "LEFT JOIN seen_pupil p ON p.id = m.pupil_id WHERE m.group_id = :id ORDER BY p.folded, m.starts_on";
constexpr db::Sql memberships =
    "SELECT g.id, g.name, g.programme_id, m.pupil_id, m.starts_on, COALESCE(m.ends_on, g.ends_on) FROM seen_support_group_member m "
    "JOIN support_group g ON g.id = m.group_id WHERE g.programme_id IS NOT NULL ORDER BY g.id, m.starts_on, m.pupil_id";
constexpr db::Sql counts =
    "SELECT group_id, COUNT(*) FROM seen_support_group_member WHERE starts_on <= :day AND (ends_on IS NULL OR ends_on >= :day) GROUP BY group_id";
constexpr db::Sql insert_group_sql =
    "INSERT INTO support_group (id, version, name, programme_id, lead_id, place, starts_on, ends_on, made_by, made_at) "
    "VALUES (:id, 1, :name, :programme, :lead, :place, :starts_on, :ends_on, :by, :at) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql update_group =
    "UPDATE support_group SET version = :was + 1, name = :name, programme_id = :programme, lead_id = :lead, place = :place, starts_on = :starts_on, "
    "ends_on = :ends_on WHERE id = :id AND version = :was AND (made_by = :me OR :everyone = 1)";
constexpr db::Sql insert_member_sql =
    "INSERT INTO support_group_member (group_id, pupil_id, starts_on, ends_on, made_by, made_at) VALUES (:id, :about, :from_on, NULL, :by, :at) "
    "ON CONFLICT (group_id, pupil_id, starts_on) DO UPDATE SET ends_on = NULL";
constexpr db::Sql end_member =
    "UPDATE support_group_member SET ends_on = :last WHERE group_id = :id AND pupil_id = :about AND (ends_on IS NULL OR ends_on > :last)";

template <class Tag>
std::optional<base::Id<Tag>> maybe(const base::Id<Tag>& id) {
  if (id.is_nil()) return std::nullopt;
  return id;
}

Group read(const db::Row& row) {
  return {row.id<GroupId>(0),         static_cast<int>(row.integer(1)), row.string(2), row.id<ProgrammeId>(3),
          row.id<access::StaffId>(4), row.string(5),                    row.date(6),   row.maybe(7, &db::Row::date),
          row.string(8),              row.id<access::StaffId>(9)};
}

base::Error not_theirs() { return base::Error::not_found("keeps no groups, or not of this pupil"); }

}  // namespace

namespace {
bool places_everybody(const access::Grants& grants) {
  return grants.may(May::relations_administer) || (grants.everyone().classes(Act::decide) & access::bit(InfoClass::c5_profile)) != 0;
}
}  // namespace

bool keeps_groups(const access::Grants& grants) {
  const auto c5 = access::bit(InfoClass::c5_profile);
  if (places_everybody(grants)) return true;
  return std::any_of(grants.close().begin(), grants.close().end(), [&](const auto& each) { return (each.allowed.classes(Act::decide) & c5) != 0; });
}

bool may_place(const access::Grants& grants, const access::PupilId& pupil) {
  return (grants.for_pupil(pupil).classes(Act::decide) & access::bit(InfoClass::c5_profile)) != 0 ||
         (grants.may(May::relations_administer) && grants.may(May::pupil_find, pupil) && !grants.is_own_family(pupil));
}

std::vector<Group> list_groups(const access::Pass& pass, base::LocalDate day) { return pass.rows(running, read, {{"day", day}}); }

std::optional<Group> find_group(const access::Pass& pass, const GroupId& id) { return pass.row(one, read, {{"id", id}}); }

std::vector<Membership> list_memberships(const access::Pass& pass) {
  auto out = pass.rows(memberships, [](const db::Row& row) {
    return Membership{row.id<GroupId>(0), row.string(1), row.id<ProgrammeId>(2), row.id<access::PupilId>(3), row.date(4), row.maybe(5, &db::Row::date)};
  });
  std::set<access::PupilId> seen;
  for (const auto& each : out)
    if (seen.insert(each.pupil).second) pass.saw(InfoClass::c5_profile, each.pupil, each.pupil.bytes(), deeds::group_seen);
  return out;
}

std::vector<Member> list_members(const access::Pass& pass, const GroupId& id) {
  auto out = pass.rows(members, [](const db::Row& row) { return Member{row.id<access::PupilId>(0), row.string(1), row.date(2), row.maybe(3, &db::Row::date)}; },
                       {{"id", id}});
  for (const auto& each : out) pass.saw(InfoClass::c5_profile, each.pupil, id.bytes(), deeds::group_seen);
  return out;
}

std::vector<std::pair<GroupId, int>> count_members(const Find& pass, base::LocalDate day) {
  return pass.rows(counts, [](const db::Row& row) { return std::pair{row.id<GroupId>(0), static_cast<int>(row.integer(1))}; }, {{"day", day}});
}

std::vector<Group> list_groups_of(const access::PupilPass<May::chronology_read>& pass) {
  auto out = pass.rows(of_pupil, read);
  if (!out.empty()) pass.saw(InfoClass::c5_profile, pass.pupil(), pass.pupil().bytes(), deeds::group_seen);
  return out;
}

access::Step insert_group(const Group& group, const access::StaffId& by, base::UtcTime now) {
  return {insert_group_sql,
          {{"id", group.id},
           {"name", group.name},
           {"programme", maybe(group.programme)},
           {"lead", maybe(group.lead)},
           {"place", group.place},
           {"starts_on", group.starts_on},
           {"ends_on", group.ends_on},
           {"by", by},
           {"at", now}}};
}

access::Step insert_member(const GroupId& group, const access::PupilId& pupil, base::LocalDate from, const access::StaffId& by, base::UtcTime now) {
  return {insert_member_sql, {{"id", group}, {"about", pupil}, {"from_on", from}, {"by", by}, {"at", now}}};
}

base::Result<void> make_group(access::UnitOfWork& work, const Own& pass, const Group& group) {
  if (!keeps_groups(pass.grants())) return not_theirs();
  work.write(pass, access::Entry{.deed = deeds::group_made, .subject = group.id.bytes()}, insert_group(group, pass.who().id, work.now()));
  return {};
}

bool may_change(const access::Grants& grants, const Group& group) {
  return keeps_groups(grants) && (group.made_by == grants.person().id || places_everybody(grants));
}

base::Result<void> change_group(access::UnitOfWork& work, const Own& pass, const Group& group) {
  if (!may_change(pass.grants(), group)) return not_theirs();
  work.write(pass, access::Entry{.deed = deeds::group_changed, .subject = group.id.bytes()}, update_group,
             {{"id", group.id},
              {"was", group.version},
              {"name", group.name},
              {"programme", maybe(group.programme)},
              {"lead", maybe(group.lead)},
              {"place", group.place},
              {"starts_on", group.starts_on},
              {"ends_on", group.ends_on},
              {"everyone", places_everybody(pass.grants()) ? 1 : 0}},
             access::Expect::one);
  return {};
}

base::Result<void> join(access::UnitOfWork& work, const Own& pass, const GroupId& group, const access::PupilId& pupil, base::LocalDate from) {
  if (!may_place(pass.grants(), pupil)) return not_theirs();
  work.write(pass, access::Entry{.deed = deeds::group_joined, .subject = group.bytes(), .info = InfoClass::c5_profile, .pupil = pupil},
             insert_member(group, pupil, from, pass.who().id, work.now()));
  return {};
}

base::Result<void> leave(access::UnitOfWork& work, const Own& pass, const GroupId& group, const access::PupilId& pupil, base::LocalDate last) {
  if (!may_place(pass.grants(), pupil)) return not_theirs();
  work.write(pass, access::Entry{.deed = deeds::group_left, .subject = group.bytes(), .info = InfoClass::c5_profile, .pupil = pupil}, end_member,
             {{"id", group}, {"about", pupil}, {"last", last}}, access::Expect::one);
  return {};
}

}  // namespace programmes
