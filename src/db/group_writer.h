// The one thread that writes. It takes what waits, runs it in one transaction, commits once: group commit.
#pragma once

#include "base/result.h"
#include "db/database.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace db {

/// What is written together or not at all. `run` happens on the writer thread inside a savepoint: an Error, or a DatabaseError
/// thrown, rolls this job back and leaves its neighbours alone. `done` is called on the writer thread after the commit is
/// durable, or with what went wrong; it must be short and must not throw.
struct Job {
  std::function<base::Result<void>(WriteConnection&)> run;
  std::function<void(base::Result<void>)> done;
};

/// Told about the edges of each group, so that what a caller remembers of the database's end (the audit chain's head) can be
/// put back. All on the writer thread.
struct GroupHooks {
  std::function<void(WriteConnection&)> began = [](WriteConnection&) {};
  std::function<void()> job_rolled_back = [] {};  ///< after a job's savepoint was rolled back
  std::function<void(bool durable)> ended = [](bool) {};
};

class GroupWriter {
 public:
  /// The clock of `std::chrono::steady_clock` only times the waiting of `submit_behind`.
  GroupWriter(std::unique_ptr<WriteConnection> connection, GroupHooks hooks);
  /// Finishes what was handed in, then stops.
  ~GroupWriter();
  GroupWriter(const GroupWriter&) = delete;
  GroupWriter& operator=(const GroupWriter&) = delete;

  /// From any thread. Committed with whatever else is waiting; at most 512 jobs share a commit.
  void submit(Job job);
  /// Written behind: goes with the next group, or by itself within `behind_ms`. Nobody waits for it.
  void submit_behind(Job job);
  /// Hands in and waits: for the command line, jobs and tests. Throws std::logic_error on the writer's own thread.
  base::Result<void> run(std::function<base::Result<void>(WriteConnection&)> deed);
  /// Returns when everything handed in before is durable.
  void flush();

  static constexpr int behind_ms = 500;
  static constexpr std::size_t most_in_a_group = 512;

 private:
  void work();
  std::vector<Job> take_group(std::unique_lock<std::mutex>& lock);
  void commit_group(std::vector<Job> group);
  base::Result<void> run_job(const Job& job);
  void refuse_own_thread() const;

  std::unique_ptr<WriteConnection> connection_;
  GroupHooks hooks_;
  std::mutex guard_;
  std::condition_variable wake_;
  std::deque<Job> waiting_;
  std::deque<Job> behind_;
  std::chrono::steady_clock::time_point behind_since_{};  ///< when the oldest of `behind_` came
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace db
