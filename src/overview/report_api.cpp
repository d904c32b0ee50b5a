// Reports for programs: GET /api/v1/reports/{kind}.
#include "overview/report_pages.h"
#include "overview/report_view.h"
#include "record/catalogue.h"

namespace overview {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::May;
using access::Visit;

base::Result<Answer> answer_report(Visit& visit, const access::StaffPass<May::entries_own>& pass) {
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  const auto* kind = kinds->find(visit.match.part("kind"));
  if (!kind) return base::Error::not_found("no such kind");
  const auto answer = count_for(visit, pass, *kind);
  if (!answer) return base::Error::not_found("no report of this kind for this person");
  return web::json(200, web::to_json(report_json(*kind, answer->counted)));
}

/// Null where the number is under five and this person sees only counts.
web::Json told(std::string_view description) {
  auto out = schema::whole(description, 0, 1'000'000'000);
  out.set("type", web::Json::Array{web::Json("integer"), web::Json("null")});
  return out;
}

}  // namespace

void add_report_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  const auto answer = schema::object(
      {{"code", schema::text("Code of the answer")}, {"label", schema::text("In words")}, {"records", told("How many")}});
  const auto row = schema::object({{"code", schema::text("Code of the group")},
                                   {"label", schema::text("In words")},
                                   {"pupils", told("How many pupils")},
                                   {"records", told("How many records about them")}});
  const auto half_term = schema::object({{"name", schema::text("Autumn 1 to Summer 2")},
                                         {"academic_year", schema::text("2025/26")},
                                         {"records", told("How many")},
                                         {"school_days", schema::whole("School days of it that were counted", 0, 400)}});
  const auto hour = schema::object({{"weekday", schema::whole("1 is Monday", 1, 5)},
                                    {"hour", schema::whole("Of the school's clock", 0, 23)},
                                    {"records", told("How many")}});
  const auto field = schema::object(
      {{"name", schema::text("Name of the field")}, {"label", schema::text("In words")}, {"answers", schema::list(answer)}});
  const auto groups = schema::object({{"name", schema::text("year, class, sen, premium, sex, eal")},
                                      {"label", schema::text("In words")},
                                      {"rows", schema::list(row)}});
  const auto pupil = schema::object({{"id", schema::id("The pupil")},
                                     {"name", schema::text("Name")},
                                     {"records", schema::whole("How many", 0, 1'000'000'000)}});
  api.define("Report",
             schema::object(
                 {{"kind", schema::text("Id of the kind")},
                  {"from", schema::text("First day, as 2026-03-03")},
                  {"until", schema::text("Last day")},
                  {"only_counts", schema::yes_no("True where small numbers are hidden and the rest is rounded to the nearest 5")},
                  {"records", told("How many in all")},
                  {"school_days", schema::whole("School days in this time", 0, 10000)},
                  {"pupils_on_roll", schema::whole("Pupils it was counted of", 0, 1'000'000)},
                  {"half_terms", schema::list(half_term)},
                  {"hours", schema::list(hour)},
                  {"fields", schema::list(field, "Counts by the answers of each charted field")},
                  {"groups", schema::list(groups)},
                  {"pupils", schema::list(pupil, "Most first, at most thirty; none where only counts are told")}}));
  api.get(
      "/api/v1/reports/{kind}",
      {.name = "showReport",
       .tag = "Records",
       .summary = "Counts of a kind",
       .description =
           "Records of a kind counted by answer, hour and weekday, half-term and group, as far as this person may see them. Who may see only counts "
           "gets the whole school, in half-terms that are over; filters are left out.",
       .parameters = {{In::path, "kind", "Id of the kind", schema::text("", 60)},
                      {In::query, "period", "Which days", schema::one_of("", {"half_term", "year", "last_year", "all", "own"})},
                      {In::query, "from", "First day, with period own", schema::text("", 10)},
                      {In::query, "until", "Last day, with period own", schema::text("", 10)},
                      {In::query, "pupil", "Of one pupil", schema::id("")},
                      {In::query, "year", "Of a year group, by its code", schema::text("", 10)},
                      {In::query, "class", "Of a class or group, by its name", schema::text("", 200)},
                      {In::query, "place", "At one place", schema::text("", 200)},
                      {In::query, "adult", "One person was there: named by the record, else its writer", schema::id("")}},
       .answers = {{200, "The numbers", schema::ref("Report")}},
       .problems = {404}},
      answer_report);
}

}  // namespace overview
