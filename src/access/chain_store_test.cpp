// The audit chain in its store: however many entries come at once, each stands there once and in its place, and a server is asked seldom.
#include "access/chain_store.h"

#include "access/audit_store.h"
#include "testing/school.h"

#include <gtest/gtest.h>

#include <numeric>

namespace access {
namespace {

/// Writes nothing, and counts how often it was asked and how many values came.
class CountingConnection final : public db::WriteConnection {
 public:
  std::int64_t execute(const db::Sql&, db::Binds binds) override {
    ++statements;
    values += binds.size();
    return 1;
  }
  void rows(const db::Sql&, db::Binds, const db::RowReader&) override {}
  void begin() override {}
  void commit() override {}
  void rollback() noexcept override {}
  void savepoint() override {}
  void release() override {}
  void rollback_to_savepoint() override {}
  void tidy(bool) noexcept override {}
  void run_script(std::string_view) override {}

  std::size_t statements = 0, values = 0;
};

CountingConnection asked_for(db::Engine engine, std::size_t many) {
  const ChainEntry entry;
  const std::vector<LinkedEntry> linked(many, LinkedEntry{entry, {}});
  CountingConnection connection;
  add_entries(connection, engine, linked);
  return connection;
}

TEST(ChainStore, AsksAServerInFewStatementsAndAFileOnceForEach) {
  const auto each = asked_for(db::Engine::sqlite, 1).values;
  ASSERT_GT(each, 0U);
  for (const std::size_t many : {1, 3, 4, 15, 16, 63, 64, 200}) {
    EXPECT_EQ(asked_for(db::Engine::sqlite, many).statements, many);
    EXPECT_EQ(asked_for(db::Engine::sqlite, many).values, many * each);
    EXPECT_EQ(asked_for(db::Engine::postgres, many).values, many * each) << many << " entries: none left out, none twice";
  }
  EXPECT_EQ(asked_for(db::Engine::postgres, 200).statements, 5U) << "three of 64 and two of four";
  EXPECT_LE(asked_for(db::Engine::postgres, 63).statements, 9U);
  EXPECT_EQ(asked_for(db::Engine::postgres, 0).statements, 0U);
}

class ChainStoreOnBothEngines : public testing::TestWithParam<db::Engine> {};

TEST_P(ChainStoreOnBothEngines, KeepsEveryEntryOfAUnitInItsPlace) {
  auto house = test::a_house(GetParam());
  const auto dsl = test::a_member_of_staff(house, {.name = "Ruth Kowalczyk", .roles = {Role::dsl}});
  ChainEntry entry;
  entry.at = house->now();
  entry.actor = dsl.bytes();
  entry.deed = "concerns.seen";
  const auto first = test::last_entry(house);
  const std::vector<std::size_t> sizes{1, 3, 5, 15, 17, 63, 65, 200};
  for (const auto many : sizes) {
    Unit unit;
    unit.entries.assign(many, entry);
    ASSERT_TRUE(house->pen().run(std::move(unit)));
  }
  EXPECT_EQ(test::last_entry(house), first + std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0})) << "none is missing, and none stands twice";
  EXPECT_FALSE(walk_newest(house, 10'000)) << "the chain holds over all of them";
}

INSTANTIATE_TEST_SUITE_P(Engines, ChainStoreOnBothEngines, testing::ValuesIn(test::engines_under_test()));

}  // namespace
}  // namespace access
