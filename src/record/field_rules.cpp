// The rules of one field by itself.
#include "record/kind_rules.h"

#include "base/text.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

namespace record {
namespace {

/// Rows that name people: charted, they say who was there.
bool has_people(const Field& field) {
  return field.type == FieldType::rows &&
         std::any_of(field.columns.begin(), field.columns.end(), [](const Field& column) { return column.type == FieldType::people; });
}

/// Collects what is wrong with one field.
struct FieldCheck {
  const Field& field;
  int place;
  std::vector<BrokenRule>& broken;

  void wrong(std::string_view key, std::string what, std::string cure) {
    broken.push_back({place, std::string(key), std::move(what), std::move(cure)});
  }
  void length(std::string_view key, std::string_view text, std::size_t most) {
    if (const auto count = base::count_characters(text); count > most)
      wrong(key, std::string(key) + " has " + std::to_string(count) + " characters", "Use at most " + std::to_string(most) + ".");
  }
  void words();
  void choices();
  void numbers();
  void preset();
  void columns();
  void settings();
};

std::string in_quotes(std::string_view text) { return "“" + base::excerpt(text, 60) + "”"; }

void FieldCheck::words() {
  if (field.name.empty())
    wrong("name", "a field has no name", "Add name = \"…\".");
  else if (!is_name(field.name))
    wrong("name", in_quotes(field.name) + " cannot be the name of a field",
          "Use small letters a-z, digits and _, a letter first, at most 40.");
  if (field.label.empty()) wrong("label", "the field " + in_quotes(field.name) + " has no label", "Add label = \"…\".");
  length("label", field.label, 120);
  length("ask", field.ask, 120);
  length("hint", field.hint, 400);
  length("prompt", field.prompt, 400);
  length("unit", field.unit, 20);
  length("low_label", field.low_label, 60);
  length("high_label", field.high_label, 60);
}

void FieldCheck::choices() {
  std::set<std::string_view> codes, labels;
  std::size_t shown = 0;
  static const std::set<std::string_view> colours = {"", "grey", "green", "yellow", "orange", "red", "purple", "blue"};
  for (const auto& choice : field.choices) {
    if (choice.code.empty()) {
      wrong("choices", "the choice " + in_quotes(choice.label) + " has no code", "Add code = \"…\": it is what is stored.");
    } else {
      if (!is_code(choice.code))
        wrong("choices", in_quotes(choice.code) + " cannot be the code of a choice",
              "Use small letters a-z, digits and _, at most 40.");
      if (!codes.insert(choice.code).second)
        wrong("choices", "the code " + in_quotes(choice.code) + " stands twice", "Give each choice its own code.");
    }
    if (choice.label.empty()) {
      wrong("choices", "the choice " + in_quotes(choice.code) + " has no label", "Add label = \"…\": it is what people read.");
    } else if (!choice.hidden && !labels.insert(choice.label).second) {
      wrong("choices", "the label " + in_quotes(choice.label) + " stands twice", "People could not tell the two apart: reword one.");
    }
    length("choices", choice.label, 100);
    length("choices", choice.group, 60);
    length("choices", choice.hint, 200);
    if (!colours.contains(choice.colour))
      wrong("choices", in_quotes(choice.colour) + " is no colour known here",
            "Use grey, green, yellow, orange, red, purple or blue.");
    if (choice.alone && field.type != FieldType::choices && field.type != FieldType::ordered)
      wrong("choices", "alone only means something where several can be chosen",
            "Take alone away from " + in_quotes(choice.code) + ".");
    if (!choice.hidden) ++shown;
  }
  if (field.choices.size() > 150) wrong("choices", "there are more than 150 choices", "Keep at most 150.");
  if (is_chosen(field.type) && shown < 2)
    wrong("choices", "the field " + in_quotes(field.name) + " offers fewer than two choices",
          "Add choices = [{ code = \"…\", label = \"…\" }, …].");
  if (!field.choices.empty() && !is_chosen(field.type) && !is_scaled(field.type) && field.type != FieldType::pupils)
    wrong("choices", "a field of type " + std::string(code(field.type)) + " has no choices",
          "Take them away, or use choice or choices.");
}

bool is_whole(double number) { return std::nearbyint(number) == number; }

void FieldCheck::numbers() {
  if (is_written(field.type)) {
    if (field.max_length < 1 || field.max_length > 20000)
      wrong("max_length", "max_length is out of range", "Use a whole number from 1 to 20000.");
  } else if (field.max_length != 0) {
    wrong("max_length", "only text has a max_length", "Take it away; for numbers use max.");
  }
  const bool several = is_several(field.type) || has_rows(field.type);
  if (several && (field.most < 1 || field.most > 150))
    wrong("most", "most is out of range", "Use a whole number from 1 to 150.");
  if (!several && field.most != 0) wrong("most", "only choices, people, pupils, files and rows have a most", "Take it away.");
  if (!is_counted(field.type)) return;
  if (!(field.min < field.max)) wrong("min", "min is not below max", "Let min be smaller than max.");
  if (std::abs(field.min) > 1e9 || std::abs(field.max) > 1e9)
    wrong("max", "the range is too wide", "Stay between -1000000000 and 1000000000.");
  const double thousandths = field.step * 1000;
  if (!(field.step > 0) || std::abs(thousandths - std::nearbyint(thousandths)) > 1e-9)
    wrong("step", "step cannot be used", "Use a number above 0 with at most three decimals.");
  if (field.type == FieldType::number) return;
  if (!is_whole(field.min) || !is_whole(field.max) || !is_whole(field.step))
    wrong("step", "a " + std::string(code(field.type)) + " counts in whole numbers", "Make min, max and step whole.");
  if (field.type == FieldType::duration && (field.min < 0 || field.max > 10080))
    wrong("max", "a duration is counted in minutes, from 0 to a week", "Stay between 0 and 10080.");
  if (!is_scaled(field.type)) return;
  if (field.type == FieldType::faces && (field.min != 1 || field.max > 5 || field.max < 3))
    wrong("max", "faces go from 1 to 3, 4 or 5", "Let min be 1 and max 3, 4 or 5.");
  if (field.max - field.min > 20)
    wrong("max", "a scale has at most 21 points", "Bring min and max nearer together, or use number.");
  if (field.step != 1) wrong("step", "a scale goes in ones", "Take step away.");
  for (const auto& choice : field.choices) {
    const bool digits =
        !choice.code.empty() && std::all_of(choice.code.begin(), choice.code.end(), [](char c) { return c >= '0' && c <= '9'; });
    const int point = digits && choice.code.size() <= 4 ? std::atoi(choice.code.c_str()) : -1;
    if (point < field.min || point > field.max || std::to_string(point) != choice.code)
      wrong("choices", in_quotes(choice.code) + " is no point of this scale", "Use the point's number as code.");
  }
}

void FieldCheck::preset() {
  const auto& preset = field.preset;
  if (preset.is_null()) return;
  const auto offers = [&](const web::Json& value) {
    const auto* choice = value.string() ? field.find_choice(*value.string()) : nullptr;
    return choice && !choice->hidden;
  };
  bool fits = false;
  std::string cure;
  switch (field.type) {
    case FieldType::text:
    case FieldType::long_text:
    case FieldType::place:
      fits = preset.string() && base::count_characters(*preset.string()) <= field.max_length;
      cure = "Write it as text no longer than max_length.";
      break;
    case FieldType::choice:
      fits = offers(preset);
      cure = "Use the code of one of the choices.";
      break;
    case FieldType::choices:
    case FieldType::ordered: {
      const auto* list = preset.array();
      fits = list && list->size() <= field.most && std::all_of(list->begin(), list->end(), offers);
      cure = "Use a list of codes of the choices.";
      break;
    }
    case FieldType::scale:
    case FieldType::faces:
    case FieldType::number:
    case FieldType::duration: {
      const double value = preset.integer() ? static_cast<double>(*preset.integer())
                           : preset.real()  ? *preset.real()
                                            : std::nan("");
      fits = value >= field.min && value <= field.max;
      cure = "Use a number from min to max.";
      break;
    }
    case FieldType::date:
      fits = preset.string() && *preset.string() == "today";
      cure = "Only \"today\" can be the default of a date.";
      break;
    case FieldType::time:
      fits = preset.string() && *preset.string() == "now";
      cure = "Only \"now\" can be the default of a time.";
      break;
    case FieldType::yes_no:
      fits = preset.boolean() != nullptr;
      cure = "Use true or false.";
      break;
    case FieldType::people:
    case FieldType::pupils:
    case FieldType::files:
    case FieldType::rows:
    case FieldType::body_map:
    case FieldType::pick: cure = "A " + std::string(code(field.type)) + " has no default: take it away."; break;
  }
  if (!fits) wrong("default", "the default does not fit the field", cure);
}

/// Columns are simple fields by themselves: what hangs on other questions belongs to the rows as a whole.
void FieldCheck::columns() {
  if (!has_rows(field.type)) {
    if (!field.columns.empty() || !field.row_name.empty()) wrong("columns", "only rows have columns", "Take them away, or use rows.");
    return;
  }
  if (field.type == FieldType::body_map) return;
  if (field.columns.empty()) wrong("columns", "the rows " + in_quotes(field.name) + " have no columns", "Add columns = [{ … }, …].");
  if (field.columns.size() > 12) wrong("columns", "there are more than 12 columns", "Keep at most 12.");
  length("row_name", field.row_name, 40);
  std::set<std::string_view> names;
  for (const auto& column : field.columns) {
    FieldCheck inner{column, place, broken};
    inner.words();
    inner.choices();
    inner.numbers();
    inner.settings();
    const auto named = in_quotes(column.name);
    if (!fits_in_row(column.type))
      wrong("columns", named + " of type " + std::string(code(column.type)) + " cannot stand in a row", "Use a simple type.");
    if (!column.show_when.always() || column.quick || !column.section.empty() || column.charted || column.sensitive ||
        !column.preset.is_null() || !column.from.empty() || !column.not_below.empty())
      wrong("columns", named + " has a setting that means nothing in a row",
            "Leave out show_when, quick, section, charted, sensitive, default, from and not_below.");
    for (const auto& condition : column.required_when.conditions)
      if (!names.contains(condition.field))
        wrong("columns", named + " hangs on " + in_quotes(condition.field) + ", which is no earlier column", "Name an earlier column.");
    if (!column.not_before.empty() && !names.contains(column.not_before))
      wrong("columns", named + " names " + in_quotes(column.not_before) + ", which is no earlier column", "Name an earlier column.");
    if (!names.insert(column.name).second) wrong("columns", "the column " + named + " stands twice", "Give each its own name.");
  }
}

void FieldCheck::settings() {
  if (field.overnight && (field.type != FieldType::time || field.not_before.empty()))
    wrong("overnight", "only a time with not_before can be past midnight", "Take overnight away.");
  if (field.type == FieldType::pick) {
    if (!is_name(field.source)) wrong("source", "the pick " + in_quotes(field.name) + " does not say from what", "Add source = \"…\".");
  } else if (!field.source.empty()) {
    wrong("source", "only a pick has a source", "Take it away.");
  }
  if (!field.trained.empty() && field.type != FieldType::people)
    wrong("trained", "only people can be trained", "Take trained away.");
  if (!field.trained.empty() && !is_name(field.trained)) wrong("trained", in_quotes(field.trained) + " is no code of a training", "Use small letters and _.");
  if (!field.untrained_reason.empty() && field.trained.empty())
    wrong("untrained_reason", "there is no training to be without", "Add trained, or take it away.");
  if (field.drawing && field.type != FieldType::files) wrong("drawing", "only files can be drawn", "Take drawing away.");
  if (field.required && !field.required_when.always())
    wrong("required_when", in_quotes(field.name) + " must be answered anyway", "Keep required or required_when, not both.");
}

}  // namespace

void check_field(const Field& field, int place, std::vector<BrokenRule>& broken) {
  FieldCheck check{field, place, broken};
  check.words();
  check.choices();
  check.numbers();
  check.preset();
  check.columns();
  check.settings();
  if (field.days != Field::Days::any && field.type != FieldType::date)
    check.wrong("only", "only a date is past or future", "Take only away.");
  if (field.charted && !is_chosen(field.type) && !is_counted(field.type) && field.type != FieldType::yes_no &&
      field.type != FieldType::place && field.type != FieldType::people && !has_people(field))
    check.wrong("charted", "a field of type " + std::string(code(field.type)) + " cannot be charted",
                "Chart choices, numbers, scales, durations, places, yes_no, people and rows of people.");
  if (field.required && field.hidden)
    check.wrong("required", in_quotes(field.name) + " must be answered and so cannot be hidden", "Show it again.");
}

}  // namespace record
