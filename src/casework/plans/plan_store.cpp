// Writes plans; they are read next door (plan_reading_store.cpp).
#include "casework/plans/plan_store.h"

#include "access/chain.h"
#include "access/digest.h"
#include "access/pass_refused.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace plans {
namespace {

constexpr db::Sql insert_plan =
    "INSERT INTO plan (id, pupil_id, template, title, info_class, state, author_id, version, live_version, step, from_on, until_on, review_on, "
    "made_at, changed_at, live_since, ended_at, request_digest) VALUES (:id, :about, :template, :title, :info_class, 'draft', :author, 1, NULL, 1, "
    ":from_on, :until_on, :review_on, :at, :at, NULL, NULL, :digest) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql insert_version =
    "INSERT INTO plan_version (plan_id, version, author_id, at, reason, kind_version, title, from_on, until_on, review_on, body, salt) "
    "VALUES (:id, :version, :author, :at, :reason, :kind_version, :title, :from_on, :until_on, :review_on, :body, :salt)";
constexpr db::Sql insert_step =
    "INSERT INTO plan_step (plan_id, number, version, at, by_id, deed, words) VALUES (:id, :number, :version, :at, :author, :deed, :words)";
constexpr db::Sql insert_named = "INSERT INTO plan_named (plan_id, version, staff_id) VALUES (:id, :version, :staff) ON CONFLICT DO NOTHING";
// Only where nobody moved or revised it since it was read.
constexpr db::Sql revise_plan =
    "UPDATE plan SET title = :title, version = :version, state = :state, step = :step, from_on = :from_on, until_on = :until_on, review_on = :review_on, "
    "changed_at = :now WHERE id = :id AND pupil_id = :about AND step = :was";
constexpr db::Sql move_plan = "UPDATE plan SET state = :state, step = :step, changed_at = :now WHERE id = :id AND pupil_id = :about AND step = :was";
constexpr db::Sql start_plan =
    "UPDATE plan SET state = 'live', live_version = version, live_since = :now, step = :step, changed_at = :now "
    "WHERE id = :id AND pupil_id = :about AND step = :was";
constexpr db::Sql close_plan =
    "UPDATE plan SET state = 'closed', ended_at = :now, step = :step, changed_at = :now WHERE id = :id AND pupil_id = :about AND step = :was";
constexpr db::Sql reopen_plan =
    "UPDATE plan SET state = 'draft', ended_at = NULL, live_version = NULL, step = :step, changed_at = :now "
    "WHERE id = :id AND pupil_id = :about AND step = :was";
constexpr db::Sql set_review_day = "UPDATE plan SET review_on = :on, step = :step, changed_at = :now WHERE id = :id AND pupil_id = :about AND step = :was";
constexpr db::Sql targets_live = "UPDATE target SET state = 'live', changed_at = :now WHERE plan_id = :id AND state = 'draft'";
constexpr db::Sql lines_live = "UPDATE provision_line SET state = 'live', changed_at = :now WHERE plan_id = :id AND state = 'draft'";
constexpr db::Sql targets_ended = "UPDATE target SET state = 'ended', changed_at = :now WHERE plan_id = :id AND state = 'live'";
constexpr db::Sql lines_ended =
    "UPDATE provision_line SET state = 'ended', changed_at = :now, until_on = CASE WHEN until_on IS NULL OR until_on > :today THEN :today ELSE until_on END "
    "WHERE plan_id = :id AND state = 'live'";
constexpr db::Sql insert_agreement =
    "INSERT INTO plan_agreement (id, plan_id, version, party, name, agreed_on, how, words, written_by, written_at) "
    "VALUES (:agreement, :id, :version, :party, :name, :on, :how, :words, :me, :now) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql insert_consent =
    "INSERT INTO plan_consent (id, plan_id, what, given_by, given_on, how, until_on, renews, written_by, written_at, withdrawn_on, withdrawn_by, "
    "withdrawn_written_by) VALUES (:consent, :id, :what, :given_by, :given_on, :how, :until_on, :renews, :me, :now, NULL, '', NULL) ON CONFLICT DO NOTHING";
constexpr db::Sql end_consent =
    "UPDATE plan_consent SET withdrawn_on = :on, withdrawn_by = :by, withdrawn_written_by = :me WHERE id = :consent AND plan_id = :id AND withdrawn_on IS NULL";
constexpr db::Sql insert_read = "INSERT INTO plan_read (plan_id, version, staff_id, at) VALUES (:id, :version, :me, :now) ON CONFLICT DO NOTHING";
constexpr db::Sql own_request = "SELECT request_digest FROM my_plan_request WHERE id = :id";
constexpr db::Sql writers_of = "SELECT author_id FROM seen_plan_version WHERE plan_id = :id AND version > :after";

std::string day_text(const std::optional<base::LocalDate>& day) { return day ? base::to_iso(*day) : std::string("none"); }

/// What the commitment in the chain is made of.
std::string version_bytes(const access::PupilId& pupil, std::string_view template_id, const PlanDraft& draft) {
  return fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}", pupil.text(), template_id, draft.title, base::to_iso(draft.from), day_text(draft.until),
                     day_text(draft.review), draft.body);
}

