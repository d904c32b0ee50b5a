// Asking pupil and parents before a review: the sheet to print, what was typed in from it, and links.
#include "access/digest.h"
#include "access/frame.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/reviews/review_pages.h"
#include "casework/reviews/voices_view.h"
#include "people/recipient.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace reviews {
namespace {

using access::Answer;
using access::Visit;
using Errors = std::vector<base::FieldError>;

base::Result<ReviewDesk> open_to_ask(Visit& visit, const WritePass& pass) {
  TRY(auto desk, open_to_write(visit, pass));
  if (!desk.review.is_open()) return base::Error::conflict("This review is over: nobody is asked for it any more.", "review closed");
  return desk;
}

base::Result<Answer> show_questions(Visit& visit, const PupilSight& pass) {
  TRY(const auto desk, open_desk(visit, pass));
  const auto party = voice_party_of(visit.query().text("party")).value_or(VoiceParty::pupil);
  const people::Addressing to(visit, pass, desk.pupil, people::Paper::review_questions, desk.review.info_class);
  const auto asked = web::hidden("party", code(party));
  const auto chosen = to.choose(party == VoiceParty::pupil ? std::string_view("pupil") : visit.query().text("for"));
  if (!chosen || !*chosen)
    return people::ask_for_whom(visit, to, desk.under("questions"), web::back_link(desk.url(), "The review"), chosen ? Errors() : chosen.error().fields, asked);
  web::Html main = web::html("<p class=\"govuk-body app-screen-only\">Print this page and give it out. What comes back is typed in on the review, with who wrote it down.</p>");
  main.add(web::heading(visit.school().name, party == VoiceParty::pupil ? "What " + desk.pupil.given + " thinks" : "What you think"));
  if (party == VoiceParty::parent) main.add(people::for_whom(to, **chosen, desk.under("questions"), asked));
  main.add(web::body_text(party == VoiceParty::pupil ? "We look at your plan together soon. Write, draw, or tell somebody who writes it down for you."
                                                     : "We look at " + desk.pupil.given + "’s plan soon. What you think counts as much as what we have seen. Leave out what you like."));
  for (const auto& question : questions_for(party, desk.pupil.given))
    main.add("<h2 class=\"govuk-heading-m\">{}</h2><div class=\"app-lines\" aria-hidden=\"true\"></div>", question);
  main.add("<p class=\"govuk-body\">Name: <span class=\"app-blank\"></span></p><p class=\"govuk-body\">Day: <span class=\"app-blank\"></span></p>");
  main.add("<p class=\"govuk-body\">Written down by, if somebody helped: <span class=\"app-blank\"></span></p>");
  main.add("<p class=\"govuk-body-s app-print-foot\">Please give it back to {} by {}.</p>", visit.school().name, base::to_text(desk.review.due.value_or(visit.today() + 7)));
  return access::page(visit, 200, {.title = "Questions before a review", .place = access::Place::pupils, .before = web::back_link(desk.url(), "The review")}, main);
}

base::Result<Answer> post_voice(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_to_ask(visit, pass));
  const auto& typed = visit.form();
  const auto id = VoiceId::parse(typed.text("id"));
  const auto party = voice_party_of(typed.text("party"));
  if (!id || !party) return base::Error::not_found("a voice without its id or party");
  const auto start = std::string(code(*party)) + "_";
  const auto text = [&](std::string_view name) { return std::string(base::trim(base::clean(typed.text(start + std::string(name))))); };
  Errors wrong;
  Voice voice;
  voice.id = *id;
  voice.party = *party;
  voice.name = *party == VoiceParty::pupil ? desk.pupil.given : text("name");
  voice.how = text("how");
  voice.answers = read_answers(*party, desk.pupil.given, typed, wrong);
  const auto on = base::parse_iso_date(text("on"));
  if (voice.name.empty()) wrong.push_back({start + "name", "Enter who says it"});
  if (voice.how.empty()) wrong.push_back({start + "how", "Enter how it was told"});
  if (!on) wrong.push_back({start + "on", "Enter the day"});
  else if (*on > visit.today()) wrong.push_back({start + "on", "The day must not be in the future"});
  for (const auto& [name, value] : {std::pair{"name", &voice.name}, std::pair{"how", &voice.how}})
    if (base::count_characters(*value) > 120) wrong.push_back({start + name, "Use at most 120 characters"});
  if (!wrong.empty()) return draw_with(visit, desk, typed, wrong, 422);
  voice.given_on = *on;
  access::UnitOfWork work{visit};
  write_voice(work, pass, desk.review, voice);
  return access::then_go(visit, std::move(work), desk.url().with("done", "voice"));
}

