// A group of fields as often as it is needed, with buttons that add and take away, also where no script runs.
#include "record/body_figure.h"
#include "record/body_marks.h"
#include "record/body_view.h"
#include "record/field_inputs.h"
#include "record/rows.h"
#include "record/submission.h"
#include "web/components/choices.h"
#include "web/components/navigation.h"

#include <algorithm>
#include <charconv>

namespace record {
namespace {

std::string lower(std::string words) {
  if (!words.empty() && words[0] >= 'A' && words[0] <= 'Z') words[0] = static_cast<char>(words[0] - 'A' + 'a');
  return words;
}

std::string name_of_row(const Field& field) { return field.row_name.empty() ? "Row" : field.row_name; }

/// What is asked only for some answers says when; as it must be answered then, it cannot hide without a script.
web::Html column_input(const Field& rows, const Field& column, const FormState& form, const std::string& row) {
  const auto name = row + "." + column.name;
  if (rows.type == FieldType::body_map && (column.name == "x" || column.name == "y")) return web::hidden(name, form.typed.text(name));
  return field_input(column, form, FieldPlace::row, name);
}

web::Html one_row(const Field& field, const FormState& form, const std::string& name, int number, std::size_t place) {
  const auto row = name + "." + std::to_string(number);
  const auto title = name_of_row(field) + " " + std::to_string(place);
  web::Html inside;
  for (const auto& column : field.columns) inside.add(column_input(field, column, form, row));
  inside.add(web::button({.text = "Remove " + lower(title), .look = web::ButtonLook::secondary, .name = "remove", .value = row,
                          .more = web::attr("data-remove-row", "")}));
  return web::html("<div class=\"app-row\" data-row=\"{}\">{}</div>", number, web::fieldset({.legend = title, .legend_as = web::LabelAs::small}, inside));
}

/// The marks as far as they are typed: for the picture, before anything is checked.
std::vector<Mark> typed_marks(const FormState& form, const std::string& name, const std::vector<int>& numbers) {
  std::vector<Mark> marks;
  for (const int number : numbers) {
    const auto row = name + "." + std::to_string(number) + ".";
    const auto* region = find_region(form.typed.text(row + "region"));
    if (!region) {
      marks.push_back({});
      continue;
    }
    const auto middle = middle_of(*region);
    Mark mark{region->code, static_cast<int>(middle.x), static_cast<int>(middle.y), region->label};
    int x = 0, y = 0;
    const auto across = form.typed.text(row + "x"), down = form.typed.text(row + "y");
    const bool read = std::from_chars(across.data(), across.data() + across.size(), x).ec == std::errc{} &&
                      std::from_chars(down.data(), down.data() + down.size(), y).ec == std::errc{};
    if (read && x >= 0 && x <= 1000 && y >= 0 && y <= 1000) mark.x = x, mark.y = y;
    marks.push_back(std::move(mark));
  }
  return marks;
}

}  // namespace

web::Html rows_input(const Field& field, const FormState& form, const InputWords& words) {
  const auto id = web::id_of(words.name);
  auto numbers = row_numbers(form.typed, words.name);
  if (numbers.empty()) numbers.push_back(0);
  web::Html rows;
  std::size_t place = 0;
  for (const int number : numbers) rows.add(one_row(field, form, words.name, number, ++place));
  web::Html inside;
  if (!words.hint.empty()) inside.add(web::hint(id + "-hint", words.hint));
  if (!words.error.empty()) inside.add(web::error_message(id + "-error", words.error));
  const bool body = field.type == FieldType::body_map;
  if (body) inside.add(body_pictures(typed_marks(form, words.name, numbers), BodyUse::to_mark));
  inside.add(rows);
  if (numbers.size() < field.most)
    inside.add(web::button({.text = "Add another " + lower(name_of_row(field)), .look = web::ButtonLook::secondary, .name = "more", .value = words.name,
                            .more = web::attr("data-add-row", "")}));
  const auto facts = web::attr("data-rows", words.name) + web::attr("data-most", static_cast<std::int64_t>(field.most)) +
                     web::attr("data-row-name", name_of_row(field)) + web::attr_if("data-body-map", body);
  return web::html("<div class=\"govuk-form-group app-rows{}\" id=\"{}\" tabindex=\"-1\"{}>{}</div>", words.error.empty() ? "" : " govuk-form-group--error", id, facts,
                   web::fieldset({.legend = words.label, .legend_as = web::LabelAs::small,
                                  .more = web::described_by(id, !words.hint.empty(), !words.error.empty())},
                                 inside));
}

bool asks_for_rows(const web::Form& sent) { return sent.has("more") || sent.has("remove") || sent.has("again"); }

web::Form with_rows_changed(const Kind& kind, const web::Form& sent) {
  web::Form out;
  const auto removed = std::string(sent.text("remove")) + ".";
  for (const auto& [name, value] : sent.entries()) {
    if (name == "more" || name == "remove" || name == "again") continue;
    if (removed.size() > 1 && removed.starts_with("f.") && name.starts_with(removed)) continue;
    out.add(name, value);
  }
  out.uploads = sent.uploads;
  const auto more = sent.text("more");
  for (const auto& field : kind.fields) {
    if (!has_rows(field.type) || "f." + field.name != more) continue;
    const auto numbers = row_numbers(out, more);
    const int next = numbers.empty() ? 1 : numbers.back() + 1;
    if (numbers.empty()) out.add("f." + field.name + ".0." + field.columns.front().name, "");
    if (numbers.size() < field.most && next <= most_row_number) out.add("f." + field.name + "." + std::to_string(next) + "." + field.columns.front().name, "");
  }
  return out;
}

web::Html first_button(std::string_view text) {
  return web::html("<button class=\"app-first-button\" tabindex=\"-1\" aria-hidden=\"true\">{}</button>", text);
}

bool has_row_buttons(const Kind& kind) {
  return std::any_of(kind.fields.begin(), kind.fields.end(), [](const Field& field) { return has_rows(field.type) || field.type == FieldType::pick; });
}

}  // namespace record
