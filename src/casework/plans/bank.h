// The bank: targets and strategies to begin from, in words that can be seen and measured. How often each was used, and what came of it, is counted from the targets.
#pragma once

#include "access/grants.h"
#include "casework/plans/target.h"

#include <optional>
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

/// What a school adds: its text is the school's own, and never names a pupil.
struct OwnEntry {
  BankEntryId id;
  int version = 0;  ///< 0: never stored
  BankSort sort = BankSort::target;
  Area area = Area::cognition;
  std::string words = {};
  Measure measure = {};  ///< a target's
  bool retired = false;  ///< offered no more; what was begun from it still counts
  friend bool operator==(const OwnEntry&, const OwnEntry&) = default;
};
std::string_view code(BankSort sort);
std::string_view title(BankSort sort);
std::optional<BankSort> bank_sort_of(std::string_view code);
/// Field names: "words", "unit", "steps".
std::vector<base::FieldError> check(const OwnEntry& entry);
/// Whoever puts right the education plans of some pupil: teachers of their class, the SENCo, leads.
bool keeps_bank(const access::Grants& grants);

struct BankEntry {
  std::string code;  ///< of a school's own: its id
  BankSort sort = BankSort::target;
  Area area = Area::cognition;
  std::string words;
  Measure measure = {};
  int used = 0;      ///< by as many targets as the reader may see
  int judged = 0;    ///< of those, how many were judged (a target), or said of whether it helped (a strategy)
  int helped = 0;    ///< of those, how many were met, or helped
  std::optional<OwnEntry> own = {};  ///< the school's own
};
/// "Not used yet", "used 6 times, met in 4 of 5 that are judged", "used 3 times, helped in 2 of 2".
std::string used_words(const BankEntry& entry);

}  // namespace plans
