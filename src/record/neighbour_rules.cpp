// The rules between a kind's fields: names that differ, conditions that can come true, sections that exist.
#include "record/kind_rules.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace record {
namespace {

std::string in_quotes(std::string_view text) { return "“" + base::excerpt(text, 60) + "”"; }

/// Whether a condition's value can ever be what the field holds.
bool can_hold(const Field& field, const std::string& value) {
  if (is_chosen(field.type)) return field.find_choice(value) != nullptr;
  if (field.type == FieldType::yes_no) return value == "yes" || value == "no";
  if (is_scaled(field.type)) {
    int point = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), point);
    return error == std::errc{} && end == value.data() + value.size() && point >= field.min && point <= field.max &&
           std::to_string(point) == value;
  }
  return false;
}

std::string values_known(const Field& field, const std::string& value) {
  if (is_chosen(field.type)) {
    std::vector<std::string> codes;
    for (const auto& choice : field.choices) codes.push_back(choice.code);
    return suggestion(value, codes);
  }
  if (field.type == FieldType::yes_no) return "Use true or false.";
  if (is_scaled(field.type)) return "Use a point of the scale.";
  return "Use given = true: a field of type " + std::string(code(field.type)) + " has no fixed values.";
}

struct NeighbourCheck {
  const Kind& kind;
  std::vector<BrokenRule>& broken;
  std::vector<std::string> before = {};

  void wrong(std::size_t place, std::string_view key, std::string what, std::string cure) {
    broken.push_back({static_cast<int>(place), std::string(key), std::move(what), std::move(cure)});
  }

  /// The earlier field a setting names, after saying what is wrong where there is none.
  const Field* earlier(std::size_t place, std::string_view key, const std::string& name) {
    if (std::find(before.begin(), before.end(), name) != before.end()) return kind.find_field(name);
    if (name == kind.fields[place].name) {
      wrong(place, key, in_quotes(name) + " depends on itself", "Name another field.");
    } else if (kind.find_field(name)) {
      wrong(place, key, in_quotes(name) + " stands further down",
            "Move it above " + in_quotes(kind.fields[place].name) + ": an answer must come before what hangs on it.");
    } else {
      wrong(place, key, std::string(key) + " names " + in_quotes(name) + ", which is no field of this kind",
            suggestion(name, before));
    }
    return nullptr;
  }

  void conditions(std::size_t place, std::string_view key, const ShowWhen& when) {
    const auto& field = kind.fields[place];
    if (when.conditions.size() > 8) wrong(place, key, "there are more than 8 conditions", "Keep at most 8.");
    for (const auto& condition : when.conditions) {
      const auto* asked_before = earlier(place, key, condition.field);
      if (!asked_before) continue;
      if (key == "show_when" && field.quick && !asked_before->quick)
        wrong(place, key,
              in_quotes(field.name) + " is on the first sheet but hangs on " + in_quotes(condition.field) + ", which is not",
              "Put both on the first sheet, or neither.");
      for (const auto& value : condition.values)
        if (!can_hold(*asked_before, value))
          wrong(place, key, in_quotes(condition.field) + " can never be " + in_quotes(value),
                values_known(*asked_before, value));
    }
  }

  void numbers(std::size_t place) {
    const auto& field = kind.fields[place];
    if (!field.not_below.empty()) {
      const auto* first = earlier(place, "not_below", field.not_below);
      if (field.type != FieldType::number || (first && first->type != FieldType::number))
        wrong(place, "not_below", "only a number can be below another", "Name an earlier number, or take it away.");
    }
    if (field.from.empty() && field.until.empty()) return;
    for (const auto& [key, name] : {std::pair<std::string_view, const std::string&>{"from", field.from}, {"until", field.until}}) {
      const auto* time = earlier(place, key, name);
      if (field.type != FieldType::duration || (time && time->type != FieldType::time))
        wrong(place, key, "a duration is worked out from two times", "Name two earlier times, or take from and until away.");
    }
    if (field.required) wrong(place, "required", in_quotes(field.name) + " is worked out and so not asked", "Take required away.");
  }

  /// What says why somebody untrained was named stands anywhere in the kind.
  void reason(std::size_t place, const Field& people) {
    if (people.untrained_reason.empty()) return;
    const auto* field = kind.find_field(people.untrained_reason);
    if (!field || !is_written(field->type))
      wrong(place, "untrained_reason", in_quotes(people.untrained_reason) + " is no text field of this kind", "Name a field of type text.");
  }

  void check(std::size_t place) {
    const auto& field = kind.fields[place];
    if (!field.name.empty() && std::find(before.begin(), before.end(), field.name) != before.end())
      wrong(place, "name", "the field " + in_quotes(field.name) + " stands twice", "Give each field its own name.");
    conditions(place, "show_when", field.show_when);
    conditions(place, "required_when", field.required_when);
    numbers(place);
    if (!field.not_before.empty()) {
      if (field.type != FieldType::date && field.type != FieldType::time)
        wrong(place, "not_before", "only a date or a time can come before another", "Take not_before away.");
      else if (const auto* first = earlier(place, "not_before", field.not_before); first && first->type != field.type)
        wrong(place, "not_before", in_quotes(field.not_before) + " is not a " + std::string(code(field.type)),
              "Name an earlier field of the same type.");
    }
    if (field.quick && !field.section.empty())
      wrong(place, "section", in_quotes(field.name) + " is on the first sheet and in a section",
            "Keep quick = true or section, not both.");
    if (!field.section.empty() && !kind.find_section(field.section)) {
      std::vector<std::string> names;
      for (const auto& section : kind.sections) names.push_back(section.name);
      wrong(place, "section", "there is no section " + in_quotes(field.section), suggestion(field.section, names));
    }
    if (field.required && !field.quick && field.show_when.always())
      wrong(place, "required", in_quotes(field.name) + " must be answered but is not on the first sheet",
            "Add quick = true, or take required away.");
    before.push_back(field.name);
  }
};

}  // namespace

void check_neighbours(const Kind& kind, std::vector<BrokenRule>& broken) {
  NeighbourCheck check{kind, broken};
  for (std::size_t place = 0; place < kind.fields.size(); ++place) check.check(place);
  for (std::size_t place = 0; place < kind.fields.size(); ++place) {
    check.reason(place, kind.fields[place]);
    for (const auto& column : kind.fields[place].columns) check.reason(place, column);
  }
}

}  // namespace record
