// Rules of the school's day.
#include "casework/timetable/period.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace timetable {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kinds{
    {{"registration", "Registration"}, {"lesson", "Lesson"}, {"break", "Break"}, {"lunch", "Lunch"}, {"other", "Something else"}}};
constexpr std::array<std::string_view, 7> weekdays{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

}  // namespace

std::string_view code(PeriodKind kind) { return kinds.at(static_cast<std::size_t>(kind)).first; }
std::string_view title(PeriodKind kind) { return kinds.at(static_cast<std::size_t>(kind)).second; }
std::optional<PeriodKind> period_kind_of(std::string_view code) {
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[i].first == code) return static_cast<PeriodKind>(i);
  return std::nullopt;
}

std::vector<base::FieldError> check(const Period& period) {
  std::vector<base::FieldError> wrong;
  if (period.name.empty()) wrong.push_back({"name", "Enter a name, like Period 1"});
  if (base::count_characters(period.name) > 40) wrong.push_back({"name", "Use at most 40 characters"});
  if (period.starts < 360 || period.starts >= 1320) wrong.push_back({"starts", "Enter a start between 06:00 and 22:00, like 09:15"});
  if (period.ends <= period.starts) wrong.push_back({"ends", "The end is after the start"});
  else if (period.ends > 1320) wrong.push_back({"ends", "Enter an end no later than 22:00"});
  if ((period.days & 31) == 0 || period.days > 31) wrong.push_back({"days", "Choose at least one day"});
  if (period.until && *period.until < period.from) wrong.push_back({"until", "The last day is not before the first"});
  return wrong;
}

std::vector<Period> periods_on(const std::vector<Period>& periods, base::LocalDate day) {
  std::vector<Period> out;
  std::copy_if(periods.begin(), periods.end(), std::back_inserter(out), [&](const Period& each) { return each.is_on(day); });
  std::sort(out.begin(), out.end(), [](const Period& a, const Period& b) { return std::tie(a.starts, a.ends, a.id) < std::tie(b.starts, b.ends, b.id); });
  return out;
}

std::optional<DaySpan> span_of(const std::vector<Period>& periods, base::LocalDate day) {
  const auto on = periods_on(periods, day);
  if (on.empty()) return std::nullopt;
  DaySpan out{on.front().starts, 0};
  for (const auto& each : on) out.ends = std::max(out.ends, each.ends);
  return out;
}

std::optional<Period> period_at(const std::vector<Period>& periods, base::LocalDate day, int minute) {
  for (const auto& each : periods_on(periods, day))
    if (each.starts <= minute && minute < each.ends) return each;
  return std::nullopt;
}

std::string_view weekday_words(base::Weekday day) { return weekdays.at(static_cast<std::size_t>(day) - 1); }

std::string days_words(int days) {
  if ((days & 31) == 31) return "Monday to Friday";
  std::vector<std::string_view> named;
  for (std::size_t n = 0; n < 5; ++n)
    if ((days >> n) & 1) named.push_back(weekdays[n]);
  std::string out;
  for (std::size_t i = 0; i < named.size(); ++i) {
    if (i > 0) out += i + 1 == named.size() ? " and " : ", ";
    out += named[i];
  }
  return out;
}

}  // namespace timetable
