// How a target is measured: the scale, a value on it, and its words. Values are thousandths, so that half a step and a percentage are whole numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plans {

enum class Scale : std::uint8_t { count, percentage, rubric, standard_score, yes_no, goal_attainment };
inline constexpr std::size_t scale_count = 6;
std::string_view code(Scale scale);   ///< "goal_attainment"
std::string_view title(Scale scale);  ///< "A ladder of steps"
std::optional<Scale> scale_of(std::string_view code);

using Value = std::int64_t;  ///< thousandths
inline constexpr Value one = 1000;

struct Measure {
  Scale scale = Scale::count;
  std::string unit = {};                ///< of a count: "words read in a minute"
  std::vector<std::string> steps = {};  ///< rubric: its rungs from the lowest, two to ten; goal attainment: none, or the words of −2 to +2
  friend bool operator==(const Measure&, const Measure&) = default;
};

/// Whether a value can stand on the scale: a rung that is there, a percentage from 0 to 100 …
bool is_on(const Measure& measure, Value value);
/// "14 words read in a minute", "60%", "Step 2: with a reminder", "Yes", "+1: a little more than hoped".
std::string value_words(const Measure& measure, Value value);
/// Reads what somebody typed ("14", "2.5", "60%", "yes", "-1"; a rung by its number from 1); nothing where it is no value of this scale.
std::optional<Value> read_value(const Measure& measure, std::string_view text);
/// What an input of this scale holds for the value: the inverse of `read_value`.
std::string value_input(const Measure& measure, Value value);
/// How far from `baseline` to `goal` a value is, in thousandths; below 0 it went the other way, above 1000 beyond. The goal may be the smaller one.
/// Nothing where goal and baseline are the same.
std::optional<std::int64_t> way_gone(Value baseline, Value goal, Value value);

}  // namespace plans
