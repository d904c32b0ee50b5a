// Types of fields as components: which one, how wide, with what in it.
#include "record/field_inputs.h"

#include "record/file_type.h"
#include "record/summary.h"
#include "record/value_check.h"
#include "web/components/choices.h"

#include <algorithm>
#include <cmath>

namespace record {
namespace {

/// More single choices than this stand in a list to open, not as radios.
constexpr std::size_t most_radios = 8;
/// From here on several choices flow in columns.
constexpr std::size_t few_choices = 6;

struct Drawing {
  const Field& field;
  const FormState& form;
  FieldPlace place;
  std::string name;

  std::string label() const;
  std::string hint() const;
  std::string error() const;
  std::string value() const { return std::string(form.typed.text(name)); }
  std::vector<std::string> values() const;
  web::LabelAs size() const {
    return place == FieldPlace::text_box ? web::LabelAs::medium : place == FieldPlace::row ? web::LabelAs::plain : web::LabelAs::small;
  }
  bool offers(const Choice& choice) const;

  web::Html words() const;
  web::Html one_choice() const;
  web::Html several_choices() const;
  web::Html scale() const;
  web::Html number() const;
  web::Html date() const;
  web::Html time() const;
  web::Html yes_no() const;
  web::Html people() const;
  web::Html pupils() const;
  web::Html files() const;
};

/// On the first sheet what may be left out says so; More detail may all be left out.
std::string Drawing::label() const {
  const bool optional = (place == FieldPlace::first_sheet || place == FieldPlace::text_box) && !field.required && field.required_when.always();
  return optional ? field.label + " (optional)" : field.label;
}

std::string Drawing::error() const {
  for (const auto& each : form.errors)
    if (each.field == name || (field.type == FieldType::date && each.field.starts_with(name + "-"))) return each.message;
  return {};
}

std::string Drawing::hint() const {
  if (field.hint.empty()) return field.prompt;
  return field.prompt.empty() ? field.hint : field.prompt + " " + field.hint;
}

std::vector<std::string> Drawing::values() const {
  std::vector<std::string> all;
  for (const auto value : form.typed.all(name))
    if (!value.empty()) all.emplace_back(value);
  return all;
}

/// A choice the school took off the list stands there only while it is chosen.
bool Drawing::offers(const Choice& choice) const {
  if (!choice.hidden) return true;
  const auto chosen = values();
  return std::find(chosen.begin(), chosen.end(), choice.code) != chosen.end();
}

web::Html Drawing::words() const {
  if (field.type == FieldType::long_text) {
    const bool box = place == FieldPlace::text_box;
    return web::textarea({.name = name,
                          .label = label(),
                          .hint = hint(),
                          .value = value(),
                          .error = error(),
                          .rows = box ? 6 : 3,
                          .most = box ? static_cast<std::int64_t>(field.max_length) : 0,
                          .kindly = box,
                          .label_as = size()});
  }
  web::TextInput input{.name = name, .label = label(), .hint = hint(), .value = value(), .error = error(), .label_as = size()};
  if (field.type == FieldType::place && !form.offers.places.empty()) input.more = web::attr("list", place_list_id);
  if (field.type == FieldType::place) input.autocomplete = "off";
  return web::text_input(input);
}

web::Html Drawing::one_choice() const {
  std::vector<const Choice*> offered;
  for (const auto& choice : field.choices)
    if (offers(choice)) offered.push_back(&choice);
  if (offered.size() > most_radios) {
    std::vector<web::Option> options = {{"", "Choose one"}};
    for (const auto* choice : offered) options.push_back({choice->code, choice->label, choice->group});
    return web::select({.name = name,
                        .label = label(),
                        .options = options,
                        .value = value(),
                        .hint = hint(),
                        .error = error(),
                        .label_as = size()});
  }
  std::vector<web::Choice> choices;
  for (const auto* choice : offered)
    choices.push_back({.value = choice->code, .text = choice->label, .hint = choice->hint, .group = choice->group});
  return web::radios({.name = name,
                      .legend = label(),
                      .choices = choices,
                      .value = value(),
                      .hint = hint(),
                      .error = error(),
                      .legend_as = size(),
                      .size = web::ChoiceSize::small});
}

web::Html Drawing::several_choices() const {
  std::vector<web::Choice> choices;
  for (const auto& choice : field.choices)
    if (offers(choice))
      choices.push_back({.value = choice.code,
                         .text = choice.label,
                         .hint = choice.hint,
                         .divider_before = choice.alone,
                         .group = choice.group});
  const auto boxes = web::checkboxes({.name = name,
                                      .legend = label(),
                                      .choices = choices,
                                      .values = values(),
                                      .hint = hint(),
                                      .error = error(),
                                      .legend_as = size(),
                                      .size = web::ChoiceSize::small});
  if (choices.size() <= few_choices) return boxes;
  return web::html("<div class=\"app-choice-columns\">{}</div>", boxes);
}

web::Html Drawing::scale() const {
  std::vector<web::Choice> choices;
  for (double point = field.min; point <= field.max; ++point) {
    const auto digits = in_words(point);
    std::string words = digits;
    if (const auto* named = field.find_choice(digits))
      words += " – " + named->label;
    else if (point == field.min && !field.low_label.empty())
      words += " – " + field.low_label;
    else if (point == field.max && !field.high_label.empty())
      words += " – " + field.high_label;
    choices.push_back({.value = digits, .text = words});
  }
  return web::radios({.name = name,
                      .legend = label(),
                      .choices = choices,
                      .value = value(),
                      .hint = hint(),
                      .error = error(),
                      .legend_as = size(),
                      .size = web::ChoiceSize::small,
                      .flow = web::ChoiceFlow::inline_row});
}

web::Html Drawing::number() const {
  const bool whole = field.step == std::floor(field.step);
  return web::text_input({.name = name,
                          .label = label(),
                          .hint = hint(),
                          .value = value(),
                          .error = error(),
                          .inputmode = whole ? "numeric" : "decimal",
                          .suffix = field.type == FieldType::duration ? "minutes" : field.unit,
                          .width = web::InputWidth::five,
                          .label_as = size(),
                          .spelling = web::Spelling::off});
}

/// The browser's own picker, but where something was typed that it could not show again.
web::Html Drawing::date() const {
  const auto day = form.typed.text(name + "-day"), month = form.typed.text(name + "-month"),
             year = form.typed.text(name + "-year");
  const auto whole = value();
  const bool in_parts = !day.empty() || !month.empty() || !year.empty();
  if (!in_parts && !whole.empty() && !base::parse_iso_date(whole))
    return web::text_input({.name = name, .label = label(), .hint = hint(), .value = whole, .error = error(), .width = web::InputWidth::ten, .label_as = size()});
  if (in_parts)
    return web::date_input({.name = name,
                            .legend = label(),
                            .hint = hint(),
                            .day = std::string(day),
                            .month = std::string(month),
                            .year = std::string(year),
                            .error = error(),
                            .legend_as = size()});
  return web::day_input({.name = name, .label = label(), .hint = hint(), .value = whole, .error = error(), .label_as = size()});
}

web::Html Drawing::time() const {
  const auto typed = value();
  const web::TextInput input{.name = name,
                             .label = label(),
                             .hint = hint(),
                             .value = typed,
                             .error = error(),
                             .width = web::InputWidth::five,
                             .label_as = size()};
  const auto read = base::parse_time(typed);
  return typed.empty() || (read && base::to_text(*read) == typed) ? web::time_input(input) : web::text_input(input);
}

web::Html Drawing::yes_no() const {
  return web::radios({.name = name,
                      .legend = label(),
                      .choices = {{.value = "yes", .text = "Yes"}, {.value = "no", .text = "No"}},
                      .value = value(),
                      .hint = hint(),
                      .error = error(),
                      .legend_as = size(),
                      .size = web::ChoiceSize::small,
                      .flow = web::ChoiceFlow::inline_row});
}

/// Names to be typed, with those who work here offered; always one or two boxes more than names.
web::Html Drawing::people() const {
  auto names = values();
  for (auto& each : names)
    for (const auto& somebody : form.offers.staff)
      if (somebody.id == each) each = somebody.name;
  if (field.most == 1)
    return web::text_input({.name = name, .label = label(), .hint = hint(), .value = names.empty() ? "" : names[0], .error = error(), .autocomplete = "off",
                            .width = web::InputWidth::thirty, .label_as = size(), .spelling = web::Spelling::off, .more = web::attr("list", staff_list_id)});
  const std::size_t boxes = std::min(field.most, std::max<std::size_t>(names.size() + 1, 2));
  names.resize(std::max(boxes, names.size()));
  web::Html inputs;
  const std::string id = web::id_of(name);
  if (!hint().empty()) inputs.add(web::hint(id + "-hint", hint()));
  if (!error().empty()) inputs.add(web::error_message(id + "-error", error()));
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto its_id = i == 0 ? id : id + "-" + std::to_string(i + 1);
    inputs.add(
        "<div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\"{}\">Name{}</label>"
        "<input class=\"govuk-input govuk-input--width-30{}\" id=\"{}\" name=\"{}\" type=\"text\" value=\"{}\" list=\"{}\" autocomplete=\"off\" spellcheck=\"false\"></div>",
        its_id, i == 0 ? "" : " " + std::to_string(i + 1), error().empty() ? "" : " govuk-input--error", its_id, name, names[i],
        staff_list_id);
  }
  return web::html(
      "<div class=\"govuk-form-group{}\">{}</div>", error().empty() ? "" : " govuk-form-group--error",
      web::fieldset({.legend = label(), .legend_as = size(), .more = web::described_by(id, !hint().empty(), !error().empty())},
                    inputs));
}

web::Html Drawing::pupils() const {
  web::PupilPicker picker{
      .name = name, .label = label(), .hint = hint(), .error = error(), .typed = std::string(form.typed.text(name + "-search"))};
  web::Html parts;
  for (const auto& each : values()) {
    const auto colon = each.find(':');
    const auto id = each.substr(0, colon);
    const auto pupil = form.offers.find_pupil(id);
    if (!pupil) continue;
    picker.chosen.push_back(*pupil);
    if (field.choices.empty()) continue;
    std::vector<web::Option> options = {{"", "Not said"}};
    for (const auto& choice : field.choices)
      if (!choice.hidden) options.push_back({choice.code, choice.label});
    const auto part_name = name + ".part." + id;
    const auto part = colon == std::string::npos ? std::string(form.typed.text(part_name)) : each.substr(colon + 1);
    parts.add(web::select({.name = part_name, .label = "Part of " + pupil->name, .options = options, .value = part}));
  }
  web::Html out = web::pupil_picker(picker);
  out.add(parts);
  return out;
}

web::Html Drawing::files() const {
  web::Html out;
  for (const auto& id : values()) {
    const std::string named = form.offers.file_name ? form.offers.file_name(id) : std::string();
    out.add(web::checkbox(
        {.name = name, .text = "Keep " + (named.empty() ? "the file attached before" : named), .value = id, .ticked = true}));
  }
  out.add(web::file_upload({.name = name,
                            .label = label(),
                            .hint = hint(),
                            .error = error(),
                            .accept = std::string(accepted_files),
                            .most_bytes = form.offers.most_file_bytes,
                            .several = field.most > 1}));
  if (field.drawing) out.add("<div data-drawing-for=\"{}\"></div>", web::id_of(name));
  return out;
}

}  // namespace

