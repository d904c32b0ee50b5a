// Last term again, with the rule on.
#include "casework/rules/dry_run.h"

#include "casework/plans/plan_store.h"

#include <algorithm>
#include <set>

namespace rules {
namespace {

/// The last two half-terms that have begun: about a term.
std::pair<base::LocalDate, base::LocalDate> last_term(const people::Calendar& calendar, base::LocalDate today) {
  std::vector<people::HalfTerm> begun;
  for (const auto& half : calendar.half_terms())
    if (half.first < today) begun.push_back(half);
  if (begun.empty()) return {today + -90, today};
  const auto first = begun[begun.size() < 3 ? 0 : begun.size() - 3].first;
  return {first, std::min(begun.back().last, today)};
}

std::vector<Firing> unfollowed(const AcrossPass& pass, const Rule& rule, const std::vector<Written>& matching, base::UtcTime from,
                               base::UtcTime until, const people::Calendar& calendar) {
  std::map<access::PupilId, std::vector<base::UtcTime>> after;
  for (const auto& written : list_written(pass, rule.followed_by, from + -base::day_ms, until + 30 * base::day_ms))
    after[written.happening.pupil].push_back(written.happening.occurred_at);
  std::vector<Firing> out;
  for (const auto& written : matching) {
    const auto due = due_at(rule, written.happening.recorded_at, calendar, pass.zone());
    if (due > pass.now()) continue;
    const auto& times = after[written.happening.pupil];
    if (std::none_of(times.begin(), times.end(),
                     [&](base::UtcTime at) { return at >= written.happening.occurred_at + -12 * base::hour_ms && at <= due; }))
      out.push_back({written.happening.pupil, due, {written.happening.record}});
  }
  return out;
}

/// What the watch would not have told, because a plan of that kind was followed when it came true.
void leave_out_followed(const AcrossPass& pass, const Rule& rule, DryRun& run) {
  if (rule.unless_plans.empty()) return;
  const auto plans = plans::list_ever_followed(pass, rule.unless_plans);
  std::set<access::PupilId> passed;
  std::erase_if(run.firings, [&](const Firing& firing) {
    const bool over = std::any_of(plans.begin(), plans.end(), [&](const plans::Plan& plan) {
      return plan.pupil == firing.pupil && *plan.live_since <= firing.at && (!plan.ended_at || *plan.ended_at > firing.at);
    });
    if (over) passed.insert(firing.pupil);
    return over;
  });
  run.passed_over = passed.size();
}

}  // namespace

DryRun try_on_last_term(const AcrossPass& pass, const Rule& rule, const people::Calendar& calendar) {
  DryRun out;
  std::tie(out.first, out.last) = last_term(calendar, pass.today());
  const auto from = pass.zone().start_of_day(out.first);
  const auto until = pass.zone().start_of_day(out.last + 1);
  auto written = list_written(pass, rule.kind, from, until);
  out.looked_at = written.size();
  std::erase_if(written, [&](const Written& each) { return !matches(rule, each.happening.part, each.body); });
  switch (rule.watch) {
    case Watch::count: {
      std::map<access::PupilId, std::vector<Happening>> by_pupil;
      for (const auto& each : written) by_pupil[each.happening.pupil].push_back(each.happening);
      for (auto& [pupil, happenings] : by_pupil)
        for (auto& firing : count_firings(rule, std::move(happenings), calendar, pass.zone()))
          out.firings.push_back(std::move(firing));
      break;
    }
    case Watch::incomplete:
      for (const auto& each : written)
        if (const auto due = due_at(rule, each.happening.recorded_at, calendar, pass.zone());
            due <= pass.now() && !is_complete(rule, each.body))
          out.firings.push_back({each.happening.pupil, due, {each.happening.record}});
      break;
    case Watch::not_followed: out.firings = unfollowed(pass, rule, written, from, until, calendar); break;
  }
  leave_out_followed(pass, rule, out);
  std::sort(out.firings.begin(), out.firings.end(),
            [](const Firing& a, const Firing& b) { return std::tie(b.at, b.pupil) < std::tie(a.at, a.pupil); });
  std::set<access::PupilId> pupils;
  for (const auto& firing : out.firings) pupils.insert(firing.pupil);
  out.pupils = pupils.size();
  out.on_roll = count_on_roll(pass);
  return out;
}

}  // namespace rules
