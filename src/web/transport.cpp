// Plain sockets.
#include "web/transport.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>

namespace web {
namespace {

Outcome failure(Outcome::Kind would_block) {
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return {would_block};
  return {Outcome::Kind::failed};
}

class PlainTransport final : public Transport {
 public:
  explicit PlainTransport(int fd) : fd_(fd) {}
  Outcome handshake() override { return {Outcome::Kind::done}; }

  Outcome read(std::span<char> into) override {
    const auto got = ::recv(fd_, into.data(), into.size(), 0);
    if (got < 0) return failure(Outcome::Kind::want_read);
    if (got == 0) return {Outcome::Kind::closed};
    return {Outcome::Kind::done, static_cast<std::size_t>(got)};
  }

  Outcome write(std::string_view first, std::string_view second) override {
    std::array<iovec, 2> pieces = {{{const_cast<char*>(first.data()), first.size()}, {const_cast<char*>(second.data()), second.size()}}};
    msghdr message{};
    message.msg_iov = first.empty() ? &pieces[1] : &pieces[0];
    message.msg_iovlen = first.empty() || second.empty() ? 1 : 2;
    const auto sent = ::sendmsg(fd_, &message, MSG_NOSIGNAL);
    if (sent < 0) return failure(Outcome::Kind::want_write);
    return {Outcome::Kind::done, static_cast<std::size_t>(sent)};
  }

  bool has_pending() const override { return false; }
  void finish() override { ::shutdown(fd_, SHUT_WR); }

 private:
  int fd_;
};

}  // namespace

std::unique_ptr<Transport> plain_transport(int fd) { return std::make_unique<PlainTransport>(fd); }

}  // namespace web
