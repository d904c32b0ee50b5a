// A school's changes as they are stored.
#include "base/text.h"
#include "record/kind_change.h"

#include <algorithm>
#include <array>

namespace record {
namespace {

constexpr std::array<std::string_view, change_deed_count> deed_codes = {
    "set_title",  "set_plural", "set_tile",      "set_description", "set_part",    "set_section",
    "set_label",  "set_hint",   "set_prompt",    "set_choice",      "hide_choice", "show_choice",
    "hide_field", "show_field", "order_choices", "order_fields",    "add_choice",  "add_field",
    "set_writers", "set_readers", "retire",       "bring_back"};

base::Error wrong(std::size_t place, std::string_view member, std::string_view what) {
  return base::Error::invalid(std::to_string(place), "Change " + std::to_string(place + 1) + ": " + std::string(what),
                              "kind change, member " + std::string(member));
}

base::Result<KindChange> change_from(const web::Json& json, std::size_t place) {
  if (!json.object()) return wrong(place, "", "a change must be an object");
  KindChange change;
  bool has_deed = false;
  for (const auto& [key, value] : *json.object()) {
    std::string* text = key == "kind"     ? &change.kind
                        : key == "field"  ? &change.field
                        : key == "choice" ? &change.choice
                        : key == "text"   ? &change.text
                                          : nullptr;
    if (text) {
      if (!value.string() || !base::is_valid_utf8(*value.string())) return wrong(place, key, key + " must be text");
      *text = *value.string();
    } else if (key == "deed") {
      const auto deed = value.string() ? change_deed_of(*value.string()) : std::nullopt;
      if (!deed) return wrong(place, key, "the deed is not known");
      change.deed = *deed;
      has_deed = true;
    } else if (key == "order") {
      if (!value.array()) return wrong(place, key, "order must be a list");
      for (const auto& each : *value.array()) {
        if (!each.string()) return wrong(place, key, "order must be a list of names");
        change.order.push_back(*each.string());
      }
    } else if (key == "added") {
      change.added = value;
    } else {
      return wrong(place, "other", "a change has no member of this name");
    }
  }
  if (!has_deed) return wrong(place, "deed", "the deed is missing");
  if (change.kind.empty()) return wrong(place, "kind", "the kind is missing");
  return change;
}

}  // namespace

std::string_view code(KindChange::Deed deed) { return deed_codes.at(static_cast<std::size_t>(deed)); }

std::optional<KindChange::Deed> change_deed_of(std::string_view code) {
  const auto found = std::find(deed_codes.begin(), deed_codes.end(), code);
  if (found == deed_codes.end()) return std::nullopt;
  return static_cast<KindChange::Deed>(found - deed_codes.begin());
}

web::Json to_json(std::span<const KindChange> changes) {
  web::Json::Array all;
  for (const auto& change : changes) {
    web::Json::Object object = {{"deed", std::string(code(change.deed))}, {"kind", change.kind}};
    if (!change.field.empty()) object.emplace_back("field", change.field);
    if (!change.choice.empty()) object.emplace_back("choice", change.choice);
    if (!change.text.empty()) object.emplace_back("text", change.text);
    if (!change.order.empty()) {
      web::Json::Array order(change.order.begin(), change.order.end());
      object.emplace_back("order", std::move(order));
    }
    if (!change.added.is_null()) object.emplace_back("added", change.added);
    all.emplace_back(std::move(object));
  }
  return all;
}

base::Result<std::vector<KindChange>> changes_from(const web::Json& json) {
  if (!json.array()) return base::Error::invalid("changes", "The changes must be a list", "kind changes are no array");
  std::vector<KindChange> all;
  for (const auto& each : *json.array()) {
    TRY(auto change, change_from(each, all.size()));
    all.push_back(std::move(change));
  }
  return all;
}

}  // namespace record