base::Bytes32 request_digest(const access::PupilId& pupil, const NewPlan& plan) {
  return access::digest({base::as_bytes(version_bytes(pupil, plan.template_id, plan.draft))});
}

base::Error moved_meanwhile() {
  return base::Error::conflict("Somebody else changed this plan while you were writing. Look at it again.", "plan moved on");
}

access::Step version_step(const PlanId& id, int version, const access::StaffId& author, base::UtcTime at, const PlanDraft& draft, std::string_view reason,
                          const base::Bytes32& salt) {
  return {insert_version,
          {{"id", id}, {"version", version}, {"author", author}, {"at", at}, {"reason", reason}, {"kind_version", draft.kind_version}, {"title", draft.title},
           {"from_on", draft.from}, {"until_on", draft.until}, {"review_on", draft.review}, {"body", draft.body}, {"salt", salt}}};
}

access::Step step_step(const PlanId& id, int number, int version, const access::StaffId& by, base::UtcTime at, PlanDeed deed, std::string_view words) {
  return {insert_step, {{"id", id}, {"number", number}, {"version", version}, {"at", at}, {"author", by}, {"deed", code(deed)}, {"words", words}}};
}

access::Deed audit_deed(PlanDeed deed) {
  switch (deed) {
    case PlanDeed::begun: return deeds::plan_begun;
    case PlanDeed::revised: return deeds::plan_revised;
    case PlanDeed::submitted: return deeds::plan_submitted;
    case PlanDeed::taken_back: return deeds::plan_taken_back;
    case PlanDeed::returned: return deeds::plan_returned;
    case PlanDeed::approved: return deeds::plan_approved;
    case PlanDeed::overridden: return deeds::plan_overridden;
    case PlanDeed::started: return deeds::plan_started;
    case PlanDeed::reviewed: return deeds::plan_reviewed;
    case PlanDeed::closed: return deeds::plan_closed;
    case PlanDeed::reopened: return deeds::plan_reopened;
    case PlanDeed::review_set: return deeds::plan_review_set;
  }
  return deeds::plan_revised;
}

const db::Sql& moving(PlanDeed deed) {
  if (deed == PlanDeed::started) return start_plan;
  if (deed == PlanDeed::closed) return close_plan;
  return deed == PlanDeed::reopened ? reopen_plan : move_plan;
}

