// From JSON to the tree a kind is read from.
#include "record/kind_tree.h"

namespace record {

Written written(const web::Json& json) {
  Written out;
  if (const auto* yes = json.boolean()) out.held = *yes;
  if (const auto* whole = json.integer()) out.held = *whole;
  if (const auto* real = json.real()) out.held = *real;
  if (const auto* text = json.string()) out.held = *text;
  if (const auto* array = json.array()) {
    Written::List all;
    for (const auto& each : *array) all.push_back(written(each));
    out.held = std::move(all);
  }
  if (const auto* object = json.object()) {
    Written::Table all;
    for (const auto& [key, value] : *object) all.emplace_back(key, written(value));
    out.held = std::move(all);
  }
  return out;
}

}  // namespace record
