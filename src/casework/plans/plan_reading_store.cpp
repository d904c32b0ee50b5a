// Reads plans: every row through its guarded view.
#include "casework/plans/plan_store.h"

#include <algorithm>
#include <array>

namespace plans {
namespace {

#define ALONGSIDE_PLAN_COLUMNS                                                                                                                 \
  "SELECT p.id, p.pupil_id, u.given, u.family, u.class_name, p.template, p.title, p.info_class, p.state, p.author_id, s.name, p.version, "      \
  "p.live_version, p.step, p.from_on, p.until_on, p.review_on, p.made_at, p.changed_at, p.live_since, p.ended_at FROM seen_plan p "             \
  "JOIN seen_pupil u ON u.id = p.pupil_id JOIN staff s ON s.id = p.author_id "
#define ALONGSIDE_PLAN_ORDER "CASE p.state WHEN 'closed' THEN 2 ELSE CASE WHEN p.live_version IS NULL THEN 1 ELSE 0 END END"

constexpr db::Sql plan_of_pupil = ALONGSIDE_PLAN_COLUMNS "WHERE p.id = :id AND p.pupil_id = :pupil";
constexpr db::Sql plan_by_id = ALONGSIDE_PLAN_COLUMNS "WHERE p.id = :id";
constexpr db::Sql plans_of_pupil = ALONGSIDE_PLAN_COLUMNS "WHERE p.pupil_id = :pupil ORDER BY " ALONGSIDE_PLAN_ORDER ", p.title, p.id";
constexpr db::Sql plans_across = ALONGSIDE_PLAN_COLUMNS "WHERE p.state <> 'closed' ORDER BY u.family, u.given, p.pupil_id, " ALONGSIDE_PLAN_ORDER ", p.title, p.id";
constexpr db::Sql all_plans_across = ALONGSIDE_PLAN_COLUMNS "ORDER BY u.family, u.given, p.pupil_id, " ALONGSIDE_PLAN_ORDER ", p.title, p.id";
constexpr db::Sql due_plans = ALONGSIDE_PLAN_COLUMNS
    "WHERE p.review_on <= :until AND p.live_version IS NOT NULL AND p.state NOT IN ('closed', 'reviewed') ORDER BY p.review_on, u.family, u.given, p.id";
constexpr db::Sql waiting_plans = ALONGSIDE_PLAN_COLUMNS "WHERE p.state = 'submitted' AND p.author_id <> :me ORDER BY p.changed_at, p.id";
constexpr db::Sql plans_with_ends = ALONGSIDE_PLAN_COLUMNS
    "WHERE p.live_version IS NOT NULL AND p.state <> 'closed' AND EXISTS (SELECT 1 FROM seen_plan_consent c WHERE c.plan_id = p.id AND (c.until_on IS NOT NULL "
    "OR c.withdrawn_on IS NOT NULL)) ORDER BY u.family, u.given, p.id";
#undef ALONGSIDE_PLAN_COLUMNS
#undef ALONGSIDE_PLAN_ORDER

constexpr db::Sql followed_now =
    "SELECT DISTINCT template FROM seen_plan WHERE pupil_id = :pupil AND live_version IS NOT NULL AND state <> 'closed'";
constexpr db::Sql versions_of =
    "SELECT v.version, v.author_id, s.name, v.at, v.reason, v.kind_version, v.title, v.from_on, v.until_on, v.review_on, v.body "
    "FROM seen_plan_version v JOIN staff s ON s.id = v.author_id WHERE v.plan_id = :id ORDER BY v.version";
constexpr db::Sql steps_of_plan =
    "SELECT t.number, t.version, t.at, t.by_id, s.name, t.deed, t.words FROM seen_plan_step t JOIN staff s ON s.id = t.by_id WHERE t.plan_id = :id ORDER BY t.number";
constexpr db::Sql agreements_of =
    "SELECT a.id, a.version, a.party, a.name, a.agreed_on, a.how, a.words, s.name FROM seen_plan_agreement a JOIN staff s ON s.id = a.written_by "
    "WHERE a.plan_id = :id ORDER BY a.version, a.written_at, a.id";
constexpr db::Sql consents_of =
    "SELECT id, what, given_by, given_on, how, withdrawn_on, withdrawn_by, until_on, renews FROM seen_plan_consent WHERE plan_id = :id ORDER BY what, given_on, id";
constexpr db::Sql readers_of =
    "SELECT r.staff_id, s.name, r.version, r.at FROM seen_plan_read r JOIN staff s ON s.id = r.staff_id WHERE r.plan_id = :id ORDER BY r.version DESC, s.name";

constexpr db::Sql followed_of =
    "SELECT p.id, p.template, p.title, p.info_class, v.version, v.body FROM seen_plan p JOIN seen_plan_version v ON v.plan_id = p.id AND v.version = p.live_version "
    "WHERE p.pupil_id = :about AND p.state <> 'closed' ORDER BY p.live_since, p.id";

Plan read_plan(const db::Row& row) {
  Plan out;
  out.id = row.id<PlanId>(0);
  out.pupil = row.id<access::PupilId>(1);
  out.pupil_name = row.string(2) + " " + row.string(3);
  out.class_name = row.string(4);
  out.template_id = row.string(5);
  out.title = row.string(6);
  out.info_class = static_cast<access::InfoClass>(row.integer(7));
  out.state = plan_state_of(row.text(8)).value_or(PlanState::closed);
  out.author = row.id<access::StaffId>(9);
  out.author_name = row.string(10);
  out.version = static_cast<int>(row.integer(11));
  if (!row.is_null(12)) out.live_version = static_cast<int>(row.integer(12));
  out.step = static_cast<int>(row.integer(13));
  out.from = row.date(14);
  out.until = row.maybe(15, &db::Row::date);
  out.review = row.maybe(16, &db::Row::date);
  out.made_at = row.time(17);
  out.changed_at = row.time(18);
  out.live_since = row.maybe(19, &db::Row::time);
  out.ended_at = row.maybe(20, &db::Row::time);
  return out;
}

/// Whoever an intimate care plan names reads it with a fresh proof of who they are, as everybody else who may.
bool is_within_reach(const access::Pass& pass, const Plan& plan) {
  return access::needed_to_see(plan.info_class) != access::Assurance::step_up || pass.grants().freshness() == access::Freshness::fresh;
}

std::vector<Plan> seen(const access::Pass& pass, std::vector<Plan> plans) {
  std::erase_if(plans, [&](const Plan& plan) { return !is_within_reach(pass, plan); });
  for (const auto& plan : plans) pass.saw(plan.info_class, plan.pupil, plan.pupil.bytes(), deeds::plans_seen);
  return plans;
}

std::optional<Plan> seen(const access::Pass& pass, std::optional<Plan> plan) {
  if (plan && !is_within_reach(pass, *plan)) plan.reset();
  if (plan) pass.saw(plan->info_class, plan->pupil, plan->id.bytes(), deeds::plan_seen);
  return plan;
}

}  // namespace

std::optional<Plan> find_plan(const PupilSight& pass, const PlanId& id) { return seen(pass, pass.row(plan_of_pupil, read_plan, {{"id", id}})); }
std::optional<Plan> find_plan(const CaseloadSight& pass, const PlanId& id) { return seen(pass, pass.row(plan_by_id, read_plan, {{"id", id}})); }
std::vector<Plan> list_plans(const PupilSight& pass) { return seen(pass, pass.rows(plans_of_pupil, read_plan)); }
std::vector<Plan> list_plans(const CaseloadSight& pass, Closed closed) {
  return seen(pass, pass.rows(closed == Closed::shown ? all_plans_across : plans_across, read_plan));
}

std::vector<Followed> list_followed(const access::Pass& pass, const access::PupilId& pupil) {
  auto out = pass.rows(followed_of, [](const db::Row& row) {
    return Followed{row.id<PlanId>(0), row.string(1), row.string(2), static_cast<access::InfoClass>(row.integer(3)), static_cast<int>(row.integer(4)), row.string(5)};
  }, {{"about", pupil}});
  std::erase_if(out, [&](const Followed& one) { return access::needed_to_see(one.info_class) == access::Assurance::step_up && pass.grants().freshness() != access::Freshness::fresh; });
  return out;
}

std::vector<Plan> list_ever_followed(const CaseloadSight& pass, const std::vector<std::string>& templates) {
  auto out = pass.rows(all_plans_across, read_plan);
  std::erase_if(out, [&](const Plan& plan) {
    return !plan.live_since || std::find(templates.begin(), templates.end(), plan.template_id) == templates.end();
  });
  return seen(pass, std::move(out));
}

std::vector<std::string> templates_followed(db::ReadConnection& reader, const access::PupilId& pupil) {
  std::vector<std::string> out;
  const std::array binds = {db::Bind{"pupil", pupil}};
  reader.rows(followed_now, binds, [&](const db::Row& row) { out.push_back(row.string(0)); });
  return out;
}

std::vector<Plan> list_to_review(const CaseloadSight& pass, base::LocalDate until) { return seen(pass, pass.rows(due_plans, read_plan, {{"until", until}})); }

std::vector<Plan> list_with_ending_consents(const CaseloadSight& pass) { return seen(pass, pass.rows(plans_with_ends, read_plan)); }

std::vector<Plan> list_to_approve(const CaseloadSight& pass) {
  auto out = pass.rows(waiting_plans, read_plan);
  std::erase_if(out, [&](const Plan& plan) {
    return (pass.grants().for_pupil(plan.pupil).classes(access::Act::decide) & access::bit(plan.info_class)) == 0;
  });
  return seen(pass, std::move(out));
}

std::vector<PlanVersion> list_versions(const access::Pass& pass, const PlanId& id) {
  return pass.rows(versions_of, [](const db::Row& row) {
    return PlanVersion{static_cast<int>(row.integer(0)), row.id<access::StaffId>(1), row.string(2), row.time(3), row.string(4), row.string(5), row.string(6),
                       row.date(7), row.maybe(8, &db::Row::date), row.maybe(9, &db::Row::date), row.string(10)};
  }, {{"id", id}});
}

std::vector<PlanStep> list_steps(const access::Pass& pass, const PlanId& id) {
  return pass.rows(steps_of_plan, [](const db::Row& row) {
    return PlanStep{static_cast<int>(row.integer(0)), static_cast<int>(row.integer(1)), row.time(2), row.id<access::StaffId>(3), row.string(4),
                    plan_deed_of(row.text(5)).value_or(PlanDeed::revised), row.string(6)};
  }, {{"id", id}});
}

std::vector<Agreement> list_agreements(const access::Pass& pass, const PlanId& id) {
  return pass.rows(agreements_of, [](const db::Row& row) {
    return Agreement{row.id<AgreementId>(0), static_cast<int>(row.integer(1)), party_of(row.text(2)).value_or(Party::other), row.string(3), row.date(4),
                     row.string(5), row.string(6), row.string(7)};
  }, {{"id", id}});
}

std::vector<Consent> list_consents(const access::Pass& pass, const PlanId& id) {
  return pass.rows(consents_of, [](const db::Row& row) {
    return Consent{row.id<ConsentId>(0), row.string(1), row.string(2), row.date(3), row.string(4), row.maybe(5, &db::Row::date), row.string(6), row.maybe(7, &db::Row::date),
                   row.id<ConsentId>(8)};
  }, {{"id", id}});
}

std::vector<Reader> list_readers(const access::Pass& pass, const PlanId& id) {
  return pass.rows(readers_of, [](const db::Row& row) {
    return Reader{row.id<access::StaffId>(0), row.string(1), static_cast<int>(row.integer(2)), row.time(3)};
  }, {{"id", id}});
}

}  // namespace plans
