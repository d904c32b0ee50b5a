// Rules of programmes, and the starting examples as their files have them.
#include "casework/programmes/programme.h"

#include "base/text.h"
#include "casework/programmes/embedded_programmes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace programmes {
namespace {

struct Word {
  std::string_view code, title;
};
constexpr std::array<Word, strand_count> strands{{{"literacy", "Literacy"},
                                                  {"phonics", "Phonics"},
                                                  {"reading", "Reading"},
                                                  {"writing", "Writing"},
                                                  {"maths", "Maths"},
                                                  {"speech", "Speech and language"},
                                                  {"social", "Social skills"},
                                                  {"emotional", "Emotional literacy"},
                                                  {"motor", "Movement and handwriting"},
                                                  {"mentoring", "Mentoring"},
                                                  {"other", "Something else"}}};
constexpr std::array<Word, need_count> needs{{{"communication", "Communication and interaction"},
                                              {"cognition", "Cognition and learning"},
                                              {"social_emotional", "Social, emotional and mental health"},
                                              {"physical", "Sensory and physical"}}};

template <class Enum, std::size_t N>
std::optional<Enum> by_code(const std::array<Word, N>& words, std::string_view code) {
  for (std::size_t i = 0; i < N; ++i)
    if (words[i].code == code) return static_cast<Enum>(i);
  return std::nullopt;
}

std::string text_of(const record::Written& file, std::string_view key, std::string_view name) {
  const auto* found = file.find(key);
  const auto* text = found ? found->as<std::string>() : nullptr;
  if (!text || text->empty()) throw std::invalid_argument(fmt::format("{} does not say its {}", name, key));
  return *text;
}

std::int64_t number_of(const record::Written& file, std::string_view key, std::string_view name) {
  const auto* found = file.find(key);
  const auto* number = found ? found->as<std::int64_t>() : nullptr;
  if (!number) throw std::invalid_argument(fmt::format("{} does not say its {}", name, key));
  return *number;
}

template <class T>
T sure(std::optional<T> value, std::string_view what, std::string_view name) {
  if (!value) throw std::invalid_argument(fmt::format("{}: {} is none the house knows", name, what));
  return *value;
}

Programme read(const record::NamedText& named) {
  const auto file = record::read_toml(named);
  const auto whole = [&](std::string_view key) { return static_cast<int>(number_of(file, key, named.name)); };
  Programme out;
  out.id = sure(ProgrammeId::parse(text_of(file, "id", named.name)), "id", named.name);
  out.name = text_of(file, "name", named.name);
  out.strand = sure(strand_of(text_of(file, "strand", named.name)), "strand", named.name);
  out.need = sure(need_of(text_of(file, "need", named.name)), "need", named.name);
  out.purpose = text_of(file, "purpose", named.name);
  out.minutes = whole("minutes");
  out.times_a_week = whole("times_a_week");
  out.weeks = whole("weeks");
  out.group_least = whole("group_least");
  out.group_most = whole("group_most");
  out.skills = text_of(file, "skills", named.name);
  out.materials = text_of(file, "materials", named.name);
  out.baseline = text_of(file, "baseline", named.name);
  out.cost_pence = number_of(file, "cost_pence", named.name);
  if (const auto* steps = file.find("steps"))
    if (const auto* list = steps->as<record::Written::List>())
      for (const auto& step : *list)
        if (const auto* text = step.as<std::string>()) out.steps.push_back(*text);
  if (const auto wrong = check(out); !wrong.empty()) throw std::invalid_argument(fmt::format("{}: {}", named.name, wrong.front().message));
  return out;
}

std::string times(int count) {
  if (count == 1) return "once a week";
  if (count == 2) return "twice a week";
  return fmt::format("{} times a week", count);
}

}  // namespace

