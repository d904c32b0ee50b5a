// The mark-up of a card.
#include "casework/cover/card_view.h"

#include "people/court_effects.h"
#include "web/components/display.h"

#include <algorithm>

namespace cover {
namespace {

web::Html list_of(const std::vector<CardLine>& lines, std::string_view title, std::string_view empty) {
  web::Html out = web::html("<h3 class=\"app-pupil-card__title\">{}</h3>", title);
  if (lines.empty()) {
    out.add("<p class=\"app-pupil-card__none\">{}</p>", empty);
    return out;
  }
  out.add("<ul class=\"app-pupil-card__lines\">");
  for (const auto& line : lines) out.add("<li>{}</li>", line.words);
  out.add("</ul>");
  return out;
}

void add_fact(web::Html& facts, std::string_view what, std::string_view words) {
  if (!words.empty()) facts.add("<div><dt>{}</dt><dd>{}</dd></div>", what, words);
}

}  // namespace

web::Html draw(const CardWords& words, CardFor where) {
  const auto& card = words.card;
  web::Html head = web::initials_disc(words.pupil.name(), web::DiscSize::normal);
  const auto name = web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", web::Url::path("/pupils/{}/card", words.pupil.id), words.pupil.name());
  head.add("<div><h2 class=\"app-pupil-card__name\">{}</h2><p class=\"app-pupil-card__place\">{}</p></div>",
           where == CardFor::board ? name : web::html("{}", words.pupil.name()),
           (card.said.empty() ? "" : "Say: " + card.said + " · ") + people::year_and_class(words.pupil));
  web::Html out = web::html("<div class=\"app-pupil-card__head\">{}</div>", head);
  for (const auto& line : words.orders) out.add("<p class=\"app-pupil-card__safety\"><strong>{}</strong></p>", line);
  if (!card.safety.empty()) out.add("<p class=\"app-pupil-card__safety\"><strong>Safety:</strong> {}</p>", card.safety);
  web::Html sides = web::html("<div class=\"app-pupil-card__side app-pupil-card__side--must\">{}</div>", list_of(card.lines(Side::must), "Must", "Nothing chosen yet"));
  sides.add("<div class=\"app-pupil-card__side\">{}</div>", list_of(card.lines(Side::help), "Helps", "Nothing chosen yet"));
  if (!card.lines(Side::must).empty() || !card.lines(Side::help).empty() || card.safety.empty()) out.add("<div class=\"app-pupil-card__sides\">{}</div>", sides);
  if (const auto& steps = card.lines(Side::step); !steps.empty()) {
    web::Html list;
    for (const auto& step : steps) list.add("<li>{}</li>", step.words);
    out.add("<div class=\"app-pupil-card__steps\"><h3 class=\"app-pupil-card__title\">What to do if it gets hard</h3><ol class=\"app-pupil-card__lines\">{}</ol></div>", list);
  }
  web::Html facts;
  add_fact(facts, "Triggers and early signs", card.signs);
  add_fact(facts, "First words", card.script);
  add_fact(facts, "Medicine and toilet", card.care);
  std::string call;
  for (const auto& each : words.call) call += (call.empty() ? "" : "; ") + each;
  add_fact(facts, "Call", call);
  if (!facts.empty()) out.add("<dl class=\"app-pupil-card__facts\">{}</dl>", facts);
  return web::html("<article class=\"app-pupil-card\"{}>{}</article>", web::attr("aria-label", "Card of " + words.pupil.name()), out);
}

std::string origin_words(const Card& card, const base::Zone& zone) {
  if (card.chosen) return "Chosen by " + card.chosen_by + ", " + base::to_text(zone.date_of(card.chosen_at));
  std::vector<std::string> sources;
  for (const auto& side : card.sides)
    for (const auto& line : side)
      if (std::find(sources.begin(), sources.end(), line.source) == sources.end()) sources.push_back(line.source);
  if (sources.empty()) return "No plan says anything for it yet";
  std::string out = "From ";
  for (std::size_t n = 0; n < sources.size(); ++n) out += (n == 0 ? "" : n + 1 == sources.size() ? " and " : ", ") + sources[n];
  return out;
}

std::vector<std::string> order_lines(const access::Pass& pass, const people::Pupil& pupil) { return people::effect_lines(people::list_effects(pass, pupil.id), pupil); }

std::vector<std::string> whom_to_call(const access::Pass& pass, const access::PupilId& pupil) {
  std::vector<std::string> out;
  for (const auto& adult : people::adults_of(pass, pupil)) out.push_back(adult.name + (adult.relation == "assigned" ? ", key worker" : ", class teacher"));
  return out;
}

}  // namespace cover
