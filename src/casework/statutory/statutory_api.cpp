// JSON out: what goes by the clock of the law for one pupil, with every clock as it stands today.
#include "casework/statutory/statutory_api.h"

#include "casework/statutory/desk.h"
#include "casework/statutory/plan_day.h"
#include "web/json.h"

namespace statutory {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::Visit;
using schema::Need;
using web::Json;

std::string_view code(ClockState state) {
  switch (state) {
    case ClockState::waiting: return "waiting";
    case ClockState::coming: return "coming";
    case ClockState::late: return "late";
    case ClockState::done: return "done";
    case ClockState::done_late: return "done_late";
    case ClockState::not_needed: return "not_needed";
  }
  return "waiting";
}

void put_day(Json& to, std::string_view name, const std::optional<base::LocalDate>& day) {
  if (day) to.set(name, base::to_iso(*day));
}

Json clock_json(const Clock& clock) {
  Json out;
  out.set("event", code(clock.event));
  out.set("what", clock.what);
  out.set("whose", code(clock.doer));
  out.set("law", clock.force == Force::law);
  out.set("source", clock.source);
  put_day(out, "due", clock.due);
  put_day(out, "done", clock.done);
  out.set("state", code(clock.state));
  out.set("only_if_amended", clock.only_if_amended);
  out.set("may_be_longer", clock.may_be_longer);
  return out;
}

Json voice_json(const Voice& voice) {
  Json out;
  out.set("party", code(voice.party));
  out.set("name", voice.name);
  put_day(out, "asked_on", voice.asked_on);
  put_day(out, "received_on", voice.received_on);
  put_day(out, "invited_on", voice.invited_on);
  return out;
}

base::Result<Answer> show(Visit& visit, const PupilSight& pass) {
  Json all = Json::Array{}, plans = Json::Array{};
  for (const auto& each : list_procedures(pass)) {
    const auto steps = list_steps(pass, each.id);
    Json clocks = Json::Array{}, voices = Json::Array{};
    for (const auto& clock : count_clocks(course_of(each, steps, list_exemptions(pass, each.id)), visit.today())) clocks.push(clock_json(clock));
    for (const auto& voice : list_voices(pass, each.id)) voices.push(voice_json(voice));
    Json one;
    one.set("id", each.id.text());
    one.set("sort", code(each.sort));
    if (!each.plan.is_nil()) one.set("plan", each.plan.text());
    one.set("open", each.is_open());
    one.set("lead", each.lead.text());
    put_day(one, "counted_from", each.counted_from);
    put_day(one, "meeting_on", each.meeting_on);
    if (each.transfer != Transfer::none) one.set("moves", code(each.transfer));
    put_day(one, "moves_on", each.transfer_on);
    if (const auto* step = recommendation(steps)) one.set("recommendation", code(step->choice));
    one.set("clocks", std::move(clocks));
    one.set("voices", std::move(voices));
    all.push(std::move(one));
  }
  if (sees(visit.grants(), pass.pupil()))
    for (const auto& each : list_reviewed_plans(visit, pass)) {
      Json one;
      one.set("plan", each.plan.id.text());
      one.set("counted_from", base::to_iso(each.counted_from));
      one.set("review_by", base::to_iso(twelve_months(each.counted_from)));
      plans.push(std::move(one));
    }
  Json out;
  out.set("procedures", std::move(all));
  out.set("reviewed_plans", std::move(plans));
  return web::json(200, web::to_json(out));
}

}  // namespace

void add_statutory_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  std::vector<std::string_view> events, transfers;
  for (std::size_t n = 0; n < event_count; ++n) events.push_back(code(static_cast<Event>(n)));
  for (std::size_t n = 1; n < transfer_count; ++n) transfers.push_back(code(static_cast<Transfer>(n)));
  api.define("StatutoryClock", schema::object({{"event", schema::one_of("What stops it", events)},
                                               {"what", schema::text("What is due")},
                                               {"whose", schema::one_of("Whose job it is", {"school", "authority", "family"})},
                                               {"law", schema::yes_no("Whether the law sets it; else it is a habit that keeps the others in time")},
                                               {"source", schema::text("Where it stands")},
                                               {"due", schema::text("The day, as 2026-03-03; left out while there is nothing to count from"), Need::sometimes},
                                               {"done", schema::text("The day it was done"), Need::sometimes},
                                               {"state", schema::one_of("How it stands today", {"waiting", "coming", "late", "done", "done_late", "not_needed"})},
                                               {"only_if_amended", schema::yes_no("Whether it counts only where the plan is changed, which is not decided yet")},
                                               {"may_be_longer", schema::yes_no("Whether an exemption stands in its way")}},
                                              "One clock of the law"));
  api.define("StatutoryVoice", schema::object({{"party", schema::text("Who, as a code")},
                                               {"name", schema::text("Name and post")},
                                               {"asked_on", schema::text("Advice asked for on"), Need::sometimes},
                                               {"received_on", schema::text("Advice received on"), Need::sometimes},
                                               {"invited_on", schema::text("Invited on"), Need::sometimes}},
                                              "Somebody who is asked for advice and invited"));
  api.define("StatutoryProcedure", schema::object({{"id", schema::id("The review or request")},
                                                   {"sort", schema::one_of("Which", {"review", "assessment"})},
                                                   {"plan", schema::id("The plan that is reviewed"), Need::sometimes},
                                                   {"open", schema::yes_no("False once it is over")},
                                                   {"lead", schema::id("Whose job it is that it goes on")},
                                                   {"counted_from", schema::text("The day the twelve months begin"), Need::sometimes},
                                                   {"meeting_on", schema::text("The day that is set for the meeting"), Need::sometimes},
                                                   {"moves", schema::one_of("How the pupil moves on", transfers), Need::sometimes},
                                                   {"moves_on", schema::text("The day of a move between post-16 settings that is not at the end of the school year"), Need::sometimes},
                                                   {"recommendation", schema::one_of("What the school recommends", {"keep", "amend", "cease"}), Need::sometimes},
                                                   {"clocks", schema::list(schema::ref("StatutoryClock"))},
                                                   {"voices", schema::list(schema::ref("StatutoryVoice"))}},
                                                  "An annual review, or a request for an assessment"));
  api.get("/api/v1/pupils/{pupil}/statutory",
          {.name = "showStatutory", .tag = "Plans", .summary = "What goes by the clock of the law",
           .description = "The pupil's annual reviews and requests for an assessment as far as the asker may see them, each with its clocks as they stand today, and the day by which the next review of each "
                          "education, health and care plan must be finished.",
           .parameters = {{In::path, "pupil", "The pupil", schema::id("")}},
           .answers = {{200, "Reviews and requests",
                        schema::object({{"procedures", schema::list(schema::ref("StatutoryProcedure"))},
                                        {"reviewed_plans", schema::list(schema::object({{"plan", schema::id("The plan")},
                                                                                        {"counted_from", schema::text("The day it was issued or last reviewed")},
                                                                                        {"review_by", schema::text("The last day of the twelve months")}}))}})}},
           .problems = {404}},
          show);
}

}  // namespace statutory
