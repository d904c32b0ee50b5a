// What a report is asked to count, as the address says it: so that a view can be kept and sent.
#pragma once

#include "record/analysis.h"
#include "web/request.h"
#include "web/url.h"

#include <optional>
#include <string>

namespace overview {

/// half_term, year (the default), last_year, all, own.
struct AskedReport {
  record::Scope scope;
  std::string period;
  std::optional<base::LocalDate> split;  ///< before and since this day
};

/// Days outside the calendar and ids that are none are left out. The scope ends today at the latest.
AskedReport read_asked(const web::Form& query, const people::Calendar& calendar, base::LocalDate today);
/// "This school year, 1 September 2025 to 3 March 2026".
std::string period_words(const AskedReport& asked);
/// The same address with everything that was asked for.
web::Url with_asked(web::Url url, const AskedReport& asked);

/// For those who see only counts: whole half-terms that are over, of the academic year of today or of the one before.
struct WholeSpan {
  base::LocalDate first, last;
  bool last_year = false;
};
std::optional<WholeSpan> whole_half_terms(const people::Calendar& calendar, base::LocalDate today, std::string_view year);

}  // namespace overview
