// Pay, and what a minute of support costs: the sums of a school's own pay sheet.
#pragma once

#include "access/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "casework/provision/money.h"

#include <optional>
#include <string>
#include <vector>

namespace provision {

using PayId = base::Id<struct PayTag>;

/// A full year of pay has so many weeks, in thousandths: 365.25 ÷ 7 less the odd hours, as local government pays it.
inline constexpr std::int64_t weeks_of_a_year = 52'143;
/// A full-time week of local government: 37 hours.
inline constexpr std::int64_t full_week = 37 * 60;

/// One row of pay. The newest that has begun counts.
struct Pay {
  PayId id;
  access::StaffId staff;
  base::LocalDate from_on;
  std::string grade, point;
  Pence full_time;                          ///< of a full-time post for a whole year
  std::int64_t week_minutes = 0;            ///< contracted in a week
  std::int64_t full_week_minutes = full_week;
  std::int64_t paid_weeks = 0;              ///< thousandths, holidays included: 43.1 weeks are 43100
  std::int64_t worked_weeks = 38'000;       ///< thousandths, with pupils in school
  std::int64_t on_costs = 0;                ///< pension and National Insurance of the employer, in hundredths of a per cent
};

/// What somebody really earns in a year: full-time salary × weekly hours ÷ full week × paid weeks ÷ 52.143, to the penny.
Pence actual_salary(const Pay& pay);
/// The same with the employer's on-costs.
Pence cost_a_year(const Pay& pay);

/// What one minute with pupils costs, in millionths of a penny: the year's cost ÷ the minutes worked in it.
struct MinuteCost {
  std::int64_t micropence = 0;
  friend auto operator<=>(const MinuteCost&, const MinuteCost&) = default;
};
MinuteCost minute_cost(const Pay& pay);
/// What so many minutes cost, to the nearest penny.
Pence cost_of(MinuteCost rate, std::int64_t minutes);

/// The arithmetic in words, line by line, for whoever may read pay.
std::vector<std::string> explain(const Pay& pay);

/// What somebody typed, field by field.
struct PayForm {
  std::string from_on, grade, point, full_time, hours, minutes, paid_weeks, worked_weeks, on_costs;
};
/// Errors: invalid with every field at fault: pay of zero hours, more than a full week, more weeks than a year has.
base::Result<Pay> read_pay(const PayForm& form);

/// "31 h 40 min".
std::string hours_words(std::int64_t minutes);
/// Thousandths as they are written: "43.1".
std::string thousandths(std::int64_t value);
/// "43.1" to 43100; nothing unless it is a number with at most three places, from 0 to 1000.
std::optional<std::int64_t> parse_thousandths(std::string_view text);

}  // namespace provision
