// The rules of the plan, in the order an adult would be told them.
#include "casework/care/medicine.h"

#include "base/text.h"
#include "record/submission.h"
#include "record/summary.h"
#include "record/value_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace care {
namespace {

constexpr int slot_reach = 90;      ///< minutes before or after a due time
constexpr int never_closer = 10;    ///< minutes, whatever the reason

std::string times_words(const std::vector<base::LocalTime>& times) {
  std::string out;
  for (std::size_t i = 0; i < times.size(); ++i) out += (i == 0 ? "" : i + 1 == times.size() ? " and " : ", ") + base::to_text(times[i]);
  return out;
}

}  // namespace

std::string amount_words(std::int64_t thousandths, std::string_view unit) {
  return record::in_words(static_cast<double>(thousandths) / 1000.0) + " " + std::string(unit);
}

std::string line_words(const MedicineLine& line) {
  std::string out = line.medicine + (line.strength.empty() ? "" : " " + line.strength) + ": " + amount_words(line.dose, line.unit);
  if (!line.route.empty()) out += ", " + line.route;
  out += line.times.empty() ? ", when needed" : ", at " + times_words(line.times);
  if (line.gap_minutes > 0) out += ", " + record::duration_words(line.gap_minutes) + " apart";
  if (line.most_a_day > 0) out += fmt::format(", at most {} a day", line.most_a_day);
  return out;
}

std::string slot_words(std::string_view slot) {
  const auto space = slot.rfind(' ');
  if (slot.starts_with("needed") || space == std::string_view::npos) return "a dose given when it was needed";
  return "the dose due at " + std::string(slot.substr(space + 1));
}

std::optional<std::vector<base::LocalTime>> read_times(std::string_view text) {
  std::vector<base::LocalTime> out;
  std::string one;
  const auto take = [&] {
    const auto trimmed = base::trim(one);
    if (trimmed.empty()) return true;
    const auto time = record::read_time(trimmed);
    if (time) out.push_back(*time);
    one.clear();
    return time.has_value();
  };
  std::string spread(text);
  for (std::size_t at; (at = spread.find(" and ")) != std::string::npos;) spread.replace(at, 5, ",");
  for (const char c : spread) {
    if (c != ',' && c != ';') {
      one += c;
    } else if (!take()) {
      return std::nullopt;
    }
  }
  if (!take()) return std::nullopt;
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

DoseAnswer judge(const MedicineLine& line, const std::vector<Dose>& given, const DoseWish& wish, const base::Zone& zone) {
  DoseAnswer answer;
  const auto local = zone.to_local(wish.at);
  const auto unless = [&](std::string_view field, std::string words) {
    if (!wish.says_why) answer.against.push_back({std::string(field), std::move(words) + ". If it must be, say why below"});
  };
  const auto at_words = [&](base::UtcTime at) {
    const auto when = zone.to_local(at);
    return (when.date == local.date ? "" : base::to_text(when.date) + " at ") + base::to_text(when.time);
  };
  if (line.ended) answer.against.push_back({"plan_line", "This medicine is no longer in the plan"});
  if (line.starts_on > local.date || (line.stops_on && *line.stops_on < local.date)) unless("plan_line", "The plan does not cover this day");
  if (line.expires_on && *line.expires_on < local.date) unless("plan_line", "This medicine went out of date on " + base::to_text(*line.expires_on));
  if (!line.consent_on || *line.consent_on > local.date) unless("plan_line", "There is no consent from home for this medicine");
  if (wish.amount > line.dose) unless("amount", "The plan says " + amount_words(line.dose, line.unit) + " and no more");
  if (line.stock && wish.amount > *line.stock) unless("amount", "Only " + amount_words(*line.stock, line.unit) + " should be left here");
  if (line.controlled && !wish.has_witness) answer.against.push_back({"witness", "Enter the second adult who saw it"});

  const auto near = std::min_element(line.times.begin(), line.times.end(), [&](base::LocalTime a, base::LocalTime b) {
    return std::abs(a.minutes - local.time.minutes) < std::abs(b.minutes - local.time.minutes);
  });
  if (near != line.times.end() && std::abs(near->minutes - local.time.minutes) <= slot_reach) {
    answer.slot = base::to_iso(local.date) + " " + base::to_text(*near);
    for (const auto& dose : given)
      if (dose.slot == answer.slot)
        answer.against.push_back({"plan_line", "The dose due at " + base::to_text(*near) + " was given at " + at_words(dose.given_at) + " by " + dose.given_by});
  } else if (!line.times.empty()) {
    unless("plan_line", "It is not due now. It is due at " + times_words(line.times));
  }

  const Dose* nearest = nullptr;
  int today = 0;
  for (const auto& dose : given) {
    if (zone.date_of(dose.given_at) == local.date) ++today;
    if (!nearest || std::abs(dose.given_at - wish.at) < std::abs(nearest->given_at - wish.at)) nearest = &dose;
  }
  if (answer.slot.empty()) {
    answer.guard_minutes = wish.says_why || line.gap_minutes < never_closer ? never_closer : line.gap_minutes;
    if (!wish.says_why) answer.most_a_day = line.most_a_day;
  }
  if (nearest) {
    const auto minutes = std::abs(nearest->given_at - wish.at) / base::minute_ms;
    if (answer.slot.empty() && minutes < never_closer) {
      answer.against.push_back({"plan_line", "It was given at " + at_words(nearest->given_at) + " by " + nearest->given_by + ". Is this the same dose?"});
    } else if (line.gap_minutes > 0 && minutes < line.gap_minutes) {
      unless("plan_line", "It was given at " + at_words(nearest->given_at) + " by " + nearest->given_by + ". The next may be given at " +
                              at_words(nearest->given_at + line.gap_minutes * base::minute_ms));
    }
  }
  if (line.most_a_day > 0 && today >= line.most_a_day)
    unless("plan_line", fmt::format("It was given {} today, which is all the plan allows", today == 1 ? "once" : today == 2 ? "twice" : std::to_string(today) + " times"));
  return answer;
}

}  // namespace care
