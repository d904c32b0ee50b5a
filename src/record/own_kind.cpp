// Declares a kind and reads it back, by the reader of files.
#include "record/own_kind.h"

#include "base/text.h"
#include "record/kind_read.h"

#include <algorithm>
#include <array>

namespace record {
namespace {

using web::Json;

Json texts(const std::vector<std::string>& list) {
  Json::Array all(list.begin(), list.end());
  return all;
}

std::string sentence(const Mistake& mistake) {
  auto what = mistake.what;
  if (!what.empty() && what[0] >= 'a' && what[0] <= 'z') what[0] = static_cast<char>(what[0] - 'a' + 'A');
  return what + ". " + mistake.cure;
}

}  // namespace

bool some_role_may(const std::vector<access::Role>& roles, access::InfoClass info, access::Act act) {
  return roles.empty() || std::any_of(roles.begin(), roles.end(), [&](access::Role role) {
    for (std::size_t r = 0; r < access::relation_count; ++r)
      if (access::allows(role, static_cast<access::Relation>(r), info, act)) return true;
    return false;
  });
}

std::vector<access::Role> roles_of(const std::vector<std::string>& codes) {
  std::vector<access::Role> out;
  for (const auto& code : codes)
    if (const auto role = access::role_of(code)) out.push_back(*role);
  return out;
}

base::Result<Json> declare_kind(const OwnKindWish& wish) {
  std::vector<base::FieldError> wrong;
  if (base::trim(wish.title).empty()) wrong.push_back({"title", "Enter a title"});
  if (base::count_characters(wish.title) > 60) wrong.push_back({"title", "The title must be 60 characters or fewer"});
  if (base::count_characters(wish.tile) > 24) wrong.push_back({"tile", "The words on the button must be 24 characters or fewer"});
  if (wish.tile.empty() && base::count_characters(wish.title) > 24) wrong.push_back({"tile", "Enter shorter words for the button: the title has more than 24 characters"});
  if (base::trim(wish.question).empty()) wrong.push_back({"question", "Enter what its text box asks"});
  const auto info = info_class_of(wish.info_class);
  if (!info) wrong.push_back({"class", "Choose what kind of information it is"});
  if (!retention_of(wish.retention)) wrong.push_back({"retention", "Choose how long its records are kept"});
  if (info && (roles_of(wish.write_roles).size() != wish.write_roles.size() || !some_role_may(roles_of(wish.write_roles), *info, access::Act::add)))
    wrong.push_back({"write_roles", "None of these roles may write this kind of information. Choose another, or none."});
  if (info && (roles_of(wish.read_roles).size() != wish.read_roles.size() || !some_role_may(roles_of(wish.read_roles), *info, access::Act::see)))
    wrong.push_back({"read_roles", "None of these roles may read this kind of information. Choose another, or none."});
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "own kind");

  Json field;
  for (const auto& [key, value] : std::array<std::pair<std::string, Json>, 7>{{{"name", "what_happened"}, {"label", wish.question}, {"type", "long_text"},
                                                                              {"required", true}, {"quick", true}, {"ask", "what happened"}, {"max_length", 4000}}})
    field.set(key, value);
  Json files;
  for (const auto& [key, value] : std::array<std::pair<std::string, Json>, 4>{{{"name", "files"}, {"label", "Files and pictures"}, {"type", "files"}, {"section", "more"}}})
    files.set(key, value);
  Json section, workflow, out;
  section.set("name", "more");
  section.set("title", "More about it");
  if (!wish.write_roles.empty()) workflow.set("write_roles", texts(wish.write_roles));
  if (!wish.read_roles.empty()) workflow.set("read_roles", texts(wish.read_roles));
  out.set("title", wish.title);
  if (!wish.tile.empty()) out.set("tile", wish.tile);
  out.set("description", wish.description);
  out.set("icon", "note");
  out.set("order", 700);
  out.set("class", wish.info_class);
  out.set("retention", wish.retention);
  out.set("quick", "what_happened");
  if (workflow.object() && !workflow.object()->empty()) out.set("workflow", workflow);
  out.set("section", Json::Array{section});
  out.set("field", Json::Array{field, files});
  const auto read = read_kind(written(out), wish.id, wish.id);
  if (read.kind) return out;
  for (const auto& mistake : read.mistakes) wrong.push_back({"", sentence(mistake)});
  return base::Error::invalid(std::move(wrong), "own kind");
}

std::optional<Kind> declared_kind(std::string_view id, std::string_view json) {
  const auto parsed = web::parse_json(json);
  if (!parsed) return std::nullopt;
  auto kind = read_kind(written(*parsed), id, id).kind;
  if (kind) kind->own = true;
  return kind;
}

}  // namespace record
