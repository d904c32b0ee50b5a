// What sessions cost: an adult's minutes at that day's price, shared by those who were there.
#pragma once

#include "casework/provision/pay_store.h"
#include "casework/sessions/session_store.h"

#include <map>
#include <set>
#include <span>
#include <vector>

namespace provision {

/// One pupil's share of one session.
struct CostShare {
  const sessions::Given* of = nullptr;
  Pence pence;
};

struct Costs {
  std::vector<CostShare> shares;             ///< in the order the sessions were given in; those who had nothing of one have no share
  Pence whole;                               ///< what all of it cost
  std::int64_t uncosted_minutes = 0;         ///< of adults whose pay nobody wrote down
  std::set<access::StaffId> without_pay;     ///< those adults
};

/// `given` outlives the answer. A session lasts as long as its longest-staying pupil; each pays by their own minutes. The shares make the whole to the penny.
Costs cost_sessions(std::span<const sessions::Given> given, const MinuteCosts& rates);

}  // namespace provision
