// GET /api/v1/me/timetable and /api/v1/pupils/{pupil}/timetable: what the week pages show, as JSON.
#include "casework/timetable/timetable_api.h"

#include "casework/timetable/slot_store.h"
#include "web/json_body.h"

namespace timetable {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::Visit;
using web::Json;

constexpr std::array<std::string_view, 5> states{"planned", "cancelled", "moved_away", "moved_here", "replaced"};

std::string id_text(const auto& id) { return id.is_nil() ? std::string() : id.text(); }

web::Response week_json(base::LocalDate monday, const std::vector<Occurrence>& week) {
  Json::Array all;
  for (const auto& each : week) {
    Json one;
    one.set("slot", each.slot.id.text());
    one.set("day", base::to_iso(each.day));
    one.set("planned_on", base::to_iso(each.planned_on));
    one.set("starts", clock_words(each.starts));
    one.set("ends", clock_words(each.ends));
    one.set("kind", code(each.slot.kind));
    one.set("title", each.slot.title);
    one.set("place", each.place);
    one.set("state", states.at(static_cast<std::size_t>(each.state)));
    one.set("staff", id_text(each.staff));
    one.set("staff_name", each.staff_name);
    one.set("pupil", id_text(each.slot.pupil));
    one.set("group", id_text(each.slot.group));
    one.set("class", id_text(each.slot.school_class));
    one.set("programme", id_text(each.slot.programme));
    all.push_back(std::move(one));
  }
  Json out;
  out.set("week", base::to_iso(monday));
  out.set("slots", std::move(all));
  return web::json(200, web::to_json(out));
}

base::Result<base::LocalDate> asked_monday(const Visit& visit) {
  const auto typed = visit.query().text("week");
  if (typed.empty()) return monday_of(visit.today());
  const auto day = base::parse_iso_date(typed);
  if (!day) return base::Error::invalid("week", "Give a day of the week as 2026-03-03", "week");
  return monday_of(*day);
}

base::Result<Answer> show_mine(Visit& visit, const Own& pass) {
  TRY(const auto monday, asked_monday(visit));
  return week_json(monday, week_of_mine(pass, monday));
}

base::Result<Answer> show_pupil(Visit& visit, const PupilWeek& pass) {
  TRY(const auto monday, asked_monday(visit));
  return week_json(monday, week_of_pupil(pass, monday));
}

}  // namespace

void add_timetable_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  std::vector<std::string_view> kinds;
  for (std::size_t n = 0; n < slot_kind_count; ++n) kinds.push_back(code(static_cast<SlotKind>(n)));
  api.define("Occurrence", schema::object({{"slot", schema::id("The slot that comes back each week")},
                                           {"day", schema::text("The day, as 2026-03-03")},
                                           {"planned_on", schema::text("The day it was planned for, where it was moved")},
                                           {"starts", schema::text("Start, as 09:15")},
                                           {"ends", schema::text("End")},
                                           {"kind", schema::one_of("What it is", std::move(kinds))},
                                           {"title", schema::text("In a word or two; may be empty")},
                                           {"place", schema::text("Where")},
                                           {"state", schema::one_of("What became of it", {states.begin(), states.end()})},
                                           {"staff", schema::text("Id of the adult who does it; empty where nobody does yet")},
                                           {"staff_name", schema::text("Their name")},
                                           {"pupil", schema::text("Id of the pupil it is with; empty where none is")},
                                           {"group", schema::text("Id of the group; empty where none is")},
                                           {"class", schema::text("Id of the class; empty where none is")},
                                           {"programme", schema::text("Id of the programme; empty where none is")}}));
  const auto week = schema::object({{"week", schema::text("Its Monday, as 2026-03-02")}, {"slots", schema::list(schema::ref("Occurrence"), "In order of time")}});
  api.get("/api/v1/me/timetable",
          {.name = "showMyTimetable", .tag = "Timetable", .summary = "My week",
           .description = "Every slot of one's own in a week, with what is different on a day. What does not happen stays in, with its state.",
           .parameters = {{In::query, "week", "A day of the week; this week where it is left out", schema::text("", 10)}},
           .answers = {{200, "The week", week}},
           .problems = {404, 422}},
          show_mine);
  api.get("/api/v1/pupils/{pupil}/timetable",
          {.name = "showPupilTimetable", .tag = "Timetable", .summary = "A pupil's week",
           .description = "The pupil's own slots, and those of their groups and class, in a week.",
           .parameters = {{In::path, "pupil", "The pupil", schema::id("")}, {In::query, "week", "A day of the week; this week where it is left out", schema::text("", 10)}},
           .answers = {{200, "The week", week}},
           .problems = {404, 422}},
          show_pupil);
}

}  // namespace timetable
