// Fills the frame from the visit.
#include "access/frame.h"

#include "access/digest.h"
#include "access/inbox.h"
#include "web/components/messages.h"
#include "web/problem.h"

#include <algorithm>

namespace access {
namespace {

std::string label_of(Place place) {
  switch (place) {
    case Place::none: return "";
    case Place::my_day: return "My day";
    case Place::pupils: return "Pupils";
    case Place::timetable: return "Timetable";
    case Place::plans: return "Plans";
    case Place::write: return "Write";
    case Place::entries: return "My entries";
    case Place::concerns: return "Concerns";
    case Place::inbox: return "Inbox";
    case Place::sign_offs: return "Sign-offs";
    case Place::reports: return "Reports";
    case Place::school: return "School";
  }
  return "";
}

bool runs_the_school(const Visit& visit) {
  for (auto deed : {May::staff_administer, May::relations_administer, May::people_import, May::kinds_administer, May::school_administer,
                    May::audit_read, May::export_everything})
    if (visit.may(deed)) return true;
  return false;
}

bool works_with_pupils(const Visit& visit) {
  return visit.may(May::pupil_find) || !visit.grants().close().empty() || (visit.grants().everyone().classes(Act::see) & bit(InfoClass::c0_directory)) != 0;
}

/// Sees some pupil's records, and so counts them.
bool reads_records(const Visit& visit) {
  constexpr std::uint32_t narrative = 0x0FF8;  // C3 to C11
  if ((visit.grants().everyone().classes(Act::see) & narrative) != 0) return true;
  for (const auto& grant : visit.grants().close())
    if ((grant.allowed.classes(Act::see) & narrative) != 0) return true;
  return false;
}

/// True for a page with something of C8 to C12 on it: it locks itself sooner.
bool shows_protected(const Visit& visit) {
  return std::any_of(visit.seen().begin(), visit.seen().end(), [](const Seen& seen) { return sight_is_durable(seen.info); });
}

/// A visit is not changed by counting: no sight is noted. Only a pass, which every store asks for, may note some.
std::optional<InboxCount> count_inbox(const Visit& visit) {
  auto* counter = visit.house().find_room<InboxCounter>();
  if (!counter) return std::nullopt;
  return counter->count(const_cast<Visit&>(visit));
}

/// Drafts on a device are encrypted for the person: the same key tomorrow, another one for somebody else.
std::string draft_key(const Visit& visit) {
  base::Bytes32 key = visit.signed_in()->csrf_key;
  const auto& house_key = visit.house().key();
  if (house_key.reveal().size() == key.size()) std::copy(house_key.reveal().begin(), house_key.reveal().end(), key.begin());
  return base::to_base64url(keyed_digest(key, {base::as_bytes("draft"), visit.who().id.bytes()}));
}

}  // namespace

web::Html framed(const Visit& visit, const PageHead& head, const web::Html& main) {
  web::Frame frame;
  frame.title = head.title;
  frame.school = visit.school().name;
  frame.current = label_of(head.place);
  frame.before = head.before;
  frame.query = head.query;
  frame.width = head.width;
  frame.outcome = head.outcome;
  frame.writing = head.place == Place::write || (visit.has_person() && visit.who().roles.empty());  // no way to Write for who may not
  if (visit.school().is_demonstration)
    frame.notice = web::html("<p>Demonstration school: every person here is invented.</p>");
  if (visit.has_person()) {
    frame.nav.push_back({"My day", web::Url::path("/"), web::Icon::day});
    if (works_with_pupils(visit))
      frame.nav.push_back({"Pupils", web::Url::path("/pupils"), web::Icon::pupils});
    if (reads_records(visit)) frame.nav.push_back({"Plans", web::Url::path("/plans"), web::Icon::plans});
    if (works_with_pupils(visit)) frame.nav.push_back({"Timetable", web::Url::path("/timetable"), web::Icon::timetable});
    if (visit.may(May::entries_own)) frame.nav.push_back({"My entries", web::Url::path("/entries"), web::Icon::write});
    if (visit.may(May::concern_triage))
      frame.nav.push_back({"Concerns", web::Url::path("/concerns"), web::Icon::concern});
    if (visit.may(May::numbers_read) || reads_records(visit)) frame.nav.push_back({"Reports", web::Url::path("/reports"), web::Icon::reports});
    const auto inbox = count_inbox(visit);
    if (inbox && inbox->signs) frame.nav.push_back({"Sign-offs", web::Url::path("/sign-offs"), web::Icon::tick, inbox->to_sign});
    if (runs_the_school(visit)) frame.nav.push_back({"School", web::Url::path("/school"), web::Icon::school});
    // Seven at most: one's own entries are on My day too, and what waits to be signed is in the inbox.
    constexpr std::size_t most = 7;
    for (const std::string_view elsewhere : {"My entries", "Sign-offs"})
      if (frame.nav.size() > most) std::erase_if(frame.nav, [&](const web::NavEntry& entry) { return entry.label == elsewhere; });
    web::FrameVisitor visitor;
    visitor.name = visit.who().name;
    if (inbox) visitor.inbox_count = inbox->all;
    visitor.csrf = visit.csrf_token();
    visitor.lock_after = shows_protected(visit) ? 300 : 600;
    visitor.draft_key = draft_key(visit);
    frame.visitor = std::move(visitor);
  }
  return web::page_frame(frame, main);
}

web::Html offer_to_confirm(const Visit& visit) {
  if (!visit.has_person() || !visit.grants().waits_for_confirmation()) return {};
  auto url = web::Url::path("/confirm");
  if (visit.request.method != web::Method::post) url = url.with("place", visit.request.target);
  return web::inset_text(web::html("<p><a class=\"govuk-link\" href=\"{}\">Confirm it is you</a> to see safeguarding and other protected "
                                   "information.</p>", url));
}

web::Response page(const Visit& visit, int status, const PageHead& head, const web::Html& main) {
  return web::page(status, framed(visit, head, main));
}

web::Response draw_error(Visit& visit, const base::Error& error) {
  web::Html main;
  std::string title = error.for_user;
  switch (error.kind) {
    case base::Error::Kind::not_found:
      title = "Page not found";
      main.add("<h1 class=\"govuk-heading-l\">Page not found</h1>"
               "<p class=\"govuk-body\">There is nothing at this address, or it is not for you to see.</p>"
               "<p class=\"govuk-body\">If you typed the address, check it. If somebody gave you a link, ask them to share what you need.</p>");
      main.add(offer_to_confirm(visit));
      break;
    case base::Error::Kind::invalid:
    case base::Error::Kind::not_allowed:
    case base::Error::Kind::conflict:
    case base::Error::Kind::unavailable:
      main.add("<h1 class=\"govuk-heading-l\">{}</h1>", error.for_user);
      if (!error.fields.empty()) {
        main.add("<ul class=\"govuk-list govuk-list--bullet\">");
        for (const auto& field : error.fields) main.add("<li>{}</li>", field.message);
        main.add("</ul>");
      }
      main.add("<p class=\"govuk-body\">Go back to the page you came from: what you typed is still there.</p>");
      break;
  }
  return page(visit, web::status_for(error.kind), {.title = title, .outcome = web::FrameOutcome::problem}, main);
}

}  // namespace access
