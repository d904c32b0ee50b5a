// What a person has to put right in a text file before it can be used.
#pragma once

#include <string>

namespace record {

/// One thing wrong with a kind's file: where, what, and what to do about it.
struct Mistake {
  std::string file;
  int line = 0;  ///< from 1; 0 where no line is to blame
  std::string what;
  std::string cure;
  /// "kinds/note.toml:12: there is no setting “lable” here. Did you mean “label”?"
  std::string text() const { return file + (line > 0 ? ":" + std::to_string(line) : "") + ": " + what + ". " + cure; }
  friend bool operator==(const Mistake&, const Mistake&) = default;
};

}  // namespace record
