// Promised provision: what a pupil is to have, from whom, how long and how often. Types and rules.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "casework/plans/ids.h"
#include "casework/plans/target.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plans {

enum class Wave : std::uint8_t { universal, targeted, specialist };
std::string_view code(Wave wave);
std::string_view title(Wave wave);
std::optional<Wave> wave_of(std::string_view code);

/// Who pays: the school's core money, its SEN budget (element 2), the top-up from the local authority (element 3), pupil premium, health, another.
enum class Funding : std::uint8_t { core, sen_budget, top_up, pupil_premium, health, other };
inline constexpr std::size_t funding_count = 6;
std::string_view code(Funding funding);
std::string_view title(Funding funding);
std::optional<Funding> funding_of(std::string_view code);

/// A line is promised while it is live; a draft waits for its plan.
using LineState = TargetState;

/// What its writer says: everything that a new version of it may change.
struct ProvisionWords {
  std::string what = {};           ///< "Precision teaching of first words"
  std::string programme = {};      ///< the id of a programme of the bank; empty: none
  TargetId target = {};            ///< what it is for; nil: the plan as a whole
  std::string who = {};            ///< "Trained teaching assistant"
  access::StaffId staff = {};      ///< nil: nobody named
  int group_size = 1;
  int minutes = 0;                 ///< each time
  int times = 1;                   ///< in `every_weeks` weeks
  int every_weeks = 1;
  base::LocalDate from = {};
  std::optional<base::LocalDate> until = {};
  Wave wave = Wave::targeted;
  Funding funding = Funding::sen_budget;
  bool section_f = false;          ///< a line of section F of an education, health and care plan
  Area area = Area::cognition;
  friend bool operator==(const ProvisionWords&, const ProvisionWords&) = default;
};

struct NewProvisionLine {
  ProvisionLineId id;
  PlanId plan = {};  ///< nil: of no plan; then it is promised at once
  ProvisionWords words;
};

struct ProvisionLine {
  ProvisionLineId id;
  access::PupilId pupil;
  PlanId plan;       ///< nil: of no plan
  access::InfoClass info_class = access::InfoClass::c6_send;
  int version = 1;
  LineState state = LineState::draft;
  ProvisionWords words;
  std::string staff_name = {}, pupil_name = {};
};

/// Field names are those of the form: "what", "who", "group_size", "minutes", "times", "every_weeks", "until".
std::vector<base::FieldError> check(const ProvisionWords& words);
/// Of those that are not ended: the first that promises the same (the same programme, else the same words) on some of the same days; nullptr for none. `self` is
/// the line that is being changed; nil for a new one.
const ProvisionLine* promised_already(const ProvisionWords& words, const std::vector<ProvisionLine>& lines, const ProvisionLineId& self);
/// Minutes in a week on average, in thousandths: 30 minutes once a fortnight are 15000.
std::int64_t weekly_minutes(const ProvisionWords& words);
/// "20 minutes, 3 times a week, alone", "30 minutes, once every 2 weeks, in a group of 4".
std::string dose_words(const ProvisionWords& words);

}  // namespace plans
