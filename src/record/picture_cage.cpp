// A seccomp filter written out by hand: about thirty instructions, so no library is needed for it.
#include "record/picture_cage.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace record {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t this_machine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t this_machine = AUDIT_ARCH_AARCH64;
#else
#error "The picture worker's filter does not know this machine: add its AUDIT_ARCH here."
#endif

constexpr std::uint16_t load = BPF_LD | BPF_W | BPF_ABS;
constexpr std::uint16_t equal = BPF_JMP | BPF_JEQ | BPF_K;
[[maybe_unused]] constexpr std::uint16_t at_least = BPF_JMP | BPF_JGE | BPF_K;
constexpr std::uint16_t any_bit = BPF_JMP | BPF_JSET | BPF_K;
constexpr std::uint16_t answer = BPF_RET | BPF_K;
constexpr std::uint32_t number = offsetof(seccomp_data, nr);
constexpr std::uint32_t machine = offsetof(seccomp_data, arch);
/// The low half of an argument: both machines keep it first.
constexpr std::uint32_t argument(std::size_t place) { return static_cast<std::uint32_t>(offsetof(seccomp_data, args) + 8 * place); }

/// Reading, writing, ending, and memory for the answer.
constexpr std::array<std::uint32_t, 9> plain = {SYS_read,   SYS_write,  SYS_exit_group, SYS_exit,     SYS_brk,
                                                SYS_munmap, SYS_mremap, SYS_madvise,    SYS_rt_sigreturn};
/// Memory that could be run is never given.
constexpr std::array<std::uint32_t, 2> memory = {SYS_mmap, SYS_mprotect};
constexpr std::size_t protection = 2;  ///< the place of `prot` in both
constexpr std::size_t flags = 3;       ///< of `flags` in mmap

std::vector<sock_filter> the_filter() {
  constexpr std::uint32_t end = SECCOMP_RET_KILL_PROCESS, go_on = SECCOMP_RET_ALLOW;
  std::vector<sock_filter> out = {BPF_STMT(load, machine), BPF_JUMP(equal, this_machine, 1, 0), BPF_STMT(answer, end), BPF_STMT(load, number)};
#if defined(__x86_64__)
  // The other numbering of the same machine (x32) begins here.
  out.insert(out.end(), {BPF_JUMP(at_least, 0x40000000U, 0, 1), BPF_STMT(answer, end)});
#endif
  for (const auto call : plain) out.insert(out.end(), {BPF_JUMP(equal, call, 0, 1), BPF_STMT(answer, go_on)});
  for (const auto call : memory) {
    if (call == SYS_mmap) {
      // Of no file, and not to be run.
      out.insert(out.end(), {BPF_JUMP(equal, call, 0, 6), BPF_STMT(load, argument(flags)), BPF_JUMP(any_bit, MAP_ANONYMOUS, 0, 3),
                             BPF_STMT(load, argument(protection)), BPF_JUMP(any_bit, PROT_EXEC, 1, 0), BPF_STMT(answer, go_on), BPF_STMT(answer, end)});
    } else {
      out.insert(out.end(), {BPF_JUMP(equal, call, 0, 4), BPF_STMT(load, argument(protection)), BPF_JUMP(any_bit, PROT_EXEC, 1, 0),
                             BPF_STMT(answer, go_on), BPF_STMT(answer, end)});
    }
  }
  out.push_back(BPF_STMT(answer, end));
  return out;
}

}  // namespace

bool allow_only_thinking() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return true;
#else
  auto filter = the_filter();
  const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
  return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
#endif
}

}  // namespace record
