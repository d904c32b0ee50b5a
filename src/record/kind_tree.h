// A kind as it was written, before anything in it is understood: values that remember their line. TOML and JSON both come as
// this.
#pragma once

#include "web/json.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace record {

/// One written value. `other` is what neither a kind nor JSON has a use for (a TOML date, say).
struct Written {
  struct Other {};
  struct Member;
  using List = std::vector<Written>;
  using Table = std::vector<Member>;
  int line = 0;      ///< where the value begins, from 1; 0 where there are no lines
  int key_line = 0;  ///< where its key stands
  std::variant<Other, bool, std::int64_t, double, std::string, List, Table> held;

  template <class T>
  const T* as() const {
    return std::get_if<T>(&held);
  }
  const Written* find(std::string_view key) const;
};

struct Written::Member {
  std::string name;
  Written value;
};

inline const Written* Written::find(std::string_view key) const {
  const auto* table = as<Table>();
  if (!table) return nullptr;
  for (const auto& [name, value] : *table)
    if (name == key) return &value;
  return nullptr;
}

/// The same tree from JSON: what a school's added field or choice is stored as.
Written written(const web::Json& json);

}  // namespace record
