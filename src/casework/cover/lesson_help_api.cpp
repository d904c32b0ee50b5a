// GET /api/v1/lesson-help: help in the lessons of a week, as the asker may see it.
#include "casework/cover/cover_api.h"
#include "casework/cover/lesson_help_store.h"
#include "web/json_body.h"

namespace cover {
namespace {

namespace schema = web::schema;
using web::Json;

base::Result<access::Answer> show(access::Visit& visit, const HelpPass& pass) {
  const auto typed = visit.query().text("week");
  const auto day = typed.empty() ? std::optional(visit.today()) : base::parse_iso_date(typed);
  if (!day) return base::Error::invalid("week", "Give a day of the week as 2026-03-03", "week");
  const auto monday = timetable::monday_of(*day);
  Json all = Json::Array{};
  for (const auto& help : list_help(pass, monday, monday + 6)) {
    Json one, wants = Json::Array{}, pupils = Json::Array{};
    for (const auto want : help.wants) wants.push(std::string(code(want)));
    for (const auto& pupil : help.pupils) {
      Json each;
      each.set("pupil", pupil.pupil.text());
      each.set("outcome", std::string(code(pupil.outcome)));
      pupils.push(std::move(each));
    }
    one.set("id", help.id.text());
    one.set("lesson", help.lesson);
    one.set("on", base::to_iso(help.on));
    one.set("objective", help.objective);
    one.set("wants", std::move(wants));
    one.set("words", help.words);
    one.set("due", base::to_iso(help.due));
    one.set("teacher", help.teacher.text());
    one.set("helper", help.helper.text());
    one.set("state", std::string(code(help.state())));
    one.set("prepared", help.prepared);
    one.set("kept_at", help.kept_at);
    one.set("evaluation", help.evaluation);
    one.set("pupils", std::move(pupils));
    all.push(std::move(one));
  }
  Json out;
  out.set("week", base::to_iso(monday));
  out.set("help", std::move(all));
  return web::json(200, web::to_json(out));
}

}  // namespace

void add_lesson_help_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  std::vector<std::string_view> wants, outcomes, states;
  for (std::size_t n = 0; n < want_count; ++n) wants.push_back(code(static_cast<Want>(n)));
  for (std::size_t n = 0; n < outcome_count; ++n) outcomes.push_back(code(static_cast<Outcome>(n)));
  for (const auto state : {HelpState::asked, HelpState::prepared, HelpState::evaluated}) states.push_back(code(state));
  api.define("LessonHelp", schema::object({{"id", schema::id("The request")},
                                           {"lesson", schema::text("Which lesson")},
                                           {"on", schema::text("Its day, as 2026-03-03")},
                                           {"objective", schema::text("What the pupils are to know or do")},
                                           {"wants", schema::list(schema::one_of("A sort of help", std::move(wants)), "What is wanted")},
                                           {"words", schema::text("What is to be prepared")},
                                           {"due", schema::text("Ready by, as 2026-03-03")},
                                           {"teacher", schema::id("Who asks")},
                                           {"helper", schema::id("Who prepares")},
                                           {"state", schema::one_of("How it stands", std::move(states))},
                                           {"prepared", schema::text("What is ready; may be empty")},
                                           {"kept_at", schema::text("Where it is; may be empty")},
                                           {"evaluation", schema::text("What was seen afterwards; may be empty")},
                                           {"pupils", schema::list(schema::object({{"pupil", schema::id("The pupil")},
                                                                                   {"outcome", schema::one_of("Against the objective; empty where nobody looked yet", std::move(outcomes))}}),
                                                                   "Those the asker may see")}}));
  api.get("/api/v1/lesson-help",
          {.name = "listLessonHelp", .tag = "Cover", .summary = "Lesson help of a week",
           .description = "What teachers asked for in the lessons of a week, what is prepared, and whether the objective was met: one's own, and of pupils one works with.",
           .parameters = {{In::query, "week", "A day of the week; this week where it is left out", schema::text("", 10)}},
           .answers = {{200, "The week", schema::object({{"week", schema::text("Its Monday, as 2026-03-02")}, {"help", schema::list(schema::ref("LessonHelp"), "By day")}})}},
           .problems = {422}},
          show);
}

}  // namespace cover
