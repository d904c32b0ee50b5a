// The log: one JSON line an event, from a fixed vocabulary with typed fields. A call that takes free text does not compile.
#pragma once

#include "base/time.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace base::log {

/// A word the program itself chose: only a literal becomes one, so no text of a person can reach the log.
class Word {
 public:
  template <std::size_t N>
  consteval Word(const char (&literal)[N]) : text_(literal, N - 1) {}
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// An identifier, digest or path pattern made by the program. `for_log` texts of errors come in here: they hold no pupil data.
struct Token {
  std::string text;
};

struct Field {
  Word name;
  std::variant<std::int64_t, double, Word, Token> value;
};

enum class Level { info, warning, error };

/// Writes {"at":…,"level":…,"event":…,…} to standard error. Safe from any thread; one write(2) a line. CR, LF and controls are escaped.
void event(Level level, Word name, std::initializer_list<Field> fields = {});
inline void info(Word name, std::initializer_list<Field> fields = {}) { event(Level::info, name, fields); }
inline void warning(Word name, std::initializer_list<Field> fields = {}) { event(Level::warning, name, fields); }
inline void error(Word name, std::initializer_list<Field> fields = {}) { event(Level::error, name, fields); }

/// Where lines go instead, for tests; nullptr puts standard error back.
void capture(std::string* into);

}  // namespace base::log
