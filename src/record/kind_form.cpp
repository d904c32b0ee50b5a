// The sheet as a whole: what comes first, what is folded away, when a question is asked.
#include "record/kind_form.h"

#include "base/text.h"
#include "record/field_inputs.h"
#include "web/components/display.h"
#include "web/components/messages.h"

#include <algorithm>

namespace record {
namespace {

/// "f.told=no&f.level=4|5" for the browser; ";" where any one is enough.
std::string browser_condition(const ShowWhen& when) {
  std::string text;
  for (const auto& condition : when.conditions) {
    if (!text.empty()) text += when.need == ShowWhen::Need::all ? "&" : ";";
    text += "f." + condition.field + "=";
    if (condition.values.empty()) text += "*";
    for (std::size_t i = 0; i < condition.values.size(); ++i) text += (i == 0 ? "" : "|") + condition.values[i];
  }
  return text;
}

std::string value_words(const Field& field, const std::string& value) {
  if (field.type == FieldType::yes_no) return value == "yes" ? "Yes" : "No";
  const auto* choice = field.find_choice(value);
  return choice ? choice->label : value;
}

/// "Fill this in if “Has home been told?” is “No”."
std::string condition_words(const Kind& kind, const ShowWhen& when) {
  std::string text;
  for (const auto& condition : when.conditions) {
    const auto* field = kind.find_field(condition.field);
    if (!field) continue;
    if (!text.empty()) text += when.need == ShowWhen::Need::all ? ", and " : ", or ";
    text += "“" + field->label + "” ";
    if (condition.values.empty()) {
      text += "is filled in";
      continue;
    }
    text += "is ";
    for (std::size_t i = 0; i < condition.values.size(); ++i)
      text += (i == 0 ? "“" : " or “") + value_words(*field, condition.values[i]) + "”";
  }
  return "Fill this in if " + text + ".";
}

/// After the second of two times whose distance is worked out: where the browser puts its timer.
void add_timer(web::Html& input, const Field& field, const FormState& form) {
  for (const auto& each : form.kind.fields)
    if (!field.name.empty() && each.until == field.name && !each.hidden)
      input.add("<div data-timer-from=\"{}\" data-timer-until=\"{}\"></div>", web::id_of("f." + each.from), web::id_of("f." + each.until));
}

web::Html drawn(const Field& field, const FormState& form, FieldPlace place) {
  auto input = field_input(field, form, place);
  add_timer(input, field, form);
  if (field.show_when.always()) return input;
  return web::html("<div data-shown-when=\"{}\"><p class=\"govuk-hint app-only-if\">{}</p>{}</div>",
                   browser_condition(field.show_when), condition_words(form.kind, field.show_when), input);
}

bool is_fresh(const web::Form& typed) {
  return std::none_of(typed.entries().begin(), typed.entries().end(),
                      [](const auto& entry) { return entry.first.starts_with("f."); });
}

void put(web::Form& form, const Field& field, const std::string& name, const web::Json& value) {
  if (const auto* list = value.array()) {
    std::size_t row = 0;
    for (const auto& each : *list) {
      if (!has_rows(field.type)) {
        put(form, field, name, each);
        continue;
      }
      const auto row_name = name + "." + std::to_string(row++);
      for (const auto& column : field.columns)
        if (const auto* held = each.find(column.name)) put(form, column, row_name + "." + column.name, *held);
    }
  } else if (const auto* text = value.string()) {
    form.add(name, *text);
  } else if (const auto* yes = value.boolean()) {
    form.add(name, *yes ? "yes" : "no");
  } else if (const auto* id = value.find("id"); id && id->string()) {
    const auto* part = value.find("part");
    form.add(name, *id->string() + (part && part->string() ? ":" + *part->string() : ""));
  } else if (!value.is_null()) {
    form.add(name, web::to_json(value));  // a number, as it is written
  }
}

/// What a new form shows already. The time of day is left to the browser's clock and the record's own time.
web::Form preset_form(const Kind& kind, base::LocalDate today) {
  web::Form form;
  for (const auto& field : kind.fields) {
    if (field.type == FieldType::time) continue;
    put(form, field, "f." + field.name, field.type == FieldType::date && !field.preset.is_null() ? web::Json(base::to_iso(today)) : field.preset);
  }
  return form;
}

/// The fields of one section of More detail, folded away unless there is something in it to see.
web::Html section(const FormState& form, std::string_view name, const std::string& title, const std::string& hint, SectionLook look) {
  web::Html fields;
  bool open = false;
  const auto fresh = is_fresh(form.typed);
  for (const auto& field : form.kind.fields) {
    if (field.quick || field.section != name || !is_drawn(field, form)) continue;
    fields.add(drawn(field, form, FieldPlace::detail));
    open = open || has_error(field, form.errors) || (!fresh && field.preset.is_null() && has_value(field, form.typed));
  }
  if (fields.empty()) return {};
  web::Html matter;
  if (!hint.empty()) matter.add(web::body_text(hint));
  matter.add(fields);
  if (look == SectionLook::open) return web::html("<h2 class=\"govuk-heading-m\">{}</h2>{}", title, matter);
  return web::details({.summary = title, .matter = matter, .open = open});
}

/// What stands in fields that are not drawn: a correction would lose it otherwise.
web::Html unseen(const FormState& form) {
  web::Html out;
  for (const auto& field : form.kind.fields) {
    if (is_drawn(field, form)) continue;
    const auto prefix = "f." + field.name + ".";
    for (const auto& [name, value] : form.typed.entries())
      if (has_rows(field.type) && name.starts_with(prefix)) out.add(web::hidden(name, value));
    for (const auto value : form.typed.all("f." + field.name)) out.add(web::hidden("f." + field.name, value));
  }
  return out;
}

/// What the browser suggests while somebody types a name or a place.
web::Html suggestions(const FormState& form) {
  web::Html out;
  const auto asks = [&](FieldType type) {
    return std::any_of(form.kind.fields.begin(), form.kind.fields.end(),
                       [&](const Field& field) {
                         const auto has = [&](const Field& each) { return each.type == type; };
                         return (has(field) || std::any_of(field.columns.begin(), field.columns.end(), has)) && is_drawn(field, form);
                       });
  };
  if (asks(FieldType::people)) {
    out.add("<datalist id=\"{}\">", staff_list_id);
    for (const auto& somebody : form.offers.staff)
      if (somebody.here) out.add("<option value=\"{}\"></option>", somebody.name);
    out.add("</datalist>");
  }
  if (!form.offers.places.empty() && asks(FieldType::place)) {
    out.add("<datalist id=\"{}\">", place_list_id);
    for (const auto& place : form.offers.places) out.add("<option value=\"{}\"></option>", place);
    out.add("</datalist>");
  }
  return out;
}

}  // namespace

web::Html kind_fields(const Kind& kind, const web::Form& typed, const std::vector<base::FieldError>& errors,
                      base::LocalDate today, const Offers& offers, SectionLook look) {
  const auto preset = is_fresh(typed) ? preset_form(kind, today) : web::Form();
  const FormState form{kind, is_fresh(typed) ? preset : typed, errors, offers};
  web::Html out;
  // What happened leads; "anything to add" stands where the kind puts it, after what it is to be added to.
  const auto* box = kind.find_field(kind.quick_field);
  const bool leads = box && box->required;
  if (leads) out.add(drawn(*box, form, FieldPlace::text_box));
  for (const auto& field : kind.fields) {
    const bool is_box = &field == box;
    if ((is_box && !leads) || (!is_box && field.quick && is_drawn(field, form))) out.add(drawn(field, form, is_box ? FieldPlace::text_box : FieldPlace::first_sheet));
  }
  web::Html detail;
  for (const auto& each : kind.sections) detail.add(section(form, each.name, each.title, each.hint, look));
  detail.add(section(form, "", "More", "", look));
  if (look == SectionLook::open) out.add(detail);
  else if (!detail.empty()) out.add("<h2 class=\"govuk-heading-m\">More detail</h2>{}", detail);
  out.add(unseen(form));
  out.add(suggestions(form));
  return out;
}

std::vector<std::pair<std::string, std::string>> form_anchors(const Kind& kind) {
  std::vector<std::pair<std::string, std::string>> anchors;
  for (const auto& field : kind.fields) anchors.emplace_back("f." + field.name, web::id_of("f." + field.name));
  return anchors;
}

web::Form form_of(const Kind& kind, const Body& body) {
  web::Form form;
  for (const auto& field : kind.fields)
    if (const auto* value = body.find(field.name)) put(form, field, "f." + field.name, *value);
  return form;
}

bool has_files(const Kind& kind) {
  return std::any_of(kind.fields.begin(), kind.fields.end(),
                     [](const Field& field) { return field.type == FieldType::files && !field.hidden; });
}

std::optional<std::string> find_staff(const std::vector<Colleague>& staff, std::string_view typed) {
  const auto wanted = base::fold(typed);
  std::optional<std::string> found;
  for (const auto& somebody : staff) {
    if (somebody.id == typed || somebody.name == typed) return somebody.id;
    const auto without_post = std::string_view(somebody.name).substr(0, somebody.name.find(','));
    if (!somebody.here || wanted.empty() || base::fold(without_post) != wanted) continue;
    if (found) return std::nullopt;
    found = somebody.id;
  }
  return found;
}

}  // namespace record
