// How both engines find the prepared statement of a literal, and the value of a named parameter.
#pragma once

#include "db/database.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace db {

/// Where a literal stands in the program: it is the same statement for as long as the program runs.
struct StatementPlace {
  const char* text;
  std::size_t length;
  explicit StatementPlace(const Sql& sql) : text(sql.text().data()), length(sql.text().size()) {}
  friend bool operator==(const StatementPlace&, const StatementPlace&) = default;
  struct Hash {
    std::size_t operator()(const StatementPlace& place) const noexcept {
      return std::hash<const void*>()(place.text) ^ (place.length << 1);
    }
  };
};

/// Throws DatabaseError when nothing was bound to the name, or a text with a NUL was: PostgreSQL cannot hold one, so neither engine
/// takes it, and no record can exist in one only.
inline const Value& value_bound_to(std::string_view name, Binds binds) {
  for (const auto& bind : binds) {
    if (bind.name != name) continue;
    const auto* text = std::get_if<std::string>(&bind.value.held());
    if (text && text->find('\0') != std::string::npos) {
      throw DatabaseError(DatabaseError::Kind::constraint, "text may not hold a NUL");
    }
    return bind.value;
  }
  throw DatabaseError(DatabaseError::Kind::other, "the parameter :" + std::string(name) + " was not bound");
}

/// True where each parameter has the bind at its own place and there are no others: a statement of many rows need not search for each.
template <class Names>
bool are_in_order(const Names& names, Binds binds) {
  return std::equal(names.begin(), names.end(), binds.begin(), binds.end(), [](std::string_view name, const Bind& bind) { return name == bind.name; });
}

}  // namespace db
