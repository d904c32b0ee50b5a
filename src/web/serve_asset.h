// The browser's files, answered from the binary.
#pragma once

#include "web/request.h"
#include "web/response.h"

#include <optional>

namespace web {

/// The asset a GET asks for, kept by browsers for a year: its address changes with its content. Brotli, else gzip, where the browser
/// takes it; 304 where it has it already. Nothing when the path is no asset's.
std::optional<Response> serve_asset(const Request& request);

}  // namespace web
