// The bank: targets and strategies to begin from, in words that can be seen and measured. How often each was used, and what came of it, is counted from the targets.
#pragma once

#include "casework/plans/target.h"

#include <span>
#include <string>
#include <string_view>

namespace plans {

enum class BankSort : std::uint8_t { target, strategy };

/// What the house brings along. `unit` is that of a count; `steps` are rungs divided by "|".
struct ShippedEntry {
  std::string_view code;
  BankSort sort;
  Area area;
  std::string_view words;
  Scale scale = Scale::count;
  std::string_view unit = "";
  std::string_view steps = "";
};
std::span<const ShippedEntry> shipped_bank();

struct BankEntry {
  std::string code;
  BankSort sort = BankSort::target;
  Area area = Area::cognition;
  std::string words;
  Measure measure = {};
  int used = 0;      ///< by as many targets as the reader may see
  int judged = 0;    ///< of those, how many were judged (a target), or said of whether it helped (a strategy)
  int helped = 0;    ///< of those, how many were met, or helped
};
/// "Not used yet", "used 6 times, met in 4 of 5 that are judged", "used 3 times, helped in 2 of 2".
std::string used_words(const BankEntry& entry);

}  // namespace plans
