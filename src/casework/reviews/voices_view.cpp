// Draws the voices and the forms that gather them.
#include "casework/reviews/voices_view.h"

#include "access/moment_words.h"
#include "base/text.h"
#include "casework/reviews/review_view.h"
#include "people/recipient.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace reviews {
namespace {

using access::Visit;
using Errors = std::vector<base::FieldError>;

/// Typed in from paper, or told: with who it was, when and how.
web::Html paper_form(const Visit& visit, const ReviewDesk& desk, VoiceParty party, const web::Form& typed, const Errors& errors) {
  const auto start = std::string(code(party)) + "_";
  const auto value = [&](std::string_view name) { return std::string(typed.text(start + std::string(name))); };
  const auto error = [&](std::string_view name) { return web::message_for(errors, start + std::string(name)); };
  web::Html fields = web::hidden("id", visit.fresh<VoiceId>().text());
  fields.add(web::hidden("party", code(party)));
  if (party == VoiceParty::parent)
    fields.add(web::text_input({.name = start + "name", .label = "Who says it", .hint = "Full name of the parent or carer.", .value = value("name"), .error = error("name"), .width = web::InputWidth::thirty}));
  fields.add(answer_fields(party, desk.pupil.given, typed, errors));
  fields.add(web::day_input({.name = start + "on", .label = "When", .value = typed.has(start + "on") ? value("on") : base::to_iso(visit.today()), .error = error("on")}));
  fields.add(web::text_input({.name = start + "how", .label = "How it was told", .hint = "For example, on paper, with symbols, in a talk. You are named as the one who wrote it down.",
                              .value = value("how"), .error = error("how"), .width = web::InputWidth::thirty}));
  fields.add(web::button({.text = "Keep it", .look = web::ButtonLook::secondary}));
  const bool open = std::any_of(errors.begin(), errors.end(), [&](const base::FieldError& each) { return each.field.starts_with(start); });
  return web::details({.summary = party == VoiceParty::pupil ? "Type in what " + desk.pupil.given + " said" : "Type in what a parent or carer said",
                       .matter = web::post_form({.action = desk.under("voices"), .csrf = visit.csrf_token(), .draft = "voice:" + start + desk.review.id.text()}, fields), .open = open});
}

web::Html links_table(const Visit& visit, const ReviewDesk& desk, const std::vector<VoiceLink>& links) {
  std::vector<std::vector<web::Html>> rows;
  const auto effects = links.empty() ? std::vector<people::CourtEffect>() : people::list_effects(desk.pass, desk.review.pupil);
  for (const auto& link : links) {
    web::Html now;
    if (link.used_at) now = web::tag("Answered", web::Tint::green);
    else if (link.withdrawn_at) now = web::tag("Taken back", web::Tint::grey);
    else if (!link.opens(visit.now())) now = web::tag("Has run out", web::Tint::grey);
    else if (is_stopped(effects, link.party, link.member, link.for_name)) now = web::tag("Opens nothing: no information may go to them", web::Tint::red);
    else
      now = web::post_button(web::Url::path("/pupils/{}/reviews/{}/links/{}/withdrawal", desk.review.pupil, desk.review.id, link.id), visit.csrf_token(),
                             {.text = "Take back", .look = web::ButtonLook::secondary, .more = web::attr("aria-label", "Take back the link for " + link.for_name)});
    rows.push_back({web::html("{}", link.for_name), web::html("{}", title(link.party)), web::html("{}", base::to_text(visit.house().zone().date_of(link.expires_at))), std::move(now)});
  }
  if (rows.empty()) return {};
  return web::table({.caption = "Links", .columns = {{"For"}, {"Who answers"}, {"Opens until"}, {"Now"}}, .rows = std::move(rows), .stacked = true});
}

web::Html link_form(Visit& visit, const ReviewDesk& desk, const web::Form& typed, const Errors& errors) {
  const people::Addressing to(visit, desk.pass, desk.pupil, people::Paper::review_link, desk.review.info_class);
  web::Html fields = web::hidden("id", visit.fresh<VoiceLinkId>().text());
  fields.add(web::select({.name = "link_party", .label = "Who answers", .options = {{"parent", "A parent or carer"}, {"pupil", "The pupil"}}, .value = std::string(typed.text("link_party"))}));
  if (to.has_names())
    fields.add(to.field({.name = "link_to", .label = "Which parent or carer", .value = std::string(typed.text("link_to")), .error = web::message_for(errors, "link_to"), .first = "Somebody else"}));
  fields.add(web::text_input({.name = "link_for", .label = to.has_names() ? "Their full name, where they are not on the list" : "Their full name", .hint = "It stands beside their answer. The page they open shows the questions and the first name " + desk.pupil.given + ", nothing else.",
                              .value = std::string(typed.text("link_for")), .error = web::message_for(errors, "link_for"), .width = web::InputWidth::thirty}));
  fields.add(web::button({.text = "Make a link", .look = web::ButtonLook::secondary}));
  return web::details({.summary = "Ask by a link", .matter = web::post_form({.action = desk.under("links"), .csrf = visit.csrf_token()}, fields), .open = !web::message_for(errors, "link_for").empty() || !web::message_for(errors, "link_to").empty()});
}

}  // namespace

