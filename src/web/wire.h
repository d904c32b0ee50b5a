// A Response as bytes: status line, the headers every answer carries, the body, compressed where that is wanted.
#pragma once

#include "web/compress.h"
#include "web/response.h"

#include <string>

namespace web {

/// What the request said that shapes the answer to it.
struct AnswerTo {
  bool head = false;      ///< leave the body out
  bool http_1_0 = false;
  bool keep_alive = true; ///< false also tells the client so
  bool secure = false;
  Coding coding = Coding::none;
  bool compressing = true; ///< whether this server compresses at all: Vary says so
  bool wants_json = false; ///< how a failure of our own is told
};

struct Wire {
  std::string head, body;
  bool close = false;
};

/// Throws std::invalid_argument for a header that would split the answer (CR, LF, NUL, a name that is no token) or that is the
/// server's own to write (Content-Length, Transfer-Encoding, Connection, Date). A header of the response with the name of a security
/// header takes its place.
Wire to_wire(Response response, const AnswerTo& to);

/// A short plain refusal that ends the connection.
Wire refusal_wire(int status, std::string_view words, bool secure);

/// 500 with a reference of eight characters that stands in the log beside `kind` and `what`.
Response failure(const char* kind, const char* what, bool wants_json);

}  // namespace web
