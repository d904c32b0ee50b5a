// The table of may_be_given.
#include "access/policy_outside.h"

namespace access {
namespace {

constexpr std::uint32_t through(InfoClass last) { return (2U << static_cast<unsigned>(last)) - 1U; }

/// The most that anybody of the sort is ever given: no safeguarding file to a family by this way, nothing about staff, no order, no access log to anybody.
constexpr std::uint32_t ever(Outsider to) {
  switch (to) {
    case Outsider::family_member:
    case Outsider::home:
    case Outsider::pupil: return through(InfoClass::c8_intimate);
    case Outsider::body: return through(InfoClass::c9_safeguarding);
  }
  return 0;
}

}  // namespace

Given may_be_given(Outsider to, Bar bar, InfoClass info) {
  const auto number = static_cast<unsigned>(info);
  if (number >= class_count || ((ever(to) >> number) & 1U) == 0) return Given::no;
  switch (to) {
    case Outsider::family_member:
      switch (bar) {
        case Bar::none: return Given::yes;
        case Bar::ask: return Given::ask_first;
        case Bar::barred: return Given::no;
      }
      return Given::no;
    case Outsider::home: return bar == Bar::none ? Given::yes : Given::no;
    case Outsider::pupil:
    case Outsider::body: return Given::yes;
  }
  return Given::no;
}

}  // namespace access
