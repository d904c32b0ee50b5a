// The wall behind the guarded view of sign-offs: as if somebody had listed the table open by mistake.
#include "casework/sessions/session_store.h"
#include "db/database.h"
#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using access::Relation;
using access::Role;

TEST(Signing, RowSecurityShowsASignatureToWhoSignsOrWroteAndToNobodyElse) {
  if (test::engines_under_test().size() < 2) GTEST_SKIP() << "PostgreSQL is left out";
  auto house = test::a_house(db::Engine::postgres);
  const auto routes = test::every_route();
  const auto amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const auto tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
  const auto priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}, .post = "Class teacher"});
  const auto senco = test::a_member_of_staff(house, {.name = "Hanna Lindqvist", .roles = {Role::senco}, .post = "SENCo"});
  const auto maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  for (const auto& worker : {amara, tomas}) test::a_tie(house, worker, Relation::assigned, maya);
  test::a_tie(house, priya, Relation::teaches_class, maya);
  const auto id = sessions::SessionId::make(house->now(), house.random).text();
  ASSERT_EQ(test::post(house, routes, amara, "/sessions", {{"id", id}, {"title", "Mentoring"}, {"day", "2026-03-03"}, {"starts", "10:00"}, {"length", "20"}, {"place", "withdrawal"},
                                                           {"pupil", maya.text()}, {"happened." + maya.text(), "yes"}, {"minutes." + maya.text(), "20"}}).status, 303);
  db::Options open;
  open.engine = db::Engine::postgres;
  open.url = house.options().postgres_url;
  open.schema = house.options().postgres_schema;
  open.open_tables = {"sign_off"};
  const auto store = db::open(open);
  const auto rows_for = [&](const access::StaffId& who) {
    static constexpr db::Sql bare = "SELECT COUNT(*) FROM sign_off";
    auto visit = test::visit_as(house, who);
    const auto reader = store->reader();
    reader->look_as(visit->grants().sight());
    std::int64_t out = 0;
    reader->rows(bare, {}, [&](const db::Row& row) { out = row.integer(0); });
    return out;
  };
  EXPECT_EQ(rows_for(amara), 1) << "whoever wrote it";
  EXPECT_EQ(rows_for(priya), 1) << "whoever has the class";
  EXPECT_EQ(rows_for(senco), 1);
  EXPECT_EQ(rows_for(tomas), 0) << "reads the session, and does not sign it";
}

}  // namespace
