// Copies the write-ahead log into the file on a thread of its own, so that people who write need not wait for it.
#pragma once

#include "base/secret.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

namespace db {

/// Works beside the pen while people write. What cannot be settled now is left for the next time, or for the pen.
class SqliteSettler {
 public:
  SqliteSettler(std::filesystem::path file, base::Secret key);
  /// Ends after the settling that was asked for.
  ~SqliteSettler();
  SqliteSettler(const SqliteSettler&) = delete;
  SqliteSettler& operator=(const SqliteSettler&) = delete;

  /// Asks for one settling and returns at once. Nothing while one is under way.
  void ask();
  /// True while a settling is asked for or under way.
  bool busy() const;
  /// Pages of the log that the last settling left copied. Each finding is told once: -1 where there is no new one.
  int take_settled();

 private:
  void work();

  const std::filesystem::path file_;
  const base::Secret key_;
  mutable std::mutex guard_;
  std::condition_variable wake_;
  int settled_ = -1;
  bool asked_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace db
