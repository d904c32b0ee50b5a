// HMAC-SHA1 for one-time codes (RFC 6238): here because OpenSSL is this floor's.
#pragma once

#include "base/bytes.h"

#include <array>

namespace web {

/// RFC 2104 with SHA-1. For authenticator apps, which know little else; never for anything new. Throws std::runtime_error where OpenSSL
/// has no SHA-1.
std::array<std::byte, 20> hmac_sha1(base::BytesView key, base::BytesView message);

}  // namespace web
