// The HTTP/1.1 edge: Asio with callbacks and Beast's parser, in two rooms. Everything that could be ambiguous is refused.
#pragma once

#include "web/server_options.h"

#include <cstdint>
#include <memory>

namespace web {

/// Accepts from construction of `start` until `stop`. A HEAD request is handed on with Method::get: the server leaves
/// the body out.
class Server {
 public:
  Server(ServerOptions options, Handler handler);
  ~Server();
  /// Binds and begins; throws std::system_error when the address is taken. Plain HTTP on an address that is not loopback is
  /// refused with std::invalid_argument.
  void start();
  std::uint16_t port() const;
  /// Takes no new connections, lets requests under way finish for at most `seconds`, then closes.
  void stop(int seconds = 10);
  /// Reads the certificate and key again; new connections use them. Throws std::runtime_error when they cannot be used: the old ones
  /// then stay. Does nothing on plain HTTP. From any thread.
  void reload_certificate();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace web
