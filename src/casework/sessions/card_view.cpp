// Draws cards.
#include "casework/sessions/card_view.h"

#include "access/moment_words.h"
#include "web/components/display.h"

#include <algorithm>

namespace sessions {
namespace {

constexpr int days_to_look_back = 14;

std::string names_of(const Card& card) {
  std::string out;
  for (const auto& pupil : card.pupils) out += (out.empty() ? "" : ", ") + pupil.name;
  return out;
}

}  // namespace

web::Url card_url(const Card& card) { return web::Url::path("/sessions/cards/{}/{}", base::to_base32(card.slot), base::to_iso(card.day)); }

web::Html card_list(const std::vector<Card>& cards, std::string_view button) {
  web::Html out;
  base::LocalDate day{};
  for (const auto& card : cards) {
    if (card.day != day) out.add("<h3 class=\"govuk-heading-s\">{}</h3>", base::to_long_text(card.day));
    day = card.day;
    web::Html matter = web::html("<p class=\"govuk-body\">{}, {}. {}</p>", time_words(card), title(card.place), names_of(card));
    if (!button.empty())
      matter.add("<p class=\"govuk-body\"><a class=\"govuk-button govuk-!-margin-bottom-0\" role=\"button\" draggable=\"false\" href=\"{}\">{}"
                 "<span class=\"govuk-visually-hidden\">: {}, {}</span></a></p>", card_url(card), button, card.title, time_words(card));
    out.add(web::card(card.title, matter));
  }
  return out;
}

std::vector<Card> waiting_cards(access::Visit& visit, const OwnPass& pass) {
  const Days days{visit.today() + -days_to_look_back, visit.today()};
  auto out = to_write_up(list_cards(visit, pass, days), list_written(pass, days), visit.today(), visit.house().zone().to_local(visit.now()).time.minutes);
  std::reverse(out.begin(), out.end());
  return out;
}

web::Html write_it_up(access::Visit& visit, const OwnPass& pass) {
  const auto waiting = waiting_cards(visit, pass);
  if (waiting.empty()) return {};
  web::Html list;
  for (std::size_t n = 0; n < std::min<std::size_t>(3, waiting.size()); ++n)
    list.add("<li><a class=\"govuk-link\" href=\"{}\">{}</a> <span class=\"govuk-hint\">{}, {}</span></li>", card_url(waiting[n]), waiting[n].title, access::day_words(visit.today(), waiting[n].day), time_words(waiting[n]));
  web::Html out = web::html("<ul class=\"govuk-list app-owed__list\">{}</ul>", list);
  if (waiting.size() > 3) out.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">All {} that wait</a></p>", web::Url::path("/sessions"), waiting.size());
  return out;
}

}  // namespace sessions
