// School days as one sorted list: every question about them is a search in it.
#include "people/calendar.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace people {

int academic_year_of(base::LocalDate day) {
  const auto parts = base::to_parts(day);
  return parts.month >= 9 ? parts.year : parts.year - 1;
}

std::string academic_year_label(int academic_year) { return fmt::format("{}/{:02}", academic_year, (academic_year + 1) % 100); }

std::string_view bank_holiday_name(base::LocalDate day) {
  const auto all = bank_holidays();
  const auto found =
      std::lower_bound(all.begin(), all.end(), day, [](const BankHoliday& h, base::LocalDate d) { return h.day < d; });
  return found != all.end() && found->day == day ? found->name : std::string_view{};
}

std::string half_term_name(int number) {
  static constexpr std::array<std::string_view, 3> terms = {"Autumn", "Spring", "Summer"};
  if (number < 1 || number > 6) return {};
  return fmt::format("{} {}", terms[static_cast<std::size_t>((number - 1) / 2)], (number - 1) % 2 + 1);
}

std::string_view code(ClosureKind kind) {
  switch (kind) {
    case ClosureKind::inset: return "inset";
    case ClosureKind::bank_holiday: return "bank_holiday";
    case ClosureKind::closure: return "closure";
  }
  return "closure";
}

Calendar::Calendar(std::vector<HalfTerm> half_terms, std::vector<Closure> closures)
    : half_terms_(std::move(half_terms)), closures_(std::move(closures)) {
  std::sort(half_terms_.begin(), half_terms_.end(), [](const HalfTerm& a, const HalfTerm& b) { return a.first < b.first; });
  std::sort(closures_.begin(), closures_.end(), [](const Closure& a, const Closure& b) { return a.day < b.day; });
  for (const auto& half : half_terms_) {
    if (half.last - half.first > 366) continue;  // a mistyped year must not fill the memory
    for (auto day = half.first; day <= half.last; day = day + 1) {
      if (base::weekday(day) >= base::Weekday::saturday || !bank_holiday_name(day).empty()) continue;
      const auto closed = std::lower_bound(closures_.begin(), closures_.end(), day,
                                           [](const Closure& c, base::LocalDate d) { return c.day < d; });
      if (closed != closures_.end() && closed->day == day) continue;
      days_.push_back(day);
    }
  }
  std::sort(days_.begin(), days_.end());
  days_.erase(std::unique(days_.begin(), days_.end()), days_.end());
}

bool Calendar::is_school_day(base::LocalDate day) const { return std::binary_search(days_.begin(), days_.end(), day); }

std::optional<HalfTerm> Calendar::half_term_of(base::LocalDate day) const {
  for (const auto& half : half_terms_)
    if (day >= half.first && day <= half.last) return half;
  return std::nullopt;
}

std::optional<base::LocalDate> Calendar::add_school_days(base::LocalDate day, int count) const {
  // Positions in days_: `at_or_after` is the first school day from `day` on.
  const auto at_or_after = std::lower_bound(days_.begin(), days_.end(), day) - days_.begin();
  const bool is_one = is_school_day(day);
  const std::ptrdiff_t position = count <= 0 || is_one ? at_or_after + count : at_or_after + count - 1;
  if (position < 0 || position >= static_cast<std::ptrdiff_t>(days_.size())) return std::nullopt;
  return days_[static_cast<std::size_t>(position)];
}

int Calendar::count_school_days(base::LocalDate first, base::LocalDate last) const {
  if (last < first) return 0;
  return static_cast<int>(std::upper_bound(days_.begin(), days_.end(), last) -
                          std::lower_bound(days_.begin(), days_.end(), first));
}

std::vector<base::LocalDate> Calendar::school_days(base::LocalDate first, base::LocalDate last) const {
  if (last < first) return {};
  return {std::lower_bound(days_.begin(), days_.end(), first), std::upper_bound(days_.begin(), days_.end(), last)};
}

namespace {

base::LocalDate date_of(int year, int month, int day) { return base::to_date(year, month, day).value_or(base::LocalDate{}); }

/// The Monday of the week `day` lies in.
base::LocalDate monday_of(base::LocalDate day) { return day + (1 - static_cast<int>(base::weekday(day))); }

base::LocalDate named_holiday(int year, std::string_view name) {
  for (const auto& holiday : bank_holidays())
    if (holiday.name == name && base::to_parts(holiday.day).year == year) return holiday.day;
  return date_of(year, 4, 10);
}

void add_usual_year(int year, std::vector<HalfTerm>& half_terms, std::vector<Closure>& closures) {
  auto start = date_of(year, 9, 1);
  if (base::weekday(start) > base::Weekday::wednesday) start = monday_of(start) + 7;
  const auto october_break = monday_of(date_of(year, 10, 27));
  const auto christmas_break = monday_of(date_of(year, 12, 25));
  const auto spring_start = christmas_break + 14;
  const auto february_break = monday_of(date_of(year + 1, 2, 16));
  // Two weeks around Easter: after it when it is early, before it when it is late, the week on either side in between.
  const auto good_friday = named_holiday(year + 1, "Good Friday");
  const auto holy_week = monday_of(good_friday);
  const bool early = good_friday<date_of(year + 1, 4, 1), late = good_friday> date_of(year + 1, 4, 10);
  const auto spring_end = early ? good_friday + (-1) : late ? holy_week + (-10) : holy_week + (-3);
  const auto summer_start = early ? holy_week + 21 : late ? holy_week + 7 : holy_week + 14;
  const auto may_break = monday_of(named_holiday(year + 1, "Spring bank holiday"));
  const auto summer_end = monday_of(date_of(year + 1, 7, 21)) + 1;

  const auto add = [&](int number, base::LocalDate first, base::LocalDate last) {
    half_terms.push_back({year, number, first, last});
  };
  add(1, start, october_break + (-3));
  add(2, october_break + 7, christmas_break + (-3));
  add(3, spring_start, february_break + (-3));
  add(4, february_break + 7, spring_end);
  add(5, summer_start, may_break + (-3));
  add(6, may_break + 7, summer_end);
  const auto inset = [&](base::LocalDate day) { closures.push_back({day, ClosureKind::inset, "INSET day"}); };
  inset(start);
  inset(start + 1);
  inset(october_break + 7);
  inset(spring_start);
  inset(may_break + 7);
}

}  // namespace

Calendar usual_calendar(int first_academic_year, int years) {
  std::vector<HalfTerm> half_terms;
  std::vector<Closure> closures;
  for (int year = first_academic_year; year < first_academic_year + years; ++year) add_usual_year(year, half_terms, closures);
  return {std::move(half_terms), std::move(closures)};
}

}  // namespace people
