// Who pays: the school's own first share of a pupil's support, and what is asked for and received beyond it.
#pragma once

#include "access/ids.h"
#include "base/time.h"
#include "casework/provision/money.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace provision {

using TopUpId = base::Id<struct TopUpTag>;
using FurtherCostId = base::Id<struct FurtherCostTag>;

/// Where money for support comes from. Words, so that a list can say them; stored by code.
struct FundingSource {
  std::string_view code, title;
};
std::span<const FundingSource> funding_sources();
const FundingSource* find_source(std::string_view code);

/// The most a school pays itself for one pupil in a year, from a day on. It is a ceiling, not an allowance for each pupil.
struct SchoolShare {
  base::LocalDate from_on;
  Pence most;
};
/// Until a school enters its own: £6,000, as in the national funding formula.
inline constexpr Pence usual_school_share{600'000};
/// The newest that has begun by `day`. `shares` in any order.
Pence school_share_on(std::span<const SchoolShare> shares, base::LocalDate day);

struct TopUp {
  TopUpId id;
  access::PupilId pupil;
  std::string source, band;
  Pence a_year;
  base::LocalDate from_on, until_on;  ///< both counted
};
/// What falls into a span of days: the year's sum by days of 365, whole pence for the whole span.
Pence received_between(std::span<const TopUp> top_ups, base::LocalDate first, base::LocalDate last);

/// How a cost is carried. The school carries nothing beyond its ceiling; what is needed beyond that is compared with what comes.
struct Carried {
  Pence cost, by_school, needed, received;
  Pence short_of() const { return needed > received ? needed - received : Pence{}; }
  Pence over() const { return received > needed ? received - needed : Pence{}; }
};
Carried carry(Pence cost, Pence most_by_school, Pence received);

struct FurtherCost {
  FurtherCostId id;
  std::string what, source;
  Pence whole;
  base::LocalDate on_day;
  struct Part {
    access::PupilId pupil;
    Pence pence;
  };
  std::vector<Part> parts;
};

}  // namespace provision
