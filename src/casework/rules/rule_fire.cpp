// Windows of school days, and the end of a day.
#include "casework/rules/rule_fire.h"

#include <algorithm>
#include <deque>

namespace rules {
namespace {

bool holds(const std::vector<record::Condition>& conditions, const record::Body& body) {
  record::Field probe;
  probe.show_when = {record::ShowWhen::Need::all, conditions};
  return record::is_shown(probe, body);
}

/// Days from `first` to `last`, both counted, in the rule's unit. A stretch the calendar does not know counts as it comes.
int days_between(const Rule& rule, base::LocalDate first, base::LocalDate last, const people::Calendar& calendar) {
  const int plain = last - first + 1;
  if (rule.unit == Days::days) return plain;
  const int counted = calendar.count_school_days(first, last);
  return counted == 0 ? plain : counted;
}

}  // namespace

bool matches(const Rule& rule, std::string_view part, const record::Body& body) {
  return (rule.part.empty() || rule.part == part) && holds(rule.where, body);
}

bool is_complete(const Rule& rule, const record::Body& body) { return holds({rule.unless}, body); }

bool passes_over(const Rule& rule, std::string_view template_id) {
  return std::find(rule.unless_plans.begin(), rule.unless_plans.end(), template_id) != rule.unless_plans.end();
}

std::vector<Firing> count_firings(const Rule& rule, std::vector<Happening> happenings, const people::Calendar& calendar,
                                  const base::Zone& zone) {
  std::sort(happenings.begin(), happenings.end(), [](const Happening& a, const Happening& b) {
    return std::tie(a.occurred_at, a.record) < std::tie(b.occurred_at, b.record);
  });
  std::vector<Firing> out;
  std::deque<std::pair<base::LocalDate, const Happening*>> window;
  for (const auto& happening : happenings) {
    const auto day = zone.date_of(happening.occurred_at);
    window.emplace_back(day, &happening);
    while (days_between(rule, window.front().first, day, calendar) > rule.within) window.pop_front();
    if (window.size() < static_cast<std::size_t>(rule.count)) continue;
    Firing firing;
    firing.pupil = happening.pupil;
    firing.at = happening.occurred_at;
    for (const auto& [at, each] : window) {
      firing.because.push_back(each->record);
      firing.at = std::max(firing.at, each->recorded_at);
    }
    out.push_back(std::move(firing));
    window.clear();
  }
  return out;
}

base::UtcTime due_at(const Rule& rule, base::UtcTime recorded_at, const people::Calendar& calendar, const base::Zone& zone) {
  const auto moment = zone.to_local(recorded_at);
  auto day = moment.date;
  const auto forward = [&](int days) { day = calendar.add_school_days(day, days).value_or(day + days); };
  if (moment.time >= end_of_day) {
    day = day + 1;
  }
  forward(0);
  if (rule.due_days > 0) forward(rule.due_days);
  return zone.to_utc(day, end_of_day);
}

}  // namespace rules
