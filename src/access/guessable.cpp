// Takes the usual disguises off a password and looks whether anything is left to guess.
#include "access/guessable.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

namespace access {
namespace {

constexpr std::size_t free_words = 3;      // so many common words are no secret; four unrelated ones are a good password
constexpr std::size_t least_distinct = 5;  // characters
constexpr std::size_t least_digits = 20;   // shorter runs of digits are dates, telephone and card numbers
constexpr std::size_t least_name = 3;

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// Neighbours in the alphabet, the digits, or on a keyboard: along a row, or down the columns.
bool goes_on(char a, char b) {
  static constexpr std::string_view walks[] = {
      "abcdefghijklmnopqrstuvwxyz",           "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm",
      "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "!@#$%^&*()",  "$%^&*()"};
  if (a == b) return true;
  return std::any_of(std::begin(walks), std::end(walks), [&](std::string_view walk) {
    for (std::size_t n = 0; n + 1 < walk.size(); ++n) {
      if ((walk[n] == a && walk[n + 1] == b) || (walk[n] == b && walk[n + 1] == a)) return true;
    }
    return false;
  });
}

bool is_mostly_a_walk(std::string_view text) {
  std::size_t steps = 0;
  for (std::size_t n = 0; n + 1 < text.size(); ++n) steps += goes_on(text[n], text[n + 1]) ? 1U : 0U;
  return steps * 4 >= (text.size() - 1) * 3;
}

/// The part that repeats: "abcabcab" → "abc"; the whole where nothing does.
std::string_view repeated_part(std::string_view text) {
  for (std::size_t period = 1; period * 2 <= text.size(); ++period) {
    if (text.substr(period) == text.substr(0, text.size() - period)) return text.substr(0, period);
  }
  return text;
}

/// Letters that a digit or sign usually stands for.
char undisguised(char c, char one) {
  switch (c) {
    case '0': return 'o';
    case '1':
    case '!':
    case '|': return one;
    case '3': return 'e';
    case '4':
    case '@': return 'a';
    case '5':
    case '$': return 's';
    case '7':
    case '+': return 't';
    case '8': return 'b';
    case '9': return 'g';
    default: return c;
  }
}

std::string letters_only(std::string_view text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return is_letter(c) || !is_ascii(c); });
  return out;
}

/// Years and exclamation marks hung on at both ends.
std::string_view without_trimmings(std::string_view text) {
  const auto bare = [](char c) { return is_letter(c) || !is_ascii(c); };
  while (!text.empty() && !bare(text.front())) text.remove_prefix(1);
  while (!text.empty() && !bare(text.back())) text.remove_suffix(1);
  return text;
}

/// The fewest known words `letters` can be cut into, fillers free; more than free_words where it cannot.
std::size_t fewest_words(std::string_view letters, std::span<const std::string> names) {
  constexpr std::size_t never = 1000;
  std::vector<std::size_t> fewest(letters.size() + 1, never);
  fewest[0] = 0;
  for (std::size_t end = 0; end < letters.size(); ++end) {
    if (fewest[end] == never) continue;
    const auto rest = letters.substr(end);
    const auto take = [&](std::string_view word, std::size_t cost) {
      if (rest.starts_with(word)) fewest[end + word.size()] = std::min(fewest[end + word.size()], fewest[end] + cost);
    };
    for (const auto word : guessable_words()) take(word, 1);
    for (const auto word : guessable_fillers()) take(word, 0);
    for (const auto& name : names) take(name, 1);
  }
  return fewest.back();
}

std::vector<std::string> names_in(std::span<const std::string_view> about) {
  std::vector<std::string> names;
  for (const auto text : about) {
    std::string word;
    for (const char c : base::fold(text) + ' ') {
      if (is_letter(c) || !is_ascii(c)) {
        word += c;
      } else {
        if (word.size() >= least_name) names.push_back(word);
        word.clear();
      }
    }
  }
  return names;
}

}  // namespace

bool is_easily_guessed(std::string_view password, std::span<const std::string_view> about) {
  const std::string lower = base::to_lower_ascii(password);
  if (std::set<char>(lower.begin(), lower.end()).size() < least_distinct) return true;
  if (is_mostly_a_walk(lower)) return true;
  const bool has_letters = std::any_of(lower.begin(), lower.end(), [](char c) { return is_letter(c) || !is_ascii(c); });
  if (!has_letters && lower.size() < least_digits) return true;

  const auto names = names_in(about);
  const auto known = [&](std::string_view letters) {
    if (letters.empty()) return false;
    return fewest_words(letters, names) <= free_words || fewest_words(repeated_part(letters), names) <= free_words;
  };
  const auto core = without_trimmings(lower);
  if (known(letters_only(core))) return true;
  for (const char one : {'i', 'l'}) {
    for (const auto part : {core, std::string_view(lower)}) {
      std::string plain;
      for (const char c : part) plain += undisguised(c, one);
      if (known(letters_only(plain))) return true;
    }
  }
  const auto part = repeated_part(lower);
  return part.size() < lower.size() && (part.size() <= 4 || std::all_of(part.begin(), part.end(), is_digit));
}

}  // namespace access
