// The only room that knows TOML.
#include "record/kind_file.h"

#include "base/text.h"

#include <map>
#include <string>

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace record {
namespace {

int line_of(const toml::source_region& region) { return static_cast<int>(region.begin.line); }

Written written_from(const toml::node& node) {
  Written out;
  out.line = out.key_line = line_of(node.source());
  if (const auto* table = node.as_table()) {
    Written::Table all;
    for (const auto& [key, value] : *table) {
      auto child = written_from(value);
      child.key_line = line_of(key.source());
      if (child.line == 0) child.line = child.key_line;
      all.emplace_back(std::string(key.str()), std::move(child));
    }
    out.held = std::move(all);
  } else if (const auto* array = node.as_array()) {
    Written::List all;
    for (const auto& value : *array) all.push_back(written_from(value));
    out.held = std::move(all);
  } else if (const auto* text = node.as_string()) {
    out.held = text->get();
  } else if (const auto* whole = node.as_integer()) {
    out.held = whole->get();
  } else if (const auto* real = node.as_floating_point()) {
    out.held = real->get();
  } else if (const auto* yes = node.as_boolean()) {
    out.held = yes->get();
  }
  return out;
}

std::string_view id_of(std::string_view name) {
  if (const auto slash = name.rfind('/'); slash != std::string_view::npos) name.remove_prefix(slash + 1);
  if (name.ends_with(".toml")) name.remove_suffix(5);
  return name;
}

ReadKind refused(const NamedText& file, int line, std::string what, std::string cure) {
  return {std::nullopt, {{std::string(file.name), line, std::move(what), std::move(cure)}}};
}

}  // namespace

ReadKind parse_kind(const NamedText& file) {
  if (file.text.size() > kind_file_limit)
    return refused(file, 0, "the file is larger than 256 KiB", "A kind is a page or two of text: take out what does not belong.");
  if (!base::is_valid_utf8(file.text)) return refused(file, 0, "the file is not UTF-8 text", "Save it as UTF-8.");
  const auto parsed = toml::parse(file.text, file.name);
  if (!parsed) {
    const auto& error = parsed.error();
    return refused(file, line_of(error.source()), "the file cannot be read: " + std::string(error.description()),
                   "Compare the line with the examples in docs/operate/kinds.md.");
  }
  auto tree = written_from(parsed.table());
  if (tree.line == 0) tree.line = tree.key_line = 1;
  return read_kind(tree, id_of(file.name), file.name);
}

LoadedKinds load_kinds(std::span<const NamedText> files) {
  LoadedKinds loaded;
  std::vector<Kind> kinds;
  std::map<std::string, std::string_view, std::less<>> seen;
  for (const auto& file : files) {
    if (const auto known = seen.find(id_of(file.name)); known != seen.end()) {
      loaded.mistakes.push_back(
          {std::string(file.name), 0, "there is a kind “" + known->first + "” already, in " + std::string(known->second),
           "Give the file another name: an existing kind is changed on the Kinds page, not by a second file."});
      continue;
    }
    seen.emplace(id_of(file.name), file.name);
    auto read = parse_kind(file);
    if (read.kind) kinds.push_back(std::move(*read.kind));
    loaded.mistakes.insert(loaded.mistakes.end(), read.mistakes.begin(), read.mistakes.end());
  }
  loaded.kinds = Kinds(std::move(kinds));
  return loaded;
}

}  // namespace record
