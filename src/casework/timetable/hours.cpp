// Rules of working hours.
#include "casework/timetable/hours.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace timetable {
namespace {

constexpr int day_begins = 5 * 60, day_ends = 23 * 60;

std::string_view name_of(std::size_t n) { return weekday_words(static_cast<base::Weekday>(n + 1)); }
std::string span_words(const DaySpan& span) { return clock_words(span.starts) + "–" + clock_words(span.ends); }
bool same(const std::optional<DaySpan>& a, const std::optional<DaySpan>& b) { return a && b && a->starts == b->starts && a->ends == b->ends; }

std::optional<int> number(std::string_view text) {
  int out = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return out;
}

bool is_of(const Away& away, const access::StaffId& staff, base::LocalDate day) { return away.staff == staff && away.from <= day && day <= away.until; }
DaySpan minutes_of(const Away& away) { return away.part.value_or(DaySpan{0, 24 * 60}); }

}  // namespace

std::optional<DaySpan> WorkingHours::on(base::LocalDate day) const {
  const auto n = static_cast<std::size_t>(base::weekday(day)) - 1;
  return n < days.size() ? days[n] : std::nullopt;
}

int WorkingHours::minutes() const {
  int out = 0;
  for (const auto& day : days) out += day ? day->ends - day->starts : 0;
  return out;
}

std::vector<base::FieldError> check(const WorkingHours& hours) {
  std::vector<base::FieldError> wrong;
  for (std::size_t n = 0; n < hours.days.size(); ++n) {
    const auto& day = hours.days[n];
    if (!day) continue;
    if (day->starts < day_begins || day->starts >= day_ends) wrong.push_back({fmt::format("starts.{}", n + 1), fmt::format("{}: enter a start between 05:00 and 23:00, like 08:30", name_of(n))});
    else if (day->ends <= day->starts) wrong.push_back({fmt::format("ends.{}", n + 1), fmt::format("{}: the end is after the start", name_of(n))});
    else if (day->ends > day_ends) wrong.push_back({fmt::format("ends.{}", n + 1), fmt::format("{}: enter an end no later than 23:00", name_of(n))});
  }
  if (hours.until && *hours.until < hours.from) wrong.push_back({"until", "The last day is not before the first"});
  return wrong;
}

std::string to_stored(const WorkingHours& hours) {
  std::string out;
  for (std::size_t n = 0; n < hours.days.size(); ++n)
    if (const auto& day = hours.days[n]) out += fmt::format("{}{}:{}-{}", out.empty() ? "" : " ", n + 1, day->starts, day->ends);
  return out;
}

std::array<std::optional<DaySpan>, 5> days_of(std::string_view stored) {
  std::array<std::optional<DaySpan>, 5> out{};
  while (!stored.empty()) {
    const auto one = stored.substr(0, stored.find(' '));
    stored.remove_prefix(std::min(one.size() + 1, stored.size()));
    const auto colon = one.find(':'), dash = one.find('-');
    if (colon == std::string_view::npos || dash == std::string_view::npos || dash < colon) continue;
    const auto day = number(one.substr(0, colon)), starts = number(one.substr(colon + 1, dash - colon - 1)), ends = number(one.substr(dash + 1));
    if (day && starts && ends && *day >= 1 && *day <= 5) out[static_cast<std::size_t>(*day) - 1] = DaySpan{*starts, *ends};
  }
  return out;
}

std::string hours_words(const WorkingHours& hours) {
  std::string out;
  for (std::size_t n = 0; n < hours.days.size();) {
    if (!hours.days[n]) {
      ++n;
      continue;
    }
    std::size_t last = n;
    while (last + 1 < hours.days.size() && same(hours.days[n], hours.days[last + 1])) ++last;
    out += fmt::format("{}{}{} {}", out.empty() ? "" : ", ", name_of(n), last == n ? "" : fmt::format(" {} {}", last == n + 1 ? "and" : "to", name_of(last)), span_words(*hours.days[n]));
    n = last + 1;
  }
  return out.empty() ? "No days" : out;
}

