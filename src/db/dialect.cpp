// Translating a migration for one engine, word by word.
#include "db/dialect.h"

#include "base/text.h"

#include <cctype>
#include <stdexcept>

namespace db {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// The lines of the script that are for this engine.
std::string lines_for(std::string_view script, Engine engine) {
  std::string out;
  bool in_section = false;
  Engine section = engine;
  while (!script.empty()) {
    const auto end = script.find('\n');
    const auto line = script.substr(0, end);
    script.remove_prefix(end == std::string_view::npos ? script.size() : end + 1);
    const auto mark = base::trim(line);
    if (mark == "--sqlite" || mark == "--postgres") {
      if (in_section) throw std::logic_error("a migration opens a section inside another");
      in_section = true;
      section = mark == "--sqlite" ? Engine::sqlite : Engine::postgres;
    } else if (mark == "--end") {
      if (!in_section) throw std::logic_error("a migration ends a section it did not open");
      in_section = false;
    } else if (!in_section || section == engine) {
      out.append(line).append("\n");
    }
  }
  if (in_section) throw std::logic_error("a migration does not end a section");
  return out;
}

/// The length of the string, quoted name or comment that starts here; 0 when none does.
std::size_t length_of_quote(std::string_view text) {
  const auto up_to = [&](std::string_view closing, std::size_t from) {
    const auto found = text.find(closing, from);
    return found == std::string_view::npos ? text.size() : found + closing.size();
  };
  if (text.starts_with('\'')) return up_to("'", 1);
  if (text.starts_with('"')) return up_to("\"", 1);
  if (text.starts_with("--")) return up_to("\n", 2);
  if (text.starts_with("/*")) return up_to("*/", 2);
  return 0;
}

std::size_t length_of_space(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && std::isspace(static_cast<unsigned char>(text[length]))) ++length;
  return length;
}

std::size_t length_of_word(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_word(text[length])) ++length;
  return length;
}

/// The engine's own word for one of the house's types; empty for any other word.
std::string_view type_for(std::string_view word, bool sqlite) {
  if (word == "INT64") return sqlite ? "INTEGER" : "BIGINT";
  if (word == "REAL64") return sqlite ? "REAL" : "DOUBLE PRECISION";
  if (word == "BYTES") return sqlite ? "BLOB" : "BYTEA";
  return {};
}

/// How much of the text after a closing bracket is SQLite's table options: "STRICT", "WITHOUT ROWID", with commas between.
std::size_t length_of_table_options(std::string_view text) {
  std::size_t taken = 0, at = 0;
  for (;;) {
    at += length_of_space(text.substr(at));
    const auto word = text.substr(at, length_of_word(text.substr(at)));
    if (word == "STRICT") {
      at += word.size();
    } else if (word == "WITHOUT" && text.substr(at).starts_with("WITHOUT ROWID")) {
      at += std::string_view("WITHOUT ROWID").size();
    } else {
      return taken;
    }
    taken = at;
    const auto comma = at + length_of_space(text.substr(at));
    if (comma >= text.size() || text[comma] != ',') return taken;
    at = comma + 1;
  }
}

}  // namespace

std::string translate(std::string_view script, Engine engine) {
  const auto lines = lines_for(script, engine);
  const bool sqlite = engine == Engine::sqlite;
  std::string out;
  out.reserve(lines.size());
  std::string_view left = lines;
  const auto take = [&](std::size_t length) {
    out.append(left.substr(0, length));
    left.remove_prefix(length);
  };
  while (!left.empty()) {
    if (const auto quote = length_of_quote(left); quote > 0) {
      take(quote);
    } else if (const auto length = length_of_word(left); length > 0) {
      const auto word = left.substr(0, length);
      if (const auto type = type_for(word, sqlite); !type.empty()) {
        out.append(type);
        left.remove_prefix(length);
      } else {
        take(length);
      }
    } else if (left.front() == ')' && !sqlite) {
      take(1);
      left.remove_prefix(length_of_table_options(left));
    } else {
      take(1);
    }
  }
  return out;
}

std::int64_t checksum(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001B3;
  }
  return static_cast<std::int64_t>(hash);
}

}  // namespace db