template <class AnyPass>
base::Result<void> take_step(access::UnitOfWork& work, const AnyPass& pass, const Plan& plan, PlanDeed deed, std::string_view words) {
  const auto next = after(plan.state, deed);
  if (!next) return base::Error::conflict("The plan has moved on since you opened it. Look at it again.", "deed does not follow");
  if (needs_words(deed) && base::trim(words).empty()) return base::Error::invalid("words", "Enter why", "step without words");
  if (base::count_characters(words) > 4000) return base::Error::invalid("words", "Use at most 4,000 characters", "step too long");
  if (deed == PlanDeed::started || deed == PlanDeed::closed || deed == PlanDeed::reopened)
    work.write(pass, {.deed = audit_deed(deed), .subject = plan.id.bytes(), .info = plan.info_class}, moving(deed),
               {{"id", plan.id}, {"about", plan.pupil}, {"step", plan.step + 1}, {"was", plan.step}}, access::Expect::one, moved_meanwhile());
  else
    work.write(pass, {.deed = audit_deed(deed), .subject = plan.id.bytes(), .info = plan.info_class}, move_plan,
               {{"id", plan.id}, {"about", plan.pupil}, {"state", code(*next)}, {"step", plan.step + 1}, {"was", plan.step}}, access::Expect::one, moved_meanwhile());
  work.also(step_step(plan.id, plan.step + 1, plan.version, pass.who().id, work.now(), deed, base::trim(words)));
  if (deed == PlanDeed::started) {
    work.also(targets_live, {{"id", plan.id}});
    work.also(lines_live, {{"id", plan.id}});
  }
  if (deed == PlanDeed::closed) {
    work.also(targets_ended, {{"id", plan.id}});
    work.also(lines_ended, {{"id", plan.id}});
  }
  return {};
}

}  // namespace

BegunBefore begun_before(const access::Pass& pass, const access::PupilId& pupil, const NewPlan& plan) {
  const auto kept = pass.row(own_request, [](const db::Row& row) { return base::Bytes(row.bytes(0).begin(), row.bytes(0).end()); }, {{"id", plan.id}});
  if (!kept) return BegunBefore::no;
  const auto now = request_digest(pupil, plan);
  return std::equal(kept->begin(), kept->end(), now.begin(), now.end()) ? BegunBefore::same : BegunBefore::other;
}

PlanSteps steps_of(const NewPlan& plan, const access::PupilId& pupil, const access::StaffId& author, base::UtcTime at, const base::Bytes32& salt) {
  PlanSteps out;
  const auto& draft = plan.draft;
  out.steps.push_back({insert_plan,
                       {{"id", plan.id}, {"about", pupil}, {"template", plan.template_id}, {"title", draft.title},
                        {"info_class", static_cast<int>(plan.info_class)}, {"author", author}, {"from_on", draft.from}, {"until_on", draft.until},
                        {"review_on", draft.review}, {"at", at}, {"digest", request_digest(pupil, plan)}},
                       access::Expect::one, base::Error::conflict("This was saved already, with other words.", "plan exists")});
  out.steps.push_back(version_step(plan.id, 1, author, at, draft, "", salt));
  out.steps.push_back(step_step(plan.id, 1, 1, author, at, PlanDeed::begun, ""));
  for (const auto& one : draft.named) out.steps.push_back({insert_named, {{"id", plan.id}, {"version", 1}, {"staff", one}}});
  out.entry.at = at;
  out.entry.actor = author.bytes();
  out.entry.deed = std::string(deeds::plan_begun.code);
  out.entry.info_class = static_cast<int>(plan.info_class);
  out.entry.subject = plan.id.bytes();
  out.entry.pupil = pupil.bytes();
  out.entry.policy_version = access::policy_version;
  out.entry.commitment = access::commitment(salt, base::as_bytes(version_bytes(pupil, plan.template_id, draft)));
  return out;
}

std::vector<PlanSteps> started_steps_of(const NewPlan& plan, const access::PupilId& pupil, const access::StaffId& author, const access::StaffId& approver, base::UtcTime at) {
  std::vector<PlanSteps> out;
  int number = 1;
  for (const auto deed : {PlanDeed::submitted, PlanDeed::approved, PlanDeed::started}) {
    const auto& by = deed == PlanDeed::submitted ? author : approver;
    PlanSteps made;
    std::vector<db::Bind> binds = {{"id", plan.id}, {"about", pupil}, {"was", number}, {"step", number + 1}, {"now", at}};
    if (deed != PlanDeed::started) binds.push_back({"state", code(deed == PlanDeed::submitted ? PlanState::submitted : PlanState::approved)});
    made.steps.push_back({moving(deed), std::move(binds)});
    made.steps.push_back(step_step(plan.id, ++number, 1, by, at, deed, ""));
    made.entry.at = at;
    made.entry.actor = by.bytes();
    made.entry.deed = std::string(audit_deed(deed).code);
    made.entry.info_class = static_cast<int>(plan.info_class);
    made.entry.subject = plan.id.bytes();
    made.entry.pupil = pupil.bytes();
    made.entry.policy_version = access::policy_version;
    out.push_back(std::move(made));
    at = at + base::hour_ms;
  }
  return out;
}

