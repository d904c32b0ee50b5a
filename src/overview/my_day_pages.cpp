// My day: what is now, what comes next, what is owed; then whom it is about and what others wrote. The rest is folded or a link away.
#include "overview/my_day_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "casework/concerns/arrangement_store.h"
#include "casework/concerns/conduct_store.h"
#include "casework/cover/board_today.h"
#include "casework/cover/lesson_help_today.h"
#include "casework/timetable/slot_store.h"
#include "casework/timetable/week_view.h"
#include "casework/sessions/card_view.h"
#include "casework/visits/outing_store.h"
#include "casework/visits/outing_view.h"
#include "access/staff_store.h"
#include "overview/due_pages.h"
#include "overview/inbox_pages.h"
#include "overview/log_request_view.h"
#include "people/glass_notes.h"
#include "people/pupil_view.h"
#include "people/shared_item_notes.h"
#include "record/catalogue.h"
#include "record/chronology_view.h"
#include "record/notice_store.h"
#include "record/record_store.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>
#include <map>
#include <span>

namespace overview {
namespace {

using access::Answer;
using access::May;
using access::Visit;

std::string greeting(const Visit& visit) {
  const auto minutes = visit.house().zone().to_local(visit.now()).time.minutes;
  const auto given = visit.who().name.substr(0, visit.who().name.find(' '));
  return std::string(minutes < 12 * 60 ? "Good morning, " : minutes < 17 * 60 ? "Good afternoon, " : "Good evening, ") + given;
}

web::Html my_pupils(const std::vector<people::Pupil>& pupils) {
  std::vector<web::PersonRow> rows;
  for (const auto& pupil : pupils)
    rows.push_back({{pupil.name(), people::year_and_class(pupil), people::pupil_url(pupil.id)},
                    web::html("<a class=\"govuk-link\" href=\"{}\">Write<span class=\"govuk-visually-hidden\"> about {}</span></a>",
                              web::Url::path("/write").with("pupil", pupil.id), pupil.name())});
  return web::people_list(rows);
}

/// For whom safeguarding is theirs to deal with: what nobody has begun yet, the oldest first.
void add_concerns(web::Html& main, const Visit& visit, const access::CaseloadPass<May::pupil_find>& across) {
  if ((across.grants().everyone().classes(access::Act::see) & access::bit(access::InfoClass::c9_safeguarding)) == 0) return;
  const auto lines = record::list_waiting_concerns(across, 20);
  web::Html matter;
  if (lines.empty()) {
    matter.add(web::body_text("No concern is waiting."));
  } else {
    std::vector<access::PupilId> ids;
    for (const auto& line : lines) ids.push_back(line.pupil);
    std::map<access::PupilId, std::string> by_id;
    for (const auto& pupil : people::load_all(across, ids)) by_id[pupil.id] = pupil.name();
    std::vector<std::string> names;
    for (const auto& line : lines) names.push_back(by_id[line.pupil]);
    record::add_recent(matter, across.zone(), across.now(), *visit.house().room<record::Catalogue>().kinds(), lines, names);
  }
  matter.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">All open concerns</a></p>", web::Url::path("/concerns"));
  main.add(web::card("Concerns waiting", matter, lines.empty() ? web::CardLook::plain : web::CardLook::now));
}

/// For the head, or the chair of governors the school names: nothing for anybody else, nor while nothing waits.
void add_adults(web::Html& main, Visit& visit) {
  const auto pass = access::Door::staff<May::conduct_decide>(visit);
  const auto waiting = pass ? concerns::count_undecided(*pass) : 0;
  if (waiting == 0) return;
  main.add(web::card("Concerns about adults",
                     web::html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">{} not looked at</a></p>", web::Url::path("/concerns/adults"), waiting),
                     web::CardLook::now));
}

/// What the safeguarding team has told this person about a child: a line to act on, for a fortnight.
void add_notices(web::Html& main, const access::StaffPass<May::entries_own>& pass) {
  const auto notices = concerns::list_notices(pass, pass.now() + -14 * base::day_ms);
  if (notices.empty()) return;
  std::vector<access::PupilId> ids;
  for (const auto& notice : notices) ids.push_back(notice.pupil);
  std::map<access::PupilId, std::string> by_id;
  for (const auto& pupil : people::load_all(pass, ids)) by_id[pupil.id] = pupil.name();
  web::Html list;
  list.add("<ul class=\"govuk-list\">");
  for (const auto& notice : notices) {
    const auto name = by_id.find(notice.pupil);
    if (name == by_id.end()) continue;
    const auto when = access::moment_words(pass.zone(), pass.now(), notice.at);
    if (!notice.ended_at) list.add("<li><strong>{}</strong>, {}: {}</li>", name->second, when, notice.words);
    else
      list.add("<li><strong>{}</strong>, {}: what you were told {}.</li>", name->second, when,
               notice.moved ? "was about another child. Leave it" : "was taken back");
  }
  list.add("</ul>");
  main.add(web::card("From the safeguarding lead", list, web::CardLook::now));
}

