// The one thread that waits: sockets that become ready, work posted to it, a tick. Asio stands behind it, in event_loop.cpp only.
#pragma once

#include <functional>
#include <memory>

namespace web {

/// Told when a descriptor it waits on is ready. Called on the loop's thread only.
class Waiter {
 public:
  virtual ~Waiter() = default;
  virtual void readable() = 0;
  virtual void writable() = 0;
};

class EventLoop {
 public:
  EventLoop();
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;
  /// Runs on the calling thread until `stop`.
  void run();
  /// From any thread.
  void stop();
  /// From any thread: runs `work` on the loop's thread, in order.
  void post(std::function<void()> work);
  /// Calls `work` about every `milliseconds`, until the loop ends.
  void every(int milliseconds, std::function<void()> work);

 private:
  friend class Descriptor;
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

/// An open, non-blocking descriptor in the loop's care; closed with it. One read wait and one write wait at a time.
class Descriptor {
 public:
  /// Takes the descriptor over. On the loop's thread only, or before it runs.
  Descriptor(EventLoop& loop, int fd);
  ~Descriptor();
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int fd() const;
  /// Calls once when there is something to read (or the peer has gone). The waiter is kept alive meanwhile.
  void await_readable(std::shared_ptr<Waiter> waiter);
  void await_writable(std::shared_ptr<Waiter> waiter);
  /// Closes; waits under way end without a call.
  void close();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace web
