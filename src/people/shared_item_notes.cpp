// Draws them.
#include "people/shared_item_notes.h"

#include "people/court_effects.h"
#include "people/pupil_view.h"
#include "people/shared_item_store.h"
#include "web/components/display.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

namespace people {
namespace {
constexpr std::string_view alert_words = "Speak to the DSL before contacting home";
}  // namespace

std::string until_words(const base::Zone& zone, base::UtcTime until) { return base::to_text(zone.date_of(until + -1)); }

web::Html shared_notes(const access::Pass& pass, const Pupil& pupil) {
  web::Html out;
  if (contact_alert(pass, pupil.id) == ContactAlert::on) out.add(web::warning_text(alert_words));
  const auto items = items_for_me(pass, pupil.id);
  if (items.empty()) return out;
  web::Html list;
  for (const auto& item : items)
    list.add("<li>{} <span class=\"govuk-hint\">{}, until {}</span></li>", item.line, item.by, until_words(pass.zone(), item.until));
  out.add(web::card("For you to act on", web::html("<ul class=\"govuk-list\">{}</ul><p class=\"govuk-body\">Shared with you by name. Do not pass it on.</p>",
                                                   list), web::CardLook::now));
  return out;
}

web::Html contact_alert_note(const access::Pass& pass, const std::vector<PupilId>& pupils) {
  web::Html out;
  for (const auto& pupil : pupils)
    if (contact_alert(pass, pupil) == ContactAlert::on) {
      out.add(web::warning_text(alert_words));
      break;
    }
  out.add(effects_notes(pass, pupils));
  return out;
}

web::Html shared_with_me(const access::Pass& pass) {
  const auto items = items_for_me(pass);
  if (items.empty()) return {};
  web::Html list;
  for (const auto& item : items)
    list.add("<li>{}: {} <span class=\"govuk-hint\">{}, until {}</span></li>", web::link(pupil_url(item.pupil), item.pupil_name), item.line, item.by,
             until_words(pass.zone(), item.until));
  return web::card("For you to act on", web::html("<ul class=\"govuk-list\">{}</ul>", list), web::CardLook::now);
}

}  // namespace people
