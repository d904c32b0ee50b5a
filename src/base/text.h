// Text that came from a person: valid UTF-8, trimmed, of a known greatest length.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace base {

bool is_valid_utf8(std::string_view text);
/// Code points; `text` is valid UTF-8.
std::size_t count_characters(std::string_view text);
/// Without white space at both ends.
std::string_view trim(std::string_view text);
/// CRLF and CR become LF; other control characters but tab and LF, and the bidirectional overrides (U+202A–E, U+2066–9), are left out.
std::string clean(std::string_view text);
std::string to_lower_ascii(std::string_view text);
/// For comparing names: lower case, accents off (Latin), punctuation out, single spaces. "Zoë O'Neill-Žižek" → "zoe oneill zizek".
std::string fold(std::string_view text);
/// True when `a` can become `b` with at most `limit` letters added, dropped, changed or swapped with their neighbour.
bool within_edits(std::string_view a, std::string_view b, unsigned limit);
/// At most `characters` code points, cut at a space where one is near, with "…" where something was cut.
std::string excerpt(std::string_view text, std::size_t characters);

/// What a text field holds once it was checked. `Max` counts characters, not bytes.
template <std::size_t Max>
class Text {
 public:
  /// Nothing when the text is not UTF-8 or longer than Max after cleaning and trimming.
  static std::optional<Text> make(std::string_view raw) {
    if (!is_valid_utf8(raw)) return std::nullopt;
    std::string cleaned = clean(raw);
    Text out(std::string(trim(cleaned)));
    if (count_characters(out.text_) > Max) return std::nullopt;
    return out;
  }
  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  static constexpr std::size_t max = Max;

 private:
  explicit Text(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace base
