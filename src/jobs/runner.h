// What the house does by itself: named jobs, each every so often, one after another on one thread.
#pragma once

#include "base/time.h"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

namespace jobs {

/// `name` is a literal: it stands in the log. `run` may throw; the failure is logged without its text, and the job is tried again
/// when it is next due.
struct Job {
  std::string_view name;
  std::int64_t every_ms = 60 * base::second_ms;
  std::function<void()> run;
};

class Runner {
 public:
  explicit Runner(const base::Clock& clock) : clock_(clock) {}
  /// Ends the thread, if it was started; a job under way is waited for.
  ~Runner();
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  /// Before `start`. A job is due at once, and then every so often after it ended.
  void add(Job job);
  void start();
  void stop();
  /// Runs what is due now, in the order it was added; returns how many ran. What the thread does; tests call it themselves.
  std::size_t run_due();

 private:
  struct Planned {
    Job job;
    std::int64_t due_ms = 0;  ///< monotonic
  };
  void work();
  std::int64_t until_next() const;

  const base::Clock& clock_;
  std::vector<Planned> planned_;
  std::mutex guard_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace jobs
