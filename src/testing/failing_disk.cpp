// Stands in the way of SQLite's write calls, and of fsync and fdatasync, which this definition takes over from the C library.
#include "testing/failing_disk.h"

#include <sqlite3.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <stdexcept>

namespace test {
namespace {

std::atomic<int> writes_left{0}, syncs_left{0};  // deeds until one fails; 0 when none is to
std::atomic<int> error_to_give{0};
std::atomic<bool> failed{false};

bool fails_now(std::atomic<int>& left) {
  if (left.load() <= 0 || left.fetch_sub(1) != 1) return false;
  failed = true;
  errno = error_to_give;
  return true;
}

ssize_t write_or_fail(int file, const void* from, std::size_t length) {
  return fails_now(writes_left) ? -1 : ::write(file, from, length);
}

ssize_t pwrite_or_fail(int file, const void* from, std::size_t length, off_t place) {
  return fails_now(writes_left) ? -1 : ::pwrite(file, from, length, place);
}

void stand_in_the_way(bool stand) {
  sqlite3_initialize();
  sqlite3_vfs* const files = sqlite3_vfs_find("unix");
  if (files == nullptr) throw std::runtime_error("SQLite has no unix files");
  const auto set = [&](const char* name, sqlite3_syscall_ptr call) {
    if (files->xGetSystemCall(files, name) != nullptr) files->xSetSystemCall(files, name, stand ? call : nullptr);
  };
  set("write", reinterpret_cast<sqlite3_syscall_ptr>(&write_or_fail));
  set("pwrite", reinterpret_cast<sqlite3_syscall_ptr>(&pwrite_or_fail));
  set("pwrite64", reinterpret_cast<sqlite3_syscall_ptr>(&pwrite_or_fail));
}

FailingDisk::Deed ordered_deed = FailingDisk::Deed::write;

}  // namespace

FailingDisk::FailingDisk(Deed deed, int error) {
  ordered_deed = deed;
  error_to_give = error;
  failed = false;
  stand_in_the_way(true);
}

FailingDisk::~FailingDisk() {
  writes_left = syncs_left = 0;
  stand_in_the_way(false);
}

void FailingDisk::fail_once(int n) {
  failed = false;
  (ordered_deed == Deed::write ? writes_left : syncs_left) = n;
}

bool FailingDisk::has_failed() const { return failed; }

bool sync_fails_now();
bool sync_fails_now() { return fails_now(syncs_left); }

}  // namespace test

extern "C" int fsync(int file) { return test::sync_fails_now() ? -1 : static_cast<int>(::syscall(SYS_fsync, file)); }
extern "C" int fdatasync(int file) { return test::sync_fails_now() ? -1 : static_cast<int>(::syscall(SYS_fdatasync, file)); }
