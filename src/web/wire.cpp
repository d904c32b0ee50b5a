// Writing answers. What security.md E2 asks of every response stands here, once.
#include "web/wire.h"

#include "base/log.h"
#include "base/random.h"
#include "base/text.h"
#include "base/time.h"
#include "web/json.h"
#include "web/problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace web {
namespace {

constexpr std::size_t smallest_compressed = 600;

struct Header {
  std::string_view name, value;
};

constexpr Header content_policy = {"Content-Security-Policy",
                                   "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                                   "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
                                   "frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'"};
constexpr Header transport_security = {"Strict-Transport-Security", "max-age=63072000"};
constexpr Header no_store = {"Cache-Control", "no-store"};

constexpr std::array<Header, 7> always = {{
    content_policy,
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"X-Frame-Options", "DENY"},
    {"Permissions-Policy",
     "camera=(self), accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), display-capture=(), encrypted-media=(), "
     "fullscreen=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), local-fonts=(), "
     "magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), serial=(), usb=(), web-share=(), "
     "xr-spatial-tracking=()"},
}};

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
           return lower(x) == lower(y);
         });
}

bool is_name(std::string_view text) {
  return !text.empty() && text.find_first_not_of("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") ==
                              std::string_view::npos;
}

bool is_value(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; });
}

void put(std::string& out, Header header) {
  out += header.name;
  out += ": ";
  out += header.value;
  out += "\r\n";
}

/// IMF-fixdate, made once a second per thread.
std::string_view http_date() {
  static thread_local std::int64_t second = -1;
  static thread_local std::string written;
  const auto now = base::system_clock().now();
  if (now.ms / 1000 != second) {
    second = now.ms / 1000;
    constexpr std::array<std::string_view, 7> days = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const base::LocalDate day{static_cast<std::int32_t>(second / 86400)};
    const auto parts = base::to_parts(day);
    const auto time = second % 86400;
    written = fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[static_cast<std::size_t>(base::weekday(day)) - 1], parts.day,
                          months[static_cast<std::size_t>(parts.month) - 1], parts.year, time / 3600, time / 60 % 60, time % 60);
  }
  return written;
}

bool has_header(const Response& response, std::string_view name) {
  return std::any_of(response.headers.begin(), response.headers.end(), [&](const auto& h) { return same_name(h.first, name); });
}

void check_headers(const Response& response) {
  if (!is_value(response.content_type)) throw std::invalid_argument("a content type would split the answer");
  for (const auto& [name, value] : response.headers) {
    if (!is_name(name) || !is_value(value)) throw std::invalid_argument("a header would split the answer");
    for (const std::string_view ours : {"content-length", "transfer-encoding", "connection", "date", "content-type"})
      if (same_name(name, ours)) throw std::invalid_argument("a header is the server's own to write: " + name);
  }
}

void put_policy(std::string& out, const Response& response, bool secure) {
  static const auto blocks = [] {
    std::array<std::string, 2> made;
    for (const auto& header : always)
      for (auto& block : made) put(block, header);
    put(made[1], transport_security);
    return made;
  }();
  if (response.headers.empty()) {
    out += blocks[secure ? 1 : 0];
    return;
  }
  for (const auto& header : always)
    if (!has_header(response, header.name)) put(out, header);
  if (secure && !has_header(response, transport_security.name)) put(out, transport_security);
}

/// Compresses the body in place; returns the coding used.
Coding shrink(Response& response, Coding coding, std::string& head) {
  if (coding == Coding::none || !response.may_compress || response.body.size() <= smallest_compressed ||
      has_header(response, "content-encoding"))
    return Coding::none;
  const auto pad = random_pad();
  const bool in_body = response.content_type.starts_with("text/html");
  if (in_body) {
    response.body += "<!-- ";
    response.body += pad;
    response.body += " -->";
  }
  auto smaller = compress(coding, response.body);
  if (smaller.empty() || smaller.size() >= response.body.size()) return Coding::none;
  response.body = std::move(smaller);
  put(head, {"Content-Encoding", coding_name(coding)});
  if (!in_body && !pad.empty()) put(head, {"X-Pad", pad});
  return coding;
}

}  // namespace

Wire to_wire(Response response, const AnswerTo& to) {
  check_headers(response);
  Wire wire;
  auto& head = wire.head;
  head.reserve(1536);
  head += to.http_1_0 ? "HTTP/1.0 " : "HTTP/1.1 ";
  head += fmt::format_int(response.status).str();
  head += ' ';
  head += status_words(response.status);
  head += "\r\n";
  put(head, {"Date", http_date()});
  put_policy(head, response, to.secure);
  if (response.keep_secret && !has_header(response, no_store.name)) put(head, no_store);
  for (const auto& [name, value] : response.headers) put(head, {name, value});
  if (response.may_compress && to.compressing) put(head, {"Vary", "Accept-Encoding"});
  const bool bodyless = response.status == 204 || response.status == 304 || response.status < 200;
  if (!bodyless) {
    shrink(response, to.coding, head);
    if (!response.content_type.empty() && !(response.body.empty() && response.status >= 300 && response.status < 400))
      put(head, {"Content-Type", response.content_type});
    put(head, {"Content-Length", fmt::format_int(response.body.size()).str()});
  }
  wire.close = !to.keep_alive;
  if (wire.close) put(head, {"Connection", "close"});
  else if (to.http_1_0) put(head, {"Connection", "keep-alive"});
  head += "\r\n";
  if (!bodyless && !to.head) wire.body = std::move(response.body);
  return wire;
}

Wire refusal_wire(int status, std::string_view words, bool secure) {
  Response response = text(status, std::string(words) + "\n");
  response.may_compress = false;
  return to_wire(std::move(response), {.keep_alive = false, .secure = secure});
}

Response failure(const char* kind, const char* what, bool wants_json) {
  std::array<std::byte, 5> bytes;
  base::system_random().fill(bytes);
  const auto reference = base::to_base32_rfc(bytes);
  base::log::error("request_failed", {{"reference", base::log::Token{reference}},
                                      {"exception", base::log::Token{kind}},
                                      {"what", base::log::Token{what}}});
  const auto detail = "Something went wrong on our side. Nothing you sent was saved. Try again; if it happens again, tell whoever looks "
                      "after Alongside, with the reference " + reference + ".";
  if (wants_json) {
    Json body;
    body.set("type", "about:blank");
    body.set("title", status_words(500));
    body.set("status", 500);
    body.set("detail", detail);
    body.set("reference", reference);
    return problem(500, to_json(body));
  }
  Response response = text(500, "");
  response.content_type = "text/html; charset=utf-8";
  response.body = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Sorry, there is a problem</title></head><body>"
                  "<h1>Sorry, there is a problem</h1><p>" + detail + "</p></body></html>\n";
  return response;
}

}  // namespace web
