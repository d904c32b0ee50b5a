// Cells judged by the kind of their field.
#include "people/import_cells.h"

#include "base/text.h"
#include "people/uln.h"
#include "people/upn.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <vector>

namespace people {
namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Cleaned, on one line, single spaces.
std::string one_line(std::string_view cell) {
  std::string out;
  for (const char c : base::clean(cell)) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    if (space && (out.empty() || out.back() == ' ')) continue;
    out += space ? ' ' : c;
  }
  return std::string(base::trim(out));
}

CellReading read_yes_no(std::string_view word) {
  const std::string folded = base::fold(word);
  if (one_of(folded, {"y", "yes", "true", "t", "1", "eligible"}) || word == "✓" || word == "✔") return {"yes", {}, {}};
  if (one_of(folded, {"n", "no", "false", "f", "0", "not eligible", "none"})) return {"no", {}, {}};
  return {{}, {}, "Neither yes nor no, so it was left out"};
}

CellReading read_sen_need(std::string_view text) {
  if (const auto* type = find_sen_type(text)) return {std::string(type->code), {}, {}};
  CellReading reading;
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find_first_of(",;/|", begin), text.size());
    if (const auto part = base::trim(text.substr(begin, end - begin)); !part.empty()) parts.push_back(part);
    begin = end + 1;
  }
  for (auto part : parts) {
    bool known = false;
    const auto take = [&](const SenType* type) {
      known = true;
      if ((" " + reading.value + " ").find(" " + std::string(type->code) + " ") == std::string::npos)
        reading.value += (reading.value.empty() ? "" : " ") + std::string(type->code);
    };
    if (const auto* whole = find_sen_type(part)) {
      take(whole);
    } else {  // "SLCN SEMH", "SLCN - Speech, language …": codes, up to the first word that is none
      while (!part.empty()) {
        const auto end = std::min(part.find_first_of(" -:("), part.size());
        const auto* type = find_sen_type(part.substr(0, end));
        if (!type) break;
        take(type);
        part.remove_prefix(std::min(end + 1, part.size()));
      }
    }
    if (!known) reading.note = "Not a type of SEN known here, so it was left out";
  }
  if (!reading.value.empty()) reading.note.clear();
  return reading;
}

CellReading read_phone(std::string_view text) {
  const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits < 5) return {{}, {}, "No telephone number, so it was left out"};
  if (digits == 10 && text.size() == 10 && (text.front() == '7' || text.front() == '1' || text.front() == '2'))
    return {"0" + std::string(text), {}, "The leading 0 was missing and has been put back"};
  return {std::string(text), {}, {}};
}

}  // namespace

