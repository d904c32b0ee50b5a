// Search from writing to finding: who finds what, and what nobody else does.
#include "app/wiring.h"
#include "record/search_index.h"
#include "testing/program.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace {

using access::Relation;
using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using web::Json;

class Search : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = app::all_routes();
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  const access::PupilId tom = test::a_pupil(house, {.given = "Tom", .family = "Lindqvist"});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId ben = test::a_member_of_staff(house, {.name = "Ben Clarke", .roles = {Role::key_worker}});
  const access::StaffId dana = test::a_member_of_staff(house, {.name = "Dana Levy", .roles = {Role::dsl}});
  const access::TieId amara_has_maya = test::a_tie(house, amara, Relation::assigned, maya);
  const access::TieId ben_has_tom = test::a_tie(house, ben, Relation::assigned, tom);

  record::SearchIndex& index() { return house->room<record::SearchIndex>(); }
  std::string written(const access::StaffId& author, const Json& body) {
    const auto answer = test::Program(house, routes, author).post("/api/v1/records", body);
    EXPECT_EQ(201, answer.status) << answer.body;
    return test::location_of(answer);
  }
  /// The first words of each record found, newest first.
  std::vector<std::string> found(const access::StaffId& whom, std::string_view query) {
    index().catch_up();
    const auto answer = test::Program(house, routes, whom).get("/api/v1/search?q=" + web::percent_encode(query));
    EXPECT_EQ(200, answer.status) << answer.body;
    std::vector<std::string> out;
    const auto body = test::json_of(answer);
    for (const auto& record : *body.find("records")->array()) out.push_back(test::at(record, {"line"}));
    return out;
  }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, Search, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(Search, FindsWithinACaseloadAndNeverAnothersRecord) {
  written(amara, test::a_note(house, {maya}, "Counted the beads to forty."));
  written(ben, test::a_note(house, {tom}, "Threw the beads."));
  EXPECT_THAT(found(amara, "beads"), testing::ElementsAre("Counted the beads to forty."));
  EXPECT_THAT(found(ben, "bead"), testing::ElementsAre("Threw the beads."));
  EXPECT_THAT(found(dana, "beads"), testing::SizeIs(2));
  EXPECT_THAT(found(amara, "threw"), testing::IsEmpty());
  EXPECT_THAT(found(dana, "threw beads"), testing::SizeIs(1)) << "every word";
  EXPECT_THAT(found(dana, "thr"), testing::SizeIs(1)) << "the beginning of the last word";
}

TEST_P(Search, FindsAConcernOnlyForTheSafeguardingLead) {
  written(amara, test::a_record(house, "concern", {maya}, Json::Object{{"what_happened", "A bruise on the arm."}, {"source", "saw"}, {"safe_now", "yes"}}));
  EXPECT_THAT(found(dana, "bruise"), testing::SizeIs(1));
  EXPECT_THAT(found(amara, "bruise"), testing::IsEmpty()) << "its own author is not led back to it";
  EXPECT_THAT(found(ben, "bruise"), testing::IsEmpty());
}

TEST_P(Search, HoldsARestrictedRecordBackEvenBeforeTheIndexKnows) {
  static constexpr db::Sql restrict_parts = "UPDATE record_part SET flag = 1";
  static constexpr db::Sql restrict_records = "UPDATE record SET flag = 1";
  written(ben, test::a_note(house, {maya}, "Said that home is loud."));
  ASSERT_THAT(found(amara, "loud"), testing::SizeIs(1));
  test::damage(house, restrict_parts);
  test::damage(house, restrict_records);
  EXPECT_THAT(found(amara, "loud"), testing::IsEmpty()) << "the index is behind, the views are not";
  index().start_anew();
  EXPECT_THAT(found(amara, "loud"), testing::IsEmpty());
  EXPECT_THAT(found(dana, "loud"), testing::SizeIs(1));
}

TEST_P(Search, FindsACorrectionByItsNewWordsOnly) {
  const auto where = written(amara, test::a_note(house, {maya}, "Left at noon."));
  ASSERT_THAT(found(amara, "noon"), testing::SizeIs(1));
  const Json correction = Json::Object{{"version", 1}, {"reason", "Wrong time"}, {"fields", Json::Object{{"what_happened", "Left at dusk."}}}};
  ASSERT_EQ(201, test::Program(house, routes, amara).post(where + "/corrections", correction).status);
  const auto behind = test::Program(house, routes, amara).get("/api/v1/search?q=noon");
  EXPECT_THAT(behind.body, Not(HasSubstr("noon"))) << "not even before the index knows";
  EXPECT_THAT(found(amara, "noon"), testing::IsEmpty());
  EXPECT_THAT(found(amara, "dusk"), testing::SizeIs(1));
}

