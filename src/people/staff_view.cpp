// Drawing staff.
#include "people/staff_view.h"

#include "access/frame.h"
#include "web/components/display.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

namespace people {

web::Url staff_url(const access::StaffId& staff) { return web::Url::path("/school/staff/{}", staff); }

web::Html standing_tag(const access::StaffLine& line, base::LocalDate today) {
  if (line.ends_on && *line.ends_on < today) return web::tag("Left", web::Tint::grey);
  if (line.username.empty()) return web::tag("No account", web::Tint::grey);
  if (line.suspended) return web::tag("Suspended", web::Tint::red);
  return line.has_second_factor ? web::tag("Second factor", web::Tint::green) : web::tag("Password only", web::Tint::yellow);
}

access::Answer show_once(access::Visit& visit, access::UnitOfWork work, std::string_view name, std::string_view username,
                         const base::Secret& password, const web::Url& on_to) {
  web::Html main = web::heading("First password");
  main.add(web::summary_list({{"Who", web::html("{}", name)},
                              {"User name", web::html("<code>{}</code>", username)},
                              {"First password", web::html("<code>{}</code>", password.reveal_text())}}));
  main.add(web::warning_text("This password is shown only now. Hand it over in person; it has to be changed at the first sign-in."));
  main.add(web::button_group(web::button_link(on_to, "Done")));
  auto shown = access::page(visit, 200, {.title = "First password", .place = access::Place::school, .width = web::FrameWidth::narrow}, main);
  return std::move(work).commit_and([shown = std::move(shown)](base::Result<void> written) {
    return written ? shown : web::text(409, written.error().for_user);
  });
}

}  // namespace people
