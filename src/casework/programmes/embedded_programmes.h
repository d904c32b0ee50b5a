// The programmes that this program carries: programmes/*.toml, written into the binary by the build.
#pragma once

#include "record/kind_file.h"

#include <span>

namespace programmes {

/// By file name. Name and text are literals of the program.
std::span<const record::NamedText> embedded_programmes();

}  // namespace programmes
