// Addresses a page may point to: made from literals and percent-encoded parts, so that no text becomes a scheme or a host.
#pragma once

#include "base/id.h"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace web {

class Url;

namespace check {

/// "/pupils/{}/chronology": begins with one slash and a literal part, no query, no fragment, a hole for each argument.
template <class... Args>
class PathLiteral {
 public:
  template <std::size_t N>
  consteval PathLiteral(const char (&literal)[N]) : text_(literal, N - 1) {
    if (!text_.starts_with('/')) throw "a path of our own begins with /";
    if (text_.size() > 1 && (text_[1] == '/' || text_[1] == '\\' || text_[1] == '{')) throw "a path begins with / and a literal part";
    std::size_t holes = 0;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == '?' || c == '#') throw "a query is added by with(), a fragment by at()";
      if (c == '\\' || c <= ' ' || c == '"' || c == '<' || c == '>' || c == '%') throw "a path holds plain characters only";
      if (c == '/' && i > 0 && text_[i - 1] == '/') throw "two slashes together";
      if (c == '.' && text_[i - 1] == '/') throw "no part begins with a dot";
      if (c != '{') continue;
      if (text_.substr(i, 2) != "{}") throw "a hole is {}";
      ++holes;
    }
    if (holes != sizeof...(Args)) throw "as many holes as arguments";
  }
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

}  // namespace check

/// The name of a query value or of a form field: a literal of a-z, 0-9, _ and -.
class ValueName {
 public:
  template <std::size_t N>
  consteval ValueName(const char (&literal)[N]) : name_(literal, N - 1) {
    if (name_.empty()) throw "a value has a name";
    for (char c : name_)
      if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_' && c != '-') throw "a value's name is a-z, 0-9, _ and -";
  }
  constexpr std::string_view text() const { return name_; }

 private:
  std::string_view name_;
};

class Url {
 public:
  /// A path of our own: `Url::path("/pupils/{}/chronology", id)`. Parts are text, whole numbers or Ids, percent-encoded.
  /// Throws std::invalid_argument for a part that would change the path's shape: empty, "." or "..".
  template <class... Args>
  static Url path(std::type_identity_t<check::PathLiteral<Args...>> literal, const Args&... args) {
    Url url;
    std::string_view rest = literal.text();
    (url.put_part(rest, as_text(args)), ...);
    url.text_.append(rest);
    return url;
  }
  /// "#id", in this same page.
  static Url anchor(std::string_view id);
  /// Text that came in a request (where to go after signing in): a path of our own with its query, or nothing.
  static std::optional<Url> parse_own(std::string_view text);
  /// "mailto:…" and "tel:…". Only digits and + are kept of a telephone number.
  static Url email(std::string_view address);
  static Url telephone(std::string_view number);

  /// The same address with a query value added: text, a whole number or an Id.
  template <class T>
  [[nodiscard]] Url with(ValueName name, const T& value) const {
    Url url = *this;
    url.put_query(name.text(), as_text(value));
    return url;
  }
  /// The same address at a place in its page; the last call counts.
  [[nodiscard]] Url at(std::string_view id) const;

  /// As a browser takes it; not escaped for HTML.
  const std::string& text() const { return text_; }
  friend bool operator==(const Url&, const Url&) = default;

 private:
  Url() = default;
  template <class T>
  static auto as_text(const T& value) {
    if constexpr (std::convertible_to<const T&, std::string_view>) {
      return std::string_view(value);
    } else if constexpr (std::integral<T>) {
      static_assert(!std::same_as<T, bool> && !std::same_as<T, char>, "say it in words");
      return std::to_string(value);
    } else {
      return value.text();  // an Id
    }
  }
  void put_part(std::string_view& rest, std::string_view value);
  void put_query(std::string_view name, std::string_view value);

  std::string text_;
};

/// The address of one of the browser's files by its name, as "app.css"; throws std::out_of_range for one that was not built.
Url asset_url(std::string_view name);

}  // namespace web
