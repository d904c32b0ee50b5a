// Escaping and appending: the run-time half of the HTML builder.
#include "web/html.h"

#include <array>
#include <charconv>
#include <cstring>

namespace web {
namespace {

/// For each byte the reference that stands for it, or nothing where it stands for itself.
constexpr auto references = [] {
  std::array<std::string_view, 256> table{};
  table['&'] = "&amp;";
  table['<'] = "&lt;";
  table['>'] = "&gt;";
  table['"'] = "&quot;";
  table['\''] = "&#39;";
  table['\r'] = "&#13;";
  table[0] = "\xEF\xBF\xBD";
  return table;
}();
constexpr auto is_special = [] {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = !references[i].empty();
  return table;
}();

/// Sixteen bytes at once, in whatever the machine has for it.
using Lanes = unsigned char __attribute__((vector_size(16)));

/// True when one of the sixteen bytes at `p` does not stand for itself.
bool any_special(const char* p) {
  Lanes bytes;
  std::memcpy(&bytes, p, sizeof bytes);
  const auto hit = (bytes == '&') | (bytes == '<') | (bytes == '>') | (bytes == '"') | (bytes == '\'') | (bytes == '\r') | (bytes == 0);
  std::array<std::uint64_t, 2> halves;
  std::memcpy(halves.data(), &hit, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

template <class Number>
void append_digits(std::string& to, Number number) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  to.append(digits.data(), end);
}

}  // namespace

void append_escaped(std::string& to, std::string_view text) {
  const char* const end = text.data() + text.size();
  const char* run = text.data();  // what stands for itself and was not yet appended
  for (const char* p = run; p != end;) {
    if (end - p >= 16 && !any_special(p)) {
      p += 16;
      continue;
    }
    for (const char* const stop = end - p > 16 ? p + 16 : end; p != stop; ++p) {
      const auto byte = static_cast<unsigned char>(*p);
      if (!is_special[byte]) continue;
      to.append(run, p);
      to.append(references[byte]);
      run = p + 1;
    }
  }
  to.append(run, end);
}

void append_number(std::string& to, std::int64_t number) { append_digits(to, number); }
void append_number(std::string& to, std::uint64_t number) { append_digits(to, number); }

Attribute attr(AttributeName name, std::string_view value) {
  Attribute out;
  out.text_.reserve(name.text().size() + value.size() + 4);
  out.text_.append(" ").append(name.text()).append("=\"");
  append_escaped(out.text_, value);
  out.text_ += '"';
  return out;
}

Attribute attr(AttributeName name, std::int64_t value) { return attr(name, std::string_view(std::to_string(value))); }

Attribute attr_if(AttributeName name, bool holds) {
  Attribute out;
  if (holds) out.text_.append(" ").append(name.text());
  return out;
}

Attribute attr_if(AttributeName name, bool holds, std::string_view value) { return holds ? attr(name, value) : Attribute(); }

void Html::put_undoubled(std::string_view piece) {
  for (std::size_t i = 0; i < piece.size(); ++i) {
    text_ += piece[i];
    if (piece[i] == '{' || piece[i] == '}') ++i;  // its double
  }
}

Html paragraphs(std::string_view text) {
  Html out;
  bool open = false;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = base::trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty()) {
      if (open) out.add("</p>");
      open = false;
    } else if (open) {
      out.add("<br>{}", line);
    } else {
      out.add("<p class=\"govuk-body\">{}", line);
      open = true;
    }
  }
  if (open) out.add("</p>");
  return out;
}

}  // namespace web
