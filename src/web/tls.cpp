// OpenSSL 3 on non-blocking sockets.
#include "web/tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <climits>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <string>

namespace web {
namespace {

using Context = std::shared_ptr<SSL_CTX>;

/// HTTP/1.1 is all we speak; a client that offers protocols and not this one is told so in the handshake.
int choose_protocol(SSL*, const unsigned char** out, unsigned char* length, const unsigned char* offered, unsigned int size, void*) {
  static constexpr std::array<unsigned char, 9> ours = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  unsigned char* chosen = nullptr;
  const int found = SSL_select_next_proto(&chosen, length, ours.data(), static_cast<unsigned int>(ours.size()), offered, size);
  *out = chosen;
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

void must(bool done, const std::string& what) {
  if (done) return;
  const auto code = ERR_get_error();
  ERR_clear_error();
  std::array<char, 256> words{};
  ERR_error_string_n(code, words.data(), words.size());
  throw std::runtime_error(what + ": " + words.data());
}

Context load(const std::filesystem::path& certificate, const std::filesystem::path& key) {
  ERR_clear_error();
  Context context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  auto* raw = context.get();
  must(raw != nullptr, "TLS cannot be set up");
  must(SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION) == 1, "TLS 1.2 is not available");
  must(SSL_CTX_set_cipher_list(raw, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1, "the TLS 1.2 suites are not available");
  must(SSL_CTX_set1_groups_list(raw, "X25519:P-256:P-384") == 1, "the TLS groups are not available");
  // No tickets: a sign that outlives the key would undo forward secrecy. Resumption is by our own bounded memory.
  SSL_CTX_set_options(raw, SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_SERVER);
  SSL_CTX_sess_set_cache_size(raw, 1024);
  static constexpr std::array<unsigned char, 9> name = {'a', 'l', 'o', 'n', 'g', 's', 'i', 'd', 'e'};
  SSL_CTX_set_session_id_context(raw, name.data(), static_cast<unsigned int>(name.size()));
  SSL_CTX_set_alpn_select_cb(raw, choose_protocol, nullptr);
  must(SSL_CTX_use_certificate_chain_file(raw, certificate.c_str()) == 1, "the certificate " + certificate.string() + " cannot be used");
  must(SSL_CTX_use_PrivateKey_file(raw, key.c_str(), SSL_FILETYPE_PEM) == 1, "the key " + key.string() + " cannot be used");
  must(SSL_CTX_check_private_key(raw) == 1, "the key " + key.string() + " is not the certificate's");
  return context;
}

class TlsTransport final : public Transport {
 public:
  TlsTransport(SSL_CTX* context, int fd) : ssl_(SSL_new(context)) {
    must(ssl_ != nullptr && SSL_set_fd(ssl_, fd) == 1, "a TLS connection cannot be set up");
    SSL_set_accept_state(ssl_);
  }
  ~TlsTransport() override { SSL_free(ssl_); }
  TlsTransport(const TlsTransport&) = delete;
  TlsTransport& operator=(const TlsTransport&) = delete;

  Outcome handshake() override {
    ERR_clear_error();
    return told(SSL_do_handshake(ssl_), 0);
  }

  Outcome read(std::span<char> into) override {
    ERR_clear_error();
    std::size_t got = 0;
    const int result = SSL_read_ex(ssl_, into.data(), into.size(), &got);
    return told(result, got);
  }

  Outcome write(std::string_view first, std::string_view second) override {
    // One record a time, filled from both pieces. A write that has to be tried again gets the same bytes again: the pieces have not
    // moved on, so they are copied out the same.
    static thread_local std::array<char, 16 * 1024> record;
    const auto head = std::min(first.size(), record.size());
    const auto tail = std::min(second.size(), record.size() - head);
    std::string_view bytes = second;
    if (head > 0) {
      std::memcpy(record.data(), first.data(), head);
      if (tail > 0) std::memcpy(record.data() + head, second.data(), tail);
      bytes = {record.data(), head + tail};
    } else {
      bytes = bytes.substr(0, record.size());
    }
    ERR_clear_error();
    std::size_t sent = 0;
    const int result = SSL_write_ex(ssl_, bytes.data(), bytes.size(), &sent);
    return told(result, sent);
  }

  bool has_pending() const override { return SSL_has_pending(ssl_) == 1; }

  void finish() override {
    ERR_clear_error();
    if (SSL_is_init_finished(ssl_)) SSL_shutdown(ssl_);
    ERR_clear_error();
  }

 private:
  Outcome told(int result, std::size_t bytes) const {
    if (result == 1) return {Outcome::Kind::done, bytes};
    switch (SSL_get_error(ssl_, result)) {
      case SSL_ERROR_WANT_READ: return {Outcome::Kind::want_read};
      case SSL_ERROR_WANT_WRITE: return {Outcome::Kind::want_write};
      case SSL_ERROR_ZERO_RETURN: return {Outcome::Kind::closed};
      default: return {Outcome::Kind::failed};
    }
  }

  SSL* ssl_;
};

}  // namespace

struct TlsIdentity::Inside {
  std::filesystem::path certificate, key;
  mutable std::mutex guard;
  Context context;
};

TlsIdentity::TlsIdentity(std::filesystem::path certificate, std::filesystem::path key) : inside_(std::make_unique<Inside>()) {
  inside_->certificate = std::move(certificate);
  inside_->key = std::move(key);
  inside_->context = load(inside_->certificate, inside_->key);
}

TlsIdentity::~TlsIdentity() = default;

void TlsIdentity::reload() {
  auto fresh = load(inside_->certificate, inside_->key);
  const std::scoped_lock lock(inside_->guard);
  inside_->context = std::move(fresh);
}

std::unique_ptr<Transport> TlsIdentity::accept(int fd) const {
  const std::scoped_lock lock(inside_->guard);
  return std::make_unique<TlsTransport>(inside_->context.get(), fd);
}

}  // namespace web
