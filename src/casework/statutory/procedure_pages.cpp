// One review or request as a page.
#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/statutory/frame_form.h"
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

web::Url sub(const Desk& desk, std::string_view what) { return web::Url::path("/pupils/{}/statutory/{}/{}", desk.procedure.pupil, desk.procedure.id, what); }

web::Html facts(const Visit& visit, const Desk& desk) {
  const auto& of = desk.procedure;
  std::vector<web::SummaryRow> rows;
  const auto change = [&](std::string_view what, std::string_view words) {
    return desk.decides && of.is_open() ? std::vector<web::RowAction>{{sub(desk, what), "Change", std::string(words)}} : std::vector<web::RowAction>{};
  };
  const auto next = next_words(desk.clocks, visit.today());
  rows.push_back({"Next", web::html("{}", !of.is_open() ? std::string("It is over") : next.empty() ? std::string("Nothing stands open") : next), {}});
  rows.push_back({"Who sees to it", web::html("{}", of.lead_name), change("frame", "who sees to it")});
  if (of.sort == Sort::review) {
    const auto held = desk.course.happened.find(Event::meeting);
    rows.push_back({"Meeting", web::html("{}", held != desk.course.happened.end() ? "Held on " + base::to_text(held->second.on) : of.meeting_on ? base::to_long_text(*of.meeting_on) : std::string("Not set yet")),
                    held == desk.course.happened.end() ? change("meeting", "the day of the meeting") : std::vector<web::RowAction>{}});
    if (of.counted_from)
      rows.push_back({"Twelve months", web::html("From {} to {}", base::to_text(*of.counted_from), base::to_text(twelve_months(*of.counted_from))), change("frame", "the day the twelve months begin")});
    web::Html moves = web::html("{}", title(of.transfer));
    if (of.transfer_on) moves.add(", on {}", base::to_text(*of.transfer_on));
    rows.push_back({"Moves on", std::move(moves), change("frame", "how the pupil moves on")});
    if (const auto next_day = next_review(desk.course); next_day && !of.is_open())
      rows.push_back({"Next review", web::html("Finished by {}. It stands in <a class=\"govuk-link\" href=\"{}\">What is due</a>.", base::to_text(*next_day), web::Url::path("/due")), {}});
    if (!of.plan.is_nil())
      rows.push_back({"Plan", web::html("<a class=\"govuk-link\" href=\"{}\">The plan that is reviewed</a>", web::Url::path("/pupils/{}/plans/{}", of.pupil, of.plan)), {}});
  }
  return web::summary_list(rows);
}

web::Html recommendation_part(const Desk& desk) {
  if (desk.procedure.sort != Sort::review) return {};
  web::Html out = web::subheading("What the school recommends");
  const auto* step = recommendation(desk.steps);
  if (step) out.add("<p class=\"govuk-body\"><strong>{}</strong></p><p class=\"govuk-body app-words\">{}</p>", title(step->choice), step->words);
  else out.add(web::body_text("Nothing yet. It goes into the report after the meeting."));
  if (desk.decides && desk.procedure.is_open())
    out.add(web::button_group(web::button_link(sub(desk, "recommendation"), step ? "Change the recommendation" : "Recommend", web::ButtonLook::secondary)));
  return out;
}

web::Html exemptions_part(const Visit& visit, const Desk& desk) {
  if (desk.procedure.sort != Sort::assessment) return {};
  web::Html out = web::subheading("Why a limit need not be kept");
  web::Html list;
  for (const auto& each : desk.exemptions) {
    list.add("<li>{}, {} to {}", title(each.what.excuse), base::to_text(each.what.from), base::to_text(each.what.until));
    if (!each.words.empty()) list.add(": {}", each.words);
    list.add(" <span class=\"govuk-hint\">written by {}, {}</span>", each.by_name, access::moment_words(visit.house().zone(), visit.now(), each.at));
    if (each.taken_back_at)
      list.add("<br>{} by {}, {}: {}", web::tag("Taken back", web::Tint::grey), each.taken_back_by, access::moment_words(visit.house().zone(), visit.now(), *each.taken_back_at), each.taken_back_words);
    else if (desk.decides && desk.procedure.is_open())
      list.add("<br><a class=\"govuk-link\" href=\"{}\">Take it back<span class=\"govuk-visually-hidden\">: {}</span></a>", web::Url::path("/pupils/{}/statutory/{}/exemptions/{}", desk.procedure.pupil, desk.procedure.id, each.id),
               title(each.what.excuse));
    list.add("</li>");
  }
  if (!list.empty()) out.add("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", list);
  // Told from the calendar, so that nobody has to think of the summer.
  const auto received = desk.course.happened.find(Event::received);
  const auto asked = desk.course.happened.find(Event::school_asked);
  if (received != desk.course.happened.end())
    for (const auto& closed : long_closures(people::load_calendar(desk.pass), received->second.on, received->second.on + 140)) {
      const bool excused = asked != desk.course.happened.end() && excuses_advice(closed.from, closed.opens, asked->second.on);
      out.add(web::inset_text(web::html("<p>The school is closed from {} to {}. {}</p>", base::to_text(closed.from), base::to_text(closed.opens + -1),
                                        excused ? "The school was asked for its advice in that time: the limits need not be kept."
                                                : "The weeks run on. Only if the school is asked for advice from a week before it closes to a week before it opens need the limits not be kept.")));
    }
  if (std::none_of(desk.exemptions.begin(), desk.exemptions.end(), [](const KeptExemption& each) { return each.counts(); })) out.add(web::body_text("No reason is written down. The weeks run through the holidays."));
  if (desk.decides && desk.procedure.is_open() && visit.today() >= visit.house().zone().date_of(desk.procedure.made_at))
    out.add(web::button_group(web::button_link(sub(desk, "exemptions"), "Write down a reason", web::ButtonLook::secondary)));
  return out;
}

