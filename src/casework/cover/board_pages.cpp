// Cover as an adult meets it: my lessons of today, the board of one, and saying that I have read its cards.
#include "access/frame.h"
#include "access/inbox.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "casework/cover/board_today.h"
#include "casework/cover/board_view.h"
#include "casework/cover/cover_pages.h"
#include "casework/cover/note_store.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"
#include "web/components/todo.h"

#include <fmt/format.h>

#include <algorithm>

namespace cover {
namespace {

using access::Answer;
using access::Visit;

std::string opens_words(const Visit& visit, const Window& window) { return access::clock_words(visit.house().zone(), window.opens); }

web::TodoItem lesson_item(const Visit& visit, const Cover& cover) {
  const auto window = window_of(cover, visit.house().zone());
  const auto at = window.at(visit.now());
  web::TodoItem item;
  item.what = web::html("<a class=\"govuk-link\" href=\"{}\">{}: {}</a>", web::Url::path("/cover/{}", cover.id), cover.class_name, lesson_words(cover));
  item.facts = at == CoverTime::open ? web::tag("Open", web::Tint::green) : at == CoverTime::later ? web::tag("Opens " + opens_words(visit, window), web::Tint::blue) : web::tag("Over", web::Tint::grey);
  if (!cover.place.empty()) item.facts.add("<span>{}</span>", cover.place);
  if (!cover.away_name.empty()) item.facts.add("<span>for {}</span>", cover.away_name);
  return item;
}

web::Html ahead(const Visit& visit, const Own& pass) {
  web::Html out;
  std::vector<web::TodoItem> items;
  for (const auto& cover : list_of_my_classes(pass, visit.today())) {
    if (cover.staff == visit.who().id) continue;
    const auto work = find_work(pass, cover.school_class, cover.day, cover.starts);
    web::TodoItem item;
    item.what = web::html("<a class=\"govuk-link\" href=\"{}\">{}: {}</a>",
                          web::Url::path("/cover/work").with("class", cover.school_class).with("day", base::to_iso(cover.day)).with("starts", cover.starts), cover.class_name, lesson_words(cover));
    item.facts = web::html("<span>{}, {} covers</span>", access::day_words(visit.today(), cover.day), cover.staff_name);
    item.facts.add(work.is_empty() ? web::tag("Nothing left yet", web::Tint::orange) : web::tag("Work is left", web::Tint::green));
    items.push_back(std::move(item));
  }
  if (!items.empty()) out.add(web::card("Others cover my classes", web::todo_list(items)));
  const auto classes = list_my_classes(pass);
  if (!classes.empty()) {
    web::Html list;
    for (const auto& one : classes)
      list.add("<li><a class=\"govuk-link\" href=\"{}\">{}</a></li>", web::Url::path("/cover/work").with("class", one.id).with("day", base::to_iso(visit.today())), one.name);
    out.add(web::card("Leave something for whoever covers", web::html("<p class=\"govuk-body\">Set work, where they sit, what to do if: also before anybody knows who comes.</p>"
                                                                      "<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", list)));
  }
  return out;
}

web::Html notes(const Visit& visit, const Own& pass) {
  web::Html out;
  std::vector<web::TodoItem> unread, mine;
  for (const auto& note : list_notes(pass, visit.today() + -28)) {
    web::TodoItem item;
    item.what = web::html("<a class=\"govuk-link\" href=\"{}\">{}: {}</a>", web::Url::path("/cover/{}/note", note.cover), note.class_name, note.lesson);
    item.facts = web::html("<span>{}, {}</span>", access::day_words(visit.today(), note.day), note.author == visit.who().id ? std::string("my note") : "from " + note.author_name);
    if (note.read_at) item.facts.add(note.answer.empty() ? web::tag("Read", web::Tint::green) : web::tag("Answered", web::Tint::green));
    (note.author == visit.who().id ? mine : unread).push_back(std::move(item));
  }
  if (!unread.empty()) out.add(web::card("Notes from cover", web::todo_list(unread)));
  if (!mine.empty()) out.add(web::card("My notes", web::todo_list(mine)));
  return out;
}

base::Result<Answer> show_mine(Visit& visit, const Own& pass) {
  web::Html main = access::told(visit, {{"note", "Your note is with the teacher."}, {"ended", "The cover is taken back."}});
  main.add(web::heading("Cover"));
  std::vector<web::TodoItem> items;
  for (const auto& cover : list_mine(pass, visit.today())) items.push_back(lesson_item(visit, cover));
  const auto from_cover = notes(visit, pass), to_come = ahead(visit, pass);
  if (items.empty() && (!from_cover.empty() || !to_come.empty()))
    main.add(web::body_text("You cover nothing today."));
  else if (items.empty())
    main.add(web::empty_state({.icon = web::Icon::timetable, .title = "You cover nothing today", .words = "Lessons that you cover stand here, with the class's cards, from 15 minutes before the bell."}));
  else
    main.add(web::card("I cover today", web::todo_list(items), web::CardLook::now));
  if (visit.may(May::relations_administer)) main.add(web::button_group(web::button_link(web::Url::path("/cover/arranging"), "Arrange cover")));
  main.add(from_cover);
  main.add(to_come);
  return access::page(visit, 200, {.title = "Cover", .place = access::Place::timetable}, main);
}

/// The lesson of the address, for whoever covers it, whose lesson it is, and who arranges cover.
base::Result<Cover> in_address(const Visit& visit, const Own& pass) {
  const auto id = CoverId::parse(visit.match.part("cover"));
  auto cover = id ? find_cover(pass, *id) : std::nullopt;
  if (cover && (cover->staff == visit.who().id || cover->away == visit.who().id || visit.may(May::relations_administer))) return *std::move(cover);
  return base::Error::not_found("no cover of theirs");
}

web::Html note_button(const Cover& cover, const std::optional<Note>& note) {
  return web::button_group(web::button_link(web::Url::path("/cover/{}/note", cover.id), note ? "The note" : "Write the note for the teacher", note ? web::ButtonLook::secondary : web::ButtonLook::primary));
}

base::Result<Answer> show_board(Visit& visit, const Own& pass) {
  TRY(const auto cover, in_address(visit, pass));
  const bool mine = cover.staff == visit.who().id;
  const auto window = window_of(cover, visit.house().zone());
  const auto at = window.at(visit.now());
  const auto note = find_note(pass, cover.id);
  web::Html main = access::told(visit, {{"read", "Noted that you have read the cards."}, {"note", "Your note is with the teacher."}});
  main.add(web::heading(cover.class_name, lesson_words(cover)));
  std::vector<std::string> facts;
  if (cover.day != visit.today()) facts.push_back(access::day_words(visit.today(), cover.day));
  if (!cover.place.empty()) facts.push_back(cover.place);
  if (!cover.away_name.empty()) facts.push_back("for " + cover.away_name);
  if (!mine) facts.push_back(cover.staff_name + " covers");
  std::string line;
  for (const auto& fact : facts) line += (line.empty() ? "" : " · ") + fact;
  if (!line.empty()) main.add("<p class=\"govuk-body\">{}</p>", line);
  if (mine && at == CoverTime::later)
    main.add(web::inset_text(web::html("<p>The cards of the class open to you at {}, a quarter of an hour before the lesson.</p>", opens_words(visit, window))));
  if (mine && at == CoverTime::over) {
    main.add(web::inset_text(web::html("<p>This lesson is over, and the class is closed to you. You can still write your note today.</p>")));
    if (note || cover.day == visit.today()) main.add(note_button(cover, note));
  }
  if ((mine && at == CoverTime::open) || !mine) {
    if (mine) main.add("<p class=\"govuk-hint\">You can see this class until {}.</p>", access::clock_words(visit.house().zone(), window.closes));
    main.add(access::offer_to_confirm(visit));
    main.add(draw(visit, pass, gather(visit, pass, cover), mine || note ? note_button(cover, note) : web::Html()));
  }
  return access::page(visit, 200, {.title = cover.class_name + ", " + lesson_words(cover), .place = access::Place::timetable, .before = web::back_link(web::Url::path("/cover"), "Cover")}, main);
}

base::Result<Answer> post_reading(Visit& visit, const Own& pass) {
  TRY(const auto cover, in_address(visit, pass));
  std::vector<std::pair<access::PupilId, base::Bytes32>> read;
  const auto members = members_of(pass, cover.school_class, cover.day);
  for (const auto sent : visit.form().all("face")) {
    const auto id = access::PupilId::parse(sent.substr(0, sent.find(':')));
    if (!id || std::find(members.begin(), members.end(), *id) == members.end() || !sees_profile(visit.grants(), *id)) continue;
    const auto face = face_of(show_card(visit, pass, *id));
    if (sent.ends_with(":" + face_code(face))) read.emplace_back(*id, face);  // one that changed meanwhile stays to be read
  }
  if (read.empty()) return web::see_other(web::Url::path("/cover/{}", cover.id).at("cards"));
  access::UnitOfWork work{visit};
  for (const auto& [pupil, face] : read) acknowledge(work, pass, pupil, face);
  if (auto* inbox = visit.house().find_room<access::InboxCounter>()) inbox->touch(visit.who().id, work.now());
  return access::then_go(visit, std::move(work), web::Url::path("/cover/{}", cover.id).with("done", "read").at("cards"));
}

}  // namespace

web::Html today_for_me(Visit& visit, const Own& pass) {
  std::vector<web::TodoItem> items;
  for (const auto& cover : list_mine(pass, visit.today()))
    if (window_of(cover, visit.house().zone()).at(visit.now()) != CoverTime::over) items.push_back(lesson_item(visit, cover));
  return items.empty() ? web::Html() : web::card("I cover today", web::todo_list(items), web::CardLook::now);
}

void add_board_routes(access::Routes& routes) {
  routes.get("/cover", show_mine);
  routes.get("/cover/{cover}", show_board);
  routes.post("/cover/{cover}/reading", post_reading);
}

}  // namespace cover
