// Cells cut into numbers and month names, then judged.
#include "people/import_dates.h"

#include "base/text.h"

#include <fmt/core.h>

#include <array>
#include <vector>

namespace people {
namespace {

constexpr std::array<std::string_view, 12> months = {"january", "february", "march",     "april",   "may",      "june",
                                                     "july",    "august",   "september", "october", "november", "december"};

/// One number of a date, or a month's name.
struct Part {
  int number = 0;
  std::size_t digits = 0;
  bool is_month = false;
};

/// Three parts, or nothing.
std::optional<std::array<Part, 3>> split(std::string_view cell) {
  cell = base::trim(cell);
  // "01/09/2016 00:00:00", "2016-09-01T00:00:00": the time is midnight or no date was meant.
  if (const auto colon = cell.find(':'); colon != std::string_view::npos) {
    const auto cut = cell.find_last_of(" T", colon);
    if (cut == std::string_view::npos) return std::nullopt;
    for (const char c : cell.substr(cut + 1))
      if (c != '0' && c != ':' && c != '.' && c != 'Z') return std::nullopt;
    cell = base::trim(cell.substr(0, cut));
  }
  std::vector<Part> parts;
  for (std::size_t i = 0; i < cell.size();) {
    const char c = cell[i];
    if (c >= '0' && c <= '9') {
      Part part;
      while (i < cell.size() && cell[i] >= '0' && cell[i] <= '9') {
        if (++part.digits > 8) return std::nullopt;
        part.number = part.number * 10 + (cell[i++] - '0');
      }
      parts.push_back(part);
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      std::size_t end = i;
      while (end < cell.size() && ((cell[end] >= 'a' && cell[end] <= 'z') || (cell[end] >= 'A' && cell[end] <= 'Z'))) ++end;
      const std::string word = base::to_lower_ascii(cell.substr(i, end - i));
      i = end;
      const bool ordinal = word == "st" || word == "nd" || word == "rd" || word == "th";
      if (ordinal && !parts.empty()) continue;
      Part part{.is_month = true};
      for (std::size_t m = 0; m < months.size(); ++m)
        if (word.size() >= 3 && (months[m].starts_with(word) || (word == "sept" && m == 8)))
          part.number = static_cast<int>(m) + 1;
      if (part.number == 0) return std::nullopt;
      parts.push_back(part);
    } else if (c == '/' || c == '-' || c == '.' || c == ' ' || c == ',') {
      ++i;
    } else {
      return std::nullopt;
    }
    if (parts.size() > 3) return std::nullopt;
  }
  if (parts.size() == 1 && parts[0].digits == 8) {  // 20160901
    const int n = parts[0].number;
    return std::array<Part, 3>{Part{n / 10000, 4}, Part{n / 100 % 100, 2}, Part{n % 100, 2}};
  }
  if (parts.size() != 3) return std::nullopt;
  return std::array<Part, 3>{parts[0], parts[1], parts[2]};
}

bool all_numbers(const std::array<Part, 3>& parts) { return !parts[0].is_month && !parts[1].is_month && !parts[2].is_month; }

}  // namespace

std::string_view code(DateOrder order) {
  switch (order) {
    case DateOrder::day_first: return "day_first";
    case DateOrder::month_first: return "month_first";
  }
  return "day_first";
}

std::optional<DateOrder> date_order_of(std::string_view code) {
  if (code == "day_first") return DateOrder::day_first;
  if (code == "month_first") return DateOrder::month_first;
  return std::nullopt;
}

DateOrder detect_date_order(std::span<const std::string_view> cells) {
  bool only_month_first = false;
  for (const auto cell : cells) {
    const auto parts = split(cell);
    if (!parts || !all_numbers(*parts) || (*parts)[0].digits == 4) continue;
    if ((*parts)[0].number > 12) return DateOrder::day_first;
    if ((*parts)[1].number > 12) only_month_first = true;
  }
  return only_month_first ? DateOrder::month_first : DateOrder::day_first;
}

DateReading read_date(std::string_view cell, DateOrder order, base::LocalDate today) {
  if (base::trim(cell).empty()) return {};
  const DateReading no_date{{}, "This is no date; write it like 01/09/2016"};
  const auto parts = split(cell);
  if (!parts) return no_date;
  const auto& [a, b, c] = *parts;
  Part day, month, year;
  if (a.digits == 4) {
    year = a, month = b, day = c;
  } else if (a.is_month) {
    month = a, day = b, year = c;
  } else if (b.is_month || order == DateOrder::day_first) {
    day = a, month = b, year = c;
  } else {
    month = a, day = b, year = c;
  }
  if (day.is_month || year.is_month || day.digits > 2 || (!month.is_month && month.digits > 2)) return no_date;
  if (year.digits == 2) {
    const int this_year = base::to_parts(today).year;
    year.number += this_year - this_year % 100;
    if (year.number > this_year) year.number -= 100;
  } else if (year.digits != 4) {
    return no_date;
  }
  if (month.number < 1 || month.number > 12) {
    // 25/13/2016 is a mistyped month; 09/25/2016 a month written first.
    if (order == DateOrder::day_first && day.number <= 12 && month.number <= 31)
      return {{}, fmt::format("There is no month {}; write the day first, like 01/09/2016", month.number)};
    return {{}, fmt::format("There is no month {}", month.number)};
  }
  if (const auto date = base::to_date(year.number, month.number, day.number)) return {date, {}};
  std::string name(months[static_cast<std::size_t>(month.number - 1)]);
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return {{}, fmt::format("There is no {} {} {}", day.number, name, year.number)};
}

}  // namespace people