bool is_drawn(const Field& field, const FormState& form) {
  if (field.hidden) return has_value(field, form.typed);
  switch (field.type) {
    case FieldType::people: return !form.offers.staff.empty();
    case FieldType::pupils: return static_cast<bool>(form.offers.find_pupil);
    case FieldType::files: return form.offers.most_file_bytes > 0;
    case FieldType::duration: return field.from.empty();
    default: return true;
  }
}

bool has_value(const Field& field, const web::Form& typed) {
  const std::string name = "f." + field.name;
  for (const auto& value : typed.all(name))
    if (!value.empty()) return true;
  if (has_rows(field.type)) {
    const auto is_of_rows = [&](const auto& entry) { return entry.first.starts_with(name + ".") && !entry.second.empty(); };
    return std::any_of(typed.entries().begin(), typed.entries().end(), is_of_rows);
  }
  return field.type == FieldType::date &&
         !(typed.text(name + "-day").empty() && typed.text(name + "-month").empty() && typed.text(name + "-year").empty());
}

bool has_error(const Field& field, const std::vector<base::FieldError>& errors) {
  const std::string name = "f." + field.name;
  return std::any_of(errors.begin(), errors.end(), [&](const base::FieldError& error) {
    return error.field == name || (field.type == FieldType::date && error.field.starts_with(name + "-")) ||
           (has_rows(field.type) && error.field.starts_with(name + "."));
  });
}

