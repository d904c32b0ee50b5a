// Gives the reviews of plans that are due, and the consents that end.
#include "casework/plans/plan_due.h"

#include "casework/plans/plan_desk.h"

#include <algorithm>

namespace plans {

std::vector<record::Due> reviews_due(access::Visit& visit, base::LocalDate until) {
  const auto pass = access::Door::caseload<access::May::pupil_find>(visit);
  if (!pass) return {};
  const auto& templates = visit.house().room<Templates>();
  std::vector<record::Due> out;
  for (const auto& plan : list_plans(*pass, Closed::left_out)) {
    if (!plan.is_followed() || !plan.review || *plan.review > until || plan.state == PlanState::reviewed) continue;
    const auto form = templates.find(plan.template_id);
    if (!form || form->rules.section_f) continue;
    out.push_back({.on = *plan.review, .what = "Review: " + form->kind->title, .leads_to = web::Url::path("/pupils/{}/plans/{}", plan.pupil, plan.id), .key = "plan " + plan.id.text(), .pupil = plan.pupil,
                   .info_class = plan.info_class, .owner = plan.author, .owner_words = plan.author_name});
  }
  return out;
}

std::vector<record::Due> consents_due(access::Visit& visit, base::LocalDate until) {
  const auto pass = access::Door::caseload<access::May::pupil_find>(visit);
  if (!pass) return {};
  const auto& templates = visit.house().room<Templates>();
  std::vector<record::Due> out;
  for (const auto& plan : list_with_ending_consents(*pass)) {
    const auto form = templates.find(plan.template_id);
    if (!form) continue;
    const auto add = [&](base::LocalDate on, std::string what, const Consent& consent) {
      if (on <= until)
        out.push_back({.on = on, .what = std::move(what), .leads_to = web::Url::path("/pupils/{}/plans/{}", plan.pupil, plan.id), .key = "consent " + consent.id.text(), .pupil = plan.pupil,
                       .info_class = plan.info_class, .owner = plan.author, .owner_words = plan.author_name});
    };
    const auto consents = list_consents(*pass, plan.id);
    for (const auto& wanted : form->rules.consents)
      if (const auto* held = holding(wanted.code, consents, visit.today()); held && held->until) add(*held->until, "Consent ends: " + wanted.label, *held);
    for (const auto& lost : lost_consents(visit, *pass, plan, *form)) {
      const bool is_withdrawn = lost.consent.withdrawn_on == lost.since;
      add(is_withdrawn ? lost.since : *lost.consent.until, (is_withdrawn ? "Consent was withdrawn: " : "Consent has ended: ") + lost.wanted.label, lost.consent);
    }
  }
  return out;
}

}  // namespace plans
