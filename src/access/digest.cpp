// BLAKE2b-256 through libsodium.
#include "access/digest.h"

#include <sodium.h>

#include <stdexcept>

namespace access {
namespace {

constexpr std::string_view token_domain = "alongside token 1\n";

base::Bytes32 blake2b(const unsigned char* key, std::size_t key_length, std::initializer_list<base::BytesView> pieces) {
  ready_sodium();
  base::Bytes32 out;
  crypto_generichash_state state;
  crypto_generichash_init(&state, key, key_length, out.size());
  for (const auto piece : pieces) {
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(piece.data()), piece.size());
  }
  crypto_generichash_final(&state, reinterpret_cast<unsigned char*>(out.data()), out.size());
  return out;
}

}  // namespace

void ready_sodium() {
  static const int started = sodium_init();
  if (started < 0) throw std::runtime_error("libsodium could not start");
}

base::Bytes32 digest(std::initializer_list<base::BytesView> pieces) { return blake2b(nullptr, 0, pieces); }

base::Bytes32 keyed_digest(const base::Bytes32& key, std::initializer_list<base::BytesView> pieces) {
  return blake2b(reinterpret_cast<const unsigned char*>(key.data()), key.size(), pieces);
}

std::string make_token(base::Random& random) {
  base::Bytes32 raw;
  random.fill(raw);
  auto text = base::to_base64url(raw);
  sodium_memzero(raw.data(), raw.size());
  return text;
}

base::Bytes32 hash_token(std::string_view token) { return digest({base::as_bytes(token_domain), base::as_bytes(token)}); }

}  // namespace access
