// Finds what is kept safe in a text.
#include "people/last_look.h"

#include "base/text.h"
#include "people/protected_contact_store.h"
#include "web/html.h"

#include <algorithm>
#include <cctype>

namespace people {
namespace {

constexpr std::string_view instead = "[kept safe]";
constexpr std::size_t shortest = 5;  // a house number alone says nothing, and would take every such number out of a paper

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }); }
/// Words that could stand in any text, or in the mark-up itself, are no address and no number.
bool tells_something(std::string_view text) { return has_digit(text) || text.find('@') != text.npos || (text.size() >= 12 && text.find(' ') != text.npos); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// The whole, and of an address each part between commas and lines that has a number: a street with its house, a postcode.
std::vector<std::string> parts_of(const std::vector<std::string>& values) {
  std::vector<std::string> out;
  const auto add = [&](std::string_view part) {
    part = base::trim(part);
    if (part.size() >= shortest && std::find(out.begin(), out.end(), part) == out.end()) out.emplace_back(part);
  };
  for (const auto& value : values) {
    if (tells_something(value)) add(value);
    std::size_t from = 0;
    while (from <= value.size()) {
      const auto to = std::min(value.find_first_of(",;\n", from), value.size());
      if (const auto part = std::string_view(value).substr(from, to - from); has_digit(part)) add(part);
      from = to + 1;
    }
  }
  // The longest first, so that no half of one is left.
  std::sort(out.begin(), out.end(), [](const std::string& a, const std::string& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
  return out;
}

/// Where `part` ends in `text` when it begins at `at`: the same letters, blanks left out of both.
std::size_t end_of_match(std::string_view text, std::size_t at, std::string_view part) {
  std::size_t i = at;
  for (std::size_t j = 0; j < part.size(); ++j) {
    if (is_space(part[j])) continue;
    while (i < text.size() && i > at && is_space(text[i])) ++i;
    if (i >= text.size() || lower(text[i]) != lower(part[j])) return std::string_view::npos;
    ++i;
  }
  return i;
}

}  // namespace

std::string without_kept_safe(std::string text, const std::vector<std::string>& values) {
  for (const auto& part : parts_of(values)) {
    // As it stands, and as a page writes it.
    for (const auto& written : {part, web::html("{}", part).text()}) {
      const char first = lower(written.front());
      for (std::size_t at = 0; at < text.size(); ++at) {
        if (lower(text[at]) != first) continue;
        const auto end = end_of_match(text, at, written);
        if (end == std::string_view::npos) continue;
        text.replace(at, end - at, instead);
        at += instead.size() - 1;
      }
    }
  }
  return text;
}

web::Response last_look(access::Visit& visit, const access::PupilId& pupil, web::Response paper) {
  auto reader = visit.house().reader();
  reader->look_as(visit.house().house_sight());
  const auto values = values_kept_safe(*reader, pupil);
  if (!values.empty()) paper.body = without_kept_safe(std::move(paper.body), values);
  return paper;
}

}  // namespace people
