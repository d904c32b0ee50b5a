// Values of an enumeration by the code that is stored and the title that is read, in the order of the enumeration.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace base {

struct Named {
  std::string_view code, title;
};

/// The value whose code this is; nothing where no value has it. `all` stands in the order of `Enum`, from zero.
template <class Enum, std::size_t N>
std::optional<Enum> named(const std::array<Named, N>& all, std::string_view code) {
  for (std::size_t n = 0; n < N; ++n)
    if (all[n].code == code) return static_cast<Enum>(n);
  return std::nullopt;
}

}  // namespace base
