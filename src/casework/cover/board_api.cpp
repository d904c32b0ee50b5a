// GET /api/v1/me/cover: the lessons that I cover today, and the board of each that is open to me.
#include "casework/cover/board.h"
#include "casework/cover/cover_api.h"
#include "web/json_body.h"

namespace cover {
namespace {

namespace schema = web::schema;
using timetable::clock_words;
using web::Json;

Json work_json(const Work& work) {
  Json out;
  out.set("work", work.work);
  out.set("seating", work.seating);
  out.set("what_if", work.what_if);
  return out;
}

Json board_json(const access::Visit& visit, const Own& pass, const Board& board) {
  Json needs = Json::Array{}, free = Json::Array{}, cards = Json::Array{};
  for (const auto& one : board.needs) {
    Json each;
    each.set("pupil", one.pupil.text());
    each.set("starts", clock_words(one.starts));
    each.set("ends", clock_words(one.ends));
    each.set("what", one.what);
    each.set("place", one.place);
    each.set("staff_name", one.staff_name);
    each.set("why", one.why);
    needs.push(std::move(each));
  }
  for (const auto& one : board.free) {
    Json each, trained = Json::Array{};
    for (const auto& topic : one.trained) trained.push(topic);
    each.set("name", one.name);
    each.set("post", one.post);
    each.set("trained", std::move(trained));
    each.set("known", one.at.freedom == Freedom::free);
    each.set("hours_known", one.at.hours_known);
    each.set("until", one.at.until ? clock_words(*one.at.until) : std::string());
    free.push(std::move(each));
  }
  Json not_free = Json::Array{};
  for (const auto& one : board.not_free) {
    Json each;
    each.set("name", one.name);
    each.set("why", one.at.why);
    not_free.push(std::move(each));
  }
  for (const auto& one : board.pupils) cards.push(card_json(visit, pass, one.card));
  Json out;
  out.set("lesson_work", work_json(board.lesson));
  out.set("day_work", work_json(board.day));
  out.set("needs_adult", std::move(needs));
  out.set("free", std::move(free));
  out.set("not_free", std::move(not_free));
  out.set("cards", std::move(cards));
  return out;
}

base::Result<access::Answer> show(access::Visit& visit, const Own& pass) {
  Json all = Json::Array{};
  for (const auto& cover : list_mine(pass, visit.today())) {
    const auto window = window_of(cover, visit.house().zone());
    Json one;
    one.set("id", cover.id.text());
    one.set("class", cover.school_class.text());
    one.set("class_name", cover.class_name);
    one.set("lesson", cover.lesson);
    one.set("place", cover.place);
    one.set("starts", clock_words(cover.starts));
    one.set("ends", clock_words(cover.ends));
    one.set("away_name", cover.away_name);
    one.set("opens_at", base::to_iso(window.opens));
    one.set("closes_at", base::to_iso(window.closes));
    if (window.at(visit.now()) == CoverTime::open) one.set("board", board_json(visit, pass, gather(visit, pass, cover)));
    all.push(std::move(one));
  }
  Json out;
  out.set("lessons", std::move(all));
  return web::json(200, web::to_json(out));
}

}  // namespace

void add_board_api(access::ApiTable& api) {
  api.define("CoverWork", schema::object({{"work", schema::text("Set work; may be empty")},
                                          {"seating", schema::text("Where pupils sit; may be empty")},
                                          {"what_if", schema::text("What to do if; may be empty")}}));
  api.define("CoverBoard",
             schema::object({{"lesson_work", schema::ref("CoverWork")},
                             {"day_work", schema::ref("CoverWork")},
                             {"needs_adult", schema::list(schema::object({{"pupil", schema::id("The pupil")},
                                                                          {"starts", schema::text("Start, as 09:15")},
                                                                          {"ends", schema::text("End")},
                                                                          {"what", schema::text("What for")},
                                                                          {"place", schema::text("Where; may be empty")},
                                                                          {"staff_name", schema::text("Who is with them; empty where nobody is")},
                                                                          {"why", schema::text("Why nobody is; may be empty")}}),
                                                          "Pupils for whom the timetable has an adult during the lesson")},
                             {"free", schema::list(schema::object({{"name", schema::text("Name")},
                                                                   {"post", schema::text("Post; may be empty")},
                                                                   {"trained", schema::list(schema::text("A training"), "What they are trained in today")},
                                                                   {"known", schema::yes_no("Whether a timetable or working hours say so; otherwise they are trained, and somebody has to ask")},
                                                                   {"hours_known", schema::yes_no("Whether their working hours are written down")},
                                                                   {"until", schema::text("Until when, as 10:30; empty for the rest of the day")}}),
                                                   "Adults who are nowhere at that time, the trained first")},
                             {"not_free", schema::list(schema::object({{"name", schema::text("Name")}, {"why", schema::text("Why not, like: works until 12:00 on Tuesdays")}}),
                                                       "Adults who are somewhere, away or not at work at that time")},
                             {"cards", schema::list(schema::ref("Card"), "Of the class's pupils")}}));
  api.get("/api/v1/me/cover",
          {.name = "showMyCover", .tag = "Cover", .summary = "What I cover today",
           .description = "Lessons that the asker covers today. The board stands in a lesson for as long as the class is open to them: from 15 minutes before it until 15 minutes after the bell.",
           .answers = {{200, "The lessons, in order of time",
                        schema::object({{"lessons", schema::list(schema::object({{"id", schema::id("The lesson")},
                                                                                 {"class", schema::id("The class")},
                                                                                 {"class_name", schema::text("Its name")},
                                                                                 {"lesson", schema::text("What it is; may be empty")},
                                                                                 {"place", schema::text("Where; may be empty")},
                                                                                 {"starts", schema::text("Start, as 09:15")},
                                                                                 {"ends", schema::text("The bell")},
                                                                                 {"away_name", schema::text("Who is away; may be empty")},
                                                                                 {"opens_at", schema::moment("When the class opens")},
                                                                                 {"closes_at", schema::moment("When it closes")},
                                                                                 {"board", schema::ref("CoverBoard"), schema::Need::sometimes}}))}})}}},
          show);
}

}  // namespace cover
