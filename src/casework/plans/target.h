// What a plan aims at: one thing a pupil will be able to do, measured from a baseline to a goal by a day. Types and rules.
#pragma once

#include "access/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "casework/plans/ids.h"
#include "casework/plans/measure.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plans {

enum class TargetState : std::uint8_t { draft, live, ended };
std::string_view code(TargetState state);
std::optional<TargetState> target_state_of(std::string_view code);

/// How far it got. `none` until somebody judged it.
enum class Outcome : std::uint8_t { none, not_started, emerging, partly_met, met, exceeded, not_met, discontinued };
inline constexpr std::size_t outcome_count = 8;
std::string_view code(Outcome outcome);   ///< "partly_met"; empty for none
std::string_view title(Outcome outcome);  ///< "Partly met"
std::optional<Outcome> outcome_of(std::string_view code);

/// Where a need belongs: the areas of the SEND Code of Practice, with two that plans outside SEND use.
enum class Area : std::uint8_t { communication, cognition, semh, sensory_physical, independence, attendance };
inline constexpr std::size_t area_count = 6;
std::string_view code(Area area);
std::string_view title(Area area);
std::optional<Area> area_of(std::string_view code);

/// What its writer says: everything that a new version of it may change.
struct TargetWords {
  Area area = Area::cognition;
  std::string need = {};       ///< the need it answers
  std::string statement = {};  ///< "Maya will read 40 of the 100 first words on sight"
  std::string success = {};    ///< how we will know: who looks, when, with what
  Measure measure = {};
  Value baseline = 0, goal = 0;
  base::LocalDate starts_on = {}, by_when = {};
  access::StaffId owner = {};      ///< nil: nobody of the staff, or not yet
  std::string owner_words = {};    ///< who sees to it, where it is not (only) somebody of the staff
  TargetId part_of = {};           ///< the longer aim it takes part in; nil: none
  std::string from_bank = {};      ///< the entry of the bank it was taken from; empty: own words
  friend bool operator==(const TargetWords&, const TargetWords&) = default;
};

/// Something that is done to reach it. `from_bank` is empty for own words.
struct Strategy {
  std::string from_bank = {};
  std::string words = {};
  std::optional<bool> helped = {};  ///< said when the target is judged
  friend bool operator==(const Strategy&, const Strategy&) = default;
};

struct NewTarget {
  TargetId id;
  PlanId plan;
  TargetWords words;
  std::vector<Strategy> strategies = {};
};

struct Target {
  TargetId id;
  PlanId plan;
  access::PupilId pupil;
  access::InfoClass info_class = access::InfoClass::c6_send;
  int version = 1;
  TargetState state = TargetState::draft;
  TargetWords words;
  Outcome outcome = Outcome::none;
  std::string outcome_words = {};
  std::optional<base::LocalDate> outcome_on = {};
  base::UtcTime changed_at = {};
  std::string owner_name = {};  ///< the owner's, or their words
  std::string pupil_name = {};
  std::vector<Strategy> strategies = {};  ///< where they were asked for
};

/// What may not be saved. Field names are those of the form: "statement", "need", "measure", "unit", "steps", "baseline", "goal", "by_when",
/// "success", "starts_on".
std::vector<base::FieldError> check(const TargetWords& words);

/// What would make it better; nothing here stops anybody. Each says what and why, and names the field it is about.
std::vector<base::FieldError> advice(const TargetWords& words);

/// "From 12 words to 40 words by 17 July 2026".
std::string way_words(const TargetWords& words);

}  // namespace plans
