// A small HTTP/1.1 client for load: many kept-alive connections on one thread, and single questions for what goes before.
#pragma once

#include "latencies.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace bench {

struct Address {
  std::string host;
  std::uint16_t port = 0;
  std::string text() const { return host + ":" + std::to_string(port); }
};

struct Answer {
  int status = 0;
  std::string_view head, body;
  /// The value of a header, its name in the server's own spelling; empty where there is none.
  std::string_view header(std::string_view name) const;
};

/// What the connections ask, and whether what they get is right.
class Work {
 public:
  virtual ~Work() = default;
  /// Appends the next request of a connection to `bytes`.
  virtual void ask(std::size_t connection, std::string& bytes) = 0;
  /// Whether the answer is the one that was asked for. Every single answer comes through here.
  virtual bool is_right(std::size_t connection, const Answer& answer) = 0;
};

struct Outcome {
  Latencies latencies;  ///< of right answers, from the first byte sent to the last byte read
  std::uint64_t all = 0;  ///< answers, those before and after the counted time too
  std::uint64_t wrong = 0;
  std::uint64_t refused = 0;  ///< of the wrong ones: 429 and 503
  std::string first_wrong;    ///< its status and beginning
  double seconds = 0;
  std::uint64_t bytes = 0;
  double rate() const { return static_cast<double>(latencies.count()) / seconds; }
};

/// Closed loop: each connection asks again as soon as it was answered. What comes in the first `warm` seconds is checked and not counted.
/// Throws std::runtime_error when a connection breaks.
Outcome load(const Address& address, std::size_t connections, double warm, double seconds, Work& work);

/// One connection, one question at a time.
class Asker {
 public:
  explicit Asker(const Address& address);
  ~Asker();
  Asker(const Asker&) = delete;
  Asker& operator=(const Asker&) = delete;
  /// The answer lives until the next question. Throws std::runtime_error when the connection breaks.
  Answer ask(std::string_view request);

 private:
  int fd_;
  std::string kept_;
};

/// A connected socket, or -1 where nobody listens yet.
int connect_to(const Address& address);
std::int64_t now_ns();

}  // namespace bench
