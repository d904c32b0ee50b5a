// That the wall stands: what a decoder talked into something would try ends the process, and what it needs does not.
#include "record/picture_cage.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>

namespace record {
namespace {

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

/// How a child ends that goes behind the wall and then does `deed`: its status as waitpid gives it.
template <class Deed>
int after(Deed deed) {
  const auto child = ::fork();
  if (child == 0) {
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !allow_only_thinking()) ::_exit(9);
    deed();
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

bool was_ended(int status) { return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS; }

TEST(PictureCage, LetsAProcessThinkTakeMemoryAndEnd) {
  const auto status = after([] {
    auto* room = ::mmap(nullptr, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    std::memset(room, 1, 1 << 20);
    ::munmap(room, 1 << 20);
    [[maybe_unused]] const auto put = ::write(-1, "x", 1);
  });
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
}

TEST(PictureCage, EndsAProcessThatOpensConnectsStartsOrSignals) {
  EXPECT_TRUE(was_ended(after([] { [[maybe_unused]] const int file = ::open("/etc/hostname", O_RDONLY); })));
  EXPECT_TRUE(was_ended(after([] { (void)::socket(AF_INET, SOCK_STREAM, 0); })));
  EXPECT_TRUE(was_ended(after([] { (void)::syscall(SYS_execve, "/bin/true", nullptr, nullptr); })));
  EXPECT_TRUE(was_ended(after([] { (void)::syscall(SYS_kill, 1, 0); })));
  EXPECT_TRUE(was_ended(after([] { (void)::syscall(SYS_clone, 0, nullptr, nullptr, nullptr, nullptr); })));
}

TEST(PictureCage, GivesNoMemoryThatCouldBeRunOrIsAFile) {
  EXPECT_TRUE(was_ended(after([] { (void)::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); })));
  EXPECT_TRUE(was_ended(after([] { (void)::mmap(nullptr, 4096, PROT_READ, MAP_PRIVATE, 0, 0); })));
  EXPECT_TRUE(was_ended(after([] {
    auto* room = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    (void)::mprotect(room, 4096, PROT_READ | PROT_EXEC);
  })));
}

#endif

}  // namespace
}  // namespace record
