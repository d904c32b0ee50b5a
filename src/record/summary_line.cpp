// Reads a summary template.
#include "record/summary_line.h"

#include <charconv>
#include <utility>

namespace record {
namespace {

base::Error wrong(std::size_t at, std::string_view what) {
  std::string words = std::string(what) + " (at character " + std::to_string(at + 1) + ")";
  return base::Error{base::Error::Kind::invalid, words, "summary template"};
}

/// What stands between the braces: name, then `:80` or `|first`.
base::Result<LinePiece> read_hole(std::string_view hole, std::size_t at) {
  LinePiece piece;
  const auto colon = hole.find_first_of(":|");
  piece.field = std::string(hole.substr(0, colon));
  if (piece.field.empty()) return wrong(at, "{} names no field");
  if (colon == std::string_view::npos) return piece;
  const auto rest = hole.substr(colon + 1);
  if (hole[colon] == '|') {
    if (rest != "first") return wrong(at, "after | only first is known");
    piece.first = true;
    return piece;
  }
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), piece.most);
  if (error != std::errc{} || end != rest.data() + rest.size() || piece.most == 0 || piece.most > 280)
    return wrong(at, "after : stands a number of characters from 1 to 280");
  return piece;
}

}  // namespace

base::Result<std::vector<LinePart>> parse_summary_line(std::string_view text) {
  static constexpr std::string_view separator = " · ";
  std::vector<LinePart> parts(1);
  std::string words;
  for (std::size_t i = 0; i < text.size();) {
    if (text.substr(i).starts_with(separator)) {
      if (!words.empty()) parts.back().push_back({std::exchange(words, {}), {}});
      parts.emplace_back();
      i += separator.size();
    } else if (text[i] == '}') {
      return wrong(i, "} closes nothing");
    } else if (text[i] == '{') {
      const auto close = text.find_first_of("{}", i + 1);
      if (close == std::string_view::npos || text[close] == '{') return wrong(i, "{ is not closed");
      TRY(auto piece, read_hole(text.substr(i + 1, close - i - 1), i));
      piece.words = std::exchange(words, {});
      parts.back().push_back(std::move(piece));
      i = close + 1;
    } else {
      words += text[i++];
    }
  }
  if (!words.empty()) parts.back().push_back({std::move(words), {}});
  return parts;
}

}  // namespace record
