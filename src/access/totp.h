// The second factor from an authenticator app (RFC 6238), and the recovery codes for the day the telephone is lost.
#pragma once

#include "base/bytes.h"
#include "base/random.h"
#include "base/secret.h"
#include "base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace access {

/// 160 random bits, as RFC 4226 recommends for HMAC-SHA1.
base::Secret make_totp_secret(base::Random& random);

/// The number of the half minute `at` lies in.
std::int64_t totp_step(base::UtcTime at);
/// The code of one step: `digits` (6 to 8) decimal digits with leading zeros.
std::string totp_code(const base::Secret& secret, std::int64_t step, unsigned digits = 6);

/// The step whose code was typed: this one, the last or the next, and later than `last_accepted`; else nothing. Store what it gives back,
/// in the transaction of the sign-in, as the account's next `last_accepted`: then each code is good once. Spaces in `typed` are passed
/// over. Begin with INT64_MIN for `last_accepted`.
std::optional<std::int64_t> accept_totp(const base::Secret& secret, std::string_view typed, base::UtcTime now,
                                        std::int64_t last_accepted);

/// "otpauth://totp/…": what the QR code holds. It contains the secret: never log it.
std::string totp_uri(std::string_view issuer, std::string_view account, const base::Secret& secret);

/// Ten codes of 112 bits, to be shown once: "ABCDEF-GHIJKL-MNOPQR-STUVW". Keep only their hashes; each is good once.
std::vector<base::Secret> make_recovery_codes(base::Random& random);
/// Case, spaces and hyphens as they come; 0, 1 and 8 read as O, I and B. Nothing when it cannot be a recovery code.
std::optional<base::Bytes32> hash_recovery_code(std::string_view typed);

}  // namespace access
