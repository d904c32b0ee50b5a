// An answer to every field of a kind, for tests that ask all kinds alike.
#pragma once

#include "record/kind.h"
#include "web/json.h"

#include <functional>
#include <string>

namespace test {

struct KindAnswers {
  /// What is typed into a text box; `place` is "adults.account" for a column of a row.
  std::function<std::string(const record::Field& field, const std::string& place)> words;
  std::string staff;        ///< an id
  std::string pupil = {};   ///< whom a field of pupils names; empty: it is left out
  std::string time = "10:40";

  web::Json answer(const record::Field& field, const std::string& place) const;
  /// Every field but files, and what is worked out from others; a pick has the id "line".
  web::Json all(const record::Kind& kind) const;
};

}  // namespace test