CellReading read_cell(FieldKind kind, std::size_t max, std::string_view cell, const CellRules& rules) {
  const std::string text = one_line(cell);
  if (text.empty()) return {};
  for (std::string_view start : {"=", "@", "＝", "＠"})
    if (text.starts_with(start)) return {{}, "It begins like a formula of a spreadsheet; write the value itself", {}};
  if (const auto length = base::count_characters(text); length > max && kind != FieldKind::upn && kind != FieldKind::uln)
    return {{}, fmt::format("It has {} characters; at most {} are kept here", length, max), {}};
  switch (kind) {
    case FieldKind::text:
    case FieldKind::full_name: return {text, {}, {}};
    case FieldKind::upn: {
      auto reading = read_upn(text);
      return {std::move(reading.upn), std::move(reading.fault), std::move(reading.warning)};
    }
    case FieldKind::uln: {
      auto reading = read_uln(text);
      return {std::move(reading.uln), std::move(reading.fault), {}};
    }
    case FieldKind::date: {
      auto reading = read_date(text, rules.dates, rules.today);
      return {reading.date ? base::to_iso(*reading.date) : std::string(), std::move(reading.fault), {}};
    }
    case FieldKind::yes_no: return read_yes_no(text);
    case FieldKind::sex: {
      const std::string folded = base::fold(text);
      if (one_of(folded, {"f", "female", "girl", "woman"})) return {"F", {}, {}};
      if (one_of(folded, {"m", "male", "boy", "man"})) return {"M", {}, {}};
      return {{}, {}, "The census knows F and M only, so it was left out"};
    }
    case FieldKind::year_group: {
      const auto group = parse_year_group(text);
      if (!group) return {{}, "This is no year group; write N1, N2, R, 1 to 14, or X", {}};
      return {group->code(), {}, {}};
    }
    case FieldKind::sen_status: {
      const auto status = parse_sen_status(text);
      if (!status) return {{}, {}, "Not N, K or E, so it was left out"};
      return {std::string(code(*status)), {}, {}};
    }
    case FieldKind::sen_need: return read_sen_need(text);
    case FieldKind::email: {
      const auto at = text.find('@');
      if (at == 0 || at == std::string::npos || at + 3 > text.size() || text.find('@', at + 1) != std::string::npos ||
          text.find(' ') != std::string::npos || text.find('.', at) == std::string::npos)
        return {{}, {}, "No e-mail address, so it was left out"};
      return {text, {}, {}};
    }
    case FieldKind::phone: return read_phone(text);
    case FieldKind::number: {
      if (text.size() > 2 || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) || text == "0" ||
          text == "00")
        return {{}, {}, "No number from 1 to 99, so it was left out"};
      return {std::to_string(std::stoi(text)), {}, {}};
    }
    case FieldKind::role: {
      const auto role = importable_role(text);
      if (!role) return {{}, {}, "Not a role that an import gives; give it on the staff page"};
      return {std::string(access::code(*role)), {}, {}};
    }
    case FieldKind::class_kind: {
      const std::string folded = base::fold(text);
      for (std::string_view word : {"reg", "class", "form", "tutor", "homeroom"})
        if (folded.find(word) != std::string::npos) return {"class", {}, {}};
      return {"group", {}, {}};
    }
  }
  return {text, {}, {}};
}

SplitName split_name(std::string_view whole) {
  SplitName name;
  std::string text = one_line(whole);
  const auto take_title = [&](std::string& from) {
    const auto space = from.find(' ');
    if (space == std::string::npos) return;
    const std::string first = base::fold(from.substr(0, space));
    std::string bare;
    for (const char c : first)
      if (c != ' ') bare += c;
    if (!one_of(bare, {"mr", "mrs", "ms", "miss", "mx", "dr", "rev", "prof", "sir", "dame", "lady", "lord", "fr", "sr", "rabbi",
                       "imam"}))
      return;
    name.title = from.substr(0, space);
    if (name.title.ends_with('.')) name.title.pop_back();
    from.erase(0, space + 1);
  };
  if (const auto comma = text.find(','); comma != std::string::npos) {
    name.surname = std::string(base::trim(std::string_view(text).substr(0, comma)));
    std::string rest(base::trim(std::string_view(text).substr(comma + 1)));
    take_title(rest);
    take_title(name.surname);
    name.forename = rest;
    return name;
  }
  take_title(text);
  auto cut = text.rfind(' ');
  if (cut == std::string::npos) {
    name.surname = text;
    return name;
  }
  // Particles belong to the surname: "Juan de la Cruz".
  while (true) {
    const auto before = text.rfind(' ', cut - 1);
    if (before == std::string::npos || before == 0) break;
    const std::string word = base::to_lower_ascii(text.substr(before + 1, cut - before - 1));
    if (!one_of(word, {"de", "la",  "le",  "van", "von",  "der", "den", "di", "da",  "dos", "del", "al",
                       "el", "bin", "ibn", "ben", "bint", "abu", "mac", "st", "ter", "ten", "af"}))
      break;
    cut = before;
  }
  name.forename = text.substr(0, cut);
  name.surname = text.substr(cut + 1);
  return name;
}

}  // namespace people
