// Who is told of a broken glass, and when.
#include "access/policy_glass.h"

#include <algorithm>

namespace access {

std::uint32_t classes_behind_glass(std::span<const Role> roles) {
  std::uint32_t out = 0;
  for (const auto role : roles)
    if (allows(role, May::glass_open)) out |= classes_allowed(role, Relation::glass, Act::see);
  return out;
}

bool is_told_of_glass_at_once(std::span<const Role> roles) {
  return std::any_of(roles.begin(), roles.end(), [](Role role) { return allows(role, May::glass_review) && role != Role::head; });
}

}  // namespace access
