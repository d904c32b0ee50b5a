// The kinds that this program carries: kinds/*.toml, written into the binary by the build.
#pragma once

#include "record/kind_file.h"

#include <span>

namespace record {

/// By file name. Name and text are literals of the program.
std::span<const NamedText> embedded_kinds();

}  // namespace record
