// Reads a statement as words, names and brackets, and picks the names that stand where a relation does.
#include "db/relations_named.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace db {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

/// One word, quoted name or sign of the statement; strings, parameters, comments and white space are left out.
struct Piece {
  std::string text;  ///< lower case, unless it was quoted
  bool is_name = false;
  bool is_quoted = false;
};

/// The first place after what starts at `at` and ends with `closing`; a doubled closing sign is part of it.
std::size_t end_of_quote(std::string_view text, std::size_t at, char closing) {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] != closing) continue;
    if (i + 1 < text.size() && text[i + 1] == closing) {
      ++i;
    } else {
      return i + 1;
    }
  }
  return text.size();
}

std::size_t end_of(std::string_view text, std::string_view closing, std::size_t from) {
  const auto found = text.find(closing, from);
  return found == std::string_view::npos ? text.size() : found + closing.size();
}

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto left = text.substr(at);
    if (left.front() == '\'') {
      at = end_of_quote(text, at, '\'');
    } else if (left.starts_with("--")) {
      at = end_of(text, "\n", at);
    } else if (left.starts_with("/*")) {
      at = end_of(text, "*/", at + 2);
    } else if (left.front() == '"') {
      const auto end = end_of_quote(text, at, '"');
      pieces.push_back({std::string(text.substr(at + 1, end - at - 2)), true, true});
      at = end;
    } else if (is_word(left.front()) || (left.front() == ':' && left.size() > 1 && is_word(left[1]))) {
      const bool parameter = left.front() == ':';
      std::size_t end = at + 1;
      while (end < text.size() && is_word(text[end])) ++end;
      if (!parameter) pieces.push_back({base::to_lower_ascii(text.substr(at, end - at)), true, false});
      at = end;
    } else {
      if (std::isspace(static_cast<unsigned char>(left.front())) == 0) pieces.push_back({std::string(1, left.front()), false, false});
      ++at;
    }
  }
  return pieces;
}

template <std::size_t N>
bool is_one_of(const Piece& piece, const std::array<std::string_view, N>& words) {
  return piece.is_name && !piece.is_quoted && std::find(words.begin(), words.end(), piece.text) != words.end();
}

constexpr std::array<std::string_view, 3> before_a_relation{"from", "join", "table"};
constexpr std::array<std::string_view, 2> between{"only", "lateral"};
constexpr std::array<std::string_view, 12> end_of_from{"where",     "group",  "having", "order",  "limit",  "union",
                                                       "intersect", "except", "window", "offset", "select", "values"};

}  // namespace

std::vector<std::string> relations_named(std::string_view statement) {
  const auto pieces = pieces_of(statement);
  std::vector<std::string> found;
  std::vector<bool> in_from{false};  // for each bracket that is open
  bool expected = false;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto& piece = pieces[i];
    if (piece.text == "(" && !piece.is_name) {
      in_from.push_back(expected);  // FROM (a JOIN b), FROM (a, b), or a subquery, whose SELECT says that its FROM is still to come
    } else if (piece.text == ")" && !piece.is_name) {
      if (in_from.size() > 1) in_from.pop_back();
      expected = false;
    } else if (piece.text == "," && !piece.is_name) {
      expected = in_from.back();
    } else if (is_one_of(piece, before_a_relation)) {
      if (i > 0 && pieces[i - 1].text == "distinct") continue;  // IS DISTINCT FROM compares
      expected = true;
      in_from.back() = true;
    } else if (is_one_of(piece, end_of_from)) {
      expected = false;
      in_from.back() = false;
    } else if (expected && !is_one_of(piece, between)) {
      if (piece.is_name && i + 1 < pieces.size() && pieces[i + 1].text == "." && !pieces[i + 1].is_name) {
        ++i;  // the schema; the name follows
        continue;
      }
      if (piece.is_name) found.push_back(piece.text);
      expected = false;
    }
  }
  return found;
}

bool names_a_guarded_view(std::string_view statement) {
  for (const auto& name : relations_named(statement))
    if (name.starts_with("seen_") || name.starts_with("my_")) return true;
  return false;
}

}  // namespace db
