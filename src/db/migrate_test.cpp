// Migrations on both engines: each once, in order, never edited, never from the future; and the words that differ by engine.
#include "db/dialect.h"
#include "testing/test_databases.h"

namespace db {
namespace {

constexpr Migration first{1, "one", "CREATE TABLE one (id INT64 PRIMARY KEY) STRICT;\n"};
constexpr Migration second{2, "two", "CREATE TABLE two (id INT64, raw BYTES, PRIMARY KEY (id)) STRICT, WITHOUT ROWID;\n"};
constexpr Migration third{5, "five", "INSERT INTO one (id) VALUES (5);\n"};

std::string words_of(const std::function<void()>& deed) {
  try {
    deed();
  } catch (const CannotStart& refusal) {
    return refusal.what();
  }
  return "it started";
}

class Migrate : public ::testing::TestWithParam<Engine> {
 protected:
  int run(std::vector<Migration> steps) {
    return migrate(*pen, GetParam(), steps, [this] { ++told; });
  }
  std::int64_t count(const Sql& sql) {
    std::int64_t found = -1;
    pen->rows(sql, {}, [&](const Row& row) { found = row.integer(0); });
    return found;
  }

  test::TestDatabase school{GetParam()};
  std::unique_ptr<WriteConnection> pen = school.writer();
  int told = 0;
};

constexpr Sql count_one = "SELECT count(*) FROM one";
constexpr Sql count_two = "SELECT count(*) FROM two";

TEST_P(Migrate, RunsEachStepOnceAndTellsBeforeChangingWhatIsThere) {
  EXPECT_EQ(run({first}), 1);
  EXPECT_EQ(told, 0) << "an empty schema needs no backup";
  EXPECT_EQ(run({first, second, third}), 2);
  EXPECT_EQ(told, 1);
  EXPECT_EQ(run({first, second, third}), 0);
  EXPECT_EQ(told, 1);
  EXPECT_EQ(count(count_one), 1);
  EXPECT_EQ(count(count_two), 0);
}

TEST_P(Migrate, RefusesAnEditedStep) {
  EXPECT_EQ(run({first, second}), 2);
  auto edited = second;
  edited.script = "CREATE TABLE two (id INT64 PRIMARY KEY, other TEXT) STRICT;\n";
  const auto words = words_of([&] { run({first, edited, third}); });
  EXPECT_NE(words.find("Migration 2"), std::string::npos) << words;
  EXPECT_EQ(count(count_one), 0) << "step 5 did not run";
}

TEST_P(Migrate, RefusesANewerSchemaAndAMissingStep) {
  EXPECT_EQ(run({first, second, third}), 3);
  EXPECT_NE(words_of([&] { run({first, second}); }).find("newer"), std::string::npos);
  EXPECT_NE(words_of([&] { run({first, third}); }).find("Migration 2"), std::string::npos);
}

TEST_P(Migrate, AFailedStepLeavesNothingOfItself) {
  const Migration broken{2, "broken", "CREATE TABLE two (id INT64 PRIMARY KEY) STRICT;\nINSERT INTO nowhere (id) VALUES (1);\n"};
  EXPECT_NE(words_of([&] { run({first, broken}); }).find("broken"), std::string::npos);
  EXPECT_EQ(run({first, second}), 1);
  EXPECT_EQ(count(count_two), 0);
}

TEST_P(Migrate, StepsMustBeNumberedUpwards) {
  EXPECT_THROW(run({second, first}), std::logic_error);
  EXPECT_THROW(run({first, first}), std::logic_error);
}

TEST_P(Migrate, ASectionBelongsToOneEngine) {
  constexpr Migration both{1, "both", R"(
--sqlite
CREATE TABLE one (id INTEGER PRIMARY KEY, only_sqlite TEXT) STRICT;
--end
--postgres
CREATE TABLE one (id BIGINT PRIMARY KEY, only_postgres TEXT);
CREATE FUNCTION words() RETURNS text LANGUAGE sql AS $$ SELECT 'a;b' $$;
--end
)"};
  EXPECT_EQ(run({both}), 1);
  static constexpr Sql sqlite = "SELECT count(only_sqlite) FROM one";
  static constexpr Sql postgres = "SELECT count(only_postgres) FROM one";
  EXPECT_EQ(count(GetParam() == Engine::sqlite ? sqlite : postgres), 0);
  EXPECT_THROW(count(GetParam() == Engine::sqlite ? postgres : sqlite), DatabaseError);
}

INSTANTIATE_TEST_SUITE_P(BothEngines, Migrate, ::testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST(Dialect, TranslatesTypesAndTableOptionsButNoStringsOrComments) {
  constexpr std::string_view script =
      "CREATE TABLE t (a INT64, b BYTES, c TEXT DEFAULT 'INT64 ) STRICT', d REAL64) STRICT, WITHOUT ROWID; -- BYTES stay\n"
      "CREATE TABLE \"BYTES\" (INT64S INT64)\n STRICT;\n/* INT64 */ SELECT (1) STRICTLY;\n";
  EXPECT_EQ(translate(script, Engine::sqlite),
            "CREATE TABLE t (a INTEGER, b BLOB, c TEXT DEFAULT 'INT64 ) STRICT', d REAL) STRICT, WITHOUT ROWID; -- BYTES stay\n"
            "CREATE TABLE \"BYTES\" (INT64S INTEGER)\n STRICT;\n/* INT64 */ SELECT (1) STRICTLY;\n");
  EXPECT_EQ(translate(script, Engine::postgres),
            "CREATE TABLE t (a BIGINT, b BYTEA, c TEXT DEFAULT 'INT64 ) STRICT', d DOUBLE PRECISION); -- BYTES stay\n"
            "CREATE TABLE \"BYTES\" (INT64S BIGINT);\n/* INT64 */ SELECT (1) STRICTLY;\n");
}

TEST(Dialect, ASectionMustBeClosed) {
  EXPECT_THROW((void)translate("--sqlite\nSELECT 1;\n", Engine::sqlite), std::logic_error);
  EXPECT_THROW((void)translate("--end\n", Engine::sqlite), std::logic_error);
  EXPECT_THROW((void)translate("--sqlite\n--postgres\n--end\n", Engine::sqlite), std::logic_error);
}

TEST(Dialect, TheChecksumIsFnv1a) {
  EXPECT_EQ(static_cast<std::uint64_t>(checksum("")), 0xCBF29CE484222325U);
  EXPECT_EQ(static_cast<std::uint64_t>(checksum("foobar")), 0x85944171F73967E8U);
}

}  // namespace
}  // namespace db
