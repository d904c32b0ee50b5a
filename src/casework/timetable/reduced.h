// A reduced (part-time) timetable: fewer hours at school than a pupil is owed, agreed, for a time, with steps back. Facts: DfE attendance
// guidance, part-time timetables. Types and rules.
#pragma once

#include "access/ids.h"
#include "base/result.h"
#include "base/time.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace timetable {

using ReducedId = base::Id<struct ReducedTag>;
using ReducedReviewId = base::Id<struct ReducedReviewTag>;

enum class ReducedReason : std::uint8_t { medical, reintegration, transition, other };
inline constexpr std::size_t reduced_reason_count = 4;
std::string_view code(ReducedReason reason);
std::string_view title(ReducedReason reason);
std::optional<ReducedReason> reduced_reason_of(std::string_view code);

/// From and to on the wall clock, in minutes; none: not at school that day.
struct OnSite {
  int starts = 0, ends = 0;
  bool is_there() const { return ends > starts; }
  friend bool operator==(const OnSite&, const OnSite&) = default;
};
/// One step on the way back: from a day on, these hours from Monday to Friday.
struct ReducedStep {
  base::LocalDate from;
  std::array<OnSite, 5> days{};
  friend bool operator==(const ReducedStep&, const ReducedStep&) = default;
};
/// Minutes at school in a week of it.
int minutes_on_site(const ReducedStep& step);
/// As stored: a line for each step, and back; nothing where a line cannot be read.
std::string to_stored(const std::vector<ReducedStep>& steps);
std::vector<ReducedStep> steps_of(std::string_view stored);

struct Reduced {
  ReducedId id;
  access::PupilId pupil = {};
  int version = 1;
  ReducedReason reason = ReducedReason::other;
  std::string why = {};
  base::LocalDate starts_on = {}, ends_on = {};
  int full_minutes = 0;  ///< owed in a week
  std::vector<ReducedStep> steps = {};
  std::string off_site = {};  ///< work away from school, and who sees that the pupil is safe
  std::string risk = {};
  std::string consent_by = {}, consent_how = {};
  base::LocalDate consent_on = {};
  std::optional<base::LocalDate> consent_withdrawn_on = {}, authority_told_on = {}, ended_on = {};
  bool is_live(base::LocalDate day) const { return starts_on <= day && !ended_on; }
};

struct ReducedReview {
  ReducedReviewId id;
  base::LocalDate on;
  std::string words;
  std::string by_name = {};
};

/// Field names are the form's: "why", "starts_on", "ends_on", "hours", "step1_from" …, "off_site", "risk", "consent_by", "consent_how", "consent_on".
std::vector<base::FieldError> check(const Reduced& reduced);
/// True where it was in force on that day, whatever became of it afterwards.
bool was_in_force(const Reduced& reduced, base::LocalDate day);
/// True where the pupil is not at school at any of these minutes of that day, by the step that holds then.
bool keeps_away(const Reduced& reduced, base::LocalDate day, int starts, int ends);
/// The step of a day; nothing before the first.
std::optional<ReducedStep> step_on(const Reduced& reduced, base::LocalDate day);
/// What somebody has to look at today, each a sentence: no review in 14 days, past its end, over six weeks, a pupil with a plan, no consent any
/// more, the authority not told within two weeks.
std::vector<std::string> alerts(const Reduced& reduced, std::optional<base::LocalDate> last_review, bool has_ehcp, base::LocalDate today);
/// "12 h 30 min".
std::string hours_words(int minutes);

}  // namespace timetable
