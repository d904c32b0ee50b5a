// The school's day as data: what happens from when to when, on which days; and what a timetable has to know of the school besides.
#pragma once

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace timetable {

using PeriodId = base::Id<struct PeriodTag>;

enum class PeriodKind : std::uint8_t { registration, lesson, break_time, lunch, other };
std::string_view code(PeriodKind kind);
std::string_view title(PeriodKind kind);
std::optional<PeriodKind> period_kind_of(std::string_view code);

struct Period {
  PeriodId id;
  std::string name;
  PeriodKind kind = PeriodKind::lesson;
  int days = 31;  ///< bit 0 is Monday, bit 4 Friday
  int starts = 0, ends = 0;
  base::LocalDate from;
  std::optional<base::LocalDate> until = {};
  bool is_on(base::LocalDate day) const {
    return from <= day && (!until || *until >= day) && ((days >> (static_cast<int>(base::weekday(day)) - 1)) & 1) != 0;
  }
};

/// Field names are the form's: "name", "starts", "ends", "days", "until".
std::vector<base::FieldError> check(const Period& period);
/// Those of one day, in order of time.
std::vector<Period> periods_on(const std::vector<Period>& periods, base::LocalDate day);
/// From the first bell to the last of a day; nothing where it has no periods.
struct DaySpan {
  int starts = 0, ends = 0;
};
std::optional<DaySpan> span_of(const std::vector<Period>& periods, base::LocalDate day);
/// "Period 2", the one a time lies in; nothing between bells.
std::optional<Period> period_at(const std::vector<Period>& periods, base::LocalDate day, int minute);
/// "Monday to Friday", "Tuesday and Thursday".
std::string days_words(int days);
std::string_view weekday_words(base::Weekday day);

struct Settings {
  int travel_minutes = 3;                     ///< needed between two places
  std::optional<base::LocalDate> week_a = {};  ///< a day of a week A; none: every week is the same
};

}  // namespace timetable
