// RFC 4226 and RFC 6238 over HMAC-SHA1, and codes to write down.
#include "access/totp.h"

#include "access/digest.h"
#include "web/hmac.h"
#include "web/request.h"

#include <fmt/core.h>

#include <array>

namespace access {
namespace {

constexpr std::int64_t step_ms = 30 * base::second_ms;
constexpr std::size_t secret_bytes = 20;
constexpr std::size_t recovery_bytes = 14;       // 112 bits
constexpr std::size_t recovery_characters = 23;  // in base 32
constexpr int recovery_codes = 10;
constexpr std::string_view recovery_domain = "alongside recovery code 1\n";
constexpr std::string_view base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

}  // namespace

base::Secret make_totp_secret(base::Random& random) {
  base::Bytes bytes(secret_bytes);
  random.fill(bytes);
  return base::Secret(std::move(bytes));
}

std::int64_t totp_step(base::UtcTime at) { return at.ms / step_ms; }

std::string totp_code(const base::Secret& secret, std::int64_t step, unsigned digits) {
  std::array<std::byte, 8> message;
  for (std::size_t n = 0; n < 8; ++n)
    message[n] = static_cast<std::byte>((static_cast<std::uint64_t>(step) >> (8 * (7 - n))) & 0xFFU);
  const auto mac = web::hmac_sha1(secret.reveal(), message);
  const auto at = [&](std::size_t n) { return std::to_integer<std::uint32_t>(mac[n]); };
  const std::size_t offset = at(19) & 0x0FU;
  const std::uint32_t cut = ((at(offset) & 0x7FU) << 24) | (at(offset + 1) << 16) | (at(offset + 2) << 8) | at(offset + 3);
  std::uint32_t modulus = 1;
  for (unsigned n = 0; n < digits; ++n) modulus *= 10;
  return fmt::format("{:0{}}", cut % modulus, digits);
}

std::optional<std::int64_t> accept_totp(const base::Secret& secret, std::string_view typed, base::UtcTime now,
                                        std::int64_t last_accepted) {
  std::string code;
  for (const char c : typed) {
    if (c != ' ') code += c;
  }
  std::optional<std::int64_t> accepted;
  for (std::int64_t step = totp_step(now) - 1; step <= totp_step(now) + 1; ++step) {
    // All three are worked out each time, so that the time says nothing about which was near.
    const bool same = base::equal_in_constant_time(base::as_bytes(totp_code(secret, step)), base::as_bytes(code));
    if (same && step > last_accepted && !accepted) accepted = step;
  }
  return accepted;
}

std::string totp_uri(std::string_view issuer, std::string_view account, const base::Secret& secret) {
  const auto by = web::percent_encode(issuer);
  return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}&algorithm=SHA1&digits=6&period=30", by,
                     web::percent_encode(account), base::to_base32_rfc(secret.reveal()), by);
}

std::vector<base::Secret> make_recovery_codes(base::Random& random) {
  std::vector<base::Secret> codes;
  for (int n = 0; n < recovery_codes; ++n) {
    base::Bytes bytes(recovery_bytes);
    random.fill(bytes);
    const auto plain = base::to_base32_rfc(bytes);
    std::string grouped;
    for (std::size_t at = 0; at < plain.size(); ++at) {
      if (at != 0 && at % 6 == 0) grouped += '-';
      grouped += plain[at];
    }
    codes.emplace_back(std::string_view(grouped));
  }
  return codes;
}

std::optional<base::Bytes32> hash_recovery_code(std::string_view typed) {
  std::string plain;
  for (char c : typed) {
    if (c == ' ' || c == '-') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == '0') c = 'O';
    if (c == '1') c = 'I';
    if (c == '8') c = 'B';
    if (base32.find(c) == std::string_view::npos) return std::nullopt;
    plain += c;
  }
  if (plain.size() != recovery_characters) return std::nullopt;
  return digest({base::as_bytes(recovery_domain), base::as_bytes(plain)});
}

}  // namespace access