std::string_view code(Strand strand) { return strands.at(static_cast<std::size_t>(strand)).code; }
std::string_view title(Strand strand) { return strands.at(static_cast<std::size_t>(strand)).title; }
std::optional<Strand> strand_of(std::string_view code) { return by_code<Strand>(strands, code); }
std::string_view code(Need need) { return needs.at(static_cast<std::size_t>(need)).code; }
std::string_view title(Need need) { return needs.at(static_cast<std::size_t>(need)).title; }
std::optional<Need> need_of(std::string_view code) { return by_code<Need>(needs, code); }

std::vector<base::FieldError> check(const Programme& programme) {
  std::vector<base::FieldError> wrong;
  const auto text = [&](std::string_view field, const std::string& value, std::size_t most) {
    if (base::count_characters(value) > most) wrong.push_back({std::string(field), fmt::format("Use at most {} characters", most)});
  };
  const auto number = [&](std::string_view field, int value, int most, std::string_view what) {
    if (value < 1 || value > most) wrong.push_back({std::string(field), fmt::format("Enter {} as a number from 1 to {}", what, most)});
  };
  if (programme.name.empty()) wrong.push_back({"name", "Enter a name"});
  text("name", programme.name, 80);
  if (programme.purpose.empty()) wrong.push_back({"purpose", "Enter what it is for"});
  text("purpose", programme.purpose, 400);
  number("minutes", programme.minutes, 240, "the minutes each time");
  number("times_a_week", programme.times_a_week, 20, "how often a week");
  number("weeks", programme.weeks, 52, "the weeks");
  number("group_least", programme.group_least, 30, "the fewest pupils");
  number("group_most", programme.group_most, 30, "the most pupils");
  if (programme.group_most < programme.group_least && programme.group_most >= 1) wrong.push_back({"group_most", "The most pupils is not less than the fewest"});
  if (programme.steps.empty()) wrong.push_back({"steps", "Enter what is done each time, a step on each line"});
  if (programme.steps.size() > 20) wrong.push_back({"steps", "Enter at most 20 steps"});
  for (const auto& step : programme.steps)
    if (base::count_characters(step) > 200) {
      wrong.push_back({"steps", "Use at most 200 characters for a step"});
      break;
    }
  text("skills", programme.skills, 400);
  text("materials", programme.materials, 400);
  text("baseline", programme.baseline, 400);
  if (programme.run_pence < 0 || programme.run_pence > 10'000'000) wrong.push_back({"run", "Enter a cost in pounds, like 40 or 39.50"});
  if (programme.cost_pence < 0 || programme.cost_pence > 10'000'000) wrong.push_back({"cost", "Enter a cost in pounds, like 2.50"});
  return wrong;
}

std::string dose_words(const Programme& programme) {
  return fmt::format("{} minutes, {}, for {} week{}", programme.minutes, times(programme.times_a_week), programme.weeks, programme.weeks == 1 ? "" : "s");
}

std::string group_words(const Programme& programme) {
  if (programme.group_most == 1) return "1:1";
  if (programme.group_least == programme.group_most) return fmt::format("{} pupils", programme.group_most);
  return fmt::format("{} to {} pupils", programme.group_least, programme.group_most);
}

std::string to_lines(const std::vector<std::string>& steps) {
  std::string out;
  for (const auto& step : steps) {
    if (!out.empty()) out += '\n';
    out += step;
  }
  return out;
}

std::vector<std::string> from_lines(std::string_view lines) {
  std::vector<std::string> out;
  const auto cleaned = base::clean(lines);
  std::string_view rest = cleaned;
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = base::trim(rest.substr(0, end));
    if (!line.empty()) out.emplace_back(line);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

const std::vector<Programme>& shipped_programmes() {
  static const auto all = [] {
    std::vector<Programme> out;
    for (const auto& file : embedded_programmes()) out.push_back(read(file));
    std::sort(out.begin(), out.end(), [](const Programme& a, const Programme& b) { return a.name < b.name; });
    return out;
  }();
  return all;
}

}  // namespace programmes
