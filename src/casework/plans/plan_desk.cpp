// Opens a plan for its pages.
#include "casework/plans/plan_desk.h"

#include "access/circle.h"
#include "people/training_store.h"
#include "record/new_record.h"
#include "record/notice_store.h"
#include "record/school_offers.h"

#include <algorithm>

namespace plans {

bool may_write(const access::Grants& grants, const record::Kind& kind, const access::PupilId& pupil) {
  const bool knows = grants.is_close(pupil) || (grants.see(pupil) & access::bit(kind.info_class)) != 0;
  return knows && record::may_add(grants, kind, pupil);
}

const PlanVersion* PlanDesk::followed() const {
  if (!plan.is_followed()) return nullptr;
  const auto found = std::find_if(versions.begin(), versions.end(), [&](const PlanVersion& each) { return each.number == *plan.live_version; });
  return found == versions.end() ? nullptr : &*found;
}

web::Url PlanDesk::url() const { return web::Url::path("/pupils/{}/plans/{}", plan.pupil, plan.id); }
web::Url plans_url(const access::PupilId& pupil) { return web::Url::path("/pupils/{}/plans", pupil); }

base::Result<PlanDesk> open_desk(access::Visit& visit, const PupilSight& pass) {
  const auto id = PlanId::parse(visit.match.part("plan"));
  auto plan = id ? find_plan(pass, *id) : std::nullopt;
  if (!plan) return base::Error::not_found("no such plan of this pupil");
  auto form = visit.house().room<Templates>().find(plan->template_id);
  auto versions = list_versions(pass, plan->id);
  if (!form || versions.empty()) return base::Error::not_found("the plan's template is gone");
  PlanDesk desk{pass, people::load(pass), *std::move(plan), *std::move(form), std::move(versions)};
  desk.writes = may_write(pass.grants(), desk.kind(), pass.pupil());
  desk.decides = may_decide(pass, desk.plan.info_class);
  return desk;
}

record::Names names_for(access::Visit& visit, const record::Kind& kind) { return record::staff_names_for(visit, kind); }

std::vector<std::string> missing_to_start(const PlanDesk& desk) {
  std::vector<std::string> out;
  const auto consents = list_consents(desk.pass, desk.plan.id);
  for (const auto& wanted : desk.form.rules.consents) {
    if (holding(wanted.code, consents, desk.pass.today())) continue;
    const auto lost = list_lost({wanted}, consents, desk.pass.today(), {});
    out.push_back(lost.empty() ? wanted.label : words_of(lost.front()));
  }
  const auto body = record::Body::stored(desk.newest().body);
  const auto held = people::trainings_held(desk.pass);
  for (const auto& field : desk.kind().fields) {
    const auto* named = field.trained.empty() ? nullptr : body.find(field.name);
    if (!named || !named->array() || (!field.untrained_reason.empty() && body.find(field.untrained_reason))) continue;
    for (const auto& each : *named->array())
      if (each.string() && !held.contains({*each.string(), field.trained})) {
        const auto* topic = people::find_topic(field.trained);
        out.push_back("A training in date for everybody named in “" + record::plain_label(field) + "”" + (topic ? " (" + std::string(topic->title) + ")" : ""));
        break;
      }
  }
  return out;
}

std::vector<LostConsent> lost_consents(const access::Visit& visit, const access::Pass& pass, const Plan& plan, const Template& form) {
  if (form.rules.consents.empty() || !plan.is_followed()) return {};
  const auto consents = list_consents(pass, plan.id);
  auto out = list_lost(form.rules.consents, consents, visit.today(), {});
  if (out.empty()) return out;
  std::optional<base::LocalDate> passed_over_on;
  for (const auto& step : list_steps(pass, plan.id))
    if (step.deed == PlanDeed::overridden) passed_over_on = visit.house().zone().date_of(step.at);
  return list_lost(form.rules.consents, consents, visit.today(), passed_over_on);
}

void tell(access::UnitOfWork& work, access::Visit& visit, const PlanDesk& desk, std::string words) {
  tell(work, visit, desk.kind(), desk.plan.pupil, desk.plan.id, std::move(words));
}

void tell(access::UnitOfWork& work, access::Visit& visit, const record::Kind& kind, const access::PupilId& pupil, const PlanId& plan, std::string words) {
  const auto circle = visit.house().room<access::Circles>().today(visit.house());
  for (const auto& adult : circle->adults()) {
    if (adult.person.id == visit.who().id) continue;
    if (std::find(adult.own_family.begin(), adult.own_family.end(), pupil) != adult.own_family.end()) continue;
    const bool is_told = std::any_of(adult.person.roles.begin(), adult.person.roles.end(), [&](access::Role role) {
      return std::find(kind.shared_to.begin(), kind.shared_to.end(), role) != kind.shared_to.end() &&
             record::allows(kind, role, access::Relation::school, access::Act::see);
    });
    if (!is_told) continue;
    work.also(record::insert_notice({.id = record::NoticeId(work.fresh_bytes()), .staff = adult.person.id, .source = "plan", .source_id = plan.bytes(),
                                     .pupil = pupil, .info_class = kind.info_class, .words = words}, work.now()));
  }
}

}  // namespace plans
