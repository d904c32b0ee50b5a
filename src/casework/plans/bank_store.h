// The bank with what came of each entry, as far as the reader may see the targets.
#pragma once

#include "access/unit_of_work.h"
#include "casework/plans/bank.h"

#include <optional>
#include <vector>

namespace plans {

/// Those that were used most first, within each area.
std::vector<BankEntry> list_bank(const access::Pass& pass, BankSort sort);
/// Retired ones too.
std::optional<BankEntry> find_entry(const access::Pass& pass, std::string_view code);
/// What the school added, retired ones last.
std::vector<BankEntry> list_own_entries(const access::Pass& pass);

struct BankVersion {
  OwnEntry entry;
  std::string made_by;
  base::UtcTime made_at;
};
/// Newest first.
std::vector<BankVersion> list_entry_versions(const access::Pass& pass, const BankEntryId& id);

using BankPass = access::StaffPass<access::May::entries_own>;
/// Stores it as version `entry.version + 1`. Error: not_found for somebody who keeps no bank. A version somebody else stored meanwhile fails the unit
/// with conflict.
base::Result<void> put_entry(access::UnitOfWork& work, const BankPass& pass, const OwnEntry& entry);

namespace deeds {
inline constexpr access::Deed bank_changed{"bank.changed", "Changed the bank of targets and strategies"};
}  // namespace deeds

}  // namespace plans
