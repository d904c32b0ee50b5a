// Calendar arithmetic on top of <chrono>'s calendar, which g++ 12 has; zones live in zone.cpp.
#include "base/time.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>

namespace base {
namespace chr = std::chrono;
namespace {

constexpr std::array<std::string_view, 12> month_names = {"January", "February", "March",     "April",   "May",      "June",
                                                          "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> weekday_names = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                           "Friday", "Saturday", "Sunday"};

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  if (text.empty() || text.size() > 9) return std::nullopt;
  return value;
}

/// `width` digits over what stands at `at`.
void put_digits(std::string& out, std::size_t at, std::size_t width, std::int64_t value) {
  for (std::size_t n = width; n > 0; --n, value /= 10) out[at + n - 1] = static_cast<char>('0' + value % 10);
}

class SystemClock final : public Clock {
 public:
  UtcTime now() const override {
    return {chr::duration_cast<chr::milliseconds>(chr::system_clock::now().time_since_epoch()).count()};
  }
  std::int64_t monotonic_ms() const override {
    return chr::duration_cast<chr::milliseconds>(chr::steady_clock::now().time_since_epoch()).count();
  }
};

}  // namespace

std::optional<LocalDate> to_date(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || day < 1) return std::nullopt;
  const chr::year_month_day ymd{chr::year{year}, chr::month{static_cast<unsigned>(month)}, chr::day{static_cast<unsigned>(day)}};
  if (!ymd.ok()) return std::nullopt;
  return LocalDate{static_cast<std::int32_t>(chr::sys_days{ymd}.time_since_epoch().count())};
}

YearMonthDay to_parts(LocalDate date) {
  const chr::year_month_day ymd{chr::sys_days{chr::days{date.days}}};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

Weekday weekday(LocalDate date) {
  return static_cast<Weekday>(chr::weekday{chr::sys_days{chr::days{date.days}}}.iso_encoding());
}

int age_in_years(LocalDate born, LocalDate on) {
  const auto b = to_parts(born), o = to_parts(on);
  const bool before_birthday = o.month < b.month || (o.month == b.month && o.day < b.day);
  return o.year - b.year - (before_birthday ? 1 : 0);
}

std::optional<LocalDate> parse_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = digits(text.substr(0, 4)), m = digits(text.substr(5, 2)), d = digits(text.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  return to_date(*y, *m, *d);
}

std::string to_iso(LocalDate date) {
  const auto p = to_parts(date);
  if (p.year < 0 || p.year > 9999) return fmt::format("{:04}-{:02}-{:02}", p.year, p.month, p.day);
  std::string out = "0000-00-00";  // by hand: a page writes it a hundred times
  put_digits(out, 0, 4, p.year);
  put_digits(out, 5, 2, p.month);
  put_digits(out, 8, 2, p.day);
  return out;
}

std::optional<LocalTime> parse_time(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon < 1 || colon > 2 || text.size() != colon + 3) return std::nullopt;
  const auto h = digits(text.substr(0, colon)), m = digits(text.substr(colon + 1));
  if (!h || !m || *h > 23 || *m > 59) return std::nullopt;
  return LocalTime{*h * 60 + *m};
}

std::string to_text(LocalTime time) {
  std::string out = "00:00";
  put_digits(out, 0, 2, time.minutes / 60);
  put_digits(out, 3, 2, time.minutes % 60);
  return out;
}

std::string to_iso(UtcTime time) {
  const auto days = chr::floor<chr::days>(chr::milliseconds{time.ms});
  const auto rest = time.ms - chr::duration_cast<chr::milliseconds>(days).count();
  std::string out = to_iso(LocalDate{static_cast<std::int32_t>(days.count())});
  const auto day_ends = out.size();
  out += "T00:00:00.000Z";
  put_digits(out, day_ends + 1, 2, rest / hour_ms);
  put_digits(out, day_ends + 4, 2, rest / minute_ms % 60);
  put_digits(out, day_ends + 7, 2, rest / second_ms % 60);
  put_digits(out, day_ends + 10, 3, rest % 1000);
  return out;
}

std::optional<UtcTime> parse_iso_time(std::string_view text) {
  if (text.size() < 17 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ')) return std::nullopt;
  const auto date = parse_iso_date(text.substr(0, 10));
  const auto clock = parse_time(text.substr(11, 5));
  if (!date || !clock) return std::nullopt;
  std::int64_t ms = date->days * day_ms + clock->minutes * minute_ms;
  std::string_view rest = text.substr(16);
  if (rest.starts_with(':')) {
    if (rest.size() < 3) return std::nullopt;
    const auto s = digits(rest.substr(1, 2));
    if (!s || *s > 59) return std::nullopt;  // leap seconds do not exist on this clock
    ms += *s * second_ms;
    rest.remove_prefix(3);
    if (rest.starts_with('.')) {
      std::size_t n = 1;
      std::int64_t scale = 100;
      while (n < rest.size() && rest[n] >= '0' && rest[n] <= '9') {
        ms += (rest[n] - '0') * scale;
        scale /= 10;
        ++n;
      }
      if (n == 1) return std::nullopt;
      rest.remove_prefix(n);
    }
  }
  if (rest == "Z" || rest == "z") return UtcTime{ms};
  if (rest.size() != 6 || (rest[0] != '+' && rest[0] != '-')) return std::nullopt;
  const auto offset = parse_time(rest.substr(1));
  if (!offset) return std::nullopt;
  return UtcTime{ms - (rest[0] == '+' ? 1 : -1) * offset->minutes * minute_ms};
}

std::string to_text(LocalDate date) {
  const auto p = to_parts(date);
  return fmt::format("{} {} {}", p.day, month_names[static_cast<std::size_t>(p.month - 1)], p.year);
}

std::string to_long_text(LocalDate date) {
  return fmt::format("{} {}", weekday_names[static_cast<std::size_t>(weekday(date)) - 1], to_text(date));
}

const Clock& system_clock() {
  static const SystemClock clock;
  return clock;
}

}  // namespace base