std::vector<base::FieldError> check(const Away& away) {
  std::vector<base::FieldError> wrong;
  if (away.until < away.from) wrong.push_back({"away_until", "The last day is not before the first"});
  if (away.until - away.from > 366) wrong.push_back({"away_until", "Enter a last day within a year"});
  if (!away.part) return wrong;
  if (away.from != away.until) wrong.push_back({"away_starts", "Times are for one day: leave them empty, or enter one day"});
  else if (away.part->ends <= away.part->starts) wrong.push_back({"away_ends", "The end is after the start"});
  return wrong;
}

std::string away_words(const Away& away) {
  if (away.from != away.until) return fmt::format("{} to {}", base::to_long_text(away.from), base::to_long_text(away.until));
  return base::to_long_text(away.from) + (away.part ? ", " + span_words(*away.part) : ", all day");
}

const WorkingHours* hours_on(const WorkingTimes& times, const access::StaffId& staff, base::LocalDate day) {
  const WorkingHours* out = nullptr;
  for (const auto& each : times.hours)
    if (each.staff == staff && each.holds_on(day)) out = &each;
  return out;
}

Presence presence_at(const WorkingTimes& times, const access::StaffId& staff, base::LocalDate day, int minute) {
  const auto* pattern = hours_on(times, staff, day);
  Presence out;
  out.hours_known = pattern != nullptr;
  std::optional<int> away_from;
  for (const auto& away : times.aways) {
    if (!is_of(away, staff, day)) continue;
    const auto [starts, ends] = minutes_of(away);
    if (starts <= minute && minute < ends) {
      out.at = AtWork::away;
      out.until = ends < 24 * 60 ? std::optional(std::max(ends, out.until.value_or(0))) : std::nullopt;
      if (!out.until) return out;
    } else if (starts > minute) {
      away_from = std::min(starts, away_from.value_or(starts));
    }
  }
  if (out.at == AtWork::away) return out;
  if (!pattern) {
    out.until = away_from;
    return out;
  }
  const auto span = pattern->on(day);
  if (!span) out.at = AtWork::day_off;
  else if (minute < span->starts) out.at = AtWork::later, out.until = span->starts;
  else if (minute >= span->ends) out.at = AtWork::gone, out.until = span->ends;
  else out.at = AtWork::here, out.until = std::min(span->ends, away_from.value_or(span->ends));
  return out;
}

std::string absent_words(const Presence& presence, base::LocalDate day) {
  switch (presence.at) {
    case AtWork::unknown:
    case AtWork::here: return {};
    case AtWork::away: return presence.until ? "away until " + clock_words(*presence.until) : std::string("away today");
    case AtWork::day_off: return fmt::format("does not work on {}s", weekday_words(base::weekday(day)));
    case AtWork::later: return fmt::format("works from {} on {}s", clock_words(*presence.until), weekday_words(base::weekday(day)));
    case AtWork::gone: return fmt::format("works until {} on {}s", clock_words(*presence.until), weekday_words(base::weekday(day)));
  }
  return {};
}

std::string against_words(const WorkingTimes& times, const access::StaffId& staff, base::LocalDate day, DaySpan span) {
  for (const auto& away : times.aways) {
    if (!is_of(away, staff, day)) continue;
    const auto [starts, ends] = minutes_of(away);
    if (starts < span.ends && span.starts < ends)
      return away.part ? fmt::format("They are away from {} to {} on {}.", clock_words(starts), clock_words(ends), base::to_long_text(day)) : fmt::format("They are away on {}.", base::to_long_text(day));
  }
  const auto* pattern = hours_on(times, staff, day);
  if (!pattern) return {};
  const auto name = weekday_words(base::weekday(day));
  const auto worked = pattern->on(day);
  if (!worked) return fmt::format("They do not work on {}s.", name);
  if (span.starts < worked->starts || span.ends > worked->ends) return fmt::format("They work from {} to {} on {}s.", clock_words(worked->starts), clock_words(worked->ends), name);
  return {};
}

std::vector<std::string> outside_hours(const WorkingTimes& times, const access::StaffId& staff, std::span<const Occurrence> week) {
  std::vector<std::string> out;
  for (const auto& each : week) {
    if (!each.happens() || each.staff != staff) continue;
    if (const auto against = against_words(times, staff, each.day, {each.starts, each.ends}); !against.empty())
      out.push_back(fmt::format("{}: {} {} is outside their hours. {}", base::to_long_text(each.day), clock_words(each.starts), what_words(each.slot), against));
  }
  return out;
}

}  // namespace timetable
