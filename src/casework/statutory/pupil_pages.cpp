// What there is of a pupil by the clocks of the law, and beginning a review or a request.
#include "access/frame.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/statutory/frame_form.h"
#include "casework/plans/plan_desk.h"
#include "casework/statutory/plan_day.h"
#include "casework/statutory/procedure_view.h"
#include "casework/statutory/statutory_pages.h"
#include "people/calendar_store.h"
#include "people/pupil_view.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace statutory {
namespace {

using access::Answer;
using access::Visit;

/// A pupil with a plan who moves on at the end of this year is told of in time, also before the review is begun.
web::Html transfer_note(const Visit& visit, const people::Pupil& pupil) {
  const auto rank = year_rank(pupil.year_group);
  const auto transfer = rank ? usual_transfer(*rank) : Transfer::none;
  const auto year = people::academic_year_of(visit.today());
  const auto day = transfer_day(transfer, year);
  if (!day) return {};
  return web::inset_text(web::html("<p>{} moves on this year: {}. The final plan must name the next setting by {}, so the review meeting is best held by {}.</p>", pupil.given, title(transfer),
                                   base::to_text(*day), base::to_text(*transfer_meeting_by(transfer, year))));
}

web::Html one_card(const Visit& visit, const PupilSight& pass, const Procedure& each) {
  const auto clocks = count_clocks(course_of(each, list_steps(pass, each.id), list_exemptions(pass, each.id)), visit.today());
  web::Html matter;
  const auto* next = next_open(clocks);
  if (each.is_open() && next) matter.add("<p class=\"govuk-body\">{}, {} {}</p>", next->what, base::to_text(*next->due), clock_tag(*next, visit.today()));
  else matter.add("<p class=\"govuk-body\">{}</p>", each.is_open() ? "Nothing stands open." : "It is over.");
  if (each.meeting_on) matter.add("<p class=\"govuk-body\">Meeting: {}</p>", base::to_text(*each.meeting_on));
  matter.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Open<span class=\"govuk-visually-hidden\"> the {} begun {}</span></a></p>",
             web::Url::path("/pupils/{}/statutory/{}", each.pupil, each.id), title(each.sort), base::to_text(pass.zone().date_of(each.made_at)));
  return web::card(std::string(title(each.sort)) + (each.is_open() ? "" : ", over"), matter, each.is_open() && next && next->state == ClockState::late ? web::CardLook::now : web::CardLook::plain);
}

base::Result<Answer> show_all(Visit& visit, const PupilSight& pass) {
  if (!sees(visit.grants(), pass.pupil())) return base::Error::not_found("sees no SEND information of this pupil");
  const auto pupil = people::load(pass);
  const auto all = list_procedures(pass);
  const auto reviewed = list_reviewed_plans(visit, pass);
  const bool decides = statutory::decides(visit.grants(), pupil.id);
  const auto is_open = [&](Sort sort) { return std::any_of(all.begin(), all.end(), [&](const Procedure& each) { return each.sort == sort && each.is_open(); }); };
  web::Html main = people::pupil_head(pass, pupil, people::PupilTab::plans);
  main.add(web::subheading("Annual review and assessment"));
  if (!reviewed.empty()) main.add(transfer_note(visit, pupil));
  for (const auto& each : reviewed) {
    if (is_open(Sort::review)) continue;
    const auto last = twelve_months(each.counted_from);
    main.add(web::body_text("The next review of “" + each.plan.title + "” must be finished by " + base::to_text(last) + "."));
    if (each.is_guessed) main.add(web::inset_text(web::html("<p>The plan does not say when it was issued or last reviewed, so its first day stands in. Write the days into the plan.</p>")));
  }
  for (const auto& each : all) main.add(one_card(visit, pass, each));
  web::Html buttons;
  if (decides && !reviewed.empty() && !is_open(Sort::review))
    buttons.add(web::button_link(web::Url::path("/pupils/{}/statutory/new", pupil.id).with("sort", "review"), "Begin the annual review"));
  if (decides && reviewed.empty() && !is_open(Sort::assessment))
    buttons.add(web::button_link(web::Url::path("/pupils/{}/statutory/new", pupil.id).with("sort", "assessment"), "Ask for an assessment", web::ButtonLook::secondary));
  if (all.empty() && reviewed.empty())
    main.add(web::empty_state({.icon = web::Icon::plans, .title = "No education, health and care plan here",
                               .words = "Once a plan is live, its annual review stands here with every day the law sets. A request for an assessment is followed here too.", .button = buttons}));
  else if (!buttons.empty())
    main.add(web::button_group(buttons));
  main.add(web::html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">All plans of {}</a></p>", plans::plans_url(pupil.id), pupil.given));
  return access::page(visit, 200, {.title = "Annual review and assessment – " + pupil.name(), .place = access::Place::pupils}, main);
}

