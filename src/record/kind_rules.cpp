// The rules of a kind as a whole; those of its fields are next door (field_rules.cpp, neighbour_rules.cpp).
#include "record/kind_rules.h"

#include "base/text.h"
#include "record/summary_line.h"

#include <algorithm>
#include <set>

namespace record {
namespace {

void check_length(std::vector<BrokenRule>& broken, std::string_view key, std::string_view text, std::size_t most) {
  if (const auto length = base::count_characters(text); length > most)
    broken.push_back({-1, std::string(key), std::string(key) + " has " + std::to_string(length) + " characters",
                      "Use at most " + std::to_string(most) + "."});
}

void check_words(std::vector<BrokenRule>& broken, std::string_view key, const std::vector<Word>& words) {
  std::set<std::string_view> seen;
  for (const auto& word : words) {
    if (!is_code(word.code))
      broken.push_back(
          {-1, std::string(key), "the code “" + word.code + "” is not one", "Use small letters a-z, digits and _, at most 40."});
    if (!seen.insert(word.code).second)
      broken.push_back({-1, std::string(key), "the code “" + word.code + "” stands twice", "Give each its own code."});
    if (word.label.empty()) broken.push_back({-1, std::string(key), "“" + word.code + "” has no label", "Add label = \"…\"."});
    check_length(broken, key, word.label, 60);
  }
  if (words.size() > 12) broken.push_back({-1, std::string(key), "there are more than 12", "Keep at most 12."});
}

void check_quick(const Kind& kind, std::vector<BrokenRule>& broken) {
  if (kind.quick_field.empty()) {
    broken.push_back(
        {-1, "quick", "the kind does not say which field is its one text box", "Add quick = \"<name of a field>\"."});
    return;
  }
  const auto* field = kind.find_field(kind.quick_field);
  if (!field) {
    std::vector<std::string> names;
    for (const auto& each : kind.fields) names.push_back(each.name);
    broken.push_back({-1, "quick", "there is no field called “" + kind.quick_field + "”", suggestion(kind.quick_field, names)});
    return;
  }
  if (field->type != FieldType::text && field->type != FieldType::long_text)
    broken.push_back({-1, "quick", "“" + kind.quick_field + "” is not a text box", "Name a field of type text or long_text."});
  if (!field->quick || !field->show_when.always() || field->hidden)
    broken.push_back({-1, "quick", "“" + kind.quick_field + "” is not always on the first sheet",
                      "Give it quick = true and no show_when, and do not hide it."});
}

void check_summary(const Kind& kind, std::vector<BrokenRule>& broken) {
  const auto parts = parse_summary_line(kind.summary);
  if (!parts) {
    broken.push_back(
        {-1, "summary", "the summary cannot be read: " + parts.error().for_user, "Write it like \"{place} · {what_happened}\"."});
    return;
  }
  std::vector<std::string> names;
  for (const auto& field : kind.fields) names.push_back(field.name);
  bool any = false;
  for (const auto& part : *parts)
    for (const auto& piece : part) {
      if (piece.field.empty()) continue;
      any = true;
      const auto* field = kind.find_field(piece.field);
      if (!field) {
        broken.push_back({-1, "summary", "the summary names “" + piece.field + "”, which is no field of this kind",
                          suggestion(piece.field, names)});
      } else if (field->sensitive) {
        broken.push_back(
            {-1, "summary", "the summary names “" + piece.field + "”, which is sensitive", "Take one of the two away."});
      } else if (field->type == FieldType::pupils || field->type == FieldType::files || field->type == FieldType::rows) {
        broken.push_back({-1, "summary", "the summary names “" + piece.field + "”, which holds other pupils, files or rows",
                          "A line is read by people who may not know them: name another field."});
      }
    }
  if (!any) broken.push_back({-1, "summary", "the summary names no field", "Write it like \"{what_happened}\"."});
}

}  // namespace

bool is_code(std::string_view text) {
  if (text.empty() || text.size() > 40 || text[0] == '_') return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

bool is_name(std::string_view text) { return is_code(text) && text[0] >= 'a'; }

std::optional<std::string> nearest(std::string_view typed, std::span<const std::string> known) {
  if (typed.size() > 60) return std::nullopt;
  for (unsigned edits = 1; edits <= std::min<std::size_t>(3, typed.size() / 2); ++edits)
    for (const auto& each : known)
      if (base::within_edits(typed, each, edits)) return each;
  for (const auto& each : known)
    if (typed.size() >= 4 && (each.starts_with(typed) || typed.starts_with(each))) return each;
  return std::nullopt;
}

std::string suggestion(std::string_view typed, std::span<const std::string> known) {
  if (const auto near = nearest(typed, known)) return "Did you mean “" + *near + "”?";
  if (known.empty()) return "There is none to name.";
  std::string list = "Known here: ";
  for (std::size_t i = 0; i < known.size() && i < 40; ++i) list += (i == 0 ? "" : ", ") + known[i];
  return list + ".";
}

std::vector<BrokenRule> broken_rules(const Kind& kind) {
  std::vector<BrokenRule> broken;
  if (!is_name(kind.id))
    broken.push_back({-1, "id", "“" + base::excerpt(kind.id, 60) + "” cannot be a kind's id",
                      "Name the file with small letters a-z, digits and _, a letter first, at most 40."});
  if (kind.title.empty()) broken.push_back({-1, "title", "the kind has no title", "Add title = \"…\"."});
  check_length(broken, "title", kind.title, 60);
  check_length(broken, "plural", kind.plural, 60);
  check_length(broken, "tile", kind.tile, 24);
  check_length(broken, "group", kind.group, 40);
  check_length(broken, "description", kind.description, 300);
  check_length(broken, "summary", kind.summary, 200);
  if (!kind.icon.empty() && !is_name(kind.icon))
    broken.push_back(
        {-1, "icon", "“" + base::excerpt(kind.icon, 40) + "” is not the name of a glyph", "Use small letters and _."});
  if (kind.order < 0 || kind.order > 9999)
    broken.push_back({-1, "order", "order is out of range", "Use a whole number from 0 to 9999."});
  if (kind.info_class == access::InfoClass::c12_audit)
    broken.push_back({-1, "class", "C12 is the audit trail's own class", "Use C0 to C11."});
  if (kind.pupils.max < 1 || kind.pupils.max > 60 || kind.pupils.min > kind.pupils.max)
    broken.push_back({-1, "pupils", "the numbers of pupils do not fit", "Let min be at most max, and max from 1 to 60."});
  check_words(broken, "pupils", kind.pupils.parts);
  check_words(broken, "workflow", kind.workflow.statuses);
  std::set<std::string_view> sections;
  for (const auto& section : kind.sections) {
    if (!is_name(section.name))
      broken.push_back({-1, "section", "“" + base::excerpt(section.name, 60) + "” cannot be the name of a section",
                        "Use small letters a-z, digits and _."});
    if (!sections.insert(section.name).second)
      broken.push_back({-1, "section", "the section “" + section.name + "” stands twice", "Keep one of them."});
    if (section.title.empty())
      broken.push_back({-1, "section", "the section “" + section.name + "” has no title", "Add title = \"…\"."});
    check_length(broken, "section", section.title, 60);
    check_length(broken, "section", section.hint, 400);
  }
  if (kind.sections.size() > 20) broken.push_back({-1, "section", "there are more than 20 sections", "Keep at most 20."});
  if (kind.fields.empty()) broken.push_back({-1, "field", "the kind has no field", "Add at least one [[field]]."});
  if (kind.fields.size() > 80) broken.push_back({-1, "field", "there are more than 80 fields", "Keep at most 80."});
  if (!kind.fields.empty()) {
    check_quick(kind, broken);
    check_summary(kind, broken);
  }
  for (std::size_t i = 0; i < kind.fields.size(); ++i) check_field(kind.fields[i], static_cast<int>(i), broken);
  check_neighbours(kind, broken);
  return broken;
}

}  // namespace record
