// HTML that stands as HTML: literal templates with typed holes, checked while compiling.
#pragma once

#include "base/id.h"
#include "base/text.h"
#include "web/html_check.h"
#include "web/url.h"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace web {

// The contract (checked in html_check.h):
//   Html html("<p class=\"{}\">{}</p>", a, b);       a whole piece: closes every element it opens
//   page.add("<li>{}</li>", name);                    appends in place: the fast form for lists; a part may leave elements open
// Holes are {}. Text in a hole is escaped for where the hole stands; an Html goes in as it is, and only between tags; a Url is the
// only thing that may stand in href, src, action, formaction; a bool in `{}` standing alone inside a tag does not compile.
// Does not compile: a wrong number of holes, a hole in a tag's name, in an unquoted attribute, in an attribute whose name begins with
// `on`, in `style`, inside <script> or <style>, inside a comment; a literal with <script> that has a body; an unclosed tag or quote.
// Literal braces are written {{ and }}.
// What a hole takes: text (std::string, std::string_view, const char*, base::Text), whole numbers, base::Id, Html, std::optional<Html>,
// Url, and – alone inside a tag, as in "<input type=\"radio\"{}>" – an Attribute.

/// Appends `text` with & < > " ' escaped: right between tags, in title and textarea, and in quoted attributes.
/// A carriage return is written as a reference, a NUL as U+FFFD, as a browser would otherwise change them.
void append_escaped(std::string& to, std::string_view text);
void append_number(std::string& to, std::int64_t number);
void append_number(std::string& to, std::uint64_t number);

/// The name of an attribute: a literal that is no handler, no style and no address.
class AttributeName {
 public:
  template <std::size_t N>
  consteval AttributeName(const char (&literal)[N]) : name_(literal, N - 1) {
    check::check_free_attribute(name_);
  }
  constexpr std::string_view text() const { return name_; }

 private:
  std::string_view name_;
};

/// None, one or several attributes, made only by `attr` and `attr_if`; joined with +.
class Attribute {
 public:
  Attribute() = default;
  const std::string& text() const { return text_; }  ///< with a leading space, or empty
  friend Attribute operator+(Attribute a, const Attribute& b) {
    a.text_ += b.text_;
    return a;
  }

 private:
  friend Attribute attr(AttributeName name, std::string_view value);
  friend Attribute attr_if(AttributeName name, bool holds);
  std::string text_;
};

/// ` name="value"`, escaped.
Attribute attr(AttributeName name, std::string_view value);
Attribute attr(AttributeName name, std::int64_t value);
/// The attribute where there is a value, else nothing.
template <class T>
  requires std::same_as<T, std::optional<std::string>>
Attribute attr(AttributeName name, const T& value) {
  return value ? attr(name, std::string_view(*value)) : Attribute();
}
/// ` checked` where it holds, else nothing.
Attribute attr_if(AttributeName name, bool holds);
Attribute attr_if(AttributeName name, bool holds, std::string_view value);

class Html;

namespace check {

template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<base::Id<Tag>> = true;
template <class T>
inline constexpr bool is_checked_text = false;
template <std::size_t Max>
inline constexpr bool is_checked_text<base::Text<Max>> = true;
template <class T>
inline constexpr bool is_whole_number =
    std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> && !std::same_as<T, char8_t> && !std::same_as<T, char16_t> &&
    !std::same_as<T, char32_t> && !std::same_as<T, wchar_t>;

template <class T>
consteval Fill fill_of() {
  using Plain = std::remove_cvref_t<T>;
  if constexpr (std::same_as<Plain, Html> || std::same_as<Plain, std::optional<Html>>) {
    return Fill::html;
  } else if constexpr (std::same_as<Plain, Url>) {
    return Fill::url;
  } else if constexpr (std::same_as<Plain, Attribute>) {
    return Fill::attribute;
  } else {
    static_assert(!std::same_as<Plain, bool>, "a bool does not fill a hole: say it in words, or use attr_if inside a tag");
    static_assert(!std::floating_point<Plain>, "a real number does not fill a hole: format it, so that its digits are chosen");
    static_assert(std::convertible_to<const Plain&, std::string_view> || is_whole_number<Plain> || is_id<Plain> ||
                      is_checked_text<Plain>,
                  "a hole takes text, a whole number, an Id, Html, a Url or an Attribute");
    return Fill::text;
  }
}

/// A literal that was read while compiling, for arguments of these types.
template <Extent extent, class... Args>
class Literal {
 public:
  template <std::size_t N>
  consteval Literal(const char (&literal)[N]) : text_(literal) {
    constexpr std::array<Fill, sizeof...(Args) + 1> fills = {fill_of<Args>()..., Fill::text};
    doubled_ = Reader({literal, N - 1}, extent, {fills.data(), sizeof...(Args)}, ends_).read();
  }
  /// The literal text before hole `i`, or after the last one.
  constexpr std::string_view piece(std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1] + 2;
    return {text_ + begin, ends_[i] - begin};
  }
  constexpr bool doubled() const { return doubled_; }
  static constexpr std::size_t hole_count = sizeof...(Args);
  constexpr std::size_t length() const { return ends_[hole_count]; }