void begin(access::UnitOfWork& work, const WritePass& pass, const NewPlan& plan) {
  access::hold_to(pass, access::Act::add, plan.info_class);
  base::Bytes32 salt;
  work.random().fill(salt);
  auto made = steps_of(plan, pass.pupil(), pass.who().id, work.now(), salt);
  auto first = std::move(made.steps.front());
  auto miss = std::move(first.miss);
  work.write(pass, {deeds::plan_begun, plan.id.bytes(), plan.info_class, {}, made.entry.commitment}, std::move(first), access::Expect::one, std::move(miss));
  for (std::size_t n = 1; n < made.steps.size(); ++n) work.also(std::move(made.steps[n]));
}

base::Result<void> revise(access::UnitOfWork& work, const WritePass& pass, const Plan& plan, const PlanDraft& draft, std::string_view reason) {
  const auto next = after(plan.state, PlanDeed::revised);
  if (!next) return base::Error::not_allowed("This plan waits for approval or is closed. Take it back or open it again first.", "plan not to be written on");
  access::hold_to(pass, access::Act::add, plan.info_class);
  base::Bytes32 salt;
  work.random().fill(salt);
  const int version = plan.version + 1;
  work.write(pass,
             {deeds::plan_revised, plan.id.bytes(), plan.info_class, {},
              access::commitment(salt, base::as_bytes(version_bytes(plan.pupil, plan.template_id, draft)))},
             revise_plan,
             {{"id", plan.id}, {"about", plan.pupil}, {"title", draft.title}, {"version", version}, {"state", code(*next)}, {"step", plan.step + 1},
              {"from_on", draft.from}, {"until_on", draft.until}, {"review_on", draft.review}, {"was", plan.step}},
             access::Expect::one, moved_meanwhile());
  work.also(version_step(plan.id, version, pass.who().id, work.now(), draft, reason, salt));
  work.also(step_step(plan.id, plan.step + 1, version, pass.who().id, work.now(), PlanDeed::revised, reason));
  for (const auto& one : draft.named) work.also(insert_named, {{"id", plan.id}, {"version", version}, {"staff", one}});
  return {};
}

base::Result<void> move(access::UnitOfWork& work, const WritePass& pass, const Plan& plan, PlanDeed deed, std::string_view words) {
  if (deed != PlanDeed::submitted && deed != PlanDeed::taken_back)
    return base::Error::not_allowed("Somebody who decides on plans must do this.", "deed of a decider");
  return take_step(work, pass, plan, deed, words);
}

namespace {

/// The last version whose writers are not asked about: what is passed over in a plan that people follow is of the very version they follow.
int last_settled(const Plan& plan, PlanDeed deed) {
  if (!plan.live_version) return 0;
  const bool is_followed_as_it_is = plan.state == PlanState::live || plan.state == PlanState::reviewed;
  return deed == PlanDeed::overridden && is_followed_as_it_is ? *plan.live_version - 1 : *plan.live_version;
}

/// Steps that are decisions. The others are taken by who writes, or come of what is written elsewhere.
bool is_decision(PlanDeed deed) {
  switch (deed) {
    case PlanDeed::returned:
    case PlanDeed::approved:
    case PlanDeed::overridden:
    case PlanDeed::started:
    case PlanDeed::reviewed:
    case PlanDeed::closed:
    case PlanDeed::reopened: return true;
    case PlanDeed::begun:
    case PlanDeed::revised:
    case PlanDeed::submitted:
    case PlanDeed::taken_back:
    case PlanDeed::review_set: return false;
  }
  return false;
}

}  // namespace