/// With what the next day of one's timetable begins, within four days: over a weekend too.
web::Html first_of_next_day(const Visit& visit, const access::StaffPass<May::entries_own>& pass) {
  for (const auto& each : timetable::days_of_mine(pass, visit.today() + 1, visit.today() + 4))
    if (each.happens())
      return web::html("<p class=\"govuk-body\">{} begins with <a class=\"govuk-link\" href=\"{}\">{}</a>, {}–{}.</p>", base::to_long_text(each.day),
                       web::Url::path("/timetable/slots/{}", each.slot.id).with("on", base::to_iso(each.planned_on)), timetable::what_words(each.slot), timetable::clock_words(each.starts), timetable::clock_words(each.ends));
  return {};
}

/// The slot that is on and the one after it, each with its pupil or group and the way to write it up.
void add_now_and_next(web::Html& main, const Visit& visit, const access::StaffPass<May::entries_own>& pass) {
  const auto today = timetable::days_of_mine(pass, visit.today(), visit.today());
  if (today.empty()) return;
  const auto minute = visit.house().zone().to_local(visit.now()).time.minutes;
  const auto found = timetable::now_and_next(today, minute);
  web::Html matter;
  const auto add = [&](std::string_view when, const timetable::Occurrence& each) {
    const auto& slot = each.slot;
    web::Html what = web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>",
                               web::Url::path("/timetable/slots/{}", slot.id).with("on", base::to_iso(each.planned_on)), timetable::what_words(slot));
    matter.add("<p class=\"govuk-body\"><strong>{}</strong> {}–{} {}", when, timetable::clock_words(each.starts), timetable::clock_words(each.ends), what);
    if (const auto detail = timetable::slot_detail(each, timetable::WhoseWeek::adult); !detail.empty()) matter.add("<br>{}", detail);
    matter.add("</p>");
    if (slot.pupil.is_nil() || !timetable::is_delivered(slot.kind)) return;
    web::Html deeds = web::button_link(web::Url::path("/write").with("kind", "session").with("pupil", slot.pupil), "Write it up");
    if (visit.grants().may(May::card_read, slot.pupil)) deeds.add(web::button_link(web::Url::path("/pupils/{}", slot.pupil), slot.pupil_name, web::ButtonLook::secondary));
    matter.add(web::button_group(deeds));
  };
  if (found.now) add("Now", today[*found.now]);
  if (found.next) add("Next", today[*found.next]);
  if (!found.now && !found.next) {
    matter.add("<p class=\"govuk-body\">Nothing more today.</p>");
    matter.add(first_of_next_day(visit, pass));
  }
  matter.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">My week</a></p>", web::Url::path("/timetable"));
  main.add(web::card("Now and next", matter, web::CardLook::now));
}

/// What others wrote about one's pupils in the last three days, so also over a weekend: the newest ones, the rest folded.
void add_since(web::Html& main, const Visit& visit, const access::CaseloadPass<May::pupil_find>& across, const std::vector<people::Pupil>& pupils) {
  constexpr std::size_t shown = 4, most = 12;
  const auto recent = record::list_recent(across, across.now() + -3 * base::day_ms, most);
  if (recent.empty()) return;
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  std::map<access::PupilId, std::string> by_id;
  for (const auto& pupil : pupils) by_id[pupil.id] = pupil.name();
  std::vector<std::string> names;
  for (const auto& line : recent) names.push_back(by_id[line.pupil]);
  const std::span<const record::ChronologyLine> lines(recent);
  const std::span<const std::string> of(names);
  const auto first = std::min(shown, lines.size());
  web::Html matter, rest;
  record::add_recent(matter, across.zone(), across.now(), *kinds, lines.first(first), of.first(first));
  record::add_recent(rest, across.zone(), across.now(), *kinds, lines.subspan(first), of.subspan(first));
  if (!rest.empty()) matter.add(web::details({.summary = std::to_string(lines.size() - first) + " more", .matter = rest}));
  main.add(web::card("Since you left", matter));
}

void add_pupils(web::Html& main, const Visit& visit, const std::vector<people::Pupil>& pupils) {
  if (!pupils.empty()) {
    main.add(web::card(pupils.size() > 12 ? "My classes and pupils" : "My pupils", my_pupils(pupils)));
  } else if ((visit.grants().everyone().classes(access::Act::see) & access::bit(access::InfoClass::c3_pastoral)) == 0) {
    main.add(web::empty_state({.icon = web::Icon::pupils, .title = "No pupils are yours today",
                               .words = "Pupils you are key worker of, teach, lead or cover stand here.",
                               .button = web::button_link(web::Url::path("/pupils"), "Find a pupil", web::ButtonLook::secondary)}));
  }
}

