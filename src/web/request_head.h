// The rules a request's head is held to before and beside the parser's own: whatever two servers could read in two ways is refused.
#pragma once

#include "web/request.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace web {

/// Why a request is not taken. Every refusal ends the connection.
struct Refusal {
  int status = 400;
  std::string_view words;
};

/// Looks for the end of a head as its bytes arrive; each byte is looked at once. Refuses a bare LF or CR, NUL, folded lines, a leading
/// empty line, HTTP/0.9 and other versions, and what is over the limits.
class HeadScan {
 public:
  HeadScan(std::size_t most_request_line, std::size_t most_headers) : most_line_(most_request_line), most_headers_(most_headers) {}
  enum class Verdict { more, complete, refused };
  /// `head` is everything that came so far, beginning at the request line.
  Verdict look(std::string_view head);
  /// Bytes up to and with the empty line, once complete.
  std::size_t length() const { return length_; }
  Refusal refusal() const { return refusal_; }

 private:
  Verdict refuse(int status, std::string_view words);
  std::size_t most_line_, most_headers_;
  std::size_t line_start_ = 0, seen_ = 0, length_ = 0, first_line_ = 0;
  Refusal refusal_;
};

struct Target {
  std::string path;         ///< decoded once
  std::string_view query;   ///< as it came, without '?'
};

/// Takes a target apart: a path of our own, or an absolute form whose authority is `host`. Nothing for any other form, a bad escape,
/// %00, %2F or a backslash, an empty, '.' or '..' segment, control characters or bytes that are not UTF-8.
std::optional<Target> read_target(std::string_view target, std::string_view host);
/// host[:port] as a Host header may hold it.
bool is_host(std::string_view text);
Method to_method(std::string_view word);

/// Reads a form out of the body where its content type says it is one, and empties the body. 0, or the status to refuse with:
/// 400 malformed, 415 a body in a content coding.
int read_form(Request& request);

}  // namespace web
