// Promised provision as it is kept.
#pragma once

#include "access/unit_of_work.h"
#include "casework/plans/plan_store.h"
#include "casework/plans/provision_line.h"

#include <vector>

namespace plans {

/// True when the same request was made before by the same person; then nothing need be written.
bool added_before(const access::Pass& pass, const NewProvisionLine& line);
/// A line of a plan that may be written on: a draft until the plan is started. With `plan` null, a line of no plan: promised at once, by somebody
/// who decides on SEND information of the pupil. Errors: invalid, as `check`; not_allowed.
base::Result<void> add_line(access::UnitOfWork& work, const WritePass& pass, const Plan* plan, const NewProvisionLine& line);
/// Puts a line in force that was added to a plan people follow already: for whoever decides on the plan and wrote none of the line. It is promised from today on
/// where it would have begun before: nothing is owed for days on which nobody had agreed to it. Errors: not_found, not_allowed, invalid.
base::Result<void> approve_line(access::UnitOfWork& work, const DecidePass& pass, const Plan& plan, const ProvisionLine& line);
/// Changes what is promised from now on; of a live line with a reason. Another change meanwhile fails the unit with conflict.
base::Result<void> change_line(access::UnitOfWork& work, const WritePass& pass, const ProvisionLine& line, const ProvisionWords& words, std::string_view reason);
/// It is promised no more after `on`.
base::Result<void> end_line(access::UnitOfWork& work, const WritePass& pass, const ProvisionLine& line, base::LocalDate on, std::string_view reason);
/// The bare statements of a new line, for the demonstration school.
std::vector<access::Step> steps_of(const NewProvisionLine& line, const access::PupilId& pupil, access::InfoClass info_class, LineState state,
                                   const access::StaffId& author, base::UtcTime at);

/// What was or is promised on some day from `from` to `until`, drafts left out. Notes the sight of each pupil.
std::vector<ProvisionLine> list_provision_lines(const PupilSight& pass, base::LocalDate from, base::LocalDate until);
std::vector<ProvisionLine> list_provision_lines(const CaseloadSight& pass, base::LocalDate from, base::LocalDate until);
/// What was promised before, the newest first; each with why it came about.
struct LineVersion {
  int number = 1;
  base::UtcTime at;
  std::string by_name, reason;
  std::string what, dose;
};
std::vector<LineVersion> list_line_versions(const access::Pass& pass, const ProvisionLineId& id);
std::vector<ProvisionLine> list_lines_of_plan(const access::Pass& pass, const PlanId& plan);
std::optional<ProvisionLine> find_line(const PupilSight& pass, const ProvisionLineId& id);
std::optional<ProvisionLine> find_line(const CaseloadSight& pass, const ProvisionLineId& id);

namespace deeds {
inline constexpr access::Deed provision_added{"provision.added", "Promised provision"};
inline constexpr access::Deed provision_approved{"provision.approved", "Approved promised provision of a plan that is followed"};
inline constexpr access::Deed provision_changed{"provision.changed", "Changed promised provision"};
inline constexpr access::Deed provision_ended{"provision.ended", "Ended promised provision"};
inline constexpr access::Deed provision_seen{"provision.seen", "Saw promised provision"};
}  // namespace deeds

}  // namespace plans
