// GET /api/v1/pupils/{pupil}/provision: each line with what was promised, given and lost, and their sums.
#include "casework/provision/provision_api.h"

#include "casework/provision/gather.h"
#include "people/pupil_store.h"
#include "web/response.h"

namespace provision {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::May;
using access::Visit;
using web::Json;
using Read = access::PupilPass<May::chronology_read>;

void put_minutes(Json& out, const Tally& tally) {
  out.set("promised_minutes", tally.promised);
  out.set("delivered_minutes", tally.delivered);
  Json lost = Json::Object{};
  for (const auto& [reason, minutes] : tally.lost) lost.set(reason, minutes);
  out.set("lost", std::move(lost));
  out.set("lost_minutes", tally.lost_in_all());
  out.set("extra_minutes", tally.extra);
}

base::Result<Answer> show(Visit& visit, const Read& pass) {
  const auto find = pass.narrowed<May::pupil_find>();
  if (!find || (visit.grants().see(pass.pupil()) & access::bit(access::InfoClass::c6_send)) == 0) return base::Error::not_found("SEND information is not theirs to see");
  TRY(const auto days, read_days(visit, pass));
  const auto gathered = gather(visit, *find, days);
  auto by_line = sum_by<plans::ProvisionLineId>(gathered.entries, [](const Entry& entry) { return entry.line; });
  Json lines = Json::Array{};
  for (const auto& line : gathered.lines) {
    Json one;
    one.set("id", line.id.text());
    one.set("what", line.words.what);
    one.set("dose", plans::dose_words(line.words));
    one.set("from", base::to_iso(line.words.from));
    if (line.words.until) one.set("until", base::to_iso(*line.words.until));
    put_minutes(one, by_line[line.id]);
    lines.push(std::move(one));
  }
  Json beside;
  put_minutes(beside, by_line[plans::ProvisionLineId{}]);
  Json sum;
  put_minutes(sum, sum_of(gathered.entries));
  Json out;
  out.set("pupil", pass.pupil().text());
  out.set("from", base::to_iso(days.first));
  out.set("to", base::to_iso(days.last));
  out.set("lines", std::move(lines));
  out.set("beside_plans", std::move(beside));
  out.set("sum", std::move(sum));
  return web::json(200, web::to_json(out));
}

std::vector<schema::Member> minutes_members() {
  return {{"promised_minutes", schema::whole("What was promised: delivered_minutes and all of lost together", 0, 1'000'000'000)},
          {"delivered_minutes", schema::whole("What was given of it", 0, 1'000'000'000)},
          {"lost", schema::open_object("Minutes by reason: a choice of the session form, or not_written_up, not_timetabled, cancelled, reduced_timetable, no_reason_given")},
          {"lost_minutes", schema::whole("All of lost", 0, 1'000'000'000)},
          {"extra_minutes", schema::whole("Given beyond what was promised", 0, 1'000'000'000)}};
}

}  // namespace

void add_provision_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  api.define("ProvisionMinutes", schema::object(minutes_members()));
  std::vector<schema::Member> line = {{"id", schema::id("The line")},
                                      {"what", schema::text("What was promised")},
                                      {"dose", schema::text("How long, how often, with how many")},
                                      {"from", schema::text("First day, as 2026-03-03")},
                                      {"until", schema::text("Last day; left out where there is none"), schema::Need::sometimes}};
  for (auto& member : minutes_members()) line.push_back(std::move(member));
  api.define("ProvisionLineMinutes", schema::object(std::move(line)));
  api.get("/api/v1/pupils/{pupil}/provision",
          {.name = "showProvision", .tag = "Provision", .summary = "What was promised and what was given",
           .description = "Each line of provision that was promised in these days, with the minutes promised, given and lost by reason, and their sums. "
                          "Promised is always given and lost together, to the minute.",
           .parameters = {{In::path, "pupil", "The pupil", schema::id("")},
                          {In::query, "from", "First day; left out: of the running half-term", schema::text("", 10)},
                          {In::query, "to", "Last day; left out: today", schema::text("", 10)}},
           .answers = {{200, "Minutes", schema::object({{"pupil", schema::id("The pupil")},
                                                        {"from", schema::text("First day")},
                                                        {"to", schema::text("Last day")},
                                                        {"lines", schema::list(schema::ref("ProvisionLineMinutes"))},
                                                        {"beside_plans", schema::ref("ProvisionMinutes")},
                                                        {"sum", schema::ref("ProvisionMinutes")}})}},
           .problems = {404, 422}},
          show);
}

}  // namespace provision
