// Group commit: while one commit waits for the disk, the next group gathers.
#include "db/group_writer.h"

#include "base/log.h"

#include <fmt/format.h>

#include <future>
#include <typeinfo>

namespace db {
namespace {

using base::Error;
using base::Result;
using Kind = DatabaseError::Kind;

constexpr const char* not_saved = "Alongside could not save this just now. Nothing you typed is lost. Try again in a minute.";
constexpr const char* changed_meanwhile =
    "Someone else changed this while you were writing, or it was saved already. Nothing you typed is lost. Check the page and try again.";

Error error_for(const DatabaseError& error) {
  switch (error.kind()) {
    case Kind::constraint:
      return Error::conflict(changed_meanwhile, error.what());
    case Kind::busy:
    case Kind::full:
    case Kind::damaged:
    case Kind::connection:
    case Kind::denied:
    case Kind::other:
      return Error::unavailable(not_saved, error.what());
  }
  return Error::unavailable(not_saved, error.what());
}

/// After these the transaction cannot be relied on any more, whatever the savepoint says.
bool ends_the_group(Kind kind) { return kind == Kind::connection || kind == Kind::damaged; }

/// The whole group is lost with what `why` says.
struct GroupLost {
  Error why;
};

}  // namespace

GroupWriter::GroupWriter(std::unique_ptr<WriteConnection> connection, GroupHooks hooks)
    : connection_(std::move(connection)), hooks_(std::move(hooks)), thread_([this] { work(); }) {}

GroupWriter::~GroupWriter() {
  {
    const std::scoped_lock lock(guard_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void GroupWriter::submit(Job job) {
  {
    const std::scoped_lock lock(guard_);
    waiting_.push_back(std::move(job));
  }
  wake_.notify_one();
}

void GroupWriter::submit_behind(Job job) {
  {
    const std::scoped_lock lock(guard_);
    if (behind_.empty()) behind_since_ = std::chrono::steady_clock::now();
    behind_.push_back(std::move(job));
    // The thread need not wake for each: it sleeps until the oldest is due, and must only learn of that one.
    if (behind_.size() != 1 && behind_.size() < most_in_a_group) return;
  }
  wake_.notify_one();
}

void GroupWriter::refuse_own_thread() const {
  if (std::this_thread::get_id() == thread_.get_id()) throw std::logic_error("the writer's thread cannot wait for itself");
}

Result<void> GroupWriter::run(std::function<Result<void>(WriteConnection&)> deed) {
  refuse_own_thread();
  // Shared, for the writer may still be inside set_value when the answer is read here.
  const auto promise = std::make_shared<std::promise<Result<void>>>();
  auto answer = promise->get_future();
  submit({std::move(deed), [promise](Result<void> result) { promise->set_value(std::move(result)); }});
  return answer.get();
}

void GroupWriter::flush() {
  refuse_own_thread();
  {
    const std::scoped_lock lock(guard_);
    for (auto& job : behind_) waiting_.push_back(std::move(job));
    behind_.clear();
  }
  // Jobs are taken in the order they came: when this empty one is durable, so is all before it.
  (void)run([](WriteConnection&) { return Result<void>(); });
}

std::vector<Job> GroupWriter::take_group(std::unique_lock<std::mutex>& lock) {
  const auto due = [this] { return behind_since_ + std::chrono::milliseconds(behind_ms); };
  const auto ready = [&] {
    return stopping_ || !waiting_.empty() || behind_.size() >= most_in_a_group ||
           (!behind_.empty() && std::chrono::steady_clock::now() >= due());
  };
  while (!ready()) {
    if (behind_.empty()) {
      wake_.wait(lock);
    } else {
      wake_.wait_until(lock, due());
    }
  }
  std::vector<Job> group;
  const auto take = [&group](std::deque<Job>& from, std::size_t up_to) {
    while (!from.empty() && group.size() < up_to) {
      group.push_back(std::move(from.front()));
      from.pop_front();
    }
  };
  // However many people wait, a part of the group is kept for what is written behind and has come of age.
  if (!behind_.empty() && std::chrono::steady_clock::now() >= due()) take(behind_, most_in_a_group / 4);
  take(waiting_, most_in_a_group);
  take(behind_, most_in_a_group);
  return group;
}

void GroupWriter::work() {
  for (;;) {
    std::vector<Job> group;
    bool more = false;
    {
      std::unique_lock lock(guard_);
      group = take_group(lock);
      if (group.empty()) return;  // stopping, and nothing is left
    }
    commit_group(std::move(group));
    {
      const std::scoped_lock lock(guard_);
      more = !waiting_.empty();
    }
    connection_->tidy(more);
  }
}

Result<void> GroupWriter::run_job(const Job& job) {
  connection_->savepoint();
  Result<void> result;
  try {
    result = job.run(*connection_);
    if (result) connection_->release();
  } catch (const DatabaseError& error) {
    if (ends_the_group(error.kind())) throw;
    result = error_for(error);
  } catch (const std::exception& error) {
    // The words of an unknown exception may quote what somebody typed: its type is told, not its text.
    result = Error::unavailable(not_saved, fmt::format("a unit of work threw {}", typeid(error).name()));
  }
  if (!result) {
    connection_->rollback_to_savepoint();
    hooks_.job_rolled_back();
  }
  return result;
}

void GroupWriter::commit_group(std::vector<Job> group) {
  std::vector<Result<void>> results(group.size());
  bool durable = false;
  try {
    try {
      connection_->begin();
      hooks_.began(*connection_);
      for (std::size_t i = 0; i < group.size(); ++i) results[i] = run_job(group[i]);
      connection_->commit();
      durable = true;
    } catch (const DatabaseError& error) {
      // A broken rule inside a job was that job's own affair; here the group itself is lost.
      throw GroupLost{Error::unavailable(not_saved, error.what())};
    } catch (const CannotStart& error) {  // the file could not be opened again
      throw GroupLost{Error::unavailable(not_saved, error.what())};
    } catch (const std::exception& error) {
      throw GroupLost{Error::unavailable(not_saved, fmt::format("the writer met {}", typeid(error).name()))};
    }
  } catch (const GroupLost& lost) {
    connection_->rollback();
    base::log::error("group_not_saved", {{"jobs", static_cast<std::int64_t>(group.size())}, {"why", base::log::Token{lost.why.for_log}}});
    // Whoever had an answer of their own keeps it, since they were refused anyway; nobody is told "saved".
    for (auto& result : results) {
      if (result) result = lost.why;
    }
  }
  hooks_.ended(durable);
  for (std::size_t i = 0; i < group.size(); ++i) {
    if (!group[i].done) continue;
    try {
      group[i].done(std::move(results[i]));
    } catch (const std::exception&) {
      base::log::error("answer_to_a_unit_of_work_threw");
    }
  }
}

}  // namespace db
