// Bound books: a number goes with the event it was given for, whoever it turns out to be about; and no number is missing or held twice, however
// many write and move at once.
#include "record/record_store.h"
#include "record/put_right_store.h"
#include "record/catalogue.h"
#include "testing/http_client.h"
#include "testing/program.h"
#include "testing/school.h"

#include <gmock/gmock.h>

#include <atomic>
#include <deque>
#include <thread>

namespace record {
namespace {

using access::Relation;
using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class BoundBook : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId head = test::a_member_of_staff(house, {.name = "Ruth Kay", .roles = {Role::head}, .post = "Head"});
  const access::StaffId senco = test::a_member_of_staff(house, {.name = "Iris Bell", .roles = {Role::senco}, .post = "SENCo"});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  const access::PupilId leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow"});
  const access::PupilId zara = test::a_pupil(house, {.given = "Zara", .family = "Iqbal"});
  const access::TieId a = test::a_tie(house, amara, Relation::assigned, maya);

  std::string write(const access::PupilId& pupil) {
    const auto id = RecordId::make(house->now(), house.random).text();
    const auto saved = test::post(house, routes, amara, "/records",
                                  {{"id", id}, {"kind", "seclusion"}, {"pupil", pupil.text()}, {"f.what_happened", "Alone in the blue room"},
                                   {"f.place", "Blue room"}, {"f.began", "10:05"}, {"f.ended", "10:15"}, {"f.how_kept", "adult"}, {"f.watched_by", "Amara Nwosu"},
                                   {"f.untrained_why", "Nobody else was near"}, {"f.checks.0.at", "10:10"}, {"f.checks.0.seen", "Calmer"}, {"f.risk", "pupils"},
                                   {"f.why_needed", "A chair was thrown"},
                                   {"f.parents_told.0.who", "Ada Osei"}, {"f.parents_told.0.told", "no"}, {"f.parents_told.0.why_not", "Will be rung at four"}});
    EXPECT_EQ(saved.status, 303) << saved.body;
    return id;
  }
  std::string move(const std::string& id, const access::PupilId& from, const access::PupilId& to) {
    const auto moved = test::post(house, routes, head, "/records/" + id + "/move",
                                  {{"was", "1"}, {"wrong", from.text()}, {"pupil", to.text()}, {"reason", "Two children in one room"}});
    EXPECT_EQ(moved.status, 303) << moved.body;
    constexpr db::Sql here = "SELECT COUNT(*) FROM record WHERE moved_to IS NOT NULL AND id <> moved_to";
    EXPECT_GE(test::number(house, here), 1);
    const auto page = test::get(house, routes, head, "/records/" + id).body;
    const auto end = page.find("\">The entry where it belongs");
    return end == std::string::npos ? std::string() : page.substr(end - 26, 26);
  }
  std::string book(const access::StaffId& who) { return test::get(house, routes, who, "/registers/seclusion").body; }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, BoundBook, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(BoundBook, ARecordMovedToTheRightChildTakesItsNumberAlongAndTheBookTellsIt) {
  write(maya);
  const auto second = write(maya);
  write(maya);
  EXPECT_THAT(test::get(house, routes, head, "/records/" + second + "/move").body, HasSubstr("It is number 2 in the bound book."));
  const auto anew = move(second, maya, leon);
  ASSERT_EQ(anew.size(), 26U);
  EXPECT_THAT(test::get(house, routes, head, "/records/" + anew).body, AllOf(HasSubstr("Number in the bound book"), HasSubstr(">2</a>")));
  EXPECT_THAT(test::Program(house, routes, head).get("/api/v1/records/" + anew).body, HasSubstr("\"number\":2"));
  const auto told = book(head);
  EXPECT_THAT(told, AllOf(HasSubstr("Numbers 1 to 3, none missing."), HasSubstr("Leon Farrow"), HasSubstr("The number went with it to the right pupil"),
                          HasSubstr("/records/" + second), HasSubstr("/records/" + anew)));
  EXPECT_EQ(test::get(house, routes, amara, "/registers/seclusion").status, 404) << "who sees one child only sees no book";

  const auto third_place = move(anew, leon, zara);
  EXPECT_THAT(test::Program(house, routes, head).get("/api/v1/records/" + third_place).body, HasSubstr("\"number\":2"));
  EXPECT_THAT(book(head), AllOf(HasSubstr("Numbers 1 to 3, none missing."), HasSubstr("Zara Iqbal"), HasSubstr("Leon Farrow")));
  const auto next = write(leon);
  EXPECT_THAT(test::Program(house, routes, head).get("/api/v1/records/" + next).body, HasSubstr("\"number\":4")) << "moving takes no number";
}

TEST_P(BoundBook, ARecordUndoneAtOnceLeavesItsNumberAndAWordAboutIt) {
  write(maya);
  const auto undone = write(maya);
  ASSERT_EQ(test::post(house, routes, amara, "/records/" + undone + "/undo").status, 303);
  write(leon);
  EXPECT_THAT(book(head), AllOf(HasSubstr("Numbers 1 to 3, none missing."), HasSubstr("Taken back by its author at once")));
}

TEST_P(BoundBook, WhatIsRestrictedIsCountedAndNotShownToOthers) {
  write(maya);
  const auto hidden = write(maya);
  write(maya);
  ASSERT_THAT(book(senco), HasSubstr("Numbers 1 to 3, none missing."));
  ASSERT_EQ(test::post(house, routes, head, "/records/" + hidden + "/flag", {{"was", "0"}, {"to", "restricted"}, {"until", "2026-06-01"}, {"reason", "Looked into"}}).status, 303);
  EXPECT_THAT(book(senco), AllOf(HasSubstr("1 of them is restricted and not shown to you"), Not(HasSubstr(hidden))));
  EXPECT_THAT(book(head), HasSubstr("none missing"));
}

/// Past every check of the pages, in units built beforehand: writers and movers who all looked before any of them had written.
TEST_P(BoundBook, HasNoGapAndNoNumberTwiceThoughManyWriteAndMoveAtOnce) {
  constexpr int there = 8, anew = 16;
  std::vector<RecordId> standing;
  for (int i = 0; i < there; ++i) standing.push_back(*RecordId::parse(write(maya)));
  std::vector<access::UnitOfWork> works;
  std::deque<test::AVisit> visits;  // a visit stays where it was made
  const auto in_force = *house->room<Catalogue>().find("seclusion");
  for (int i = 0; i < there; ++i) {
    // Two movers to every record: one of them comes too late.
    for (const auto& to : {leon, zara}) {
      visits.emplace_back(house, head, access::SignInStrength::second_factor);
      auto& visit = *visits.back();
      const auto record = find(*access::Door::caseload<access::May::pupil_find>(visit), standing[static_cast<std::size_t>(i)]);
      ASSERT_TRUE(record);
      const Move deed{record->id, record->version, record->info_class, maya, to, "Two children in one room", reissue_of(visit, *record, *in_force.kind, {{to, ""}})};
      works.emplace_back(visit);
      record::move(works.back(), *access::Door::staff<access::May::entries_own>(visit), house.random, deed);
    }
  }
  for (int i = 0; i < anew; ++i) {
    visits.emplace_back(house, amara, access::SignInStrength::second_factor);
    const std::array passes = {*access::Door::pupil<access::May::record_add>(*visits.back(), maya)};
    NewRecord record;
    record.id = RecordId::make(house->now(), house.random);
    record.kind = "seclusion";
    record.info_class = access::InfoClass::c4_behaviour;
    record.numbered = true;
    record.occurred_at = house->now();
    record.parts = {{maya, ""}};
    record.body = "{}";
    works.emplace_back(*visits.back());
    add(works.back(), house.random, passes, record);
  }
  std::atomic<int> done = 0;
  std::vector<std::thread> at_once;
  for (auto& work : works)
    at_once.emplace_back([&done, work = std::move(work)]() mutable {
      if (std::move(work).commit()) ++done;
    });
  for (auto& each : at_once) each.join();
  EXPECT_EQ(done, there + anew);
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM record_number"), there + anew);
  EXPECT_EQ(test::number(house, "SELECT MAX(number) FROM record_number"), there + anew);
  constexpr db::Sql live =
      "SELECT COUNT(*) FROM (SELECT n.number FROM record_number n JOIN record r ON r.id = n.record_id WHERE r.moved_to IS NULL "
      "UNION ALL SELECT c.number FROM number_carried c JOIN record r ON r.id = c.record_id WHERE r.moved_to IS NULL) AS held";
  constexpr db::Sql different =
      "SELECT COUNT(DISTINCT held.number) FROM (SELECT n.number FROM record_number n JOIN record r ON r.id = n.record_id WHERE r.moved_to IS NULL "
      "UNION ALL SELECT c.number FROM number_carried c JOIN record r ON r.id = c.record_id WHERE r.moved_to IS NULL) AS held";
  EXPECT_EQ(test::number(house, live), there + anew) << "each number stands with one record";
  EXPECT_EQ(test::number(house, different), there + anew);
  EXPECT_THAT(test::get(house, routes, head, "/registers/seclusion?all=yes").body, HasSubstr("Numbers 1 to 24, none missing."));
}

}  // namespace
}  // namespace record
