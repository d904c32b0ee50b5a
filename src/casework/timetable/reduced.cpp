// Rules of reduced timetables.
#include "casework/timetable/reduced.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace timetable {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, reduced_reason_count> reasons{
    {{"medical", "A medical need"}, {"reintegration", "Coming back after an absence"}, {"transition", "Settling in or moving on"}, {"other", "Another exceptional reason"}}};
constexpr int six_weeks = 42, fortnight = 14;

std::optional<int> number(std::string_view text) {
  int out = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return out;
}

/// The part of `rest` before `mark`, which is taken away with it.
std::string_view cut(std::string_view& rest, char mark) {
  const auto at = std::min(rest.find(mark), rest.size());
  const auto out = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return out;
}

}  // namespace

std::string_view code(ReducedReason reason) { return reasons.at(static_cast<std::size_t>(reason)).first; }
std::string_view title(ReducedReason reason) { return reasons.at(static_cast<std::size_t>(reason)).second; }
std::optional<ReducedReason> reduced_reason_of(std::string_view code) {
  for (std::size_t i = 0; i < reasons.size(); ++i)
    if (reasons[i].first == code) return static_cast<ReducedReason>(i);
  return std::nullopt;
}

int minutes_on_site(const ReducedStep& step) {
  int out = 0;
  for (const auto& day : step.days)
    if (day.is_there()) out += day.ends - day.starts;
  return out;
}

std::string to_stored(const std::vector<ReducedStep>& steps) {
  std::string out;
  for (const auto& step : steps) {
    if (!out.empty()) out += '\n';
    out += base::to_iso(step.from);
    for (const auto& day : step.days) out += fmt::format(" {}-{}", day.starts, day.ends);
  }
  return out;
}

std::vector<ReducedStep> steps_of(std::string_view stored) {
  std::vector<ReducedStep> out;
  while (!stored.empty()) {
    auto line = cut(stored, '\n');
    ReducedStep step;
    const auto from = base::parse_iso_date(cut(line, ' '));
    if (!from) return {};
    step.from = *from;
    for (auto& day : step.days) {
      auto span = cut(line, ' ');
      const auto starts = number(cut(span, '-')), ends = number(span);
      if (!starts || !ends) return {};
      day = {*starts, *ends};
    }
    out.push_back(step);
  }
  return out;
}

std::vector<base::FieldError> check(const Reduced& reduced) {
  std::vector<base::FieldError> wrong;
  const auto text = [&](std::string_view field, const std::string& value, std::size_t most, std::string_view missing) {
    if (value.empty() && !missing.empty()) wrong.push_back({std::string(field), std::string(missing)});
    else if (base::count_characters(value) > most) wrong.push_back({std::string(field), fmt::format("Use at most {} characters", most)});
  };
  text("why", reduced.why, 1000, "Enter why fewer hours are right for this pupil now");
  text("off_site", reduced.off_site, 1000, "Enter what the pupil works at away from school, and who sees that they are safe");
  text("risk", reduced.risk, 1000, "Enter what could go wrong, and what is done about it");
  text("consent_by", reduced.consent_by, 120, "Enter who agreed: a part-time timetable needs a parent's consent");
  text("consent_how", reduced.consent_how, 120, "Enter how they agreed, like “signed form”");
  if (reduced.ends_on <= reduced.starts_on) wrong.push_back({"ends_on", "Enter an end after the start: it is for a time only"});
  else if (reduced.ends_on - reduced.starts_on > 2 * six_weeks) wrong.push_back({"ends_on", "Enter an end within twelve weeks; six is the longest that is usual"});
  if (reduced.consent_on > reduced.starts_on) wrong.push_back({"consent_on", "Consent comes before the first day"});
  if (reduced.full_minutes < 60 || reduced.full_minutes > 60 * 60) wrong.push_back({"hours", "Enter the hours a week the pupil is owed, like 32.5"});
  if (reduced.steps.empty()) wrong.push_back({"step1", "Enter the hours at school, a from and a to for each day that the pupil comes"});
  for (std::size_t n = 0; n < reduced.steps.size(); ++n) {
    const auto& step = reduced.steps[n];
    const auto field = fmt::format("step{}", n + 1);
    if (minutes_on_site(step) == 0 && n == 0) wrong.push_back({field, "Enter a time on at least one day"});
    if (minutes_on_site(step) > reduced.full_minutes) wrong.push_back({field, "These are more hours than the pupil is owed: check the times"});
    if (n > 0 && step.from <= reduced.steps[n - 1].from) wrong.push_back({field + "_from", "Each step begins after the one before"});
    if (n > 0 && minutes_on_site(step) < minutes_on_site(reduced.steps[n - 1])) wrong.push_back({field, "Each step is a step back towards full time"});
    if (step.from < reduced.starts_on || step.from > reduced.ends_on) wrong.push_back({field + "_from", "The step begins between the first and the last day"});
  }
  return wrong;
}

bool was_in_force(const Reduced& reduced, base::LocalDate day) { return reduced.starts_on <= day && (!reduced.ended_on || day < *reduced.ended_on); }

bool keeps_away(const Reduced& reduced, base::LocalDate day, int starts, int ends) {
  const auto n = static_cast<std::size_t>(base::weekday(day)) - 1;
  const auto step = was_in_force(reduced, day) ? step_on(reduced, day) : std::nullopt;
  if (!step || n >= step->days.size()) return false;
  const auto& there = step->days[n];
  return !there.is_there() || ends <= there.starts || starts >= there.ends;
}

std::optional<ReducedStep> step_on(const Reduced& reduced, base::LocalDate day) {
  std::optional<ReducedStep> out;
  for (const auto& step : reduced.steps)
    if (step.from <= day) out = step;
  return out;
}

std::vector<std::string> alerts(const Reduced& reduced, std::optional<base::LocalDate> last_review, bool has_ehcp, base::LocalDate today) {
  std::vector<std::string> out;
  if (reduced.ended_on) return out;
  const auto looked = std::max(last_review.value_or(reduced.starts_on), reduced.starts_on);
  if (today - looked > fortnight) out.push_back(fmt::format("No review for {} days. Look at it every two weeks.", today - looked));
  if (today > reduced.ends_on) out.push_back(fmt::format("It ended on {}. The pupil is back full time, or it is agreed anew.", base::to_text(reduced.ends_on)));
  if (std::max(today, reduced.ends_on) - reduced.starts_on > six_weeks) out.push_back("It is for more than six weeks. Say why it cannot be shorter, and who agreed.");
  if (has_ehcp) out.push_back("The pupil has an education, health and care plan: talk with the local authority's caseworker.");
  if (reduced.consent_withdrawn_on) out.push_back(fmt::format("Consent was withdrawn on {}. The pupil comes back full time.", base::to_text(*reduced.consent_withdrawn_on)));
  if (!reduced.authority_told_on && today - reduced.starts_on > fortnight) out.push_back("The local authority has not been told.");
  return out;
}

std::string hours_words(int minutes) {
  if (minutes % 60 == 0) return fmt::format("{} h", minutes / 60);
  return fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

}  // namespace timetable
