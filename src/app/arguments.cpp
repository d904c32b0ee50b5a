// Reads the command line.
#include "app/arguments.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace app {

base::Result<Arguments> Arguments::parse(const std::vector<std::string>& words, const std::vector<OptionHelp>& known) {
  Arguments out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& word = words[i];
    if (!word.starts_with("--") || word.size() == 2) {
      out.plain_.push_back(word);
      continue;
    }
    const auto equals = word.find('=');
    const auto name = word.substr(2, equals == std::string::npos ? std::string::npos : equals - 2);
    const auto option = std::find_if(known.begin(), known.end(), [&](const OptionHelp& o) { return o.name == name; });
    if (option == known.end()) {
      const auto near = std::find_if(known.begin(), known.end(), [&](const OptionHelp& o) { return base::within_edits(o.name, name, 2); });
      return base::Error::invalid(name, fmt::format("There is no option --{}.{} See --help.", name,
                                                    near == known.end() ? "" : fmt::format(" Did you mean --{}?", near->name)),
                                  "unknown option");
    }
    if (option->value.empty()) {
      out.options_[name] = "yes";
    } else if (equals != std::string::npos) {
      out.options_[name] = word.substr(equals + 1);
    } else if (i + 1 < words.size()) {
      out.options_[name] = words[++i];
    } else {
      return base::Error::invalid(name, fmt::format("--{} needs a value: {}", name, option->value), "option without value");
    }
  }
  return out;
}

std::string Arguments::text(std::string_view name, std::string_view otherwise) const {
  const auto found = options_.find(std::string(name));
  return found == options_.end() ? std::string(otherwise) : found->second;
}

base::Result<long long> Arguments::number(std::string_view name, long long otherwise, long long least, long long most) const {
  const auto found = options_.find(std::string(name));
  if (found == options_.end()) return otherwise;
  long long value = 0;
  const auto& text = found->second;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || value < least || value > most)
    return base::Error::invalid(std::string(name), fmt::format("--{} takes a whole number from {} to {}.", name, least, most), "number");
  return value;
}

}  // namespace app
