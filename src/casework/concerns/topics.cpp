// Reads topics and safety from the answers of either sheet.
#include "casework/concerns/topics.h"

namespace concerns {
namespace {

constexpr std::string_view on_a_screen = "e_safety.";

struct Sheet {
  std::string_view kind, field, before, group;
};
constexpr Sheet sheets[] = {{"concern", "topic", "", ""}, {"e_safety", "sort", on_a_screen, "On a screen"}};

void add_codes(const web::Json* list, std::string_view before, std::vector<std::string>& out) {
  if (!list || !list->array()) return;
  for (const auto& one : *list->array())
    if (one.string()) out.push_back(std::string(before) + *one.string());
}

}  // namespace

std::vector<web::Option> topic_options(const record::Catalogue& catalogue) {
  std::vector<web::Option> out;
  for (const auto& sheet : sheets) {
    const auto in_force = catalogue.find(sheet.kind);
    const auto* field = in_force ? in_force->kind->find_field(sheet.field) : nullptr;
    if (!field) continue;
    for (const auto& choice : field->choices)
      out.push_back({std::string(sheet.before) + choice.code, choice.label, sheet.group.empty() ? choice.group : std::string(sheet.group)});
  }
  return out;
}

std::string topic_words(const record::Catalogue& catalogue, std::string_view topic) {
  for (const auto& option : topic_options(catalogue))
    if (option.value == topic) return option.text;
  return std::string(topic);
}

std::vector<std::string> topics_of(const record::Body& body) {
  std::vector<std::string> out;
  for (const auto& sheet : sheets) add_codes(body.find(sheet.field), sheet.before, out);
  if (body.find("sort")) out.emplace_back("online");
  return out;
}

std::string safe_of(const record::Body& body) {
  const auto* safe = body.find("safe_now");
  if (!safe) return {};
  if (safe->string()) return *safe->string();
  const auto* yes = safe->boolean();
  return yes ? (*yes ? "yes" : "no") : "";
}

}  // namespace concerns
