// The roll as it is stored: read whole to compare an import with, and written record by record.
#pragma once

#include "access/staff_store.h"
#include "people/calendar.h"
#include "people/roll.h"

#include <vector>

namespace people {

/// Everybody, as the house sees them: whoever may import brings these very facts from the school's own system.
SchoolRoll load_roll(access::House& house, const access::StaffPass<access::May::people_import>& pass);
SchoolRoll load_roll(access::House& house, db::ReadConnection& reader);

// Statements for one record each; ids must be set. The caller enters the deed.
access::Step insert_pupil(const PupilRecord& pupil, base::UtcTime now);
access::Step update_pupil(const PupilRecord& pupil);
/// Taken back: only a pupil nobody has written about and nobody stands beside; writes no row otherwise.
std::vector<access::Step> remove_pupil(const PupilId& pupil);
/// The class a pupil is registered in, made where it is new; earlier registrations end yesterday.
std::vector<access::Step> register_in_class(const PupilId& pupil, const std::string& class_name, const std::string& year_group, const ClassId& fresh,
                                            base::LocalDate today);
access::Step insert_class(const ClassRecord& school_class, base::LocalDate starts_on);
access::Step update_class(const ClassRecord& school_class);
access::Step insert_membership(const MembershipRecord& membership, base::LocalDate starts_on);
access::Step end_membership(const MembershipRecord& membership, base::LocalDate today);
/// Taken back: a membership that began on `since` or later, as if it had never been.
access::Step remove_membership(const MembershipRecord& membership, base::LocalDate since);
/// A membership that ended on `last_day` goes on.
access::Step reopen_membership(const MembershipRecord& membership, base::LocalDate last_day);
/// Only a class without members and relations; writes no row otherwise.
access::Step remove_class(const ClassId& school_class);
/// Only for members of staff with no account, no relation and no words of their own: the database refuses any other.
std::vector<access::Step> remove_staff_record(const StaffId& staff);
access::Step remove_role(const StaffId& staff, access::Role role, base::LocalDate since);
access::Step insert_staff_record(const StaffRecord& staff, base::LocalDate today, base::UtcTime now);
access::Step update_staff_record(const StaffRecord& staff);
std::vector<access::Step> insert_family(const FamilyMemberRecord& member, base::UtcTime now);
std::vector<access::Step> update_family(const FamilyMemberRecord& member);
std::vector<access::Step> remove_family(const FamilyMemberId& member, const PupilId& pupil);

}  // namespace people
