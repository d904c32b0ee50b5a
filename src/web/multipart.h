// What a Content-Type header says about a body: its kind, and the boundary of a multipart form.
#pragma once

#include "web/request.h"

#include <optional>
#include <string>
#include <string_view>

namespace web {

/// "text/html; charset=utf-8" → "text/html", in lower case.
std::string media_type(std::string_view content_type);
/// The boundary parameter; nothing where it is missing, given twice or not one RFC 2046 allows.
std::optional<std::string> multipart_boundary(std::string_view content_type);

}  // namespace web
