// Draws fields by their type with the house's components.
#include "record/kind_form.h"

#include "record/submission.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace record {
namespace {

std::string input_of(const Field& field) { return "f." + field.name; }

std::string number_text(double value) {
  return std::floor(value) == value ? fmt::format("{:.0f}", value) : fmt::format("{:g}", value);
}

/// A stored or preset value as the texts a form holds.
std::vector<std::string> texts_of(const web::Json& value) {
  if (const auto* text = value.string()) return {*text};
  if (const auto* yes = value.boolean()) return {*yes ? "yes" : "no"};
  if (const auto* whole = value.integer()) return {std::to_string(*whole)};
  if (const auto* real = value.real()) return {number_text(*real)};
  std::vector<std::string> out;
  if (const auto* list = value.array())
    for (const auto& one : *list) {
      if (const auto* text = one.string()) out.push_back(*text);
      if (const auto* id = one.find("id"); id && id->string())
        out.push_back(*id->string() + (one.find("part") && one.find("part")->string() ? ":" + *one.find("part")->string() : ""));
    }
  return out;
}

void put(web::Form& form, const Field& field, const web::Json& value) {
  const auto texts = texts_of(value);
  if (field.type == FieldType::date && texts.size() == 1) {
    if (const auto day = base::parse_iso_date(texts[0])) {
      const auto parts = base::to_parts(*day);
      form.add(input_of(field) + "-day", std::to_string(parts.day));
      form.add(input_of(field) + "-month", std::to_string(parts.month));
      form.add(input_of(field) + "-year", std::to_string(parts.year));
      return;
    }
  }
  for (const auto& text : texts) form.add(input_of(field), text);
}

/// Draws one kind's fields over one set of typed values.
class Drawing {
 public:
  Drawing(const Kind& kind, const web::Form& typed, const std::vector<base::FieldError>& errors)
      : kind_(kind), typed_(typed), errors_(errors) {}

  web::Html field(const Field& field) const {
    web::Html drawn = bare(field);
    if (!field.prompt.empty()) drawn = with_prompt(field, drawn);
    return conditional(field, std::move(drawn));
  }

 private:
  std::string error(const Field& field) const {
    auto message = web::message_for(errors_, input_of(field));
    if (message.empty()) message = web::message_for(errors_, input_of(field) + "-day");
    return message;
  }
  std::string value(const Field& field) const { return std::string(typed_.text(input_of(field))); }
  std::vector<std::string> values(const Field& field) const {
    std::vector<std::string> out;
    for (auto text : typed_.all(input_of(field))) out.emplace_back(text);
    return out;
  }
  std::string label(const Field& field) const { return field.required ? field.label : field.label + (field.quick ? "" : " (if it helps)"); }
  bool is_main(const Field& field) const { return field.name == kind_.quick_field; }

  static web::Html with_prompt(const Field& field, const web::Html& drawn) {
    return web::html("<p class=\"govuk-hint app-prompt\">{}</p>{}", field.prompt, drawn);
  }

  /// One condition hides the field until it holds; several of `any` would need a script of their own, so the field just stands there.
  web::Html conditional(const Field& field, web::Html drawn) const {
    if (field.show_when.always()) return drawn;
    const auto& conditions = field.show_when.conditions;
    if (field.show_when.need == ShowWhen::Need::any && conditions.size() > 1) return drawn;
    for (const auto& condition : conditions) {
      std::string wanted;
      for (const auto& one : condition.values) wanted += (wanted.empty() ? "" : "|") + one;
      if (wanted.empty()) continue;
      drawn = web::shown_when("f." + condition.field, wanted, drawn);
    }
    return drawn;
  }

  web::Html bare(const Field& field) const {
    switch (field.type) {
      case FieldType::text:
      case FieldType::place: return one_line(field, "", web::InputWidth::full);
      case FieldType::long_text:
        return web::textarea({.name = input_of(field), .label = label(field), .hint = field.hint, .value = value(field), .error = error(field),
                              .rows = is_main(field) ? 6 : 3, .most = static_cast<std::int64_t>(field.max_length), .kindly = is_main(field),
                              .label_as = is_main(field) ? web::LabelAs::medium : web::LabelAs::plain});
      case FieldType::choice: return choice(field);
      case FieldType::choices: return choices(field);
      case FieldType::scale: return scale(field);
      case FieldType::number: return one_line(field, field.unit, web::InputWidth::five);
      case FieldType::duration: return one_line(field, "minutes", web::InputWidth::four);
      case FieldType::date:
        return web::date_input({.name = input_of(field), .legend = label(field), .hint = field.hint, .day = part(field, "-day"),
                                .month = part(field, "-month"), .year = part(field, "-year"), .error = error(field)});
      case FieldType::time:
        return web::time_input({.name = input_of(field), .label = label(field), .hint = field.hint, .value = value(field), .error = error(field)});
      case FieldType::yes_no:
        return web::radios({.name = input_of(field), .legend = label(field), .choices = {{"yes", "Yes"}, {"no", "No"}}, .value = value(field),
                            .hint = field.hint, .error = error(field), .size = web::ChoiceSize::small, .flow = web::ChoiceFlow::inline_row});
      case FieldType::people: return one_line(field, "", web::InputWidth::thirty);
      case FieldType::pupils: return one_line(field, "", web::InputWidth::thirty);
      case FieldType::files:
        return web::file_upload({.name = input_of(field), .label = label(field), .hint = field.hint, .error = error(field),
                                 .accept = "image/jpeg,image/png,image/webp,application/pdf", .most_bytes = 10 * 1024 * 1024, .several = field.most > 1});
    }
    return {};
  }

