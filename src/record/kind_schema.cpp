// A field's type as JSON Schema; conditions as if/then.
#include "record/kind_schema.h"

#include <algorithm>
#include <cmath>

namespace record {
namespace {

using web::Json;

constexpr std::string_view id_pattern = "^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-zIiLlOo]{26}$";

Json number(double value) {
  if (value == std::floor(value)) return static_cast<std::int64_t>(value);
  return value;
}

Json object(Json::Object members) { return Json(std::move(members)); }

/// The choices still on the list, each as {"const","title"}.
Json one_of_choices(const Field& field) {
  Json::Array all;
  for (const auto& choice : field.choices)
    if (!choice.hidden) all.push_back(object({{"const", choice.code}, {"title", choice.label}}));
  return all;
}

Json ids(const Field& field, Json item) {
  Json out = object({{"type", "array"}, {"items", std::move(item)}, {"maxItems", field.most}});
  if (field.required) out.set("minItems", 1);
  return out;
}

Json several(const Field& field) {
  Json out = object({{"type", "array"}, {"items", object({{"oneOf", one_of_choices(field)}})}, {"maxItems", field.most}});
  if (field.required) out.set("minItems", 1);
  Json::Array rules;
  for (const auto& choice : field.choices) {
    if (!choice.alone || choice.hidden) continue;
    Json::Object rule;
    rule.emplace_back("if", object({{"contains", object({{"const", choice.code}})}}));
    rule.emplace_back("then", object({{"maxItems", 1}}));
    rules.push_back(object(std::move(rule)));
  }
  if (!rules.empty()) out.set("allOf", std::move(rules));
  return out;
}

Json written_words(const Field& field) {
  Json out = object({{"type", "string"}, {"maxLength", field.max_length}});
  if (field.required) out.set("pattern", "\\S");
  return out;
}

Json pupils(const Field& field) {
  Json::Object properties = {{"id", object({{"type", "string"}, {"pattern", id_pattern}})}};
  if (!field.choices.empty()) properties.emplace_back("part", object({{"oneOf", one_of_choices(field)}}));
  return ids(field, object({{"type", "object"},
                            {"properties", object(std::move(properties))},
                            {"required", Json::Array{"id"}},
                            {"additionalProperties", false}}));
}

Json row_schema(const Field& field);

Json pick() {
  return object({{"type", "object"},
                 {"properties", object({{"id", object({{"type", "string"}})}, {"label", object({{"type", "string"}})}})},
                 {"required", Json::Array{"id"}}});
}

Json schema_of_type(const Field& field) {
  switch (field.type) {
    case FieldType::text:
    case FieldType::long_text:
    case FieldType::place: return written_words(field);
    case FieldType::choice: return object({{"type", "string"}, {"oneOf", one_of_choices(field)}});
    case FieldType::choices:
    case FieldType::ordered: return several(field);
    case FieldType::pick: return pick();
    case FieldType::rows:
    case FieldType::body_map: return ids(field, row_schema(field));
    case FieldType::scale:
    case FieldType::faces:
    case FieldType::number:
    case FieldType::duration: {
      const bool whole = field.step == std::floor(field.step);
      Json out = object({{"type", whole ? "integer" : "number"}, {"minimum", number(field.min)}, {"maximum", number(field.max)}});
      if (field.step != 1) out.set("multipleOf", number(field.step));
      return out;
    }
    case FieldType::date: return object({{"type", "string"}, {"format", "date"}});
    case FieldType::time: return object({{"type", "string"}, {"pattern", "^([01][0-9]|2[0-3]):[0-5][0-9]$"}});
    case FieldType::yes_no: return object({{"type", "boolean"}});
    case FieldType::people:
    case FieldType::files: return ids(field, object({{"type", "string"}, {"pattern", id_pattern}}));
    case FieldType::pupils: return pupils(field);
  }
  return {};
}

Json field_schema(const Field& field) {
  Json out = schema_of_type(field);
  out.set("title", field.label);
  if (!field.hint.empty()) out.set("description", field.hint);
  if (!field.unit.empty()) out.set("x-unit", field.unit);
  if (field.type == FieldType::duration) out.set("x-unit", "minutes");
  out.set("x-type", std::string(code(field.type)));
  return out;
}

/// A value a condition compares with, in the shape the field holds it.
Json value_in_shape(const Field& field, const std::string& text) {
  if (field.type == FieldType::yes_no) return text == "yes";
  if (is_counted(field.type)) return std::stoll(text);
  return text;
}

Json condition_schema(const Kind& kind, const Condition& condition);

/// What must hold of the object for the field to be asked: its own conditions, and those of the fields they name.
Json when_schema(const Kind& kind, const ShowWhen& when) {
  Json::Array all;
  for (const auto& condition : when.conditions) all.push_back(condition_schema(kind, condition));
  if (all.size() == 1) return std::move(all.front());
  return object({{when.need == ShowWhen::Need::all ? "allOf" : "anyOf", std::move(all)}});
}

Json shown_schema(const Kind& kind, const Field& field) { return when_schema(kind, field.show_when); }

/// A value that counts as an answer: an empty text or list is none.
Json answer_schema(const Field& field, const Condition& condition) {
  Json::Array values;
  for (const auto& value : condition.values) values.push_back(value_in_shape(field, value));
  if (field.type == FieldType::choices || field.type == FieldType::ordered)
    return values.empty() ? object({{"minItems", 1}}) : object({{"contains", object({{"enum", std::move(values)}})}});
  if (!values.empty()) return object({{"enum", std::move(values)}});
  if (is_several(field.type) || has_rows(field.type)) return object({{"minItems", 1}});
  if (is_written(field.type)) return object({{"pattern", "\\S"}});
  return Json(true);
}

Json condition_schema(const Kind& kind, const Condition& condition) {
  const auto* field = kind.find_field(condition.field);
  if (!field || field->hidden) return Json(false);
  Json here =
      object({{"properties", object({{field->name, answer_schema(*field, condition)}})}, {"required", Json::Array{field->name}}});
  if (field->show_when.always()) return here;
  return object({{"allOf", Json::Array{std::move(here), shown_schema(kind, *field)}}});
}

/// The object of answers to a kind's fields.
Json answers_schema(const Kind& kind) {
  Json::Object properties;
  Json::Array required, rules;
  for (const auto& field : kind.fields) {
    if (field.hidden) continue;
    const bool always = field.show_when.always();
    // A field that is not asked may be sent empty: what it must hold is said by the rule for when it is.
    Field relaxed = field;
    relaxed.required = field.required && always;
    properties.emplace_back(field.name, field_schema(relaxed));
    if (!field.required && field.required_when.always()) continue;
    if (field.required && always) {
      required.emplace_back(field.name);
      continue;
    }
    Json::Object rule;
    Json asked = field.required ? shown_schema(kind, field) : when_schema(kind, field.required_when);
    if (!field.required && !always) asked = object({{"allOf", Json::Array{std::move(asked), shown_schema(kind, field)}}});
    rule.emplace_back("if", std::move(asked));
    Condition answered{field.name, {}};
    rule.emplace_back("then", object({{"properties", object({{field.name, answer_schema(field, answered)}})},
                                      {"required", Json::Array{field.name}}}));
    rules.push_back(object(std::move(rule)));
  }
  Json schema = object({{"type", "object"}, {"properties", object(std::move(properties))}});
  if (!required.empty()) schema.set("required", std::move(required));
  schema.set("additionalProperties", false);
  if (!rules.empty()) schema.set("allOf", std::move(rules));
  return schema;
}

/// A row is answered like a small kind of its own.
Json row_schema(const Field& field) {
  Kind row;
  row.fields = field.columns;
  return answers_schema(row);
}

}  // namespace

Json json_schema(const Kind& kind) {
  Json schema = object({{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", kind.title}});
  if (!kind.description.empty()) schema.set("description", kind.description);
  const auto answers = answers_schema(kind);
  for (const auto& [name, value] : *answers.object()) schema.set(name, value);
  return schema;
}

Json describe_kind(const Kind& kind) {
  Json::Array parts;
  for (const auto& part : kind.pupils.parts) parts.push_back(object({{"code", part.code}, {"label", part.label}}));
  return object({{"id", kind.id},
                 {"title", kind.title},
                 {"plural", kind.plural},
                 {"description", kind.description},
                 {"class", code(kind.info_class)},
                 {"retention", std::string(code(kind.retention))},
                 {"group", kind.group},
                 {"numbered", kind.numbered},
                 {"retired", kind.retired},
                 {"write_only", kind.workflow.write_only},
                 {"pupils", object({{"min", kind.pupils.min}, {"max", kind.pupils.max}, {"parts", std::move(parts)}})},
                 {"fields", json_schema(kind)}});
}

}  // namespace record
