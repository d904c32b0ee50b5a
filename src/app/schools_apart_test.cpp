// Two schools on one PostgreSQL server: neither answers to the other's ids, and no setting a connection can be talked into opens a row.
#include "testing/route_parts.h"

#include <gtest/gtest.h>

namespace {

using web::Method;

constexpr db::Sql switches[] = {
    "SET row_security = off", "SET SESSION AUTHORIZATION DEFAULT", "RESET ROLE", "RESET ALL", "DISCARD ALL",
    "SELECT set_config('row_security', 'off', false)", "SELECT set_config('search_path', 'pg_catalog, public', false)",
    "SELECT set_config('alongside.pen', 'yes', false)", "ALTER TABLE record DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE record NO FORCE ROW LEVEL SECURITY", "SET default_transaction_read_only = off"};
constexpr db::Sql bare[] = {"SELECT family FROM pupil", "SELECT line FROM record_part", "SELECT line FROM record", "SELECT body FROM record_version"};
constexpr db::Sql seen = "SELECT line FROM seen_part";

TEST(SchoolsApart, NeitherAnswersToAnIdACookieOrATokenOfTheOther) {
  if (test::engines_under_test().size() < 2) GTEST_SKIP() << "PostgreSQL is left out";
  test::WholeSchool ours(db::Engine::postgres), theirs(db::Engine::postgres, {.name = "Larkfield Primary School"});
  const auto routes = test::every_route();
  // One seed makes both, so their ids are alike; this pupil is theirs alone.
  const auto head = ours.people[static_cast<std::size_t>(access::Role::head)];
  test::Asker asker(ours, routes, head);
  const auto extra = test::a_pupil(theirs.house, {.given = "Only", .family = "Theirs"});
  const auto nowhere = asker.ask(Method::get, "/nowhere");
  int asked = 0;
  for (const auto& line : routes.lines()) {
    const auto parts = test::parts_of(line.pattern);
    if (line.method != Method::get || parts.size() != 1 || parts[0] != "pupil" || line.pattern.starts_with("/api/")) continue;
    std::string path(line.pattern);
    path.replace(path.find("{pupil}"), 7, extra.text());
    const auto answer = asker.ask(Method::get, path);
    EXPECT_EQ(404, answer.status) << path;
    EXPECT_EQ(test::without_tokens(nowhere.body), test::without_tokens(answer.body)) << path;
    ++asked;
  }
  EXPECT_GE(asked, 3);
  test::Asker there(theirs, routes, theirs.people[static_cast<std::size_t>(access::Role::head)]);
  EXPECT_EQ(200, there.ask(Method::get, "/pupils/" + extra.text()).status) << "at home it is found";
  // Their cookie is nobody's here.
  auto carried = there.request(Method::get, "/entries");
  const auto answer = test::serve(ours.house, routes, std::move(carried));
  EXPECT_NE(answer.body.find(">Sign in</h1>"), std::string::npos);
}

TEST(SchoolsApart, NoSwitchOpensARowToAReadingConnection) {
  if (test::engines_under_test().size() < 2) GTEST_SKIP() << "PostgreSQL is left out";
  test::WholeSchool school(db::Engine::postgres);
  const auto governor = school.people[static_cast<std::size_t>(access::Role::governor)];
  const auto dsl = school.people[static_cast<std::size_t>(access::Role::dsl)];
  const auto rows_of = [&](const access::StaffId& staff, const db::Sql* first) {
    const auto sight = school.house->grants_of(staff, access::SignInStrength::second_factor, *school.house->reader())->sight();
    const auto reader = school.house->database().reader();  // one of its own: what it is talked into stays with it
    reader->look_as(sight);
    int refused = 0;
    if (first) {
      try {
        reader->rows(*first, {}, [](const db::Row&) {});
      } catch (const std::exception&) {
        ++refused;
      }
    }
    std::string text;
    for (const auto& sql : bare) {
      try {
        reader->rows(sql, {}, [&](const db::Row& row) { text += row.string(0) + " "; });
      } catch (const std::exception&) {
        ++refused;
      }
    }
    try {
      reader->rows(seen, {}, [&](const db::Row& row) { text += row.string(0) + " "; });
    } catch (const std::exception&) {
      ++refused;
    }
    return std::pair{test::WholeSchool::marks_in(text).size(), refused};
  };
  EXPECT_GT(rows_of(dsl.id, nullptr).first, 50U) << "whoever may see does";
  EXPECT_EQ(0U, rows_of(governor.id, nullptr).first);
  for (const auto& sql : switches) {
    EXPECT_EQ(0U, rows_of(governor.id, &sql).first) << sql.text();
  }
}

}  // namespace
