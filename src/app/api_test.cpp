// The API as programs meet it: who sees what, one request one record, and everything it refuses by name.
#include "app/wiring.h"
#include "overview/api.h"
#include "record/catalogue.h"
#include "testing/program.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <future>
#include <thread>

namespace {

using access::Relation;
using access::Role;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using web::Json;

constexpr db::Sql count_records = "SELECT COUNT(*) FROM record";
constexpr db::Sql count_versions = "SELECT COUNT(*) FROM record_version";
constexpr db::Sql count_added = "SELECT COUNT(*) FROM audit WHERE deed = 'record.added'";
constexpr db::Sql restrict_all = "UPDATE record_part SET flag = 1";

Json a_bruise() {
  return Json::Object{{"what_happened", "A bruise on the left arm."}, {"source", "saw"}, {"safe_now", "yes"}};
}

class Api : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = app::all_routes();
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  const access::PupilId tom = test::a_pupil(house, {.given = "Tom", .family = "Lindqvist"});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId ben = test::a_member_of_staff(house, {.name = "Ben Clarke", .roles = {Role::key_worker}});
  const access::StaffId dana = test::a_member_of_staff(house, {.name = "Dana Levy", .roles = {Role::dsl}});
  const access::StaffId gita = test::a_member_of_staff(house, {.name = "Gita Rao", .roles = {Role::governor}});
  const access::TieId amara_has_maya = test::a_tie(house, amara, Relation::assigned, maya);
  const access::TieId ben_has_tom = test::a_tie(house, ben, Relation::assigned, tom);

