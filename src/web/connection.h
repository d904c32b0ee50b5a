// One client's connection: reads requests one after the other, hands each to a worker, writes the answers in order, keeps the limits.
#pragma once

#include "web/event_loop.h"
#include "web/exchange.h"
#include "web/request_reader.h"
#include "web/transport.h"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace web {

class Connection;

/// What the connections of one server share. Touched on the loop's thread only, but for `workers` and `outbox`.
struct Edge {
  const ServerOptions& options;
  EventLoop& loop;
  Workers& workers;
  std::shared_ptr<Outbox> outbox;
  std::unordered_map<std::uint64_t, std::shared_ptr<Connection>> connections = {};
  std::unordered_map<std::string, int> by_peer = {};
  std::vector<std::unique_ptr<RequestReader>> spare_readers = {};
  std::vector<char> scratch = std::vector<char>(64 * 1024);  ///< every read goes here first: idle connections hold no buffer
  std::size_t body_bytes = 0;                                ///< of all bodies now arriving
  bool stopping = false;
};

class Connection final : public Waiter, public std::enable_shared_from_this<Connection> {
 public:
  Connection(Edge& edge, std::uint64_t number, int fd, std::string peer, std::unique_ptr<Transport> transport, bool secure);
  void start();
  void readable() override;
  void writable() override;
  /// The answer to the request under way.
  void answer(Wire wire);
  /// Called every tick: ends what is too slow or idle too long.
  void check(std::int64_t now);
  /// Ends at once when nothing is under way; else after the answer.
  void wind_down();
  /// Waiting for a request of which no byte has come, or for a handshake: what may go first when room is short.
  bool is_idle() const { return phase_ == Phase::waiting || phase_ == Phase::handshake; }
  std::int64_t since() const { return since_; }
  void close();

 private:
  enum class Phase { handshake, waiting, head, body, answering, writing, lingering, closed };
  void enter(Phase phase, int seconds);
  void shake();
  void pump();
  void take(std::string_view bytes);
  void take_leftover();
  void begin_body();
  void dispatch(std::string_view rest);
  void refuse(Refusal refusal);
  void write(Wire wire);
  void flush();
  void finish_answer();
  void linger();
  void discard();
  void count_body();
  void drop_reader();
  bool too_slow(std::int64_t now, std::size_t bytes) const;
  std::int64_t now() const;

  Edge& edge_;
  std::uint64_t number_;
  Descriptor descriptor_;
  std::unique_ptr<Transport> transport_;
  std::unique_ptr<RequestReader> reader_;  ///< only while a request is arriving
  std::string peer_, leftover_;
  Wire wire_;
  std::size_t sent_ = 0, counted_body_ = 0, discarded_ = 0;
  std::int64_t since_ = 0, deadline_ = 0;  ///< on the monotonic clock; deadline 0: none
  Phase phase_ = Phase::waiting;
  bool secure_;
};

}  // namespace web
