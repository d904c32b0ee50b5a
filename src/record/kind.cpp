// Looking things up in a kind, and the codes of its words.
#include "record/kind.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace record {
namespace {

constexpr std::array<std::string_view, field_type_count> type_codes = {"text",   "long_text", "choice", "choices", "scale",
                                                                       "number", "duration",  "date",   "time",    "yes_no",
                                                                       "people", "pupils",    "place",  "files",   "ordered",
                                                                       "faces",  "rows",      "body_map", "pick"};
constexpr std::array<std::string_view, retention_count> retention_codes = {
    "notes", "pupil_record", "send_file", "child_protection", "use_of_force", "accident", "medicine", "staff_conduct"};

template <class Enum, std::size_t N>
std::optional<Enum> number_of(const std::array<std::string_view, N>& codes, std::string_view code) {
  const auto found = std::find(codes.begin(), codes.end(), code);
  if (found == codes.end()) return std::nullopt;
  return static_cast<Enum>(found - codes.begin());
}

template <class T>
bool holds(const std::vector<T>& list, T wanted) {
  return list.empty() || std::find(list.begin(), list.end(), wanted) != list.end();
}

}  // namespace

const Choice* Field::find_choice(std::string_view code) const {
  for (const auto& choice : choices)
    if (choice.code == code) return &choice;
  return nullptr;
}

bool Narrowing::lets(access::Role role, access::Relation relation) const {
  return holds(roles, role) && holds(relations, relation);
}

const Word* PupilRule::find_part(std::string_view code) const {
  for (const auto& part : parts)
    if (part.code == code) return &part;
  return nullptr;
}

const Field* Kind::find_field(std::string_view name) const {
  for (const auto& field : fields)
    if (field.name == name) return &field;
  return nullptr;
}

const Section* Kind::find_section(std::string_view name) const {
  for (const auto& section : sections)
    if (section.name == name) return &section;
  return nullptr;
}

bool allows(const Kind& kind, access::Role role, access::Relation relation, access::Act act) {
  if (!access::allows(role, relation, kind.info_class, act)) return false;
  switch (act) {
    case access::Act::see:
    case access::Act::release:
    case access::Act::correct:
    case access::Act::sign:
    case access::Act::decide: return kind.workflow.read.lets(role, relation);
    case access::Act::add: return kind.workflow.write.lets(role, relation);
  }
  return false;
}

Kinds::Kinds(std::vector<Kind> kinds) : all_(std::move(kinds)) {
  std::stable_sort(all_.begin(), all_.end(),
                   [](const Kind& a, const Kind& b) { return std::tie(a.order, a.title) < std::tie(b.order, b.title); });
  for (std::size_t i = 0; i < all_.size(); ++i) places_.emplace(all_[i].id, i);
}

const Kind* Kinds::find(std::string_view id) const {
  const auto found = places_.find(id);
  return found == places_.end() ? nullptr : &all_[found->second];
}

std::string_view code(FieldType type) { return type_codes.at(static_cast<std::size_t>(type)); }
std::optional<FieldType> field_type_of(std::string_view code) { return number_of<FieldType>(type_codes, code); }
std::string_view code(Retention retention) { return retention_codes.at(static_cast<std::size_t>(retention)); }
std::optional<Retention> retention_of(std::string_view code) { return number_of<Retention>(retention_codes, code); }

std::string code(access::InfoClass info_class) { return "C" + std::to_string(static_cast<int>(info_class)); }

std::optional<access::InfoClass> info_class_of(std::string_view text) {
  for (std::size_t i = 0; i < access::class_count; ++i)
    if (const auto each = static_cast<access::InfoClass>(i); code(each) == text) return each;
  return std::nullopt;
}

bool is_written(FieldType type) { return type == FieldType::text || type == FieldType::long_text || type == FieldType::place; }
bool is_chosen(FieldType type) { return type == FieldType::choice || type == FieldType::choices || type == FieldType::ordered; }
bool is_counted(FieldType type) { return is_scaled(type) || type == FieldType::number || type == FieldType::duration; }
bool is_scaled(FieldType type) { return type == FieldType::scale || type == FieldType::faces; }
bool is_several(FieldType type) {
  return type == FieldType::choices || type == FieldType::ordered || type == FieldType::people || type == FieldType::pupils ||
         type == FieldType::files;
}
bool has_rows(FieldType type) { return type == FieldType::rows || type == FieldType::body_map; }
bool fits_in_row(FieldType type) {
  return is_written(type) || is_counted(type) || type == FieldType::choice || type == FieldType::date || type == FieldType::time ||
         type == FieldType::yes_no || type == FieldType::people;
}

std::string plain_label(const Field& field) {
  std::string_view label = base::trim(field.label);
  while (!label.empty() && (label.back() == '?' || label.back() == ':' || label.back() == '.')) label.remove_suffix(1);
  return std::string(label);
}

std::string asked(const Field& field) {
  if (!field.ask.empty()) return field.ask;
  std::string text = plain_label(field);
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const bool acronym = text.size() > 1 && is_capital(text[0]) && is_capital(text[1]);
  const bool first_person = text.starts_with("I ") || text.starts_with("I'");
  if (!text.empty() && is_capital(text[0]) && !acronym && !first_person) text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

}  // namespace record
