// Staff who are parent or relative of a pupil: about that child they are family, and see as staff no more than the name.
#pragma once

#include "access/unit_of_work.h"

#include <string>
#include <vector>

namespace access {

using FamilyPass = StaffPass<May::relations_administer>;

struct OwnFamilyLine {
  StaffId staff;
  std::string staff_name;
  PupilId pupil;
  std::string pupil_name;  ///< empty where the reader may not know it
};
/// By name of the member of staff.
std::vector<OwnFamilyLine> list_own_family(const FamilyPass& pass);
/// Takes effect at once. Noting it twice is noting it once.
void note_own_family(UnitOfWork& work, const FamilyPass& pass, const StaffId& staff, const PupilId& pupil);
/// Errors at commit: not_allowed for one's own; conflict where it is gone already.
void end_own_family(UnitOfWork& work, const FamilyPass& pass, const StaffId& staff, const PupilId& pupil);

namespace deeds {
inline constexpr Deed own_family_noted{"own_family.noted", "Noted that a pupil is family of a member of staff"};
inline constexpr Deed own_family_ended{"own_family.ended", "Took back that a pupil is family of a member of staff"};
}  // namespace deeds

}  // namespace access
