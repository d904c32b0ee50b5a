// How long ahead a school reminds, and who was reminded of what.
#pragma once

#include "access/unit_of_work.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace record {

namespace deeds {
inline constexpr access::Deed due_reminded{"due.reminded", "Reminded somebody of what is due"};
inline constexpr access::Deed due_set{"due.set", "Changed how long ahead people are reminded"};
}  // namespace deeds

/// Days ahead, the longest first. 28, 14 and 3 until a school sets its own.
using Aheads = std::vector<int>;
Aheads find_aheads(const access::Pass& pass);
Aheads find_aheads(db::ReadConnection& reader);
void put_aheads(access::UnitOfWork& work, const access::StaffPass<access::May::school_administer>& pass, const Aheads& aheads);
/// Reads "28, 14, 3": one to five whole days from 1 to 180, each once. Errors: invalid ("ahead").
base::Result<Aheads> read_aheads(std::string_view text);
std::string to_text(const Aheads& aheads);

/// Who worked here and does no more, with their names.
std::map<access::StaffId, std::string> list_leavers(const access::Pass& pass);
/// Somebody works here today and may sign in.
std::vector<access::StaffId> list_who_is_reminded(db::ReadConnection& reader, base::LocalDate today);
/// True where they were told of it with that many days to go, or fewer.
bool was_reminded(db::ReadConnection& reader, const access::StaffId& staff, const base::Bytes32& what, int ahead);
/// They are told of it, in this unit. A second one of the same fails the unit with conflict.
void remind(access::UnitOfWork& work, const access::StaffId& staff, const base::Bytes32& what, int ahead, const access::Entry& entry);

}  // namespace record
