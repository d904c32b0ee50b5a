// What a school says of itself.
#pragma once

#include "access/ids.h"

#include <string>

namespace access {

/// What the school row says; constant while the program runs but for the name.
struct School {
  SchoolId id;
  std::string name;
  std::string phase;  ///< primary, secondary, all_through, special
  std::string zone = "Europe/London";
  bool is_demonstration = false;
  bool second_factor_required = false;
};

}  // namespace access
