// Runs of raw bytes, and their written forms: hex, base64url, Crockford base 32.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace base {

using Bytes = std::vector<std::byte>;
using BytesView = std::span<const std::byte>;
using Bytes16 = std::array<std::byte, 16>;
using Bytes32 = std::array<std::byte, 32>;

inline BytesView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}
inline std::string_view as_text(BytesView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Lower-case hexadecimal, two characters a byte.
std::string to_hex(BytesView bytes);
/// Nothing if the length is odd or a character is not hexadecimal.
std::optional<Bytes> from_hex(std::string_view text);
/// RFC 4648 section 5, without padding.
std::string to_base64url(BytesView bytes);
std::optional<Bytes> from_base64url(std::string_view text);
/// 26 characters of Crockford base 32 for 16 bytes; sorts as the bytes do.
std::string to_base32(const Bytes16& bytes);
/// Takes lower case and the look-alikes i, l (1) and o (0), as Crockford's page says; nothing on anything else.
std::optional<Bytes16> from_base32(std::string_view text);
/// RFC 4648 base 32 with the standard alphabet, no padding: what authenticator apps read.
std::string to_base32_rfc(BytesView bytes);

/// Equal length and equal bytes, in a time that does not depend on where they differ.
bool equal_in_constant_time(BytesView a, BytesView b);

}  // namespace base