  std::string part(const Field& field, std::string_view which) const { return std::string(typed_.text(input_of(field) + std::string(which))); }

  web::Html one_line(const Field& field, const std::string& unit, web::InputWidth width) const {
    return web::text_input({.name = input_of(field), .label = label(field), .hint = field.hint, .value = value(field), .error = error(field),
                            .inputmode = is_counted(field.type) ? "numeric" : "", .suffix = unit, .width = width});
  }

  /// What may be chosen: not what the school took off its list, but what an old record holds stays.
  std::vector<const Choice*> offered(const Field& field) const {
    const auto held = values(field);
    std::vector<const Choice*> out;
    for (const auto& one : field.choices)
      if (!one.hidden || std::find(held.begin(), held.end(), one.code) != held.end()) out.push_back(&one);
    return out;
  }

  web::Html choice(const Field& field) const {
    const auto list = offered(field);
    if (list.size() > 7) {
      std::vector<web::Option> options = {{"", "Choose"}};
      for (const auto* one : list) options.push_back({one->code, one->group.empty() ? one->label : one->group + ": " + one->label});
      return web::select({.name = input_of(field), .label = label(field), .options = options, .value = value(field), .hint = field.hint,
                          .error = error(field)});
    }
    std::vector<web::Choice> shown;
    for (const auto* one : list) shown.push_back({.value = one->code, .text = one->label, .hint = one->hint});
    return web::radios({.name = input_of(field), .legend = label(field), .choices = shown, .value = value(field), .hint = field.hint,
                        .error = error(field), .size = web::ChoiceSize::small});
  }

  web::Html choices(const Field& field) const {
    std::vector<web::Choice> shown;
    for (const auto* one : offered(field)) shown.push_back({.value = one->code, .text = one->label, .hint = one->hint, .divider_before = one->alone});
    return web::checkboxes({.name = input_of(field), .legend = label(field), .choices = shown, .values = values(field), .hint = field.hint,
                            .error = error(field), .size = web::ChoiceSize::small});
  }

  web::Html scale(const Field& field) const {
    std::vector<web::Choice> shown;
    for (double at = field.min; at <= field.max + 1e-9; at += field.step > 0 ? field.step : 1) {
      auto words = number_text(at);
      if (at == field.min && !field.low_label.empty()) words += " – " + field.low_label;
      if (at + field.step > field.max && !field.high_label.empty()) words += " – " + field.high_label;
      shown.push_back({.value = number_text(at), .text = words});
    }
    return web::radios({.name = input_of(field), .legend = label(field), .choices = shown, .value = value(field), .hint = field.hint,
                        .error = error(field), .size = web::ChoiceSize::small, .flow = web::ChoiceFlow::inline_row});
  }

  const Kind& kind_;
  const web::Form& typed_;
  const std::vector<base::FieldError>& errors_;
};

bool is_new(const web::Form& typed) {
  return std::none_of(typed.entries().begin(), typed.entries().end(), [](const auto& entry) { return entry.first.starts_with("f."); });
}

web::Form with_presets(const Kind& kind, base::LocalDate today, base::LocalTime now) {
  web::Form out;
  for (const auto& field : kind.fields) {
    if (field.preset.is_null()) continue;
    if (field.type == FieldType::date && field.preset == web::Json("today"))
      put(out, field, web::Json(base::to_iso(today)));
    else if (field.type == FieldType::time && field.preset == web::Json("now"))
      put(out, field, web::Json(base::to_text(now)));
    else
      put(out, field, field.preset);
  }
  return out;
}

bool has_error(const Field& field, const std::vector<base::FieldError>& errors) {
  return std::any_of(errors.begin(), errors.end(), [&](const base::FieldError& error) { return error.field.starts_with(input_of(field)); });
}

}  // namespace

web::Html kind_fields(const Kind& kind, const web::Form& typed, const std::vector<base::FieldError>& errors, base::LocalDate today,
                      base::LocalTime now) {
  const auto presets = is_new(typed) ? with_presets(kind, today, now) : web::Form{};
  const auto& values = is_new(typed) ? presets : typed;
  const Drawing drawing(kind, values, errors);
  web::Html out;
  if (const auto* main = kind.find_field(kind.quick_field)) out.add(drawing.field(*main));
  for (const auto& field : kind.fields)
    if (field.quick && !field.hidden && field.name != kind.quick_field) out.add(drawing.field(field));
  for (const auto& section : kind.sections) {
    web::Html inside;
    if (!section.hint.empty()) inside.add("<p class=\"govuk-hint\">{}</p>", section.hint);
    bool open = false;
    const auto empty = inside.text().size();
    for (const auto& field : kind.fields) {
      if (field.quick || field.hidden || field.section != section.name || field.name == kind.quick_field) continue;
      inside.add(drawing.field(field));
      open = open || has_error(field, errors) || field.required || values.has(input_of(field)) || values.has(input_of(field) + "-day");
    }
    if (inside.text().size() > empty) out.add(web::details({section.title, inside, open}));
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> form_anchors(const Kind& kind) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& field : kind.fields)
    out.emplace_back(input_of(field), web::id_of(input_of(field) + (field.type == FieldType::date ? "-day" : "")));
  return out;
}

web::Form form_of(const Kind& kind, const Body& body) {
  web::Form out;
  for (const auto& field : kind.fields)
    if (const auto* value = body.find(field.name)) put(out, field, *value);
  return out;
}

bool has_files(const Kind& kind) {
  return std::any_of(kind.fields.begin(), kind.fields.end(), [](const Field& field) { return field.type == FieldType::files && !field.hidden; });
}

}  // namespace record
