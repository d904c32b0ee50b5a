// What arrived, already parsed and held to the limits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace web {

enum class Method { get, head, post, put, patch, del, options, other };

/// A file that came with a form. `name` is what the browser called it: show it only escaped, never use it as a path.
struct Upload {
  std::string field;
  std::string name;
  std::string declared_type;
  std::string bytes;
};

/// Named values in the order they came; one name may come several times.
class Form {
 public:
  std::optional<std::string_view> find(std::string_view name) const;
  /// The first value, or empty.
  std::string_view text(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;
  bool has(std::string_view name) const { return find(name).has_value(); }
  void add(std::string name, std::string value) { entries_.emplace_back(std::move(name), std::move(value)); }
  const std::vector<std::pair<std::string, std::string>>& entries() const { return entries_; }
  std::vector<Upload> uploads;

 private:
  std::vector<std::pair<std::string, std::string>> entries_;
};

struct Request {
  Method method = Method::get;
  std::string path;    ///< decoded, begins with '/', no '.' or '..' segments, no NUL
  std::string target;  ///< as it came
  Form query;
  Form form;  ///< application/x-www-form-urlencoded or multipart/form-data; else empty
  std::string body;    ///< the raw body, for other types
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string peer;    ///< numeric address
  bool secure = false; ///< came over TLS
  std::optional<std::string_view> find_header(std::string_view lower_case_name) const;
  std::optional<std::string_view> find_cookie(std::string_view name) const;
};

/// application/x-www-form-urlencoded, as the URL standard reads it; nothing when it holds more than `most` entries or is not UTF-8.
std::optional<Form> parse_urlencoded(std::string_view body, std::size_t most = 2000);
/// RFC 7578. Nothing when it is malformed, has more than `most` parts, or a part's head is over 8 KiB.
std::optional<Form> parse_multipart(std::string_view body, std::string_view boundary, std::size_t most = 500);
/// Percent-decoding of one path segment or query value; nothing on a bad escape.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);
/// Everything but unreserved characters escaped.
std::string percent_encode(std::string_view text);

}  // namespace web
