// multipart/form-data (RFC 7578), read strictly and in one pass: what a browser sends, and nothing looser.
#include "web/multipart.h"

#include "base/text.h"

#include <algorithm>
#include <cstring>

namespace web {
namespace {

constexpr std::size_t longest_head = 8 * 1024;

/// Where `needle` begins in `text` at or after `from`. memmem is linear whatever the boundary is made of.
std::size_t find_bytes(std::string_view text, std::string_view needle, std::size_t from) {
  if (from > text.size()) return std::string_view::npos;
  const void* found = ::memmem(text.data() + from, text.size() - from, needle.data(), needle.size());
  return found ? static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) : std::string_view::npos;
}

struct PartHead {
  std::string name;
  std::optional<std::string> file_name;
  std::string type;
};

/// Browsers write a quote, CR and LF in a name as %22, %0D, %0A and leave every other character alone.
std::string undo_name_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto three = text.substr(i, 3);
    const char plain = three == "%22" ? '"' : three == "%0D" || three == "%0d" ? '\r' : three == "%0A" || three == "%0a" ? '\n' : '\0';
    if (plain != '\0') {
      out += plain;
      i += 2;
    } else if (text[i] == '\\' && text.substr(i + 1, 1) == "\"") {
      out += '"';
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// `; name="x"; filename="y"`. Nothing where a parameter is malformed or comes twice.
bool read_parameters(std::string_view text, PartHead& head) {
  bool named = false;
  while (!(text = base::trim(text)).empty()) {
    if (text.front() != ';') return false;
    text = base::trim(text.substr(1));
    const auto equals = text.find('=');
    if (equals == std::string_view::npos) return false;
    const auto key = base::to_lower_ascii(base::trim(text.substr(0, equals)));
    text.remove_prefix(equals + 1);
    std::string value;
    if (text.starts_with('"')) {
      std::size_t end = 1;
      while (end < text.size() && text[end] != '"') end += text[end] == '\\' && text.substr(end + 1, 1) == "\"" ? 2U : 1U;
      if (end >= text.size()) return false;
      value = undo_name_escapes(text.substr(1, end - 1));
      text.remove_prefix(end + 1);
    } else {
      const auto end = std::min(text.find(';'), text.size());
      value = base::trim(text.substr(0, end));
      text.remove_prefix(end);
    }
    if (!base::is_valid_utf8(value) || value.find('\0') != std::string::npos) return false;
    if (key == "name") {
      if (named) return false;
      named = true;
      head.name = std::move(value);
    } else if (key == "filename") {
      if (head.file_name) return false;
      head.file_name = std::move(value);
    }
  }
  return named;
}

std::optional<PartHead> read_head(std::string_view lines) {
  PartHead head;
  bool has_disposition = false;
  while (!lines.empty()) {
    const auto end = std::min(lines.find("\r\n"), lines.size());
    const auto line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 2, lines.size()));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 || line.front() == ' ' || line.front() == '\t') return std::nullopt;
    const auto name = base::to_lower_ascii(line.substr(0, colon));
    const auto value = base::trim(line.substr(colon + 1));
    if (name == "content-disposition") {
      const auto kind_end = std::min(value.find(';'), value.size());
      if (has_disposition || base::to_lower_ascii(base::trim(value.substr(0, kind_end))) != "form-data") return std::nullopt;
      has_disposition = true;
      if (!read_parameters(value.substr(kind_end), head)) return std::nullopt;
    } else if (name == "content-type") {
      if (!base::is_valid_utf8(value)) return std::nullopt;
      head.type = value;
    } else if (name == "content-transfer-encoding") {
      const auto how = base::to_lower_ascii(value);
      if (how != "binary" && how != "8bit" && how != "7bit") return std::nullopt;
    }
  }
  if (!has_disposition) return std::nullopt;
  return head;
}

bool is_boundary(std::string_view text) {
  if (text.empty() || text.size() > 70 || text.back() == ' ') return false;
  return text.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'()+_,-./:=? ") == std::string_view::npos;
}

}  // namespace

std::optional<Form> parse_multipart(std::string_view body, std::string_view boundary, std::size_t most) {
  if (!is_boundary(boundary)) return std::nullopt;
  const std::string delimiter = "\r\n--" + std::string(boundary);
  const auto opening = std::string_view(delimiter).substr(2);
  if (!body.starts_with(opening)) return std::nullopt;
  std::size_t at = opening.size();
  Form form;
  for (std::size_t count = 0;; ++count) {
    const auto after = body.substr(at, 2);
    if (after == "--") {
      const auto epilogue = body.substr(at + 2);
      if (!epilogue.empty() && epilogue != "\r\n") return std::nullopt;
      return form;
    }
    if (after != "\r\n" || count == most) return std::nullopt;
    at += 2;
    const auto head_end = find_bytes(body.substr(0, std::min(body.size(), at + longest_head)), "\r\n\r\n", at);
    if (head_end == std::string_view::npos) return std::nullopt;
    auto head = read_head(body.substr(at, head_end - at));
    if (!head) return std::nullopt;
    const auto value_at = head_end + 4;
    const auto value_end = find_bytes(body, delimiter, value_at - 2);  // an empty value shares its CRLF with the head's end
    if (value_end == std::string_view::npos || value_end < value_at - 2) return std::nullopt;
    const auto value = value_end < value_at ? std::string_view{} : body.substr(value_at, value_end - value_at);
    if (head->file_name) {
      // An input left empty comes as a file without a name or bytes.
      if (!head->file_name->empty() || !value.empty())
        form.uploads.push_back({std::move(head->name), std::move(*head->file_name), std::move(head->type), std::string(value)});
    } else {
      if (!base::is_valid_utf8(value) || value.find('\0') != std::string_view::npos) return std::nullopt;
      form.add(std::move(head->name), std::string(value));
    }
    at = value_end + delimiter.size();
  }
}

std::string media_type(std::string_view content_type) {
  return base::to_lower_ascii(base::trim(content_type.substr(0, std::min(content_type.find(';'), content_type.size()))));
}

std::optional<std::string> multipart_boundary(std::string_view content_type) {
  std::optional<std::string> found;
  auto left = content_type.substr(std::min(content_type.find(';'), content_type.size()));
  while (!left.empty()) {
    left.remove_prefix(1);
    const auto end = std::min(left.find(';'), left.size());
    const auto parameter = base::trim(left.substr(0, end));
    left.remove_prefix(end);
    const auto equals = parameter.find('=');
    if (equals == std::string_view::npos || base::to_lower_ascii(parameter.substr(0, equals)) != "boundary") continue;
    if (found) return std::nullopt;
    auto value = parameter.substr(equals + 1);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    found = std::string(value);
  }
  return found && is_boundary(*found) ? found : std::nullopt;
}

}  // namespace web
