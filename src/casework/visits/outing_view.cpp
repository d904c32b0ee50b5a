// Draws who is out.
#include "casework/visits/outing_view.h"

#include "access/moment_words.h"
#include "web/components/display.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

namespace visits {

web::Html out_now(const access::Visit& visit, const std::vector<Outing>& outings) {
  web::Html out;
  const auto& zone = visit.house().zone();
  for (const auto& outing : outings) {
    const bool mine = outing.staff == visit.who().id;
    const bool late = is_overdue(outing, visit.now());
    web::Html matter;
    if (late) {
      const auto minutes = (visit.now() - outing.expected_at) / base::minute_ms;
      matter.add(web::warning_text(mine ? "You were expected back " + std::to_string(minutes) + " minutes ago. Say that you are back, or ring school."
                                        : outing.name + " was expected back " + std::to_string(minutes) + " minutes ago. Ring them now. If they do not answer, tell the head."));
    }
    std::vector<web::SummaryRow> facts;
    facts.push_back({"Where", web::html("{}", outing.place), {}});
    if (!outing.with_whom.empty()) facts.push_back({"With", web::html("{}", outing.with_whom), {}});
    facts.push_back({"Out since", web::html("{}", access::moment_words(zone, visit.now(), outing.out_at)), {}});
    facts.push_back({"Expected back", web::html("{} {}", access::moment_words(zone, visit.now(), outing.expected_at), late ? web::tag("Overdue", web::Tint::red) : web::tag("Out", web::Tint::blue)), {}});
    if (!outing.phone.empty()) facts.push_back({"Telephone", web::html("{}", outing.phone), {}});
    matter.add(web::summary_list(facts));
    matter.add(web::post_button(web::Url::path("/visits/{}/return", outing.id), visit.csrf_token(),
                                {.text = mine ? "I am back" : "They are back", .more = web::attr("aria-label", mine ? "I am back" : outing.name + " is back")}));
    out.add(web::card(mine ? "You are out" : outing.name + " is out", matter, late ? web::CardLook::now : web::CardLook::plain));
  }
  return out;
}

}  // namespace visits
