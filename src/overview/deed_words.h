// What the deeds of the access log are called, for those who read it.
#pragma once

#include "access/pen.h"

#include <span>
#include <string>
#include <string_view>

namespace overview {

/// "Corrected a record" for "record.corrected"; the code itself for a deed this version does not know.
std::string deed_words(std::string_view code);
/// Every deed this version knows, by its words.
std::span<const access::Deed> known_deeds();

}  // namespace overview
