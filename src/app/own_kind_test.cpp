// A kind that is one text file in the school's folder and no line of C++: it shows in every place a kind can show. And bound books without a gap.
#include "app/wiring.h"
#include "overview/export.h"
#include "record/record_store.h"
#include "record/search_index.h"
#include "testing/program.h"

#include <gmock/gmock.h>

#include <atomic>
#include <deque>
#include <fstream>
#include <thread>

namespace {

using access::Relation;
using access::Role;
using testing::HasSubstr;
using testing::Not;
using web::Json;

const char* const beehive = R"(
title = "Beehive visit"
plural = "Beehive visits"
tile = "Beehive"
icon = "flag"
description = "A pupil looked after the bees."
class = "C3"
retention = "notes"
numbered = true
quick = "what"
summary = "{weather} · {what}"
[[field]]
name = "what"
label = "What the pupil did"
ask = "what the pupil did"
type = "text"
required = true
quick = true
[[field]]
name = "weather"
label = "Weather"
type = "choice"
quick = true
charted = true
choices = [{ code = "sun", label = "Sunshine" }, { code = "rain", label = "Drizzle" }]
[[field]]
name = "stings"
label = "Stings"
type = "body_map"
quick = true
[[field]]
name = "jars"
label = "Jars of honey"
type = "rows"
row_name = "Jar"
quick = true
columns = [{ name = "grams", label = "Grams", type = "number", max = 2000, required = true }, { name = "for", label = "For whom", type = "text" }]
)";

class OwnKind : public testing::TestWithParam<db::Engine> {
 protected:
  OwnKind() {
    std::filesystem::create_directories(house.folder() / "kinds");
    std::ofstream(house.folder() / "kinds" / "beehive.toml") << beehive;
    house.open_again();
  }
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = app::all_routes();
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId stranger = test::a_member_of_staff(house, {.name = "Lee Brown", .roles = {Role::key_worker}});
  const access::StaffId head = test::a_member_of_staff(house, {.name = "Ruth Kay", .roles = {Role::head}});
  const access::TieId has = test::a_tie(house, amara, Relation::assigned, maya);

  std::string fresh() { return record::RecordId::make(house->now(), house.random).text(); }
  std::string page(const access::StaffId& whom, const std::string& at) { return test::get(house, routes, whom, at).body; }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, OwnKind, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(OwnKind, ShowsEverywhereAKindCanShow) {
  EXPECT_THAT(page(amara, "/write"), HasSubstr("Beehive"));
  const auto form = page(amara, "/write?kind=beehive&pupil=" + maya.text());
  EXPECT_THAT(form, testing::AllOf(HasSubstr("What the pupil did"), HasSubstr("data-body-map"), HasSubstr("name=\"f.jars.0.grams\"")));

  const auto id = fresh();
  auto saved = test::post(house, routes, amara, "/records",
                          {{"id", id}, {"kind", "beehive"}, {"pupil", maya.text()}, {"f.what", "Lifted the third frame <b>"}, {"f.weather", "rain"},
                           {"f.stings.0.region", "face_nose"}, {"f.stings.0.sort", "bite"}, {"f.jars.0.grams", "454"}, {"f.jars.0.for", "Grandmother Efua"}});
  ASSERT_EQ(saved.status, 303) << saved.body;

  const auto chronology = page(amara, "/pupils/" + maya.text() + "/chronology?kind=beehive");
  EXPECT_THAT(chronology, testing::AllOf(HasSubstr("Drizzle · Lifted the third frame &lt;b&gt;"), HasSubstr("Beehive visit"), Not(HasSubstr("frame <b>"))));
  const auto record = page(amara, "/records/" + id);
  EXPECT_THAT(record, testing::AllOf(HasSubstr("Grandmother Efua"), HasSubstr("Nose: bite"), HasSubstr("Number in the bound book")));
  EXPECT_EQ(test::get(house, routes, stranger, "/records/" + id).status, 404);
  EXPECT_THAT(page(amara, "/pupils/" + maya.text() + "/body-map"), testing::AllOf(HasSubstr("Nose: bite"), HasSubstr("Beehive visit")));
  EXPECT_EQ(test::get(house, routes, stranger, "/pupils/" + maya.text() + "/body-map").status, 404);
  EXPECT_THAT(page(head, "/registers/beehive"), testing::AllOf(HasSubstr("Maya Osei"), HasSubstr("Numbers 1 to 1, none missing")));
  EXPECT_EQ(test::get(house, routes, amara, "/registers/beehive").status, 404) << "who sees one child only sees no book";

  house->room<record::SearchIndex>().catch_up();
  const auto found = test::Program(house, routes, amara).get("/api/v1/search?q=efua");
  EXPECT_THAT(found.body, HasSubstr(id)) << "a row's words are found, too";
  const auto api = test::Program(house, routes, amara).get("/api/v1/records/" + id);
  EXPECT_THAT(api.body, testing::AllOf(HasSubstr("\"grams\":454"), HasSubstr("\"region\":\"face_nose\""), HasSubstr("\"number\":1")));
  EXPECT_THAT(test::Program(house, routes, amara).get("/api/v1/kinds").body, testing::AllOf(HasSubstr("beehive"), HasSubstr("\"numbered\":true")));

  const auto out = house.folder() / "out";
  ASSERT_TRUE(overview::export_school(house, out, [](std::string_view) {}));
  std::string everything;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(out)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    everything += std::string(std::istreambuf_iterator<char>(in), {});
  }
  EXPECT_THAT(everything, testing::AllOf(HasSubstr("beehive"), HasSubstr("Grandmother Efua"), HasSubstr("face_nose")));
}

TEST_P(OwnKind, IsNumberedWithoutAGapThoughManyWriteAtOnceAndSomeFail) {
  constexpr db::Sql numbers = "SELECT COUNT(*) FROM record_number WHERE kind = 'beehive'";
  constexpr db::Sql highest = "SELECT COALESCE(MAX(number), 0) FROM record_number WHERE kind = 'beehive'";
  std::vector<access::UnitOfWork> works;
  std::deque<test::AVisit> visits;  // a visit stays where it was made
  constexpr int many = 24;
  const auto taken = record::RecordId::make(house->now(), house.random);
  for (int i = 0; i < many; ++i) {
    visits.emplace_back(house, amara, access::SignInStrength::second_factor);
    const std::array passes = {*access::Door::pupil<access::May::record_add>(*visits.back(), maya)};
    record::NewRecord record;
    // Every third is the same record once more: it fails after its number might have been taken.
    record.id = i % 3 == 0 ? taken : record::RecordId::make(house->now(), house.random);
    record.kind = "beehive";
    record.numbered = true;
    record.occurred_at = house->now();
    record.parts = {{maya, ""}};
    record.body = "{}";
    works.emplace_back(*visits.back());
    record::add(works.back(), house.random, passes, record);
  }
  std::atomic<int> saved = 0;
  std::vector<std::thread> at_once;
  for (auto& work : works)
    at_once.emplace_back([&saved, work = std::move(work)]() mutable {
      if (std::move(work).commit()) ++saved;
    });
  for (auto& each : at_once) each.join();
  EXPECT_EQ(saved, many - many / 3 + 1);
  EXPECT_EQ(test::number(house, numbers), saved);
  EXPECT_EQ(test::number(house, highest), saved);
}

}  // namespace
