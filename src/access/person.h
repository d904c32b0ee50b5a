// Who somebody is to the house: a name, a post, the roles in force today.
#pragma once

#include "access/ids.h"
#include "access/policy.h"

#include <string>
#include <vector>

namespace access {

struct Person {
  StaffId id;
  std::string name;
  std::string post;
  std::vector<Role> roles;

  bool may(May deed) const {
    if (roles.empty()) return allows_without_role(deed);
    for (auto role : roles)
      if (allows(role, deed)) return true;
    return false;
  }
};

/// How sure the house is of who signed in.
enum class SignInStrength : std::uint8_t { password = 0, second_factor = 1 };

/// Whether they proved it lately enough (`step_up_ms`) for the classes that ask for that (`needed_to_see`).
enum class Freshness : std::uint8_t { stale = 0, fresh = 1 };

}  // namespace access
