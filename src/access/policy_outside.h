// What may be given to whom outside the school: one pure function, deny by default. Whatever leaves the house is asked as its recipient (ADR 0033).
#pragma once

#include "access/policy.h"

#include <cstdint>

namespace access {

/// Who stands outside and is given something.
enum class Outsider : std::uint8_t {
  family_member,  ///< one named parent, carer or other family member
  home,           ///< "the parents and carers", nobody by name
  pupil,          ///< the pupil themselves
  body            ///< an authority, a court, a doctor, the next school
};
inline constexpr std::size_t outsider_count = 4;

/// What a court's order says of giving them information about the child. `ask`: it is not known yet, or nobody has seen the order.
enum class Bar : std::uint8_t { none, ask, barred };
inline constexpr std::size_t bar_count = 3;

enum class Given : std::uint8_t { no, ask_first, yes };

/// For `home` the bar is the strictest there is on anybody of the family: what goes to everybody goes to them too.
Given may_be_given(Outsider to, Bar bar, InfoClass info);

}  // namespace access
