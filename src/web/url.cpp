// Percent-encoding, and the shapes an address may take.
#include "web/url.h"

#include <algorithm>
#include <stdexcept>

namespace web {
namespace {

/// Everything but the unreserved characters of RFC 3986 escaped.
void append_encoded(std::string& to, std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  for (char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
                       c == '~';
    if (plain) {
      to += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      to += '%';
      to += digits[byte >> 4];
      to += digits[byte & 15];
    }
  }
}

}  // namespace

void Url::put_part(std::string_view& rest, std::string_view value) {
  if (value.empty() || value == "." || value == "..") throw std::invalid_argument("a part of a path is empty or only dots");
  const auto hole = rest.find("{}");
  text_.append(rest.substr(0, hole));
  append_encoded(text_, value);
  rest.remove_prefix(hole + 2);
}

void Url::put_query(std::string_view name, std::string_view value) {
  const auto hash = text_.find('#');
  const std::string fragment = hash == std::string::npos ? std::string() : text_.substr(hash);
  text_.resize(text_.size() - fragment.size());
  text_ += text_.find('?') == std::string::npos ? '?' : '&';
  text_.append(name) += '=';
  append_encoded(text_, value);
  text_ += fragment;
}

Url Url::anchor(std::string_view id) {
  Url url;
  url.text_ = '#';
  append_encoded(url.text_, id);
  return url;
}

Url Url::at(std::string_view id) const {
  Url url = *this;
  url.text_.resize(std::min(url.text_.size(), url.text_.find('#')));
  url.text_ += anchor(id).text_;
  return url;
}

std::optional<Url> Url::parse_own(std::string_view text) {
  if (text.size() > 2000 || !text.starts_with('/') || text.starts_with("//")) return std::nullopt;
  // Browsers read a backslash as a slash and drop tabs and line ends, so "/\host" and "/<tab>/host" would leave the house.
  for (char c : text)
    if (c <= ' ' || c == '\\' || c == 0x7F || c == '"' || c == '<' || c == '>') return std::nullopt;
  Url url;
  url.text_ = text;
  return url;
}

Url Url::email(std::string_view address) {
  Url url;
  const auto at = address.rfind('@');
  url.text_ = "mailto:";
  append_encoded(url.text_, address.substr(0, at));
  if (at != std::string_view::npos) {
    url.text_ += '@';
    append_encoded(url.text_, address.substr(at + 1));
  }
  return url;
}

Url Url::telephone(std::string_view number) {
  Url url;
  url.text_ = "tel:";
  std::copy_if(number.begin(), number.end(), std::back_inserter(url.text_), [](char c) { return (c >= '0' && c <= '9') || c == '+'; });
  return url;
}

}  // namespace web
