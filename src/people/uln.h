// Unique Learner Numbers: ten digits with a check digit, given from the age of 14.
#pragma once

#include <string>
#include <string_view>

namespace people {

/// At most one is filled; both empty means "no ULN".
struct UlnReading {
  std::string uln;    ///< ten digits, checked
  std::string fault;  ///< plain English
};

/// Ten digits, the first not zero, and the last what the others ask for. Source: HESA, Unique Learner Number.
bool is_valid_uln(std::string_view uln);

/// Reads one cell; spaces are dropped.
UlnReading read_uln(std::string_view cell);

}  // namespace people
