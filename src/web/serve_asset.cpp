// Assets are found by their content-hashed path.
#include "web/serve_asset.h"

#include "base/text.h"
#include "web/assets.h"
#include "web/compress.h"

#include <algorithm>

namespace web {
namespace {

/// Whether an If-None-Match header names the tag.
bool names_tag(std::string_view list, std::string_view tag) {
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    auto item = base::trim(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    if (item.starts_with("W/")) item.remove_prefix(2);
    if (item == tag || item == "*") return true;
  }
  return false;
}

}  // namespace

std::optional<Response> serve_asset(const Request& request) {
  if (request.method != Method::get || !request.path.starts_with("/assets/")) return std::nullopt;
  const auto all = all_assets();
  const auto found = std::lower_bound(all.begin(), all.end(), request.path, [](const Asset& a, const std::string& path) { return a.path < path; });
  if (found == all.end() || found->path != request.path) return std::nullopt;

  const auto accepted = request.find_header("accept-encoding").value_or("");
  std::string_view coding, bytes = found->plain;
  if (!found->brotli.empty() && accepts_coding(accepted, "br")) {
    coding = "br";
    bytes = found->brotli;
  } else if (!found->gzip.empty() && accepts_coding(accepted, "gzip")) {
    coding = "gzip";
    bytes = found->gzip;
  }
  // The path holds the content's hash; each coding of it is a representation of its own.
  const auto tag = "\"" + std::string(found->path.substr(found->path.rfind('/') + 1)) + (coding.empty() ? "" : "-") + std::string(coding) + "\"";

  Response response;
  response.content_type = found->content_type;
  response.may_compress = false;
  response.keep_secret = false;
  response.set_header("Cache-Control", "public, max-age=31536000, immutable");
  response.set_header("ETag", tag);
  response.set_header("Vary", "Accept-Encoding");
  if (const auto have = request.find_header("if-none-match"); have && names_tag(*have, tag)) {
    response.status = 304;
    return response;
  }
  if (!coding.empty()) response.set_header("Content-Encoding", std::string(coding));
  response.body = bytes;
  return response;
}

}  // namespace web