 private:
  const char* text_;
  std::array<std::uint32_t, sizeof...(Args) + 1> ends_{};
  bool doubled_ = false;
};

template <class... Args>
using Whole = Literal<Extent::whole, std::remove_cvref_t<Args>...>;
template <class... Args>
using Part = Literal<Extent::part, std::remove_cvref_t<Args>...>;

}  // namespace check

/// A finished piece of page. Only `html` and `add` make one, so what it holds is escaped.
class Html {
 public:
  Html() = default;
  const std::string& text() const { return text_; }
  std::string take() && { return std::move(text_); }
  bool empty() const { return text_.empty(); }
  void reserve(std::size_t bytes) { text_.reserve(bytes); }

  void add(const Html& piece) { text_ += piece.text_; }
  /// Appends a part: `page.add("<li>{}</li>", name)`.
  template <class... Args>
  void add(std::type_identity_t<check::Part<Args...>> literal, const Args&... args) {
    fill(literal, args...);
  }

 private:
  template <class... Args>
  friend Html html(std::type_identity_t<check::Whole<Args...>> literal, const Args&... args);

  template <class Literal, class... Args>
  void fill(const Literal& literal, const Args&... args) {
    std::size_t i = 0;
    ((put_literal(literal.piece(i++), literal.doubled()), put(args)), ...);
    put_literal(literal.piece(i), literal.doubled());
  }
  void put_literal(std::string_view piece, bool doubled) {
    if (doubled) {
      put_undoubled(piece);
    } else {
      text_.append(piece);
    }
  }
  void put_undoubled(std::string_view piece);
  void put(std::string_view text) { append_escaped(text_, text); }
  void put(const Html& piece) { text_ += piece.text_; }
  void put(const std::optional<Html>& piece) {
    if (piece) text_ += piece->text_;
  }
  void put(const Url& url) { append_escaped(text_, url.text()); }
  void put(const Attribute& attribute) { text_ += attribute.text(); }
  template <class T>
    requires check::is_whole_number<T>
  void put(T number) {
    if constexpr (std::is_signed_v<T>) {
      append_number(text_, static_cast<std::int64_t>(number));
    } else {
      append_number(text_, static_cast<std::uint64_t>(number));
    }
  }
  template <class Tag>
  void put(const base::Id<Tag>& id) { text_ += id.text(); }
  template <std::size_t Max>
  void put(const base::Text<Max>& text) { append_escaped(text_, text.text()); }

  std::string text_;
};

/// A whole piece of page: `html("<p class=\"{}\">{}</p>", a, b)`.
template <class... Args>
Html html(std::type_identity_t<check::Whole<Args...>> literal, const Args&... args) {
  Html out;
  out.text_.reserve(literal.length() + 24 * sizeof...(Args));
  out.fill(literal, args...);
  return out;
}

/// What `show` makes of each thing of the range, one after the other.
template <class Range, class Show>
Html each(const Range& range, Show show) {
  Html out;
  for (const auto& thing : range) out.add(show(thing));
  return out;
}

/// Text a person wrote, as paragraphs: an empty line begins a new one, a line end is a <br>.
Html paragraphs(std::string_view text);

}  // namespace web
