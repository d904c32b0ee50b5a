// Reads a literal of HTML while the program compiles: where its holes stand, and whether each may stand there.
// A small tokenizer after the HTML standard, section 13.2.5; what it refuses is refused by the compiler, with the words thrown here.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace web::check {

/// What is put into a hole, known from the argument's type.
enum class Fill : std::uint8_t { text, html, url, attribute };

/// `whole` pieces close every element they open; `part`s, which are added to a page one by one, need not.
enum class Extent : std::uint8_t { whole, part };

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}
template <std::size_t N>
constexpr bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  for (const auto one : names)
    if (same_name(name, one)) return true;
  return false;
}
constexpr bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
constexpr bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
constexpr bool begins_with_name(std::string_view name, std::string_view start) {
  return name.size() >= start.size() && same_name(name.substr(0, start.size()), start);
}

inline constexpr std::array<std::string_view, 14> void_elements = {"area", "base", "br", "col", "embed", "hr", "img", "input",
                                                                   "link", "meta", "param", "source", "track", "wbr"};
inline constexpr std::array<std::string_view, 14> refused_elements = {"style", "base", "object", "embed", "applet", "iframe",
                                                                      "frame", "frameset", "noframes", "noembed", "xmp",
                                                                      "plaintext", "animate", "set"};
inline constexpr std::array<std::string_view, 7> url_attributes = {"href", "src",    "action", "formaction",
                                                                   "cite", "poster", "xlink:href"};
inline constexpr std::array<std::string_view, 10> literal_attributes = {"srcset",     "srcdoc",    "ping",     "data",   "manifest",
                                                                        "background", "integrity", "codebase", "nonce", "imagesrcset"};

/// The name of an attribute that may be made at run time by `attr` and `attr_if`: no handler, no style, no address.
constexpr void check_free_attribute(std::string_view name) {
  if (name.empty()) throw "an attribute has a name";
  for (char c : name)
    if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') throw "an attribute's name is a-z, 0-9 and - here";
  if (begins_with_name(name, "on")) throw "no handlers in the page: an attribute may not begin with on";
  if (same_name(name, "style")) throw "no style attribute: use a class";
  if (is_one_of(name, url_attributes)) throw "an address stands in the literal as href=\"{}\", filled with a Url";
  if (is_one_of(name, literal_attributes) || same_name(name, "http-equiv")) throw "this attribute takes literal text only";
}

class Reader {
 public:
  constexpr Reader(std::string_view text, Extent extent, std::span<const Fill> fills, std::span<std::uint32_t> ends)
      : text_(text), extent_(extent), fills_(fills), ends_(ends) {}

  /// Fills `ends` with the offset at which each piece of literal text ends. True when some brace was doubled.
  constexpr bool read() {
    while (!done()) {
      if (peek() == '<') {
        read_markup();
      } else {
        step(Place::between_tags);
      }
    }
    if (extent_ == Extent::whole && depth_ != 0) throw "html(...) must close every element it opens; use add(...) for parts";
    if (hole_ != fills_.size()) throw "more arguments than holes";
    ends_[hole_] = static_cast<std::uint32_t>(text_.size());
    return doubled_;
  }

 private:
  enum class Place : std::uint8_t { between_tags, rcdata, in_tag, attribute, data_attribute, url_start, url_rest, literal_only };

  constexpr bool done() const { return at_ >= text_.size(); }
  constexpr char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  constexpr bool looking_at(std::string_view words) const { return text_.substr(at_).starts_with(words); }

  /// One character, doubled brace or hole.
  constexpr void step(Place place) {
    const char c = peek();
    if (c == '{' && peek(1) == '}') return take_hole(place);
    if (c == '{' || c == '}') {
      if (peek(1) != c) throw "a brace that is not a hole is written twice: {{ or }}";
      doubled_ = true;
      at_ += 2;
      return;
    }
    if (c == '\0') throw "no NUL in a literal";
    ++at_;
  }