/// As it is sent to somebody: with the address this school is reached at.
std::string whole_address(const Visit& visit, const web::Url& url) {
  return fmt::format("{}://{}{}", visit.request.secure ? "https" : "http", visit.request.find_header("host").value_or("localhost"), url.text());
}

base::Result<Answer> post_link(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_to_ask(visit, pass));
  const auto& typed = visit.form();
  const auto id = VoiceLinkId::parse(typed.text("id"));
  const auto party = voice_party_of(typed.text("link_party"));
  if (!id || !party) return base::Error::not_found("a link without its id or party");
  Errors wrong;
  auto for_name = std::string(base::trim(base::clean(typed.text("link_for"))));
  std::optional<people::FamilyMemberId> member;
  web::Html first;  // whom to ask before it is sent
  if (*party == VoiceParty::parent) {
    const people::Addressing to(visit, desk.pass, desk.pupil, people::Paper::review_link, desk.review.info_class);
    if (const auto sent = typed.text("link_to"); !sent.empty()) {
      const auto chosen = to.choose(sent, "link_to");
      if (!chosen) wrong = chosen.error().fields;
      else if (*chosen) {
        for_name = (*chosen)->name();
        member = (*chosen)->member();
        if ((*chosen)->ask_first()) first = web::warning_text("Ask the safeguarding lead before you give this to " + for_name + ": what an order says of them is not clear yet.");
      }
    } else if (const auto named = to.by_name(for_name, to.has_names() ? "link_to" : "link_for"); !named) {
      wrong = named.error().fields;
    }
  }
  if (for_name.empty() && wrong.empty()) wrong.push_back({"link_for", "Enter for whom the link is"});
  if (base::count_characters(for_name) > 120) wrong.push_back({"link_for", "Use at most 120 characters"});
  if (!wrong.empty()) return draw_with(visit, desk, typed, wrong, 422);
  // The same click again: the secret was shown once and is kept nowhere.
  for (const auto& link : list_links(desk.pass, desk.review.id))
    if (link.id == *id) return web::see_other(desk.url());
  const auto secret = access::make_token(visit.house().random());
  access::UnitOfWork work{visit};
  make_link(work, pass, desk.review, {*id, *party, for_name, member}, secret);
  const auto url = web::Url::path("/voice/{}", secret);
  const auto address = whole_address(visit, url);
  web::Html main = web::alert({.kind = web::AlertKind::success, .title = "The link is made",
                               .matter = web::html("<p>Copy it now and send it to {}: it is shown only this once.</p><p class=\"app-break\"><strong>{}</strong></p>", for_name, address)});
  main.add(web::heading("A link for " + for_name));
  main.add(first);
  main.add(web::body_text("It opens for 14 days and takes one answer. Whoever has it can answer, so send it to nobody else. It shows the questions and the first name " + desk.pupil.given +
                          ", nothing more. You can take it back on the review’s page."));
  main.add(web::button_group(web::button_link(desk.url(), "Back to the review", web::ButtonLook::secondary)));
  auto shown = access::page(visit, 200, {.title = "A link to ask by", .place = access::Place::pupils, .before = web::back_link(desk.url(), "The review")}, main);
  auto refused = access::draw_error(visit, access::UnitOfWork::conflict());
  return std::move(work).commit_and([shown = std::move(shown), refused = std::move(refused)](base::Result<void> written) { return written ? shown : refused; });
}

base::Result<Answer> post_withdrawal(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_to_write(visit, pass));
  const auto id = VoiceLinkId::parse(visit.match.part("invitation"));
  const auto links = list_links(desk.pass, desk.review.id);
  if (!id || std::none_of(links.begin(), links.end(), [&](const VoiceLink& link) { return link.id == *id; })) return base::Error::not_found("no such link of this review");
  access::UnitOfWork work{visit};
  withdraw_link(work, pass, desk.review, *id);
  return access::then_go(visit, std::move(work), desk.url().with("done", "withdrawn"));
}

}  // namespace

void add_voice_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/reviews/{review}/questions", show_questions);
  routes.post("/pupils/{pupil}/reviews/{review}/voices", post_voice);
  routes.post("/pupils/{pupil}/reviews/{review}/links", post_link);
  routes.post("/pupils/{pupil}/reviews/{review}/links/{invitation}/withdrawal", post_withdrawal);
}

}  // namespace reviews
