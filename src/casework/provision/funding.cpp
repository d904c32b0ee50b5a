// The rules of funding.
#include "casework/provision/funding.h"

#include <algorithm>
#include <array>

namespace provision {

std::span<const FundingSource> funding_sources() {
  static constexpr std::array<FundingSource, 6> sources = {{
      {"core", "Core funding"},
      {"sen_budget", "The school’s SEN budget"},
      {"top_up", "Top-up from the local authority"},
      {"pupil_premium", "Pupil premium"},
      {"health", "Health"},
      {"other", "Another source"},
  }};
  return sources;
}

const FundingSource* find_source(std::string_view code) {
  for (const auto& source : funding_sources())
    if (source.code == code) return &source;
  return nullptr;
}

Pence school_share_on(std::span<const SchoolShare> shares, base::LocalDate day) {
  const SchoolShare* newest = nullptr;
  for (const auto& share : shares)
    if (share.from_on <= day && (!newest || share.from_on > newest->from_on)) newest = &share;
  return newest ? newest->most : usual_school_share;
}

Pence received_between(std::span<const TopUp> top_ups, base::LocalDate first, base::LocalDate last) {
  Pence out;
  for (const auto& top_up : top_ups) {
    const auto from = std::max(first, top_up.from_on), until = std::min(last, top_up.until_on);
    if (until >= from) out += Pence{divide_to_nearest(top_up.a_year.value * std::min(until - from + 1, 365), 365)};
  }
  return out;
}

Carried carry(Pence cost, Pence most_by_school, Pence received) {
  const auto by_school = std::min(cost, most_by_school);
  return {cost, by_school, cost - by_school, received};
}

}  // namespace provision
