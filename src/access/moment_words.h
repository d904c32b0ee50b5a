// Moments as people say them.
#pragma once

#include "base/zone.h"

#include <string>

namespace access {

/// "today 10:40", "yesterday 15:05", "Tuesday 3 March 2026, 10:40"; in the night of the clocks "01:30 BST".
std::string moment_words(const base::Zone& zone, base::UtcTime now, base::UtcTime at);
/// The time of day alone: "10:40"; in the night of the clocks "01:30 BST".
std::string clock_words(const base::Zone& zone, base::UtcTime at);
/// The day alone: "today", "yesterday", "Tuesday 3 March 2026".
std::string day_words(base::LocalDate today, base::LocalDate day);

}  // namespace access
