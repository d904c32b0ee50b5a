// The two folders are told to this room alone, so that no other test has to be compiled anew in another checkout.
#include "testing/places.h"

namespace test {

std::filesystem::path in_checkout(std::string_view below) { return std::filesystem::path(ALONGSIDE_SOURCE_DIR) / below; }

std::filesystem::path in_build(std::string_view below) { return std::filesystem::path(ALONGSIDE_BINARY_DIR) / below; }

}  // namespace test
