// What a rule would have found over a stretch of the past: the same sums as the live watch, on what the reader may see.
#pragma once

#include "casework/rules/rule_store.h"

#include <map>
#include <string>
#include <vector>

namespace rules {

struct DryRun {
  base::LocalDate first, last;
  std::vector<Firing> firings;  ///< newest first
  std::size_t pupils = 0;       ///< how many different ones
  std::int64_t on_roll = 0;
  std::size_t passed_over = 0;  ///< pupils for whom a plan was followed that the rule leaves alone
  std::size_t looked_at = 0;  ///< records of the kind in that time
  /// A rule that finds half the school tells nobody anything.
  bool finds_nearly_everybody() const { return on_roll >= 10 && static_cast<std::int64_t>(pupils) * 2 > on_roll; }
};

/// Over the last whole half-terms of about a term (or the last 90 days, where the calendar knows none), as far as this person may see.
DryRun try_on_last_term(const AcrossPass& pass, const Rule& rule, const people::Calendar& calendar);

}  // namespace rules
