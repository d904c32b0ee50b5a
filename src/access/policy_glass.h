// The two questions about a broken glass that hang on roles.
#pragma once

#include "access/policy.h"

#include <span>

namespace access {

/// What a broken glass opens to somebody with these roles, as bits of classes.
std::uint32_t classes_behind_glass(std::span<const Role> roles);
/// True for somebody who hears of a broken glass when it happens; false for who hears only of what nobody reviewed in time.
bool is_told_of_glass_at_once(std::span<const Role> roles);

}  // namespace access
