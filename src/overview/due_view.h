// Draws what is due: week by week, and as a month.
#pragma once

#include "record/due.h"
#include "web/html.h"

#include <map>

namespace overview {

using PupilNames = std::map<access::PupilId, std::string>;

/// What is overdue first, then week by week; a week with nothing is left out.
web::Html due_by_week(const std::vector<record::Due>& all, const PupilNames& names, base::LocalDate today, const access::StaffId& reader);

/// The first `most` of them, one under another.
web::Html due_list(const std::vector<record::Due>& some, const PupilNames& names, base::LocalDate today, const access::StaffId& reader, std::size_t most);

struct Month {
  int year = 0, month = 1;
  base::LocalDate first() const { return *base::to_date(year, month, 1); }
  base::LocalDate last() const;
  Month after() const { return month == 12 ? Month{year + 1, 1} : Month{year, month + 1}; }
  Month before() const { return month == 1 ? Month{year - 1, 12} : Month{year, month - 1}; }
  std::string code() const;   ///< "2026-03"
  std::string title() const;  ///< "March 2026"
};
std::optional<Month> month_of(std::string_view code);
Month month_of(base::LocalDate day);
/// A table of the month, each day with how much is due leading to that day beneath, and the days themselves.
web::Html due_month(const std::vector<record::Due>& all, const PupilNames& names, const Month& month, base::LocalDate today, const access::StaffId& reader);

}  // namespace overview
