// Readers, the pen, and opening a school's file.
#include "db/sqlite_database.h"

#include "base/log.h"
#include "db/relations_named.h"
#include "db/sqlite_connection.h"
#include "db/sqlite_file.h"
#include "db/sqlite_guard.h"
#include "db/sqlite_settler.h"

#include <fmt/format.h>

#include <unordered_map>

namespace db {
namespace {

constexpr std::int64_t pen_cache_kib = 2048;
constexpr int checkpoint_when_idle = 250;      // pages of 4 KiB waiting in the log: 1 MiB
constexpr int checkpoint_when_busy = 1000;     // 4 MiB: then the settler is asked, and people who write need not wait
constexpr int start_anew_from = 16'000;        // 64 MiB: from here the settler is asked again at once, until so little is left
constexpr int last_bite = 200;                 // that the pen settles it itself, and the log starts anew
constexpr int wait_for_readers_from = 24'000;  // 94 MiB: from here the pen waits a moment for readers, so that the log can restart

class SqliteReader final : public ReadConnection {
 public:
  SqliteReader(const Options& options, const base::Secret& key)
      : connection_(options.file, key, SqlitePurpose::reader, options.reader_cache_kib),
        guard_(connection_, SqliteGuard::Side::reader, options.open_tables) {}
  ~SqliteReader() override { end_snapshot(); }

  void look_as(std::shared_ptr<const Sight> sight) override {
    somebody_looks_ = sight != nullptr;
    guard_.look_as(std::move(sight));
  }

  void rows(const Sql& sql, Binds binds, const RowReader& each) override {
    auto known = checked_.find(sql.text().data());
    if (known == checked_.end()) {
      SqliteGuard::check_names(sql.text());
      known = checked_.emplace(sql.text().data(), names_a_guarded_view(sql.text())).first;
    }
    if (known->second && !somebody_looks_) throw DatabaseError(DatabaseError::Kind::denied, nobody_looks);
    connection_.rows(sql, binds, each);
  }

  void begin_snapshot() override {
    if (connection_.in_transaction()) return;
    const SqliteGuard::OwnWords own(guard_);
    static constexpr Sql begin = "BEGIN";
    connection_.command(begin);
  }

  void end_snapshot() noexcept override {
    if (!connection_.in_transaction()) return;
    try {
      const SqliteGuard::OwnWords own(guard_);
      static constexpr Sql end = "ROLLBACK";
      connection_.command(end);
    } catch (const std::exception&) {
      base::log::warning("snapshot_not_ended");
    }
  }

 private:
  SqliteConnection connection_;
  SqliteGuard guard_;
  std::unordered_map<const char*, bool> checked_;  // statements whose names were looked at, and whether they read a guarded view; each is a literal
  bool somebody_looks_ = false;
};

class SqlitePen final : public WriteConnection {
 public:
  SqlitePen(std::filesystem::path file, base::Secret key) : file_(std::move(file)), key_(std::move(key)) { reopen(); }

  std::int64_t execute(const Sql& sql, Binds binds) override {
    return watched([&] { return connection_->execute(sql, binds); });
  }
  void rows(const Sql& sql, Binds binds, const RowReader& each) override {
    watched([&] { connection_->rows(sql, binds, each); });
  }
  void run_script(std::string_view script) override {
    watched([&] { connection_->run_script(script); });
  }
  void begin() override {
    if (suspect_) reopen();
    static constexpr Sql begin = "BEGIN IMMEDIATE";
    watched([&] { connection_->command(begin); });
    begun_ = true;
  }
  void commit() override {
    static constexpr Sql commit = "COMMIT";
    watched([&] { connection_->command(commit); });
    begun_ = false;
  }
  void rollback() noexcept override {
    begun_ = false;
    if (!connection_ || !connection_->in_transaction()) return;
    try {
      static constexpr Sql rollback = "ROLLBACK";
      connection_->command(rollback);
    } catch (const std::exception&) {
      suspect_ = true;  // closing the handle rolls back
    }
  }
  void savepoint() override {
    static constexpr Sql savepoint = "SAVEPOINT job";
    watched([&] { connection_->command(savepoint); });
  }
  void release() override {
    static constexpr Sql release = "RELEASE job";
    watched([&] { connection_->command(release); });
  }
  void rollback_to_savepoint() override {
    static constexpr Sql back = "ROLLBACK TO job";
    static constexpr Sql release = "RELEASE job";
    watched([&] {
      connection_->command(back);
      connection_->command(release);
    });
  }
  void tidy(bool work_waits) noexcept override;

 private:
  /// Runs one deed. SQLite may end a transaction by itself when the disk is full or fails: then nothing more of it may be
  /// written, for each statement would commit alone. After a failing disk the handle is not trusted again.
  template <class Deed>
  auto watched(Deed deed) -> decltype(deed()) {
    if (!connection_ || suspect_) throw DatabaseError(DatabaseError::Kind::connection, "the database has to be opened again");
    if (begun_ && !connection_->in_transaction()) {
      throw DatabaseError(DatabaseError::Kind::connection, "the transaction was rolled back by the engine");
    }
    try {
      return deed();
    } catch (const DatabaseError& error) {
      if (error.kind() == DatabaseError::Kind::connection || error.kind() == DatabaseError::Kind::damaged) suspect_ = true;
      throw;
    }
  }
  void reopen();
  void settle(int checkpoint_mode) noexcept;

