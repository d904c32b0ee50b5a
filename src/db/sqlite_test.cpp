// What is SQLite's own: the file and its key, refusals at start, settings, backup, damage.
#include "db/sqlite_connection.h"
#include "db/sqlite_file.h"
#include "db/sqlite_settler.h"
#include "testing/test_databases.h"

#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <thread>

namespace db {
namespace {

namespace fs = std::filesystem;

constexpr Migration steps[] = {{1, "lines", "CREATE TABLE line (id INT64 PRIMARY KEY, words TEXT) STRICT;\n"}};
constexpr Sql add = "INSERT INTO line (id, words) VALUES (:id, :words)";
constexpr Sql count_all = "SELECT count(*) FROM line";
constexpr Sql lengths = "SELECT sum(length(words)) FROM line";

void fill(WriteConnection& pen, int from, int to) {
  pen.begin();
  for (int id = from; id < to; ++id) {
    const Bind values[] = {{"id", id}, {"words", "Maya built a bridge of spaghetti, and it held. " + std::string(200, 'x')}};
    (void)pen.execute(add, values);
  }
  pen.commit();
}

template <class Connection>
std::int64_t ask(Connection& connection, const Sql& sql) {
  std::int64_t found = -1;
  connection.rows(sql, {}, [&](const Row& row) { found = row.integer(0); });
  return found;
}

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string refusal(const Options& options) {
  try {
    (void)open(options);
  } catch (const CannotStart& why) {
    return why.what();
  }
  return "it started";
}

class SqliteFile : public ::testing::Test {
 protected:
  test::TestDatabase school{Engine::sqlite, steps, {"line"}};
  fs::path file = school.options().file;
};

TEST_F(SqliteFile, IsCiphertextForItsOwnerOnly) {
  const auto pen = school.writer();
  fill(*pen, 0, 100);
  const auto bytes = content(file) + content(file.string() + "-wal");
  EXPECT_GT(bytes.size(), 4096U);
  EXPECT_EQ(bytes.find("Maya"), std::string::npos);
  EXPECT_EQ(bytes.find("CREATE TABLE"), std::string::npos);
  EXPECT_NE(bytes.substr(0, 15), "SQLite format 3");
  struct stat about {};
  ASSERT_EQ(::stat(file.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600U);
}

TEST_F(SqliteFile, OpensAgainWithItsKeyAndWithNoOther) {
  fill(*school.writer(), 0, 10);
  auto options = school.options();
  EXPECT_EQ(ask(*open(options)->reader(), count_all), 10);
  base::Bytes other(options.key.reveal().begin(), options.key.reveal().end());
  other[31] ^= std::byte{1};
  options.key = base::Secret(other);
  EXPECT_NE(refusal(options).find("key"), std::string::npos) << refusal(options);
  options.key = base::Secret("a passphrase");
  EXPECT_NE(refusal(options).find("32 bytes"), std::string::npos);
}

TEST_F(SqliteFile, IsRefusedWhenMissingEmptyDamagedOrForeign) {
  auto options = school.options();
  options.file = school.folder() / "missing.db";
  EXPECT_NE(refusal(options).find("no database"), std::string::npos);
  options.file = school.folder() / "no" / "folder.db";
  EXPECT_NE(refusal(options).find("folder"), std::string::npos);
  options.file = school.folder() / "empty.db";
  std::ofstream(options.file).close();
  EXPECT_NE(refusal(options).find("empty"), std::string::npos);
  options.file = school.folder() / "plain.db";
  std::ofstream(options.file) << std::string("SQLite format 3\0", 16) << std::string(4080, 'x');
  EXPECT_NE(refusal(options).find("unencrypted"), std::string::npos);
  options.file = school.folder() / "letter.db";
  std::ofstream(options.file) << std::string(9000, 'y');
  EXPECT_NE(refusal(options).find("damaged"), std::string::npos) << refusal(options);
  options.file = school.folder();
  EXPECT_NE(refusal(options), "it started");
}

TEST_F(SqliteFile, OneFlippedBitAnywhereIsTold) {
  {
    const auto pen = school.writer();
    fill(*pen, 0, 300);
  }
  const auto whole = content(file);
  ASSERT_EQ(ask(*school.reader(), count_all), 300);
  int told = 0, tried = 0;
  for (std::size_t place = 7; place < whole.size(); place += whole.size() / 97) {
    auto options = school.options();
    options.file = school.folder() / "flipped.db";
    auto damaged = whole;
    damaged[place] = static_cast<char>(damaged[place] ^ 4);
    std::ofstream(options.file, std::ios::binary) << damaged;
    ++tried;
    try {
      const auto reader = open(options)->reader();
      // Reads every page that holds a row; a page no row stands on is not read, and so not told of.
      EXPECT_EQ(ask(*reader, lengths), 300 * 247);
    } catch (const CannotStart&) {
      ++told;
    } catch (const DatabaseError& error) {
      EXPECT_EQ(error.kind(), DatabaseError::Kind::damaged) << error.what();
      ++told;
    }
    fs::remove(options.file);
  }
  EXPECT_GT(told, tried / 2);
}

TEST_F(SqliteFile, BackupIsWholeEncryptedAndMadeWhileOthersWrite) {
  const auto pen = school.writer();
  fill(*pen, 0, 100);
  pen->begin();
  const Bind values[] = {{"id", 1000}, {"words", "not committed yet"}};
  (void)pen->execute(add, values);
  auto options = school.options();
  const auto copy = school.folder() / "copy.db";
  school.database().backup(copy);
  pen->commit();
  fill(*pen, 100, 200);
  EXPECT_EQ(ask(*pen, count_all), 201);
  options.file = copy;
  EXPECT_EQ(content(copy).find("Maya"), std::string::npos);
  EXPECT_FALSE(fs::exists(copy.string() + ".part"));
  const auto restored = open(options);
  EXPECT_EQ(ask(*restored->reader(), count_all), 100);
  fill(*restored->writer(), 500, 510);
  EXPECT_EQ(ask(*restored->reader(), count_all), 110);
  EXPECT_THROW(school.database().backup(school.folder() / "no" / "folder.db"), DatabaseError);
}

TEST_F(SqliteFile, IsOpenedWithTheSettingsThatKeepIt) {
  const auto options = school.options();
  SqliteConnection pen(options.file, options.key, SqlitePurpose::pen, 4096);
  EXPECT_EQ(pen.ask("PRAGMA journal_mode"), "wal");
  EXPECT_EQ(pen.ask("PRAGMA synchronous"), "2");
  EXPECT_EQ(pen.ask("PRAGMA foreign_keys"), "1");
  EXPECT_EQ(pen.ask("PRAGMA mmap_size"), "0");
  EXPECT_EQ(pen.ask("PRAGMA trusted_schema"), "0");
  EXPECT_EQ(pen.ask("PRAGMA cipher"), "aegis");
  EXPECT_THROW(pen.ask("SELECT \"no such column\""), DatabaseError);
  EXPECT_THROW(pen.ask("ATTACH ':memory:' AS other"), DatabaseError);
  EXPECT_THROW(pen.ask("SELECT load_extension('x')"), DatabaseError);
  (void)pen.ask("PRAGMA writable_schema=ON");
  EXPECT_THROW(pen.ask("DELETE FROM sqlite_schema"), DatabaseError);
  SqliteConnection reader(options.file, options.key, SqlitePurpose::reader, 4096);
  EXPECT_EQ(reader.ask("PRAGMA query_only"), "1");
  EXPECT_EQ(reader.ask("PRAGMA wal_autocheckpoint"), "0");
  EXPECT_THROW(reader.ask("DELETE FROM line"), DatabaseError);
}

/// Waits until the settler has nothing under way.
void await(const SqliteSettler& settler) {
  while (settler.busy()) std::this_thread::yield();
}

TEST_F(SqliteFile, TheLogIsMovedIntoTheFileByThePenWhenItRestsAndBesideItWhereWorkWaits) {
  const auto reader = school.reader();  // whoever is the last to close the file settles it: not the pen here
  auto pen = school.writer();
  fill(*pen, 0, 20);
  const auto before = fs::file_size(file);
  pen->tidy(false);
  EXPECT_EQ(fs::file_size(file), before) << "a little is left for later";
  fill(*pen, 20, 6000);
  pen->tidy(true);
  EXPECT_EQ(fs::file_size(file), before) << "while work waits, more may pile up";
  pen->tidy(false);
  const auto rested = fs::file_size(file);
  EXPECT_GT(rested, before);
  fill(*pen, 6000, 30'000);
  pen->tidy(true);
  pen.reset();
  EXPECT_GT(fs::file_size(file), rested) << "what was asked for is done before the settler ends";
}

TEST_F(SqliteFile, ALogThatIsSettledWholeStartsAnew) {
  const auto pen = school.writer();
  fill(*pen, 0, 6000);
  const auto log = fs::file_size(file.string() + "-wal");
  SqliteSettler settler(file, school.options().key.copy());
  EXPECT_EQ(settler.take_settled(), -1) << "nobody asked";
  settler.ask();
  await(settler);
  EXPECT_GT(settler.take_settled(), 250);
  EXPECT_EQ(settler.take_settled(), -1) << "told once";
  fill(*pen, 6000, 6010);
  EXPECT_EQ(fs::file_size(file.string() + "-wal"), log) << "written over its beginning";
}

TEST_F(SqliteFile, TheLogStaysSmallWhilePeopleWriteWithoutARest) {
  const auto pen = school.writer();
  const auto log = [&] { return fs::file_size(file.string() + "-wal"); };
  std::uintmax_t largest = 0;
  for (int i = 0; i < 400; ++i) {
    fill(*pen, i * 2000, (i + 1) * 2000);
    pen->tidy(true);
    largest = std::max(largest, log());
  }
  EXPECT_EQ(ask(*pen, count_all), 800'000);
  EXPECT_LT(largest, 100u << 20) << "64 MiB, and what is written while the settler works; from 94 MiB the pen settles by itself";
  EXPECT_GT(fs::file_size(file), 150u << 20) << "the rest is in the file";
}

TEST_F(SqliteFile, ASettlerThatCannotReadTheFileSaysSoAndTheOthersGoOn) {
  const auto pen = school.writer();
  fill(*pen, 0, 100);
  SqliteSettler settler(file, base::Secret(std::string(32, 'w')));
  settler.ask();
  EXPECT_TRUE(settler.busy());
  await(settler);
  EXPECT_EQ(settler.take_settled(), -1);
  fill(*pen, 100, 200);
  EXPECT_EQ(ask(*pen, count_all), 200);
}

TEST(SqliteStart, RefusesAnOldSqlite) {
  EXPECT_NO_THROW(check_sqlite_version(sqlite3_libversion_number()));
  EXPECT_NO_THROW(check_sqlite_version(3'051'003));
  EXPECT_THROW(check_sqlite_version(3'051'002), CannotStart);
  EXPECT_THROW(check_sqlite_version(3'040'001), CannotStart);
}

TEST(SqliteStart, RefusesNetworkFileSystems) {
  EXPECT_EQ(fitness_of_file_system(0xEF53), FileSystemFitness::fit);
  for (const long unfit : {0x6969L, 0x517BL, 0xFE534D42L, 0xFF534D42L, 0x65735546L, static_cast<long>(static_cast<int>(0xFF534D42))}) {
    EXPECT_EQ(fitness_of_file_system(unfit), FileSystemFitness::unfit) << unfit;
  }
  EXPECT_EQ(fitness_of_file_system(0x794C7630), FileSystemFitness::doubtful);
}

}  // namespace
}  // namespace db
