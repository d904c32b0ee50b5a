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

bool is_true(const Condition& condition, const web::Json& answers) {
  const auto* held = answers.find(condition.field);
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

namespace {

bool holds(const ShowWhen& when, const web::Json& answers) {
  const auto met = [&](const Condition& condition) { return is_true(condition, answers); };
  return when.need == ShowWhen::Need::all ? std::all_of(when.conditions.begin(), when.conditions.end(), met)
                                          : std::any_of(when.conditions.begin(), when.conditions.end(), met);
}

}  // namespace

bool is_shown(const Field& field, const Body& body) { return field.show_when.always() || holds(field.show_when, body.json()); }

bool is_required(const Field& field, const web::Json& answers) {
  return field.required || (!field.required_when.always() && holds(field.required_when, answers));
}

int minutes_between(std::string_view from, std::string_view until) {
  const auto first = base::parse_time(from), second = base::parse_time(until);
  if (!first || !second) return 0;
  const int minutes = second->minutes - first->minutes;
  return minutes < 0 ? minutes + 24 * 60 : minutes;
}

}  // namespace record
