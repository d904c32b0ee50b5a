// Putting the edge together: doors, loop, workers, and an orderly end.
#include "web/server.h"

#include "base/log.h"
#include "web/connection.h"
#include "web/listener.h"
#include "web/tls.h"

#include <signal.h>
#include <unistd.h>

#include <condition_variable>
#include <optional>
#include <stdexcept>
#include <thread>

namespace web {
namespace {

constexpr int tick_ms = 100;

/// Signals are the main thread's; SIGPIPE is nobody's: a write to a gone client tells itself.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_;
};

}  // namespace

struct Server::Inside {
  /// A listening socket, waiting for the next client.
  struct Door final : Waiter, std::enable_shared_from_this<Door> {
    Door(Inside& to, int fd) : inside(to), descriptor(to.loop, fd) {}
    void readable() override { inside.let_in(*this); }
    void writable() override {}
    Inside& inside;
    Descriptor descriptor;
    bool resting = false;  ///< no descriptors were left: waits for a tick
  };

  Inside(ServerOptions o, Handler h) : options(std::move(o)), handler(std::move(h)) {}

  void start() {
    if (options.certificate.empty() != options.key.empty()) throw std::invalid_argument("a certificate and its key come together");
    if (!options.certificate.empty()) identity.emplace(options.certificate, options.key);
    else if (!is_loopback(options.host))
      throw std::invalid_argument("plain HTTP is served on loopback only: give a certificate to listen on " + options.host);
    raise_file_limit();
    const auto doors_open = listen_on(options.host, options.port);
    const SignalsBlocked blocked;
    for (const auto& listening : doors_open) doors.push_back(std::make_shared<Door>(*this, listening.fd));
    port = doors_open.front().port;
    outbox = std::make_shared<Outbox>(loop, [this] { deliver(); });
    workers.emplace(options.workers, static_cast<std::size_t>(options.limits.waiting), handler);
    edge.emplace(Edge{options, loop, *workers, outbox});
    for (const auto& door : doors) door->descriptor.await_readable(door);
    loop.every(tick_ms, [this] { tick(); });
    thread = std::thread([this] { run(); });
  }

  void run() {
    for (;;) {
      try {
        return loop.run();
      } catch (const std::exception& problem) {
        // Out of memory or descriptors for one connection must not end the service for all.
        base::log::error("loop_exception", {{"what", base::log::Token{problem.what()}}});
      }
    }
  }

  void let_in(Door& door) {
    while (!edge->stopping) {
      auto accepted = accept_one(door.descriptor.fd());
      if (accepted.exhausted) {
        door.resting = true;
        return;
      }
      if (accepted.fd < 0) break;
      welcome(std::move(accepted));
    }
    if (!edge->stopping) door.descriptor.await_readable(door.shared_from_this());
  }

  void welcome(Accepted accepted) {
    const auto& limits = options.limits;
    const auto peer = edge->by_peer.find(accepted.peer);
    const bool too_many = peer != edge->by_peer.end() && peer->second >= limits.connections_a_peer;
    if (too_many || (edge->connections.size() >= static_cast<std::size_t>(limits.connections) && !make_room())) {
      turn_away(accepted.fd);
      return;
    }
    std::unique_ptr<Transport> transport;
    try {
      transport = identity ? identity->accept(accepted.fd) : plain_transport(accepted.fd);
    } catch (...) {
      ::close(accepted.fd);
      throw;
    }
    const auto number = ++last_number;
    const auto connection =
        std::make_shared<Connection>(*edge, number, accepted.fd, std::move(accepted.peer), std::move(transport), identity.has_value());
    edge->connections.emplace(number, connection);
    connection->start();
  }

  /// Closes the connection that has idled longest; false when all are busy.
  bool make_room() {
    std::shared_ptr<Connection> oldest;
    std::pair<std::int64_t, std::uint64_t> rank;
    for (const auto& [number, connection] : edge->connections) {
      const std::pair candidate{connection->since(), number};
      if (!connection->is_idle() || (oldest && candidate >= rank)) continue;
      oldest = connection;
      rank = candidate;
    }
    if (oldest) oldest->close();
    return oldest != nullptr;
  }

  void turn_away(int fd) {
    if (!identity) {
      const auto wire = to_wire(busy(), {.keep_alive = false});
      plain_transport(fd)->write(wire.head, wire.body);
    }
    ::close(fd);
  }

  void deliver() {
    for (auto& letter : outbox->collect())
      if (const auto found = edge->connections.find(letter.connection); found != edge->connections.end()) {
        const auto connection = found->second;  // closing takes it out of the map
        connection->answer(std::move(letter.wire));
      }
    told_if_empty();
  }

  void tick() {
    const auto now = base::system_clock().monotonic_ms();
    std::vector<std::shared_ptr<Connection>> all;
    all.reserve(edge->connections.size());
    for (const auto& [number, connection] : edge->connections) all.push_back(connection);
    for (const auto& connection : all) connection->check(now);
    for (const auto& door : doors)
      if (std::exchange(door->resting, false)) let_in(*door);
    told_if_empty();
  }

  /// On the loop's thread, once stopping has begun.
  void wind_down() {
    edge->stopping = true;
    outbox->stopping = true;
    for (const auto& door : doors) door->descriptor.close();
    std::vector<std::shared_ptr<Connection>> all;
    for (const auto& [number, connection] : edge->connections) all.push_back(connection);
    for (const auto& connection : all) connection->wind_down();
    told_if_empty();
  }

  void told_if_empty() {
    if (!edge->stopping || !edge->connections.empty()) return;
    const std::scoped_lock lock(guard);
    empty = true;
    emptied.notify_all();
  }

  void stop(int seconds) {
    if (!thread.joinable()) return;
    loop.post([this] { wind_down(); });
    {
      std::unique_lock lock(guard);
      emptied.wait_for(lock, std::chrono::seconds(seconds), [this] { return empty; });
    }
    workers->stop();
    outbox->close();
    loop.stop();
    thread.join();
  }

  ServerOptions options;
  Handler handler;
  std::optional<TlsIdentity> identity;
  std::uint16_t port = 0;
  std::mutex guard;
  std::condition_variable emptied;
  bool empty = false;
  std::uint64_t last_number = 0;
  EventLoop loop;  // outlives all that waits on it
  std::shared_ptr<Outbox> outbox;
  std::optional<Workers> workers;
  std::optional<Edge> edge;
  std::vector<std::shared_ptr<Door>> doors;
  std::thread thread;
};

Server::Server(ServerOptions options, Handler handler) : inside_(std::make_unique<Inside>(std::move(options), std::move(handler))) {}
Server::~Server() { stop(0); }
void Server::start() { inside_->start(); }
std::uint16_t Server::port() const { return inside_->port; }
void Server::stop(int seconds) { inside_->stop(seconds); }

void Server::reload_certificate() {
  if (inside_->identity) inside_->identity->reload();
}

}  // namespace web
