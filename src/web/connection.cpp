// The life of a connection, on the loop's thread.
#include "web/connection.h"

#include <sys/socket.h>

namespace web {
namespace {

constexpr std::int64_t linger_seconds = 2;
constexpr std::size_t most_discarded = 4 * 1024 * 1024;
constexpr std::size_t most_body_bytes = 512 * 1024 * 1024;  // of all connections together

}  // namespace

Connection::Connection(Edge& edge, std::uint64_t number, int fd, std::string peer, std::unique_ptr<Transport> transport, bool secure)
    : edge_(edge), number_(number), descriptor_(edge.loop, fd), transport_(std::move(transport)), peer_(std::move(peer)), secure_(secure) {
  ++edge_.by_peer[peer_];
}

std::int64_t Connection::now() const { return base::system_clock().monotonic_ms(); }

void Connection::enter(Phase phase, int seconds) {
  phase_ = phase;
  since_ = now();
  deadline_ = seconds > 0 ? since_ + seconds * base::second_ms : 0;
}

void Connection::start() {
  // A fresh connection has as long as a head may take; only one that was useful may idle.
  enter(secure_ ? Phase::handshake : Phase::waiting, edge_.options.limits.header_seconds);
  if (secure_) shake();
  else descriptor_.await_readable(shared_from_this());
}

void Connection::readable() {
  switch (phase_) {
    case Phase::handshake: return shake();
    case Phase::waiting:
    case Phase::head:
    case Phase::body: return pump();
    case Phase::writing: return flush();  // TLS may have to read before it can write
    case Phase::lingering: return discard();
    case Phase::answering:
    case Phase::closed: return;
  }
}

void Connection::writable() {
  switch (phase_) {
    case Phase::handshake: return shake();
    case Phase::waiting:
    case Phase::head:
    case Phase::body: return pump();
    case Phase::writing: return flush();
    case Phase::lingering: return discard();
    case Phase::answering:
    case Phase::closed: return;
  }
}

void Connection::shake() {
  switch (transport_->handshake().kind) {
    case Outcome::Kind::done:
      phase_ = Phase::waiting;
      return pump();
    case Outcome::Kind::want_read: return descriptor_.await_readable(shared_from_this());
    case Outcome::Kind::want_write: return descriptor_.await_writable(shared_from_this());
    case Outcome::Kind::closed:
    case Outcome::Kind::failed: return close();
  }
}

/// Reads until a request is complete or nothing more has come.
void Connection::pump() {
  while (phase_ == Phase::waiting || phase_ == Phase::head || phase_ == Phase::body) {
    const auto outcome = transport_->read(edge_.scratch);
    switch (outcome.kind) {
      case Outcome::Kind::done:
        take({edge_.scratch.data(), outcome.bytes});
        // A read that did not fill the buffer took all there was; TLS may still hold a record.
        if (outcome.bytes < edge_.scratch.size() && !transport_->has_pending()) {
          if (phase_ == Phase::waiting || phase_ == Phase::head || phase_ == Phase::body)
            descriptor_.await_readable(shared_from_this());
          return;
        }
        break;
      case Outcome::Kind::want_read: return descriptor_.await_readable(shared_from_this());
      case Outcome::Kind::want_write: return descriptor_.await_writable(shared_from_this());
      case Outcome::Kind::closed:
        if (phase_ == Phase::waiting) return close();
        return refuse({400, "The request ended early."});
      case Outcome::Kind::failed: return close();
    }
  }
}

void Connection::take(std::string_view bytes) {
  if (!reader_) {
    if (edge_.spare_readers.empty()) {
      reader_ = std::make_unique<RequestReader>(edge_.options);
    } else {
      reader_ = std::move(edge_.spare_readers.back());
      edge_.spare_readers.pop_back();
    }
    enter(Phase::head, edge_.options.limits.header_seconds);
  }
  const std::size_t used = reader_->feed(bytes);
  switch (reader_->state()) {
    case RequestReader::State::head: return;
    case RequestReader::State::body:
      if (phase_ == Phase::head) begin_body();
      return count_body();
    case RequestReader::State::done: return dispatch(bytes.substr(used));
    case RequestReader::State::refused: return refuse(reader_->refusal());
  }
}

void Connection::begin_body() {
  enter(Phase::body, edge_.options.limits.body_seconds);
  if (!reader_->awaits_continue()) return;
  constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
  const auto outcome = transport_->write(go_on, {});
  // The send buffer is empty here, so all of it goes or the connection is broken; the client may also send without waiting.
  if (outcome.kind == Outcome::Kind::failed) close();
}

void Connection::count_body() {
  if (phase_ != Phase::body) return;
  const auto bytes = reader_->body_bytes();
  edge_.body_bytes += bytes - counted_body_;
  counted_body_ = bytes;
  if (edge_.body_bytes > most_body_bytes) refuse({503, "The service is busy. Try again in a moment."});
}

void Connection::drop_reader() {
  edge_.body_bytes -= counted_body_;
  counted_body_ = 0;
  if (!reader_) return;
  reader_->reset();
  if (edge_.spare_readers.size() < 64) edge_.spare_readers.push_back(std::move(reader_));
  reader_.reset();
}

void Connection::dispatch(std::string_view rest) {
  AnswerTo to;
  to.head = reader_->is_head();
  to.http_1_0 = reader_->is_http_1_0();
  to.keep_alive = reader_->keep_alive() && !edge_.stopping;
  to.secure = secure_;
  to.compressing = edge_.options.compress;
  Workers::Job job{reader_->take(), std::make_shared<Exchange>(edge_.outbox, number_, to)};
  job.request.peer = peer_;
  job.request.secure = secure_;
  drop_reader();
  leftover_.assign(rest);
  enter(Phase::answering, 0);
  if (!edge_.workers.offer(job)) job.exchange->answer(busy());  // comes back through the outbox like any other
}

void Connection::answer(Wire wire) {
  if (phase_ == Phase::answering) write(std::move(wire));
}

void Connection::refuse(Refusal refusal) {
  drop_reader();
  write(refusal_wire(refusal.status, refusal.words, secure_));
}

void Connection::write(Wire wire) {
  wire_ = std::move(wire);
  sent_ = 0;
  enter(Phase::writing, edge_.options.limits.write_seconds);
  flush();
}

void Connection::flush() {
  for (;;) {
    const std::string_view head = wire_.head, body = wire_.body;
    if (sent_ == head.size() + body.size()) return finish_answer();
    const auto first = sent_ < head.size() ? head.substr(sent_) : std::string_view{};
    const auto second = sent_ < head.size() ? body : body.substr(sent_ - head.size());
    const auto outcome = transport_->write(first, second);
    switch (outcome.kind) {
      case Outcome::Kind::done: sent_ += outcome.bytes; break;
      case Outcome::Kind::want_read: return descriptor_.await_readable(shared_from_this());
      case Outcome::Kind::want_write: return descriptor_.await_writable(shared_from_this());
      case Outcome::Kind::closed:
      case Outcome::Kind::failed: return close();
    }
  }
}

void Connection::finish_answer() {
  const bool ends = wire_.close || edge_.stopping;
  { const Wire sent = std::move(wire_); }  // assigning an empty one would keep the memory of the page for as long as we idle
  if (ends) return linger();
  enter(Phase::waiting, edge_.options.limits.idle_seconds);
  if (!leftover_.empty()) return take_leftover();
  if (transport_->has_pending()) return pump();
  descriptor_.await_readable(shared_from_this());
}

void Connection::take_leftover() {
  std::string bytes;
  bytes.swap(leftover_);
  take(bytes);
  if (phase_ == Phase::head || phase_ == Phase::body) pump();
}

/// Closing with unread bytes makes the kernel reset the connection, and the client may never see the answer: say that we are done,
/// then read on for a little while.
void Connection::linger() {
  transport_->finish();
  ::shutdown(descriptor_.fd(), SHUT_WR);
  leftover_.clear();
  enter(Phase::lingering, linger_seconds);
  discard();
}

void Connection::discard() {
  for (;;) {
    const auto outcome = transport_->read(edge_.scratch);
    switch (outcome.kind) {
      case Outcome::Kind::done:
        discarded_ += outcome.bytes;
        if (discarded_ > most_discarded) return close();
        break;
      case Outcome::Kind::want_read:
        if (edge_.stopping) return close();  // nothing unread: the answer is safely on its way
        return descriptor_.await_readable(shared_from_this());
      case Outcome::Kind::want_write:
      case Outcome::Kind::closed:
      case Outcome::Kind::failed: return close();
    }
  }
}

bool Connection::too_slow(std::int64_t at, std::size_t bytes) const {
  const auto& limits = edge_.options.limits;
  const auto counted = at - since_ - limits.grace_seconds * base::second_ms;
  return counted > 0 && static_cast<std::int64_t>(bytes) * base::second_ms < counted * limits.body_bytes_a_second;
}

void Connection::check(std::int64_t at) {
  const bool late = deadline_ != 0 && at >= deadline_;
  switch (phase_) {
    case Phase::handshake:
    case Phase::waiting:
    case Phase::lingering:
      if (late) close();
      return;
    case Phase::head:
      if (late) refuse({408, "The request took too long."});
      return;
    case Phase::body:
      if (late || too_slow(at, reader_->body_bytes())) refuse({408, "The request took too long."});
      return;
    case Phase::writing:
      if (late || too_slow(at, sent_)) close();
      return;
    case Phase::answering:
    case Phase::closed: return;
  }
}

void Connection::wind_down() {
  if (phase_ == Phase::waiting || phase_ == Phase::handshake) close();
}

void Connection::close() {
  if (phase_ == Phase::closed) return;
  phase_ = Phase::closed;
  drop_reader();
  descriptor_.close();
  if (const auto peer = edge_.by_peer.find(peer_); peer != edge_.by_peer.end() && --peer->second == 0) edge_.by_peer.erase(peer);
  edge_.connections.erase(number_);  // the last reference may be the caller's
}

}  // namespace web