base::Result<void> move(access::UnitOfWork& work, const DecidePass& pass, const Plan& plan, PlanDeed deed, std::string_view words) {
  if (!may_decide(pass, plan.info_class)) return base::Error::not_found("plan not theirs to decide on");
  if (!is_decision(deed)) return base::Error::not_allowed("That is not decided here. Look at the plan again.", "no decision");
  if (deed == PlanDeed::approved || deed == PlanDeed::overridden) {
    const auto writers = pass.rows(writers_of, [](const db::Row& row) { return row.id<access::StaffId>(0); },
                                   {{"id", plan.id}, {"after", last_settled(plan, deed)}});
    if (std::find(writers.begin(), writers.end(), pass.who().id) != writers.end())
      return base::Error::not_allowed("You wrote on this plan, so somebody else must approve it.", "approval by an author");
  }
  return take_step(work, pass, plan, deed, words);
}

base::Result<void> set_review(access::UnitOfWork& work, const DecidePass& pass, const Plan& plan, const std::optional<base::LocalDate>& on, std::string_view words) {
  if (!may_decide(pass, plan.info_class)) return base::Error::not_found("plan not theirs to decide on");
  if (!after(plan.state, PlanDeed::review_set)) return base::Error::conflict("The plan is closed.", "review day of a closed plan");
  work.write(pass, {.deed = deeds::plan_review_set, .subject = plan.id.bytes(), .info = plan.info_class}, set_review_day,
             {{"id", plan.id}, {"about", plan.pupil}, {"on", on}, {"step", plan.step + 1}, {"was", plan.step}}, access::Expect::one, moved_meanwhile());
  work.also(step_step(plan.id, plan.step + 1, plan.version, pass.who().id, work.now(), PlanDeed::review_set, words));
  return {};
}

void agree(access::UnitOfWork& work, const PupilSight& pass, const Plan& plan, const Agreement& agreement) {
  work.write(pass, {.deed = deeds::plan_agreed, .subject = plan.id.bytes(), .info = plan.info_class}, insert_agreement,
             {{"agreement", agreement.id}, {"id", plan.id}, {"version", agreement.version}, {"party", code(agreement.party)}, {"name", agreement.name},
              {"on", agreement.on}, {"how", agreement.how}, {"words", agreement.words}});
}

namespace {

std::vector<db::Bind> consent_binds(const PlanId& plan, const Consent& consent) {
  return {{"consent", consent.id}, {"id", plan}, {"what", consent.what}, {"given_by", consent.given_by}, {"given_on", consent.given_on}, {"how", consent.how},
          {"until_on", consent.until}, {"renews", consent.renews.is_nil() ? std::nullopt : std::optional(consent.renews)}};
}

}  // namespace

access::Step consent_step(const PlanId& plan, const Consent& consent, const access::StaffId& by, base::UtcTime at) {
  auto binds = consent_binds(plan, consent);
  binds.push_back({"me", by});
  binds.push_back({"now", at});
  return {insert_consent, std::move(binds)};
}

void give_consent(access::UnitOfWork& work, const WritePass& pass, const Plan& plan, const Consent& consent) {
  const bool renewed = !consent.renews.is_nil();
  work.write(pass, {.deed = renewed ? deeds::consent_renewed : deeds::consent_given, .subject = plan.id.bytes(), .info = plan.info_class},
             access::Step{insert_consent, consent_binds(plan.id, consent)}, access::Expect::one, base::Error::conflict("Somebody wrote this consent down meanwhile. Look at the plan again.", "consent written or renewed already"));
}

void withdraw_consent(access::UnitOfWork& work, const WritePass& pass, const Plan& plan, const ConsentId& consent, base::LocalDate on, std::string_view by) {
  work.write(pass, {.deed = deeds::consent_withdrawn, .subject = plan.id.bytes(), .info = plan.info_class}, end_consent,
             {{"consent", consent}, {"id", plan.id}, {"on", on}, {"by", by}}, access::Expect::one);
}

void acknowledge(access::UnitOfWork& work, const PupilSight& pass, const Plan& plan) {
  work.write(pass, {.deed = deeds::plan_read, .subject = plan.id.bytes(), .info = plan.info_class}, insert_read,
             {{"id", plan.id}, {"version", plan.is_followed() ? *plan.live_version : plan.version}});
}

}  // namespace plans
