// Measures how long the server takes to open a review of five targets with a term of 120 sessions, on both engines: the whole request through the
// routes. Part of alongside_page_bench.
#include "casework/provision/pay_store.h"
#include "casework/reviews/review_store.h"
#include "testing/live_cycle.h"
#include "testing/whole_school.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace reviews {
namespace {

using access::Relation;
using access::Role;

class ReviewBench : public testing::TestWithParam<db::Engine> {};

TEST_P(ReviewBench, OpensFiveTargetsWithATermOf120Sessions) {
  auto house = test::a_house(GetParam());
  const auto routes = test::every_route();
  const auto amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const auto senco = test::a_member_of_staff(house, {.name = "Hanna Lindqvist", .roles = {Role::senco}});
  const auto maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  test::a_tie(house, amara, Relation::assigned, maya);
  const auto cycle = test::a_live_cycle(house, maya, amara, senco, {.from = house->today() + -84, .due = house->today(), .targets = 5, .sessions = 120});
  // A school around them: other pupils with sessions of the same weeks.
  for (int n = 0; n < 30; ++n) {
    const auto other = test::a_pupil(house, {.given = "Pupil" + std::to_string(n), .family = "Farrow"});
    test::a_live_cycle(house, other, amara, senco, {.from = house->today() + -84, .due = house->today(), .targets = 3, .sessions = 60});
  }
  const auto id = ReviewId::make(house->now(), house.random).text();
  ASSERT_EQ(test::post(house, routes, amara, "/pupils/" + maya.text() + "/reviews", {{"id", id}, {"plan", cycle.plan.text()}}).status, 303);
  for (const auto& [who, name] : {std::pair{amara, "key worker"}, std::pair{senco, "SENCo, with costs"}}) {
    test::Browser reader(house, routes, who);
    std::vector<double> took;
    for (int n = 0; n < 21; ++n) {
      const auto before = std::chrono::steady_clock::now();
      const auto page = reader.get("/pupils/" + maya.text() + "/reviews/" + id);
      took.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count());
      ASSERT_EQ(page.status, 200);
      ASSERT_NE(page.body.find("120 written up"), std::string::npos);
    }
    std::sort(took.begin(), took.end());
    std::printf("review of 5 targets, 120 sessions, %s, on %s: median %.1f ms, slowest of 21 %.1f ms\n", name, GetParam() == db::Engine::sqlite ? "SQLite" : "PostgreSQL", took[10], took[20]);
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, ReviewBench, testing::ValuesIn(test::engines_under_test()));

}  // namespace
}  // namespace reviews
