// Targets as they are kept. Changing one is a new version of it; judging one says how far it got.
#pragma once

#include "access/unit_of_work.h"
#include "casework/plans/plan_store.h"
#include "casework/plans/target.h"

#include <span>
#include <vector>

namespace plans {

/// True when the same request was made before by the same person; then nothing need be written.
bool added_before(const access::Pass& pass, const NewTarget& target);
/// Adds a target to a plan that may be written on: a draft until the plan is started. Errors: invalid, as `check`; not_allowed; not_found for a
/// `part_of` that the writer cannot see. An id that stands already fails the unit with conflict, `for_log` "target exists".
base::Result<void> add_target(access::UnitOfWork& work, const WritePass& pass, const Plan& plan, const NewTarget& target);
/// A new version of a target that its writer read as `target`. Of a live one with a reason. Errors: invalid; not_allowed for one that has ended.
/// Another change meanwhile fails the unit with conflict.
base::Result<void> change_target(access::UnitOfWork& work, const WritePass& pass, const Target& target, const TargetWords& words,
                                 const std::vector<Strategy>& strategies, std::string_view reason);
/// A draft of a plan that people follow becomes one of theirs, at once. Errors: not_found for somebody who does not decide on the plan; not_allowed for
/// whoever wrote on it; invalid where nobody follows the plan; conflict where it is no draft. Another change meanwhile fails the unit with conflict.
base::Result<void> approve_target(access::UnitOfWork& work, const DecidePass& pass, const Plan& plan, const Target& target);
/// How far it got, in whose words, and which of its strategies helped (in their order; nothing: not said). `met`, `exceeded`, `not_met` and `discontinued` end it.
base::Result<void> judge_target(access::UnitOfWork& work, const WritePass& pass, const Target& target, Outcome outcome, std::string_view words,
                                const std::vector<std::optional<bool>>& helped);
/// The bare statements of a new target, for the demonstration school; `state` as given.
std::vector<access::Step> steps_of(const NewTarget& target, const access::PupilId& pupil, access::InfoClass info_class, TargetState state,
                                   const access::StaffId& author, base::UtcTime at);

/// Live ones only, by plan and day to reach them by. Notes the sight of each.
std::vector<Target> list_live_targets(const PupilSight& pass);
std::vector<Target> list_live_targets(const CaseloadSight& pass);
/// Every target of the pupil, ended ones behind.
std::vector<Target> list_targets(const PupilSight& pass);
std::vector<Target> list_targets_of_plan(const access::Pass& pass, const PlanId& plan);
/// With its strategies. Notes the sight.
std::optional<Target> find_target(const PupilSight& pass, const TargetId& id);
std::optional<Target> find_target(const CaseloadSight& pass, const TargetId& id);

struct TargetVersion {
  int number = 0;
  base::UtcTime at = {};
  std::string by_name = {}, reason = {};
  std::string body = {};  ///< JSON: the words as they stood
};
std::vector<TargetVersion> list_target_versions(const access::Pass& pass, const TargetId& id);

namespace deeds {
inline constexpr access::Deed target_added{"target.added", "Added a target"};
inline constexpr access::Deed target_approved{"target.approved", "Approved a target of a plan that is followed"};
inline constexpr access::Deed target_changed{"target.changed", "Changed a target"};
inline constexpr access::Deed target_judged{"target.judged", "Said how far a target got"};
inline constexpr access::Deed target_seen{"target.seen", "Saw a target"};
}  // namespace deeds

}  // namespace plans
