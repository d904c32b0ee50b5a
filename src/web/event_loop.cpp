// Asio with callbacks: the reactor only. The only room that includes Asio.
#include "web/event_loop.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <unistd.h>

#include <chrono>

namespace web {

namespace asio = boost::asio;
using Executor = asio::io_context::executor_type;
using Stream = asio::posix::basic_stream_descriptor<Executor>;
using boost::system::error_code;

struct EventLoop::Inside {
  asio::io_context context{1};  // one thread runs it; others may still post
  asio::executor_work_guard<Executor> guard{context.get_executor()};
  asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor> timer{context};
  std::function<void()> tick;
  std::chrono::milliseconds pause{0};

  void arm() {
    timer.expires_after(pause);
    timer.async_wait([this](const error_code& error) {
      if (error) return;
      tick();
      arm();
    });
  }
};

EventLoop::EventLoop() : inside_(std::make_unique<Inside>()) {}
EventLoop::~EventLoop() = default;
void EventLoop::run() { inside_->context.run(); }
void EventLoop::stop() { inside_->context.stop(); }
void EventLoop::post(std::function<void()> work) { asio::post(inside_->context, std::move(work)); }

void EventLoop::every(int milliseconds, std::function<void()> work) {
  inside_->tick = std::move(work);
  inside_->pause = std::chrono::milliseconds(milliseconds);
  inside_->arm();
}

struct Descriptor::Inside {
  explicit Inside(asio::io_context& context, int fd) : stream(context, fd) {}
  Stream stream;
};

Descriptor::Descriptor(EventLoop& loop, int fd) {
  try {
    inside_ = std::make_unique<Inside>(loop.inside_->context, fd);
  } catch (...) {
    ::close(fd);
    throw;
  }
}

Descriptor::~Descriptor() = default;
int Descriptor::fd() const { return inside_->stream.native_handle(); }

void Descriptor::await_readable(std::shared_ptr<Waiter> waiter) {
  inside_->stream.async_wait(Stream::wait_read, [waiter = std::move(waiter)](const error_code& error) {
    if (!error) waiter->readable();
  });
}

void Descriptor::await_writable(std::shared_ptr<Waiter> waiter) {
  inside_->stream.async_wait(Stream::wait_write, [waiter = std::move(waiter)](const error_code& error) {
    if (!error) waiter->writable();
  });
}

void Descriptor::close() {
  error_code ignored;
  inside_->stream.close(ignored);
}

}  // namespace web
