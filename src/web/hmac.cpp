// HMAC-SHA1 by OpenSSL.
#include "web/hmac.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <stdexcept>

namespace web {

std::array<std::byte, 20> hmac_sha1(base::BytesView key, base::BytesView message) {
  std::array<std::byte, 20> out{};
  unsigned length = 0;
  const auto* made =
      HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(message.data()),
           message.size(), reinterpret_cast<unsigned char*>(out.data()), &length);
  if (made == nullptr || length != out.size()) throw std::runtime_error("HMAC-SHA1 is not to be had from OpenSSL");
  return out;
}

}  // namespace web
