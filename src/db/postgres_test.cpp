// What is PostgreSQL's own: refusals at start, lost connections, prepared statements, numbered parameters, pens in turn.
#include "db/postgres_connection.h"
#include "testing/test_databases.h"

#include <atomic>
#include <thread>

namespace db {
namespace {

using Kind = DatabaseError::Kind;

constexpr Migration steps[] = {{1, "lines", R"(
CREATE TABLE line (id INT64 PRIMARY KEY, pupil BYTES) STRICT;
CREATE VIEW seen_line AS SELECT id FROM line WHERE may_see(pupil, 3);
)"}};
constexpr Sql add = "INSERT INTO line (id, pupil) VALUES (:id, :pupil)";
constexpr Sql seen = "SELECT count(*) FROM seen_line";
constexpr Sql count_all = "SELECT count(*) FROM line";
constexpr Sql end_the_others =
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()";

std::string refusal(const Options& options) {
  try {
    (void)open(options);
  } catch (const CannotStart& why) {
    return why.what();
  }
  return "it started";
}

template <class Connection>
std::int64_t ask(Connection& connection, const Sql& sql) {
  std::int64_t found = -1;
  connection.rows(sql, {}, [&](const Row& row) { found = row.integer(0); });
  return found;
}

Kind kind_of(const std::function<void()>& deed) {
  try {
    deed();
  } catch (const DatabaseError& error) {
    return error.kind();
  }
  throw std::runtime_error("nothing was thrown");
}

/// Returns when every other connection of this user is gone.
void end_others(WriteConnection& connection) {
  static constexpr Sql others = "SELECT count(*) FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()";
  (void)ask(connection, end_the_others);
  while (ask(connection, others) > 0) std::this_thread::yield();
}

class Postgres : public ::testing::Test {
 protected:
  void SetUp() override {
    if (test::engines_under_test().size() < 2) GTEST_SKIP() << "PostgreSQL is left out";
    school = std::make_unique<test::TestDatabase>(Engine::postgres, steps);
  }
  void add_line(WriteConnection& pen, int id) {
    const Bind values[] = {{"id", id}, {"pupil", base::Bytes16{}}};
    EXPECT_EQ(pen.execute(add, values), 1);
  }
  std::shared_ptr<Sight> all_of_class_three() {
    auto sight = std::make_shared<Sight>();
    sight->everyone = 1U << 3;
    sight->fingerprint = 1;
    return sight;
  }
  std::unique_ptr<test::TestDatabase> school;
};

TEST_F(Postgres, RefusesASuperuserAndWhoMayBypassRowSecurity) {
  auto options = school->options();
  EXPECT_EQ(refusal(options), "it started");
  options.url = test::postgres_superuser_url();
  if (options.url.empty()) GTEST_SKIP() << "the server is not our own";
  EXPECT_NE(refusal(options).find("superuser"), std::string::npos) << refusal(options);
  PostgresConnection superuser(options.url, "public", PostgresPurpose::pen);
  superuser.run_script("DROP ROLE IF EXISTS bypasser");
  superuser.run_script("CREATE ROLE bypasser LOGIN BYPASSRLS");
  options.url.replace(options.url.find("user=postgres"), 13, "user=bypasser");
  EXPECT_NE(refusal(options).find("bypass row security"), std::string::npos) << refusal(options);
}

TEST_F(Postgres, RefusesAMissingSchemaABadNameAndAServerThatIsNotThere) {
  auto options = school->options();
  options.schema = "nobody_made_this";
  EXPECT_NE(refusal(options).find("no school"), std::string::npos);
  for (const char* name : {"", "Upper", "a b", "x\"; DROP SCHEMA y; --", "pg_catalog"}) {
    options.schema = name;
    EXPECT_NE(refusal(options).find("schema"), std::string::npos) << name;
  }
  options = school->options();
  options.url = "postgresql://someone:geheim@/x?host=/nowhere";
  EXPECT_NE(refusal(options).find("cannot be reached"), std::string::npos);
  EXPECT_EQ(refusal(options).find("geheim"), std::string::npos);
}

TEST_F(Postgres, BackupNamesTheToolThatDoesIt) {
  try {
    school->database().backup("/tmp/x");
    FAIL();
  } catch (const CannotStart& why) {
    EXPECT_NE(std::string(why.what()).find("pg_dump"), std::string::npos);
  }
}

TEST_F(Postgres, AReaderWhoseConnectionDiedSeesAgainWhatItSaw) {
  const auto pen = school->writer();
  add_line(*pen, 1);
  const auto reader = school->reader();
  reader->look_as(all_of_class_three());
  EXPECT_EQ(ask(*reader, seen), 1);
  end_others(*pen);
  EXPECT_EQ(ask(*reader, seen), 1);

  reader->begin_snapshot();
  EXPECT_EQ(ask(*reader, seen), 1);
  end_others(*pen);
  EXPECT_EQ(kind_of([&] { ask(*reader, seen); }), Kind::connection) << "the moment is lost with the connection";
  EXPECT_EQ(kind_of([&] { ask(*reader, seen); }), Kind::connection);
  reader->end_snapshot();
  EXPECT_EQ(ask(*reader, seen), 1);
}

TEST_F(Postgres, APenWhoseConnectionDiedSaysSoAndBeginsAnew) {
  const auto pen = school->writer(), other = school->writer();
  pen->begin();
  add_line(*pen, 1);
  end_others(*other);
  EXPECT_EQ(kind_of([&] { add_line(*pen, 2); }), Kind::connection);
  EXPECT_EQ(kind_of([&] { add_line(*pen, 3); }), Kind::connection) << "and not in a transaction of its own";
  pen->rollback();
  end_others(*other);
  pen->begin();
  add_line(*pen, 4);
  pen->commit();
  end_others(*other);
  pen->begin();
  pen->commit();
  EXPECT_EQ(ask(*pen, count_all), 1);
}

TEST_F(Postgres, ACommitAfterAFailedStatementIsNotASave) {
  const auto pen = school->writer();
  pen->begin();
  add_line(*pen, 1);
  EXPECT_EQ(kind_of([&] { add_line(*pen, 1); }), Kind::constraint);
  EXPECT_THROW(pen->commit(), DatabaseError);
  pen->rollback();
  EXPECT_EQ(ask(*pen, count_all), 0);
}

TEST_F(Postgres, ThePenIsDurableAndReadersAreReadOnly) {
  static constexpr Sql durable = "SELECT current_setting('synchronous_commit') = 'on'";
  static constexpr Sql read_only = "SELECT current_setting('transaction_read_only') = 'on'";
  EXPECT_EQ(ask(*school->writer(), durable), 1);
  EXPECT_EQ(ask(*school->reader(), read_only), 1);
}

TEST_F(Postgres, AStatementIsPreparedOnce) {
  const auto reader = school->reader();
  reader->look_as(all_of_class_three());
  static constexpr Sql prepared = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%seen_line%'";
  for (int i = 0; i < 3; ++i) (void)ask(*reader, seen);
  EXPECT_EQ(ask(*reader, prepared), 2) << "that of the view, and this question itself";
  EXPECT_EQ(ask(*reader, prepared), 2);
}

TEST_F(Postgres, PensOfTwoProcessesTakeTurns) {
  const auto first = school->writer(), second = school->writer();
  std::atomic<bool> first_done{false}, in_turn{false};
  first->begin();
  add_line(*first, 1);
  std::thread other([&] {
    second->begin();
    in_turn = first_done.load();
    second->commit();
  });
  static constexpr Sql waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
  while (ask(*first, waiting) == 0) std::this_thread::yield();
  first_done = true;
  first->commit();
  other.join();
  EXPECT_TRUE(in_turn);
}

TEST(PostgresParameters, AreNumberedInOrderOfTheirFirstUse) {
  const auto numbered = number_parameters("SELECT ':a', \"x:b\", x::text, :b, :a, :b WHERE c=:long_name2 AND d = 'it''s :q'");
  EXPECT_EQ(numbered.text, "SELECT ':a', \"x:b\", x::text, $1, $2, $1 WHERE c=$3 AND d = 'it''s :q'");
  EXPECT_EQ(numbered.parameters, (std::vector<std::string_view>{"b", "a", "long_name2"}));
}

TEST(PostgresErrors, AreSortedByTheirState) {
  const std::pair<const char*, Kind> known[] = {
      {"23505", Kind::constraint}, {"22P02", Kind::constraint}, {"53100", Kind::full},       {"40001", Kind::busy},   {"40P01", Kind::busy},
      {"55P03", Kind::busy},       {"42501", Kind::denied},     {"25006", Kind::denied},     {"XX001", Kind::damaged}, {"08006", Kind::connection},
      {"57P01", Kind::connection}, {"", Kind::connection},      {"42601", Kind::other},      {"25P02", Kind::other},
  };
  for (const auto& [state, kind] : known) EXPECT_EQ(kind_of_sqlstate(state), kind) << state;
}

}  // namespace
}  // namespace db
