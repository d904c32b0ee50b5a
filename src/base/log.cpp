// JSON lines to standard error.
#include "base/log.h"

#include <fmt/format.h>
#include <unistd.h>

#include <mutex>

namespace base::log {
namespace {

std::mutex guard;
std::string* captured = nullptr;

void append_json(std::string& out, std::string_view text) {
  out += '"';
  for (char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (u < 0x20 || u == 0x7F) {
      out += fmt::format("\\u{:04x}", u);
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_value(std::string& out, const Field& field) {
  if (const auto* number = std::get_if<std::int64_t>(&field.value)) out += fmt::to_string(*number);
  if (const auto* real = std::get_if<double>(&field.value)) out += fmt::format("{:.6g}", *real);
  if (const auto* word = std::get_if<Word>(&field.value)) append_json(out, word->text());
  if (const auto* token = std::get_if<Token>(&field.value)) append_json(out, token->text);
}

}  // namespace

void event(Level level, Word name, std::initializer_list<Field> fields) {
  std::string line = R"({"at":")" + to_iso(system_clock().now()) + R"(","level":)";
  append_json(line, level == Level::info ? "info" : level == Level::warning ? "warning" : "error");
  line += R"(,"event":)";
  append_json(line, name.text());
  for (const auto& field : fields) {
    line += ',';
    append_json(line, field.name.text());
    line += ':';
    append_value(line, field);
  }
  line += "}\n";
  const std::scoped_lock lock(guard);
  if (captured) {
    *captured += line;
    return;
  }
  std::string_view left = line;
  while (!left.empty()) {
    const auto written = ::write(STDERR_FILENO, left.data(), left.size());
    if (written <= 0) return;  // nowhere left to complain to
    left.remove_prefix(static_cast<std::size_t>(written));
  }
}

void capture(std::string* into) {
  const std::scoped_lock lock(guard);
  captured = into;
}

}  // namespace base::log
