// Type, JSON, object, members: each refused in its own words.
#include "web/json_body.h"

#include "base/text.h"
#include "web/problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace web {

std::variant<Json, Response> read_json_body(const Request& request, std::initializer_list<std::string_view> members) {
  const auto type = request.find_header("content-type").value_or("");
  if (base::to_lower_ascii(base::trim(type.substr(0, type.find(';')))) != "application/json")
    return problem_with(415, "Send the body as JSON, with Content-Type: application/json.");
  auto body = parse_json(request.body);
  if (!body) return problem_with(400, body.error().fields.empty() ? body.error().for_user : body.error().fields.front().message);
  if (!body->object()) return problem_with(422, "The body must be a JSON object.");
  std::vector<base::FieldError> foreign;
  for (const auto& [name, value] : *body->object())
    if (std::find(members.begin(), members.end(), name) == members.end())
      foreign.push_back({name, "There is no such member here. Leave it out."});
  if (!foreign.empty()) return problem_for(base::Error::invalid(std::move(foreign), "unknown members"));
  return *std::move(body);
}

base::Result<int> read_number(const Form& query, std::string_view name, int otherwise, int least, int most) {
  const auto text = query.find(name);
  if (!text) return otherwise;
  int number = 0;
  const auto [end, wrong] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (wrong != std::errc{} || end != text->data() + text->size() || number < least || number > most)
    return base::Error::invalid(std::string(name), fmt::format("Give a whole number from {} to {}", least, most), "number in query");
  return number;
}

}  // namespace web
