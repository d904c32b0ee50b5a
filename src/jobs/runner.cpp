// One thread, one job at a time: what the house does by itself is never urgent enough to race.
#include "jobs/runner.h"

#include "base/log.h"

#include <algorithm>
#include <chrono>

namespace jobs {

Runner::~Runner() { stop(); }

void Runner::add(Job job) { planned_.push_back({std::move(job), clock_.monotonic_ms()}); }

void Runner::start() {
  thread_ = std::thread([this] { work(); });
}

void Runner::stop() {
  {
    const std::scoped_lock lock(guard_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::size_t Runner::run_due() {
  std::size_t ran = 0;
  for (auto& planned : planned_) {
    if (planned.due_ms > clock_.monotonic_ms()) continue;
    try {
      planned.job.run();
    } catch (const std::exception&) {
      base::log::error("job_failed", {{"job", base::log::Token{std::string(planned.job.name)}}});
    }
    planned.due_ms = clock_.monotonic_ms() + planned.job.every_ms;
    ++ran;
    const std::scoped_lock lock(guard_);
    if (stopping_) break;
  }
  return ran;
}

std::int64_t Runner::until_next() const {
  auto next = clock_.monotonic_ms() + base::minute_ms;
  for (const auto& planned : planned_) next = std::min(next, planned.due_ms);
  return std::max<std::int64_t>(next - clock_.monotonic_ms(), 1);
}

void Runner::work() {
  std::unique_lock lock(guard_);
  while (!stopping_) {
    lock.unlock();
    run_due();
    lock.lock();
    wake_.wait_for(lock, std::chrono::milliseconds(until_next()), [&] { return stopping_; });
  }
}

}  // namespace jobs
