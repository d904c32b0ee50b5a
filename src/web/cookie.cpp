// Building Set-Cookie.
#include "web/cookie.h"

#include <stdexcept>

namespace web {

std::string cookie_name(bool secure, std::string_view name) {
  return std::string(secure ? "__Host-alongside-" : "alongside-") + std::string(name);
}

std::string set_cookie(bool secure, std::string_view name, std::string_view value, CookieLife life) {
  for (char c : value)
    if (c <= 0x20 || c >= 0x7F || c == '"' || c == ',' || c == ';' || c == '\\')
      throw std::invalid_argument("a cookie's value may not hold that character");
  std::string out = cookie_name(secure, name);
  out += '=';
  out += value;
  if (life.seconds) out += "; Max-Age=" + std::to_string(*life.seconds);
  out += "; Path=/; HttpOnly; SameSite=Lax";
  if (secure) out += "; Secure";
  return out;
}

std::string forget_cookie(bool secure, std::string_view name) { return set_cookie(secure, name, "", {.seconds = 0}); }

}  // namespace web
