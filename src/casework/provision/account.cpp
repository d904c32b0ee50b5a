// The sums of minutes.
#include "casework/provision/account.h"

#include <algorithm>
#include <numeric>

namespace provision {

std::int64_t Tally::lost_in_all() const {
  return std::accumulate(lost.begin(), lost.end(), std::int64_t{0}, [](std::int64_t sum, const auto& each) { return sum + each.second; });
}

void Tally::lose(std::string_view reason, std::int64_t minutes) {
  if (minutes <= 0) return;
  const auto found = lost.find(reason);
  if (found == lost.end()) lost.emplace(std::string(reason), minutes);
  else found->second += minutes;
}

Tally& Tally::operator+=(const Tally& other) {
  promised += other.promised;
  delivered += other.delivered;
  extra += other.extra;
  for (const auto& [reason, minutes] : other.lost) lose(reason, minutes);
  return *this;
}

Tally of_card(std::int64_t minutes, bool written, std::int64_t delivered, std::string_view reason) {
  Tally out;
  out.promised = minutes;
  if (!written) {
    out.lose(not_written_up, minutes);
    return out;
  }
  out.delivered = std::min(delivered, minutes);
  out.extra = delivered - out.delivered;
  out.lose(reason.empty() ? no_reason_given : reason, minutes - out.delivered);
  return out;
}

Tally of_week(std::int64_t promised_by_plan, const Tally& cards, std::int64_t given_without_card) {
  auto out = cards;
  const auto beyond_cards = std::max<std::int64_t>(0, promised_by_plan - cards.promised);
  const auto made_up = std::min(given_without_card, beyond_cards);
  out.promised += beyond_cards;
  out.delivered += made_up;
  out.extra += given_without_card - made_up;
  out.lose(not_timetabled, beyond_cards - made_up);
  return out;
}

}  // namespace provision
