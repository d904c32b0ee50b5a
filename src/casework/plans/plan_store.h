// Plans as they are kept: begun once, revised by versions, moved by steps.
#pragma once

#include "access/unit_of_work.h"
#include "casework/plans/plan.h"

#include <vector>

namespace plans {

/// Sight: the rows are held to the class of each plan.
using PupilSight = access::PupilPass<access::May::pupil_find>;
using CaseloadSight = access::CaseloadPass<access::May::pupil_find>;
/// Writing: the plan's class must be among those the pass's person adds to (`may_write`). Deciding: approve, start, close (`may_decide`).
using WritePass = access::PupilPass<access::May::record_add>;
using DecidePass = access::PupilPass<access::May::record_decide>;

template <class AnyPass>
bool may_write(const AnyPass& pass, access::InfoClass info) {
  return (pass.grants().for_pupil(pass.pupil()).classes(access::Act::add) & access::bit(info)) != 0 &&
         (pass.grants().is_close(pass.pupil()) || (pass.grants().see(pass.pupil()) & access::bit(info)) != 0);
}
template <class AnyPass>
bool may_decide(const AnyPass& pass, access::InfoClass info) {
  return (pass.grants().for_pupil(pass.pupil()).classes(access::Act::decide) & access::bit(info)) != 0;
}

/// What somebody writes: a version.
struct PlanDraft {
  std::string title;
  base::LocalDate from;
  std::optional<base::LocalDate> until, review;
  std::string body;                     ///< record::Body::text(), held to its template
  std::string kind_version;
  std::vector<access::StaffId> named;   ///< the adults it names as those who carry it out
};
struct NewPlan {
  PlanId id;
  std::string template_id;
  access::InfoClass info_class = access::InfoClass::c6_send;
  PlanDraft draft;
};

/// Whether this very request was made before by the same person.
enum class BegunBefore { no, same, other };
BegunBefore begun_before(const access::Pass& pass, const access::PupilId& pupil, const NewPlan& plan);
/// An id that stands already fails the unit with conflict, `for_log` "plan exists".
void begin(access::UnitOfWork& work, const WritePass& pass, const NewPlan& plan);
/// The bare statements of it and its entry, for the demonstration school: times and author as given.
struct PlanSteps {
  std::vector<access::Step> steps;
  access::ChainEntry entry;
};
PlanSteps steps_of(const NewPlan& plan, const access::PupilId& pupil, const access::StaffId& author, base::UtcTime at, const base::Bytes32& salt);

/// From its first version to live, an hour a step: submitted, approved, started. For the demonstration school.
std::vector<PlanSteps> started_steps_of(const NewPlan& plan, const access::PupilId& pupil, const access::StaffId& author, const access::StaffId& approver, base::UtcTime at);

/// A further version of what the writer read as `plan`. Errors: not_allowed where it waits for approval or is closed. Somebody who saved
/// meanwhile fails the unit with conflict.
base::Result<void> revise(access::UnitOfWork& work, const WritePass& pass, const Plan& plan, const PlanDraft& draft, std::string_view reason);

/// A step that its writer takes: submitted, taken_back. Errors: conflict where it does not follow; a step taken meanwhile fails the unit.
base::Result<void> move(access::UnitOfWork& work, const WritePass& pass, const Plan& plan, PlanDeed deed, std::string_view words);
/// A step of somebody who decides. Errors besides: not_allowed for approving what one wrote; invalid ("words"). `started` makes the plan's draft
/// targets and lines live, `closed` ends them.
base::Result<void> move(access::UnitOfWork& work, const DecidePass& pass, const Plan& plan, PlanDeed deed, std::string_view words);

/// The day of its next review, as an annual review that ended has it; a step of the plan says so. Its versions stay as they are. Errors: not_found,
/// conflict for a closed plan; a step taken meanwhile fails the unit.
base::Result<void> set_review(access::UnitOfWork& work, const DecidePass& pass, const Plan& plan, const std::optional<base::LocalDate>& on, std::string_view words);

void agree(access::UnitOfWork& work, const PupilSight& pass, const Plan& plan, const Agreement& agreement);
/// A first one, or one that renews another. An id that stands, or a second renewal of the same, fails the unit with conflict.
void give_consent(access::UnitOfWork& work, const WritePass& pass, const Plan& plan, const Consent& consent);
/// The bare statement of one, for the demonstration school.
access::Step consent_step(const PlanId& plan, const Consent& consent, const access::StaffId& by, base::UtcTime at);
void withdraw_consent(access::UnitOfWork& work, const WritePass& pass, const Plan& plan, const ConsentId& consent, base::LocalDate on, std::string_view by);
/// The reader of the pass has read the version that is followed, or the newest one where none is.
void acknowledge(access::UnitOfWork& work, const PupilSight& pass, const Plan& plan);

/// Notes the sight. Nothing where it is not this pupil's, or not theirs to see.
std::optional<Plan> find_plan(const PupilSight& pass, const PlanId& id);
/// Across pupils, to find whose it is.
std::optional<Plan> find_plan(const CaseloadSight& pass, const PlanId& id);
std::vector<PlanVersion> list_versions(const access::Pass& pass, const PlanId& id);
std::vector<PlanStep> list_steps(const access::Pass& pass, const PlanId& id);
std::vector<Agreement> list_agreements(const access::Pass& pass, const PlanId& id);
std::vector<Consent> list_consents(const access::Pass& pass, const PlanId& id);
std::vector<Reader> list_readers(const access::Pass& pass, const PlanId& id);

/// Followed first, then in the making, closed ones last.
std::vector<Plan> list_plans(const PupilSight& pass);
/// Those that are not closed, by pupil; closed ones too where they are asked for.
enum class Closed { left_out, shown };
std::vector<Plan> list_plans(const CaseloadSight& pass, Closed closed);
/// The text that people follow today, of this pupil's plans: whoever shows words of it notes the sight.
struct Followed {
  PlanId id;
  std::string template_id, title;
  access::InfoClass info_class = access::InfoClass::c6_send;
  int version = 0;
  std::string body = {};  ///< record::Body::text()
};
std::vector<Followed> list_followed(const access::Pass& pass, const access::PupilId& pupil);
/// Plans of these templates that are or were followed, of every pupil.
std::vector<Plan> list_ever_followed(const CaseloadSight& pass, const std::vector<std::string>& templates);
/// For a job of the house, on a reader that looks as the house: ids of the templates of the plans that are followed for this pupil now.
std::vector<std::string> templates_followed(db::ReadConnection& reader, const access::PupilId& pupil);
/// Followed plans whose review falls due on `until` or before and was not held yet, the one due first at the top.
std::vector<Plan> list_to_review(const CaseloadSight& pass, base::LocalDate until);
/// Followed plans of which a consent has an end, or was taken back.
std::vector<Plan> list_with_ending_consents(const CaseloadSight& pass);
/// Plans that wait for approval and are this person's to decide on, but not their own.
std::vector<Plan> list_to_approve(const CaseloadSight& pass);

namespace deeds {
inline constexpr access::Deed plan_begun{"plan.begun", "Began a plan"};
inline constexpr access::Deed plan_revised{"plan.revised", "Wrote a new version of a plan"};
inline constexpr access::Deed plan_submitted{"plan.submitted", "Sent a plan for approval"};
inline constexpr access::Deed plan_taken_back{"plan.taken_back", "Took a plan back"};
inline constexpr access::Deed plan_returned{"plan.returned", "Returned a plan"};
inline constexpr access::Deed plan_approved{"plan.approved", "Approved a plan"};
inline constexpr access::Deed plan_overridden{"plan.overridden", "Passed over what a plan asks for"};
inline constexpr access::Deed plan_started{"plan.started", "Started a plan"};
inline constexpr access::Deed plan_reviewed{"plan.reviewed", "Reviewed a plan"};
inline constexpr access::Deed plan_closed{"plan.closed", "Closed a plan"};
inline constexpr access::Deed plan_reopened{"plan.reopened", "Opened a plan again"};
inline constexpr access::Deed plan_review_set{"plan.review_set", "Set the day of a plan's next review"};
inline constexpr access::Deed plan_agreed{"plan.agreed", "Wrote down who agreed to a plan"};
inline constexpr access::Deed consent_given{"plan_consent.given", "Wrote down a consent"};
inline constexpr access::Deed consent_renewed{"plan_consent.renewed", "Wrote down that a consent was renewed"};
inline constexpr access::Deed consent_withdrawn{"plan_consent.withdrawn", "Wrote down that a consent was withdrawn"};
inline constexpr access::Deed plan_read{"plan.read", "Said that they have read a plan"};
inline constexpr access::Deed plan_seen{"plan.seen", "Saw a plan"};
inline constexpr access::Deed plans_seen{"plans.seen", "Saw a list of plans"};
}  // namespace deeds

}  // namespace plans
