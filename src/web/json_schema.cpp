// The pieces of JSON Schema the API uses.
#include "web/json_schema.h"

namespace web::schema {
namespace {

Json described(Json schema, std::string_view description) {
  if (!description.empty()) schema.set("description", description);
  return schema;
}

Json of_type(std::string_view type) {
  Json out;
  out.set("type", type);
  return out;
}

}  // namespace

Json ref(std::string_view name) {
  Json out;
  out.set("$ref", "#/components/schemas/" + std::string(name));
  return out;
}

Json text(std::string_view description, std::size_t most) {
  Json out = of_type("string");
  if (most != 0) out.set("maxLength", most);
  return described(std::move(out), description);
}

Json id(std::string_view description) {
  Json out = of_type("string");
  out.set("pattern", "^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-zIiLlOo]{26}$");
  return described(std::move(out), description);
}

Json moment(std::string_view description) {
  Json out = of_type("string");
  out.set("format", "date-time");
  return described(std::move(out), description);
}

Json whole(std::string_view description, std::int64_t least, std::int64_t most) {
  Json out = of_type("integer");
  out.set("minimum", least);
  out.set("maximum", most);
  return described(std::move(out), description);
}

Json yes_no(std::string_view description) { return described(of_type("boolean"), description); }

Json one_of(std::string_view description, std::vector<std::string_view> words) {
  Json out = of_type("string");
  Json::Array all;
  for (const auto word : words) all.emplace_back(word);
  out.set("enum", std::move(all));
  return described(std::move(out), description);
}

Json list(Json item, std::string_view description) {
  Json out = of_type("array");
  out.set("items", std::move(item));
  return described(std::move(out), description);
}

Json open_object(std::string_view description) { return described(of_type("object"), description); }

Json object(std::vector<Member> members, std::string_view description) {
  Json out = described(of_type("object"), description);
  Json::Object properties;
  Json::Array required;
  for (auto& member : members) {
    if (member.need == Need::always) required.emplace_back(member.name);
    properties.emplace_back(std::string(member.name), std::move(member.schema));
  }
  out.set("properties", Json(std::move(properties)));
  if (!required.empty()) out.set("required", std::move(required));
  out.set("additionalProperties", false);
  return out;
}

}  // namespace web::schema
