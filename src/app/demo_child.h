// The ways of each child of the demonstration school, drawn once from the seed and kept through all that is written about them.
#pragma once

#include "app/demo_scene.h"

#include <vector>

namespace app {

/// In the order of the roll's pupils. The names point into `school`, which must outlive them.
std::vector<Child> children_of(const people::InventedSchool& school, std::uint64_t seed);

}  // namespace app
