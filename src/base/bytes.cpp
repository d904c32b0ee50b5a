// Written forms of raw bytes.
#include "base/bytes.h"

namespace base {
namespace {

constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::string_view base64url_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

unsigned at(BytesView bytes, std::size_t i) { return std::to_integer<unsigned>(bytes[i]); }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

int crockford_digit(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') c = '0';
  if (c == 'I' || c == 'L') c = '1';
  const auto found = crockford.find(c);
  return found == std::string_view::npos ? -1 : static_cast<int>(found);
}

}  // namespace

std::string to_hex(BytesView bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (auto b : bytes) {
    out += digits[std::to_integer<unsigned>(b) >> 4];
    out += digits[std::to_integer<unsigned>(b) & 15];
  }
  return out;
}

std::optional<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  Bytes out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_digit(text[i]), low = hex_digit(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out.push_back(static_cast<std::byte>(high * 16 + low));
  }
  return out;
}

std::string to_base64url(BytesView bytes) {
  std::string out;
  out.reserve((bytes.size() * 4 + 2) / 3);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = bytes.size() - i;
    unsigned block = at(bytes, i) << 16;
    if (left > 1) block |= at(bytes, i + 1) << 8;
    if (left > 2) block |= at(bytes, i + 2);
    out += base64url_alphabet[block >> 18];
    out += base64url_alphabet[(block >> 12) & 63];
    if (left > 1) out += base64url_alphabet[(block >> 6) & 63];
    if (left > 2) out += base64url_alphabet[block & 63];
  }
  return out;
}

std::optional<Bytes> from_base64url(std::string_view text) {
  if (text.size() % 4 == 1) return std::nullopt;
  Bytes out;
  out.reserve(text.size() * 3 / 4);
  unsigned held = 0;
  int bits = 0;
  for (char c : text) {
    const auto digit = base64url_alphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    held = (held << 6) | static_cast<unsigned>(digit);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out.push_back(static_cast<std::byte>((held >> bits) & 255));
    }
  }
  if ((held & ((1U << bits) - 1)) != 0) return std::nullopt;  // one spelling for each run of bytes
  return out;
}

std::string to_base32(const Bytes16& bytes) {
  // 128 bits are 26 digits of 5 bits; the first digit carries the top 3.
  std::string out(26, '0');
  unsigned held = 0;
  int bits = 0;
  std::size_t place = 26;
  for (std::size_t i = 16; i-- > 0;) {
    held |= std::to_integer<unsigned>(bytes[i]) << bits;
    bits += 8;
    while (bits >= 5) {
      out[--place] = crockford[held & 31];
      held >>= 5;
      bits -= 5;
    }
  }
  if (bits > 0) out[--place] = crockford[held & 31];
  return out;
}

std::optional<Bytes16> from_base32(std::string_view text) {
  if (text.size() != 26) return std::nullopt;
  const int first = crockford_digit(text[0]);
  if (first < 0 || first > 7) return std::nullopt;
  Bytes16 out{};
  unsigned held = 0;
  int bits = 0;
  std::size_t place = 16;
  for (std::size_t i = 26; i-- > 0;) {
    const int digit = crockford_digit(text[i]);
    if (digit < 0) return std::nullopt;
    held |= static_cast<unsigned>(digit) << bits;
    bits += 5;
    while (bits >= 8 && place > 0) {
      out[--place] = static_cast<std::byte>(held & 255);
      held >>= 8;
      bits -= 8;
    }
  }
  return out;
}

std::string to_base32_rfc(BytesView bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  unsigned held = 0;
  int bits = 0;
  for (auto b : bytes) {
    held = (held << 8) | std::to_integer<unsigned>(b);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += alphabet[(held >> bits) & 31];
    }
  }
  if (bits > 0) out += alphabet[(held << (5 - bits)) & 31];
  return out;
}

bool equal_in_constant_time(BytesView a, BytesView b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= at(a, i) ^ at(b, i);
  return difference == 0;
}

}  // namespace base