web::Html field_input(const Field& field, const FormState& form, FieldPlace place) { return field_input(field, form, place, "f." + field.name); }

web::Html field_input(const Field& field, const FormState& form, FieldPlace place, const std::string& name) {
  const Drawing drawing{field, form, place, name};
  const auto words = [&] { return InputWords{name, drawing.label(), drawing.hint(), drawing.error()}; };
  switch (field.type) {
    case FieldType::text:
    case FieldType::long_text:
    case FieldType::place: return drawing.words();
    case FieldType::choice: return drawing.one_choice();
    case FieldType::choices: return drawing.several_choices();
    case FieldType::scale: return drawing.scale();
    case FieldType::number:
    case FieldType::duration: return drawing.number();
    case FieldType::date: return drawing.date();
    case FieldType::time: return drawing.time();
    case FieldType::yes_no: return drawing.yes_no();
    case FieldType::people: return drawing.people();
    case FieldType::pupils: return drawing.pupils();
    case FieldType::files: return drawing.files();
    case FieldType::ordered: return ordered_input(field, form, words());
    case FieldType::faces: return faces_input(field, form, words());
    case FieldType::rows:
    case FieldType::body_map: return rows_input(field, form, words());
    case FieldType::pick: return pick_input(field, form, words());
  }
  return {};
}

}  // namespace record
