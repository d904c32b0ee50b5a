// What stands on the card, at a glance, and the way to all of it.
#include "casework/cover/card_glance.h"

#include "casework/cover/card_desk.h"
#include "web/components/display.h"

namespace cover {

void add_glance(record::GlanceParts& parts) {
  parts.add([](access::Visit& visit, const access::PupilPass<access::May::pupil_find>& pass) {
    if (!sees_profile(visit.grants(), pass.pupil())) return web::Html();
    const auto card = show_card(visit, pass, pass.pupil());
    web::Html matter;
    for (const auto side : {Side::must, Side::help}) {
      if (card.lines(side).empty()) continue;
      web::Html list;
      for (const auto& line : card.lines(side)) list.add("<li>{}</li>", line.words);
      matter.add("<h3 class=\"govuk-heading-s\">{}</h3><ul class=\"govuk-list govuk-list--bullet\">{}</ul>", side == Side::must ? "Must" : "Helps", list);
    }
    if (matter.empty()) matter.add(web::body_text("Nothing is on the card yet. It fills itself from a live passport or toolbox."));
    matter.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">{}</a></p>", web::Url::path("/pupils/{}/card", pass.pupil()),
               card.is_blank() || has_read(pass, pass.pupil(), face_of(card)) ? "The card" : "Read the card, and say so");
    return web::card("Card", matter, web::CardLook::plain);
  });
}

}  // namespace cover
