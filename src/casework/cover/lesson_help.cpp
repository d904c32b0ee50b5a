// Rules of lesson help.
#include "casework/cover/lesson_help.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cover {
namespace {

using Words = std::pair<std::string_view, std::string_view>;
constexpr std::array<Words, want_count> want_words{{{"adapt", "Adapt the task"}, {"pre_teach", "Pre-teach words or ideas"}, {"resources", "Make or find resources"}, {"other", "Something else"}}};
constexpr std::array<Words, outcome_count> outcome_words{{{"", "Not looked at yet"}, {"met", "Met"}, {"partly", "Partly met"}, {"not", "Not met"}}};
constexpr std::array<Words, 3> state_words{{{"asked", "Asked"}, {"prepared", "Prepared"}, {"evaluated", "Looked back on"}}};

template <class Kind>
std::optional<Kind> find(const auto& all, std::string_view code) {
  for (std::size_t n = 0; n < all.size(); ++n)
    if (all[n].first == code) return static_cast<Kind>(n);
  return std::nullopt;
}

void hold(std::vector<base::FieldError>& wrong, std::string_view field, std::string_view text, std::size_t most, std::string_view missing) {
  if (text.empty() && !missing.empty()) wrong.push_back({std::string(field), std::string(missing)});
  else if (base::count_characters(text) > most) wrong.push_back({std::string(field), fmt::format("Use at most {} characters", most)});
}

}  // namespace

std::string_view code(Want want) { return want_words.at(static_cast<std::size_t>(want)).first; }
std::string_view title(Want want) { return want_words.at(static_cast<std::size_t>(want)).second; }
std::optional<Want> want_of(std::string_view code) { return find<Want>(want_words, code); }
std::string_view code(Outcome outcome) { return outcome_words.at(static_cast<std::size_t>(outcome)).first; }
std::string_view title(Outcome outcome) { return outcome_words.at(static_cast<std::size_t>(outcome)).second; }
std::optional<Outcome> outcome_of(std::string_view code) { return find<Outcome>(outcome_words, code); }
std::string_view code(HelpState state) { return state_words.at(static_cast<std::size_t>(state)).first; }
std::string_view title(HelpState state) { return state_words.at(static_cast<std::size_t>(state)).second; }

std::vector<base::FieldError> check(const LessonHelp& help, const timetable::SchoolWeeks& weeks, base::LocalDate today) {
  std::vector<base::FieldError> wrong;
  if (help.pupils.empty()) wrong.push_back({"pupil", "Choose the pupils it is for"});
  if (help.pupils.size() > most_helped) wrong.push_back({"pupil", fmt::format("Choose at most {} pupils", most_helped)});
  hold(wrong, "lesson", help.lesson, 80, "Enter the lesson, like “Maths, period 2”");
  if (!weeks.is_open(help.on)) wrong.push_back({"on", fmt::format("{}: choose a school day", weeks.closed_words(help.on))});
  else if (help.on < today) wrong.push_back({"on", "The lesson is today or later"});
  hold(wrong, "objective", help.objective, 300, "Enter what the pupils are to know or do at its end");
  if (help.wants.empty()) wrong.push_back({"want", "Choose what help is wanted"});
  hold(wrong, "words", help.words, 1000, "Enter what is to be prepared");
  if (help.due > help.on) wrong.push_back({"due", "It is ready before the lesson, or on its day"});
  else if (help.due < today) wrong.push_back({"due", "Choose today or a later day"});
  if (help.helper.is_nil()) wrong.push_back({"helper", "Choose who prepares it"});
  return wrong;
}

std::vector<base::FieldError> check_change(const LessonHelp& was, const LessonHelp& help, const timetable::SchoolWeeks& weeks, base::LocalDate today) {
  auto wrong = check(help, weeks, today);
  std::erase_if(wrong, [&](const base::FieldError& each) { return each.field == "due" && help.due == was.due && help.due <= help.on; });
  return wrong;
}

bool asks_the_same(const LessonHelp& a, const LessonHelp& b) {
  return a.lesson == b.lesson && a.on == b.on && a.objective == b.objective && a.wants == b.wants && a.words == b.words && a.due == b.due && a.helper == b.helper;
}

std::vector<base::FieldError> check_preparation(std::string_view prepared, std::string_view kept_at) {
  std::vector<base::FieldError> wrong;
  hold(wrong, "prepared", prepared, 1000, "Enter what you prepared");
  hold(wrong, "kept_at", kept_at, 200, "");
  return wrong;
}

std::vector<base::FieldError> check_evaluation(const LessonHelp& help, const std::vector<HelpedPupil>& judged, std::string_view words, base::LocalDate today) {
  std::vector<base::FieldError> wrong;
  if (help.on > today) return {{"", fmt::format("The lesson is on {}: look back on it then", base::to_text(help.on))}};
  for (const auto& pupil : help.pupils) {
    const auto found = std::find_if(judged.begin(), judged.end(), [&](const HelpedPupil& one) { return one.pupil == pupil.pupil; });
    if (found == judged.end() || found->outcome == Outcome::none) wrong.push_back({"outcome." + pupil.pupil.text(), "Choose whether " + pupil.name + " met the objective"});
  }
  hold(wrong, "evaluation", words, 1000, "");
  return wrong;
}

bool works_with(const access::Grants& grants, const access::PupilId& pupil) { return (grants.see(pupil) & access::bit(access::InfoClass::c5_profile)) != 0; }

std::string wants_words(const std::vector<Want>& wants) {
  std::string out;
  for (const auto want : wants) out += (out.empty() ? std::string(title(want)) : ", " + base::to_lower_ascii(title(want)));
  return out;
}

std::string to_stored(const std::vector<Want>& wants) {
  std::string out;
  for (const auto want : wants) out += (out.empty() ? "" : ",") + std::string(code(want));
  return out;
}

std::vector<Want> wants_of(std::string_view stored) {
  std::vector<Want> out;
  while (!stored.empty()) {
    const auto end = std::min(stored.find(','), stored.size());
    if (const auto want = want_of(stored.substr(0, end))) out.push_back(*want);
    stored.remove_prefix(std::min(end + 1, stored.size()));
  }
  return out;
}

}  // namespace cover
