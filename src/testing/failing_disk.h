// A disk that fails when a test says so: SQLite's writes, or this program's flushes.
#pragma once

namespace test {

/// While it lives, the n-th deed fails as ordered. One at a time in a process; nothing fails before `fail_once`.
class FailingDisk {
 public:
  enum class Deed {
    write,  ///< what SQLite writes to its files
    sync,   ///< fsync(2) and fdatasync(2) of the whole program
  };
  /// `error` is an errno: ENOSPC, EIO…
  FailingDisk(Deed deed, int error);
  ~FailingDisk();
  FailingDisk(const FailingDisk&) = delete;
  FailingDisk& operator=(const FailingDisk&) = delete;

  /// The n-th deed from now fails, counted from 1; those before and after do what they should.
  void fail_once(int n);
  /// True when the ordered failure has happened.
  bool has_failed() const;
};

}  // namespace test
