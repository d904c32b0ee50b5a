// The text files in which kinds are declared: kinds/*.toml in the binary, and a school's own in DATA/kinds.
#pragma once

#include "record/kind.h"
#include "record/kind_read.h"
#include "record/kind_tree.h"

#include <span>
#include <string_view>
#include <vector>

namespace record {

/// A file's name ("note.toml", or with a path before it) and what stands in it.
struct NamedText {
  std::string_view name;
  std::string_view text;
};

/// At most this many bytes in one file.
inline constexpr std::size_t kind_file_limit = 256 * 1024;

/// One file. The kind's id is the file's name without ".toml".
ReadKind parse_kind(const NamedText& file);

/// Any text file of the program's own (a bank, say) as it is written; a school never writes these, so a fault is thrown as std::invalid_argument.
Written read_toml(const NamedText& file);

/// What a start needs to know: the catalogue of every sound kind, and every mistake in the others.
struct LoadedKinds {
  Kinds kinds;
  std::vector<Mistake> mistakes;
};

/// Reads all files; two files of one id are a mistake of the later.
LoadedKinds load_kinds(std::span<const NamedText> files);

}  // namespace record
