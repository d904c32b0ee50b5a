// A kind a school makes of its own on a page: declared as a file would declare it, held to the same rules, stored as data of the school.
#pragma once

#include "base/result.h"
#include "record/kind.h"

#include <string>
#include <string_view>
#include <vector>

namespace record {

/// What the page asks for; everything else is added field by field afterwards.
struct OwnKindWish {
  std::string id;
  std::string title, tile, description;
  std::string info_class;  ///< "C3"
  std::string retention;   ///< "pupil_record"
  std::vector<std::string> write_roles, read_roles;  ///< codes; none: as the policy has it
  std::string question;    ///< the label of its one text box
};

/// The declaration, as JSON of the shape of a file. Errors: invalid, each beside the input it comes from ("title", "class" …), in the words a
/// mistake in a file is told in.
base::Result<web::Json> declare_kind(const OwnKindWish& wish);

/// True for no roles at all, and where one of them can do something of this act with the class: else the list would shut everybody out.
bool some_role_may(const std::vector<access::Role>& roles, access::InfoClass info, access::Act act);
/// Of the roles with these codes; a code nobody knows lets nothing through.
std::vector<access::Role> roles_of(const std::vector<std::string>& codes);

/// Reads a stored declaration; nothing where an upgrade of the house no longer accepts it.
std::optional<Kind> declared_kind(std::string_view id, std::string_view json);

}  // namespace record
