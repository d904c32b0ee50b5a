// Reports of a small school, counted by hand: everybody counts what they may see, a governor only what cannot point to a child.
#include "app/wiring.h"
#include "people/calendar_store.h"
#include "record/analysis_store.h"
#include "record/catalogue.h"
#include "record/fact_follower.h"
#include "record/ids.h"
#include "testing/program.h"

#include <gmock/gmock.h>

namespace {

using access::Relation;
using access::Role;
using testing::HasSubstr;
using testing::Not;
using web::Json;

class Reports : public testing::TestWithParam<db::Engine> {
 protected:
  Reports() {
    access::Unit unit;
    unit.steps = people::insert_calendar(people::usual_calendar(2025, 1), house->now(), house.random);
    EXPECT_TRUE(house->pen().run(std::move(unit)));
  }

  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = app::all_routes();
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei", .year = "4", .class_name = "Willow"});
  const access::PupilId tom = test::a_pupil(house, {.given = "Tom", .family = "Lindqvist", .year = "5", .class_name = "Oak"});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId ben = test::a_member_of_staff(house, {.name = "Ben Clarke", .roles = {Role::key_worker}});
  const access::StaffId helen = test::a_member_of_staff(house, {.name = "Helen Price", .roles = {Role::head}});
  const access::StaffId grace = test::a_member_of_staff(house, {.name = "Grace Addo", .roles = {Role::governor}});
  const access::StaffId ian = test::a_member_of_staff(house, {.name = "Ian Cole", .roles = {Role::it}});
  const access::TieId amara_has_maya = test::a_tie(house, amara, Relation::assigned, maya);
  const access::TieId ben_has_tom = test::a_tie(house, ben, Relation::assigned, tom);