web::Html further(const Desk& desk) {
  const auto events = further_events(desk);
  if (events.empty()) return {};
  std::vector<web::SummaryRow> rows;
  for (const auto event : events) {
    const auto* step = step_of(desk.steps, event);
    std::vector<web::RowAction> deeds;
    if (desk.decides && desk.procedure.is_open()) deeds.push_back({sub(desk, "days").with("event", code(event)), step ? "Change" : "Write down", std::string(title(event))});
    rows.push_back({std::string(title(event)), step && step->on ? web::html("{}", base::to_text(*step->on)) : web::html("<span class=\"govuk-hint\">Not yet</span>"), std::move(deeds)});
  }
  web::Html out = web::subheading("Days that clocks are counted from");
  out.add(web::summary_list(rows));
  return out;
}

base::Result<Answer> show(Visit& visit, const PupilSight& pass) {
  TRY(const auto desk, open_desk(visit, pass));
  const auto& of = desk.procedure;
  web::Html main = access::told(visit, {{"begun", "It is begun. Everything that is due stands below."},
                                        {"meeting", "The meeting is set. Everything that is counted from it has moved with it."},
                                        {"day", "The day is written down."},
                                        {"back", "That day is taken back."},
                                        {"recommended", "The recommendation is saved."},
                                        {"frame", "Saved."},
                                        {"voice", "Saved."},
                                        {"words", "The form is saved."},
                                        {"excused", "The reason is written down. No limit was moved."},
                                        {"unexcused", "The reason is taken back. The clocks run as if it had not been written."},
                                        {"ended", "It is over."},
                                        {"opened", "It is open again."}});
  main.add(people::pupil_head(pass, desk.pupil, people::PupilTab::plans));
  main.add(web::subheading(title(of.sort)));
  if (const auto meeting = meeting_day(desk.course); meeting && of.is_open() && !desk.course.happened.contains(Event::meeting))
    for (const auto& words : warnings_of(desk.course, *meeting, visit.today())) main.add(web::warning_text(words));
  main.add(facts(visit, desk));
  web::Html buttons;
  if (desk.writes && of.is_open()) buttons.add(web::button_link(sub(desk, "form"), of.sort == Sort::review ? "Write the report" : "Write the request"));
  buttons.add(web::button_link(sub(desk, "print"), of.sort == Sort::review ? "Print the report" : "Print the request", web::ButtonLook::secondary));
  main.add(web::button_group(buttons));
  main.add(web::subheading("What is due when"));
  if (of.sort == Sort::assessment && !desk.course.happened.contains(Event::received))
    main.add(web::body_text("The clocks begin on the day the authority receives the request. Write that day down below."));
  else
    main.add(web::body_text("Weeks are weeks of the calendar: they run through school holidays."));
  main.add(clock_table(desk, visit.today(), desk.decides && of.is_open() ? Deeds::offered : Deeds::left_out));
  main.add(further(desk));
  main.add(web::subheading(of.sort == Sort::review ? "Who is invited and gives advice" : "Whose views go with it"));
  main.add(voice_table(desk, desk.writes && of.is_open() ? Deeds::offered : Deeds::left_out));
  if (desk.writes && of.is_open()) main.add(web::button_group(web::button_link(sub(desk, "voices"), "Add somebody", web::ButtonLook::secondary)));
  main.add(recommendation_part(desk));
  main.add(exemptions_part(visit, desk));
  main.add(web::details({.summary = "What was done, step by step", .matter = history(visit, desk)}));
  if (desk.decides)
    main.add(web::details({.summary = of.is_open() ? "End it" : "Open it again", .matter = [&] {
                             web::Html fields = web::hidden("was", std::to_string(of.step));
                             fields.add(web::hidden("deed", of.is_open() ? "ended" : "opened_again"));
                             fields.add(web::text_input({.name = "words", .label = "Why?", .width = web::InputWidth::thirty}));
                             fields.add(web::button({.text = of.is_open() ? "End it" : "Open it again", .look = of.is_open() ? web::ButtonLook::warning : web::ButtonLook::secondary}));
                             return web::post_form({.action = sub(desk, "end"), .csrf = visit.csrf_token()}, fields);
                           }()}));
  return access::page(visit, 200, {.title = std::string(title(of.sort)) + " – " + desk.pupil.name(), .place = access::Place::pupils,
                                   .before = web::back_link(statutory_url(of.pupil), "Annual review and assessment")}, main);
}

}  // namespace

void add_procedure_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/statutory/{procedure}", show);
}

}  // namespace statutory
