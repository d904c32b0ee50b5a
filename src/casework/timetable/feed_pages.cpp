// One's own week in one's own calendar program: an address that opens it, shown once, and taken back at any time.
#include "access/digest.h"
#include "access/in_their_place.h"
#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "casework/timetable/feed.h"
#include "casework/timetable/feed_store.h"
#include "casework/timetable/timetable_pages.h"
#include "record/due.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace timetable {
namespace {

using access::Answer;
using access::Visit;

/// How far a calendar program sees: four weeks back, twelve ahead.
constexpr int days_back = 28, days_ahead = 84;

web::Html feed_page(const Visit& visit, const Own& pass) {
  web::Html main = web::heading("In my own calendar");
  main.add(web::body_text("Make an address and give it to the calendar on your phone or computer. It shows when and where you are, never the name of a pupil: "
                          "“1:1 support, Room 4”. What is due from you stands on its day. Whoever has the address can read it, so keep it to yourself. You can take it back here at any time."));
  const auto feeds = list_feeds(pass);
  std::vector<std::vector<web::Html>> rows;
  for (const auto& feed : feeds) {
    const auto made = access::moment_words(visit.house().zone(), visit.now(), feed.made_at);
    rows.push_back({web::html("{}", made), feed.withdrawn_at ? web::tag("Taken back", web::Tint::grey)
                                                             : web::post_button(web::Url::path("/timetable/feed/{}/withdrawal", feed.id), visit.csrf_token(),
                                                                                {.text = "Take back", .look = web::ButtonLook::secondary,
                                                                                 .more = web::attr("aria-label", "Take back the address made " + made)})});
  }
  if (!rows.empty()) main.add(web::table({.caption = "My addresses", .columns = {{"Made"}, {"Now"}}, .rows = std::move(rows), .stacked = true}));
  main.add(web::post_button(web::Url::path("/timetable/feed"), visit.csrf_token(), {.text = "Make an address"}, web::hidden("id", visit.fresh<FeedId>().text())));
  return main;
}

access::PageHead head() {
  return {.title = "In my own calendar", .place = access::Place::timetable, .before = web::back_link(web::Url::path("/timetable"), "My week")};
}

base::Result<Answer> show_feeds(Visit& visit, const Own& pass) {
  web::Html main = access::told(visit, {{"withdrawn", "That address opens nothing any more."}});
  main.add(feed_page(visit, pass));
  return access::page(visit, 200, head(), main);
}

base::Result<Answer> post_feed(Visit& visit, const Own& pass) {
  const auto id = FeedId::parse(visit.form().text("id"));
  if (!id) return base::Error::not_found("a feed without its id");
  for (const auto& feed : list_feeds(pass))
    if (feed.id == *id) return web::see_other(web::Url::path("/timetable/feed"));
  const auto secret = access::make_token(visit.house().random());
  access::UnitOfWork work(visit);
  make_feed(work, pass, *id, secret);
  const auto url = web::Url::path("/calendar/{}", secret);
  web::Html main = web::alert({.kind = web::AlertKind::success, .title = "The address is made",
                               .matter = web::html("<p>Copy it now: it is shown only this once.</p><p><a class=\"govuk-link app-break\" href=\"{}\">{}</a></p>", url, url.text())});
  main.add(web::body_text("Put your school's own address before it, as it stands in your browser, and add it to your calendar as a subscription."));
  main.add(web::button_group(web::button_link(web::Url::path("/timetable/feed"), "Done", web::ButtonLook::secondary)));
  auto shown = access::page(visit, 200, head(), main);
  auto refused = access::draw_error(visit, access::UnitOfWork::conflict());
  return std::move(work).commit_and([shown = std::move(shown), refused = std::move(refused)](base::Result<void> written) { return written ? shown : refused; });
}

base::Result<Answer> post_withdrawal(Visit& visit, const Own& pass) {
  const auto id = FeedId::parse(visit.match.part("feed"));
  bool own = false;
  for (const auto& feed : list_feeds(pass)) own = own || (id && feed.id == *id && !feed.withdrawn_at);
  if (!own) return base::Error::not_found("no such feed of theirs");
  access::UnitOfWork work(visit);
  withdraw_feed(work, pass, *id);
  return access::then_go(visit, std::move(work), web::Url::path("/timetable/feed").with("done", "withdrawn"));
}

/// What is due from them: what it is, never about whom.
std::vector<DayEvent> due_days(access::House& house, const access::StaffId& staff, base::LocalDate last) {
  const auto* sources = house.find_room<record::DueSources>();
  access::InTheirPlace they(house, staff);
  std::vector<DayEvent> out;
  if (!sources || !they.may_sign_in()) return out;
  for (const auto& due : sources->list(they.visit(), last)) {
    const bool watched = due.is_watched_by(staff);
    if (due.done || (!due.is_mine(staff) && !watched)) continue;
    const auto named = access::digest({base::as_bytes(due.key)});
    base::Bytes16 uid{};
    std::copy_n(named.begin(), uid.size(), uid.begin());
    out.push_back({due.on, watched ? "Watched. " + due.what : due.what, base::to_base32(uid)});
  }
  return out;
}

/// Whoever has the secret. It opens as long as its owner may sign in, and until it is taken back.
base::Result<Answer> show_calendar(Visit& visit) {
  auto& house = visit.house();
  auto reader = house.reader();
  reader->look_as(house.house_sight());
  const auto staff = owner_of_feed(*reader, visit.match.part("secret"));
  if (!staff || !house.grants_of(*staff, access::SignInStrength::password, *reader)) return base::Error::not_found("no such feed");
  reader->look_as(house.house_sight());
  const auto first = visit.today() + -days_back, last = visit.today() + days_ahead;
  web::Response out = web::text(200, calendar_file(slots_of_adult(*reader, *staff, first, last), house.zone(), visit.now(), visit.school().name,
                                                   names_around(*reader, *staff, first + -14, last + 14), due_days(house, *staff, last)));
  out.content_type = "text/calendar; charset=utf-8";
  return out;
}

}  // namespace

void add_feed_routes(access::Routes& routes) {
  routes.get("/timetable/feed", show_feeds);
  routes.post("/timetable/feed", post_feed);
  routes.post("/timetable/feed/{feed}/withdrawal", post_withdrawal);
  routes.add_public(web::Method::get, "/calendar/{secret}", show_calendar);
}

}  // namespace timetable
