// Measures the db floor: durable writes against the disk's own flush rate, and a page of 50 rows against bare SQLite.
//   alongside_db_bench FOLDER [postgres://…]      FOLDER is on the disk to be measured
#include "db/group_writer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::duration;

constexpr int pupils = 1000, notes_each = 200, notes_on_a_page = 50;

constexpr db::Migration steps[] = {{1, "notes", R"(
CREATE TABLE note (id INT64 PRIMARY KEY, pupil BYTES NOT NULL, class INT64 NOT NULL, at INT64 NOT NULL, words TEXT NOT NULL) STRICT;
CREATE INDEX note_of_pupil ON note (pupil, at, id);
--postgres
ALTER TABLE note ENABLE ROW LEVEL SECURITY;
ALTER TABLE note FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON note USING (alongside_pen() OR may_see(pupil, class));
--end
CREATE VIEW seen_note AS SELECT id, pupil, class, at, words FROM note WHERE may_see(pupil, class);
)"}};

constexpr db::Sql open_page = "SELECT id, class, at, words FROM note WHERE pupil = :pupil ORDER BY at DESC, id DESC LIMIT 50";
constexpr db::Sql seen_page = "SELECT id, class, at, words FROM seen_note WHERE pupil = :pupil ORDER BY at DESC, id DESC LIMIT 50";

base::Bytes16 pupil_id(int number) {
  base::Bytes16 id{};
  id[0] = std::byte{1};
  id[14] = static_cast<std::byte>(number >> 8);
  id[15] = static_cast<std::byte>(number);
  return id;
}

double seconds_since(Clock::time_point start) { return duration<double>(Clock::now() - start).count(); }

double percentile(std::vector<double>& values, double share) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// 8 KiB written to the same place and flushed, for a second: what one commit at a time could reach at best.
double raw_flush_rate(const std::filesystem::path& folder) {
  const auto path = folder / "flush";
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  const std::string block(8192, 'x');
  if (file < 0 || ::pwrite(file, block.data(), block.size(), 0) < 0 || ::fsync(file) != 0) std::abort();
  int flushes = 0;
  const auto start = Clock::now();
  while (seconds_since(start) < 1) {
    if (::pwrite(file, block.data(), block.size(), 0) < 0 || ::fdatasync(file) != 0) std::abort();
    ++flushes;
  }
  const double rate = flushes / seconds_since(start);
  ::close(file);
  std::filesystem::remove(path);
  return rate;
}

void add_note(db::WriteConnection& pen, std::int64_t id, int pupil) {
  static constexpr db::Sql add = "INSERT INTO note (id, pupil, class, at, words) VALUES (:id, :pupil, :class, :at, :words)";
  static const std::string words(400, 'w');
  const std::array<db::Bind, 5> values{{{"id", id}, {"pupil", pupil_id(pupil)}, {"class", 3}, {"at", id}, {"words", words}}};
  (void)pen.execute(add, values);
}

void measure_writes(db::Database& school, std::string_view engine, int threads, double flushes) {
  static std::atomic<std::int64_t> next_id{10'000'000};
  db::GroupWriter writer(school.writer(), {});
  std::vector<std::vector<double>> waits(static_cast<std::size_t>(threads));
  std::vector<std::thread> people;
  const auto start = Clock::now();
  for (int t = 0; t < threads; ++t) {
    people.emplace_back([&, t] {
      while (seconds_since(start) < 3) {
        const auto id = ++next_id;
        const auto asked = Clock::now();
        if (!writer.run([id](db::WriteConnection& pen) {
              add_note(pen, id, static_cast<int>(id % pupils));
              return base::Result<void>();
            })) {
          std::abort();
        }
        waits[static_cast<std::size_t>(t)].push_back(seconds_since(asked) * 1000);
      }
    });
  }
  for (auto& person : people) person.join();
  const double took = seconds_since(start);
  std::vector<double> all;
  for (const auto& some : waits) all.insert(all.end(), some.begin(), some.end());
  const double rate = static_cast<double>(all.size()) / took;
  fmt::print("{:<9} durable notes, {:>2} at once   {:>8.0f} a second  p50 {:.2f} ms  p99 {:.2f} ms   {:.2f} times the flush rate\n", engine, threads,
             rate, percentile(all, 0.5), percentile(all, 0.99), rate / flushes);
}

void fill(db::Database& school) {
  const auto pen = school.writer();
  std::int64_t id = 0;
  for (int round = 0; round < notes_each; ++round) {
    pen->begin();
    for (int pupil = 0; pupil < pupils; ++pupil) add_note(*pen, ++id, pupil);
    pen->commit();
    pen->tidy(false);
  }
}

template <class Page>
void measure_pages(std::string_view what, Page page) {
  std::vector<double> took;
  std::size_t read = 0;
  for (int i = 0; i < 8000; ++i) {
    const auto start = Clock::now();
    read += page(i * 7 % pupils);
    if (i >= 1000) took.push_back(seconds_since(start) * 1e6);
  }
  if (read < 8000U * notes_on_a_page) std::abort();
  fmt::print("{:<40} p50 {:>7.1f} µs  p99 {:>7.1f} µs\n", what, percentile(took, 0.5), percentile(took, 0.99));
}

void measure_reads(db::Database& school, std::string_view engine) {
  const auto reader = school.reader();
  const auto page = [&](const db::Sql& sql, int pupil) {
    const std::array<db::Bind, 1> values{{{"pupil", pupil_id(pupil)}}};
    std::size_t rows = 0, length = 0;
    reader->rows(sql, values, [&](const db::Row& row) {
      length += static_cast<std::size_t>(row.integer(0) + row.integer(1) + row.integer(2)) + row.text(3).size();
      ++rows;
    });
    return length > 0 ? rows : 0;
  };
  auto sight = std::make_shared<db::Sight>();
  sight->everyone = 1U << 3;
  sight->fingerprint = 1;
  reader->look_as(sight);
  measure_pages(fmt::format("{} page of 50 from the table", engine), [&](int pupil) { return page(open_page, pupil); });
  measure_pages(fmt::format("{} page of 50 through the view", engine), [&](int pupil) { return page(seen_page, pupil); });
  auto listed = std::make_shared<db::Sight>();
  for (int pupil = 0; pupil < pupils; pupil += 2) listed->pupils.push_back({pupil_id(pupil), 1U << 3});
  listed->everyone = 1U << 3;
  listed->fingerprint = 2;
  reader->look_as(listed);
  measure_pages(fmt::format("{} page, 500 pupils listed", engine), [&](int pupil) { return page(seen_page, pupil); });
  std::uint64_t fingerprint = 2;
  measure_pages(fmt::format("{} page, a new sight each time", engine), [&](int pupil) {
    auto fresh = std::make_shared<db::Sight>(*listed);
    fresh->fingerprint = ++fingerprint;
    reader->look_as(std::move(fresh));
    return page(seen_page, pupil);
  });
}

/// The same page by SQLite's own calls, on the same encrypted file.
void measure_bare_sqlite(const std::filesystem::path& file, const base::Secret& key) {
  sqlite3* handle = nullptr;
  sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
  sqlite3mc_config(handle, "cipher", sqlite3mc_cipher_index("aegis"));
  const auto raw = "raw:" + std::string(key.reveal_text());
  sqlite3_key(handle, raw.data(), static_cast<int>(raw.size()));
  sqlite3_exec(handle, "PRAGMA cache_size=-4096", nullptr, nullptr, nullptr);
  sqlite3_stmt* statement = nullptr;
  const auto text = open_page.text();
  sqlite3_prepare_v3(handle, text.data(), static_cast<int>(text.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  measure_pages("SQLite    bare calls, the same page", [&](int pupil) {
    const auto id = pupil_id(pupil);
    sqlite3_bind_blob(statement, 1, id.data(), 16, SQLITE_STATIC);
    std::size_t rows = 0, length = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
      length += static_cast<std::size_t>(sqlite3_column_int64(statement, 0) + sqlite3_column_int64(statement, 1) + sqlite3_column_int64(statement, 2));
      (void)sqlite3_column_text(statement, 3);
      length += static_cast<std::size_t>(sqlite3_column_bytes(statement, 3));
      ++rows;
    }
    sqlite3_reset(statement);
    return length > 0 ? rows : 0;
  });
  sqlite3_finalize(statement);
  sqlite3_close(handle);
}

void measure(db::Options options, std::string_view engine, double flushes) {
  options.create = true;
  options.open_tables = {"note"};
  const auto school = db::open(options);
  (void)db::migrate(*school->writer(), options.engine, steps, {});
  fill(*school);
  if (options.engine == db::Engine::sqlite) measure_bare_sqlite(options.file, options.key);
  measure_reads(*school, engine);
  for (const int threads : {1, 8, 64}) measure_writes(*school, engine, threads, flushes);
}

}  // namespace

int main(int count, char** words) {
  if (count < 2 || std::string_view(words[1]) == "--help") {
    fmt::print("alongside_db_bench FOLDER [postgres://…]\nMeasures writes and reads in FOLDER, which must be empty, and in a PostgreSQL.\n");
    return count < 2 ? 2 : 0;
  }
  const std::filesystem::path folder = words[1];
  const double flushes = raw_flush_rate(folder);
  fmt::print("this disk: {:.0f} flushes of 8 KiB a second\n", flushes);
  db::Options sqlite;
  sqlite.file = folder / "bench.db";
  sqlite.key = base::Secret(base::Bytes(32, std::byte{7}));
  measure(std::move(sqlite), "SQLite   ", flushes);
  if (count > 2) {
    db::Options postgres;
    postgres.engine = db::Engine::postgres;
    postgres.url = words[2];
    postgres.schema = fmt::format("bench_{}", ::getpid());
    measure(std::move(postgres), "PostgreSQL", flushes);
  }
}
