// Names for invented people: common given and family names of many cultures, put together at random. Nobody real is meant.
#pragma once

#include "base/random.h"

#include <span>
#include <string>
#include <string_view>

namespace people {

/// Names, language and census words of one group of families.
struct NamePool {
  std::string_view ethnicity;       ///< as a school's MIS words it
  std::string_view first_language;  ///< empty: English at home
  int weight;                       ///< of a thousand families in a mixed English town
  int at_home_percent;              ///< how many of these families speak first_language at home
  std::span<const std::string_view> girls, boys, women, men, families;
};

std::span<const NamePool> name_pools();
/// By weight.
const NamePool& draw_pool(base::Random& random);

template <class T>
const T& draw(std::span<const T> list, base::Random& random) {
  return list[random.below(list.size())];
}

/// True for a forename and surname that together are a well-known person's: another is drawn.
bool is_well_known(std::string_view forename, std::string_view surname);

}  // namespace people