/// Somebody who may sign in and nothing else yet: what is missing, and whom to ask.
void add_no_role(web::Html& main, const access::StaffPass<May::entries_own>& pass) {
  web::Html whom;
  for (const auto& line : access::list_who_gives_roles(pass)) whom.add("<li>{}{}{}</li>", line.name, line.post.empty() ? "" : ", ", line.post);
  main.add(web::empty_state({.icon = web::Icon::person, .title = "You have no role yet",
                             .words = "You can sign in and change your password. What you may see and write comes with a role."}));
  if (!whom.empty())
    main.add(web::html("<p class=\"govuk-body\">Ask one of these people to give you one:</p><ul class=\"govuk-list govuk-list--bullet\">{}</ul>", whom));
  main.add(web::html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">My account</a></p>", web::Url::path("/me")));
}

/// One's own last entries, folded: one knows what one wrote.
void add_own(web::Html& main, const Visit& visit, const access::StaffPass<May::entries_own>& pass) {
  const auto own = record::list_own(pass, 3);
  if (own.empty()) return;
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  web::Html list;
  list.add("<ul class=\"govuk-list\">");
  for (const auto& entry : own) {
    const auto* kind = kinds->find(entry.kind);
    list.add("<li><a class=\"govuk-link\" href=\"{}\">{}</a> {}</li>", web::Url::path("/records/{}", entry.id), kind ? kind->title : entry.kind, base::excerpt(entry.line, 100));
  }
  list.add("</ul><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">All my entries</a></p>", web::Url::path("/entries"));
  main.add(web::details({.summary = "What I wrote last", .matter = list}));
}

/// Everything one owes, in one place: what to write up, to finish, to prepare, and what falls due.
void add_owed(web::Html& main, Visit& visit, const access::StaffPass<May::entries_own>& pass) {
  web::Html owed;
  const auto add = [&](std::string_view title, const web::Html& matter) {
    if (!matter.empty()) owed.add("<section class=\"app-owed\"><h3 class=\"govuk-heading-s\">{}</h3>{}</section>", title, matter);
  };
  if (const auto unseen = record::count_unseen_notices(pass); unseen > 0)
    add("Notices", web::html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">{}</a></p>", web::Url::path("/inbox").at("notices"),
                             unseen == 1 ? std::string("One thing you should know of") : std::to_string(unseen) + " things you should know of"));
  add("Write it up", sessions::write_it_up(visit, pass));
  add("To finish", to_finish(visit, pass));
  add("Lesson help", cover::help_for_me(visit, pass));
  add("Due soon", due_soon(visit, pass));
  if (!owed.empty()) main.add(web::card("What is owed", owed, web::CardLook::now));
}

/// Where else a day leads to: a line, not a wall of buttons.
web::Html ways() {
  web::Html out = web::button_link(web::Url::path("/write"), "Write");
  out.add(web::button_link(web::Url::path("/sessions"), "Sessions", web::ButtonLook::secondary));
  out.add(web::button_link(web::Url::path("/visits"), "Visit alone", web::ButtonLook::secondary));
  out.add("<p class=\"govuk-body\">{} · {} · {}</p>", web::link(web::Url::path("/due"), "What is due"), web::link(web::Url::path("/cover"), "Cover"), web::link(web::Url::path("/lesson-help"), "Lesson help"));
  return web::html("<div class=\"app-ways\">{}</div>", out);
}

base::Result<Answer> show_my_day(Visit& visit, const access::StaffPass<May::entries_own>& pass) {
  web::Html main = web::heading(base::to_long_text(visit.today()), greeting(visit));
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  if (visit.who().roles.empty()) {
    add_no_role(main, pass);
    return access::page(visit, 200, {.title = "My day", .place = access::Place::my_day}, main);
  }
  web::Html first, second;
  first.add(visits::out_now(visit, visits::list_out(pass)));
  first.add(cover::today_for_me(visit, pass));
  add_now_and_next(first, visit, pass);
  first.add(ways());
  first.add(access::offer_to_confirm(visit));
  first.add(people::glass_alerts(visit));
  if (const auto log = access::Door::staff<May::audit_read>(visit)) first.add(log_requests(visit, *log));
  first.add(people::shared_with_me(pass));
  if (across) add_concerns(first, visit, *across);
  add_adults(first, visit);
  add_notices(first, pass);
  add_owed(first, visit, pass);
  const auto pupils = across ? people::caseload(*across) : std::vector<people::Pupil>{};
  if (across) add_pupils(second, visit, pupils);
  if (across) add_since(second, visit, *across, pupils);
  add_own(second, visit, pass);
  main.add("<div class=\"app-my-day\"><div class=\"app-my-day__first\">{}</div><div class=\"app-my-day__second\">{}</div></div>", first, second);
  return access::page(visit, 200, {.title = "My day", .place = access::Place::my_day}, main);
}

}  // namespace

void add_my_day_routes(access::Routes& routes) { routes.get("/", show_my_day); }

}  // namespace overview
