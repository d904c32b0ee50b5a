// Gives the reviews of plans that are due.
#include "casework/plans/plan_due.h"

#include "casework/plans/plan_store.h"
#include "casework/plans/template.h"

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

}  // namespace plans
