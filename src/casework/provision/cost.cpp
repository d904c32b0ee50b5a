// Shares sessions out.
#include "casework/provision/cost.h"

#include <algorithm>

namespace provision {

Costs cost_sessions(std::span<const sessions::Given> given, const MinuteCosts& rates) {
  std::vector<const sessions::Given*> there;
  there.reserve(given.size());
  for (const auto& each : given)
    if (each.minutes > 0) there.push_back(&each);
  std::stable_sort(there.begin(), there.end(), [](const auto* a, const auto* b) { return a->session < b->session; });
  Costs out;
  out.shares.reserve(there.size());
  std::vector<std::int64_t> weights;
  for (std::size_t first = 0; first < there.size();) {
    auto last = first;
    weights.clear();
    for (; last < there.size() && there[last]->session == there[first]->session; ++last) weights.push_back(there[last]->minutes);
    const auto longest = *std::max_element(weights.begin(), weights.end());
    if (const auto rate = rates.find(there[first]->staff, there[first]->day)) {
      const auto cost = cost_of(*rate, longest);
      const auto parts = share(cost, weights);
      for (std::size_t n = 0; n < weights.size(); ++n) out.shares.push_back({there[first + n], (*parts)[n]});
      out.whole += cost;
    } else {
      out.uncosted_minutes += longest;
      out.without_pay.insert(there[first]->staff);
    }
    first = last;
  }
  return out;
}

}  // namespace provision
