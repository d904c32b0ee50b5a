// A QR code as an inline SVG: what an authenticator app's camera reads. The one door to libqrencode.
#pragma once

#include "web/html.h"

#include <string_view>

namespace access {

/// Dark on white in any theme, with the quiet zone around it; `says` is its name for those who do not see it. Empty where the text
/// is too long for a QR code.
web::Html qr_code(std::string_view text, std::string_view says);

}  // namespace access
