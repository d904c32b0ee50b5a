// How a kept file is sent, whoever keeps it.
#pragma once

#include "access/visit.h"
#include "web/response.h"

#include <string>
#include <string_view>

namespace record {

/// A file to keep, never to run; a picture to look at where the address asks for it ("?show=yes").
web::Response file_response(const access::Visit& visit, std::string_view name, std::string content_type, std::string bytes);

}  // namespace record