TEST_P(Search, ShowsAReaderOfOnePupilNothingOfTheOthers) {
  written(dana, test::a_note(house, {maya, tom}, "Built a den together."));
  index().catch_up();
  const auto for_dana = test::Program(house, routes, dana).get("/api/v1/search?q=den");
  ASSERT_THAT(for_dana.body, AllOf(HasSubstr("Maya Osei"), HasSubstr("Tom Lindqvist")));
  const auto for_ben = test::Program(house, routes, ben).get("/api/v1/search?q=den");
  EXPECT_THAT(for_ben.body, AllOf(HasSubstr("Tom Lindqvist"), Not(HasSubstr("Maya")), Not(HasSubstr(maya.text()))));
}

TEST_P(Search, LeadsFromPageToPageNewestFirst) {
  for (int n = 0; n < 7; ++n) {
    auto note = test::a_note(house, {maya}, "Swam " + std::to_string(n) + " lengths.");
    note.set("occurred_at", base::to_iso(house->now() + -n * base::hour_ms));
    written(amara, note);
  }
  index().catch_up();
  std::vector<std::string> met;
  std::string target = "/api/v1/search?q=swam&limit=3";
  for (int page = 0; page < 4; ++page) {
    const auto body = test::json_of(test::Program(house, routes, amara).get(target));
    for (const auto& record : *body.find("records")->array()) met.push_back(test::at(record, {"line"}));
    if (test::at(body, {"next"}).empty()) break;
    target = "/api/v1/search?q=swam&limit=3&before=" + test::at(body, {"next"});
  }
  EXPECT_THAT(met, testing::ElementsAre("Swam 0 lengths.", "Swam 1 lengths.", "Swam 2 lengths.", "Swam 3 lengths.", "Swam 4 lengths.",
                                        "Swam 5 lengths.", "Swam 6 lengths."));
}

TEST_P(Search, IsMadeAnewFromTheChain) {
  written(amara, test::a_note(house, {maya}, "Counted the beads."));
  ASSERT_THAT(found(amara, "beads"), testing::SizeIs(1));
  house.open_again();
  EXPECT_EQ(0, index().catch_up()) << "what was indexed stays so";
  EXPECT_THAT(found(amara, "beads"), testing::SizeIs(1));
  index().start_anew();
  EXPECT_EQ(1, index().catch_up());
  EXPECT_THAT(found(amara, "beads"), testing::SizeIs(1));
}

TEST_P(Search, IsEnteredInTheChainWithoutItsWords) {
  written(amara, test::a_note(house, {maya}, "Counted the beads."));
  index().catch_up();
  const auto before = test::last_entry(house);
  test::Browser(house, routes, amara).get("/search?q=beads");
  EXPECT_THAT(test::deeds_after(house, before), AllOf(testing::Contains("search.made"), testing::Contains("search.found")));
}

TEST_P(Search, PageShowsNamesThenRecordsWithTheWordsMarked) {
  written(amara, test::a_note(house, {maya}, "Maya & her <beads>."));
  index().catch_up();
  struct Line {
    access::StaffId whom;
    const char* asks;
    const char* shows;
    const char* never;
  };
  const std::vector<Line> table = {{amara, "/search?q=beads", "<mark>beads</mark>", "Nothing found"},
                                   {amara, "/search?q=maya", "Maya Osei", "Nothing found"},
                                   {amara, "/search?q=maya", "&amp; her &lt;", "her <beads"},
                                   {ben, "/search?q=beads", "Nothing found", "<mark>"},
                                   {ben, "/search", "Type a name", "Nothing found"},
                                   {ben, "/search?q=maya", "Maya Osei", "<mark>"}};
  for (const auto& line : table) {
    const auto page = test::get(house, routes, line.whom, line.asks);
    EXPECT_EQ(200, page.status) << line.asks;
    EXPECT_THAT(page.body, AllOf(HasSubstr(line.shows), Not(HasSubstr(line.never)))) << line.asks;
  }
}

TEST_P(Search, RefusesAQueryWithoutWords) {
  for (const auto* target : {"/api/v1/search", "/api/v1/search?q=", "/api/v1/search?q=%3F%21"})
    EXPECT_THAT(test::fields_at_fault(test::Program(house, routes, amara).get(target)), testing::ElementsAre("q")) << target;
  EXPECT_THAT(test::fields_at_fault(test::Program(house, routes, amara).get("/api/v1/search?q=a&before=x")), testing::ElementsAre("before"));
}

}  // namespace
