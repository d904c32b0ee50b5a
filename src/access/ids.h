// The ids every floor above the front door knows.
#pragma once

#include "base/id.h"

namespace access {
using StaffId = base::Id<struct StaffTag>;
using SchoolId = base::Id<struct SchoolTag>;
using TieId = base::Id<struct TieTag>;
using SignInId = base::Id<struct SignInTag>;
using TokenId = base::Id<struct TokenTag>;
}  // namespace access

namespace people {
using PupilId = base::Id<struct PupilTag>;
using ClassId = base::Id<struct ClassTag>;
using FamilyMemberId = base::Id<struct FamilyMemberTag>;
}  // namespace people

namespace access {
using people::PupilId;
}
