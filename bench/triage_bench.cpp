// Measures how long the server takes to draw the queue of two hundred open concerns, on both engines: the whole request through the routes, sights and
// audit entries durable. Part of alongside_page_bench.
#include "access/audit_store.h"
#include "casework/concerns/triage_store.h"
#include "testing/school.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace concerns {
namespace {

using access::Role;

class TriageBench : public testing::TestWithParam<db::Engine> {};

TEST_P(TriageBench, DrawsTwoHundredOpenConcerns) {
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
    const auto first = took[0], second = took[1], sixth = took[5];
    std::sort(took.begin(), took.end());
    std::printf("%s on %s: median %.1f ms, slowest of 21 %.1f ms; the first look %.1f, the second %.1f, the sixth %.1f ms\n", address,
                GetParam() == db::Engine::sqlite ? "SQLite" : "PostgreSQL", took[10], took[20], first, second, sixth);
  }
}

/// What a look at many children writes down, one entry a statement and in few statements, in one run.
TEST_P(TriageBench, WritesTwoHundredSightsOneByOneAndTogether) {
  auto house = test::a_house(GetParam());
  const auto dsl = test::a_member_of_staff(house, {.name = "Ruth Kowalczyk", .roles = {Role::dsl}});
  access::ChainEntry entry;
  entry.at = house->now();
  entry.actor = dsl.bytes();
  entry.deed = "concerns.seen";
  const auto median = [](auto deed) {
    std::vector<double> took;
    for (int n = 0; n < 11; ++n) {
      const auto before = std::chrono::steady_clock::now();
      deed();
      took.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count());
    }
    std::sort(took.begin(), took.end());
    return took[5];
  };
  const auto first = test::last_entry(house);
  const auto one_by_one = median([&] {
    ASSERT_TRUE(house->pen().run([&](db::WriteConnection& connection, access::Pen& pen) -> base::Result<void> {
      for (int n = 0; n < 200; ++n) pen.append(connection, entry);
      return {};
    }));
  });
  const auto together = median([&] {
    access::Unit unit;
    unit.entries.assign(200, entry);
    ASSERT_TRUE(house->pen().run(std::move(unit)));
  });
  EXPECT_EQ(test::last_entry(house), first + 22 * 200) << "none is missing, and none stands twice";
  EXPECT_FALSE(access::walk_newest(house, 10'000)) << "the chain holds over both";
  std::printf("200 sights on %s: one by one %.1f ms, together %.1f ms\n", GetParam() == db::Engine::sqlite ? "SQLite" : "PostgreSQL", one_by_one, together);
}

INSTANTIATE_TEST_SUITE_P(Engines, TriageBench, testing::ValuesIn(test::engines_under_test()));

}  // namespace
}  // namespace concerns