// ---- Beginning one

struct NewSheet {
  ProcedureId id;
  Sort sort = Sort::review;
  web::Form typed;
  Errors errors = {};
  int status = 200;
};

web::Response draw_new(Visit& visit, const PupilSight& pass, const NewSheet& sheet) {
  const auto pupil = people::load(pass);
  const auto value = [&](std::string_view name) { return std::string(sheet.typed.text(name)); };
  const auto error = [&](std::string_view name) { return web::message_for(sheet.errors, name); };
  web::Html fields = web::hidden("id", sheet.id.text());
  fields.add(web::hidden("sort", code(sheet.sort)));
  if (sheet.sort == Sort::review) {
    const auto reviewed = list_reviewed_plans(visit, pass);
    if (reviewed.size() == 1) fields.add(web::hidden("plan", reviewed.front().plan.id.text()));
    else {
      std::vector<web::Option> options;
      for (const auto& each : reviewed) options.push_back({each.plan.id.text(), each.plan.title});
      fields.add(web::select({.name = "plan", .label = "Which plan?", .options = options, .value = value("plan"), .error = error("plan")}));
    }
    fields.add(counted_from_field(value("counted_from"), error("counted_from")));
    fields.add(web::day_input({.name = "meeting_on", .label = "Day of the review meeting (optional)", .hint = "Everything else is counted from it. It can be moved.", .value = value("meeting_on"), .error = error("meeting_on")}));
    fields.add(transfer_field(value("transfer"), error("transfer")));
    fields.add(transfer_on_field(value("transfer_on"), error("transfer_on")));
  }
  fields.add(lead_field(visit, value("lead"), error("lead")));
  fields.add(web::save_bar(web::button({.text = "Begin"})));
  web::Html main = web::error_summary(sheet.errors);
  main.add(web::heading(pupil.name(), sheet.sort == Sort::review ? "Begin the annual review" : "Ask for an assessment"));
  main.add(sheet.sort == Sort::review ? transfer_note(visit, pupil)
                                      : web::body_text("The school asks the local authority to assess whether the pupil needs an education, health and care plan. The form is filled in from what is known, "
                                                       "and the clocks begin on the day the authority receives it."));
  main.add(web::post_form({.action = statutory_url(pupil.id), .csrf = visit.csrf_token(), .draft = "statutory:" + pupil.id.text()}, fields));
  return access::page(visit, sheet.status, {.title = sheet.sort == Sort::review ? "Begin the annual review" : "Ask for an assessment", .place = access::Place::pupils,
                                            .before = web::back_link(statutory_url(pupil.id), "Annual review and assessment"), .outcome = outcome_of(sheet.errors)}, main);
}

/// A request is for pupils without such a plan, a review for those with one.
bool may_begin(Visit& visit, const PupilSight& pass, Sort sort) {
  if (!statutory::decides(visit.grants(), pass.pupil())) return false;
  return list_reviewed_plans(visit, pass).empty() == (sort == Sort::assessment);
}

