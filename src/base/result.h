// What a deed gives back: the value, or what went wrong in two texts that are never mixed: one for the person, one for the log.
#pragma once

#include <concepts>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace base {

/// One rule a form broke. `field` is the name of the input, `message` plain English for the person ("Enter what happened").
struct FieldError {
  std::string field;
  std::string message;
  friend bool operator==(const FieldError&, const FieldError&) = default;
};

/// Something a person can put right. Outages and bugs are exceptions, caught per request, per job and in main only.
struct Error {
  enum class Kind { invalid, not_found, not_allowed, conflict, unavailable };
  Kind kind = Kind::invalid;
  std::string for_user;  ///< plain English; says what to do next
  std::string for_log;   ///< never holds a name or a narrative
  std::vector<FieldError> fields = {};

  static Error invalid(std::vector<FieldError> fields, std::string for_log) {
    return {Kind::invalid, "There is a problem", std::move(for_log), std::move(fields)};
  }
  static Error invalid(std::string field, std::string message, std::string for_log) {
    return invalid({{std::move(field), std::move(message)}}, std::move(for_log));
  }
  /// The same words for what does not exist and for what this person may not see.
  static Error not_found(std::string for_log) { return {Kind::not_found, "Page not found", std::move(for_log)}; }
  static Error not_allowed(std::string for_user, std::string for_log) {
    return {Kind::not_allowed, std::move(for_user), std::move(for_log)};
  }
  static Error conflict(std::string for_user, std::string for_log) {
    return {Kind::conflict, std::move(for_user), std::move(for_log)};
  }
  static Error unavailable(std::string for_user, std::string for_log) {
    return {Kind::unavailable, std::move(for_user), std::move(for_log)};
  }
};

/// A broken promise inside the program: the caller asked a Result for what it does not hold.
class BadResult : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Value or Error. Dropping one is a compiler warning, and warnings are errors.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  /// From what a T is made of without saying so: a Response where an Answer is asked for.
  template <class U>
    requires(std::convertible_to<U, T> && !std::same_as<std::remove_cvref_t<U>, T> && !std::same_as<std::remove_cvref_t<U>, Error> &&
             !std::same_as<std::remove_cvref_t<U>, Result>)
  Result(U&& value) : held_(std::in_place_index<0>, std::forward<U>(value)) {}
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const noexcept { return held_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }
  T& value() & { return const_cast<T&>(std::as_const(*this).value()); }
  const T& value() const& {
    if (!has_value()) throw BadResult("value of a failed result: " + std::get<1>(held_).for_log);
    return std::get<0>(held_);
  }
  T&& value() && { return std::move(value()); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(value()); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const& {
    if (has_value()) throw BadResult("error of a good result");
    return std::get<1>(held_);
  }
  Error&& error() && { return std::move(const_cast<Error&>(std::as_const(*this).error())); }

 private:
  std::variant<T, Error> held_;
};

/// A deed with nothing to give back.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}
  bool has_value() const noexcept { return !error_; }
  explicit operator bool() const noexcept { return has_value(); }
  const Error& error() const& {
    if (!error_) throw BadResult("error of a good result");
    return *error_;
  }
  Error&& error() && { return std::move(const_cast<Error&>(std::as_const(*this).error())); }

 private:
  std::optional<Error> error_;
};

}  // namespace base

#define ALONGSIDE_JOIN_(a, b) a##b
#define ALONGSIDE_JOIN(a, b) ALONGSIDE_JOIN_(a, b)
#define ALONGSIDE_TRY_(held, target, ...)                      \
  auto held = (__VA_ARGS__);                                   \
  if (!held) return std::move(held).error();                   \
  target = *std::move(held)
/// `TRY(auto draft, check(form));` takes the value, or returns the error from this function.
#define TRY(target, ...) ALONGSIDE_TRY_(ALONGSIDE_JOIN(tried_, __LINE__), target, __VA_ARGS__)
/// `TRY_DO(check(form));` for a Result<void>, or a value nobody needs.
#define TRY_DO(...)                                                                                    \
  if (auto ALONGSIDE_JOIN(tried_, __LINE__) = (__VA_ARGS__); !ALONGSIDE_JOIN(tried_, __LINE__))        \
  return std::move(ALONGSIDE_JOIN(tried_, __LINE__)).error()
