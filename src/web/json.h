// JSON as our own small value, so that Boost.JSON is parsed in one room only.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace web {

/// A JSON value. Objects keep their order and never hold one key twice.
class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;
  Json() = default;  ///< null
  Json(std::nullptr_t) {}
  Json(bool b) : held_(b) {}
  template <class T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool>)
  Json(T n) : held_(static_cast<std::int64_t>(n)) {}
  Json(double d) : held_(d) {}
  Json(std::string s) : held_(std::move(s)) {}
  Json(std::string_view s) : held_(std::string(s)) {}
  Json(const char* s) : held_(std::string(s)) {}
  Json(Array a) : held_(std::move(a)) {}
  Json(Object o) : held_(std::move(o)) {}

  bool is_null() const { return held_.index() == 0; }
  const bool* boolean() const { return std::get_if<bool>(&held_); }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&held_); }
  const double* real() const { return std::get_if<double>(&held_); }
  const std::string* string() const { return std::get_if<std::string>(&held_); }
  const Array* array() const { return std::get_if<Array>(&held_); }
  const Object* object() const { return std::get_if<Object>(&held_); }
  /// The member, or nullptr where this is no object or has none of that name.
  const Json* find(std::string_view key) const;
  /// Sets or replaces a member; a null value becomes an object first. Throws std::bad_variant_access on any other value.
  Json& set(std::string_view key, Json value);
  /// Appends; a null value becomes an array first. Throws std::bad_variant_access on any other value.
  void push(Json value);
  friend bool operator==(const Json&, const Json&) = default;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> held_;
};

/// Refuses (Kind::invalid, with the byte offset in for_user) what is not JSON, a key given twice, depth over 32, lone surrogates,
/// numbers that fit neither 64 bits nor a finite double, and anything after the value.
base::Result<Json> parse_json(std::string_view text);
/// Compact, members in their order, valid inside HTML script data (`<` is written \u003C).
std::string to_json(const Json& value);

}  // namespace web
