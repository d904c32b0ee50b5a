// GET /api/v1/pupils and /api/v1/pupils/{pupil}: what the directory's pages show, as JSON.
#include "people/pupil_api.h"

#include "base/text.h"
#include "people/pupil_store.h"
#include "web/json_body.h"

namespace people {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::Visit;
using web::Json;
using Find = access::CaseloadPass<May::pupil_find>;
using One = access::PupilPass<May::pupil_find>;

Json to_json(const Pupil& pupil) {
  Json out;
  out.set("id", pupil.id.text());
  out.set("name", pupil.name());
  out.set("given", pupil.given);
  out.set("family", pupil.family);
  out.set("year_group", pupil.year_group);
  out.set("class", pupil.class_name);
  out.set("has_left", pupil.has_left);
  return out;
}

std::vector<schema::Member> pupil_members() {
  return {{"id", schema::id("The pupil")},
          {"name", schema::text("Given and family name as the pupil goes by them")},
          {"given", schema::text("Given name")},
          {"family", schema::text("Family name")},
          {"year_group", schema::text("N1, N2, R, 1 to 14, or X")},
          {"class", schema::text("Class or tutor group; empty where there is none")},
          {"has_left", schema::yes_no("No longer on roll")}};
}

base::Result<Answer> list_pupils(Visit& visit, const Find& pass) {
  TRY(const int limit, web::read_number(visit.query(), "limit", 50, 1, 500));
  const auto query = base::trim(visit.query().text("query"));
  auto found = query.empty() ? caseload(pass) : find_by_name(pass, query, static_cast<std::size_t>(limit));
  if (query.empty() && found.empty()) found = list(pass, "", "", limit);
  if (found.size() > static_cast<std::size_t>(limit)) found.resize(static_cast<std::size_t>(limit));
  Json::Array pupils;
  for (const auto& pupil : found) pupils.push_back(to_json(pupil));
  Json out;
  out.set("pupils", std::move(pupils));
  return web::json(200, web::to_json(out));
}

base::Result<Answer> show_pupil(Visit&, const One& pass) {
  Json out = to_json(load(pass));
  Json::Array around;
  for (const auto& adult : adults(pass)) {
    Json one;
    one.set("name", adult.name);
    one.set("post", adult.post);
    one.set("relation", adult.relation);
    around.push_back(std::move(one));
  }
  out.set("adults", std::move(around));
  if (const auto card = pass.narrowed<May::card_read>()) out.set("safety_note", safety_note(*card));
  if (const auto found = need(pass, pass.pupil())) {
    out.set("sen_status", found->sen_status);
    out.set("sen_need", found->sen_need);
  }
  out.set("may_read_chronology", pass.grants().may(May::chronology_read, pass.pupil()));
  return web::json(200, web::to_json(out));
}

}  // namespace

void add_pupil_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  api.define("Pupil", schema::object(pupil_members()));
  auto whole = pupil_members();
  whole.push_back({"adults",
                   schema::list(schema::object({{"name", schema::text("Who")},
                                                {"post", schema::text("Their post")},
                                                {"relation", schema::text("assigned or teaches_class")}}),
                                "Key workers and class teachers of today")});
  whole.push_back({"safety_note", schema::text("What anybody in charge of the pupil must know; empty where nothing is noted"),
                   schema::Need::sometimes});
  whole.push_back({"sen_status", schema::text("Code of SEN provision, for who may see it"), schema::Need::sometimes});
  whole.push_back({"sen_need", schema::text("Needs, for who may see them"), schema::Need::sometimes});
  whole.push_back({"may_read_chronology", schema::yes_no("Whether this person may read some of the pupil's chronology")});
  api.define("PupilAtAGlance", schema::object(std::move(whole)));

  api.get("/api/v1/pupils",
          {.name = "findPupils", .tag = "Pupils", .summary = "Find pupils",
           .description = "By a part of the name, best first, forgiving one slip of the finger. Without a query: the pupils of this person's "
                          "caseload and classes or, for those who have none, every pupil on roll.",
           .parameters = {{In::query, "query", "A part of a name", schema::text("", 200)},
                          {In::query, "limit", "How many at most", schema::whole("", 1, 500)}},
           .answers = {{200, "Pupils", schema::object({{"pupils", schema::list(schema::ref("Pupil"))}})}},
           .problems = {404, 422}},
          list_pupils);
  api.get("/api/v1/pupils/{pupil}",
          {.name = "showPupil", .tag = "Pupils", .summary = "One pupil at a glance",
           .description = "Name, class and the adults around the pupil, and what else this person may see at a glance.",
           .parameters = {{In::path, "pupil", "The pupil", schema::id("")}},
           .answers = {{200, "The pupil", schema::ref("PupilAtAGlance")}},
           .problems = {404}},
          show_pupil);
}

}  // namespace people
