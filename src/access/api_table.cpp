// Holds every API route to a whole description.
#include "access/api_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace access {
namespace {

[[noreturn]] void refuse(std::string_view pattern, std::string_view what) {
  throw std::logic_error(fmt::format("the description of {} lacks {}", pattern, what));
}

/// Each `{name}` of the path stands among the parameters.
void check_path(std::string_view pattern, const ApiDoc& doc) {
  for (std::size_t open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1)) {
    const auto name = pattern.substr(open + 1, pattern.find('}', open) - open - 1);
    const bool told = std::any_of(doc.parameters.begin(), doc.parameters.end(), [&](const ApiParameter& parameter) {
      return parameter.in == ApiParameter::In::path && parameter.name == name;
    });
    if (!told) refuse(pattern, name);
  }
}

}  // namespace

void ApiTable::describe(web::Method method, std::string_view pattern, ApiDoc doc) {
  if (!pattern.starts_with("/api/v1/")) refuse(pattern, "its version");
  if (doc.name.empty() || doc.tag.empty() || doc.summary.empty() || doc.description.empty()) refuse(pattern, "words");
  if (std::any_of(entries_.begin(), entries_.end(), [&](const ApiEntry& entry) { return entry.doc.name == doc.name; }))
    refuse(pattern, "a name of its own");
  if (doc.answers.empty()) refuse(pattern, "an answer");
  for (const auto& answer : doc.answers)
    if (answer.description.empty() || answer.schema.is_null()) refuse(pattern, "what it answers");
  for (const auto& parameter : doc.parameters)
    if (parameter.description.empty() || parameter.schema.is_null()) refuse(pattern, parameter.name);
  if (method == web::Method::post && doc.body.is_null()) refuse(pattern, "the body that is sent");
  check_path(pattern, doc);
  entries_.push_back({method, pattern, std::move(doc)});
}

void ApiTable::define(std::string_view name, web::Json schema) {
  for (const auto& [taken, old] : schemas_)
    if (taken == name) throw std::logic_error(fmt::format("two schemas are called {}", name));
  schemas_.emplace_back(std::string(name), std::move(schema));
}

}  // namespace access
