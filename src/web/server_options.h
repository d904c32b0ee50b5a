// How the edge is set up, what it puts up with, and whom it hands requests to.
#pragma once

#include "web/request.h"
#include "web/response.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace web {

struct Limits {
  std::size_t request_line = 8 * 1024;
  std::size_t headers = 16 * 1024;
  std::size_t body = 1024 * 1024;             ///< any other route
  std::size_t upload_body = 32 * 1024 * 1024; ///< routes that take files (`takes_files`)
  int header_seconds = 10;   ///< for the whole head
  int body_seconds = 60;     ///< and at least `body_bytes_a_second` after `grace_seconds`
  int body_bytes_a_second = 1024;  ///< also how fast an answer must be taken
  int grace_seconds = 5;           ///< before that floor holds
  int write_seconds = 60;
  int idle_seconds = 75;     ///< keep-alive
  int connections = 4096;
  int connections_a_peer = 256;
  int waiting = 1024;        ///< requests queued for a worker; more are answered 503 with Retry-After
};

struct ServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0 takes a free one
  int workers = 2;
  Limits limits = {};
  std::filesystem::path certificate = {};  ///< PEM chain; with `key` turns TLS on
  std::filesystem::path key = {};
  bool compress = true;
  /// Whether a request with this path may carry up to `upload_body`.
  std::function<bool(Method, std::string_view path)> takes_files = [](Method, std::string_view) { return false; };
};

/// Called once, from any thread. Answering is what ends the request; one that is destroyed unanswered is answered 500.
using Reply = std::function<void(Response)>;
/// Runs on a worker. An exception that escapes it is answered 500 with a reference that stands in the log.
using Handler = std::function<void(Request, Reply)>;

}  // namespace web
