// What goes back.
#pragma once

#include "web/html.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace web {

struct Response {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  bool may_compress = true;  ///< false where it is compressed already, or must not be
  bool keep_secret = true;   ///< Cache-Control: no-store; false only for what every visitor may have
  void set_header(std::string name, std::string value) { headers.emplace_back(std::move(name), std::move(value)); }
};

Response page(int status, Html html);
Response text(int status, std::string words);
/// application/json
Response json(int status, std::string body);
/// RFC 9457 problem details.
Response problem(int status, std::string body);
/// 303 to a path of our own.
Response see_other(const Url& to);

}  // namespace web
