// Masked tokens, and the rule over Sec-Fetch-Site and Origin.
#include "access/csrf.h"

#include "access/digest.h"
#include "base/text.h"

#include <algorithm>

namespace access {
namespace {

constexpr std::string_view csrf_domain = "alongside csrf 1\n";

base::Bytes32 token_of(const base::Bytes32& key, const base::Bytes32& sign_in) {
  return keyed_digest(key, {base::as_bytes(csrf_domain), sign_in});
}

/// Scheme, host and port as one text that can be compared; empty when it is no web origin.
std::string normal_origin(std::string_view origin) {
  std::string out = base::to_lower_ascii(origin);
  const bool https = out.starts_with("https://");
  if (!https && !out.starts_with("http://")) return "";
  const std::string_view port = https ? ":443" : ":80";
  if (out.ends_with(port)) out.resize(out.size() - port.size());
  const auto host = std::string_view(out).substr(https ? 8 : 7);
  if (host.empty() || host.find_first_of("/?#@ ") != std::string_view::npos) return "";
  return out;
}

bool is_own(std::string_view origin, std::string_view own) {
  const auto one = normal_origin(origin);
  return !one.empty() && one == normal_origin(own);
}

bool is_own_kind_of_body(std::string_view content_type) {
  const auto type = base::to_lower_ascii(base::trim(content_type.substr(0, content_type.find(';'))));
  return type == "application/x-www-form-urlencoded" || type == "multipart/form-data" || type == "application/json";
}

}  // namespace

std::string make_csrf_token(const base::Bytes32& key, const base::Bytes32& sign_in, base::Random& random) {
  const auto token = token_of(key, sign_in);
  base::Bytes masked(2 * token.size());
  random.fill(std::span(masked).first(token.size()));
  for (std::size_t n = 0; n < token.size(); ++n) masked[token.size() + n] = masked[n] ^ token[n];
  return base::to_base64url(masked);
}

bool csrf_token_fits(const base::Bytes32& key, const base::Bytes32& sign_in, std::string_view presented) {
  const auto token = token_of(key, sign_in);
  if (presented.size() > 4 * token.size()) return false;
  const auto masked = base::from_base64url(presented);
  if (!masked || masked->size() != 2 * token.size()) return false;
  base::Bytes32 bare;
  for (std::size_t n = 0; n < bare.size(); ++n) bare[n] = (*masked)[n] ^ (*masked)[bare.size() + n];
  return base::equal_in_constant_time(bare, token);
}

std::optional<SourceRefusal> refuse_source(web::Method method, const RequestSource& source) {
  if (method == web::Method::get || method == web::Method::head || method == web::Method::options) return std::nullopt;
  if (source.sec_fetch_site) {
    if (*source.sec_fetch_site != "same-origin") return SourceRefusal::elsewhere;
    if (source.origin && *source.origin != "null" && !is_own(*source.origin, source.own_origin))
      return SourceRefusal::wrong_origin;
  } else {
    if (!source.origin) return SourceRefusal::unknown;
    if (!is_own(*source.origin, source.own_origin)) return SourceRefusal::wrong_origin;
  }
  if (source.content_type ? !is_own_kind_of_body(*source.content_type) : source.has_body) return SourceRefusal::foreign_body;
  return std::nullopt;
}

}  // namespace access
