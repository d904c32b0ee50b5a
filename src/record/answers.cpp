// Answers as they are stored, and whether a question is asked at all.
#include "record/answers.h"

#include <algorithm>
#include <stdexcept>

namespace record {
namespace {

/// The values a condition may compare with, as they stand in a body.
bool holds_value(const web::Json& held, const std::string& wanted) {
  if (held.string()) return *held.string() == wanted;
  if (held.boolean()) return (*held.boolean() ? "yes" : "no") == wanted;
  if (held.integer()) return std::to_string(*held.integer()) == wanted;
  const auto* list = held.array();
  return list && std::any_of(list->begin(), list->end(), [&](const web::Json& each) { return holds_value(each, wanted); });
}

bool is_true(const Condition& condition, const Body& body) {
  const auto* held = body.find(condition.field);
  if (!held) return false;
  if (condition.values.empty()) return true;
  return std::any_of(condition.values.begin(), condition.values.end(),
                     [&](const std::string& wanted) { return holds_value(*held, wanted); });
}

}  // namespace

Body Body::stored(std::string_view text) {
  auto json = web::parse_json(text);
  if (!json || !json->object()) throw std::runtime_error("a stored record body is not a JSON object");
  Body body;
  body.fields_ = std::move(*json);
  return body;
}

bool is_shown(const Field& field, const Body& body) {
  const auto& when = field.show_when;
  if (when.always()) return true;
  const auto met = [&](const Condition& condition) { return is_true(condition, body); };
  return when.need == ShowWhen::Need::all ? std::all_of(when.conditions.begin(), when.conditions.end(), met)
                                          : std::any_of(when.conditions.begin(), when.conditions.end(), met);
}

}  // namespace record