base::Result<Answer> show_new(Visit& visit, const DecidePass& pass) {
  const auto sight = pass.narrowed<access::May::pupil_find>();
  const auto sort = sort_of(visit.query().text("sort"));
  if (!sight || !statutory::decides(visit.grants(), pass.pupil())) return base::Error::not_found("decides on no SEND information of this pupil");
  if (!sort || !may_begin(visit, *sight, *sort)) return web::see_other(statutory_url(pass.pupil()));
  web::Form fresh;
  const auto rank = year_rank(people::load(*sight).year_group);
  for (const auto& each : list_reviewed_plans(visit, *sight)) {
    if (fresh.has("counted_from")) break;
    fresh.add("counted_from", base::to_iso(each.counted_from));
    fresh.add("plan", each.plan.id.text());
  }
  fresh.add("transfer", std::string(code(rank ? usual_transfer(*rank) : Transfer::none)));
  fresh.add("lead", visit.who().name);
  return draw_new(visit, *sight, {visit.fresh<ProcedureId>(), *sort, std::move(fresh)});
}

base::Result<Answer> post_new(Visit& visit, const DecidePass& pass) {
  const auto& typed = visit.form();
  const auto sight = pass.narrowed<access::May::pupil_find>();
  const auto id = ProcedureId::parse(typed.text("id"));
  const auto sort = sort_of(typed.text("sort"));
  if (!sight || !id || !sort || !statutory::decides(visit.grants(), pass.pupil())) return base::Error::not_found("decides on no SEND information of this pupil");
  Errors wrong;
  NewProcedure made{.id = *id, .sort = *sort};
  made.lead = read_lead(visit, typed, wrong);
  if (*sort == Sort::review) {
    const auto reviewed = list_reviewed_plans(visit, *sight);
    const auto found = std::find_if(reviewed.begin(), reviewed.end(), [&](const ReviewedPlan& each) { return each.plan.id.text() == typed.text("plan"); });
    if (found == reviewed.end()) wrong.push_back({"plan", "Select the plan that is reviewed"});
    else made.plan = found->plan.id, made.info_class = found->plan.info_class;
    made.counted_from = read_day(typed, "counted_from", "the day the plan was issued or last reviewed", wrong);
    if (made.counted_from)
      for (auto& each : check_counted_from(*made.counted_from, visit.today())) wrong.push_back(std::move(each));
    made.meeting_on = read_day(typed, "meeting_on", "", wrong);
    Procedure as_if;
    as_if.counted_from = made.counted_from;
    if (made.meeting_on)
      for (auto& each : check_meeting(as_if, *made.meeting_on, people::load_calendar(pass))) wrong.push_back(std::move(each));
    const auto moves = read_transfer(typed, people::load(*sight), visit.today(), wrong);
    made.transfer = moves.transfer, made.transfer_year = moves.year, made.transfer_on = moves.on;
  }
  if (!wrong.empty()) return draw_new(visit, *sight, {*id, *sort, typed, wrong, 422});
  const auto there = web::Url::path("/pupils/{}/statutory/{}", pass.pupil(), *id);
  switch (begun_before(pass, pass.pupil(), made)) {
    case plans::BegunBefore::same: return web::see_other(there);
    case plans::BegunBefore::other:
      return draw_new(visit, *sight, {visit.fresh<ProcedureId>(), *sort, typed, {{"", "This was saved before with other words. Press Begin again to keep these as a new one."}}, 409});
    case plans::BegunBefore::no: break;
  }
  const auto all = list_procedures(*sight);
  if (std::any_of(all.begin(), all.end(), [&](const Procedure& each) { return each.sort == *sort && each.is_open(); }))
    return draw_new(visit, *sight, {*id, *sort, typed, {{"", "One is open for this pupil already. Go on with that one, or end it first."}}, 409});
  if (!may_begin(visit, *sight, *sort)) return base::Error::not_found("not the pupil for it");
  access::UnitOfWork work(visit);
  TRY_DO(begin(work, pass, made));
  return access::then_go(visit, std::move(work), there.with("done", "begun"));
}

}  // namespace

void add_pupil_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/statutory", show_all);
  routes.get("/pupils/{pupil}/statutory/new", show_new);
  routes.post("/pupils/{pupil}/statutory", post_new);
}

}  // namespace statutory
