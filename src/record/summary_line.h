// The template of a kind's line in the chronology: "{behaviour} · {place} · {what_happened:120}".
#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace record {

/// Words as they stand, then the value of a field (empty `field`: words only).
struct LinePiece {
  std::string words;
  std::string field;
  std::size_t most = 0;  ///< characters of the value; 0: all of it
  bool first = false;    ///< only the first of several values
  friend bool operator==(const LinePiece&, const LinePiece&) = default;
};
/// Pieces between two " · ". Left out where it names fields and all of them are empty.
using LinePart = std::vector<LinePiece>;

/// `{name}`, `{name:80}` (at most 80 characters), `{name|first}`. Errors: invalid, `for_user` says what is wrong and at which
/// character.
base::Result<std::vector<LinePart>> parse_summary_line(std::string_view text);

}  // namespace record
