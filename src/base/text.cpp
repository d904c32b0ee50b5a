// UTF-8, cleaning, folding of names, small edit distances.
#include "base/text.h"

#include <algorithm>
#include <array>
#include <vector>

namespace base {
namespace {

struct Decoded {
  char32_t point = 0;
  std::size_t length = 0;  ///< 0 where the bytes are not UTF-8
};

Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return {};
  char32_t point = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    point = (point << 6) | (byte(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> smallest = {0, 0, 0x80, 0x800, 0x10000};
  if (point < smallest[length] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return {};
  return {point, length};
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_unwanted(char32_t p) {
  if (p == '\t' || p == '\n') return false;
  if (p < 0x20 || (p >= 0x7F && p < 0xA0)) return true;
  return (p >= 0x202A && p <= 0x202E) || (p >= 0x2066 && p <= 0x2069) || p == 0xFEFF;
}

/// The plain letters a Latin letter with marks is filed under; empty for other points.
std::string_view plain_latin(char32_t p) {
  struct Range {
    char32_t first, last;
    std::string_view plain;
  };
  static constexpr std::array<Range, 53> ranges = {{
      {0xC0, 0xC5, "a"},   {0xC6, 0xC6, "ae"},  {0xC7, 0xC7, "c"},   {0xC8, 0xCB, "e"},   {0xCC, 0xCF, "i"},
      {0xD0, 0xD0, "d"},   {0xD1, 0xD1, "n"},   {0xD2, 0xD6, "o"},   {0xD8, 0xD8, "o"},   {0xD9, 0xDC, "u"},
      {0xDD, 0xDD, "y"},   {0xDE, 0xDE, "th"},  {0xDF, 0xDF, "ss"},  {0xE0, 0xE5, "a"},   {0xE6, 0xE6, "ae"},
      {0xE7, 0xE7, "c"},   {0xE8, 0xEB, "e"},   {0xEC, 0xEF, "i"},   {0xF0, 0xF0, "d"},   {0xF1, 0xF1, "n"},
      {0xF2, 0xF6, "o"},   {0xF8, 0xF8, "o"},   {0xF9, 0xFC, "u"},   {0xFD, 0xFD, "y"},   {0xFE, 0xFE, "th"},
      {0xFF, 0xFF, "y"},   {0x100, 0x105, "a"}, {0x106, 0x10D, "c"}, {0x10E, 0x111, "d"}, {0x112, 0x11B, "e"},
      {0x11C, 0x123, "g"}, {0x124, 0x127, "h"}, {0x128, 0x131, "i"}, {0x134, 0x135, "j"}, {0x136, 0x138, "k"},
      {0x139, 0x142, "l"}, {0x143, 0x14B, "n"}, {0x14C, 0x151, "o"}, {0x152, 0x153, "oe"}, {0x154, 0x159, "r"},
      {0x15A, 0x161, "s"}, {0x162, 0x167, "t"}, {0x168, 0x173, "u"}, {0x174, 0x175, "w"}, {0x176, 0x178, "y"},
      {0x179, 0x17E, "z"}, {0x1CD, 0x1CE, "a"}, {0x1CF, 0x1D0, "i"}, {0x1D1, 0x1D2, "o"}, {0x218, 0x219, "s"},
      {0x21A, 0x21B, "t"}, {0x1E80, 0x1E85, "w"}, {0x1EA0, 0x1EB7, "a"},
  }};
  for (const auto& range : ranges)
    if (p >= range.first && p <= range.last) return range.plain;
  return {};
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto d = decode(text);
    if (d.length == 0) return false;
    text.remove_prefix(d.length);
  }
  return true;
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string clean(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    if (text.front() == '\r') {
      out += '\n';
      text.remove_prefix(text.starts_with("\r\n") ? 2 : 1);
      continue;
    }
    const auto d = decode(text);
    if (d.length == 0) return out;  // callers check validity first
    if (!is_unwanted(d.point)) out.append(text.substr(0, d.length));
    text.remove_prefix(d.length);
  }
  return out;
}

std::string to_lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string fold(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto d = decode(text);
    const std::size_t length = d.length == 0 ? 1 : d.length;
    const char32_t p = d.point;
    if (p < 0x80 && ((p >= 'a' && p <= 'z') || (p >= '0' && p <= '9'))) {
      out += static_cast<char>(p);
    } else if (p >= 'A' && p <= 'Z') {
      out += static_cast<char>(p - 'A' + 'a');
    } else if (p == ' ' || p == '-' || p == '\t' || p == '\n' || p == ',' || p == 0x2010 || p == 0x2011 || p == 0xA0) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (const auto plain = plain_latin(p); !plain.empty()) {
      out += plain;
    } else if (p >= 0x250 && !(p >= 0x300 && p <= 0x36F) && !(p >= 0x2000 && p <= 0x206F)) {
      out.append(text.substr(0, length));  // other scripts stand as they are; combining marks and general punctuation go
    }
    text.remove_prefix(length);
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool within_edits(std::string_view a, std::string_view b, unsigned limit) {
  const std::size_t n = a.size(), m = b.size();
  if ((n > m ? n - m : m - n) > limit) return false;
  std::vector<unsigned> before(m + 1), last(m + 1), row(m + 1);
  for (std::size_t j = 0; j <= m; ++j) last[j] = static_cast<unsigned>(j);
  for (std::size_t i = 1; i <= n; ++i) {
    row[0] = static_cast<unsigned>(i);
    unsigned best = row[0];
    for (std::size_t j = 1; j <= m; ++j) {
      const unsigned change = a[i - 1] == b[j - 1] ? 0U : 1U;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
      best = std::min(best, row[j]);
    }
    if (best > limit) return false;
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[m] <= limit;
}

std::string excerpt(std::string_view text, std::size_t characters) {
  if (count_characters(text) <= characters) return std::string(text);
  std::size_t end = 0, seen = 0;
  while (seen < characters) {
    const auto d = decode(text.substr(end));
    end += d.length == 0 ? 1 : d.length;
    ++seen;
  }
  const auto space = text.substr(0, end).rfind(' ');
  if (space != std::string_view::npos && space + 24 > end) end = space;
  return std::string(trim(text.substr(0, end))) + "…";
}

}  // namespace base
