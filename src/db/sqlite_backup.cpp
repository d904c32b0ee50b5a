// The copy of a school's file made while others go on writing.
#include "db/sqlite_connection.h"
#include "db/sqlite_database.h"
#include "db/sqlite_file.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace db {
namespace {

/// Takes the half-made copy away, and what SQLite may have put beside it.
struct HalfMade {
  std::filesystem::path file;
  bool kept = false;
  ~HalfMade() {
    if (kept) return;
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    std::filesystem::remove(file.string() + "-journal", ignored);
  }
};

}  // namespace

void copy_sqlite(const std::filesystem::path& from, const base::Secret& key, const std::filesystem::path& to) {
  HalfMade half{to.string() + ".part"};
  std::error_code ignored;
  std::filesystem::remove(half.file, ignored);
  const int made = ::open(half.file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (made < 0) {
    throw DatabaseError(DatabaseError::Kind::connection, fmt::format("{} cannot be made: {}", half.file.string(), std::strerror(errno)));
  }
  ::close(made);
  {
    const SqliteConnection source(from, key, SqlitePurpose::reader, 2048);
    const SqliteConnection target(half.file, key, SqlitePurpose::backup_target, 2048);
    // In one step: a reader's snapshot holds still, so the copy need not start again whenever somebody writes.
    sqlite3_backup* const backup = sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
    if (!backup) throw_sqlite_error(target.handle(), sqlite3_errcode(target.handle()), ErrorWords::keep);
    const int stepped = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (stepped != SQLITE_DONE) throw_sqlite_error(target.handle(), stepped, ErrorWords::keep);
    if (finished != SQLITE_OK) throw_sqlite_error(target.handle(), finished, ErrorWords::keep);
  }
  sync_file(half.file);
  if (::rename(half.file.c_str(), to.c_str()) != 0) {
    throw DatabaseError(DatabaseError::Kind::connection, fmt::format("{} cannot be named: {}", to.string(), std::strerror(errno)));
  }
  half.kept = true;
  sync_folder_of(to);
}

}  // namespace db
