// Draws them.
#include "people/glass_notes.h"

#include "access/policy_glass.h"
#include "web/components/display.h"
#include "web/components/navigation.h"

namespace people {

web::Html glass_state(const GlassLine& line) {
  if (!line.opened_at) return web::tag("Asks to open it again", web::Tint::yellow);
  return line.overdue ? web::tag("Not reviewed in time", web::Tint::red) : web::tag("To review", web::Tint::orange);
}

web::Html glass_alerts(access::Visit& visit) {
  const auto pass = access::Door::staff<May::glass_review>(visit);
  if (!pass) return {};
  auto lines = list_glass(*pass);
  if (!access::is_told_of_glass_at_once(visit.who().roles)) std::erase_if(lines, [](const GlassLine& line) { return !line.overdue; });
  if (lines.empty()) return {};
  web::Html list;
  for (const auto& line : lines)
    list.add("<li>{} {}{} {}</li>", line.staff_name, line.opened_at ? "broke the glass for " : "asks to break the glass again for ",
             line.pupil_name.empty() ? "a pupil" : line.pupil_name, glass_state(line));
  return web::card("Broken glasses", web::html("<ul class=\"govuk-list\">{}</ul><p class=\"govuk-body\">{}</p>", list,
                                               web::link(web::Url::path("/glass"), "Look at them")),
                   web::CardLook::now);
}

web::Html glass_way(access::Visit& visit, const Pupil& pupil) {
  if (!visit.grants().may(May::glass_open, pupil.id)) return {};
  if ((access::classes_behind_glass(visit.who().roles) & ~visit.grants().see(pupil.id)) == 0) return {};  // they see all of that already
  return web::html("<p class=\"govuk-body\">In an emergency you can {} and see more for an hour.</p>",
                   web::link(web::Url::path("/pupils/{}/glass", pupil.id), "break the glass"));
}

}  // namespace people
