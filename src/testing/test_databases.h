// Fresh databases for store tests, on both engines from the same source:
//   class NoteStore : public ::testing::TestWithParam<db::Engine> {};
//   INSTANTIATE_TEST_SUITE_P(BothEngines, NoteStore, ::testing::ValuesIn(test::engines_under_test()), test::engine_name);
#pragma once

#include "db/database.h"
#include "db/group_writer.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace test {

/// SQLite and PostgreSQL; only SQLite when the environment says ALONGSIDE_TEST_POSTGRES=none, for a quick inner loop.
std::vector<db::Engine> engines_under_test();
/// "Sqlite" or "Postgres": names the parameter of a test.
std::string engine_name(const ::testing::TestParamInfo<db::Engine>& about);

/// A new empty folder of this process's own, taken away with what is in it when it goes.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The address of a PostgreSQL for this process: ALONGSIDE_TEST_POSTGRES, or a server started in a temporary folder on first use
/// and stopped when the process ends. Its role is no superuser. Throws std::runtime_error when none can be had.
const std::string& postgres_url();

/// The same server as its superuser; empty when the server is not our own.
std::string postgres_superuser_url();

/// One empty database, gone when it goes: an encrypted file in a folder of its own, or a schema of its own.
class TestDatabase {
 public:
  /// Carries the migrations out. `open_tables` as in db::Options.
  explicit TestDatabase(db::Engine engine, std::span<const db::Migration> migrations = {}, std::vector<std::string> open_tables = {});
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  db::Engine engine() const { return options_.engine; }
  db::Database& database() { return *database_; }
  std::unique_ptr<db::ReadConnection> reader() { return database_->reader(); }
  std::unique_ptr<db::WriteConnection> writer() { return database_->writer(); }
  /// As the database was opened, but without `create`: for opening it a second time. The key is copied.
  db::Options options() const;
  const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
  db::Options options_;
  std::unique_ptr<db::Database> database_;
};

/// An empty school's store as the migrations leave it, made once for each process and then lent again and again: a copy of a file, or a
/// schema that is emptied when it comes back. On a server that is not our own each is made anew.
class MigratedStore {
 public:
  /// SQLite: puts the file into `folder`, where a house that opens it finds nothing left to do.
  MigratedStore(db::Engine engine, const std::filesystem::path& folder);
  ~MigratedStore();
  MigratedStore(const MigratedStore&) = delete;
  MigratedStore& operator=(const MigratedStore&) = delete;
  /// PostgreSQL: where it is.
  const std::string& url() const { return url_; }
  const std::string& schema() const { return schema_; }

 private:
  std::string url_, schema_;
};

/// The 32 bytes 0, 1, 2 … 31.
base::Secret a_key();

}  // namespace test
