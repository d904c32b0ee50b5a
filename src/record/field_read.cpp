// Reads one field's settings, and its choices and conditions.
#include "record/body_marks.h"
#include "record/kind_read.h"
#include "record/kind_rules.h"
#include "record/written_table.h"

#include <limits>

namespace record {
namespace {

/// The text a condition compares with; nothing where a value cannot be compared.
std::optional<std::string> condition_value(const Written& value) {
  if (const auto* text = value.as<std::string>()) return *text;
  if (const auto* yes = value.as<bool>()) return *yes ? "yes" : "no";
  if (const auto* number = value.as<std::int64_t>()) return std::to_string(*number);
  return std::nullopt;
}

Condition read_condition(const Written& tree, std::vector<Mistake>& mistakes) {
  WrittenTable table(tree, "a condition", {"field", "is", "given"}, mistakes);
  Condition condition{table.text("field"), {}};
  const auto* is = table.find("is");
  if (!is) {
    if (!table.yes("given"))
      table.wrong(tree.line, "the condition compares with nothing", "Add is = \"…\", or given = true for any answer.");
    return condition;
  }
  if (table.find("given")) table.wrong(table.line_of("given"), "the condition has both is and given", "Keep one of them.");
  const auto add = [&](const Written& value) {
    if (auto text = condition_value(value))
      condition.values.push_back(std::move(*text));
    else
      table.wrong(is->line, "“is” of a condition cannot be compared",
                  "Use a code, a whole number, true or false, or a list of them.");
  };
  if (const auto* list = is->as<Written::List>()) {
    for (const auto& each : *list) add(each);
    if (list->empty()) table.wrong(is->line, "“is” of a condition is an empty list", "Name at least one value.");
  } else {
    add(*is);
  }
  return condition;
}

ShowWhen read_show_when(const Written& tree, std::vector<Mistake>& mistakes) {
  ShowWhen when;
  const auto* all = tree.find("all");
  const auto* any = tree.find("any");
  if (!all && !any) {
    when.conditions.push_back(read_condition(tree, mistakes));
    return when;
  }
  WrittenTable table(tree, "show_when", {"all", "any"}, mistakes);
  if (all && any) table.wrong(tree.line, "show_when has both all and any", "Keep one of them.");
  when.need = all ? ShowWhen::Need::all : ShowWhen::Need::any;
  for (const auto* each : table.tables(all ? "all" : "any")) when.conditions.push_back(read_condition(*each, mistakes));
  if (when.conditions.empty()) table.wrong(tree.line, "show_when has no condition", "Add one, or take show_when away.");
  return when;
}

web::Json read_preset(const Written& value, WrittenTable& table) {
  if (const auto* text = value.as<std::string>()) return *text;
  if (const auto* yes = value.as<bool>()) return *yes;
  if (const auto* whole = value.as<std::int64_t>()) return *whole;
  if (const auto* real = value.as<double>()) return *real;
  if (const auto* list = value.as<Written::List>()) {
    web::Json::Array all;
    for (const auto& each : *list)
      if (const auto* text = each.as<std::string>()) all.emplace_back(*text);
    if (all.size() == list->size()) return all;
  }
  table.wrong(value.key_line, "the default cannot be read", "Use text, a number, true, false, or a list of codes.");
  return {};
}

FieldType read_type(WrittenTable& table, const Written& tree) {
  const auto text = table.text("type");
  if (const auto known = field_type_of(text)) return *known;
  std::vector<std::string> types;
  for (std::size_t i = 0; i < field_type_count; ++i) types.emplace_back(code(static_cast<FieldType>(i)));
  if (!tree.find("type")) {
    table.wrong(tree.line, "the field “" + table.text("name") + "” has no type", "Add type = \"…\". " + suggestion("", types));
  } else {
    table.wrong(table.line_of("type"), "“" + text + "” is no type of field", suggestion(text, types));
  }
  return FieldType::text;
}

/// The limits a type has where the file names none.
void set_usual_limits(Field& field) {
  switch (field.type) {
    case FieldType::text: field.max_length = 200; break;
    case FieldType::long_text: field.max_length = 4000; break;
    case FieldType::place: field.max_length = 100; break;
    case FieldType::choices:
    case FieldType::ordered: field.most = std::max<std::size_t>(1, field.choices.size()); break;
    case FieldType::rows: field.most = 20; break;
    case FieldType::body_map: field.most = 40; break;
    case FieldType::people: field.most = 20; break;
    case FieldType::pupils: field.most = 30; break;
    case FieldType::files: field.most = 10; break;
    case FieldType::number: field.max = 1'000'000; break;
    case FieldType::duration: field.max = 1440; break;
    case FieldType::scale:
    case FieldType::faces:
      field.min = 1;
      field.max = 5;
      break;
    case FieldType::choice:
    case FieldType::date:
    case FieldType::time:
    case FieldType::yes_no:
    case FieldType::pick: break;
  }
}

void read_limits(WrittenTable& table, Field& field) {
  set_usual_limits(field);
  const auto size = [&](std::string_view key, std::size_t& into) {
    if (const auto number = table.whole(key))
      into = *number >= 0 ? static_cast<std::size_t>(*number) : std::numeric_limits<std::size_t>::max();
  };
  size("max_length", field.max_length);
  size("most", field.most);
  for (const std::string_view key : {"min", "max", "step"})
    if (table.find(key) && !is_counted(field.type))
      table.wrong(table.line_of(key), std::string(key) + " means nothing for a field of type " + std::string(code(field.type)),
                  "Take it away; only scale, number and duration have it.");
  field.min = table.number("min").value_or(field.min);
  field.max = table.number("max").value_or(field.max);
  field.step = table.number("step").value_or(field.step);
}

void read_columns(WrittenTable& table, Field& field, std::vector<Mistake>& mistakes) {
  field.row_name = table.text("row_name");
  if (field.type == FieldType::body_map) {
    if (table.find("columns")) table.wrong(table.line_of("columns"), "a body map has its own columns", "Take columns away.");
    field.columns = mark_columns();
    if (field.row_name.empty()) field.row_name = "Mark";
    return;
  }
  for (const auto* each : table.tables("columns")) {
    auto column = read_field(*each, mistakes);
    if (!column) continue;
    if (column->type == FieldType::people && !each->find("most")) column->most = 1;
    field.columns.push_back(std::move(*column));
  }
}

}  // namespace

std::optional<Choice> read_choice(const Written& tree, std::vector<Mistake>& mistakes) {
  const auto before = mistakes.size();
  WrittenTable table(tree, "a choice", {"code", "label", "group", "hint", "colour", "score", "alone"}, mistakes);
  Choice choice;
  choice.code = table.text("code");
  choice.label = table.text("label");
  choice.group = table.text("group");
  choice.hint = table.text("hint");
  choice.colour = table.text("colour");
  if (const auto score = table.whole("score")) choice.score = static_cast<int>(*score);
  choice.alone = table.yes("alone");
  if (mistakes.size() != before) return std::nullopt;
  return choice;
}

std::optional<Field> read_field(const Written& tree, std::vector<Mistake>& mistakes) {
  WrittenTable table(tree, "a field",
                     {"name", "label",      "ask",       "hint",    "prompt", "type",    "required",  "max_length",
                      "most", "choices",    "min",       "max",     "step",   "unit",    "low_label", "high_label",
                      "only", "not_before", "show_when", "default", "quick",  "section", "sensitive", "charted",
                      "overnight", "not_below", "from", "until", "required_when", "columns", "row_name", "source",
                      "trained", "untrained_reason", "drawing"},
                     mistakes);
  if (!tree.as<Written::Table>()) return std::nullopt;
  Field field;
  field.name = table.text("name");
  field.label = table.text("label");
  field.ask = table.text("ask");
  field.hint = table.text("hint");
  field.prompt = table.text("prompt");
  field.type = read_type(table, tree);
  field.required = table.yes("required");
  for (const auto* each : table.tables("choices"))
    if (auto choice = read_choice(*each, mistakes)) field.choices.push_back(std::move(*choice));
  read_limits(table, field);
  field.unit = table.text("unit");
  field.low_label = table.text("low_label");
  field.high_label = table.text("high_label");
  if (const auto only = table.text("only"); only == "past" || only == "future") {
    field.days = only == "past" ? Field::Days::past : Field::Days::future;
  } else if (!only.empty()) {
    table.wrong(table.line_of("only"), "“" + only + "” limits nothing",
                "Use only = \"past\" or only = \"future\"; both allow today.");
  }
  field.not_before = table.text("not_before");
  field.overnight = table.yes("overnight");
  field.not_below = table.text("not_below");
  field.from = table.text("from");
  field.until = table.text("until");
  if (const auto* when = table.table("show_when")) field.show_when = read_show_when(*when, mistakes);
  if (const auto* when = table.table("required_when")) field.required_when = read_show_when(*when, mistakes);
  read_columns(table, field, mistakes);
  field.source = table.text("source");
  field.trained = table.text("trained");
  field.untrained_reason = table.text("untrained_reason");
  field.drawing = table.yes("drawing");
  if (const auto* preset = table.find("default")) field.preset = read_preset(*preset, table);
  field.quick = table.yes("quick");
  field.section = table.text("section");
  field.sensitive = table.yes("sensitive");
  field.charted = table.yes("charted");
  return field;
}

}  // namespace record
