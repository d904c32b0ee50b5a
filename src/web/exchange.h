// One request on its way through a worker and back: the queue to the workers, the way an answer takes to the loop, the answer itself.
#pragma once

#include "web/event_loop.h"
#include "web/server_options.h"
#include "web/wire.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace web {

/// Answers waiting for the loop. Shared by every exchange, so that a late answer finds a closed box and not a dead server.
class Outbox {
 public:
  struct Letter {
    std::uint64_t connection;
    Wire wire;
  };
  explicit Outbox(EventLoop& loop, std::function<void()> collect) : loop_(&loop), collect_(std::move(collect)) {}
  /// From any thread. Wakes the loop once for all letters it has not yet collected.
  void send(Letter letter);
  /// On the loop's thread.
  std::vector<Letter> collect();
  /// Letters from now on are thrown away.
  void close();
  /// The server is stopping: answers say that the connection ends.
  std::atomic<bool> stopping = false;

 private:
  std::mutex guard_;
  EventLoop* loop_;
  std::function<void()> collect_;
  std::vector<Letter> letters_;
};

/// The right to answer one request, once. Dying without an answer is answered 500, so that no client waits for ever.
class Exchange {
 public:
  Exchange(std::shared_ptr<Outbox> outbox, std::uint64_t connection, AnswerTo to)
      : outbox_(std::move(outbox)), connection_(connection), to_(to) {}
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;
  /// From any thread; later calls do nothing. Compresses on the calling thread. Never throws: an answer that cannot be written
  /// becomes a 500.
  void answer(Response response) noexcept;
  /// 500 with a reference that stands in the log.
  void fail(const char* kind, const char* what) noexcept;
  AnswerTo& to() { return to_; }

 private:
  void send(Response response);
  std::shared_ptr<Outbox> outbox_;
  std::uint64_t connection_;
  AnswerTo to_;
  std::atomic<bool> answered_ = false;
};

/// A few threads and a bounded queue in front of them.
class Workers {
 public:
  struct Job {
    Request request;
    std::shared_ptr<Exchange> exchange;
  };
  Workers(int count, std::size_t most_waiting, Handler handler);
  ~Workers();
  /// False when the queue is full; the job is then untouched.
  bool offer(Job& job);
  /// Ends when the jobs under way have; those still waiting are answered 503.
  void stop();

 private:
  void work();
  void run(Job job);
  Handler handler_;
  std::size_t most_;
  std::mutex guard_;
  std::condition_variable some_;
  std::deque<Job> waiting_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

/// 503 with Retry-After.
Response busy();

}  // namespace web
