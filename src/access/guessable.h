// Which passwords a guesser tries first: common words and their usual disguises, names, keyboard walks, dates. Offline, on purpose.
#pragma once

#include <span>
#include <string_view>

namespace access {

/// True when `password` (UTF-8) is made of little else than common words, the names in `about`, repeats, sequences or digits.
bool is_easily_guessed(std::string_view password, std::span<const std::string_view> about);

/// Lower-case words of common passwords, and of schools.
std::span<const std::string_view> guessable_words();
/// Little words between them, which add nothing to guess: "my", "the", "love".
std::span<const std::string_view> guessable_fillers();

}  // namespace access
