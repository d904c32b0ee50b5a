// Need-to-know in the database: what a reading connection sees through guarded views, and that it sees nothing any other way.
#include "db/relations_named.h"
#include "testing/test_databases.h"

#include <set>

namespace db {
namespace {

using Kind = DatabaseError::Kind;

constexpr Migration steps[] = {{1, "notes", R"(
CREATE TABLE note (id INT64 PRIMARY KEY, pupil BYTES NOT NULL, class INT64 NOT NULL, author BYTES NOT NULL,
  restricted INT64 NOT NULL, sealed INT64 NOT NULL) STRICT;
CREATE TABLE holiday (id INT64 PRIMARY KEY) STRICT;
--postgres
ALTER TABLE note ENABLE ROW LEVEL SECURITY;
ALTER TABLE note FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON note USING (alongside_pen() OR may_see(pupil, class) OR author = me());
--end
CREATE VIEW seen_note AS SELECT id, pupil, class FROM note
  WHERE may_see(pupil, class) AND (restricted = 0 OR may_see_restricted()) AND (sealed = 0 OR may_see_sealed());
CREATE VIEW my_note AS SELECT id FROM note WHERE author = me();
CREATE VIEW seen_decided AS SELECT id FROM note WHERE may_decide(pupil, class);
CREATE VIEW seen_signed AS SELECT id FROM note WHERE may_sign(pupil, class);
CREATE VIEW seen_by_role AS SELECT id FROM note WHERE i_am('senco') AND may_see(pupil, class);
CREATE VIEW plain_note AS SELECT id FROM note;
)"}};

constexpr Sql seen = "SELECT id FROM seen_note ORDER BY id";
constexpr Sql mine = "SELECT id FROM my_note ORDER BY id";
constexpr Sql decided = "SELECT id FROM seen_decided ORDER BY id";
constexpr Sql to_sign = "SELECT id FROM seen_signed ORDER BY id";
constexpr Sql by_role = "SELECT id FROM seen_by_role ORDER BY id";
constexpr Sql base_table = "SELECT id FROM note ORDER BY id";

base::Bytes16 number_id(int number) {
  base::Bytes16 id{};
  id[0] = std::byte{7};
  id[15] = static_cast<std::byte>(number);
  id[14] = static_cast<std::byte>(number >> 8);
  return id;
}

using Ids = std::vector<std::int64_t>;

template <class Connection>
Ids ids(Connection& connection, const Sql& sql) {
  Ids found;
  connection.rows(sql, {}, [&](const Row& row) { found.push_back(row.integer(0)); });
  return found;
}

std::shared_ptr<Sight> a_sight(std::uint64_t fingerprint) {
  auto sight = std::make_shared<Sight>();
  sight->fingerprint = fingerprint;
  return sight;
}

Kind kind_of(ReadConnection& reader, const Sql& sql) {
  try {
    (void)ids(reader, sql);
  } catch (const DatabaseError& error) {
    return error.kind();
  }
  ADD_FAILURE() << "answered: " << sql.text();
  return Kind::other;
}

class Guard : public ::testing::TestWithParam<Engine> {
 protected:
  Guard() {
    // Notes 1 to 4: pupils 1 and 2, classes 3 and 9; 5 is restricted, 6 sealed, both pupil 1 class 3.
    add(1, 1, 3, 0, 0);
    add(2, 1, 9, 0, 0);
    add(3, 2, 3, 0, 0);
    add(4, 2, 9, 0, 0);
    add(5, 1, 3, 1, 0);
    add(6, 1, 3, 0, 1);
  }
  void add(int id, int pupil, int information_class, int restricted, int sealed) {
    static constexpr Sql put =
        "INSERT INTO note (id, pupil, class, author, restricted, sealed) VALUES (:id, :pupil, :class, :author, :restricted, :sealed)";
    const Bind values[] = {{"id", id},           {"pupil", number_id(pupil)}, {"class", information_class}, {"author", number_id(100 + id % 2)},
                           {"restricted", restricted}, {"sealed", sealed}};
    EXPECT_EQ(pen->execute(put, values), 1);
  }

  test::TestDatabase school{GetParam(), steps, {"holiday"}};
  std::unique_ptr<WriteConnection> pen = school.writer();
  std::unique_ptr<ReadConnection> reader = school.reader();
};

TEST_P(Guard, ThePenSeesEverythingThroughTablesAndViews) {
  EXPECT_EQ(ids(*pen, base_table), (Ids{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(ids(*pen, seen), (Ids{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(ids(*pen, mine), Ids{});
}

TEST_P(Guard, NothingIsSeenBeforeLookAs) {
  EXPECT_EQ(ids(*pen, seen).size(), 6U);
  EXPECT_EQ(kind_of(*reader, seen), Kind::denied) << "asked for rows while nobody looks: told, not answered with none";
  EXPECT_EQ(kind_of(*reader, mine), Kind::denied);
  EXPECT_EQ(kind_of(*reader, base_table), Kind::denied);
  static constexpr Sql open_table = "SELECT count(*) FROM holiday";
  EXPECT_EQ(ids(*reader, open_table), Ids{0});
}

TEST_P(Guard, WhatIsDecidedOnIsToldApartFromWhatIsSeen) {
  EXPECT_EQ(ids(*pen, decided).size(), 6U);
  EXPECT_EQ(kind_of(*reader, decided), Kind::denied) << "nobody looks yet";
  auto sight = a_sight(31);
  sight->everyone = ~0U;
  sight->everyone_decides = 1U << 9;
  sight->pupils = {{number_id(1), ~0U, 1U << 3}};
  reader->look_as(sight);
  EXPECT_EQ(ids(*reader, decided), (Ids{1, 4, 5, 6})) << "an entry replaces what is decided on of everyone";
  auto looks_only = a_sight(32);
  looks_only->everyone = ~0U;
  looks_only->pupils = {{number_id(1), ~0U}};
  reader->look_as(looks_only);
  EXPECT_EQ(ids(*reader, decided), Ids{});
}

TEST_P(Guard, WhatIsSignedIsToldApartFromWhatIsDecidedOn) {
  EXPECT_EQ(ids(*pen, to_sign).size(), 6U);
  EXPECT_EQ(kind_of(*reader, to_sign), Kind::denied) << "nobody looks yet";
  auto sight = a_sight(35);
  sight->everyone = ~0U;
  sight->everyone_signs = 1U << 9;
  sight->pupils = {{number_id(1), ~0U, 0, 1U << 3}};
  reader->look_as(sight);
  EXPECT_EQ(ids(*reader, to_sign), (Ids{1, 4, 5, 6})) << "an entry replaces what is signed of everyone";
  EXPECT_EQ(ids(*reader, decided), Ids{});
  auto decides_only = a_sight(36);
  decides_only->everyone = decides_only->everyone_decides = ~0U;
  decides_only->pupils = {{number_id(1), ~0U, ~0U}};
  reader->look_as(decides_only);
  EXPECT_EQ(ids(*reader, to_sign), Ids{}) << "each mask answers for itself";
  EXPECT_EQ(ids(*reader, decided).size(), 6U);
}

TEST_P(Guard, ARoleIsKnownByItsWholeCode) {
  EXPECT_EQ(ids(*pen, by_role).size(), 6U);
  auto sight = a_sight(33);
  sight->everyone = 1U << 9;
  sight->roles = {"key_worker", "senco"};
  reader->look_as(sight);
  EXPECT_EQ(ids(*reader, by_role), (Ids{2, 4}));
  auto other = a_sight(34);
  other->everyone = 1U << 9;
  other->roles = {"senco_deputy", "the_senco"};
  reader->look_as(other);
  EXPECT_EQ(ids(*reader, by_role), Ids{});
}

TEST_P(Guard, AViewShowsExactlyWhatTheSightAllows) {
  auto everyone = a_sight(1);
  everyone->everyone = 1U << 3;
  reader->look_as(everyone);
  EXPECT_EQ(ids(*reader, seen), (Ids{1, 3}));

  auto listed = a_sight(2);
  listed->everyone = 1U << 3;
  listed->pupils = {{number_id(1), 1U << 9}};
  reader->look_as(listed);
  EXPECT_EQ(ids(*reader, seen), (Ids{2, 3})) << "an entry replaces what is seen of everyone";

  auto barred = a_sight(3);
  barred->everyone = ~0U;
  barred->pupils = {{number_id(1), 0}};
  reader->look_as(barred);
  EXPECT_EQ(ids(*reader, seen), (Ids{3, 4}));

  auto wide = a_sight(4);
  wide->everyone = ~0U;
  wide->restricted = true;
  reader->look_as(wide);
  EXPECT_EQ(ids(*reader, seen), (Ids{1, 2, 3, 4, 5}));
  auto widest = a_sight(5);
  widest->everyone = ~0U;
  widest->restricted = widest->sealed = true;
  reader->look_as(widest);
  EXPECT_EQ(ids(*reader, seen), (Ids{1, 2, 3, 4, 5, 6}));
}

TEST_P(Guard, OnesOwnAreSeenAsMe) {
  auto sight = a_sight(1);
  sight->me = number_id(101);
  reader->look_as(sight);
  EXPECT_EQ(ids(*reader, mine), (Ids{1, 3, 5}));
  EXPECT_EQ(ids(*reader, seen), Ids{});
  reader->look_as(a_sight(2));
  EXPECT_EQ(ids(*reader, mine), Ids{}) << "the nil id owns nothing";
}

TEST_P(Guard, ASightEndsWhenTheNextBegins) {
  auto wide = a_sight(1);
  wide->everyone = ~0U;
  wide->me = number_id(101);
  reader->look_as(wide);
  EXPECT_EQ(ids(*reader, seen).size(), 4U);
  reader->look_as(a_sight(2));
  EXPECT_EQ(ids(*reader, seen), Ids{});
  EXPECT_EQ(ids(*reader, mine), Ids{});
  reader->look_as(wide);
  EXPECT_EQ(ids(*reader, seen).size(), 4U);
  reader->look_as(nullptr);
  EXPECT_EQ(kind_of(*reader, seen), Kind::denied);
  reader->look_as(wide);
  EXPECT_EQ(ids(*reader, seen).size(), 4U);
}

TEST_P(Guard, ASightHoldsInASnapshotAndAfterAFailedStatement) {
  auto wide = a_sight(1);
  wide->everyone = ~0U;
  reader->look_as(wide);
  reader->begin_snapshot();
  EXPECT_EQ(ids(*reader, seen).size(), 4U);
  reader->look_as(a_sight(2));
  EXPECT_EQ(ids(*reader, seen), Ids{});
  static constexpr Sql wrong = "SELECT nothing FROM nowhere";
  EXPECT_THROW(ids(*reader, wrong), DatabaseError);
  reader->end_snapshot();
  EXPECT_EQ(ids(*reader, seen), Ids{});
  reader->look_as(wide);
  EXPECT_THROW(ids(*reader, wrong), DatabaseError);
  EXPECT_EQ(ids(*reader, seen).size(), 4U);
}

TEST_P(Guard, FiveHundredListedPupilsAreEachTheirOwn) {
  for (int pupil = 10; pupil < 510; ++pupil) add(1000 + pupil, pupil, pupil % 32, 0, 0);
  auto sight = a_sight(1);
  for (int pupil = 10; pupil < 510; ++pupil) sight->pupils.push_back({number_id(pupil), pupil % 3 == 0 ? 1U << (pupil % 32) : ~(1U << (pupil % 32))});
  reader->look_as(sight);
  Ids wanted;
  for (int pupil = 10; pupil < 510; ++pupil) {
    if (pupil % 3 == 0) wanted.push_back(1000 + pupil);
  }
  EXPECT_EQ(ids(*reader, seen), wanted);
}

TEST_P(Guard, WhatIsNoPupilOrNoClassIsNotSeen) {
  auto wide = a_sight(1);
  wide->everyone = ~0U;
  reader->look_as(wide);
  EXPECT_EQ(ids(*reader, seen).size(), 4U);
  static constexpr Sql odd =
      "SELECT CASE WHEN may_see(:pupil, :class) THEN 1 ELSE 0 END UNION ALL SELECT CASE WHEN may_see(NULL, 3) THEN 1 ELSE 0 END";
  const auto answer = [&](const Value& pupil, std::int64_t information_class) {
    const Bind values[] = {{"pupil", pupil}, {"class", information_class}};
    Ids found;
    reader->rows(odd, values, [&](const Row& row) { found.push_back(row.integer(0)); });
    return found;
  };
  EXPECT_EQ(answer(number_id(1), 31), (Ids{1, 0}));
  EXPECT_EQ(answer(number_id(1), 32), (Ids{0, 0}));
  EXPECT_EQ(answer(number_id(1), -1), (Ids{0, 0}));
  EXPECT_EQ(answer(base::Bytes(15), 3), (Ids{0, 0}));
  EXPECT_EQ(answer(std::optional<base::Bytes>{}, 3), (Ids{0, 0}));
}

TEST_P(Guard, NoOtherWayLeadsToABaseTable) {
  auto wide = a_sight(1);
  wide->everyone = ~0U;
  reader->look_as(wide);
  EXPECT_EQ(ids(*reader, seen).size(), 4U);
  static constexpr Sql ways[] = {
      "SELECT id FROM note",
      "SELECT count(*) FROM note HAVING count(*) > 0",
      "SELECT 1 FROM note",
      "SELECT id FROM plain_note",
      "SELECT id FROM (SELECT * FROM note) AS my_note",
      "SELECT my_alias.id FROM note AS my_alias",
      "WITH my_pupils AS (SELECT id FROM note) SELECT id FROM my_pupils",
      "WITH seen_note AS (SELECT id FROM note) SELECT id FROM seen_note",
      "WITH seen_note(id) AS (SELECT id FROM note) SELECT id FROM seen_note",
      "WITH SEEN_x AS MATERIALIZED (SELECT id FROM note) SELECT id FROM SEEN_x",
      "WITH seen_x AS MATERIALIZED (SELECT id FROM note) SELECT id FROM seen_x",
      "WITH my_newest AS (SELECT id FROM note GROUP BY id LIMIT 3) SELECT id FROM my_newest",
      "WITH a AS (SELECT 1), \"my_newest\" (id) AS (SELECT id FROM note LIMIT 3) SELECT id FROM my_newest",
      "WITH a AS (SELECT 1 AS id), my_b AS NOT MATERIALIZED (SELECT id FROM note) SELECT id FROM my_b",
      "SELECT holiday.id FROM holiday RIGHT JOIN note ON note.id = holiday.id",
      "SELECT 1 WHERE EXISTS (SELECT 1 FROM note)",
      "SELECT id FROM seen_note UNION ALL SELECT id FROM note",
      "SELECT seen_note.id FROM seen_note, note",
      "SELECT a.id FROM (SELECT 1 AS id) AS a, (SELECT id FROM Note) AS b",
  };
  for (const auto& way : ways) EXPECT_EQ(kind_of(*reader, way), Kind::denied) << way.text();
}

INSTANTIATE_TEST_SUITE_P(BothEngines, Guard, ::testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST(SqliteGuard, DeniesWhatIsNotASelectFromAView) {
  test::TestDatabase school(Engine::sqlite, steps, {"holiday"});
  const auto reader = school.reader();
  auto wide = a_sight(1);
  wide->everyone = ~0U;
  reader->look_as(wide);
  static constexpr Sql ways[] = {
      "SELECT id FROM note",
      "SELECT name FROM sqlite_schema",
      "SELECT id FROM plain_note",
      "ATTACH 'x.db' AS x",
      "PRAGMA query_only = OFF",
      "PRAGMA table_info(note)",
      "SELECT name FROM pragma_table_info('note')",
      "CREATE TEMP TABLE t (id INTEGER)",
      "CREATE TEMP VIEW seen_all AS SELECT id FROM note",
      "BEGIN IMMEDIATE",
      "WITH my_pupils AS (SELECT id FROM note) SELECT id FROM my_pupils",
  };
  for (const auto& way : ways) EXPECT_EQ(kind_of(*reader, way), Kind::denied) << way.text();
  static constexpr Sql write_view = "DELETE FROM seen_note";
  static constexpr Sql ask_cipher = "SELECT sqlite3mc_codec_data('key')";
  EXPECT_THROW((void)ids(*reader, write_view), DatabaseError);
  EXPECT_THROW((void)ids(*reader, ask_cipher), DatabaseError);
  EXPECT_EQ(ids(*reader, seen), Ids{});  // there are no notes, and the view still answers
}

TEST(PostgresGuard, RowSecurityStandsBehindTheNames) {
  if (test::engines_under_test().size() < 2) GTEST_SKIP() << "PostgreSQL is left out";
  test::TestDatabase school(Engine::postgres, steps, {"note"});  // as if somebody had listed it open by mistake
  const auto pen = school.writer();
  static constexpr Sql put =
      "INSERT INTO note (id, pupil, class, author, restricted, sealed) VALUES (:id, :pupil, 3, :pupil, 0, 0)";
  for (const int pupil : {1, 2}) {
    const Bind values[] = {{"id", pupil}, {"pupil", number_id(pupil)}};
    EXPECT_EQ(pen->execute(put, values), 1);
  }
  const auto reader = school.reader();
  EXPECT_EQ(ids(*reader, base_table), Ids{});
  auto one = a_sight(1);
  one->pupils = {{number_id(2), 1U << 3}};
  reader->look_as(one);
  EXPECT_EQ(ids(*reader, base_table), Ids{2});
}

TEST(RelationsNamed, AreThoseAReadingStatementMayTakeRowsFrom) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(relations_named("SELECT a, b FROM note WHERE c IN (d, 2) ORDER BY e, f"), Names{"note"});
  EXPECT_EQ(relations_named("select 1 from Note n, Pupil AS p, x.staff, \"Odd\"\"\" where n.id = p.id"),
            (Names{"note", "pupil", "staff", "Odd\"\""}));
  EXPECT_EQ(relations_named("SELECT f(a, b) FROM a JOIN b ON g(a.x, b.x) LEFT JOIN c USING (pupil), d"), (Names{"a", "b", "c", "d"}));
  EXPECT_TRUE(names_a_guarded_view("SELECT 1 FROM holiday h LEFT JOIN seen_note n ON n.id = h.id"));
  EXPECT_TRUE(names_a_guarded_view("SELECT 1 WHERE EXISTS (SELECT 1 FROM my_note)"));
  EXPECT_FALSE(names_a_guarded_view("SELECT seen_at FROM note WHERE 'FROM seen_note' = words"));
  EXPECT_EQ(relations_named("SELECT (SELECT 1 FROM a, b), c FROM (d JOIN (e CROSS JOIN f) ON 1 = 1), ONLY g"),
            (Names{"a", "b", "d", "e", "f", "g"}));
  EXPECT_EQ(relations_named("WITH x AS (SELECT 1 FROM a), y AS (SELECT 2 FROM x) SELECT 3 FROM y UNION ALL TABLE z"),
            (Names{"a", "x", "y", "z"}));
  EXPECT_EQ(relations_named("SELECT 'FROM a', :from FROM b -- FROM c\n, d /* FROM e */ WHERE f IS NOT DISTINCT FROM pupil"),
            (Names{"b", "d"}));
  EXPECT_EQ(relations_named("SELECT 1 FROM (VALUES (1, 2), (3, 4)) AS v (a, b), LATERAL (SELECT v.a FROM w) AS l, t"), (Names{"w", "t"}));
}

TEST(SqliteGuard, AnOpenSearchTableAnswersWithItsOwnShadows) {
  constexpr Migration search[] = {{1, "search", "CREATE VIRTUAL TABLE found USING fts5(words);\n"}};
  test::TestDatabase school(Engine::sqlite, search, {"found"});
  const auto pen = school.writer();
  static constexpr Sql put = "INSERT INTO found (rowid, words) VALUES (:id, :words)";
  const Bind values[] = {{"id", 3}, {"words", "a heron by the pond"}};
  EXPECT_EQ(pen->execute(put, values), 1);
  const auto reader = school.reader();
  static constexpr Sql match = "SELECT rowid FROM found WHERE found MATCH 'heron' ORDER BY rowid DESC LIMIT 20";
  EXPECT_EQ(ids(*reader, match), Ids{3});
}

TEST(SqliteGuard, ATableThatTakesAViewsNameStopsTheReader) {
  constexpr Migration wrong[] = {{1, "wrong", "CREATE TABLE seen_everything (id INT64 PRIMARY KEY) STRICT;\n"}};
  test::TestDatabase school(Engine::sqlite, wrong);
  EXPECT_THROW((void)school.reader(), CannotStart);
}

}  // namespace
}  // namespace db
