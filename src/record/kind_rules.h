// What must hold in every kind, whoever wrote it: the house in a file, or a school on a page.
#pragma once

#include "record/kind.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace record {

/// One rule a kind breaks. `field` is the place of the field in the kind, or -1 for the kind itself; `key` is the setting at
/// fault.
struct BrokenRule {
  int field = -1;
  std::string key;
  std::string what;
  std::string cure;
};

/// Every rule broken, in no special order; none for a sound kind.
std::vector<BrokenRule> broken_rules(const Kind& kind);
/// The rules of one field by itself, without its neighbours; `place` becomes BrokenRule::field.
void check_field(const Field& field, int place, std::vector<BrokenRule>& broken);
/// The rules between a kind's fields: conditions, order of dates, sections, the first sheet.
void check_neighbours(const Kind& kind, std::vector<BrokenRule>& broken);

/// a-z, then a-z 0-9 _, at most 40 characters.
bool is_name(std::string_view text);
/// As a name, but may begin with a digit.
bool is_code(std::string_view text);
/// The known word nearest to a mistyped one; nothing where none is near.
std::optional<std::string> nearest(std::string_view typed, std::span<const std::string> known);
/// "Did you mean “label”?" or "Known here: a, b, c."
std::string suggestion(std::string_view typed, std::span<const std::string> known);

}  // namespace record
