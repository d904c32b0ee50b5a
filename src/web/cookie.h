// Set-Cookie for the few cookies we have: bound to this host, out of reach of scripts, not sent along from other sites.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace web {

/// The name a cookie goes by. Over TLS it is "__Host-alongside-<name>": the browser itself then insists on Secure, on Path=/ and on
/// this very host. Plain HTTP is served on loopback only; there not every browser and client keeps a Secure cookie (Chromium does for
/// localhost, others for none of its spellings), and a sign-in that silently fails teaches people to look for switches that weaken
/// it. So on loopback it is "alongside-<name>", without the prefix and without Secure, and never leaves the machine.
/// The two names differ, so a cookie set in the clear is never taken for one set over TLS.
std::string cookie_name(bool secure, std::string_view name);

struct CookieLife {
  /// Seconds the browser keeps it; without, until it closes. 0 removes the cookie.
  std::optional<std::int64_t> seconds;
};

/// The header's value: HttpOnly, SameSite=Lax, Path=/, and Secure over TLS. Throws std::invalid_argument for a value with
/// characters RFC 6265 keeps out (controls, space, quote, comma, semicolon, backslash).
std::string set_cookie(bool secure, std::string_view name, std::string_view value, CookieLife life = {});
/// Tells the browser to forget it.
std::string forget_cookie(bool secure, std::string_view name);

}  // namespace web
