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
    for (auto role : roles)
      if (allows(role, deed)) return true;
    return false;
  }
};

/// How sure the house is of who signed in.
enum class SignInStrength : std::uint8_t { password = 0, second_factor = 1 };

}  // namespace access
