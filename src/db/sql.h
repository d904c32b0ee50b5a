// A statement and the values bound to it. A statement is a literal of the program: none can be made from run-time text.
#pragma once

#include "base/bytes.h"
#include "base/id.h"
#include "base/time.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace db {

/// One statement in the dialect both engines speak, with named parameters (`:pupil`). Built while compiling only, so its
/// text cannot hold anything a person typed. A semicolon, a `$` or a `?` outside a string does not compile.
class Sql {
 public:
  consteval Sql(const char* literal) : text_(literal) {
    bool in_string = false;
    for (char c : text_) {
      if (c == '\'') in_string = !in_string;
      if (!in_string && (c == ';' || c == '$' || c == '?')) throw "one statement, with :named parameters only";
    }
    if (in_string) throw "a string is not closed";
  }
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// What a parameter may be: null, a whole number, a real number, text, bytes. Owns what it holds.
class Value {
 public:
  using Held = std::variant<std::monostate, std::int64_t, double, std::string, base::Bytes>;
  Value() = default;
  Value(std::nullopt_t) {}
  template <class T>
    requires std::is_integral_v<T>
  Value(T number) : held_(static_cast<std::int64_t>(number)) {}
  Value(double number) : held_(number) {}
  Value(std::string text) : held_(std::move(text)) {}
  Value(std::string_view text) : held_(std::string(text)) {}
  Value(const char* text) : held_(std::string(text)) {}
  Value(base::Bytes bytes) : held_(std::move(bytes)) {}
  Value(base::BytesView bytes) : held_(base::Bytes(bytes.begin(), bytes.end())) {}
  Value(const base::Bytes16& bytes) : Value(base::BytesView(bytes)) {}
  Value(const base::Bytes32& bytes) : Value(base::BytesView(bytes)) {}
  template <class Tag>
  Value(const base::Id<Tag>& id) : Value(id.bytes()) {}
  Value(base::UtcTime time) : held_(time.ms) {}
  Value(base::LocalDate date) : held_(static_cast<std::int64_t>(date.days)) {}
  Value(base::LocalTime time) : held_(static_cast<std::int64_t>(time.minutes)) {}
  template <class T>
  Value(const std::optional<T>& maybe) {
    if (maybe) {
      *this = Value(*maybe);
    } else {
      kind_when_null_ = kind_of<T>();
    }
  }
  const Held& held() const { return held_; }
  /// PostgreSQL must know the type of a parameter even when it is null.
  enum class Kind { unknown, integer, real, text, bytes };
  Kind kind() const { return held_.index() == 0 ? kind_when_null_ : static_cast<Kind>(held_.index()); }

 private:
  template <class T>
  static constexpr Kind kind_of() {
    using base::LocalDate, base::LocalTime, base::UtcTime;
    if (std::is_integral_v<T> || std::is_same_v<T, UtcTime> || std::is_same_v<T, LocalDate> || std::is_same_v<T, LocalTime>) {
      return Kind::integer;
    }
    if (std::is_floating_point_v<T>) return Kind::real;
    return std::is_convertible_v<const T&, std::string_view> ? Kind::text : Kind::bytes;
  }

  Held held_;
  Kind kind_when_null_ = Kind::unknown;
};

/// A named parameter's value. The name is written without its colon.
struct Bind {
  std::string_view name;  ///< a literal
  Value value;
};
using Binds = std::span<const Bind>;

}  // namespace db
