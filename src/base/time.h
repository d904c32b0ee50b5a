// Moments, days and times of day as three types that cannot be mixed up. Nothing but a Clock knows what time it is.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace base {

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
struct UtcTime {
  std::int64_t ms = 0;
  friend auto operator<=>(const UtcTime&, const UtcTime&) = default;
};
constexpr UtcTime operator+(UtcTime t, std::int64_t ms) { return {t.ms + ms}; }
constexpr std::int64_t operator-(UtcTime a, UtcTime b) { return a.ms - b.ms; }
inline constexpr std::int64_t second_ms = 1000, minute_ms = 60 * second_ms, hour_ms = 60 * minute_ms, day_ms = 24 * hour_ms;

/// A day in the proleptic Gregorian calendar: days since 1970-01-01.
struct LocalDate {
  std::int32_t days = 0;
  friend auto operator<=>(const LocalDate&, const LocalDate&) = default;
};
constexpr LocalDate operator+(LocalDate d, std::int32_t days) { return {d.days + days}; }
constexpr std::int32_t operator-(LocalDate a, LocalDate b) { return a.days - b.days; }

/// A time of day on the wall clock, in minutes after midnight, 0 to 1439.
struct LocalTime {
  std::int32_t minutes = 0;
  friend auto operator<=>(const LocalTime&, const LocalTime&) = default;
};

struct YearMonthDay {
  int year, month, day;
};
/// 1 is Monday, 7 is Sunday (ISO 8601).
enum class Weekday { monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday };

/// Nothing for a day that does not exist (31 February), or a year outside 1 to 9999.
std::optional<LocalDate> to_date(int year, int month, int day);
YearMonthDay to_parts(LocalDate date);
Weekday weekday(LocalDate date);
/// Whole years between two days; a birthday on 29 February counts from 1 March in other years.
int age_in_years(LocalDate born, LocalDate on);

/// "2026-03-03". Nothing if the text is anything else or the day does not exist.
std::optional<LocalDate> parse_iso_date(std::string_view text);
std::string to_iso(LocalDate date);
/// "10:40", 24 hours.
std::optional<LocalTime> parse_time(std::string_view text);
std::string to_text(LocalTime time);
/// "2026-03-03T10:40:00.000Z".
std::string to_iso(UtcTime time);
/// RFC 3339 with Z or an offset; fractions of a second beyond ms are cut. Nothing if anything else.
std::optional<UtcTime> parse_iso_time(std::string_view text);
/// "Tuesday 3 March 2026", as a page writes it.
std::string to_long_text(LocalDate date);
/// "3 March 2026".
std::string to_text(LocalDate date);

/// Where the time comes from. Production has one; tests move theirs by hand.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual UtcTime now() const = 0;
  /// Never runs backwards and knows nothing of the wall clock: for limits and idle times.
  virtual std::int64_t monotonic_ms() const = 0;
};

/// The machine's own clock.
const Clock& system_clock();

}  // namespace base