std::string answer_name(VoiceParty party, std::size_t number) { return fmt::format("{}_{}", code(party), number); }

web::Html answer_fields(VoiceParty party, std::string_view given, const web::Form& typed, const Errors& errors) {
  web::Html out;
  const auto questions = questions_for(party, given);
  for (std::size_t n = 0; n < questions.size(); ++n) {
    const auto name = answer_name(party, n + 1);
    out.add(web::textarea({.name = name, .label = questions[n], .value = std::string(typed.text(name)), .error = web::message_for(errors, name), .rows = 3,
                           .most = static_cast<std::int64_t>(most_of_an_answer)}));
  }
  return out;
}

std::vector<VoiceAnswer> read_answers(VoiceParty party, std::string_view given, const web::Form& typed, Errors& wrong) {
  std::vector<VoiceAnswer> out;
  const auto questions = questions_for(party, given);
  bool any = false;
  for (std::size_t n = 0; n < questions.size(); ++n) {
    const auto name = answer_name(party, n + 1);
    out.push_back({questions[n], std::string(base::trim(base::clean(typed.text(name))))});
    any = any || !out.back().answer.empty();
    if (base::count_characters(out.back().answer) > most_of_an_answer) wrong.push_back({name, "Use at most 2,000 characters"});
  }
  if (!any) wrong.push_back({answer_name(party, 1), "Answer at least one question"});
  return out;
}

web::Html voices_section(Visit& visit, const ReviewDesk& desk, const Figures& figures, const web::Form& typed, const Errors& errors) {
  const auto voices = list_voices(desk.pass, desk.review.id);
  web::Html out = web::subheading("What was said beforehand");
  if (voices.empty() && figures.voices.empty()) out.add(web::body_text("Nobody has been asked yet, or nobody has answered."));
  out.add(voices_part(voices, figures.voices));
  if (!desk.review.is_open() || !desk.writes) return out;
  out.add(links_table(visit, desk, list_links(desk.pass, desk.review.id)));
  out.add("<p class=\"govuk-body\">On paper: <a class=\"govuk-link\" href=\"{}\">questions for {}</a>, <a class=\"govuk-link\" href=\"{}\">questions for parents and carers</a>.</p>",
          desk.under("questions").with("party", "pupil"), desk.pupil.given, desk.under("questions").with("party", "parent"));
  out.add(paper_form(visit, desk, VoiceParty::pupil, typed, errors));
  out.add(paper_form(visit, desk, VoiceParty::parent, typed, errors));
  out.add(link_form(visit, desk, typed, errors));
  return out;
}

}  // namespace reviews
