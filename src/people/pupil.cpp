// Names, and finding them though a finger slipped.
#include "people/pupil.h"

#include "base/text.h"

#include <vector>

namespace people {
namespace {

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto space = text.find(' ');
    if (space != 0) words.push_back(text.substr(0, space));
    if (space == std::string_view::npos) break;
    text.remove_prefix(space + 1);
  }
  return words;
}

/// 3 begins with it, 2 begins with it but for one slip, 0 no.
int match_word(std::string_view word, std::string_view query) {
  if (word.starts_with(query)) return 3;
  if (query.size() < 3) return 0;
  for (std::size_t length = query.size() - 1; length <= query.size() + 1; ++length)
    if (length <= word.size() && base::within_edits(word.substr(0, length), query, 1)) return 2;
  return 0;
}

}  // namespace

std::string year_and_class(const Pupil& pupil) {
  std::string year;
  if (pupil.year_group == "R")
    year = "Reception";
  else if (pupil.year_group == "N1" || pupil.year_group == "N2")
    year = "Nursery";
  else if (!pupil.year_group.empty() && pupil.year_group != "X")
    year = "Year " + pupil.year_group;
  if (pupil.class_name.empty()) return year;
  return year.empty() ? pupil.class_name : year + ", " + pupil.class_name;
}

int match_name(std::string_view folded_name, std::string_view folded_query) {
  const auto asked = words_of(folded_query);
  if (asked.empty()) return 0;
  const auto words = words_of(folded_name);
  int total = 0;
  for (const auto& query : asked) {
    int best = 0;
    for (const auto& word : words) best = std::max(best, match_word(word, query));
    if (best == 0) return 0;
    total += best;
  }
  return total * 10 / static_cast<int>(asked.size()) + (folded_name.starts_with(folded_query) ? 5 : 0);
}

}  // namespace people
