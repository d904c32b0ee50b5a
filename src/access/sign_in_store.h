// Accounts, sign-ins and tokens as they are stored: only digests of secrets.
#pragma once

#include "access/pass.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace access {

/// An account as the sign-in page needs it.
struct Account {
  StaffId staff;
  std::string username;
  std::string password_hash;
  std::optional<base::Bytes> totp_secret;  ///< confirmed only
  std::int64_t totp_last_step = 0;
  int failures = 0;
  base::UtcTime last_failure_at;
  bool suspended = false;
  bool must_change = false;
};

struct SignInLine {
  SignInId id;
  std::string device;
  base::UtcTime created_at, seen_at;
  bool locked;
  bool is_this;
};

inline constexpr std::int64_t idle_ms = 30 * base::minute_ms;      ///< a sign-in unused this long is locked
inline constexpr std::int64_t absolute_ms = 10 * base::hour_ms;    ///< and ended after this, used or not
inline constexpr std::int64_t step_up_ms = 10 * base::minute_ms;   ///< so long a proof of who one is stays fresh enough for C8 to C12

/// The cookie's bare name; web/cookie.h makes `__Host-` of it over TLS.
inline constexpr std::string_view sign_in_cookie = "signin";

std::optional<Account> find_account(db::ReadConnection& reader, std::string_view username);
std::optional<Account> find_account(db::ReadConnection& reader, const StaffId& staff);
/// Nothing when it is unknown, ended or past its limits. Idle ones come back locked.
std::optional<SignedIn> find_sign_in(db::ReadConnection& reader, std::string_view token, base::UtcTime now);
std::optional<SignedIn> find_token(db::ReadConnection& reader, std::string_view token, base::UtcTime now);
/// Theirs, live or ended.
bool is_own_sign_in(const StaffPass<May::entries_own>& pass, const SignInId& id);
std::vector<SignInLine> list_sign_ins(const StaffPass<May::entries_own>& pass, const SignInId& current);
/// Moves `seen_at`, written behind and at most once in half a minute.
void keep_alive(House& house, const SignedIn& signed_in);

}  // namespace access
