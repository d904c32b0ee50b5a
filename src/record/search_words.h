// Words as search compares them: how a text is cut into them, and where those looked for stand in it.
#pragma once

#include "access/search.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace record {

/// A word in a text: the bytes it takes there, and as it is compared: small letters, accents off, a plural's ending off.
struct WordPlace {
  std::size_t begin = 0, end = 0;
  std::string word;
};
/// Every word of valid UTF-8, in order.
void each_word(std::string_view text, const std::function<void(const WordPlace&)>& with);

/// The words of a text, each once.
std::vector<std::string> words_of(std::string_view text);

/// What somebody typed: at most 12 words, the last one taken as the beginning of a word once it has three letters. Nothing where there is
/// no word.
access::Sought read_query(std::string_view typed);

/// True where every word looked for is among the words of the text.
bool holds(std::string_view text, const access::Sought& sought);

/// A run of text that is, or is not, what was looked for.
struct Piece {
  std::string text;
  bool found = false;
};
/// About `characters` of the text around the first word found, in pieces; line breaks become spaces.
std::vector<Piece> excerpt_around(std::string_view text, const access::Sought& sought, std::size_t characters);

}  // namespace record
