// The charted answers of one record as a short text of codes: what a chart counts without reading the record.
#pragma once

#include "record/answers.h"

#include <functional>
#include <string>
#include <string_view>

namespace record {

/// True for fields whose answers are counted: charted, and of a type that has few values or a number.
bool is_counted_field(const Field& field);

/// The charted answers of a body: for each field its name and values, divided by the control characters unit and record separator.
std::string facts_of(const Kind& kind, const Body& body);
/// The field under which facts_of writes the adults whom the record names as having been there, by their ids.
inline constexpr std::string_view adults_there = "@adults";

/// Each field with each of its values, as facts_of wrote them.
template <class Take>
void each_fact(std::string_view facts, const Take& take) {
  while (!facts.empty()) {
    const auto end = facts.find('\x1E');
    auto one = facts.substr(0, end);
    facts.remove_prefix(end == std::string_view::npos ? facts.size() : end + 1);
    const auto name_end = one.find('\x1F');
    const auto name = one.substr(0, name_end);
    while (name_end != std::string_view::npos && !one.empty()) {
      const auto from = one.find('\x1F');
      if (from == std::string_view::npos) break;
      one.remove_prefix(from + 1);
      take(name, one.substr(0, one.find('\x1F')));
    }
  }
}

/// Tells catalogues apart whose facts would differ: facts of another shape are made anew.
std::string shape_of(const Kinds& kinds);

}  // namespace record