  test::Program as(const access::StaffId& staff) { return {house, routes, staff}; }
  /// Writes it, and says where it can be read.
  std::string written(const access::StaffId& author, const Json& body) {
    const auto answer = as(author).post("/api/v1/records", body);
    EXPECT_EQ(201, answer.status) << answer.body;
    return test::location_of(answer);
  }
  std::string chronology_of(const access::PupilId& pupil) { return "/api/v1/pupils/" + pupil.text() + "/chronology"; }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, Api, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(Api, ShowsEachPersonWhatTheirPagesWould) {
  const auto note = written(amara, test::a_note(house, {maya}, "Read two pages aloud."));
  const auto concern = written(amara, test::a_record(house, "concern", {maya}, a_bruise()));
  struct Line {
    const char* name;
    access::StaffId whom;
    std::string asks;
    int status;
    const char* shows;
    const char* never;
  };
  const std::vector<Line> table = {
      {"me", amara, "/api/v1/me", 200, "\"key_worker\"", "dsl"},
      {"her own pupil's chronology", amara, chronology_of(maya), 200, "Read two pages", "bruise"},
      {"the safeguarding lead's", dana, chronology_of(maya), 200, "bruise", "Tom"},
      {"somebody else's pupil", ben, chronology_of(maya), 404, "Page not found", "Read two"},
      {"a governor", gita, chronology_of(maya), 404, "Page not found", "Read two"},
      {"her note", amara, note, 200, "Read two pages", "bruise"},
      {"the note to the safeguarding lead", dana, note, 200, "Read two pages", "bruise"},
      {"the note to another key worker", ben, note, 404, "Page not found", "Read two"},
      {"her own concern in her own words", amara, concern, 200, "\"own_words_only\":true", "Read two"},
      {"the concern to the safeguarding lead", dana, concern, 200, "\"own_words_only\":false", "Read two"},
      {"the concern to another key worker", ben, concern, 404, "Page not found", "bruise"},
      {"a pupil by name", ben, "/api/v1/pupils?query=maia", 200, "Maya Osei", "Read two"},
      {"her caseload", amara, "/api/v1/pupils", 200, "Maya Osei", "Lindqvist"},
      {"a pupil at a glance", amara, "/api/v1/pupils/" + maya.text(), 200, "Amara Nwosu", "Read two"},
      {"no such record", dana, "/api/v1/records/01ARZ3NDEKTSV4RRFFQ69G5FAV", 404, "Page not found", "bruise"},
      {"no id at all", dana, "/api/v1/records/x", 404, "Page not found", "bruise"},
      {"kinds to write", ben, "/api/v1/kinds", 200, "\"id\":\"concern\"", "Read two"},
      {"a limit that is none", amara, chronology_of(maya) + "?limit=x", 422, "\"field\":\"limit\"", "Read two"},
      {"a limit too big", amara, chronology_of(maya) + "?limit=201", 422, "\"field\":\"limit\"", "Read two"},
      {"a cursor that is none", amara, chronology_of(maya) + "?before=abc", 422, "\"field\":\"before\"", "Read two"},
      {"nowhere", amara, "/api/v1/nowhere", 404, "problem", "Read two"},
  };
  for (const auto& line : table) {
    const auto answer = as(line.whom).get(line.asks);
    EXPECT_EQ(line.status, answer.status) << line.name << ": " << answer.body;
    EXPECT_THAT(answer.body + answer.content_type, HasSubstr(line.shows)) << line.name;
    EXPECT_THAT(answer.body, Not(HasSubstr(line.never))) << line.name;
    EXPECT_EQ(answer.status < 400 ? "application/json" : "application/problem+json", answer.content_type) << line.name;
    EXPECT_TRUE(answer.keep_secret) << line.name;
  }
}

TEST_P(Api, AnswersNobodyWithoutATokenOrASignIn) {
  for (const auto& entry : overview::api_table().entries()) {
    auto nobody = test::Program(house, routes, "");
    auto stranger = test::Program(house, routes, "not-a-token-of-this-house");
    std::string target(entry.pattern);
    for (const auto* part : {"{pupil}", "{record}"})
      if (const auto place = target.find(part); place != std::string::npos) target.replace(place, std::string_view(part).size(), maya.text());
    for (auto* who : {&nobody, &stranger}) {
      const auto answer = entry.method == web::Method::get ? who->get(target) : who->post(target, Json::Object{});
      const bool from_elsewhere = who == &nobody && entry.method == web::Method::post;  // told before anything else: no token, no origin
      EXPECT_EQ(from_elsewhere ? 403 : 401, answer.status) << target;
      EXPECT_EQ("application/problem+json", answer.content_type) << target;
    }
  }
}

TEST_P(Api, ShowsAReaderOfOnePupilNothingOfTheOthersInARecord) {
  const auto shared = written(amara, test::a_note(house, {maya, tom}, "Built a den together."));
  const auto for_lead = as(dana).get(shared);
  ASSERT_THAT(for_lead.body, testing::AllOf(HasSubstr("Maya Osei"), HasSubstr("Tom Lindqvist")));
  const auto for_ben = as(ben).get(shared);
  EXPECT_EQ(200, for_ben.status);
  EXPECT_THAT(for_ben.body, testing::AllOf(HasSubstr("Tom Lindqvist"), Not(HasSubstr("Maya")), Not(HasSubstr(maya.text()))));
}

TEST_P(Api, HidesARestrictedRecordFromAllButTheLead) {
  const auto note = written(ben, test::a_note(house, {maya}, "Said that home is loud."));
  ASSERT_EQ(200, as(amara).get(note).status);
  test::damage(house, restrict_all);
  EXPECT_EQ(404, as(amara).get(note).status);
  EXPECT_THAT(as(dana).get(note).body, HasSubstr("\"flag\""));
  EXPECT_THAT(as(amara).get(chronology_of(maya)).body, Not(HasSubstr("loud")));
}

TEST_P(Api, WritesOneRecordForTheSameRequestSentAgain) {
  const auto note = test::a_note(house, {maya});
  auto program = as(amara);
  const auto first = program.post("/api/v1/records", note);
  ASSERT_EQ(201, first.status) << first.body;
  EXPECT_EQ("/api/v1/records/" + test::at(note, {"id"}), test::location_of(first));
  house.clock.pass(base::minute_ms);
  EXPECT_EQ(200, program.post("/api/v1/records", note).status);
  auto other = note;
  other.set("fields", Json::Object{{"what_happened", "Something else."}});
  EXPECT_EQ(409, program.post("/api/v1/records", other).status);
  EXPECT_EQ(409, as(ben).post("/api/v1/records", note).status) << "another's id stands";
  EXPECT_EQ(1, test::number(house, count_records));
  EXPECT_EQ(1, test::number(house, count_added));
}

TEST_P(Api, TakesTheMomentLeftOutAsPartOfTheSameRequest) {
  Json note = Json::Object{};
  const auto whole = test::a_note(house, {maya});
  for (const auto& [name, value] : *whole.object())
    if (name != "occurred_at") note.set(name, value);
  ASSERT_EQ(201, as(amara).post("/api/v1/records", note).status);
  house.clock.pass(30 * base::second_ms);
  EXPECT_EQ(200, as(amara).post("/api/v1/records", note).status);
}

TEST_P(Api, WritesOneRecordWhenTheSameRequestComesSeveralTimesAtOnce) {
  for (std::size_t times = 2; times <= 5; ++times) {
    const auto before = test::number(house, count_records);
    auto program = as(amara);
    const auto note = test::a_note(house, {maya});
    // The pen is held, so that every request has looked and found nothing before one of them is written.
    std::promise<void> let_go;
    auto held = let_go.get_future().share();
    std::thread holder([&] {
      (void)house->pen().run([&](db::WriteConnection&, access::Pen&) -> base::Result<void> {
        held.wait();
        return {};
      });
    });
    std::vector<std::promise<int>> answered(times);
    for (auto& answer : answered) {
      auto request = program.request(web::Method::post, "/api/v1/records");
      request.headers.emplace_back("content-type", "application/json");
      request.body = web::to_json(note);
      routes.serve(*house, std::move(request), [&answer](web::Response response) { answer.set_value(response.status); });
    }
    let_go.set_value();
    holder.join();
    std::vector<int> statuses;
    for (auto& answer : answered) statuses.push_back(answer.get_future().get());
    EXPECT_EQ(1, std::count(statuses.begin(), statuses.end(), 201));
    EXPECT_EQ(static_cast<std::ptrdiff_t>(times) - 1, std::count(statuses.begin(), statuses.end(), 200));
    EXPECT_EQ(before + 1, test::number(house, count_records));
    EXPECT_EQ(before + 1, test::number(house, count_versions));
    EXPECT_EQ(before + 1, test::number(house, count_added));
  }
}

TEST_P(Api, TellsARacingRequestWithOtherWordsOfTheConflict) {
  auto program = as(amara);
  auto note = test::a_note(house, {maya});
  std::promise<void> let_go;
  auto held = let_go.get_future().share();
  std::thread holder([&] {
    (void)house->pen().run([&](db::WriteConnection&, access::Pen&) -> base::Result<void> {
      held.wait();
      return {};
    });
  });
  std::vector<std::promise<int>> answered(2);
  for (auto& answer : answered) {
    auto request = program.request(web::Method::post, "/api/v1/records");
    request.headers.emplace_back("content-type", "application/json");
    request.body = web::to_json(note);
    routes.serve(*house, std::move(request), [&answer](web::Response response) { answer.set_value(response.status); });
    note.set("fields", Json::Object{{"what_happened", "Other words."}});
  }
  let_go.set_value();
  holder.join();
  EXPECT_EQ(201, answered[0].get_future().get());
  EXPECT_EQ(409, answered[1].get_future().get());
}

TEST_P(Api, RefusesEveryForeignMemberByName) {
  for (const auto* foreign : {"author_id", "flag", "info_class", "class", "state", "version", "recorded_at", "kind_version", "line", "moved_to",
                              "request_digest", "files", "csrf"}) {
    auto note = test::a_note(house, {maya});
    note.set(foreign, 1);
    const auto answer = as(amara).post("/api/v1/records", note);
    EXPECT_EQ(422, answer.status) << foreign;
    EXPECT_THAT(test::fields_at_fault(answer), ElementsAre(foreign));

    auto inside = test::a_note(house, {maya});
    inside.set("fields", Json::Object{{"what_happened", "Words."}, {foreign, 1}});
    const auto refused = as(amara).post("/api/v1/records", inside);
    EXPECT_EQ(422, refused.status) << foreign;
    EXPECT_THAT(test::fields_at_fault(refused), ElementsAre(HasSubstr(foreign)));

    auto beside = test::a_note(house, {maya});
    beside.set("pupils", Json::Array{Json::Object{{"id", maya.text()}, {foreign, 1}}});
    EXPECT_EQ(422, as(amara).post("/api/v1/records", beside).status) << foreign;
  }
  EXPECT_EQ(0, test::number(house, count_records));
}

TEST_P(Api, RefusesBadBodiesInPlainWordsAndWritesNothing) {
  const auto good = web::to_json(test::a_note(house, {maya}));
  const auto with = [&](std::string_view member, Json value) {
    auto note = test::a_note(house, {maya});
    note.set(member, std::move(value));
    return web::to_json(note);
  };
  struct Line {
    const char* name;
    std::string body;
    const char* type;
    int status;
    const char* says;
  };
  const std::vector<Line> table = {
      {"no type", good, "", 415, "application/json"},
      {"a form", good, "text/plain", 415, "application/json"},
      {"nothing", "", "application/json", 400, "byte 0"},
      {"half of it", good.substr(0, good.size() / 2), "application/json", 400, "byte"},
      {"something after it", good + "x", "application/json", 400, "after the value"},
      {"one key twice", "{\"id\":\"a\",\"id\":\"b\"}", "application/json", 400, "byte"},
      {"very deep", std::string(10000, '[') + std::string(10000, ']'), "application/json", 400, "deep"},
      {"a lone surrogate", "{\"id\":\"\\ud800\"}", "application/json", 400, "byte"},
      {"a number too big", "{\"id\":1e999}", "application/json", 400, "byte"},
      {"no UTF-8", "{\"id\":\"\xff\"}", "application/json", 400, "byte"},
      {"a list", "[]", "application/json", 422, "object"},
      {"a text", "\"x\"", "application/json", 422, "object"},
      {"an empty object", "{}", "application/json", 422, "\"field\":\"pupils\""},
      {"a short id", with("id", "short"), "application/json", 422, "\"field\":\"id\""},
      {"an id of noughts", with("id", std::string(26, '0')), "application/json", 422, "\"field\":\"id\""},
      {"a number for an id", with("id", 7), "application/json", 422, "\"field\":\"id\""},
      {"an unknown kind", with("kind", "rumour"), "application/json", 422, "\"field\":\"kind\""},
      {"a day without a time", with("occurred_at", "2026-03-03"), "application/json", 422, "\"field\":\"occurred_at\""},
      {"a day that is none", with("occurred_at", "2026-02-31T10:00:00Z"), "application/json", 422, "\"field\":\"occurred_at\""},
      {"tomorrow", with("occurred_at", "2026-03-04T10:40:00Z"), "application/json", 422, "\"field\":\"occurred_at\""},
      {"long ago", with("occurred_at", "1990-01-01T00:00:00Z"), "application/json", 422, "\"field\":\"occurred_at\""},
      {"no pupils", with("pupils", Json::Array{}), "application/json", 422, "\"field\":\"pupils\""},
      {"pupils as text", with("pupils", Json::Array{maya.text()}), "application/json", 422, "\"field\":\"pupils\""},
      {"a pupil nobody knows", with("pupils", Json::Array{Json::Object{{"id", amara.text()}}}), "application/json", 422, "\"field\":\"pupils\""},
      {"a part that is none", with("pupils", Json::Array{Json::Object{{"id", maya.text()}, {"part", "hero"}}}), "application/json", 422,
       "\"field\":\"pupils\""},
      {"no words", with("fields", Json::Object{}), "application/json", 422, "what happened"},
      {"a number for words", with("fields", Json::Object{{"what_happened", 7}}), "application/json", 422, "\"field\":\"what_happened\""},
      {"too many words", with("fields", Json::Object{{"what_happened", std::string(4001, 'a')}}), "application/json", 422,
       "\"field\":\"what_happened\""},
      {"a list for fields", with("fields", Json::Array{}), "application/json", 422, "\"field\":\"fields\""},
  };
  auto program = as(amara);
  for (const auto& line : table) {
    const auto answer = program.post_raw("/api/v1/records", line.body, line.type);
    EXPECT_EQ(line.status, answer.status) << line.name << ": " << answer.body;
    EXPECT_THAT(answer.body, HasSubstr(line.says)) << line.name;
    EXPECT_EQ("application/problem+json", answer.content_type) << line.name;
  }
  EXPECT_EQ(0, test::number(house, count_records));
  EXPECT_EQ(201, program.post_raw("/api/v1/records", good, "application/json; charset=utf-8").status) << "the same one, unharmed, is taken";
}

TEST_P(Api, TakesAnyOffsetAndGivesUtc) {
  auto note = test::a_note(house, {maya});
  note.set("occurred_at", "2026-03-03T11:40:00+02:00");
  const auto where = written(amara, note);
  EXPECT_EQ("2026-03-03T09:40:00.000Z", test::at(test::json_of(as(amara).get(where)), {"occurred_at"}));
}

TEST_P(Api, LeadsThroughAChronologyPageByPage) {
  std::vector<std::string> ids;
  for (int n = 0; n < 5; ++n) {
    auto note = test::a_note(house, {maya});
    note.set("occurred_at", base::to_iso(house->now() + -(n / 2) * base::hour_ms));  // two of each moment
    ids.push_back(test::at(note, {"id"}));
    written(amara, note);
  }
  std::vector<std::string> met;
  std::string target = chronology_of(maya) + "?limit=2";
  for (int page = 0; page < 4; ++page) {
    const auto body = test::json_of(as(amara).get(target));
    for (const auto& line : *body.find("records")->array()) met.push_back(test::at(line, {"id"}));
    const auto next = test::at(body, {"next"});
    if (next.empty()) break;
    target = chronology_of(maya) + "?limit=2&before=" + next;
  }
  EXPECT_THAT(met, testing::UnorderedElementsAreArray(ids));
}

TEST_P(Api, CorrectsByVersionsAndTellsAStaleOneBothTexts) {
  const auto where = written(amara, test::a_note(house, {maya}, "Left at noon."));
  const auto correction = [](int version, std::string_view words) {
    return Json(Json::Object{{"version", version}, {"reason", "Wrong time"}, {"fields", Json::Object{{"what_happened", words}}}});
  };
  auto program = as(amara);
  const auto first = program.post(where + "/corrections", correction(1, "Left at two."));
  ASSERT_EQ(201, first.status) << first.body;
  EXPECT_EQ(200, program.post(where + "/corrections", correction(1, "Left at two.")).status) << "the same again";
  const auto late = program.post(where + "/corrections", correction(1, "Left at three."));
  EXPECT_EQ(409, late.status);
  EXPECT_EQ("Left at two.", test::at(test::json_of(late), {"current", "fields", "what_happened"}));
  EXPECT_EQ("Left at three.", test::at(test::json_of(late), {"yours", "what_happened"}));
  const auto record = test::json_of(program.get(where));
  EXPECT_EQ("2", test::at(record, {"version"}));
  EXPECT_EQ("Left at noon.", test::at(record, {"versions", "0", "fields", "what_happened"}));
  EXPECT_EQ("Wrong time", test::at(record, {"versions", "1", "reason"}));
  EXPECT_EQ(404, as(ben).post(where + "/corrections", correction(2, "Never.")).status) << "not theirs to see, so not there";
  EXPECT_THAT(test::fields_at_fault(program.post(where + "/corrections", Json::Object{})), ElementsAre("version", "reason", "fields"));
  EXPECT_EQ(2, test::number(house, count_versions));
}

TEST_P(Api, TellsTwoCorrectionsAtOnceOfEachOther) {
  const auto where = written(amara, test::a_note(house, {maya}, "Left at noon."));
  auto program = as(amara);
  std::promise<void> let_go;
  auto held = let_go.get_future().share();
  std::thread holder([&] {
    (void)house->pen().run([&](db::WriteConnection&, access::Pen&) -> base::Result<void> {
      held.wait();
      return {};
    });
  });
  std::vector<std::promise<web::Response>> answered(2);
  for (std::size_t n = 0; n < 2; ++n) {
    auto request = program.request(web::Method::post, where + "/corrections");
    request.headers.emplace_back("content-type", "application/json");
    request.body = web::to_json(Json::Object{
        {"version", 1}, {"reason", "Wrong time"}, {"fields", Json::Object{{"what_happened", n == 0 ? "Left at two." : "Left at three."}}}});
    routes.serve(*house, std::move(request), [&, n](web::Response response) { answered[n].set_value(std::move(response)); });
  }
  let_go.set_value();
  holder.join();
  EXPECT_EQ(201, answered[0].get_future().get().status);
  const auto late = answered[1].get_future().get();
  EXPECT_EQ(409, late.status);
  EXPECT_EQ("Left at two.", test::at(test::json_of(late), {"current", "fields", "what_happened"}));
  EXPECT_EQ("Left at three.", test::at(test::json_of(late), {"yours", "what_happened"}));
}

TEST_P(Api, IsOpenToACookieOnlyWithTheFormToken) {
  test::Browser browser(house, routes, amara);
  EXPECT_EQ(200, browser.get("/api/v1/me").status);
  auto request = browser.request(web::Method::post, "/api/v1/records");
  request.headers.emplace_back("origin", "https://school.example");
  request.headers.emplace_back("sec-fetch-site", "same-origin");
  request.headers.emplace_back("content-type", "application/json");
  request.body = web::to_json(test::a_note(house, {maya}));
  EXPECT_EQ(403, browser.send(request).status);
  EXPECT_EQ(0, test::number(house, count_records));
}

TEST_P(Api, EntersEverySightInTheChain) {
  const auto concern = written(amara, test::a_record(house, "concern", {maya}, a_bruise()));
  const auto before = test::last_entry(house);
  as(dana).get(concern);
  EXPECT_THAT(test::deeds_after(house, before), testing::Contains("record.seen"));
}

TEST_P(Api, ToldAWrongMethodNamesTheRightOnes) {
  const auto answer = as(amara).post("/api/v1/me", Json::Object{});
  EXPECT_EQ(405, answer.status);
  EXPECT_THAT(answer.headers, testing::Contains(std::pair<std::string, std::string>{"Allow", "GET, HEAD"}));
}

TEST(OpenApi, DescribesEveryRouteOfTheApi) {
  const auto routes = app::all_routes();
  std::vector<std::pair<web::Method, std::string_view>> described, served;
  for (const auto& entry : overview::api_table().entries()) described.emplace_back(entry.method, entry.pattern);
  for (const auto& line : routes.lines())
    if (line.pattern.starts_with("/api/") && line.pattern != "/api/openapi.json") served.emplace_back(line.method, line.pattern);
  EXPECT_FALSE(served.empty());
  EXPECT_THAT(described, testing::UnorderedElementsAreArray(served));
}

TEST(OpenApi, RefusesARouteWithoutADescription) {
  access::Routes routes;
  access::ApiTable api(routes);
  constexpr access::StaffHandler<access::May::entries_own> nothing =
      [](access::Visit&, const access::StaffPass<access::May::entries_own>&) -> base::Result<access::Answer> { return web::text(200, ""); };
  access::ApiDoc whole{.name = "readThing", .tag = "Things", .summary = "A thing", .description = "One of them.",
                       .parameters = {{access::ApiParameter::In::path, "thing", "Which", web::schema::id("")}},
                       .answers = {{200, "The thing", web::schema::text("It")}}};
  auto silent = whole;
  silent.description = "";
  EXPECT_THROW(api.get("/api/v1/things/{thing}", silent, nothing), std::logic_error);
  auto partless = whole;
  partless.parameters.clear();
  EXPECT_THROW(api.get("/api/v1/things/{thing}", partless, nothing), std::logic_error);
  auto answerless = whole;
  answerless.answers.clear();
  EXPECT_THROW(api.get("/api/v1/things/{thing}", answerless, nothing), std::logic_error);
  EXPECT_TRUE(routes.lines().empty()) << "what is not described is not served";
  EXPECT_NO_THROW(api.get("/api/v1/things/{thing}", whole, nothing));
  EXPECT_THROW(api.get("/api/v1/others/{thing}", whole, nothing), std::logic_error) << "two of one name";
}

/// For tests/architecture/openapi.sh, which lints it.
TEST(OpenApi, PrintDocument) {
  const test::TemporaryFolder empty;
  const record::Catalogue catalogue(empty.path());
  const auto document = overview::open_api(overview::api_table(), catalogue.as_shipped());
  EXPECT_NE(nullptr, document.find("paths"));
  if (const char* to = std::getenv("ALONGSIDE_OPENAPI")) std::ofstream(to) << web::to_json(document);
}

}  // namespace
