// The days of a review or request: setting and moving the meeting, what happened when, what the school recommends, what excuses a limit, its end.
#include "access/frame.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/statutory/frame_form.h"
#include "casework/statutory/procedure_view.h"
#include "casework/statutory/statutory_pages.h"
#include "people/calendar_store.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

namespace statutory {
namespace {

using access::Answer;
using access::May;
using access::Visit;

web::Url sub(const Desk& desk, std::string_view what) { return web::Url::path("/pupils/{}/statutory/{}/{}", desk.procedure.pupil, desk.procedure.id, what); }

/// One form on a page of its own, sent to `to` by the button.
web::Response sheet_to(Visit& visit, const Desk& desk, const web::Url& to, std::string_view draft, std::string_view heading, web::Html fields, const Errors& errors, int status, const web::Html& above,
                       const web::Button& button = {.text = "Save"}) {
  web::Html main = web::error_summary(errors);
  main.add(web::heading(desk.pupil.name() + ", " + std::string(title(desk.procedure.sort)), heading));
  main.add(above);
  fields.add(web::hidden("was", std::to_string(desk.procedure.step)));
  fields.add(web::save_bar(web::button(button)));
  main.add(web::post_form({.action = to, .csrf = visit.csrf_token(), .draft = "statutory:" + desk.procedure.id.text() + ":" + std::string(draft)}, fields));
  return access::page(visit, status, {.title = std::string(heading), .place = access::Place::pupils, .before = web::back_link(desk.url(), title(desk.procedure.sort)), .outcome = outcome_of(errors)}, main);
}

web::Response sheet(Visit& visit, const Desk& desk, std::string_view what, std::string_view heading, web::Html fields, const Errors& errors, int status, const web::Html& above = {}) {
  return sheet_to(visit, desk, sub(desk, what), what, heading, std::move(fields), errors, status, above);
}

/// What somebody typed is kept when another step came in between; they look at the page and save again.
const Errors stepped_meanwhile = {{"", "Somebody else wrote on this meanwhile. Your words are in the form. Look at it again, then save."}};

/// The newest step is this very one, by this person: the first answer was lost on its way.
bool is_said_already(const Desk& desk, const Visit& visit, const Step& step) {
  const auto& last = desk.steps.back();
  return last.by == visit.who().id && last.deed == step.deed && last.event == step.event && last.on == step.on && last.choice == step.choice && last.words == step.words;
}

bool is_stale(const Desk& desk, const web::Form& typed) { return typed.text("was") != std::to_string(desk.procedure.step); }

Answer saved(Visit& visit, access::UnitOfWork work, const Desk& desk, std::string_view done) { return access::then_go(visit, std::move(work), desk.url().with("done", done)); }

// ---- The meeting

web::Response meeting_sheet(Visit& visit, const Desk& desk, const web::Form& typed, const Errors& errors, int status) {
  web::Html above;
  if (const auto day = base::parse_iso_date(typed.text("meeting_on")))
    for (const auto& words : warnings_of(desk.course, *day, visit.today())) above.add(web::warning_text(words));
  if (const auto by = transfer_meeting_by(desk.course.transfer, desk.course.transfer_year, desk.course.transfer_on))
    above.add(web::inset_text(web::html("<p>The pupil moves on this year: meet by {} so that the final plan is in time.</p>", base::to_text(*by))));
  web::Html fields = web::day_input({.name = "meeting_on", .label = "Day of the review meeting", .hint = "Invitations, papers, report and decisions are all counted from it.", .value = std::string(typed.text("meeting_on")),
                                     .error = web::message_for(errors, "meeting_on")});
  if (desk.procedure.meeting_on)
    fields.add(web::text_input({.name = "words", .label = "Why is it moved?", .value = std::string(typed.text("words")), .error = web::message_for(errors, "words")}));
  return sheet(visit, desk, "meeting", desk.procedure.meeting_on ? "Move the meeting" : "Set the meeting", fields, errors, status, above);
}

/// A page for those who decide; whoever may only read is led to what they may read.
template <class Draw>
base::Result<Answer> for_deciders(Visit& visit, const DecidePass& pass, Draw draw) {
  TRY(const auto desk, open_desk(visit, pass));
  if (!desk.decides || !desk.procedure.is_open()) return web::see_other(desk.url());
  return draw(desk);
}

base::Result<Desk> open_review(Visit& visit, const DecidePass& pass) {
  TRY(auto desk, open_to_decide(visit, pass));
  if (desk.procedure.sort != Sort::review || !desk.procedure.is_open()) return base::Error::not_found("no open review");
  return desk;
}

base::Result<Answer> show_meeting(Visit& visit, const DecidePass& pass) {
  return for_deciders(visit, pass, [&](const Desk& desk) -> base::Result<Answer> {
    if (desk.procedure.sort != Sort::review) return web::see_other(desk.url());
    web::Form stands;
    if (desk.procedure.meeting_on) stands.add("meeting_on", base::to_iso(*desk.procedure.meeting_on));
    return meeting_sheet(visit, desk, stands, {}, 200);
  });
}

base::Result<Answer> post_meeting(Visit& visit, const DecidePass& pass) {
  TRY(const auto desk, open_review(visit, pass));
  const auto& typed = visit.form();
  Errors wrong;
  const Step step{.deed = Deed::meeting_set, .event = Event::meeting, .on = read_day(typed, "meeting_on", "the day of the meeting", wrong), .words = typed_text(typed, "words")};
  if (is_said_already(desk, visit, step)) return web::see_other(desk.url().with("done", "meeting"));
  if (step.on)
    for (auto& each : check_meeting(desk.procedure, *step.on, people::load_calendar(pass))) wrong.push_back(std::move(each));
  if (desk.procedure.meeting_on && step.words.empty()) wrong.push_back({"words", "Enter why the meeting is moved"});
  if (base::count_characters(step.words) > 300) wrong.push_back({"words", "Use at most 300 characters"});
  if (desk.course.happened.contains(Event::meeting)) wrong.push_back({"meeting_on", "The meeting was held. Take that back first, if it was not"});
  if (!wrong.empty()) return meeting_sheet(visit, desk, typed, wrong, 422);
  if (is_stale(desk, typed)) return meeting_sheet(visit, desk, typed, stepped_meanwhile, 409);
  access::UnitOfWork work(visit);
  TRY_DO(take_step(work, pass, desk.procedure, step));
  return saved(visit, std::move(work), desk, "meeting");
}

// ---- What happened, and when

web::Response day_sheet(Visit& visit, const Desk& desk, Event event, const web::Form& typed, const Errors& errors, int status) {
  web::Html above;
  for (const auto& clock : desk.clocks)
    if (clock.event == event && clock.due) above.add("<p class=\"govuk-body\">{} Due {}. <span class=\"govuk-hint\">{}. {}.</span></p>", clock_tag(clock, visit.today()), base::to_text(*clock.due), clock.counted, clock.source);
  web::Html fields = web::hidden("event", code(event));
  fields.add(web::day_input({.name = "on", .label = "On which day?", .value = std::string(typed.text("on")), .error = web::message_for(errors, "on")}));
  if (const auto may = choices_of(event); !may.empty()) {
    std::vector<web::Choice> choices;
    for (const auto each : may) choices.push_back({std::string(code(each)), std::string(title(each))});
    fields.add(web::radios({.name = "choice", .legend = "What was decided?", .choices = std::move(choices), .value = std::string(typed.text("choice")), .error = web::message_for(errors, "choice"), .size = web::ChoiceSize::small}));
  }
  fields.add(web::textarea({.name = "words", .label = "Anything to say about it? (optional)", .hint = "Why it is late, how it was sent, the reasons that were given.", .value = std::string(typed.text("words")),
                            .error = web::message_for(errors, "words"), .rows = 3, .most = 1000}));
  if (step_of(desk.steps, event)) fields.add(web::checkbox({.name = "back", .text = "It did not happen: take this day back", .ticked = typed.text("back") == "yes"}));
  return sheet(visit, desk, "days", title(event), fields, errors, status, above);
}

/// The event that is asked for, of this sort.
std::optional<Event> event_in(const Desk& desk, std::string_view text) {
  const auto event = event_of(text);
  if (!event) return std::nullopt;
  for (const auto each : events_of(desk.procedure.sort))
    if (each == *event) return event;
  return std::nullopt;
}

base::Result<Answer> show_day(Visit& visit, const DecidePass& pass) {
  return for_deciders(visit, pass, [&](const Desk& desk) -> base::Result<Answer> {
    const auto event = event_in(desk, visit.query().text("event"));
    if (!event) return web::see_other(desk.url());
    web::Form stands;
    const auto* step = step_of(desk.steps, *event);
    const bool was_to_be = *event == Event::meeting && desk.procedure.meeting_on && *desk.procedure.meeting_on <= visit.today();
    stands.add("on", base::to_iso(step && step->on ? *step->on : was_to_be ? *desk.procedure.meeting_on : visit.today()));
    if (step) stands.add("choice", std::string(code(step->choice)));
    if (step) stands.add("words", step->words);
    return day_sheet(visit, desk, *event, stands, {}, 200);
  });
}

base::Result<Answer> post_day(Visit& visit, const DecidePass& pass) {
  TRY(const auto desk, open_to_decide(visit, pass));
  const auto& typed = visit.form();
  const auto event = event_in(desk, typed.text("event"));
  if (!event || !desk.procedure.is_open()) return base::Error::not_found("no such event of an open procedure");
  const bool back = typed.text("back") == "yes" && step_of(desk.steps, *event);
  Errors wrong;
  Step step{.deed = back ? Deed::taken_back : Deed::happened, .event = event, .words = typed_text(typed, "words")};
  if (!back) {
    step.on = read_day(typed, "on", "the day", wrong);
    step.choice = choice_of(typed.text("choice")).value_or(Choice::none);
    if (choices_of(*event).empty()) step.choice = Choice::none;
    if (is_said_already(desk, visit, step)) return web::see_other(desk.url().with("done", "day"));
    if (step.on)
      for (auto& each : check_event(desk.course, *event, *step.on, step.choice, visit.today())) wrong.push_back(std::move(each));
  }
  if (base::count_characters(step.words) > 1000) wrong.push_back({"words", "Use at most 1,000 characters"});
  if (!wrong.empty()) return day_sheet(visit, desk, *event, typed, wrong, 422);
  if (is_stale(desk, typed)) return day_sheet(visit, desk, *event, typed, stepped_meanwhile, 409);
  access::UnitOfWork work(visit);
  TRY_DO(take_step(work, pass, desk.procedure, step));
  return saved(visit, std::move(work), desk, back ? "back" : "day");
}

// ---- What the school recommends

web::Response recommendation_sheet(Visit& visit, const Desk& desk, const web::Form& typed, const Errors& errors, int status) {
  std::vector<web::Choice> choices;
  for (const auto each : choices_of(Event::decided)) choices.push_back({std::string(code(each)), std::string(title(each))});
  web::Html fields = web::radios({.name = "choice", .legend = "What does the school recommend to the authority?", .choices = std::move(choices), .value = std::string(typed.text("choice")), .error = web::message_for(errors, "choice"),
                                  .size = web::ChoiceSize::small});
  fields.add(web::textarea({.name = "reasons", .label = "Why?", .hint = "The authority and the family read this.", .value = std::string(typed.text("reasons")), .error = web::message_for(errors, "reasons"), .most = 6000}));
  return sheet(visit, desk, "recommendation", "What the school recommends", fields, errors, status);
}

base::Result<Answer> show_recommendation(Visit& visit, const DecidePass& pass) {
  return for_deciders(visit, pass, [&](const Desk& desk) -> base::Result<Answer> {
    if (desk.procedure.sort != Sort::review) return web::see_other(desk.url());
    web::Form stands;
    if (const auto* step = recommendation(desk.steps)) {
      stands.add("choice", std::string(code(step->choice)));
      stands.add("reasons", step->words);
    }
    return recommendation_sheet(visit, desk, stands, {}, 200);
  });
}

base::Result<Answer> post_recommendation(Visit& visit, const DecidePass& pass) {
  TRY(const auto desk, open_review(visit, pass));
  const auto& typed = visit.form();
  const Step step{.deed = Deed::recommended, .on = visit.today(), .choice = choice_of(typed.text("choice")).value_or(Choice::none), .words = typed_text(typed, "reasons")};
  if (is_said_already(desk, visit, step)) return web::see_other(desk.url().with("done", "recommended"));
  if (const auto wrong = check_recommendation(step.choice, step.words); !wrong.empty()) return recommendation_sheet(visit, desk, typed, wrong, 422);
  if (is_stale(desk, typed)) return recommendation_sheet(visit, desk, typed, stepped_meanwhile, 409);
  access::UnitOfWork work(visit);
  TRY_DO(take_step(work, pass, desk.procedure, step));
  return saved(visit, std::move(work), desk, "recommended");
}

// ---- Why a limit need not be kept

web::Response exemption_sheet(Visit& visit, const Desk& desk, const ExemptionId& id, const web::Form& typed, const Errors& errors, int status) {
  web::Html fields = web::hidden("id", id.text());
  std::vector<web::Choice> choices;
  for (std::size_t n = 0; n < excuse_count; ++n) choices.push_back({std::string(code(static_cast<Excuse>(n))), std::string(title(static_cast<Excuse>(n)))});
  fields.add(web::radios({.name = "excuse", .legend = "What is the reason?", .choices = std::move(choices), .value = std::string(typed.text("excuse")), .error = web::message_for(errors, "excuse"), .size = web::ChoiceSize::small}));
  for (const auto& [name, label] : {std::pair{"from", "First day"}, std::pair{"until", "Last day"}})
    fields.add(web::day_input({.name = name, .label = label, .value = std::string(typed.text(name)), .error = web::message_for(errors, name)}));
  fields.add(web::text_input({.name = "words", .label = "In words (optional)", .value = std::string(typed.text("words")), .error = web::message_for(errors, "words")}));
  return sheet(visit, desk, "exemptions", "Why a limit need not be kept", fields, errors, status,
               web::body_text("No limit is moved by this. What it touches is marked, so that everybody knows it may take longer, and the day the law set stays in sight."));
}

base::Result<Answer> show_exemption(Visit& visit, const DecidePass& pass) {
  return for_deciders(visit, pass, [&](const Desk& desk) -> base::Result<Answer> {
    if (desk.procedure.sort != Sort::assessment) return web::see_other(desk.url());
    return exemption_sheet(visit, desk, visit.fresh<ExemptionId>(), {}, {}, 200);
  });
}

base::Result<Answer> post_exemption(Visit& visit, const DecidePass& pass) {
  TRY(const auto desk, open_to_decide(visit, pass));
  // The limits of a review know no exemption.
  if (desk.procedure.sort != Sort::assessment || !desk.procedure.is_open()) return web::see_other(desk.url());
  const auto& typed = visit.form();
  const auto id = ExemptionId::parse(typed.text("id"));
  if (!id) return base::Error::not_found("an exemption without its id");
  Errors wrong;
  const auto excuse = excuse_of(typed.text("excuse"));
  if (!excuse) wrong.push_back({"excuse", "Select the reason"});
  const auto from = read_day(typed, "from", "the first day", wrong), until = read_day(typed, "until", "the last day", wrong);
  KeptExemption made{*id, {excuse.value_or(Excuse::exceptional), from.value_or(visit.today()), until.value_or(visit.today())}, typed_text(typed, "words")};
  if (from && until && excuse)
    for (auto& each : check(made.what)) wrong.push_back(std::move(each));
  if (base::count_characters(made.words) > 300) wrong.push_back({"words", "Use at most 300 characters"});
  if (!wrong.empty()) return exemption_sheet(visit, desk, *id, typed, wrong, 422);
  access::UnitOfWork work(visit);
  TRY_DO(put_exemption(work, pass, desk.procedure, made));
  return saved(visit, std::move(work), desk, "excused");
}

// ---- Taking such a reason back

/// The one the address names, of an open request; nothing where it is no exemption of it.
const KeptExemption* exemption_in(const Desk& desk, std::string_view text) {
  const auto id = ExemptionId::parse(text);
  for (const auto& each : desk.exemptions)
    if (id && each.id == *id) return &each;
  return nullptr;
}

web::Response taking_back_sheet(Visit& visit, const Desk& desk, const KeptExemption& exemption, const web::Form& typed, const Errors& errors, int status) {
  const web::Html above = web::html("<p class=\"govuk-body\">{}, {} to {}{}{}</p><p class=\"govuk-body\">It stays readable in the history. The clocks run as if it had not been written.</p>", title(exemption.what.excuse),
                                    base::to_text(exemption.what.from), base::to_text(exemption.what.until), exemption.words.empty() ? "" : ": ", exemption.words);
  web::Html fields = web::text_input({.name = "words", .label = "Why is it taken back?", .value = std::string(typed.text("words")), .error = web::message_for(errors, "words")});
  return sheet_to(visit, desk, web::Url::path("/pupils/{}/statutory/{}/exemptions/{}", desk.procedure.pupil, desk.procedure.id, exemption.id), "exemption:" + exemption.id.text(), "Take a reason back", fields,
                  errors, status, above);
}

base::Result<Answer> show_taking_back(Visit& visit, const DecidePass& pass) {
  return for_deciders(visit, pass, [&](const Desk& desk) -> base::Result<Answer> {
    const auto* exemption = exemption_in(desk, visit.match.part("exemption"));
    if (!exemption) return base::Error::not_found("no such exemption of this request");
    if (!exemption->counts()) return web::see_other(desk.url());
    return taking_back_sheet(visit, desk, *exemption, {}, {}, 200);
  });
}

base::Result<Answer> post_taking_back(Visit& visit, const DecidePass& pass) {
  TRY(const auto desk, open_to_decide(visit, pass));
  const auto* exemption = exemption_in(desk, visit.match.part("exemption"));
  if (!exemption || !desk.procedure.is_open()) return base::Error::not_found("no such exemption of an open request");
  if (!exemption->counts()) return web::see_other(desk.url().with("done", "unexcused"));  // somebody did, or the first answer was lost
  const auto words = typed_text(visit.form(), "words");
  if (words.empty() || base::count_characters(words) > 300)
    return taking_back_sheet(visit, desk, *exemption, visit.form(), {{"words", words.empty() ? "Enter why it is taken back" : "Use at most 300 characters"}}, 422);
  access::UnitOfWork work(visit);
  TRY_DO(take_back_exemption(work, pass, desk.procedure, exemption->id, words));
  return saved(visit, std::move(work), desk, "unexcused");
}

// ---- Who leads it, what it counts from; its end

web::Response frame_sheet(Visit& visit, const Desk& desk, const web::Form& typed, const Errors& errors, int status) {
  web::Html fields = lead_field(visit, std::string(typed.text("lead")), web::message_for(errors, "lead"));
  if (desk.procedure.sort == Sort::review) {
    fields.add(counted_from_field(std::string(typed.text("counted_from")), web::message_for(errors, "counted_from")));
    fields.add(transfer_field(std::string(typed.text("transfer")), web::message_for(errors, "transfer")));
    fields.add(transfer_on_field(std::string(typed.text("transfer_on")), web::message_for(errors, "transfer_on")));
  }
  return sheet(visit, desk, "frame", "Who sees to it, and what it counts from", fields, errors, status);
}

base::Result<Answer> show_frame(Visit& visit, const DecidePass& pass) {
  return for_deciders(visit, pass, [&](const Desk& desk) -> base::Result<Answer> {
    web::Form stands;
    stands.add("lead", desk.procedure.lead_name);
    if (desk.procedure.counted_from) stands.add("counted_from", base::to_iso(*desk.procedure.counted_from));
    stands.add("transfer", std::string(code(desk.procedure.transfer)));
    if (desk.procedure.transfer_on) stands.add("transfer_on", base::to_iso(*desk.procedure.transfer_on));
    return frame_sheet(visit, desk, stands, {}, 200);
  });
}

base::Result<Answer> post_frame(Visit& visit, const DecidePass& pass) {
  TRY(const auto desk, open_to_decide(visit, pass));
  if (!desk.procedure.is_open()) return base::Error::not_found("it is over");
  const auto& typed = visit.form();
  Errors wrong;
  Frame frame{.lead = read_lead(visit, typed, wrong)};
  if (desk.procedure.sort == Sort::review) {
    frame.counted_from = read_day(typed, "counted_from", "the day the plan was issued or last reviewed", wrong);
    if (frame.counted_from)
      for (auto& each : check_counted_from(*frame.counted_from, visit.today())) wrong.push_back(std::move(each));
    if (const auto meeting = meeting_day(desk.course); frame.counted_from && meeting && *meeting <= *frame.counted_from)
      wrong.push_back({"counted_from", fmt::format("The meeting is on {}. Enter a day before it", base::to_text(*meeting))});
    const auto moves = read_transfer(typed, desk.pupil, visit.today(), wrong);
    frame.transfer = moves.transfer, frame.transfer_year = moves.year, frame.transfer_on = moves.on;
  }
  if (!wrong.empty()) return frame_sheet(visit, desk, typed, wrong, 422);
  if (is_stale(desk, typed)) return frame_sheet(visit, desk, typed, stepped_meanwhile, 409);
  access::UnitOfWork work(visit);
  TRY_DO(reframe(work, pass, desk.procedure, frame));
  return saved(visit, std::move(work), desk, "frame");
}

/// The plan's next review: counted from the meeting of the review that ends, where the plan goes on; as the plan itself says where the review is opened again.
base::Result<void> set_plan_review(access::UnitOfWork& work, const Desk& desk, const DecidePass& pass, Deed deed) {
  if (desk.procedure.sort != Sort::review || desk.procedure.plan.is_nil() || !next_review(desk.course)) return {};
  const auto plan = plans::find_plan(desk.pass, desk.procedure.plan);
  if (!plan || plan->state == plans::PlanState::closed) return {};
  if (deed == Deed::ended) return plans::set_review(work, pass, *plan, next_review(desk.course), "After the annual review of " + base::to_text(*meeting_day(desk.course)));
  for (const auto& version : plans::list_versions(desk.pass, plan->id))
    if (version.number == plan->live_version.value_or(plan->version)) return plans::set_review(work, pass, *plan, version.review, "The annual review was opened again");
  return {};
}

web::Response end_sheet(Visit& visit, const Desk& desk, const web::Form& typed, const Errors& errors, int status) {
  web::Html fields = web::hidden("deed", typed.text("deed"));
  fields.add(web::text_input({.name = "words", .label = "Why?", .value = std::string(typed.text("words")), .error = web::message_for(errors, "words")}));
  const std::string_view deed = desk.procedure.is_open() ? "End it" : "Open it again";
  return sheet_to(visit, desk, sub(desk, "end"), "end", deed, std::move(fields), errors, status, {}, {.text = std::string(deed), .look = desk.procedure.is_open() ? web::ButtonLook::warning : web::ButtonLook::primary});
}

base::Result<Answer> post_end(Visit& visit, const DecidePass& pass) {
  TRY(const auto desk, open_to_decide(visit, pass));
  const auto& typed = visit.form();
  const auto deed = desk.procedure.is_open() ? Deed::ended : Deed::opened_again;
  const auto words = typed_text(typed, "words");
  if (typed.text("deed") != code(deed)) return web::see_other(desk.url().with("done", desk.procedure.is_open() ? "opened" : "ended"));
  if (base::count_characters(words) > 300) return end_sheet(visit, desk, typed, {{"words", "Use at most 300 characters"}}, 422);
  if (is_stale(desk, typed)) return end_sheet(visit, desk, typed, stepped_meanwhile, 409);
  access::UnitOfWork work(visit);
  TRY_DO(take_step(work, pass, desk.procedure, {.deed = deed, .words = words}));
  TRY_DO(set_plan_review(work, desk, pass, deed));
  return saved(visit, std::move(work), desk, deed == Deed::ended ? "ended" : "opened");
}

}  // namespace

void add_day_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/statutory/{procedure}/meeting", show_meeting);
  routes.post("/pupils/{pupil}/statutory/{procedure}/meeting", post_meeting);
  routes.get("/pupils/{pupil}/statutory/{procedure}/days", show_day);
  routes.post("/pupils/{pupil}/statutory/{procedure}/days", post_day);
  routes.get("/pupils/{pupil}/statutory/{procedure}/recommendation", show_recommendation);
  routes.post("/pupils/{pupil}/statutory/{procedure}/recommendation", post_recommendation);
  routes.get("/pupils/{pupil}/statutory/{procedure}/exemptions", show_exemption);
  routes.post("/pupils/{pupil}/statutory/{procedure}/exemptions", post_exemption);
  routes.get("/pupils/{pupil}/statutory/{procedure}/exemptions/{exemption}", show_taking_back);
  routes.post("/pupils/{pupil}/statutory/{procedure}/exemptions/{exemption}", post_taking_back);
  routes.get("/pupils/{pupil}/statutory/{procedure}/frame", show_frame);
  routes.post("/pupils/{pupil}/statutory/{procedure}/frame", post_frame);
  routes.post("/pupils/{pupil}/statutory/{procedure}/end", post_end);
}

}  // namespace statutory
