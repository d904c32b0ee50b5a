// Reading what a browser sent: named values, cookies, percent-encoding. Everything here is linear in what arrived.
#include "web/request.h"

#include "base/text.h"

#include <algorithm>

namespace web {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The byte an escape at `at` stands for, or -1 where the three characters are no escape.
int escaped_byte(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size()) return -1;
  const int high = hex_value(text[at + 1]), low = hex_value(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/// As the URL standard has it for forms: a bad escape stands for itself.
std::string decode_form_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (const int byte = text[i] == '%' ? escaped_byte(text, i) : -1; byte >= 0) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// NUL has no place in a text: databases and C libraries would each cut it elsewhere.
bool is_plain_text(std::string_view text) { return text.find('\0') == std::string_view::npos && base::is_valid_utf8(text); }

}  // namespace

std::optional<std::string_view> Form::find(std::string_view name) const {
  for (const auto& [key, value] : entries_)
    if (key == name) return value;
  return std::nullopt;
}

std::string_view Form::text(std::string_view name) const { return find(name).value_or(std::string_view{}); }

std::vector<std::string_view> Form::all(std::string_view name) const {
  std::vector<std::string_view> out;
  for (const auto& [key, value] : entries_)
    if (key == name) out.push_back(value);
  return out;
}

std::optional<std::string_view> Request::find_header(std::string_view lower_case_name) const {
  for (const auto& [name, value] : headers)
    if (name == lower_case_name) return value;
  return std::nullopt;
}

std::optional<std::string_view> Request::find_cookie(std::string_view name) const {
  std::optional<std::string_view> found;
  for (const auto& [header, value] : headers) {
    if (header != "cookie") continue;
    std::string_view left = value;
    while (!left.empty()) {
      const auto end = std::min(left.find(';'), left.size());
      const auto pair = base::trim(left.substr(0, end));
      left.remove_prefix(std::min(end + 1, left.size()));
      const auto equals = pair.find('=');
      if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
      const auto text = pair.substr(equals + 1);
      if (found && *found != text) return std::nullopt;
      found = text;
    }
  }
  return found;
}

std::optional<Form> parse_urlencoded(std::string_view body, std::size_t most) {
  Form form;
  std::size_t count = 0;
  while (!body.empty()) {
    const auto end = std::min(body.find('&'), body.size());
    const auto piece = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    if (piece.empty()) continue;
    if (++count > most) return std::nullopt;
    const auto equals = std::min(piece.find('='), piece.size());
    auto name = decode_form_text(piece.substr(0, equals));
    auto value = decode_form_text(piece.substr(std::min(equals + 1, piece.size())));
    if (!is_plain_text(name) || !is_plain_text(value)) return std::nullopt;
    form.add(std::move(name), std::move(value));
  }
  return form;
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      const int byte = escaped_byte(text, i);
      if (byte < 0) return std::nullopt;
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (char c : text) {
    const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                            c == '_' || c == '~';
    if (unreserved) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

}  // namespace web
