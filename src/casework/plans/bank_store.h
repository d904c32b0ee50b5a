// The bank with what came of each entry, as far as the reader may see the targets.
#pragma once

#include "access/pass.h"
#include "casework/plans/bank.h"

#include <optional>
#include <vector>

namespace plans {

/// Those that were used most first, within each area.
std::vector<BankEntry> list_bank(const access::Pass& pass, BankSort sort);
std::optional<BankEntry> find_entry(const access::Pass& pass, std::string_view code);

}  // namespace plans
