// RFC 5322 with the one body we send: text/plain, UTF-8, base64. Headers that need it are encoded words of RFC 2047.
#include "mail/message.h"

#include <fmt/format.h>

#include <algorithm>

namespace mail {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string base64(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    std::uint32_t word = 0;
    const auto have = std::min<std::size_t>(3, text.size() - i);
    for (std::size_t k = 0; k < 3; ++k) word = (word << 8U) | (k < have ? static_cast<unsigned char>(text[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) out += k <= have ? alphabet[(word >> (18U - 6U * k)) & 63U] : '=';
  }
  return out;
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// Words of at most 45 bytes each, cut between characters, as RFC 2047 asks.
std::string header_text(std::string_view text) {
  if (is_plain(text) && text.find("=?") == std::string_view::npos) return std::string(text);
  std::string out;
  while (!text.empty()) {
    std::size_t cut = std::min<std::size_t>(45, text.size());
    while (cut < text.size() && cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
    out += (out.empty() ? "" : "\r\n ") + fmt::format("=?UTF-8?B?{}?=", base64(text.substr(0, cut)));
    text.remove_prefix(cut);
  }
  return out;
}

std::string date_header(base::UtcTime at) {
  static constexpr std::string_view days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  static constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const base::LocalDate day{static_cast<std::int32_t>(at.ms / base::day_ms)};
  const auto parts = base::to_parts(day);
  const auto seconds = at.ms % base::day_ms / base::second_ms;
  return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0000", days[static_cast<std::size_t>(base::weekday(day)) - 1], parts.day,
                     months[static_cast<std::size_t>(parts.month) - 1], parts.year, seconds / 3600, seconds / 60 % 60,
                     seconds % 60);
}

bool has_break(std::string_view text) { return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos; }

}  // namespace

bool is_address(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at + 1 >= text.size() || text.find('@', at + 1) != std::string_view::npos)
    return false;
  if (text.size() > 254 || text.find('.', at) == std::string_view::npos || text.back() == '.') return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c <= '~' && std::string_view("<>()[],;:\\\"").find(c) == std::string_view::npos;
  });
}

base::Result<std::string> written(const Message& message, base::UtcTime at, std::string_view unique) {
  if (!is_address(message.from))
    return base::Error::invalid("from", "Enter the e-mail address messages come from", "mail: from is no address");
  if (!is_address(message.to)) return base::Error::invalid("to", "Enter an e-mail address", "mail: to is no address");
  if (has_break(message.subject) || has_break(message.from_name) || has_break(unique))
    return base::Error::invalid("subject", "A subject stands on one line", "mail: a header with a line break");
  const auto domain = std::string_view(message.from).substr(message.from.find('@') + 1);
  std::string name = header_text(message.from_name);
  if (!name.empty() && is_plain(message.from_name)) {
    std::erase_if(name, [](char c) { return c == '"' || c == '\\'; });
    name = '"' + name + '"';
  }
  std::string out =
      fmt::format("Date: {}\r\nFrom: {}<{}>\r\nTo: <{}>\r\nSubject: {}\r\nMessage-ID: <{}@{}>\r\n", date_header(at),
                  name.empty() ? "" : name + " ", message.from, message.to, header_text(message.subject), unique, domain);
  // A machine wrote it: no answering machine should write back.
  out +=
      "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
  std::string words;
  for (char c : message.words) {
    if (c == '\n') words += '\r';
    words += c;
  }
  const auto body = base64(words);
  for (std::size_t i = 0; i < body.size(); i += 76) out += body.substr(i, 76) + "\r\n";
  return out;
}

}  // namespace mail
