// Reading what a JSON object says by name, where what is missing or of another kind is nothing.
#pragma once

#include "base/time.h"
#include "web/json.h"

#include <optional>
#include <string>
#include <string_view>

namespace web {

/// The text of that name, as it stands; empty where there is none.
inline std::string text_in(const Json& object, std::string_view name) {
  const auto* found = object.find(name);
  return found && found->string() ? *found->string() : std::string();
}
/// A day written as 2026-03-03.
inline std::optional<base::LocalDate> day_in(const Json& object, std::string_view name) { return base::parse_iso_date(text_in(object, name)); }

}  // namespace web
