// Heads and targets, judged.
#include "web/request_head.h"

#include "base/text.h"
#include "web/multipart.h"

#include <algorithm>
#include <cstring>

namespace web {

HeadScan::Verdict HeadScan::refuse(int status, std::string_view words) {
  refusal_ = {status, words};
  return Verdict::refused;
}

HeadScan::Verdict HeadScan::look(std::string_view head) {
  if (seen_ == 0 && !head.empty() && !((head[0] >= 'A' && head[0] <= 'Z') || (head[0] >= 'a' && head[0] <= 'z')))
    return refuse(400, "That is not an HTTP request.");
  for (;;) {
    const void* found = seen_ < head.size() ? std::memchr(head.data() + seen_, '\n', head.size() - seen_) : nullptr;
    if (!found) {
      seen_ = head.size();
      if (first_line_ == 0 && head.size() > most_line_ + 2) return refuse(414, "The address is too long.");
      if (first_line_ != 0 && head.size() - first_line_ > most_headers_) return refuse(431, "The request's headers are too long.");
      return Verdict::more;
    }
    const auto end = static_cast<std::size_t>(static_cast<const char*>(found) - head.data());
    const auto line = head.substr(line_start_, end - line_start_);
    if (!line.ends_with('\r')) return refuse(400, "A line ends without CR.");
    const auto text = line.substr(0, line.size() - 1);
    if (text.find('\r') != std::string_view::npos || text.find('\0') != std::string_view::npos)
      return refuse(400, "A line holds a control character.");
    seen_ = line_start_ = end + 1;
    if (first_line_ == 0) {
      if (text.size() > most_line_) return refuse(414, "The address is too long.");
      if (!text.ends_with(" HTTP/1.1") && !text.ends_with(" HTTP/1.0")) return refuse(400, "Only HTTP/1.1 is spoken here.");
      first_line_ = seen_;
    } else if (text.empty()) {
      if (seen_ - first_line_ > most_headers_ + 2) return refuse(431, "The request's headers are too long.");
      length_ = seen_;
      return Verdict::complete;
    } else if (text.front() == ' ' || text.front() == '\t') {
      return refuse(400, "A header is folded over two lines.");
    }
  }
}

bool is_host(std::string_view text) {
  if (text.empty() || text.size() > 255) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == ':' ||
           c == '[' || c == ']';
  });
}

Method to_method(std::string_view word) {
  if (word == "GET") return Method::get;
  if (word == "POST") return Method::post;
  if (word == "HEAD") return Method::head;
  if (word == "PUT") return Method::put;
  if (word == "PATCH") return Method::patch;
  if (word == "DELETE") return Method::del;
  if (word == "OPTIONS") return Method::options;
  return Method::other;
}

std::optional<Target> read_target(std::string_view target, std::string_view host) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (base::to_lower_ascii(target.substr(0, scheme.size())) != scheme) continue;
    const auto rest = target.substr(scheme.size());
    const auto authority = rest.substr(0, std::min(rest.find_first_of("/?"), rest.size()));
    if (!is_host(authority) || base::to_lower_ascii(authority) != base::to_lower_ascii(host)) return std::nullopt;
    target = rest.substr(authority.size());
    if (!target.starts_with('/')) return std::nullopt;
    break;
  }
  if (!target.starts_with('/') || target.find('#') != std::string_view::npos) return std::nullopt;
  for (char c : target)
    if (c <= 0x20 || c >= 0x7F) return std::nullopt;
  Target out;
  const auto question = std::min(target.find('?'), target.size());
  const auto raw = target.substr(0, question);
  if (question < target.size()) out.query = target.substr(question + 1);
  for (std::size_t at = raw.find('%'); at != std::string_view::npos; at = raw.find('%', at + 1)) {
    const auto escape = base::to_lower_ascii(raw.substr(at, 3));
    if (escape == "%2f") return std::nullopt;
  }
  auto path = percent_decode(raw, false);
  if (!path || !base::is_valid_utf8(*path)) return std::nullopt;
  for (char c : *path)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\') return std::nullopt;
  for (std::string_view left = std::string_view(*path).substr(1); !left.empty();) {
    const auto end = std::min(left.find('/'), left.size());
    const auto segment = left.substr(0, end);
    if (segment.empty() || segment == "." || segment == "..") return std::nullopt;
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  out.path = std::move(*path);
  return out;
}

int read_form(Request& request) {
  if (const auto coding = request.find_header("content-encoding"); coding && base::to_lower_ascii(*coding) != "identity") return 415;
  const auto type = request.find_header("content-type");
  if (!type) return 0;
  const auto kind = media_type(*type);
  std::optional<Form> form;
  if (kind == "application/x-www-form-urlencoded") {
    form = parse_urlencoded(request.body);
  } else if (kind == "multipart/form-data") {
    if (const auto boundary = multipart_boundary(*type)) form = parse_multipart(request.body, *boundary, 2000);  // as many as a form without files may have
  } else {
    return 0;
  }
  if (!form) return 400;
  request.form = std::move(*form);
  std::string().swap(request.body);
  return 0;
}

}  // namespace web
