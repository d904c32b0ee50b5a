// Draws it: a picture of the screen tells whose it was.
#include "people/glass_watermark.h"

#include "people/glass_store.h"
#include "people/school_setting_store.h"
#include "web/components/messages.h"

#include <fmt/format.h>

namespace people {

web::Html phone_the_dsl(const access::Pass& pass) {
  const auto phone = duty_dsl_phone(pass);
  return web::inset_text(web::html("<p>This never opens safeguarding, intimate care or court papers. For those phone the duty DSL{}{}.</p>",
                                   phone.empty() ? "; the school office knows the number" : " on ", phone));
}

web::Html glass_watermark(const access::Pass& pass, const Pupil& pupil) {
  if (pass.grants().basis(pupil.id) != access::code(access::Relation::glass)) return {};
  const auto own = own_glass(pass, pupil.id);
  if (!own.open_until) return {};
  const auto until = base::to_text(pass.zone().to_local(*own.open_until).time);
  const auto line = fmt::format("{} · broken glass · {} {}", pass.who().name, base::to_text(pass.today()),
                                base::to_text(pass.zone().to_local(pass.now()).time));
  web::Html marks;
  for (int i = 0; i < 12; ++i) marks.add("<span>{}</span>", line);
  return web::html("<div class=\"app-watermark\" aria-hidden=\"true\">{}</div>{}", marks,
                   web::notification_banner(web::BannerKind::important,
                                            web::html("<p class=\"govuk-notification-banner__heading\">You broke the glass for {}. It closes at {}, and "
                                                      "others look at what you opened.</p>{}", pupil.given, until, phone_the_dsl(pass))));
}

}  // namespace people
