// Bad days: the process is killed, the disk is full, a write or a flush fails. What was acknowledged is there, once and whole.
#include "base/log.h"
#include "base/random.h"
#include "db/group_writer.h"
#include "db/sqlite_connection.h"
#include "testing/failing_disk.h"
#include "testing/test_databases.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <set>
#include <thread>

namespace db {
namespace {

using base::Result;

// Every entry has two rows: a torn one would show only its first.
constexpr Migration steps[] = {{1, "entries", R"(
CREATE TABLE entry (id INT64 PRIMARY KEY, words TEXT NOT NULL) STRICT;
CREATE TABLE witness (id INT64 PRIMARY KEY REFERENCES entry (id)) STRICT;
)"}};
constexpr Sql add_entry = "INSERT INTO entry (id, words) VALUES (:id, :words)";
constexpr Sql add_witness = "INSERT INTO witness (id) VALUES (:id)";

Result<void> add(WriteConnection& pen, std::int64_t id, std::size_t length = 400) {
  const Bind values[] = {{"id", id}, {"words", std::string(length, 'w')}};
  (void)pen.execute(add_entry, values);
  (void)pen.execute(add_witness, values);
  return {};
}

std::set<std::int64_t> ids(ReadConnection& reader, const Sql& sql) {
  std::set<std::int64_t> found;
  reader.rows(sql, {}, [&](const Row& row) { found.insert(row.integer(0)); });
  return found;
}

/// What is there, every entry with its witness.
std::set<std::int64_t> whole_entries(const Options& options) {
  static constexpr Sql entries = "SELECT id FROM entry";
  static constexpr Sql witnesses = "SELECT id FROM witness";
  const auto reader = open(options)->reader();
  reader->begin_snapshot();
  const auto found = ids(*reader, entries);
  EXPECT_EQ(found, ids(*reader, witnesses)) << "an entry was torn";
  return found;
}

bool has_all(const std::set<std::int64_t>& there, const std::set<std::int64_t>& acknowledged) {
  return std::includes(there.begin(), there.end(), acknowledged.begin(), acknowledged.end());
}

/// Writes from four threads and tells each durable id through the pipe, until it is killed.
[[noreturn]] void write_until_killed(const Options& options, std::int64_t first, int out) {
  const auto school = open(options);
  GroupWriter writer(school->writer(), {});
  std::vector<std::thread> people;
  for (int person = 0; person < 4; ++person) {
    people.emplace_back([&writer, first, person, out] {
      for (std::int64_t id = first + person;; id += 4) {
        if (!writer.run([id](WriteConnection& pen) { return add(pen, id); })) continue;
        if (::write(out, &id, sizeof id) != sizeof id) ::_exit(1);
      }
    });
  }
  for (auto& person : people) person.join();
  ::_exit(1);
}

TEST(Crash, WhatWasAcknowledgedIsThereOnceAfterKill9) {
  constexpr int kills = 50;
  test::TestDatabase school(Engine::sqlite, steps, {"entry", "witness"});
  base::SeededRandom random(20260303);
  std::set<std::int64_t> acknowledged;
  std::size_t unacknowledged = 0;
  for (int round = 0; round < kills; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) write_until_killed(school.options(), (round + 1) * 1'000'000, ends[1]);
    ::close(ends[1]);
    const auto kill_after = 1 + random.below(60);
    std::uint64_t heard = 0;
    std::int64_t id = 0;
    while (::read(ends[0], &id, sizeof id) == sizeof id) {
      EXPECT_TRUE(acknowledged.insert(id).second);
      if (++heard == kill_after) ::kill(child, SIGKILL);  // and then read what it still managed to say
    }
    ::close(ends[0]);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself";
    const auto there = whole_entries(school.options());
    ASSERT_TRUE(has_all(there, acknowledged)) << "in round " << round;
    unacknowledged = there.size() - acknowledged.size();
  }
  EXPECT_GE(acknowledged.size(), 500U);
  // At most the four in flight may be there unheard, each time.
  EXPECT_LE(unacknowledged, 4U * kills);
}

class BadDisk : public ::testing::Test {
 protected:
  BadDisk() { base::log::capture(&log); }
  ~BadDisk() override { base::log::capture(nullptr); }
  std::string log;
};

/// Fails the n-th deed of a little work for n = 1, 2, … until the work no longer comes so far.
void fail_everywhere(test::FailingDisk::Deed deed, int error) {
  int failures = 0;
  for (int n = 1;; n += 1 + n / 3) {
    test::TestDatabase school(Engine::sqlite, steps, {"entry", "witness"});
    std::set<std::int64_t> acknowledged;
    bool failed = false;
    {
      test::FailingDisk disk(deed, error);
      GroupWriter writer(school.writer(), {});
      disk.fail_once(n);
      for (std::int64_t id = 1; id <= 10; ++id) {
        const auto result = writer.run([id](WriteConnection& pen) { return add(pen, id, 120'000); });
        if (result) acknowledged.insert(id);
        EXPECT_TRUE(result || result.error().kind == base::Error::Kind::unavailable);
      }
      failed = disk.has_failed();
      disk.fail_once(0);
      EXPECT_GE(acknowledged.size(), 9U) << "one failure costs one group at most; n = " << n;
      EXPECT_TRUE(writer.run([](WriteConnection& pen) { return add(pen, 1000); })) << "recovery needs no restart; n = " << n;
      acknowledged.insert(1000);
    }
    const auto options = school.options();
    ASSERT_TRUE(has_all(whole_entries(options), acknowledged)) << "n = " << n;
    SqliteConnection again(options.file, options.key, SqlitePurpose::pen, 2048);
    ASSERT_EQ(again.ask("PRAGMA integrity_check"), "ok") << "n = " << n;
    if (!failed) break;
    ++failures;
  }
  EXPECT_GT(failures, 5);
}

TEST_F(BadDisk, AFullDiskAtAnyWriteLosesNothingAcknowledged) { fail_everywhere(test::FailingDisk::Deed::write, ENOSPC); }
TEST_F(BadDisk, AFailedWriteAnywhereLosesNothingAcknowledged) { fail_everywhere(test::FailingDisk::Deed::write, EIO); }
TEST_F(BadDisk, AFailedFlushAnywhereLosesNothingAcknowledged) { fail_everywhere(test::FailingDisk::Deed::sync, EIO); }

TEST_F(BadDisk, AFileThatMayNotGrowRefusesWritesAndReadsGoOn) {
  test::TestDatabase school(Engine::sqlite, steps, {"entry", "witness"});
  struct rlimit before {};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  auto* const old_action = ::signal(SIGXFSZ, SIG_IGN);
  std::set<std::int64_t> acknowledged;
  {
    GroupWriter writer(school.writer(), {});
    const auto save = [&](std::int64_t id) {
      const auto result = writer.run([id](WriteConnection& pen) { return add(pen, id, 20'000); });
      if (result) acknowledged.insert(id);
      EXPECT_TRUE(result || result.error().kind == base::Error::Kind::unavailable);
      return result.has_value();
    };
    auto small = before;
    small.rlim_cur = 512 * 1024;
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    // Opening the file again settles the log and makes some room: full is when five in a row are refused.
    int refused = 0;
    for (std::int64_t id = 1; id < 500 && refused < 5; ++id) refused = save(id) ? 0 : refused + 1;
    EXPECT_EQ(refused, 5) << "the limit never bit";
    EXPECT_GT(acknowledged.size(), 5U);
    EXPECT_TRUE(has_all(whole_entries(school.options()), acknowledged));
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
    EXPECT_TRUE(save(2000)) << "and recovery needs no restart";
  }
  ::signal(SIGXFSZ, old_action);
  EXPECT_EQ(whole_entries(school.options()), acknowledged);
}

TEST_F(BadDisk, AFullDiskRefusesWritesReadsGoOnAndFreedSpaceIsEnough) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can mount a small disk";
  test::TemporaryFolder folder;
  if (::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=3m") != 0) GTEST_SKIP() << "a small disk cannot be mounted here";
  struct Unmount {
    const std::filesystem::path& at;
    ~Unmount() { ::umount2(at.c_str(), MNT_DETACH); }
  } const unmount{folder.path()};

  Options options;
  options.file = folder.path() / "school.db";
  options.key = test::a_key();
  options.create = true;
  options.open_tables = {"entry", "witness"};
  const auto school = open(options);
  EXPECT_NE(log.find("database_on_doubtful_file_system"), std::string::npos);
  migrate(*school->writer(), Engine::sqlite, steps, {});
  const auto ballast = folder.path() / "ballast";
  std::ofstream(ballast) << std::string(1 << 20, 'b');
  std::set<std::int64_t> acknowledged;
  const auto reader = school->reader();
  static constexpr Sql entries = "SELECT id FROM entry";
  {
    GroupWriter writer(school->writer(), {});
    const auto save = [&](std::int64_t id) {
      const auto result = writer.run([id](WriteConnection& pen) { return add(pen, id, 3000); });
      if (result) acknowledged.insert(id);
      EXPECT_TRUE(result || result.error().kind == base::Error::Kind::unavailable);
      return result.has_value();
    };
    std::int64_t id = 1;
    while (id < 5000 && save(id)) ++id;
    EXPECT_GT(id, 50);
    EXPECT_LT(id, 5000) << "the disk never filled";
    for (int again = 0; again < 5; ++again) save(10'000 + again);
    EXPECT_EQ(ids(*reader, entries), acknowledged) << "reads go on";
    std::filesystem::remove(ballast);
    EXPECT_TRUE(save(20'000));
  }
  options.create = false;
  EXPECT_EQ(whole_entries(options), acknowledged);
}

}  // namespace
}  // namespace db
