// One request out of a stream of bytes: head scan, Beast's parser, limits, and the checks neither of them makes.
#pragma once

#include "web/request_head.h"
#include "web/server_options.h"

#include <functional>
#include <memory>
#include <string_view>

namespace web {

class RequestReader {
 public:
  /// Keeps references to `options`, which must outlive it.
  explicit RequestReader(const ServerOptions& options);
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  enum class State { head, body, done, refused };
  /// Takes bytes and returns how many it used; fewer than given only once it is done or has refused.
  std::size_t feed(std::string_view bytes);
  State state() const;
  /// Why it refused.
  Refusal refusal() const;
  /// The client waits for "100 Continue" before it sends the body.
  bool awaits_continue() const;
  /// What has come of the body, in bytes.
  std::size_t body_bytes() const;
  bool keep_alive() const;
  bool is_http_1_0() const;
  bool is_head() const;  ///< the request says GET then: the body is left out on the way back
  /// The request, once done. Its form is not read yet.
  Request take();
  /// Ready for another request.
  void reset();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace web
