// Cuts, folds and compares words.
#include "record/search_words.h"

#include "base/text.h"

#include <algorithm>

namespace record {
namespace {

constexpr std::size_t longest_word = 60;
constexpr std::size_t most_words = 12;

bool is_letter(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '\'' || c > 0x7F;
}

/// Bytes of a separator outside ASCII at this place: no-break space, dashes, quotation marks, ellipsis, but not the apostrophe (’).
std::size_t wide_separator(std::string_view at) {
  if (at.starts_with("\xC2\xA0") || at.starts_with("\xC2\xAB") || at.starts_with("\xC2\xBB")) return 2;
  if (at.starts_with("\xE2\x80") && at.size() > 2 && at[2] != '\x99') return 3;
  return 0;
}

/// "stories" → "story", "boxes" → "boxe" like "boxe" of "boxe": both sides of a comparison lose the same ending.
void take_plural_off(std::string& word) {
  const auto ends = [&](std::string_view ending) { return word.size() > ending.size() + 1 && word.ends_with(ending); };
  if (ends("ies") && !ends("eies") && !ends("aies")) {
    word.resize(word.size() - 3);
    word += 'y';
  } else if (ends("s") && !ends("us") && !ends("ss") && !ends("is")) {
    word.pop_back();
  }
}

std::string compared(std::string_view raw) {
  auto word = base::fold(raw);
  std::erase(word, ' ');
  if (word.size() > longest_word) word.resize(longest_word);
  while (!word.empty() && word.size() == longest_word && static_cast<unsigned char>(word.back()) > 0x7F) word.pop_back();
  take_plural_off(word);
  return word;
}

bool fits(const std::string& word, const access::Sought& sought, std::size_t i) {
  const bool unfinished = i + 1 == sought.words.size() && sought.last == access::Sought::Last::beginning;
  return unfinished ? word.starts_with(sought.words[i]) : word == sought.words[i];
}

bool is_sought(const std::string& word, const access::Sought& sought) {
  for (std::size_t i = 0; i < sought.words.size(); ++i)
    if (fits(word, sought, i)) return true;
  return false;
}

std::string on_one_line(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

/// Not inside a character.
std::size_t whole_character(std::string_view text, std::size_t at) {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return std::min(at, text.size());
}

}  // namespace

void each_word(std::string_view text, const std::function<void(const WordPlace&)>& with) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto begin = at;
    while (at < text.size() && is_letter(static_cast<unsigned char>(text[at])) && wide_separator(text.substr(at)) == 0) ++at;
    if (at > begin) {
      if (auto word = compared(text.substr(begin, at - begin)); !word.empty()) with({begin, at, std::move(word)});
      continue;
    }
    at += std::max<std::size_t>(1, wide_separator(text.substr(at)));
  }
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  each_word(text, [&](const WordPlace& place) { out.push_back(place.word); });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

access::Sought read_query(std::string_view typed) {
  access::Sought out;
  if (!base::is_valid_utf8(typed)) return out;
  std::size_t last_letters = 0;
  each_word(typed, [&](const WordPlace& place) {
    if (out.words.size() == most_words) return;
    out.words.push_back(place.word);
    last_letters = base::count_characters(place.word);
  });
  if (last_letters >= 3) out.last = access::Sought::Last::beginning;
  return out;
}

bool holds(std::string_view text, const access::Sought& sought) {
  std::vector<bool> met(sought.words.size(), false);
  each_word(text, [&](const WordPlace& place) {
    for (std::size_t i = 0; i < sought.words.size(); ++i)
      if (!met[i] && fits(place.word, sought, i)) met[i] = true;
  });
  return std::all_of(met.begin(), met.end(), [](bool yes) { return yes; });
}

std::vector<Piece> excerpt_around(std::string_view text, const access::Sought& sought, std::size_t characters) {
  std::vector<WordPlace> found;
  each_word(text, [&](const WordPlace& place) {
    if (is_sought(place.word, sought)) found.push_back(place);
  });
  std::size_t from = 0;
  if (!found.empty() && found.front().begin > characters / 3) {
    const auto space = text.find_first_of(" \n", found.front().begin - characters / 3);
    from = space == std::string_view::npos || space > found.front().begin ? found.front().begin : space + 1;
  }
  auto until = std::min(text.size(), from + characters);
  if (until < text.size()) {
    const auto space = text.find_first_of(" \n", until);
    until = space == std::string_view::npos || space > until + 30 ? whole_character(text, until) : space;
  }
  std::vector<Piece> out;
  const auto add = [&](std::string words, bool is_found) {
    if (!words.empty()) out.push_back({std::move(words), is_found});
  };
  std::size_t at = from;
  std::string before = from > 0 ? "… " : "";
  for (const auto& place : found) {
    if (place.end > until) break;
    if (place.begin < at) continue;
    add(before + on_one_line(text.substr(at, place.begin - at)), false);
    before.clear();
    add(on_one_line(text.substr(place.begin, place.end - place.begin)), true);
    at = place.end;
  }
  add(before + on_one_line(text.substr(at, until - at)) + (until < text.size() ? " …" : ""), false);
  return out;
}

}  // namespace record
