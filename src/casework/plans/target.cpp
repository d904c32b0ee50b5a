// What a target must have, and what would make it better.
#include "casework/plans/target.h"

#include "base/named.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plans {
namespace {

using base::Named;
constexpr std::array<std::string_view, 3> states{"draft", "live", "ended"};
constexpr std::array<Named, outcome_count> outcomes{{{"", "Not judged yet"},
                                                     {"not_started", "Not started"},
                                                     {"emerging", "Emerging"},
                                                     {"partly_met", "Partly met"},
                                                     {"met", "Met"},
                                                     {"exceeded", "More than met"},
                                                     {"not_met", "Not met"},
                                                     {"discontinued", "Given up"}}};
constexpr std::array<Named, area_count> areas{{{"communication", "Communication and interaction"},
                                               {"cognition", "Cognition and learning"},
                                               {"semh", "Social, emotional and mental health"},
                                               {"sensory_physical", "Sensory and physical"},
                                               {"independence", "Independence and self-care"},
                                               {"attendance", "Attendance and engagement"}}};

void need_text(std::vector<base::FieldError>& wrong, std::string_view field, std::string_view text, std::size_t most, std::string_view ask) {
  if (base::trim(text).empty() && !ask.empty()) wrong.push_back({std::string(field), "Enter " + std::string(ask)});
  if (base::count_characters(text) > most) wrong.push_back({std::string(field), fmt::format("Use at most {} characters", most)});
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  const auto folded = base::fold(text);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    for (auto at = folded.find(word); at != std::string::npos; at = folded.find(word, at + 1)) {
      const bool begins = at == 0 || folded[at - 1] == ' ';
      const auto end = at + word.size();
      if (begins && (end == folded.size() || folded[end] == ' ' || folded[end] == ',' || folded[end] == '.')) return true;
    }
    return false;
  });
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string_view code(TargetState state) { return states[static_cast<std::size_t>(state)]; }
std::optional<TargetState> target_state_of(std::string_view code) {
  for (std::size_t n = 0; n < states.size(); ++n)
    if (states[n] == code) return static_cast<TargetState>(n);
  return std::nullopt;
}
std::string_view code(Outcome outcome) { return outcomes[static_cast<std::size_t>(outcome)].code; }
std::string_view title(Outcome outcome) { return outcomes[static_cast<std::size_t>(outcome)].title; }
std::optional<Outcome> outcome_of(std::string_view code) {
  for (std::size_t n = 0; n < outcomes.size(); ++n)
    if (outcomes[n].code == code) return static_cast<Outcome>(n);
  return std::nullopt;
}
std::string_view code(Area area) { return areas[static_cast<std::size_t>(area)].code; }
std::string_view title(Area area) { return areas[static_cast<std::size_t>(area)].title; }
std::optional<Area> area_of(std::string_view code) {
  for (std::size_t n = 0; n < areas.size(); ++n)
    if (areas[n].code == code) return static_cast<Area>(n);
  return std::nullopt;
}

std::vector<base::FieldError> check(const TargetWords& words) {
  std::vector<base::FieldError> wrong;
  need_text(wrong, "statement", words.statement, 400, "what the pupil will be able to do");
  need_text(wrong, "need", words.need, 300, "the need this target answers");
  need_text(wrong, "success", words.success, 600, "");
  need_text(wrong, "owner_words", words.owner_words, 120, "");
  const auto& measure = words.measure;
  if (measure.scale == Scale::count) need_text(wrong, "unit", measure.unit, 60, "what is counted, for example words read in a minute");
  if (measure.scale == Scale::rubric && (measure.steps.size() < 2 || measure.steps.size() > 10))
    wrong.push_back({"steps", "Enter 2 to 10 steps, one on each line, the first step at the top"});
  if (measure.scale == Scale::goal_attainment && !measure.steps.empty() && measure.steps.size() != 5)
    wrong.push_back({"steps", "Enter 5 lines, from −2 to +2, or none"});
  for (const auto& step : measure.steps)
    if (base::count_characters(step) > 160) {
      wrong.push_back({"steps", "Use at most 160 characters for a step"});
      break;
    }
  const bool ladder_is_there = measure.scale != Scale::rubric || (measure.steps.size() >= 2 && measure.steps.size() <= 10);
  if (ladder_is_there) {
    const bool begins = is_on(measure, words.baseline), ends = is_on(measure, words.goal);
    if (!begins) wrong.push_back({"baseline", "Enter where the pupil starts, on the scale you chose"});
    if (!ends) wrong.push_back({"goal", "Enter the goal, on the scale you chose"});
    if (begins && ends && words.goal == words.baseline) wrong.push_back({"goal", "The goal must differ from where the pupil starts"});
  }
  if (words.by_when < words.starts_on) wrong.push_back({"by_when", "The day to reach it by must not be before the start"});
  return wrong;
}

std::vector<base::FieldError> advice(const TargetWords& words) {
  std::vector<base::FieldError> out;
  const auto& text = words.statement;
  if (has_any(text, {"improve", "better", "try", "understand", "know", "develop", "be aware", "more confident", "appropriate", "appropriately", "good"}))
    out.push_back({"statement", "Words like “improve” or “understand” cannot be seen. Say what the pupil will do or say when it is reached."});
  const bool numbers_expected = words.measure.scale == Scale::count || words.measure.scale == Scale::percentage;
  if (numbers_expected && !has_digit(text) && !has_digit(words.success))
    out.push_back({"statement", "Is it measurable? Put the number into the words: how many, how often, or out of how many."});
  if (base::trim(words.success).empty())
    out.push_back({"success", "How will we know? Say who looks, how often, and with what."});
  if (words.owner.is_nil() && base::trim(words.owner_words).empty()) out.push_back({"owner", "Who sees to it? A target without a name is nobody’s."});
  if (words.by_when - words.starts_on > 7 * 20)
    out.push_back({"by_when", "This is more than a term away. A nearer goal on the way shows sooner whether the support works."});
  if (words.by_when >= words.starts_on && words.by_when - words.starts_on < 14)
    out.push_back({"by_when", "Less than two weeks is short for a change that lasts."});
  if (base::count_characters(text) > 0 && base::count_characters(text) < 15)
    out.push_back({"statement", "One more sentence would help somebody who does not know the pupil."});
  if (has_any(text, {"not", "stop", "avoid", "never"}))
    out.push_back({"statement", "Say what the pupil will do in its place: a child cannot practise not doing something."});
  return out;
}

std::string way_words(const TargetWords& words) {
  return fmt::format("From {} to {} by {}", value_words(words.measure, words.baseline), value_words(words.measure, words.goal), base::to_text(words.by_when));
}

}  // namespace plans
