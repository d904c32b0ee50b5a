// The ULN's arithmetic, and its messages.
#include "people/uln.h"

#include <algorithm>

namespace people {

bool is_valid_uln(std::string_view uln) {
  if (uln.size() != 10 || uln.front() == '0') return false;
  if (!std::all_of(uln.begin(), uln.end(), [](char c) { return c >= '0' && c <= '9'; })) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 9; ++i) sum += (uln[i] - '0') * static_cast<int>(10 - i);
  const int remainder = sum % 11;
  return remainder != 0 && uln[9] - '0' == 10 - remainder;  // remainder 0 would need a check digit of 10: never given
}

UlnReading read_uln(std::string_view cell) {
  std::string uln;
  for (char c : cell)
    if (c != ' ' && c != '\t') uln += c;
  if (uln.empty()) return {};
  if (uln.size() != 10 || !std::all_of(uln.begin(), uln.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return {{}, "A ULN has ten digits and nothing else"};
  if (!is_valid_uln(uln)) return {{}, "This ULN fails its check: one of its digits is mistyped"};
  return {uln, {}};
}

}  // namespace people
