// Today and yesterday by name, other days in full.
#include "access/moment_words.h"

namespace access {

std::string day_words(base::LocalDate today, base::LocalDate day) {
  if (day == today) return "today";
  if (day == today + -1) return "yesterday";
  return base::to_long_text(day);
}

std::string clock_words(const base::Zone& zone, base::UtcTime at) {
  const auto local = zone.to_local(at);
  auto clock = base::to_text(local.time);
  // Twice a year an hour happens twice: say which one is meant.
  if (zone.to_local(at + base::hour_ms).time == local.time || zone.to_local(at + -base::hour_ms).time == local.time)
    clock += " " + local.abbreviation;
  return clock;
}

std::string moment_words(const base::Zone& zone, base::UtcTime now, base::UtcTime at) {
  const auto today = zone.date_of(now);
  const auto local = zone.to_local(at);
  const auto clock = clock_words(zone, at);
  const auto day = day_words(today, local.date);
  return local.date == today || local.date == today + -1 ? day + " " + clock : day + ", " + clock;
}

}  // namespace access
