// What is written rarely at the demonstration school: every kind beside the six that fill a school's days.
#pragma once

#include "app/demo_words.h"

#include <optional>
#include <string>
#include <string_view>

namespace app {

/// A medicine the invented child has at school, the same from the same seed.
struct DemoMedicine {
  std::string id;             ///< of its line in the plan
  std::string_view medicine, strength, route, unit;
  std::int64_t dose = 0;      ///< whole units
  int due = -1;               ///< minutes of the day; -1: when it is needed
  std::string label() const;  ///< as the plan says it
};
std::optional<DemoMedicine> medicine_of(std::size_t pupil, std::uint64_t seed);

/// How usual a kind is at a school, as so many of a hundred thousand records, and the class of the day it belongs to.
struct FurtherKind {
  std::string_view kind;
  int share;
};
std::span<const FurtherKind> further_kinds();
/// One of them by its share, for a throw below their sum; empty above it.
std::string_view further_kind(std::size_t thrown);
int further_sum();

/// Who else stands in a record.
struct Adults {
  std::string author, other;  ///< ids
  std::string parent;         ///< a name at home
};
/// Fields of one of those kinds. `at` is when it happened, in minutes of the day; `day` the date.
void tell_further(Fields& fields, std::string_view kind, const Scene& scene, const Around& around, const Adults& adults, int at, std::uint64_t seed, Dice& dice);

void tell_care(Fields& fields, std::string_view kind, const Scene& scene, const Around& around, const Adults& adults, int at, std::uint64_t seed, Dice& dice);
void tell_upset(Fields& fields, std::string_view kind, const Scene& scene, const Around& around, const Adults& adults, int at, Dice& dice);

}  // namespace app
