// Draws what plans say at a glance, held to what the reader may see.
#include "casework/plans/plan_glance.h"

#include "base/text.h"
#include "casework/plans/plan_desk.h"
#include "casework/plans/target_store.h"
#include "record/summary.h"
#include "web/components/display.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace plans {
namespace {

constexpr std::size_t most_targets = 5;

web::Html helps(access::Visit& visit, const PupilSight& pass, const std::vector<Plan>& plans) {
  web::Html rows;
  const auto& templates = visit.house().room<Templates>();
  for (const auto& plan : plans) {
    const auto form = templates.find(plan.template_id);
    if (!form || !plan.is_followed() || form->rules.at_a_glance.empty()) continue;
    for (const auto& version : list_versions(pass, plan.id)) {
      if (version.number != *plan.live_version) continue;
      const auto body = record::Body::stored(version.body);
      for (const auto& row : record::describe(*form->kind, body, names_for(visit, *form->kind)))
        if (std::find(form->rules.at_a_glance.begin(), form->rules.at_a_glance.end(), row.field) != form->rules.at_a_glance.end())
          rows.add("<h3 class=\"govuk-heading-s\">{} <span class=\"govuk-hint\">– <a class=\"govuk-link\" href=\"{}\">{}</a></span></h3><p class=\"govuk-body app-words\">{}</p>", row.label,
                   web::Url::path("/pupils/{}/plans/{}", plan.pupil, plan.id), plan.title, row.value);
    }
  }
  return rows.empty() ? web::Html() : web::card("What helps", rows);
}

/// What people follow without a consent that ended or was taken back: first of all.
web::Html lost(access::Visit& visit, const PupilSight& pass, const std::vector<Plan>& plans) {
  web::Html rows;
  const auto& templates = visit.house().room<Templates>();
  for (const auto& plan : plans) {
    const auto form = templates.find(plan.template_id);
    if (!form) continue;
    for (const auto& each : lost_consents(visit, pass, plan, *form))
      rows.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">{}</a>: {}</p>", web::Url::path("/pupils/{}/plans/{}", plan.pupil, plan.id), plan.title, words_of(each));
  }
  return rows.empty() ? web::Html() : web::card("Consent is needed again", rows);
}

web::Html live_targets(const PupilSight& pass) {
  const auto targets = list_live_targets(pass);
  if (targets.empty()) return {};
  web::Html list;
  for (std::size_t n = 0; n < targets.size() && n < most_targets; ++n)
    list.add("<li><a class=\"govuk-link\" href=\"{}\">{}</a><br><span class=\"govuk-hint\">{}</span></li>", web::Url::path("/pupils/{}/plans/{}", targets[n].pupil, targets[n].plan),
             targets[n].words.statement, way_words(targets[n].words));
  web::Html out = web::html("<ul class=\"govuk-list govuk-list--spaced\">{}</ul>", list);
  if (targets.size() > most_targets) out.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">All {} targets</a></p>", plans_url(pass.pupil()), targets.size());
  return web::card("Live targets", out);
}

}  // namespace

void add_glance(record::GlanceParts& parts) {
  parts.add([](access::Visit& visit, const PupilSight& pass) {
    const auto plans = list_plans(pass);
    web::Html out = lost(visit, pass, plans);
    out.add(helps(visit, pass, plans));
    out.add(live_targets(pass));
    return out;
  });
}

}  // namespace plans
