// The life of a plan as a table: which deed may follow which.
#include "casework/plans/plan.h"

#include "base/named.h"
#include "base/text.h"

#include <array>

namespace plans {
namespace {

using base::named;
using base::Named;
constexpr std::array<Named, plan_state_count> states{{{"draft", "Being written"},
                                                      {"submitted", "Waiting for approval"},
                                                      {"returned", "Returned"},
                                                      {"approved", "Approved, not started"},
                                                      {"live", "Live"},
                                                      {"reviewed", "Reviewed"},
                                                      {"closed", "Closed"}}};
constexpr std::array<Named, plan_deed_count> deeds{{{"begun", "Began it"},
                                                    {"revised", "Wrote a new version"},
                                                    {"submitted", "Sent it for approval"},
                                                    {"taken_back", "Took it back"},
                                                    {"returned", "Returned it"},
                                                    {"approved", "Approved it"},
                                                    {"overridden", "Went on without what it asks for"},
                                                    {"started", "Started it"},
                                                    {"reviewed", "Reviewed it"},
                                                    {"closed", "Closed it"},
                                                    {"reopened", "Opened it again"},
                                                    {"review_set", "Set the day of its next review"}}};
constexpr std::array<Named, party_count> parties{{{"teacher", "Teacher"}, {"senco", "SENCo"}, {"pupil", "Pupil"}, {"parent", "Parent or carer"}, {"other", "Somebody else"}}};

}  // namespace

std::string_view code(PlanState state) { return states[static_cast<std::size_t>(state)].code; }
std::string_view title(PlanState state) { return states[static_cast<std::size_t>(state)].title; }
std::optional<PlanState> plan_state_of(std::string_view code) { return named<PlanState>(states, code); }
std::string_view code(PlanDeed deed) { return deeds[static_cast<std::size_t>(deed)].code; }
std::string_view title(PlanDeed deed) { return deeds[static_cast<std::size_t>(deed)].title; }
std::optional<PlanDeed> plan_deed_of(std::string_view code) { return named<PlanDeed>(deeds, code); }
std::string_view code(Party party) { return parties[static_cast<std::size_t>(party)].code; }
std::string_view title(Party party) { return parties[static_cast<std::size_t>(party)].title; }
std::optional<Party> party_of(std::string_view code) { return named<Party>(parties, code); }

std::optional<PlanState> after(PlanState before, PlanDeed deed) {
  using S = PlanState;
  const auto when = [&](std::initializer_list<S> from, S to) -> std::optional<S> {
    for (const auto each : from)
      if (each == before) return to;
    return std::nullopt;
  };
  switch (deed) {
    case PlanDeed::begun: return std::nullopt;
    case PlanDeed::revised: return before == S::returned ? std::optional(S::returned) : when({S::draft, S::live, S::reviewed}, S::draft);
    case PlanDeed::submitted: return when({S::draft, S::returned}, S::submitted);
    case PlanDeed::taken_back: return when({S::submitted}, S::draft);
    case PlanDeed::returned: return when({S::submitted, S::approved}, S::returned);
    case PlanDeed::approved: return when({S::submitted}, S::approved);
    case PlanDeed::overridden: return before == S::approved || before == S::live || before == S::reviewed ? std::optional(before) : std::nullopt;
    case PlanDeed::started: return when({S::approved}, S::live);
    case PlanDeed::reviewed: return when({S::live}, S::reviewed);
    case PlanDeed::closed: return when({S::draft, S::returned, S::approved, S::live, S::reviewed}, S::closed);
    case PlanDeed::reopened: return when({S::closed}, S::draft);
    case PlanDeed::review_set: return before == S::closed ? std::nullopt : std::optional(before);
  }
  return std::nullopt;
}

bool needs_words(PlanDeed deed) {
  switch (deed) {
    case PlanDeed::returned:
    case PlanDeed::overridden:
    case PlanDeed::reviewed:
    case PlanDeed::closed:
    case PlanDeed::reopened: return true;
    case PlanDeed::begun:
    case PlanDeed::revised:
    case PlanDeed::submitted:
    case PlanDeed::taken_back:
    case PlanDeed::approved:
    case PlanDeed::started:
    case PlanDeed::review_set: return false;
  }
  return false;
}

bool may_be_written(PlanState state) { return after(state, PlanDeed::revised).has_value(); }

std::vector<base::FieldError> check_dates(std::string_view title, base::LocalDate from, const std::optional<base::LocalDate>& until,
                                          const std::optional<base::LocalDate>& review) {
  std::vector<base::FieldError> wrong;
  if (base::trim(title).empty()) wrong.push_back({"title", "Enter a title"});
  if (base::count_characters(title) > 120) wrong.push_back({"title", "Use at most 120 characters"});
  if (until && *until < from) wrong.push_back({"until", "The last day must not be before the first"});
  if (review && *review < from) wrong.push_back({"review", "The review must not be before the first day"});
  return wrong;
}

}  // namespace plans
