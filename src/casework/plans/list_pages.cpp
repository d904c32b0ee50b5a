// The plans of everybody one works with, the plans of one pupil, and what to begin a plan from.
#include "casework/plans/plan_pages.h"

#include "access/frame.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/plans/bank.h"
#include "casework/plans/plan_view.h"
#include "people/pupil_view.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace plans {
namespace {

using access::Answer;
using access::May;
using access::Visit;

/// What the address asks to see.
struct PlanFilter {
  std::string state, form, words;
  bool keeps(const Visit& visit, const Plan& plan) const {
    if (!form.empty() && plan.template_id != form) return false;
    if (!words.empty() && base::fold(plan.pupil_name + " " + plan.title).find(base::fold(words)) == std::string::npos) return false;
    if (state.empty()) return true;
    if (state == "review") return plan.is_followed() && plan.review && *plan.review <= visit.today() + 14;
    if (state == "live") return plan.is_followed();
    if (state == "mine") return plan.author == visit.who().id;
    return code(plan.state) == state;
  }
};

web::Html filter_form(const PlanFilter& filter, const std::vector<Template>& forms) {
  const auto here = web::Url::path("/plans");
  std::vector<web::Option> states = {{"", "All"}, {"live", "Live"}, {"review", "Review due within two weeks"}, {"draft", "Being written"},
                                     {"submitted", "Waiting for approval"}, {"returned", "Returned"}, {"approved", "Approved, not started"},
                                     {"reviewed", "Reviewed"}, {"closed", "Closed"}, {"mine", "Written by me"}};
  std::vector<web::Option> kinds = {{"", "Every kind of plan"}};
  for (const auto& form : forms) kinds.push_back({form.kind->id, form.kind->title});
  web::Html fields = web::select({.name = "state", .label = "How it stands", .options = states, .value = filter.state});
  fields.add(web::select({.name = "form", .label = "Kind of plan", .options = kinds, .value = filter.form}));
  fields.add(web::text_input({.name = "q", .label = "Pupil or title", .value = filter.words, .type = "search"}));
  const auto without = [&](std::string_view left_out) {
    auto url = here;
    if (left_out != "state" && !filter.state.empty()) url = url.with("state", filter.state);
    if (left_out != "form" && !filter.form.empty()) url = url.with("form", filter.form);
    if (left_out != "q" && !filter.words.empty()) url = url.with("q", filter.words);
    return url;
  };
  std::vector<web::FilterTag> chosen;
  const auto chosen_of = [&](const std::vector<web::Option>& options, const std::string& value, std::string_view name) {
    for (const auto& option : options)
      if (!value.empty() && option.value == value) chosen.push_back({option.text, without(name)});
  };
  chosen_of(states, filter.state, "state");
  chosen_of(kinds, filter.form, "form");
  if (!filter.words.empty()) chosen.push_back({"“" + filter.words + "”", without("q")});
  return web::filter_panel({.action = here, .clear = here, .chosen = chosen, .options = fields});
}

base::Result<Answer> show_caseload(Visit& visit, const CaseloadSight& pass) {
  const auto& templates = visit.house().room<Templates>();
  const PlanFilter filter{std::string(visit.query().text("state")), std::string(visit.query().text("form")), std::string(base::trim(visit.query().text("q")))};
  auto plans = list_plans(pass, filter.state == "closed" ? Closed::shown : Closed::left_out);
  const bool any = !plans.empty();
  std::erase_if(plans, [&](const Plan& plan) { return !filter.keeps(visit, plan); });
  web::Html main = web::heading("Plans");
  main.add(web::button_group(web::button_link(web::Url::path("/reviews"), "Reviews due and open", web::ButtonLook::secondary)));
  main.add(access::offer_to_confirm(visit));
  if (keeps_bank(visit.grants()))
    main.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Bank of targets and strategies</a></p>", web::Url::path("/plans/bank"));
  const auto waiting = list_to_approve(pass);
  if (!waiting.empty()) {
    main.add(web::subheading("Waiting for you to approve"));
    main.add(plan_table(waiting, templates, visit.today(), ListFor::caseload));
    main.add(web::subheading("All plans"));
  }
  main.add(filter_form(filter, templates.all()));
  if (plans.empty())
    main.add(web::empty_state({.icon = web::Icon::plans, .title = any ? "No plan is like this" : "No plan yet",
                               .words = any ? "Take a filter away to see more." : "The plans of the pupils you work with stand here. A plan is begun on a pupil’s page.",
                               .button = any ? web::Html() : web::button_link(web::Url::path("/pupils"), "Find a pupil")}));
  else
    main.add(plan_table(plans, templates, visit.today(), ListFor::caseload));
  return access::page(visit, 200, {.title = "Plans", .place = access::Place::plans}, main);
}

base::Result<Answer> show_of_pupil(Visit& visit, const PupilSight& pass) {
  const auto pupil = people::load(pass);
  const auto& templates = visit.house().room<Templates>();
  const auto plans = list_plans(pass);
  const auto forms = templates.all();
  const bool writes = std::any_of(forms.begin(), forms.end(), [&](const Template& form) { return may_write(pass.grants(), *form.kind, pupil.id); });
  web::Html main = access::told(visit, {{"closed", "The plan is closed."}});
  main.add(people::pupil_head(pass, pupil, people::PupilTab::plans));
  main.add(access::offer_to_confirm(visit));
  const auto begin = writes ? web::button_link(web::Url::path("/pupils/{}/plans/new", pupil.id), "Begin a plan") : web::Html();
  if (plans.empty()) {
    main.add(web::empty_state({.icon = web::Icon::plans, .title = "No plan yet", .words = "Targets, what helps and who does it will stand here, as far as it is yours to see.", .button = begin}));
  } else {
    web::Html buttons = begin;
    buttons.add(web::button_link(web::Url::path("/pupils/{}/reviews", pupil.id), "Reviews", web::ButtonLook::secondary));
    main.add(web::button_group(buttons));
    main.add(plan_table(plans, templates, visit.today(), ListFor::pupil));
  }
  if ((pass.grants().see(pupil.id) & access::bit(access::InfoClass::c6_send)) != 0)
    main.add(web::html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Annual review and assessment</a></p>", web::Url::path("/pupils/{}/statutory", pupil.id)));
  return access::page(visit, 200, {.title = "Plans – " + pupil.name(), .place = access::Place::pupils}, main);
}

}  // namespace

void add_list_routes(access::Routes& routes) {
  routes.get("/plans", show_caseload);
  routes.get("/pupils/{pupil}/plans", show_of_pupil);
}

}  // namespace plans
