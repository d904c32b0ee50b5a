// The process that decoders run in: how it binds itself, and how it is started, fed and ended.
#include "base/posix_names.h"
#include "record/picture.h"
#include "record/picture_cage.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace record {
namespace {

constexpr std::size_t most_output = 48 * 1024 * 1024;

/// A descriptor that is closed when it goes.
class Handle {
 public:
  explicit Handle(int fd) : fd_(fd) {
    if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "a descriptor for the picture worker");
  }
  ~Handle() { ::close(fd_); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  int fd() const { return fd_; }

 private:
  int fd_;
};

void bound(int what, rlim_t most) {
  const rlimit limit{most, most};
  if (::setrlimit(static_cast<__rlimit_resource>(what), &limit) != 0) ::_exit(3);
}

/// From here on the process may think and answer, and nothing else.
void bind_worker() {
#if !defined(__SANITIZE_ADDRESS__)  // it reserves more addresses than any machine has
  bound(RLIMIT_AS, rlim_t{512} << 20);
#endif
  bound(RLIMIT_CPU, 10);
  bound(RLIMIT_FSIZE, 0);
  bound(RLIMIT_CORE, 0);
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) ::_exit(3);
  if (::close_range(3, ~0U, 0) != 0) ::_exit(3);
  bound(RLIMIT_NOFILE, 3);
  if (!allow_only_thinking()) ::_exit(3);
}

std::string read_all(int fd) {
  std::string out;
  std::array<char, 65536> part;
  for (;;) {
    const auto got = ::read(fd, part.data(), part.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return out;
    out.append(part.data(), static_cast<std::size_t>(got));
  }
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

class Worker {
 public:
  Worker(const std::filesystem::path& program, int seconds) : clock_(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
      throw std::system_error(errno, std::generic_category(), "a socket for the picture worker");
    ours_.emplace(ends[0]);
    const Handle theirs(ends[1]);
    const itimerspec end{{0, 0}, {seconds, 0}};
    ::timerfd_settime(clock_.fd(), 0, &end, nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, theirs.fd(), 0);
    ::posix_spawn_file_actions_adddup2(&actions, theirs.fd(), 1);
    std::string name = "alongside", word = "picture-worker";
    std::array<char*, 3> words = {name.data(), word.data(), nullptr};
    std::array<char*, 1> nothing = {nullptr};
    const int failed = ::posix_spawn(&pid_, program.c_str(), &actions, nullptr, words.data(), nothing.data());
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) throw std::system_error(failed, std::generic_category(), "the picture worker did not start");
  }
  ~Worker() { finish(); }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Sends the picture and takes the answer, both at once. Nothing when it broke off, took too long or said too much.
  std::optional<std::string> ask(std::string_view bytes) {
    std::string out;
    std::array<char, 65536> part;
    if (bytes.empty()) ::shutdown(ours_->fd(), SHUT_WR);
    for (;;) {
      std::array<pollfd, 2> watched = {{{ours_->fd(), static_cast<short>(POLLIN | (bytes.empty() ? 0 : POLLOUT)), 0}, {clock_.fd(), POLLIN, 0}}};
      if (::poll(watched.data(), watched.size(), -1) < 0) {
        if (errno == EINTR) continue;
        return std::nullopt;
      }
      if (watched[1].revents != 0) return std::nullopt;
      if (!bytes.empty() && (watched[0].revents & POLLOUT) != 0) {
        const auto put = ::send(ours_->fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (put < 0 && errno != EAGAIN && errno != EINTR) return std::nullopt;
        if (put > 0) bytes.remove_prefix(static_cast<std::size_t>(put));
        if (bytes.empty()) ::shutdown(ours_->fd(), SHUT_WR);
      }
      if ((watched[0].revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
        const auto got = ::recv(ours_->fd(), part.data(), part.size(), MSG_DONTWAIT);
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (got < 0) return std::nullopt;
        if (got == 0) break;
        out.append(part.data(), static_cast<std::size_t>(got));
        if (out.size() > most_output) return std::nullopt;
      }
    }
    is_done_ = true;
    return finish() ? std::optional(std::move(out)) : std::nullopt;
  }

 private:
  /// True when the worker ended by itself and was content.
  bool finish() {
    if (pid_ <= 0) return false;
    if (!is_done_) ::kill(pid_, SIGKILL);
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {}
    pid_ = -1;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }

  Handle clock_;
  std::optional<Handle> ours_;
  pid_t pid_ = -1;
  bool is_done_ = false;
};

}  // namespace

void picture_worker() {
  bind_worker();
  const auto picture = renew_here(read_all(0));
  const bool done = picture && write_all(1, picture->type == FileType::png ? "P" : "J") && write_all(1, picture->bytes);
  // Without the farewells of the libraries: they may call for more than is allowed here.
  ::_exit(done ? 0 : 1);
}

base::Result<Picture> PictureDesk::renew(std::string_view name, FileType type, std::string_view bytes, int seconds) const {
  const auto refuse = [&](std::string_view words) {
    return base::Error{base::Error::Kind::invalid, "“" + std::string(name) + "” " + std::string(words), "picture refused", {}};
  };
  constexpr std::string_view unreadable = "could not be read. Save it again as a JPEG or PNG and choose it again.";
  const auto size = size_of_picture(type, bytes);
  if (!size || size->width == 0 || size->height == 0) return refuse(unreadable);
  if (is_too_large(*size)) return refuse("has too many pixels. It must have 40 million or fewer: make it smaller and choose it again.");
  Worker worker(program_, seconds);
  auto answer = worker.ask(bytes);
  if (!answer || answer->empty()) return refuse(unreadable);
  // What a broken decoder may have been talked into is looked at like anything else from outside.
  Picture out{answer->front() == 'P' ? FileType::png : FileType::jpeg, answer->substr(1)};
  const auto kept = size_of_picture(out.type, out.bytes);
  if (begins_as(out.bytes) != out.type || !kept || kept->width > kept_side || kept->height > kept_side) return refuse(unreadable);
  return out;
}

}  // namespace record
