// Words from stored values.
#include "record/summary.h"

#include "base/text.h"
#include "base/time.h"
#include "record/summary_line.h"
#include "record/value_check.h"

#include <algorithm>
#include <cmath>

namespace record {
namespace {

std::string label_of(const Field& field, const web::Json& code) {
  if (!code.string()) return {};
  const auto* choice = field.find_choice(*code.string());
  return choice ? choice->label : *code.string();
}

std::string name_of(const std::function<std::string(std::string_view)>& names, const web::Json* id, std::string_view otherwise) {
  if (!names || !id || !id->string()) return std::string(otherwise);
  auto name = names(*id->string());
  return name.empty() ? std::string(otherwise) : name;
}

std::string pupil_words(const Field& field, const web::Json& pupil, const Names& names) {
  auto words = name_of(names.pupil, pupil.find("id"), "another pupil");
  if (const auto* part = pupil.find("part")) words += " (" + label_of(field, *part) + ")";
  return words;
}

std::string item_words(const Field& field, const web::Json& item, const Names& names) {
  switch (field.type) {
    case FieldType::rows:
    case FieldType::body_map: return row_words(field, item, names);
    case FieldType::people: return name_of(names.staff, &item, "a member of staff");
    case FieldType::files: return name_of(names.file, &item, "a file");
    case FieldType::pupils: return pupil_words(field, item, names);
    default: return label_of(field, item);
  }
}

double number_of(const web::Json& value) {
  if (value.integer()) return static_cast<double>(*value.integer());
  return value.real() ? *value.real() : 0;
}

std::string number_words(const Field& field, const web::Json& value) {
  auto words = in_words(number_of(value));
  if (!field.unit.empty()) words += " " + field.unit;
  return words;
}

std::string scale_words(const Field& field, const web::Json& value) {
  const auto point = in_words(number_of(value));
  const auto* label = field.find_choice(point);
  auto words = point + " of " + in_words(field.max);
  if (label && !label->label.empty()) return words + ": " + label->label;
  const double number = number_of(value);
  if (number == field.min && !field.low_label.empty()) return words + ": " + field.low_label;
  if (number == field.max && !field.high_label.empty()) return words + ": " + field.high_label;
  return words;
}

/// What a value is that its field no longer explains: the text, or the JSON.
std::string plain_words(const web::Json& value) {
  if (value.string()) return *value.string();
  if (value.boolean()) return *value.boolean() ? "Yes" : "No";
  if (const auto* list = value.array()) {
    std::string all;
    for (const auto& each : *list) all += (all.empty() ? "" : "; ") + plain_words(each);
    return all;
  }
  return web::to_json(value);
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const char shown = c == '\n' || c == '\t' ? ' ' : c;
    if (shown == ' ' && !line.empty() && line.back() == ' ') continue;
    line += shown;
  }
  return std::string(base::trim(line));
}

std::string piece_words(const Kind& kind, const Body& body, const Names& names, const LinePiece& piece) {
  const auto* field = kind.find_field(piece.field);
  const auto* value = body.find(piece.field);
  if (!field || !value || field->sensitive) return {};
  std::string words;
  if (const auto* list = value->array(); piece.first && list && !list->empty())
    words = item_words(*field, list->front(), names);
  else
    words = display(*field, *value, names, ", ");
  words = one_line(words);
  return piece.most ? base::excerpt(words, piece.most) : words;
}

}  // namespace

std::string duration_words(std::int64_t minutes) {
  const auto amount = [](std::int64_t number, std::string_view unit) {
    return std::to_string(number) + " " + std::string(unit) + (number == 1 ? "" : "s");
  };
  const auto hours = minutes / 60, rest = minutes % 60;
  if (hours == 0) return amount(rest, "minute");
  return amount(hours, "hour") + (rest ? " " + amount(rest, "minute") : "");
}

std::string row_words(const Field& field, const web::Json& row, const Names& names) {
  std::string words;
  const bool mark = field.type == FieldType::body_map;
  for (const auto& column : field.columns) {
    const auto* value = row.find(column.name);
    if (!value || (mark && (column.name == "x" || column.name == "y"))) continue;
    auto said = display(column, *value, names, ", ");
    if (!mark) {
      words += (words.empty() ? "" : "; ") + plain_label(column) + ": " + said;
    } else if (words.empty()) {
      words = said + ":";
    } else {
      if (column.type == FieldType::choice) said = base::to_lower_ascii(said);
      words += (words.back() == ':' ? " " : ", ") + said;
    }
  }
  return words;
}

std::string display(const Field& field, const web::Json& value, const Names& names, std::string_view between) {
  if (const auto* list = value.array()) {
    if (has_rows(field.type) && between == "; ") between = "\n";
    std::string all;
    for (const auto& each : *list) {
      if (!all.empty()) all += between;
      all += item_words(field, each, names);
    }
    return all;
  }
  switch (field.type) {
    case FieldType::choice: return label_of(field, value);
    case FieldType::scale:
    case FieldType::faces: return scale_words(field, value);
    case FieldType::pick: {
      const auto* label = value.find("label");
      return label && label->string() ? *label->string() : plain_words(value);
    }
    case FieldType::number: return number_words(field, value);
    case FieldType::duration: return duration_words(static_cast<std::int64_t>(number_of(value)));
    case FieldType::date:
      if (const auto date = value.string() ? base::parse_iso_date(*value.string()) : std::nullopt) return base::to_text(*date);
      return plain_words(value);
    case FieldType::text:
    case FieldType::long_text:
    case FieldType::choices:
    case FieldType::time:
    case FieldType::yes_no:
    case FieldType::people:
    case FieldType::pupils:
    case FieldType::place:
    case FieldType::ordered:
    case FieldType::rows:
    case FieldType::body_map:
    case FieldType::files: return plain_words(value);
  }
  return {};
}

std::string summarise(const Kind& kind, const Body& body, const Names& names) {
  std::string line;
  for (const auto& part : kind.line) {
    std::string words;
    bool names_fields = false, has_value = false;
    for (const auto& piece : part) {
      words += piece.words;
      if (piece.field.empty()) continue;
      names_fields = true;
      const auto value = piece_words(kind, body, names, piece);
      has_value = has_value || !value.empty();
      words += value;
    }
    if (names_fields && !has_value) continue;
    if (!line.empty()) line += " · ";
    line += words;
  }
  return base::excerpt(line, summary_most);
}

std::string full_text(const Kind& kind, const Body& body) {
  std::string text;
  for (const auto& field : kind.fields) {
    const auto* value = body.find(field.name);
    const bool told = is_written(field.type) || is_chosen(field.type) || has_rows(field.type) || field.type == FieldType::pick;
    if (!value || field.sensitive || !told) continue;
    if (!text.empty()) text += '\n';
    text += display(field, *value);
  }
  return text;
}

std::vector<DescribedRow> describe(const Kind& kind, const Body& body, const Names& names) {
  std::vector<DescribedRow> rows;
  for (const auto& field : kind.fields) {
    const auto* value = body.find(field.name);
    if (!value) continue;
    const auto* section = kind.find_section(field.section);
    rows.push_back({field.name, field.label, display(field, *value, names), section ? section->title : "", field.sensitive});
  }
  for (const auto& [name, value] : body.fields())
    if (!kind.find_field(name)) rows.push_back({name, name, plain_words(value), "", false});
  return rows;
}

}  // namespace record