  std::filesystem::path file_;
  base::Secret key_;
  std::unique_ptr<SqliteSettler> settler_;  // there once people write faster than the log can be settled between two commits
  std::unique_ptr<SqliteConnection> connection_;
  std::unique_ptr<SqliteGuard> guard_;
  int pages_in_log_ = 0;   // as the last commit left it
  int pages_settled_ = 0;  // of those, copied into the file
  int wait_for_readers_at_ = wait_for_readers_from;
  int start_anew_at_ = start_anew_from;
  bool begun_ = false;
  bool suspect_ = false;
};

void SqlitePen::reopen() {
  guard_.reset();
  connection_.reset();
  begun_ = false;
  suspect_ = true;
  try {
    connection_ = std::make_unique<SqliteConnection>(file_, key_, SqlitePurpose::pen, pen_cache_kib);
    guard_ = std::make_unique<SqliteGuard>(*connection_, SqliteGuard::Side::pen, std::vector<std::string>{});
  } catch (...) {
    guard_.reset();
    connection_.reset();
    throw;
  }
  sqlite3_wal_hook(
      connection_->handle(),
      [](void* pages, sqlite3*, const char*, int now) {
        *static_cast<int*>(pages) = now;
        return SQLITE_OK;
      },
      &pages_in_log_);
  suspect_ = false;
}

void SqlitePen::tidy(bool work_waits) noexcept {
  if (!connection_ || suspect_ || connection_->in_transaction()) return;
  if (settler_) {
    if (const int settled = settler_->take_settled(); settled >= 0) pages_settled_ = settled;
  }
  if (pages_in_log_ < pages_settled_) {  // the log started anew
    pages_settled_ = 0;
    wait_for_readers_at_ = wait_for_readers_from;
    start_anew_at_ = start_anew_from;
  }
  const int unsettled = pages_in_log_ - pages_settled_;
  if (pages_in_log_ >= wait_for_readers_at_) {
    // Where somebody reads for long, people who write wait once, not at each settling.
    wait_for_readers_at_ = pages_in_log_ + checkpoint_when_busy;
    sqlite3_busy_timeout(connection_->handle(), 100);
    settle(SQLITE_CHECKPOINT_RESTART);
    sqlite3_busy_timeout(connection_->handle(), 5000);
    return;
  }
  if (settler_ && settler_->busy()) return;
  const bool grown = pages_in_log_ >= start_anew_at_;
  if (grown && unsettled < last_bite) {
    start_anew_at_ = pages_in_log_ + checkpoint_when_busy;  // a reader may hold it back: not tried at each commit
    settle(SQLITE_CHECKPOINT_PASSIVE);
    return;
  }
  if (unsettled < (grown ? last_bite : work_waits ? checkpoint_when_busy : checkpoint_when_idle)) return;
  if (!work_waits && !settler_) {  // a school that never writes so fast needs no settler, nor its memory
    settle(SQLITE_CHECKPOINT_PASSIVE);
    return;
  }
  try {
    if (!settler_) settler_ = std::make_unique<SqliteSettler>(file_, key_.copy());
    settler_->ask();
  } catch (const std::exception&) {  // no thread to be had
    settle(SQLITE_CHECKPOINT_PASSIVE);
  }
}

void SqlitePen::settle(int checkpoint_mode) noexcept {
  int in_log = 0, settled = 0;
  const int code = sqlite3_wal_checkpoint_v2(connection_->handle(), "main", checkpoint_mode, &in_log, &settled);
  if (code == SQLITE_OK || code == SQLITE_BUSY) {
    if (settled >= 0) pages_settled_ = settled;
    return;
  }
  base::log::error("checkpoint_failed", {{"code", static_cast<std::int64_t>(code)}});
  const auto kind = kind_of_sqlite_error(code);
  if (kind == DatabaseError::Kind::connection || kind == DatabaseError::Kind::damaged) suspect_ = true;
}

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(const Options& options) {
    options_.file = options.file;
    options_.key = options.key.copy();
    options_.open_tables = options.open_tables;
    options_.reader_cache_kib = options.reader_cache_kib;
  }
  Engine engine() const override { return Engine::sqlite; }
  std::unique_ptr<ReadConnection> reader() override { return std::make_unique<SqliteReader>(options_, options_.key); }
  std::unique_ptr<WriteConnection> writer() override {
    return std::make_unique<SqlitePen>(options_.file, options_.key.copy());
  }
  void backup(const std::filesystem::path& to) override { copy_sqlite(options_.file, options_.key, to); }

 private:
  Options options_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const Options& options) {
  check_sqlite_version(sqlite3_libversion_number());
  if (options.key.reveal().size() != 32) {
    throw CannotStart("The key of the database is not 32 bytes long. Check the key file: put back the one made with the database.");
  }
  check_file_system(options.file);
  prepare_file(options.file, options.create);
  try {
    // Opens it once as the pen would, so that a wrong key or a bad disk is told now and not at the first write.
    const SqliteConnection probe(options.file, options.key, SqlitePurpose::pen, options.reader_cache_kib);
    if (options.create) sync_folder_of(options.file);
  } catch (const DatabaseError& error) {
    throw CannotStart(fmt::format("{} cannot be opened: {}. Check that the disk is not full, that the file belongs to the user "
                                  "Alongside runs as, and that no other program holds it.",
                                  options.file.string(), error.what()));
  }
  return std::make_unique<SqliteDatabase>(options);
}

}  // namespace db
