// What promised provision must say.
#include "casework/plans/provision_line.h"

#include "base/named.h"
#include "base/text.h"

#include <fmt/format.h>

#include <array>

namespace plans {
namespace {

using base::Named;
constexpr std::array<Named, 3> waves{{{"universal", "Universal: for everybody"}, {"targeted", "Targeted"}, {"specialist", "Specialist"}}};
constexpr std::array<Named, funding_count> sources{{{"core", "Core funding"},
                                                    {"sen_budget", "The school’s SEN budget"},
                                                    {"top_up", "Top-up from the local authority"},
                                                    {"pupil_premium", "Pupil premium"},
                                                    {"health", "Health"},
                                                    {"other", "Another source"}}};

void whole_number(std::vector<base::FieldError>& wrong, std::string_view field, int number, int least, int most, std::string_view ask) {
  if (number < least || number > most) wrong.push_back({std::string(field), fmt::format("Enter {} from {} to {}", ask, least, most)});
}

}  // namespace

std::string_view code(Wave wave) { return waves[static_cast<std::size_t>(wave)].code; }
std::string_view title(Wave wave) { return waves[static_cast<std::size_t>(wave)].title; }
std::optional<Wave> wave_of(std::string_view code) {
  for (std::size_t n = 0; n < waves.size(); ++n)
    if (waves[n].code == code) return static_cast<Wave>(n);
  return std::nullopt;
}
std::string_view code(Funding funding) { return sources[static_cast<std::size_t>(funding)].code; }
std::string_view title(Funding funding) { return sources[static_cast<std::size_t>(funding)].title; }
std::optional<Funding> funding_of(std::string_view code) {
  for (std::size_t n = 0; n < sources.size(); ++n)
    if (sources[n].code == code) return static_cast<Funding>(n);
  return std::nullopt;
}

std::vector<base::FieldError> check(const ProvisionWords& words) {
  std::vector<base::FieldError> wrong;
  if (base::trim(words.what).empty()) wrong.push_back({"what", "Enter what the pupil is to have"});
  if (base::count_characters(words.what) > 300) wrong.push_back({"what", "Use at most 300 characters"});
  if (base::count_characters(words.who) > 120) wrong.push_back({"who", "Use at most 120 characters"});
  if (base::trim(words.who).empty() && words.staff.is_nil()) wrong.push_back({"who", "Enter who gives it: a name, or what they are trained in"});
  whole_number(wrong, "group_size", words.group_size, 1, 40, "how many pupils are in the group,");
  whole_number(wrong, "minutes", words.minutes, 1, 1200, "the minutes of each time,");
  whole_number(wrong, "times", words.times, 1, 50, "how many times,");
  whole_number(wrong, "every_weeks", words.every_weeks, 1, 52, "in how many weeks,");
  if (words.until && *words.until < words.from) wrong.push_back({"until", "The last day must not be before the first"});
  return wrong;
}

const ProvisionLine* promised_already(const ProvisionWords& words, const std::vector<ProvisionLine>& lines, const ProvisionLineId& self) {
  const auto says_the_same = [&](const ProvisionWords& other) {
    if (!words.programme.empty() && !other.programme.empty()) return words.programme == other.programme;
    return base::fold(base::trim(words.what)) == base::fold(base::trim(other.what));
  };
  for (const auto& line : lines) {
    if (line.state == LineState::ended || line.id == self || !says_the_same(line.words)) continue;
    const bool before = words.until && *words.until < line.words.from, after = line.words.until && *line.words.until < words.from;
    if (!before && !after) return &line;
  }
  return nullptr;
}

std::int64_t weekly_minutes(const ProvisionWords& words) {
  return words.every_weeks < 1 ? 0 : std::int64_t{words.minutes} * words.times * 1000 / words.every_weeks;
}

std::string dose_words(const ProvisionWords& words) {
  const auto how_often = words.times == 1 ? std::string("once") : words.times == 2 ? std::string("twice") : fmt::format("{} times", words.times);
  const auto in = words.every_weeks == 1 ? std::string("a week") : fmt::format("every {} weeks", words.every_weeks);
  const auto with = words.group_size <= 1 ? std::string("alone") : fmt::format("in a group of {}", words.group_size);
  return fmt::format("{} minute{}, {} {}, {}", words.minutes, words.minutes == 1 ? "" : "s", how_often, in, with);
}

}  // namespace plans
