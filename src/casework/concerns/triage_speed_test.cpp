// How long the server takes to draw the queue of two hundred open concerns: the whole request through the routes, sights and audit entries durable.
#include "casework/concerns/triage_store.h"
#include "testing/school.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace concerns {
namespace {

using access::Role;

class SlowTriageOnBothEngines : public testing::TestWithParam<db::Engine> {};

TEST_P(SlowTriageOnBothEngines, DrawsTwoHundredOpenConcernsInTwentyMilliseconds) {
  auto house = test::a_house(GetParam());
  const auto routes = test::every_route();
  const auto amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const auto dsl = test::a_member_of_staff(house, {.name = "Ruth Kowalczyk", .roles = {Role::dsl}});
  test::Browser writer(house, routes, amara);
  std::vector<access::PupilId> pupils;
  for (int n = 0; n < 150; ++n) pupils.push_back(test::a_pupil(house, {.given = "Pupil" + std::to_string(n), .family = "Osei"}));
  for (std::size_t n = 0; n < 200; ++n) {
    const auto id = RecordId::make(house->now(), house.random).text();
    const auto saved = writer.post("/records", {{"id", id}, {"kind", "concern"}, {"pupil", pupils[n % pupils.size()].text()}, {"f.source", "saw"}, {"f.safe_now", "yes"},
                                                {"f.topic", "home"}, {"f.what_happened", "Came in without breakfast again, wet through, and would not say who was at home last night."}});
    ASSERT_EQ(saved.status, 303) << saved.body;
    house.clock.pass(60'000);
  }
  test::Browser reader(house, routes, dsl);
  for (const auto* address : {"/concerns", "/concerns?by=household", "/concerns?by=none"}) {
    std::vector<double> took;
    for (int n = 0; n < 21; ++n) {
      const auto before = std::chrono::steady_clock::now();
      const auto page = reader.get(address);
      took.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count());
      ASSERT_EQ(page.status, 200);
      ASSERT_NE(page.body.find("<strong>200</strong> open"), std::string::npos);
    }
    std::sort(took.begin(), took.end());
    std::printf("%s on %s: median %.1f ms, slowest of 21 %.1f ms\n", address, GetParam() == db::Engine::sqlite ? "SQLite" : "PostgreSQL", took[10], took[20]);
    // A school's own file has to keep to it; a server beside others is given room.
    EXPECT_LT(took[10], GetParam() == db::Engine::sqlite ? 20.0 : 100.0) << address;
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, SlowTriageOnBothEngines, testing::ValuesIn(test::engines_under_test()));

}  // namespace
}  // namespace concerns