  /// One behaviour record at a moment of a day.
  void happened(std::string_view day, std::string_view time, const access::StaffId& author,
                std::initializer_list<access::PupilId> pupils, std::string_view step, std::string_view place) {
    house.clock.move_to(house->zone().to_utc(*base::parse_iso_date(day), *base::parse_time(time)));
    const auto answer = test::Program(house, routes, author)
                            .post("/api/v1/records", test::a_record(house, "behaviour", pupils,
                                                                    Json::Object{{"what_happened", "Left the table."},
                                                                                 {"behaviour", Json::Array{Json("refused")}},
                                                                                 {"step", step},
                                                                                 {"place", place}}));
    ASSERT_EQ(201, answer.status) << answer.body;
  }
  void catch_up() { house->room<record::FactFollower>().catch_up(); }
  Json report(const access::StaffId& whom, std::string_view query = "") {
    const auto answer = test::Program(house, routes, whom).get("/api/v1/reports/behaviour?" + std::string(query));
    EXPECT_EQ(200, answer.status) << answer.body;
    return test::json_of(answer);
  }
  static std::int64_t records(const Json& report) { return *report.find("records")->integer(); }
  static std::int64_t in_rows(const Json& rows, std::string_view key, std::string_view code) {
    for (const auto& row : *rows.array())
      if (*row.find(key)->string() == code) return row.find("records")->integer() ? *row.find("records")->integer() : -1;
    return -2;
  }
  static std::int64_t answers(const Json& report, std::string_view field, std::string_view code) {
    for (const auto& each : *report.find("fields")->array())
      if (*each.find("name")->string() == field) return in_rows(*each.find("answers"), "code", code);
    return -3;
  }
  static std::int64_t at_hour(const Json& report, int weekday, int hour) {
    for (const auto& cell : *report.find("hours")->array())
      if (*cell.find("weekday")->integer() == weekday && *cell.find("hour")->integer() == hour)
        return *cell.find("records")->integer();
    return -2;
  }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, Reports, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(Reports, ASmallSchoolCountedByHand) {
  happened("2026-01-13", "10:40", amara, {maya}, "warning", "Hall");        // Tuesday, Spring 1
  happened("2026-01-20", "10:05", amara, {maya}, "warning", "Playground");  // Tuesday, Spring 1
  happened("2026-02-26", "13:30", ben, {tom}, "reminder", "Hall");          // Thursday, Spring 2
  happened("2026-03-02", "10:59", ben, {maya, tom}, "time_out", "Hall");    // Monday, Spring 2: two pupils, one record
  catch_up();
  const auto all = report(helen);
  EXPECT_EQ(records(all), 4);
  EXPECT_EQ(answers(all, "step", "warning"), 2);
  EXPECT_EQ(answers(all, "step", "reminder"), 1);
  EXPECT_EQ(answers(all, "step", "leader"), 0);
  EXPECT_EQ(answers(all, "place", "Hall"), 3);
  EXPECT_EQ(at_hour(all, 2, 10), 2);
  EXPECT_EQ(at_hour(all, 1, 10), 1);
  EXPECT_EQ(at_hour(all, 4, 13), 1);
  EXPECT_EQ(at_hour(all, 3, 10), 0);
  EXPECT_EQ(in_rows(*all.find("half_terms"), "name", "Spring 1"), 2);
  EXPECT_EQ(in_rows(*all.find("half_terms"), "name", "Spring 2"), 2);
  EXPECT_EQ(in_rows(*all.find("half_terms"), "name", "Autumn 1"), 0);
  for (const auto& groups : *all.find("groups")->array())
    if (*groups.find("name")->string() == "year") {
      EXPECT_EQ(in_rows(*groups.find("rows"), "code", "4"), 3);
      EXPECT_EQ(in_rows(*groups.find("rows"), "code", "5"), 2);
    }
  EXPECT_EQ(records(report(helen, "class=Willow")), 3);
  EXPECT_EQ(records(report(helen, "place=Playground")), 1);
  EXPECT_EQ(records(report(helen, "adult=" + ben.text())), 2);
  EXPECT_EQ(records(report(helen, "period=own&from=2026-02-01&until=2026-02-28")), 1);
  EXPECT_EQ(records(report(helen, "pupil=" + tom.text())), 2);
}

TEST_P(Reports, TheAdultsAreThoseWhomTheRecordNamesAndItsWriterWhereItNamesNobody) {
  const auto observed = [&](const access::StaffId& author, Json::Array there) {
    Json::Object fields{{"what_happened", "Chose a partner alone."}, {"objective", "Ask a peer to play"}, {"achieved", "beyond"}};
    if (!there.empty()) fields.emplace_back("who_was_there", std::move(there));
    const auto answer = test::Program(house, routes, author).post("/api/v1/records", test::a_record(house, "observation", {maya}, std::move(fields)));
    ASSERT_EQ(201, answer.status) << answer.body;
  };
  observed(amara, {Json(ben.text()), Json(helen.text())});
  observed(amara, {});
  catch_up();
  const auto of = [&](const access::StaffId& adult) {
    const auto answer = test::Program(house, routes, helen).get("/api/v1/reports/observation?adult=" + adult.text());
    EXPECT_EQ(200, answer.status) << answer.body;
    return records(test::json_of(answer));
  };
  EXPECT_EQ(of(ben), 1);
  EXPECT_EQ(of(helen), 1);
  EXPECT_EQ(of(amara), 1) << "wrote both, and was there alone in one";
  EXPECT_EQ(of(ian), 0);
  const auto page = test::get(house, routes, helen, "/reports/observation").body;
  EXPECT_NE(page.find("Adults who were there"), std::string::npos);
}

TEST_P(Reports, EverybodyCountsExactlyWhatTheyMaySee) {
  happened("2026-01-13", "10:40", amara, {maya}, "warning", "Hall");
  happened("2026-02-26", "13:30", ben, {tom}, "reminder", "Hall");
  happened("2026-03-02", "10:59", ben, {maya, tom}, "time_out", "Hall");
  catch_up();
  EXPECT_EQ(records(report(helen)), 3);
  EXPECT_EQ(records(report(amara)), 2);
  EXPECT_EQ(records(report(ben)), 2);
  EXPECT_EQ(records(report(ben, "pupil=" + maya.text())), 0) << "not told of a pupil who is not Ben's";
  test::Program it(house, routes, ian);
  EXPECT_EQ(404, it.get("/api/v1/reports/behaviour").status);
  EXPECT_EQ(404, test::Program(house, routes, amara).get("/api/v1/reports/concern").status)
      << "who may not see concerns does not count them";
  EXPECT_EQ(200, test::Program(house, routes, helen).get("/api/v1/reports/concern").status);
}

TEST_P(Reports, AGovernorIsToldOfTheWholeSchoolAndNoSmallNumber) {
  for (int n = 0; n < 9; ++n) happened("2026-01-13", "10:40", amara, {maya}, "warning", "Hall");
  for (int n = 0; n < 3; ++n) happened("2026-01-14", "10:40", amara, {maya}, "reminder", "Hall");
  happened("2026-03-02", "10:40", amara, {maya}, "leader", "Hall");  // of the half-term that is not over
  catch_up();
  EXPECT_EQ(records(report(helen)), 13) << "the head counts them all";
  const auto told = report(grace);
  EXPECT_TRUE(*told.find("only_counts")->boolean());
  EXPECT_EQ(records(told), 10) << "twelve, to the nearest five";
  EXPECT_EQ(answers(told, "step", "warning"), -1) << "twelve less nine would be three";
  EXPECT_EQ(answers(told, "step", "reminder"), -1);
  EXPECT_TRUE(told.find("pupils")->array()->empty());
  EXPECT_EQ(web::to_json(report(grace, "pupil=" + maya.text() + "&class=Willow&from=2026-01-14&until=2026-01-14")),
            web::to_json(told))
      << "nothing narrows it";
  EXPECT_EQ(404, test::Program(house, routes, grace).get("/api/v1/reports/concern").status) << "not even that there are any";
}

TEST_P(Reports, ACorrectionAndAnEndedRecordAreCountedAsTheyStand) {
  happened("2026-03-02", "10:40", amara, {maya}, "warning", "Hall");
  catch_up();
  ASSERT_EQ(records(report(helen)), 1);
  static constexpr db::Sql end_it = "UPDATE record SET moved_to = id";
  static constexpr db::Sql forget = "UPDATE record_fact_mark SET shape = 'another'";
  test::damage(house, end_it);
  test::damage(house, forget);  // other fields are charted: all is counted anew
  catch_up();
  EXPECT_EQ(records(report(helen)), 0);
}

TEST_P(Reports, PagesTablesAndWhatIsBehindThem) {
  happened("2026-01-13", "10:40", amara, {maya}, "warning", "Hall");
  happened("2026-03-02", "10:59", ben, {tom}, "time_out", "=HYPERLINK(1)");
  catch_up();
  const auto page = test::get(house, routes, helen, "/reports/behaviour?since=2026-02-10");
  EXPECT_EQ(page.status, 200);
  for (const auto* words :
       {"Hour by weekday", "By half-term", "Before and since 10 February 2026", "Show as table", "Maya Osei", "Tom Lindqvist"})
    EXPECT_THAT(page.body, HasSubstr(words));
  const auto own = test::get(house, routes, amara, "/reports/behaviour");
  EXPECT_THAT(own.body, HasSubstr("Maya Osei"));
  EXPECT_THAT(own.body, Not(HasSubstr("Lindqvist")));
  EXPECT_THAT(test::get(house, routes, helen, "/reports/behaviour/entries?weekday=1&hour=10").body, HasSubstr("Tom Lindqvist"));
  EXPECT_THAT(test::get(house, routes, amara, "/reports/behaviour/entries?weekday=1&hour=10").body, Not(HasSubstr("Lindqvist")));
  EXPECT_EQ(test::get(house, routes, grace, "/reports/behaviour/entries").status, 404);
  const auto csv = test::get(house, routes, helen, "/reports/behaviour/csv?table=field-place");
  EXPECT_THAT(csv.body, HasSubstr("Hall,1"));
  EXPECT_THAT(csv.body, HasSubstr("'=HYPERLINK(1)")) << "no spreadsheet runs it";
  EXPECT_EQ(test::get(house, routes, grace, "/reports/behaviour/csv?table=pupils").status, 404);
  EXPECT_EQ(test::get(house, routes, helen, "/reports").status, 200);
  EXPECT_THAT(test::get(house, routes, grace, "/reports").body, Not(HasSubstr("Safeguarding")));
  EXPECT_EQ(test::get(house, routes, ian, "/reports").status, 404);
  EXPECT_THAT(test::get(house, routes, amara, "/pupils/" + maya.text() + "/behaviour").body, HasSubstr("Hour by weekday"));
  EXPECT_EQ(test::get(house, routes, ben, "/pupils/" + maya.text() + "/behaviour").status, 404);
}

TEST_P(Reports, CompareBeforeAndSinceAPlanOfThePupilBegan) {
  const auto senco = test::a_member_of_staff(house, {.name = "Lena Fox", .roles = {Role::senco}});
  happened("2026-01-13", "10:40", amara, {maya}, "warning", "Hall");
  house.clock.move_to(house->zone().to_utc(*base::parse_iso_date("2026-02-10"), {9 * 60}));
  const auto id = record::RecordId::make(house->now(), house.random).text();
  const auto all = "/pupils/" + maya.text() + "/plans";
  ASSERT_EQ(test::post(house, routes, amara, all, {{"id", id}, {"form", "education_plan"}, {"title", "Calm days"}, {"from", "2026-02-10"}, {"review", "2026-05-01"}, {"f.strengths", "Stories"},
                                                   {"f.areas", "cognition"}, {"f.barriers", "Noise"}, {"f.strategies", "One step"}}).status, 303);
  ASSERT_EQ(test::post(house, routes, amara, all + "/" + id + "/submission", {{"was", "1"}, {"deed", "submitted"}}).status, 303);
  ASSERT_EQ(test::post(house, routes, senco, all + "/" + id + "/decision", {{"was", "2"}, {"deed", "approved"}}).status, 303);
  ASSERT_EQ(test::post(house, routes, senco, all + "/" + id + "/decision", {{"was", "3"}, {"deed", "started"}}).status, 303);
  happened("2026-03-02", "10:59", amara, {maya}, "time_out", "Hall");
  catch_up();
  const auto place = "/pupils/" + maya.text() + "/behaviour";
  EXPECT_THAT(test::get(house, routes, amara, place).body, HasSubstr("Calm days, from 10 February 2026"));
  EXPECT_THAT(test::get(house, routes, amara, place + "?plan=" + id).body, HasSubstr("Before and since 10 February 2026"));
  EXPECT_THAT(test::get(house, routes, amara, "/reports/behaviour?pupil=" + maya.text() + "&plan=" + id).body, HasSubstr("Before and since 10 February 2026"));
  EXPECT_THAT(test::get(house, routes, amara, place + "?period=last_year&plan=" + id).body, HasSubstr("did not begin within the days that are counted"));
  EXPECT_THAT(test::get(house, routes, ben, "/reports/behaviour?pupil=" + maya.text() + "&plan=" + id).body, Not(HasSubstr("Calm days"))) << "a pupil whose plans he does not see";
}

}  // namespace
