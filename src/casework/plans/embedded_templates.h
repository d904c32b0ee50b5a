// The templates of plans that this program carries: plans/*.toml, written into the binary by the build.
#pragma once

#include "record/kind_file.h"

#include <span>

namespace plans {

/// By file name. Name and text are literals of the program.
std::span<const record::NamedText> embedded_templates();

}  // namespace plans
