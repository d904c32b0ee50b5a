// The reviews of a pupil, those that fall due across the caseload, and opening one.
#include "access/frame.h"
#include "access/told.h"
#include "casework/reviews/review_desk.h"
#include "casework/reviews/review_pages.h"
#include "casework/reviews/review_view.h"
#include "people/pupil_view.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace reviews {
namespace {

using access::Answer;
using access::May;
using access::Visit;

constexpr int weeks_ahead = 6;

/// Followed plans of the pupil that this reader may review and nobody is reviewing.
std::vector<plans::Plan> to_review(Visit& visit, const PupilSight& pass, const std::vector<Review>& reviews) {
  auto out = plans::list_plans(pass);
  const auto& templates = visit.house().room<plans::Templates>();
  std::erase_if(out, [&](const plans::Plan& plan) {
    const auto form = templates.find(plan.template_id);
    const bool under_review = std::any_of(reviews.begin(), reviews.end(), [&](const Review& review) { return review.is_open() && review.plan == plan.id; });
    return !plan.is_followed() || plan.state == plans::PlanState::reviewed || under_review || !form || !plans::may_write(pass.grants(), *form->kind, plan.pupil);
  });
  return out;
}

web::Html open_button(const Visit& visit, const plans::Plan& plan) {
  web::Html hidden = web::hidden("id", visit.fresh<ReviewId>().text());
  hidden.add(web::hidden("plan", plan.id.text()));
  return web::post_button(reviews_url(plan.pupil), visit.csrf_token(), {.text = "Open the review", .look = web::ButtonLook::secondary,
                                                                         .more = web::attr("aria-label", "Open the review of " + plan.title + ", " + plan.pupil_name)}, hidden);
}

web::Html when(const std::optional<base::LocalDate>& due, base::LocalDate today) {
  if (!due) return web::html("No day set");
  return *due < today ? web::tag(due_words(*due, today), web::Tint::red) : web::html("{}", due_words(*due, today));
}

base::Result<Answer> show_of_pupil(Visit& visit, const PupilSight& pass) {
  const auto pupil = people::load(pass);
  const auto reviews = list_reviews(pass);
  const auto plans = to_review(visit, pass, reviews);
  web::Html main = people::pupil_head(pass, pupil, people::PupilTab::plans);
  main.add(web::subheading("Reviews"));
  main.add(access::offer_to_confirm(visit));
  if (!plans.empty()) {
    web::Table table{"Plans to review", {{"Plan"}, {"Review"}, {"Open it"}}, {}, false, true, true};
    for (const auto& plan : plans)
      table.rows.push_back({web::link(web::Url::path("/pupils/{}/plans/{}", plan.pupil, plan.id), plan.title), when(plan.review, visit.today()), open_button(visit, plan)});
    main.add(web::table(table));
  }
  if (!reviews.empty()) main.add(review_table(reviews, visit.today(), ListFor::pupil));
  else
    main.add(web::empty_state({.icon = web::Icon::plans, .title = "No review yet",
                               .words = "A review of a live plan opens with everything the cycle showed already filled in: only the decisions are left to say."}));
  return access::page(visit, 200, {.title = "Reviews – " + pupil.name(), .place = access::Place::pupils, .before = web::back_link(plans::plans_url(pupil.id), "Plans")}, main);
}

base::Result<Answer> show_caseload(Visit& visit, const CaseloadSight& pass) {
  web::Html main = web::heading("Reviews");
  main.add(access::offer_to_confirm(visit));
  const auto due = list_due(pass, visit.today() + 7 * weeks_ahead);
  const auto open = list_open(pass);
  main.add(web::subheading("Due in the next six weeks, or late"));
  if (due.empty()) {
    main.add(web::body_text("No plan you see is due for review in these weeks."));
  } else {
    const auto& templates = visit.house().room<plans::Templates>();
    web::Table table{"Due", {{"Pupil"}, {"Plan"}, {"Review"}, {"Now"}}, {}, true, true, true};
    for (const auto& each : due) {
      const auto form = templates.find(each.plan.template_id);
      web::Html now = each.open ? web::link(review_url(each.plan.pupil, *each.open), "Go on with it")
                      : form && plans::may_write(visit.grants(), *form->kind, each.plan.pupil) ? open_button(visit, each.plan) : web::html("–");
      web::Html who = web::link(people::pupil_url(each.plan.pupil), each.plan.pupil_name);
      if (!each.plan.class_name.empty()) who.add("<br><span class=\"govuk-hint\">{}</span>", each.plan.class_name);
      table.rows.push_back({std::move(who), web::link(web::Url::path("/pupils/{}/plans/{}", each.plan.pupil, each.plan.id), each.plan.title), when(each.due, visit.today()), std::move(now)});
    }
    main.add(web::table(table));
  }
  main.add(web::subheading("Open"));
  if (open.empty()) main.add(web::body_text("No review is open."));
  else main.add(review_table(open, visit.today(), ListFor::caseload));
  return access::page(visit, 200, {.title = "Reviews", .place = access::Place::plans, .before = web::back_link(web::Url::path("/plans"), "Plans")}, main);
}

base::Result<Answer> post_review(Visit& visit, const WritePass& pass) {
  const auto sight = pass.narrowed<May::pupil_find>();
  const auto id = ReviewId::parse(visit.form().text("id"));
  const auto plan_id = plans::PlanId::parse(visit.form().text("plan"));
  if (!sight || !id || !plan_id) return base::Error::not_found("a review without its id or plan");
  const auto plan = plans::find_plan(*sight, *plan_id);
  const auto form = plan ? visit.house().room<plans::Templates>().find(plan->template_id) : std::nullopt;
  if (!plan || !form || !plans::may_write(pass.grants(), *form->kind, pass.pupil())) return base::Error::not_found("no plan of theirs to review");
  const auto earlier = list_reviews_of_plan(*sight, plan->id);
  // One that is open already is gone on with: somebody else opened it, or this is the same click again.
  for (const auto& review : earlier)
    if (review.is_open() || review.id == *id) return web::see_other(review_url(review.pupil, review.id));
  if (!plan->is_followed() || plan->state == plans::PlanState::reviewed)
    return base::Error::conflict("This plan is not live, so there is no cycle to review.", "plan not live");
  const auto versions = plans::list_versions(*sight, plan->id);
  const auto followed = std::find_if(versions.begin(), versions.end(), [&](const plans::PlanVersion& each) { return each.number == *plan->live_version; });
  if (followed == versions.end()) return base::Error::not_found("the version that is followed is gone");
  access::UnitOfWork work{visit};
  open(work, pass, *plan, {*id, followed->number, cycle_begins(*followed, earlier, visit.today())});
  return access::then_go(visit, std::move(work), review_url(plan->pupil, *id).with("done", "opened"));
}

}  // namespace

void add_list_routes(access::Routes& routes) {
  routes.get("/reviews", show_caseload);
  routes.get("/pupils/{pupil}/reviews", show_of_pupil);
  routes.post("/pupils/{pupil}/reviews", post_review);
}

}  // namespace reviews
