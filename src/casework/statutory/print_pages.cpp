// The report of a review, and the request for an assessment, as they are printed and sent.
#include "access/frame.h"
#include "access/moment_words.h"
#include "casework/statutory/filled_in.h"
#include "casework/statutory/procedure_view.h"
#include "casework/statutory/statutory_pages.h"
#include "people/last_look.h"
#include "people/pupil.h"
#include "people/recipient.h"
#include "web/components/display.h"
#include "web/components/navigation.h"

namespace statutory {
namespace {

using access::Answer;
using access::Visit;

web::Html facts(const Visit& visit, const Desk& desk) {
  std::vector<web::SummaryRow> rows = {{"Pupil", web::html("{}", desk.pupil.name()), {}}, {"Year and class", web::html("{}", people::year_and_class(desk.pupil)), {}}};
  if (const auto contacts = desk.pass.narrowed<access::May::contacts_read>())
    if (const auto detail = people::detail(*contacts)) {
      if (detail->born) rows.push_back({"Born", web::html("{}", base::to_text(*detail->born)), {}});
      if (!detail->upn.empty()) rows.push_back({"UPN", web::html("{}", detail->upn), {}});
    }
  rows.push_back({"School", web::html("{}", visit.school().name), {}});
  if (const auto need = people::need(desk.pass, desk.pupil.id); need && !need->sen_need.empty()) rows.push_back({"Need", web::html("{}", need->sen_need), {}});
  if (const auto held = desk.course.happened.find(Event::meeting); held != desk.course.happened.end()) rows.push_back({"Meeting held", web::html("{}", base::to_text(held->second.on)), {}});
  else if (desk.procedure.meeting_on) rows.push_back({"Meeting", web::html("{}", base::to_text(*desk.procedure.meeting_on)), {}});
  if (desk.procedure.transfer != Transfer::none)
    rows.push_back({"Moves on", web::html("{}, final plan by {}", title(desk.procedure.transfer), base::to_text(*transfer_day(desk.procedure.transfer, desk.procedure.transfer_year))), {}});
  return web::summary_list(rows);
}

base::Result<Answer> show(Visit& visit, const PupilSight& pass) {
  TRY(const auto desk, open_desk(visit, pass));
  const bool is_review = desk.procedure.sort == Sort::review;
  const std::string heading = is_review ? "Report of the annual review" : "Request for an education, health and care needs assessment";
  const auto here = web::Url::path("/pupils/{}/statutory/{}/print", desk.pupil.id, desk.procedure.id);
  const people::Addressing to(visit, pass, desk.pupil, people::Paper::statutory_print, desk.procedure.info_class);
  const auto chosen = to.choose(visit.query().text("for"));
  if (!chosen || !*chosen)
    return people::ask_for_whom(visit, to, here, web::back_link(desk.url(), title(desk.procedure.sort)), chosen ? std::vector<base::FieldError>() : chosen.error().fields);
  web::Html main = web::heading(desk.pupil.name(), heading);
  main.add(people::for_whom(to, **chosen, here));
  main.add(facts(visit, desk));
  if (is_review) {
    main.add(web::subheading("What the school recommends"));
    const auto* step = recommendation(desk.steps);
    if (step) main.add("<p class=\"govuk-body\"><strong>{}</strong></p><p class=\"govuk-body app-words\">{}</p>", title(step->choice), step->words);
    else main.add(web::body_text("Nothing is recommended yet."));
  }
  const auto kept = newest_words(desk.pass, desk.procedure.id);
  const auto words = kept.version == 0 ? suggested(visit, desk) : kept.words;
  for (const auto& field : form_of(desk.procedure.sort))
    if (const auto found = words.find(field.name); found != words.end()) {
      main.add(web::subheading(field.label));
      main.add("<p class=\"govuk-body app-words\">{}</p>", found->second);
    }
  // What one of the family said is not for the others who get a copy.
  if (!(*chosen)->is_of_home()) {
    main.add(web::subheading(is_review ? "Who was invited, and what they say" : "Whose views go with it"));
    main.add(voice_table(desk, Deeds::left_out));
  }
  main.add(web::subheading(is_review ? "The plan, its outcomes and its provision" : "What was planned and given so far"));
  main.add(filled_in(visit, desk));
  main.add(web::subheading("Days"));
  main.add(clock_table(desk, visit.today(), Deeds::left_out, Clocks::of_law));
  main.add("<p class=\"govuk-body-s app-print-foot\">Printed {} by {}. Keep it where only those who need it can read it.</p>", access::moment_words(visit.house().zone(), visit.now(), visit.now()), visit.who().name);
  return people::last_look(visit, desk.pupil.id, access::page(visit, 200, {.title = heading + " – " + desk.pupil.name(), .place = access::Place::pupils, .before = web::back_link(desk.url(), title(desk.procedure.sort))}, main));
}

}  // namespace

void add_print_routes(access::Routes& routes) { routes.get("/pupils/{pupil}/statutory/{procedure}/print", show); }

}  // namespace statutory
