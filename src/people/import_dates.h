// Dates as files write them: the order found out from a whole column, and a plain message for each cell that is no date.
#pragma once

#include "base/time.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace people {

/// What comes first in 03/04/2016. A four-digit start is always a year.
enum class DateOrder : std::uint8_t { day_first, month_first };
/// "day_first", "month_first".
std::string_view code(DateOrder order);
std::optional<DateOrder> date_order_of(std::string_view code);

/// Day first, unless some cell can only be month first and none can only be day first.
DateOrder detect_date_order(std::span<const std::string_view> cells);

struct DateReading {
  std::optional<base::LocalDate> date;
  std::string fault;  ///< plain English; empty when there is a date, or the cell is empty
};
/// Takes 1/9/2016, 01.09.16, 01-Sep-2016, 1 September 2016, 2016-09-01, 20160901, each with a time of midnight after it. Two-digit years are the
/// latest ones not after `today`.
DateReading read_date(std::string_view cell, DateOrder order, base::LocalDate today);

}  // namespace people
