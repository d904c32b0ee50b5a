// The words after the program's name: --name value, --switch, and plain ones.
#pragma once

#include "base/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// What one option is for. `value` is what stands in its place in the help ("DIR"); empty for a switch.
struct OptionHelp {
  std::string_view name, value, words;
};

class Arguments {
 public:
  /// Errors: an option that is not in `known`, or one without its value; `for_user` names it and the nearest known one.
  static base::Result<Arguments> parse(const std::vector<std::string>& words, const std::vector<OptionHelp>& known);
  bool has(std::string_view name) const { return options_.contains(std::string(name)); }
  std::string text(std::string_view name, std::string_view otherwise = "") const;
  /// Errors: not a whole number within the bounds.
  base::Result<long long> number(std::string_view name, long long otherwise, long long least, long long most) const;
  const std::vector<std::string>& plain() const { return plain_; }

 private:
  std::map<std::string, std::string> options_;
  std::vector<std::string> plain_;
};

}  // namespace app
