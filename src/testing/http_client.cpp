// Blocking sockets for tests.
#include "testing/http_client.h"

#include "base/text.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace test {

HttpClient::HttpClient(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{10, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  if (fd_ < 0 || ::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::system_error(errno, std::generic_category(), "a test cannot reach its server");
}

HttpClient::~HttpClient() { ::close(fd_); }

std::ptrdiff_t HttpClient::receive(char* into, std::size_t size) { return ::recv(fd_, into, size, 0); }
std::ptrdiff_t HttpClient::transmit(const char* from, std::size_t size) { return ::send(fd_, from, size, MSG_NOSIGNAL); }

bool HttpClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = transmit(bytes.data(), bytes.size());
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void HttpClient::finish_sending() { ::shutdown(fd_, SHUT_WR); }

bool HttpClient::read_more() {
  std::array<char, 16384> block;
  const auto got = receive(block.data(), block.size());
  if (got <= 0) return false;
  kept_.append(block.data(), static_cast<std::size_t>(got));
  return true;
}

std::optional<Answer> HttpClient::read(bool to_head) {
  std::size_t end;
  while ((end = kept_.find("\r\n\r\n")) == std::string::npos)
    if (!read_more()) return std::nullopt;
  Answer answer;
  answer.head = kept_.substr(0, end + 2);
  kept_.erase(0, end + 4);
  answer.status = std::stoi(answer.head.substr(9, 3));
  std::string_view lines = answer.head;
  lines.remove_prefix(lines.find("\r\n") + 2);
  while (!lines.empty()) {
    const auto line = lines.substr(0, lines.find("\r\n"));
    lines.remove_prefix(line.size() + 2);
    const auto colon = line.find(": ");
    answer.headers[base::to_lower_ascii(line.substr(0, colon))] = line.substr(colon + 2);
  }
  const auto length = answer.headers.find("content-length");
  const std::size_t size = to_head || length == answer.headers.end() ? 0 : std::stoul(length->second);
  while (kept_.size() < size)
    if (!read_more()) return std::nullopt;
  answer.body = kept_.substr(0, size);
  kept_.erase(0, size);
  return answer;
}

bool HttpClient::is_closed() {
  if (!kept_.empty()) return false;
  char one;
  const auto got = receive(&one, 1);
  return got == 0 || (got < 0 && errno == ECONNRESET);
}

}  // namespace test
