// The settler's thread and its own handle, which can do nothing but read and settle.
#include "db/sqlite_settler.h"

#include "base/log.h"
#include "db/database.h"
#include "db/sqlite_connection.h"

#include <chrono>
#include <memory>

namespace db {
namespace {

constexpr std::int64_t cache_kib = 64;  // settling uses none
constexpr auto pause_after_failure = std::chrono::seconds(1);

void log_failure(std::int64_t code) { base::log::error("checkpoint_failed", {{"code", code}}); }

}  // namespace

SqliteSettler::SqliteSettler(std::filesystem::path file, base::Secret key)
    : file_(std::move(file)), key_(std::move(key)), thread_([this] { work(); }) {}

SqliteSettler::~SqliteSettler() {
  {
    const std::scoped_lock lock(guard_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void SqliteSettler::ask() {
  {
    const std::scoped_lock lock(guard_);
    if (asked_) return;
    asked_ = true;
  }
  wake_.notify_one();
}

bool SqliteSettler::busy() const {
  const std::scoped_lock lock(guard_);
  return asked_;
}

int SqliteSettler::take_settled() {
  const std::scoped_lock lock(guard_);
  return std::exchange(settled_, -1);
}

void SqliteSettler::work() {
  std::unique_ptr<SqliteConnection> connection;
  std::unique_lock lock(guard_);
  for (;;) {
    wake_.wait(lock, [&] { return stopping_ || asked_; });
    if (!asked_) return;  // stopping
    lock.unlock();
    int settled = -1;
    bool failed = false;
    try {
      if (!connection) connection = std::make_unique<SqliteConnection>(file_, key_, SqlitePurpose::settler, cache_kib);
      int in_log = 0;
      const int code = sqlite3_wal_checkpoint_v2(connection->handle(), "main", SQLITE_CHECKPOINT_PASSIVE, &in_log, &settled);
      failed = code != SQLITE_OK && code != SQLITE_BUSY;
      if (failed) log_failure(code);
    } catch (const DatabaseError& error) {
      failed = true;
      log_failure(static_cast<std::int64_t>(error.kind()));
    } catch (const CannotStart&) {
      failed = true;
      log_failure(-1);
    }
    if (failed) {
      connection.reset();  // not trusted again
      settled = -1;
    }
    lock.lock();
    // The pen goes on asking: a full disk is neither tried nor told a hundred times a second.
    if (failed) wake_.wait_for(lock, pause_after_failure, [&] { return stopping_; });
    settled_ = settled;
    asked_ = false;
  }
}

}  // namespace db