  constexpr void take_hole(Place place) {
    if (hole_ >= fills_.size()) throw "more holes than arguments";
    const Fill fill = fills_[hole_];
    switch (place) {
      case Place::between_tags:
        if (fill == Fill::url) throw "a Url stands in href, src, action, formaction or data-…; to show it, use its text()";
        if (fill == Fill::attribute) throw "an Attribute stands inside a tag, alone";
        break;
      case Place::rcdata:
        if (fill != Fill::text) throw "only text stands in a title or textarea";
        break;
      case Place::in_tag:
        if (fill != Fill::attribute) throw "a hole alone inside a tag takes an Attribute: use attr_if or attr";
        break;
      case Place::attribute:
        if (fill == Fill::html) throw "Html stands between tags only, not in an attribute";
        if (fill == Fill::url) throw "a Url stands in href, src, action, formaction or data-… only";
        if (fill == Fill::attribute) throw "an Attribute stands inside a tag, alone";
        break;
      case Place::data_attribute:
        if (fill == Fill::html) throw "Html stands between tags only, not in an attribute";
        if (fill == Fill::attribute) throw "an Attribute stands inside a tag, alone";
        break;
      case Place::url_start:
        if (fill != Fill::url) throw "only a Url may stand in href, src, action, formaction";
        break;
      case Place::url_rest: throw "a Url fills its attribute from the beginning: build the rest with Url::path and with()";
      case Place::literal_only: throw "no hole may stand here: a comment, a script, or an attribute that takes literal text only";
    }
    ends_[hole_++] = static_cast<std::uint32_t>(at_);
    at_ += 2;
  }

  constexpr void read_markup() {
    if (looking_at("<!--")) return read_comment();
    if (peek(1) == '!') return read_doctype();
    if (peek(1) == '/') return read_end_tag();
    if (peek(1) == '{') throw "a hole may not stand in a tag's name";
    if (!is_letter(peek(1))) throw "a < that opens no tag is written &lt;";
    read_start_tag();
  }

  constexpr void read_comment() {
    at_ += 4;
    while (!looking_at("-->")) {
      if (done()) throw "a comment is not closed";
      step(Place::literal_only);
    }
    at_ += 3;
  }

  constexpr void read_doctype() {
    if (!same_name(text_.substr(at_, 15), "<!doctype html>")) throw "only <!-- and <!doctype html> begin with <!";
    at_ += 15;
  }

  constexpr std::string_view read_tag_name() {
    const std::size_t start = at_;
    while (!done() && peek() != '>' && peek() != '/' && !is_space(peek())) {
      if (peek() == '{' && peek(1) == '}') break;  // an Attribute may follow at once: it brings its own space
      if (peek() == '<' || peek() == '"' || peek() == '\'') throw "a tag's name holds < or a quote: is the tag before it closed?";
      ++at_;
    }
    return text_.substr(start, at_ - start);
  }

  constexpr void read_end_tag() {
    at_ += 2;
    const auto name = read_tag_name();
    while (is_space(peek())) ++at_;
    if (peek() != '>') throw "an end tag is not closed";
    ++at_;
    if (is_one_of(name, void_elements)) throw "this element has no end tag";
    if (extent_ != Extent::whole) return;
    if (depth_ == 0) throw "html(...): an end tag without its start tag; use add(...) for parts";
    if (!same_name(open_[depth_ - 1], name)) throw "html(...): elements are not closed in the order they were opened";
    if (same_name(name, "svg")) --svg_;
    --depth_;
  }

  constexpr void read_start_tag() {
    ++at_;
    const auto name = read_tag_name();
    if (is_one_of(name, refused_elements)) throw "this element has no place in our pages";
    seen_count_ = 0;
    bool closed_itself = false;
    for (bool spaced = false;;) {
      if (done()) throw "a tag is not closed";
      const char c = peek();
      if (is_space(c)) {
        spaced = true;
        ++at_;
      } else if (c == '>') {
        ++at_;
        break;
      } else if (c == '/') {
        if (peek(1) != '>') throw "a / inside a tag";
        closed_itself = true;
        at_ += 2;
        break;
      } else if (c == '{' && peek(1) == '}') {
        take_hole(Place::in_tag);
        spaced = false;
      } else {
        if (!spaced) throw "a space stands before each attribute";
        read_attribute();
        spaced = false;
      }
    }
    enter(name, closed_itself);
  }

