// A password from whoever runs the command: typed unseen at a terminal, or the first line of standard input.
#pragma once

#include "base/secret.h"

#include <string_view>

namespace app {

/// Asks on standard error when standard input is a terminal; the echo is off meanwhile. Empty when there is no line.
base::Secret ask_password(std::string_view question);

}  // namespace app
