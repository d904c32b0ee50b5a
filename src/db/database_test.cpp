// The contract of db/database.h on both engines: values, statements, transactions, savepoints, snapshots, errors.
#include "testing/test_databases.h"

#include "base/random.h"

#include <limits>

namespace db {
namespace {

using Kind = DatabaseError::Kind;

constexpr Migration steps[] = {{1, "things", R"(
CREATE TABLE thing (
  id INT64 PRIMARY KEY,
  number INT64,
  amount REAL64,
  words TEXT,
  raw BYTES,
  part_of INT64 REFERENCES thing (id),
  CONSTRAINT not_the_unlucky_one CHECK (number IS NULL OR number <> 13)
) STRICT;
)"}};

constexpr Sql add = "INSERT INTO thing (id, number, amount, words, raw) VALUES (:id, :number, :amount, :words, :raw)";
constexpr Sql add_number = "INSERT INTO thing (id, number) VALUES (:id, :number)";
constexpr Sql add_part = "INSERT INTO thing (id, part_of) VALUES (:id, :whole)";
constexpr Sql count_all = "SELECT count(*) FROM thing";
constexpr Sql one = "SELECT number, amount, words, raw FROM thing WHERE id = :id";

Kind kind_of(const std::function<void()>& deed) {
  try {
    deed();
  } catch (const DatabaseError& error) {
    return error.kind();
  }
  throw std::runtime_error("nothing was thrown");
}

class Contract : public ::testing::TestWithParam<Engine> {
 protected:
  template <class Connection>
  std::int64_t count(Connection& connection) {
    std::int64_t found = -1;
    connection.rows(count_all, {}, [&](const Row& row) { found = row.integer(0); });
    return found;
  }
  void add_one(std::int64_t id, std::int64_t number = 1) {
    const Bind values[] = {{"id", id}, {"number", number}};
    EXPECT_EQ(pen->execute(add_number, values), 1);
  }

  test::TestDatabase school{GetParam(), steps, {"thing"}};
  std::unique_ptr<WriteConnection> pen = school.writer();
};

TEST_P(Contract, ValuesComeBackAsTheyWent) {
  using namespace std::string_literals;
  struct Row5 {
    Value number, amount, words, raw;
  };
  const base::Bytes zeros(3), every = [] {
    base::Bytes all;
    for (int i = 0; i < 256; ++i) all.push_back(static_cast<std::byte>(i));
    return all;
  }();
  const std::vector<Row5> rows{
      {std::int64_t{0}, 0.0, "", base::Bytes{}},
      {std::numeric_limits<std::int64_t>::max(), 1.0 / 3, "Zoë 'Ž' 猫 🐈 \"quoted\" \\ :name $1", zeros},
      {std::numeric_limits<std::int64_t>::min(), -1e300, "line\nline\ttab", every},
      {std::nullopt, std::nullopt, std::nullopt, std::nullopt},
      {std::optional<std::int64_t>{}, std::optional<double>{}, std::optional<std::string>{}, std::optional<base::Bytes>{}},
  };
  std::int64_t id = 0;
  for (const auto& row : rows) {
    const Bind values[] = {{"id", ++id}, {"number", row.number}, {"amount", row.amount}, {"words", row.words}, {"raw", row.raw}};
    EXPECT_EQ(pen->execute(add, values), 1);
  }
  const auto reader = school.reader();
  id = 0;
  for (const auto& wanted : rows) {
    const Bind values[] = {{"id", ++id}};
    int seen = 0;
    reader->rows(one, values, [&](const Row& row) {
      ++seen;
      EXPECT_EQ(row.columns(), 4);
      if (wanted.number.held().index() == 0) {
        for (int column = 0; column < 4; ++column) EXPECT_TRUE(row.is_null(column));
        EXPECT_EQ(row.integer(0), 0);
        EXPECT_EQ(row.text(2), "");
        EXPECT_TRUE(row.bytes(3).empty());
        return;
      }
      for (int column = 0; column < 4; ++column) EXPECT_FALSE(row.is_null(column));
      EXPECT_EQ(row.integer(0), std::get<std::int64_t>(wanted.number.held()));
      EXPECT_EQ(row.real(1), std::get<double>(wanted.amount.held()));
      EXPECT_EQ(row.text(2), std::get<std::string>(wanted.words.held()));
      const auto raw = row.bytes(3);
      EXPECT_EQ(base::Bytes(raw.begin(), raw.end()), std::get<base::Bytes>(wanted.raw.held()));
    });
    EXPECT_EQ(seen, 1);
  }
}

TEST_P(Contract, ANulInTextIsRefused) {
  using namespace std::string_literals;
  const Bind values[] = {{"id", 1}, {"number", 1}, {"amount", 1.0}, {"words", "a\0b"s}, {"raw", base::Bytes{}}};
  EXPECT_EQ(kind_of([&] { pen->execute(add, values); }), Kind::constraint);
  EXPECT_EQ(count(*pen), 0);
}

TEST_P(Contract, ATypeTheColumnDoesNotHoldIsRefused) {
  const Bind values[] = {{"id", 1}, {"number", "seven"}};
  EXPECT_EQ(kind_of([&] { pen->execute(add_number, values); }), Kind::constraint);
}

TEST_P(Contract, AParameterMayStandTwiceAndInAnyOrder) {
  static constexpr Sql both = "INSERT INTO thing (number, id, part_of) VALUES (:b, :a, :a)";
  const Bind values[] = {{"a", 4}, {"b", 9}, {"not_in_it", "ignored"}};
  EXPECT_EQ(pen->execute(both, values), 1);
  static constexpr Sql ask = "SELECT id, number, part_of FROM thing WHERE number = :b AND id = :a AND part_of = :a";
  int seen = 0;
  pen->rows(ask, values, [&](const Row& row) {
    ++seen;
    EXPECT_EQ(row.integer(0), 4);
    EXPECT_EQ(row.integer(1), 9);
    EXPECT_EQ(row.integer(2), 4);
  });
  EXPECT_EQ(seen, 1);
}

TEST_P(Contract, AMissingParameterIsTold) {
  const Bind values[] = {{"id", 4}};
  EXPECT_EQ(kind_of([&] { pen->execute(add_number, values); }), Kind::other);
}

TEST_P(Contract, AColonInAStringIsNoParameter) {
  static constexpr Sql ask = "SELECT ':id', ':x''y' WHERE :id = 1";
  const Bind values[] = {{"id", 1}};
  int seen = 0;
  pen->rows(ask, values, [&](const Row& row) {
    ++seen;
    EXPECT_EQ(row.text(0), ":id");
    EXPECT_EQ(row.text(1), ":x'y");
  });
  EXPECT_EQ(seen, 1);
}

TEST_P(Contract, OneStatementTakesNullAndThenAValueInTheSamePlace) {
  for (int round = 0; round < 2; ++round) {
    const Bind null[] = {{"id", round * 2 + 1}, {"number", std::nullopt}};
    const Bind value[] = {{"id", round * 2 + 2}, {"number", std::int64_t{5'000'000'000}}};
    EXPECT_EQ(pen->execute(add_number, null), 1);
    EXPECT_EQ(pen->execute(add_number, value), 1);
  }
  static constexpr Sql ask = "SELECT count(*), sum(number), avg(number), count(number) = 2 FROM thing WHERE :number IS NULL OR number = :number";
  for (const auto& wish : {std::optional<std::int64_t>{}, std::optional<std::int64_t>{5'000'000'000}}) {
    const Bind values[] = {{"number", wish}};
    pen->rows(ask, values, [&](const Row& row) {
      EXPECT_EQ(row.integer(0), wish ? 2 : 4);
      EXPECT_EQ(row.integer(1), 10'000'000'000);
      EXPECT_EQ(row.real(2), 5e9);
      EXPECT_TRUE(row.yes(3));
    });
  }
}

TEST_P(Contract, ExecuteCountsTheRowsItWrote) {
  for (int id = 1; id <= 5; ++id) add_one(id, id);
  static constexpr Sql raise = "UPDATE thing SET number = number + 100 WHERE id <= :last";
  const Bind three[] = {{"last", 3}}, none[] = {{"last", 0}};
  EXPECT_EQ(pen->execute(raise, three), 3);
  EXPECT_EQ(pen->execute(raise, none), 0);
  static constexpr Sql upsert = "INSERT INTO thing (id, number) VALUES (:id, 7) ON CONFLICT (id) DO NOTHING";
  const Bind first[] = {{"id", 1}}, ninth[] = {{"id", 9}};
  EXPECT_EQ(pen->execute(upsert, first), 0);
  EXPECT_EQ(pen->execute(upsert, ninth), 1);
  EXPECT_EQ(pen->execute(count_all, {}), 0);
  static constexpr Sql gone = "DELETE FROM thing RETURNING id";
  EXPECT_EQ(pen->execute(gone, {}), 6);
}

TEST_P(Contract, RollbackLeavesNothingAndCommitLeavesAll) {
  const auto reader = school.reader();
  pen->begin();
  add_one(1);
  EXPECT_EQ(count(*reader), 0);
  pen->rollback();
  EXPECT_EQ(count(*pen), 0);
  pen->begin();
  add_one(2);
  pen->commit();
  EXPECT_EQ(count(*reader), 1);
}

TEST_P(Contract, ASavepointTakesBackOnlyWhatCameAfterIt) {
  pen->begin();
  pen->savepoint();
  add_one(1);
  pen->release();
  pen->savepoint();
  add_one(2);
  pen->rollback_to_savepoint();
  pen->savepoint();
  add_one(3, 3);
  EXPECT_EQ(kind_of([&] { add_one(3); }), Kind::constraint);
  pen->rollback_to_savepoint();
  pen->savepoint();
  add_one(4);
  pen->release();
  pen->commit();
  std::vector<std::int64_t> ids;
  static constexpr Sql all = "SELECT id FROM thing ORDER BY id";
  pen->rows(all, {}, [&](const Row& row) { ids.push_back(row.integer(0)); });
  EXPECT_EQ(ids, (std::vector<std::int64_t>{1, 4}));
}

TEST_P(Contract, ASnapshotShowsOneMoment) {
  add_one(1);
  const auto reader = school.reader();
  reader->begin_snapshot();
  reader->begin_snapshot();
  EXPECT_EQ(count(*reader), 1);
  add_one(2);
  EXPECT_EQ(count(*reader), 1);
  reader->end_snapshot();
  EXPECT_EQ(count(*reader), 2);
  reader->end_snapshot();
  EXPECT_EQ(count(*reader), 2);
}

TEST_P(Contract, AReaderCannotWrite) {
  add_one(1);
  const auto reader = school.reader();
  static constexpr Sql remove = "DELETE FROM thing";
  EXPECT_EQ(kind_of([&] { reader->rows(remove, {}, [](const Row&) {}); }), Kind::denied);
  static constexpr Sql make = "CREATE TABLE other (id INTEGER)";
  EXPECT_EQ(kind_of([&] { reader->rows(make, {}, [](const Row&) {}); }), Kind::denied);
  EXPECT_EQ(count(*reader), 1);
}

TEST_P(Contract, BrokenRulesAreConstraintsAndTheirWordsHoldNoValue) {
  add_one(1);
  const auto words_of = [&](const Sql& sql, Binds values) -> std::string {
    try {
      (void)pen->execute(sql, values);
    } catch (const DatabaseError& error) {
      EXPECT_EQ(error.kind(), Kind::constraint);
      return error.what();
    }
    ADD_FAILURE() << "nothing was thrown";
    return {};
  };
  const Bind again[] = {{"id", 1}, {"number", 4711}};
  const Bind unlucky[] = {{"id", 2}, {"number", 13}};
  const Bind orphan[] = {{"id", 987654}, {"whole", 123456}};
  EXPECT_EQ(words_of(add_number, again).find("4711"), std::string::npos);
  EXPECT_EQ(words_of(add_number, unlucky).find("13"), std::string::npos);
  EXPECT_NE(words_of(add_number, unlucky).find("not_the_unlucky_one"), std::string::npos) << "the rule is named";
  EXPECT_EQ(words_of(add_part, orphan).find("123456"), std::string::npos);
  static constexpr Sql cast = "INSERT INTO thing (id, words) VALUES (:id, :words)";
  const Bind secret[] = {{"id", "Maya hit Tom"}, {"words", 1}};
  EXPECT_EQ(words_of(cast, secret).find("Maya"), std::string::npos);
}

TEST_P(Contract, TheSameStatementRunsInsideItsOwnRows) {
  for (int id = 1; id <= 3; ++id) add_one(id, id);
  static constexpr Sql all = "SELECT id FROM thing ORDER BY id";
  const auto reader = school.reader();
  std::vector<std::int64_t> ids;
  reader->rows(all, {}, [&](const Row& outer) {
    const auto id = outer.integer(0);
    reader->rows(all, {}, [&](const Row& inner) { ids.push_back(id * 10 + inner.integer(0)); });
  });
  EXPECT_EQ(ids, (std::vector<std::int64_t>{11, 12, 13, 21, 22, 23, 31, 32, 33}));
}

TEST_P(Contract, ARowReaderThatThrowsLeavesTheConnectionUsable) {
  for (int id = 1; id <= 3; ++id) add_one(id, id);
  static constexpr Sql all = "SELECT id FROM thing ORDER BY id";
  const auto reader = school.reader();
  EXPECT_THROW(reader->rows(all, {}, [](const Row&) { throw std::logic_error("enough"); }), std::logic_error);
  EXPECT_EQ(count(*reader), 3);
}

TEST_P(Contract, AStatementWithAMistakeIsToldAndTheNextOneWorks) {
  static constexpr Sql wrong = "SELECT nothing FROM nowhere";
  EXPECT_NE(kind_of([&] { pen->rows(wrong, {}, [](const Row&) {}); }), Kind::constraint);
  EXPECT_EQ(count(*pen), 0);
}

TEST_P(Contract, AKeptStatementOutlivesAChangeOfTheSchema) {
  add_one(1);
  const auto reader = school.reader();
  const Bind values[] = {{"id", 1}};
  static constexpr Sql ask = "SELECT number FROM thing WHERE id = :id AND id > :id - 1";
  const auto answer = [&] {
    std::int64_t found = -1;
    reader->rows(ask, values, [&](const Row& row) { found = row.integer(0); });
    return found;
  };
  EXPECT_EQ(answer(), 1);
  pen->begin();
  pen->run_script("ALTER TABLE thing ADD COLUMN later TEXT");
  pen->commit();
  EXPECT_EQ(answer(), 1);
  add_one(2, 2);
  EXPECT_EQ(answer(), 1);
}

TEST_P(Contract, IdsTimesAndDaysAreBoundAsWhatTheyAre) {
  using ThingId = base::Id<struct ThingTag>;
  base::SeededRandom random(1);
  const auto id = ThingId::make({1000}, random);
  static constexpr Sql put = "INSERT INTO thing (id, number, raw) VALUES (:id, :at, :raw)";
  const Bind values[] = {{"id", base::LocalDate{20'000}}, {"at", base::UtcTime{1'700'000'000'000}}, {"raw", id}};
  EXPECT_EQ(pen->execute(put, values), 1);
  static constexpr Sql ask = "SELECT id, number, raw, words, words FROM thing WHERE raw = :raw";
  int seen = 0;
  pen->rows(ask, values, [&](const Row& row) {
    ++seen;
    EXPECT_EQ(row.date(0), base::LocalDate{20'000});
    EXPECT_EQ(row.time(1), base::UtcTime{1'700'000'000'000});
    EXPECT_EQ(row.id<ThingId>(2), id);
    EXPECT_TRUE(row.id<ThingId>(3).is_nil());
    EXPECT_EQ(row.maybe(1, &Row::integer), 1'700'000'000'000);
    EXPECT_EQ(row.maybe(4, &Row::string), std::nullopt);
    EXPECT_EQ(row.text(0), "20000");
    EXPECT_THROW((void)row.id<ThingId>(0), std::runtime_error);
  });
  EXPECT_EQ(seen, 1);
}

INSTANTIATE_TEST_SUITE_P(BothEngines, Contract, ::testing::ValuesIn(test::engines_under_test()), test::engine_name);

}  // namespace
}  // namespace db
