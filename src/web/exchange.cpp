// Workers, exchanges and the outbox.
#include "web/exchange.h"

#include "web/request_head.h"

#include <pthread.h>
#include <signal.h>

#include <exception>
#include <typeinfo>

namespace web {

void Outbox::send(Letter letter) {
  const std::scoped_lock lock(guard_);
  if (!loop_) return;
  letters_.push_back(std::move(letter));
  if (letters_.size() == 1) loop_->post(collect_);
}

std::vector<Outbox::Letter> Outbox::collect() {
  std::vector<Letter> out;
  const std::scoped_lock lock(guard_);
  out.swap(letters_);
  letters_.reserve(out.size());
  return out;
}

void Outbox::close() {
  const std::scoped_lock lock(guard_);
  loop_ = nullptr;
  letters_.clear();
}

Exchange::~Exchange() { fail("unanswered", "a handler ended without an answer"); }

void Exchange::send(Response response) {
  if (outbox_->stopping) to_.keep_alive = false;
  outbox_->send({connection_, to_wire(std::move(response), to_)});
}

void Exchange::answer(Response response) noexcept {
  if (answered_.exchange(true)) return;
  try {
    send(std::move(response));
  } catch (const std::exception& problem) {
    answered_ = false;
    fail(typeid(problem).name(), problem.what());
  }
}

void Exchange::fail(const char* kind, const char* what) noexcept {
  if (answered_.exchange(true)) return;
  try {
    send(failure(kind, what, to_.wants_json));
  } catch (...) {
    // Out of memory, in effect: the connection's own limits end it.
  }
}

Response busy() {
  Response response = text(503, "The service is busy. Try again in a moment.\n");
  response.set_header("Retry-After", "1");
  return response;
}

Workers::Workers(int count, std::size_t most_waiting, Handler handler) : handler_(std::move(handler)), most_(most_waiting) {
  for (int i = 0; i < count; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() { stop(); }

bool Workers::offer(Job& job) {
  {
    const std::scoped_lock lock(guard_);
    if (ending_ || waiting_.size() >= most_) return false;
    waiting_.push_back(std::move(job));
  }
  some_.notify_one();
  return true;
}

void Workers::stop() {
  std::deque<Job> left;
  {
    const std::scoped_lock lock(guard_);
    ending_ = true;
    left.swap(waiting_);
  }
  some_.notify_all();
  for (const auto& job : left) job.exchange->answer(busy());
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

void Workers::work() {
  for (;;) {
    std::unique_lock lock(guard_);
    some_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    Job job = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    run(std::move(job));
  }
}

void Workers::run(Job job) {
  const auto exchange = std::move(job.exchange);
  auto& request = job.request;
  try {
    auto& to = exchange->to();
    const auto accept = request.find_header("accept").value_or("");
    to.wants_json = accept.find("json") != std::string_view::npos && accept.find("text/html") == std::string_view::npos;
    if (to.compressing) to.coding = choose_coding(request.find_header("accept-encoding").value_or(""));
    if (const int refused = read_form(request); refused != 0) {
      exchange->answer(text(refused, refused == 415 ? "The body may not be compressed.\n" : "The form is malformed.\n"));
      return;
    }
    handler_(std::move(request), [exchange](Response response) { exchange->answer(std::move(response)); });
  } catch (const std::exception& problem) {
    exchange->fail(typeid(problem).name(), problem.what());
  } catch (...) {
    exchange->fail("unknown", "not a std::exception");
  }
}

}  // namespace web
