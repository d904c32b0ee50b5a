// Takes the first of every choice, and the words it was given.
#include "testing/kind_answers.h"

#include <algorithm>

namespace test {

using record::FieldType;

web::Json KindAnswers::answer(const record::Field& field, const std::string& place) const {
  switch (field.type) {
    case FieldType::text:
    case FieldType::long_text:
    case FieldType::place: return words(field, place);
    case FieldType::choice: return field.choices.front().code;
    case FieldType::choices:
    case FieldType::ordered: return web::Json::Array{field.choices.front().code};
    case FieldType::scale:
    case FieldType::faces:
    case FieldType::number:
    case FieldType::duration: return static_cast<std::int64_t>(std::max(1.0, field.min));
    case FieldType::date: return "2026-03-03";
    case FieldType::time: return time;
    case FieldType::yes_no: return true;
    case FieldType::people: return web::Json::Array{staff};
    case FieldType::pupils: return pupil.empty() ? web::Json() : web::Json(web::Json::Array{web::Json::Object{{"id", pupil}}});
    case FieldType::files: return {};
    case FieldType::pick: return web::Json::Object{{"id", "line"}, {"label", "x"}};
    case FieldType::body_map:
    case FieldType::rows: {
      web::Json row;
      for (const auto& column : field.columns)
        if (column.name != "x" && column.name != "y") row.set(column.name, answer(column, place + "." + column.name));
      return web::Json::Array{row};
    }
  }
  return {};
}

web::Json KindAnswers::all(const record::Kind& kind) const {
  web::Json out = web::Json::Object{};
  for (const auto& field : kind.fields) {
    if (!field.from.empty() || field.type == FieldType::files) continue;
    auto given = answer(field, field.name);
    if (!given.is_null()) out.set(field.name, std::move(given));
  }
  return out;
}

}  // namespace test
