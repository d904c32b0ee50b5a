// The scales of targets.
#include "casework/plans/measure.h"

#include "base/text.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace plans {
namespace {

struct ScaleName {
  std::string_view code, title;
};
constexpr std::array<ScaleName, scale_count> names{{{"count", "A number that is counted"},
                                                    {"percentage", "A percentage"},
                                                    {"rubric", "A ladder of steps"},
                                                    {"standard_score", "A standardised score"},
                                                    {"yes_no", "Yes or no"},
                                                    {"goal_attainment", "Better or worse than hoped: −2 to +2"}}};

std::string plain(Value value) {
  auto out = fmt::format("{:.3f}", static_cast<double>(value) / 1000.0);
  while (out.ends_with('0')) out.pop_back();
  if (out.ends_with('.')) out.pop_back();
  return out;
}

std::optional<Value> read_number(std::string_view text) {
  text = base::trim(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || !(std::abs(number) <= 1'000'000)) return std::nullopt;
  return static_cast<Value>(std::llround(number * 1000));
}

constexpr std::string_view level_words(Value level) {
  constexpr std::array<std::string_view, 5> words{"much less than hoped", "less than hoped", "as hoped", "more than hoped", "much more than hoped"};
  return words[static_cast<std::size_t>(level / one + 2)];
}

}  // namespace

std::string_view code(Scale scale) { return names[static_cast<std::size_t>(scale)].code; }
std::string_view title(Scale scale) { return names[static_cast<std::size_t>(scale)].title; }
std::optional<Scale> scale_of(std::string_view code) {
  for (std::size_t n = 0; n < names.size(); ++n)
    if (names[n].code == code) return static_cast<Scale>(n);
  return std::nullopt;
}

bool is_on(const Measure& measure, Value value) {
  const bool whole = value % one == 0;
  switch (measure.scale) {
    case Scale::count: return value >= 0 && value <= 1'000'000 * one;
    case Scale::percentage: return value >= 0 && value <= 100 * one;
    case Scale::rubric: return whole && value >= 0 && value < static_cast<Value>(measure.steps.size()) * one;
    case Scale::standard_score: return whole && value >= 40 * one && value <= 160 * one;
    case Scale::yes_no: return value == 0 || value == one;
    case Scale::goal_attainment: return whole && value >= -2 * one && value <= 2 * one;
  }
  return false;
}

std::string value_words(const Measure& measure, Value value) {
  if (!is_on(measure, value)) return plain(value);
  switch (measure.scale) {
    case Scale::count: return measure.unit.empty() ? plain(value) : plain(value) + " " + measure.unit;
    case Scale::percentage: return plain(value) + "%";
    case Scale::rubric: return fmt::format("Step {}: {}", value / one + 1, measure.steps[static_cast<std::size_t>(value / one)]);
    case Scale::standard_score: return plain(value);
    case Scale::yes_no: return value == 0 ? "No" : "Yes";
    case Scale::goal_attainment: {
      const auto at = static_cast<std::size_t>(value / one + 2);
      return fmt::format("{}{}: {}", value > 0 ? "+" : value < 0 ? "−" : "", std::abs(value / one),
                         at < measure.steps.size() ? std::string_view(measure.steps[at]) : level_words(value));
    }
  }
  return plain(value);
}

std::optional<Value> read_value(const Measure& measure, std::string_view text) {
  text = base::trim(text);
  std::optional<Value> out;
  if (measure.scale == Scale::yes_no) {
    if (text == "yes" || text == "Yes" || text == "1") out = one;
    if (text == "no" || text == "No" || text == "0") out = 0;
    return out;
  }
  if (measure.scale == Scale::percentage && text.ends_with('%')) text.remove_suffix(1);
  std::string typed(text);
  if (typed.starts_with("−")) typed.replace(0, std::string_view("−").size(), "-");
  out = read_number(typed);
  if (out && measure.scale == Scale::rubric) *out -= one;
  if (out && !is_on(measure, *out)) return std::nullopt;
  return out;
}

std::string value_input(const Measure& measure, Value value) {
  if (measure.scale == Scale::yes_no) return value == 0 ? "no" : "yes";
  return plain(measure.scale == Scale::rubric ? value + one : value);
}

std::optional<std::int64_t> way_gone(Value baseline, Value goal, Value value) {
  if (goal == baseline) return std::nullopt;
  return (value - baseline) * 1000 / (goal - baseline);
}

}  // namespace plans
