// The bank of programmes: what comes with the program, with what the school changed and added.
#pragma once

#include "access/unit_of_work.h"
#include "casework/programmes/programme.h"

namespace programmes {

using access::May;
using BankPass = access::StaffPass<May::kinds_administer>;

namespace deeds {
inline constexpr access::Deed programme_changed{"programme.changed", "Changed a programme of the bank"};
}  // namespace deeds

/// Every programme as it counts today, by name; retired ones too.
std::vector<Programme> list_bank(const access::Pass& pass);
std::vector<Programme> list_bank(db::ReadConnection& reader);
std::optional<Programme> find_programme(const access::Pass& pass, const ProgrammeId& id);
/// Stores the programme as version `programme.version + 1`. A version somebody else stored meanwhile fails the unit with conflict; the
/// very same words sent twice are one version.
void put_programme(access::UnitOfWork& work, const BankPass& pass, const Programme& programme);

}  // namespace programmes
