// From what was written to a Kind: every mistake found at once, each with its line.
#pragma once

#include "record/kind.h"
#include "record/kind_tree.h"
#include "record/mistake.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace record {

/// A kind, or what is wrong with it. Exactly one of the two is there.
struct ReadKind {
  std::optional<Kind> kind;
  std::vector<Mistake> mistakes;  ///< by line
};

/// `id` is the name of the file without ".toml".
ReadKind read_kind(const Written& tree, std::string_view id, std::string_view file);

/// Works out what follows from the settings: the summary line read, and which fields it names.
void settle(Kind& kind);

/// A field by itself, as a school adds one. Its broken rules are left to the kind it joins; mistakes here are of form (unknown
/// setting, wrong type).
std::optional<Field> read_field(const Written& tree, std::vector<Mistake>& mistakes);
std::optional<Choice> read_choice(const Written& tree, std::vector<Mistake>& mistakes);

}  // namespace record
