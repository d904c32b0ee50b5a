// GET /api/v1/programmes and /api/v1/groups: the bank and the groups as JSON.
#include "casework/programmes/programme_api.h"

#include "casework/programmes/bank_store.h"
#include "casework/programmes/group_store.h"
#include "web/json_body.h"

namespace programmes {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::Visit;
using web::Json;

base::Result<Answer> list_programmes(Visit&, const Find& pass) {
  Json::Array all;
  for (const auto& each : list_bank(pass)) {
    Json one;
    one.set("id", each.id.text());
    one.set("version", each.version);
    one.set("name", each.name);
    one.set("strand", code(each.strand));
    one.set("need", code(each.need));
    one.set("purpose", each.purpose);
    one.set("minutes", each.minutes);
    one.set("times_a_week", each.times_a_week);
    one.set("weeks", each.weeks);
    one.set("group_least", each.group_least);
    one.set("group_most", each.group_most);
    one.set("cost_pence", each.cost_pence);
    one.set("run_pence", each.run_pence);
    one.set("retired", each.retired);
    Json::Array steps;
    for (const auto& step : each.steps) steps.emplace_back(step);
    one.set("steps", std::move(steps));
    all.push_back(std::move(one));
  }
  Json out;
  out.set("programmes", std::move(all));
  return web::json(200, web::to_json(out));
}

std::string day_text(const std::optional<base::LocalDate>& day) { return day ? base::to_iso(*day) : std::string(); }

base::Result<Answer> list_all_groups(Visit& visit, const Find& pass) {
  Json::Array all;
  for (const auto& group : list_groups(pass, visit.today())) {
    Json one;
    one.set("id", group.id.text());
    one.set("name", group.name);
    one.set("programme", group.programme.is_nil() ? std::string() : group.programme.text());
    one.set("lead", group.lead.is_nil() ? std::string() : group.lead.text());
    one.set("place", group.place);
    one.set("starts_on", base::to_iso(group.starts_on));
    one.set("ends_on", day_text(group.ends_on));
    Json::Array members;
    for (const auto& member : list_members(pass, group.id)) {
      Json who;
      who.set("pupil", member.pupil.text());
      who.set("name", member.name);
      who.set("starts_on", base::to_iso(member.starts_on));
      who.set("ends_on", day_text(member.ends_on));
      members.push_back(std::move(who));
    }
    one.set("members", std::move(members));
    all.push_back(std::move(one));
  }
  Json out;
  out.set("groups", std::move(all));
  return web::json(200, web::to_json(out));
}

}  // namespace

void add_programme_api(access::ApiTable& api) {
  api.define("Programme", schema::object({{"id", schema::id("The programme")},
                                          {"version", schema::whole("0 where it is as it comes with the program", 0, 1'000'000)},
                                          {"name", schema::text("Name")},
                                          {"strand", schema::text("What is worked on: reading, speech and others")},
                                          {"need", schema::text("Area of need: communication, cognition, social_emotional or physical")},
                                          {"purpose", schema::text("What it is for")},
                                          {"minutes", schema::whole("Minutes each time", 1, 240)},
                                          {"times_a_week", schema::whole("Times a week", 1, 20)},
                                          {"weeks", schema::whole("Weeks", 1, 52)},
                                          {"group_least", schema::whole("Fewest pupils", 1, 30)},
                                          {"group_most", schema::whole("Most pupils", 1, 30)},
                                          {"cost_pence", schema::whole("Materials for a pupil, in pence", 0, 10'000'000)},
                                          {"run_pence", schema::whole("For each run, whoever follows it, in pence", 0, 10'000'000)},
                                          {"retired", schema::yes_no("Not begun with anybody any more")},
                                          {"steps", schema::list(schema::text(""), "What is done each time, in order")}}));
  api.define("Group", schema::object({{"id", schema::id("The group")},
                                      {"name", schema::text("Name")},
                                      {"programme", schema::text("Id of its programme; empty where it has none")},
                                      {"lead", schema::text("Id of the adult who leads it; empty where nobody does yet")},
                                      {"place", schema::text("Where")},
                                      {"starts_on", schema::text("First day, as 2026-03-03")},
                                      {"ends_on", schema::text("Last day; empty where it goes on")},
                                      {"members", schema::list(schema::object({{"pupil", schema::id("The pupil")},
                                                                               {"name", schema::text("Name")},
                                                                               {"starts_on", schema::text("First day in it")},
                                                                               {"ends_on", schema::text("Last day in it; empty where they still are")}}),
                                                               "Those this person may know of")}}));
  api.get("/api/v1/programmes",
          {.name = "listProgrammes", .tag = "Programmes", .summary = "The bank of programmes",
           .description = "Every programme as it counts at this school today, by name.",
           .answers = {{200, "Programmes", schema::object({{"programmes", schema::list(schema::ref("Programme"))}})}},
           .problems = {404}},
          list_programmes);
  api.get("/api/v1/groups",
          {.name = "listGroups", .tag = "Programmes", .summary = "Groups that run",
           .description = "Groups that run today or later, with those members whom this person may know of.",
           .answers = {{200, "Groups", schema::object({{"groups", schema::list(schema::ref("Group"))}})}},
           .problems = {404}},
          list_all_groups);
}

}  // namespace programmes