  constexpr void enter(std::string_view name, bool closed_itself) {
    if (is_one_of(name, void_elements)) return;
    if (closed_itself) {
      if (extent_ == Extent::whole && svg_ == 0) throw "only void elements and SVG close themselves";
      return;
    }
    if (same_name(name, "script")) return read_text_until("</script>", Place::literal_only, Body::empty);
    if (same_name(name, "title")) return read_text_until("</title>", Place::rcdata, Body::any);
    if (same_name(name, "textarea")) return read_text_until("</textarea>", Place::rcdata, Body::any);
    if (extent_ != Extent::whole) return;
    if (same_name(name, "svg")) ++svg_;
    if (depth_ == open_.size()) throw "html(...): elements nest too deep";
    open_[depth_++] = name;
  }

  enum class Body : std::uint8_t { any, empty };
  constexpr void read_text_until(std::string_view end, Place place, Body body) {
    while (!looking_at(end)) {
      if (done()) throw "a title, textarea or script is closed in the literal that opens it";
      if (body == Body::empty && !is_space(peek())) throw "a script stands in its own file: <script src=…></script> with no body";
      if (peek() == '<') throw "no markup inside a title or textarea";
      step(place);
    }
    at_ += end.size();
  }

  constexpr void read_attribute() {
    const std::size_t start = at_;
    while (!done() && peek() != '=' && peek() != '>' && peek() != '/' && !is_space(peek())) {
      const char c = peek();
      if (c == '{' || c == '}') throw "a hole may not stand in an attribute's name";
      if (c == '"' || c == '\'' || c == '<') throw "a quote or < in an attribute's name: is the value before it closed?";
      ++at_;
    }
    const auto name = text_.substr(start, at_ - start);
    if (name.empty()) throw "an attribute has a name";
    remember(name);
    if (begins_with_name(name, "on")) throw "no handlers in the page: an attribute may not begin with on";
    if (same_name(name, "style")) throw "no style attribute: use a class";
    if (same_name(name, "http-equiv")) throw "http-equiv is sent as a header";
    while (is_space(peek()) && next_after_space() == '=') ++at_;
    if (peek() != '=') return;
    ++at_;
    while (is_space(peek())) ++at_;
    const char quote = peek();
    if (quote != '"' && quote != '\'') throw "an attribute's value stands in quotes";
    ++at_;
    read_value(name, quote);
  }

  constexpr char next_after_space() const {
    std::size_t i = at_;
    while (i < text_.size() && is_space(text_[i])) ++i;
    return i < text_.size() ? text_[i] : '\0';
  }

  constexpr void read_value(std::string_view name, char quote) {
    const bool address = is_one_of(name, url_attributes);
    if (address && !looking_at("{}") && peek() != quote) check_literal_address();
    Place place = address                              ? Place::url_start
                  : is_one_of(name, literal_attributes) ? Place::literal_only
                  : begins_with_name(name, "data-")     ? Place::data_attribute
                                                        : Place::attribute;
    while (peek() != quote || done()) {
      if (done()) throw "a quoted value is not closed";
      step(place);
      if (address) place = Place::url_rest;
    }
    ++at_;
  }

  constexpr void check_literal_address() const {
    const auto rest = text_.substr(at_);
    const bool local = (rest.starts_with('/') && !rest.starts_with("//")) || rest.starts_with('#') || rest.starts_with('?');
    if (!local && !rest.starts_with("https://") && !rest.starts_with("mailto:") && !rest.starts_with("tel:"))
      throw "an address begins with /, #, ?, https://, mailto: or tel:";
  }

  constexpr void remember(std::string_view name) {
    for (std::size_t i = 0; i < seen_count_; ++i)
      if (same_name(seen_[i], name)) throw "an attribute stands twice in one tag";
    if (seen_count_ == seen_.size()) throw "too many attributes in one tag";
    seen_[seen_count_++] = name;
  }

  std::string_view text_;
  Extent extent_;
  std::span<const Fill> fills_;
  std::span<std::uint32_t> ends_;
  std::size_t at_ = 0, hole_ = 0, depth_ = 0, svg_ = 0, seen_count_ = 0;
  bool doubled_ = false;
  std::array<std::string_view, 64> open_{};
  std::array<std::string_view, 40> seen_{};
};

}  // namespace web::check
