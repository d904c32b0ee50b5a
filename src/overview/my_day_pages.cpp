// The first form of My day: pupils of mine, what changed lately, my own last entries.
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

#include <map>

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
  if (!found.now && !found.next) matter.add("<p class=\"govuk-body\">Nothing more today.</p>");
  matter.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">My week</a></p>", web::Url::path("/timetable"));
  main.add(web::card("Now and next", matter, web::CardLook::now));
}

void add_across(web::Html& main, const Visit& visit, const access::CaseloadPass<May::pupil_find>& across) {
  const auto pupils = people::caseload(across);
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  // The last three days: what happened since one last looked, also over a weekend.
  const auto recent = record::list_recent(across, across.now() + -3 * base::day_ms, 12);
  if (!recent.empty()) {
    std::map<access::PupilId, std::string> by_id;
    for (const auto& pupil : pupils) by_id[pupil.id] = pupil.name();
    std::vector<std::string> names;
    for (const auto& line : recent) names.push_back(by_id[line.pupil]);
    web::Html matter;
    record::add_recent(matter, across.zone(), across.now(), *kinds, recent, names);
    main.add(web::card("Since you left", matter));
  }
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

base::Result<Answer> show_my_day(Visit& visit, const access::StaffPass<May::entries_own>& pass) {
  web::Html main = web::heading(base::to_long_text(visit.today()), greeting(visit));
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  if (visit.who().roles.empty()) {
    add_no_role(main, pass);
    return access::page(visit, 200, {.title = "My day", .place = access::Place::my_day}, main);
  }
  web::Html begin = web::button_link(web::Url::path("/write"), "Write");
  begin.add(web::button_link(web::Url::path("/sessions"), "Sessions", web::ButtonLook::secondary));
  begin.add(web::button_link(web::Url::path("/visits"), "Visit alone", web::ButtonLook::secondary));
  main.add(web::button_group(begin));
  main.add("<p class=\"govuk-body\">{} · {} · {}</p>", web::link(web::Url::path("/due"), "What is due"), web::link(web::Url::path("/cover"), "Cover"),
           web::link(web::Url::path("/lesson-help"), "Lesson help"));
  main.add(visits::out_now(visit, visits::list_out(pass)));
  main.add(cover::today_for_me(visit, pass));
  add_now_and_next(main, visit, pass);
  main.add(access::offer_to_confirm(visit));
  main.add(people::glass_alerts(visit));
  if (const auto log = access::Door::staff<May::audit_read>(visit)) main.add(log_requests(visit, *log));
  main.add(people::shared_with_me(pass));
  if (const auto unseen = record::count_unseen_notices(pass); unseen > 0)
    main.add(web::card("Notices", web::html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">{}</a></p>", web::Url::path("/inbox").at("notices"),
                                            unseen == 1 ? std::string("One thing you should know of") : std::to_string(unseen) + " things you should know of"),
                       web::CardLook::now));
  if (across) add_concerns(main, visit, *across);
  add_adults(main, visit);
  add_notices(main, pass);
  main.add(sessions::write_it_up(visit, pass));
  main.add(cover::help_for_me(visit, pass));
  if (auto waits = to_finish(visit, pass); !waits.empty()) main.add(web::card("To finish", waits, web::CardLook::now));
  main.add(due_soon(visit, pass));
  if (across) add_across(main, visit, *across);
  const auto own = record::list_own(pass, 3);
  if (!own.empty()) {
    const auto kinds = visit.house().room<record::Catalogue>().kinds();
    web::Html list;
    list.add("<ul class=\"govuk-list\">");
    for (const auto& entry : own) {
      const auto* kind = kinds->find(entry.kind);
      list.add("<li><a class=\"govuk-link\" href=\"{}\">{}</a> {}</li>", web::Url::path("/records/{}", entry.id), kind ? kind->title : entry.kind,
               base::excerpt(entry.line, 100));
    }
    list.add("</ul>");
    list.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">All my entries</a></p>", web::Url::path("/entries"));
    main.add(web::card("I wrote", list));
  }
  return access::page(visit, 200, {.title = "My day", .place = access::Place::my_day}, main);
}

}  // namespace

void add_my_day_routes(access::Routes& routes) { routes.get("/", show_my_day); }

}  // namespace overview
