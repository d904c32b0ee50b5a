// The copy for home: what came of the review, in plain words, without other people's information, costs or records.
#include "access/frame.h"
#include "base/text.h"
#include "casework/reviews/review_desk.h"
#include "casework/reviews/review_pages.h"
#include "people/last_look.h"
#include "people/recipient.h"
#include "web/components/display.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace reviews {
namespace {

using access::Answer;
using access::Visit;

std::string decided_words(Decision decision) {
  switch (decision) {
    case Decision::met: return "This is reached. Well done!";
    case Decision::go_on: return "We go on with this.";
    case Decision::change: return "We go on, and change something.";
    case Decision::stop: return "We stop working on this one.";
    case Decision::none: break;
  }
  return "";
}

std::string way_so_far(const Decided& each, std::string_view given) {
  auto out = fmt::format("{} began at {}", given, plans::value_words(each.measure, each.baseline));
  if (each.latest) out += fmt::format(" and is now at {}", plans::value_words(each.measure, *each.latest));
  return out + fmt::format(". The goal was {}.", plans::value_words(each.measure, each.goal));
}

web::Html target_of_letter(const ReviewDesk& desk, const Decided& each) {
  web::Html out = web::html("<h2 class=\"govuk-heading-m app-words\">{}</h2><p class=\"govuk-body\">{}</p>", each.statement, way_so_far(each, desk.pupil.given));
  if (each.promised > 0)
    out.add("<p class=\"govuk-body\">We had planned {} of support for this, and gave {}.</p>", provision::minutes_words(each.promised), provision::minutes_words(each.delivered));
  out.add("<p class=\"govuk-body app-words\"><strong>{}</strong> {}</p>", decided_words(each.decision), each.words);
  if (const auto* decided = desk.words.find(each.target); decided && each.decision == Decision::change) {
    if (!decided->next_statement.empty()) out.add("<p class=\"govuk-body app-words\">From now on: {}</p>", decided->next_statement);
    if (const auto goal = plans::read_value(each.measure, decided->next_goal)) out.add("<p class=\"govuk-body\">The new goal is {}.</p>", plans::value_words(each.measure, *goal));
  }
  return out;
}

web::Response draw_letter(Visit& visit, const ReviewDesk& desk, const people::Addressing& to, const people::Recipient& recipient) {
  const auto& words = desk.words;
  const auto held = words.held_on.value_or(desk.review.until.value_or(visit.today()));
  web::Html main = web::html("<p class=\"govuk-body app-screen-only\">Print this page for home, or save it as a file. Then write down on the review that it went.</p>");
  main.add(web::heading(visit.school().name, "Review of " + desk.pupil.name() + "’s plan"));
  main.add("<p class=\"govuk-body\">{}</p>", base::to_text(held));
  main.add(people::for_whom(to, recipient, desk.under("letter")));
  main.add(web::body_text(fmt::format("On {} we looked at the plan “{}”: how the time from {} to {} went, and what comes next.", base::to_text(held), desk.plan.title,
                                      base::to_text(desk.review.from), base::to_text(held))));
  if (!words.home.empty()) main.add("<p class=\"govuk-body app-words\">{}</p>", words.home);
  for (const auto& each : desk.decided) main.add(target_of_letter(desk, each));
  // What a parent wrote is not for everybody who reads this letter: it is kept with the review.
  if (!list_voices(desk.pass, desk.review.id).empty()) main.add(web::body_text("Thank you for telling us what you think. It is kept with the review, and we thought of it when we decided."));
  main.add(web::subheading("What happens next"));
  if (words.next_review) main.add(web::body_text("We look at it together again on " + base::to_text(*words.next_review) + ". If you would like to talk before that, please ask for us at any time."));
  else main.add(web::body_text("If you would like to talk about it, please ask for us at any time."));
  web::Html agreed;
  for (const auto& each : words.agreed) agreed.add("<li>{}</li>", each.party == plans::Party::parent || each.party == plans::Party::other ? std::string(plans::title(each.party)) : each.name + ", " + std::string(plans::title(each.party)));
  if (!agreed.empty()) main.add("<h2 class=\"govuk-heading-m\">Who agreed</h2><ul class=\"govuk-list\">{}</ul>", agreed);
  main.add("<p class=\"govuk-body\">Signed: <span class=\"app-blank\"></span></p><p class=\"govuk-body\">{}, for {}</p>", desk.review.closed_by, visit.school().name);
  return access::page(visit, 200, {.title = "Copy for home – " + desk.pupil.name(), .place = access::Place::pupils, .before = web::back_link(desk.url(), "The review")}, main);
}

base::Result<Answer> show_letter(Visit& visit, const PupilSight& pass) {
  TRY(const auto desk, open_desk(visit, pass));
  if (!desk.review.is_closed()) return base::Error::not_found("a review that is open or was dropped has no copy for home");
  const people::Addressing to(visit, pass, desk.pupil, people::Paper::review_copy, desk.review.info_class);
  const auto chosen = to.choose(visit.query().text("for"));
  if (!chosen || !*chosen) return people::ask_for_whom(visit, to, desk.under("letter"), web::back_link(desk.url(), "The review"), chosen ? std::vector<base::FieldError>() : chosen.error().fields);
  return people::last_look(visit, desk.pupil.id, draw_letter(visit, desk, to, **chosen));
}

}  // namespace

void add_letter_routes(access::Routes& routes) { routes.get("/pupils/{pupil}/reviews/{review}/letter", show_letter); }

}  // namespace reviews
