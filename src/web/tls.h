// TLS 1.2 and 1.3 with forward secrecy only. OpenSSL stands behind it, in tls.cpp only.
#pragma once

#include "web/transport.h"

#include <filesystem>
#include <memory>

namespace web {

/// The certificate and key in use. Safe from any thread.
class TlsIdentity {
 public:
  /// Throws std::runtime_error, naming the file, when the chain or the key cannot be read or do not belong together.
  TlsIdentity(std::filesystem::path certificate, std::filesystem::path key);
  ~TlsIdentity();
  /// Reads both files again; connections from now on use them. On a throw the old ones stay in use.
  void reload();
  /// The server's side of a connection on an open non-blocking socket, which stays the caller's.
  std::unique_ptr<Transport> accept(int fd) const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace web
