// The bytes of a connection, in the clear or over TLS: the same few deeds, so that everything above is compiled once.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace web {

/// What came of a deed that never blocks.
struct Outcome {
  enum class Kind { done, want_read, want_write, closed, failed };
  Kind kind;
  std::size_t bytes = 0;
};

class Transport {
 public:
  virtual ~Transport() = default;
  /// Done at once in the clear.
  virtual Outcome handshake() = 0;
  virtual Outcome read(std::span<char> into) = 0;
  /// Writes from the two pieces in order; `bytes` says how many of both together.
  virtual Outcome write(std::string_view first, std::string_view second) = 0;
  /// Bytes that came already and wait above the socket: no readiness will be told for them.
  virtual bool has_pending() const = 0;
  /// Says that nothing more will be written.
  virtual void finish() = 0;
};

/// Plain HTTP on an open non-blocking socket, which stays the caller's.
std::unique_ptr<Transport> plain_transport(int fd);

}  // namespace web
