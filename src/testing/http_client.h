// A client that sends exactly the bytes a test wants, over loopback, and reads what comes back.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace test {

struct Answer {
  int status = 0;
  std::string head;                            ///< as it came
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
};

/// One connection. Every read gives up after ten seconds, so that a broken server fails a test and does not hang it.
class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port);
  virtual ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  /// False when the server has closed.
  bool send(std::string_view bytes);
  /// Says that no more will be sent.
  void finish_sending();
  /// The next answer; nothing when the connection ends first. `to_head` leaves out the body a HEAD answer has not.
  std::optional<Answer> read(bool to_head = false);
  /// Whether the server ends the connection, without sending anything more.
  bool is_closed();
  std::optional<Answer> ask(std::string_view bytes) { return send(bytes) ? read() : std::nullopt; }
  std::optional<Answer> get(std::string_view path) {
    return ask("GET " + std::string(path) + " HTTP/1.1\r\nHost: school.example\r\n\r\n");
  }

 protected:
  virtual std::ptrdiff_t receive(char* into, std::size_t size);
  virtual std::ptrdiff_t transmit(const char* from, std::size_t size);
  int fd() const { return fd_; }

 private:
  bool read_more();
  int fd_;
  std::string kept_;
};

}  // namespace test
