// Where the checkout and the build stand, for tests that read a corpus or start the program.
#pragma once

#include <filesystem>
#include <string_view>

namespace test {

/// A file or folder of the checkout: in_checkout("tests/fuzz/corpus/json").
std::filesystem::path in_checkout(std::string_view below);
/// What was built there: in_build("alongside").
std::filesystem::path in_build(std::string_view below);

}  // namespace test
