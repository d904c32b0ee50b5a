// Groups and their members as they are kept.
#pragma once

#include "access/unit_of_work.h"
#include "casework/programmes/group.h"

namespace programmes {

using access::May;
using Find = access::CaseloadPass<May::pupil_find>;
using Own = access::StaffPass<May::entries_own>;

namespace deeds {
inline constexpr access::Deed group_made{"group.made", "Made a group"};
inline constexpr access::Deed group_changed{"group.changed", "Changed a group"};
inline constexpr access::Deed group_joined{"group.joined", "Put a pupil into a group"};
inline constexpr access::Deed group_left{"group.left", "Took a pupil out of a group"};
inline constexpr access::Deed group_seen{"group.seen", "Saw who is in a group"};
}  // namespace deeds

/// True where this person places adults and pupils: who administers relations, or decides on some pupil's strategies (C5).
bool keeps_groups(const access::Grants& grants);
/// True where this person may put that pupil into a group or take them out.
bool may_place(const access::Grants& grants, const access::PupilId& pupil);

/// Whoever made it, and who places everybody: a new lead learns who is in it.
bool may_change(const access::Grants& grants, const Group& group);

/// Those that run on `day` or later, by name.
std::vector<Group> list_groups(const access::Pass& pass, base::LocalDate day);
std::optional<Group> find_group(const access::Pass& pass, const GroupId& id);
/// Whom the reader may know of, by name; those who left too. Notes the sight.
std::vector<Member> list_members(const access::Pass& pass, const GroupId& id);
/// Every membership there ever was in a group that follows a programme, as far as the reader may know the pupil. Notes the sights.
std::vector<Membership> list_memberships(const access::Pass& pass);
/// How many are in on that day, whoever they are: for "5 pupils" on a timetable.
std::vector<std::pair<GroupId, int>> count_members(const Find& pass, base::LocalDate day);
/// Groups of one pupil, past ones too, the newest first.
std::vector<Group> list_groups_of(const access::PupilPass<May::chronology_read>& pass);

/// Made twice under one id it is one group. Error: this person keeps no groups.
base::Result<void> make_group(access::UnitOfWork& work, const Own& pass, const Group& group);
/// Stores it as version + 1. A version somebody else stored meanwhile fails the unit with conflict.
base::Result<void> change_group(access::UnitOfWork& work, const Own& pass, const Group& group);
/// From that day on. The same day twice is one membership.
base::Result<void> join(access::UnitOfWork& work, const Own& pass, const GroupId& group, const access::PupilId& pupil, base::LocalDate from);
/// `last` is their last day in it; before their first, they were never in it.
base::Result<void> leave(access::UnitOfWork& work, const Own& pass, const GroupId& group, const access::PupilId& pupil, base::LocalDate last);

/// The bare statements, for setting a school up.
access::Step insert_group(const Group& group, const access::StaffId& by, base::UtcTime now);
access::Step insert_member(const GroupId& group, const access::PupilId& pupil, base::LocalDate from, const access::StaffId& by, base::UtcTime now);

}  // namespace programmes
