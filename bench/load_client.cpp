// Sockets, epoll and just enough of HTTP: our server always says how long an answer is.
#include "load_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <vector>

namespace bench {
namespace {

[[noreturn]] void broken(const char* what) { throw std::runtime_error(std::string(what) + ": " + std::strerror(errno)); }

struct Measured {
  std::size_t head, all;
};

/// How long the answer at the beginning of `bytes` is; nothing while its head is not whole.
std::optional<Measured> measure(std::string_view bytes) {
  const auto end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return std::nullopt;
  const Answer answer{0, bytes.substr(0, end + 2), {}};
  const auto length = answer.header("Content-Length");
  std::size_t body = 0;
  if (std::from_chars(length.data(), length.data() + length.size(), body).ec != std::errc{} && !length.empty())
    throw std::runtime_error("an answer of unreadable length");
  return Measured{end + 4, end + 4 + body};
}

Answer read_answer(std::string_view bytes, const Measured& size) {
  Answer answer{0, bytes.substr(0, size.head), bytes.substr(size.head, size.all - size.head)};
  if (bytes.starts_with("HTTP/1.1 ") && bytes.size() > 12) std::from_chars(bytes.data() + 9, bytes.data() + 12, answer.status);
  return answer;
}

struct Line {
  int fd = -1;
  std::string to_send, got;
  std::size_t sent = 0, have = 0;
  std::int64_t asked_at = 0;
};

class Loading {
 public:
  Loading(const Address& address, std::size_t connections, Work& work) : work_(work), lines_(connections), epoll_(::epoll_create1(0)) {
    for (std::size_t n = 0; n < connections; ++n) {
      auto& line = lines_[n];
      line.fd = connect_to(address);
      if (line.fd < 0) broken("the server does not take a connection");
      line.got.resize(256 * 1024);
      epoll_event event{.events = EPOLLIN, .data = {.u64 = n}};
      if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, line.fd, &event) != 0) broken("epoll");
    }
  }
  ~Loading() {
    for (const auto& line : lines_)
      if (line.fd >= 0) ::close(line.fd);
    ::close(epoll_);
  }
  Loading(const Loading&) = delete;
  Loading& operator=(const Loading&) = delete;

  Outcome run(double warm, double seconds) {
    const auto begin = now_ns();
    counted_from_ = begin + static_cast<std::int64_t>(warm * 1e9);
    until_ = counted_from_ + static_cast<std::int64_t>(seconds * 1e9);
    for (std::size_t n = 0; n < lines_.size(); ++n) ask(n);
    std::vector<epoll_event> events(lines_.size());
    while (waiting_ > 0) {
      const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 60'000);
      if (count == 0) throw std::runtime_error("no answer came for a minute");
      if (count < 0 && errno != EINTR) broken("epoll_wait");
      for (int i = 0; i < count; ++i) hear(events[static_cast<std::size_t>(i)].data.u64);
    }
    out_.seconds = static_cast<double>(std::min(last_, until_) - counted_from_) / 1e9;
    return std::move(out_);
  }

 private:
  void ask(std::size_t n) {
    auto& line = lines_[n];
    line.to_send.clear();
    line.sent = line.have = 0;
    work_.ask(n, line.to_send);
    line.asked_at = now_ns();
    ++waiting_;
    while (line.sent < line.to_send.size()) {  // a request fits the socket's buffer
      const auto sent = ::send(line.fd, line.to_send.data() + line.sent, line.to_send.size() - line.sent, MSG_NOSIGNAL);
      if (sent < 0) broken("the server hung up while it was asked");
      line.sent += static_cast<std::size_t>(sent);
    }
  }

  void hear(std::size_t n) {
    auto& line = lines_[n];
    const auto got = ::recv(line.fd, line.got.data() + line.have, line.got.size() - line.have, MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got <= 0) broken("the server hung up before it had answered");
    line.have += static_cast<std::size_t>(got);
    const std::string_view bytes(line.got.data(), line.have);
    const auto size = measure(bytes);
    if (!size) return;
    if (size->all > line.got.size()) line.got.resize(size->all);
    if (line.have < size->all) return;
    --waiting_;
    last_ = now_ns();
    count(n, read_answer(bytes, *size), last_ - line.asked_at);
    if (last_ < until_) ask(n);
  }

  void count(std::size_t n, const Answer& answer, std::int64_t took) {
    const bool right = work_.is_right(n, answer);
    ++out_.all;
    if (!right) {
      ++out_.wrong;
      if (answer.status == 429 || answer.status == 503) ++out_.refused;
      if (out_.first_wrong.empty()) out_.first_wrong = std::to_string(answer.status) + " " + std::string(answer.body.substr(0, 300));
    } else if (last_ >= counted_from_ && last_ < until_) {
      out_.latencies.add(took);
      out_.bytes += answer.head.size() + answer.body.size();
    }
  }

  Work& work_;
  std::vector<Line> lines_;
  int epoll_;
  Outcome out_;
  std::int64_t counted_from_ = 0, until_ = 0, last_ = 0;
  std::size_t waiting_ = 0;
};

}  // namespace

std::string_view Answer::header(std::string_view name) const {
  for (auto left = head; !left.empty();) {
    const auto end = std::min(left.find("\r\n"), left.size());
    const auto line = left.substr(0, end);
    if (line.size() > name.size() + 1 && line.starts_with(name) && line[name.size()] == ':')
      return line.substr(std::min(line.size(), name.size() + 2));
    left.remove_prefix(std::min(end + 2, left.size()));
  }
  return {};
}

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

int connect_to(const Address& address) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) broken("socket");
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(address.port);
  if (::inet_pton(AF_INET, address.host.c_str(), &to.sin_addr) != 1) throw std::runtime_error("the host is given as numbers: 127.0.0.1");
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
    ::close(fd);
    return -1;
  }
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}

Outcome load(const Address& address, std::size_t connections, double warm, double seconds, Work& work) {
  return Loading(address, connections, work).run(warm, seconds);
}

Asker::Asker(const Address& address) : fd_(connect_to(address)) {
  if (fd_ < 0) broken("the server does not take a connection");
}
Asker::~Asker() { ::close(fd_); }

Answer Asker::ask(std::string_view request) {
  while (!request.empty()) {
    const auto sent = ::send(fd_, request.data(), request.size(), MSG_NOSIGNAL);
    if (sent < 0) broken("the server hung up while it was asked");
    request.remove_prefix(static_cast<std::size_t>(sent));
  }
  kept_.clear();
  for (;;) {
    if (const auto size = measure(kept_); size && kept_.size() >= size->all) return read_answer(kept_, *size);
    char more[16 * 1024];
    const auto got = ::recv(fd_, more, sizeof more, 0);
    if (got <= 0) broken("the server hung up before it had answered");
    kept_.append(more, static_cast<std::size_t>(got));
  }
}

}  // namespace bench
