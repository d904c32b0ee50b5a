// What a school changes about a kind, on a page, as data of the school: words, order, options, added fields. The file stays as it
// is.
#pragma once

#include "base/result.h"
#include "record/kind.h"
#include "web/json.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace record {

/// One change. Which members it uses is said beside each deed.
struct KindChange {
  enum class Deed : std::uint8_t {
    set_title,        ///< text
    set_plural,       ///< text
    set_tile,         ///< text: the words on its button
    set_description,  ///< text
    set_part,         ///< choice, text: the words of a pupil's part
    set_section,      ///< field (the section's name), text: its title
    set_label,        ///< field, text
    set_hint,         ///< field, text; empty takes it away
    set_prompt,       ///< field, text; empty takes it away
    set_choice,       ///< field, choice, text: the words of a choice
    hide_choice,      ///< field, choice
    show_choice,      ///< field, choice
    hide_field,       ///< field: not one that must be answered, nor the text box of the quick form
    show_field,       ///< field
    order_choices,    ///< field, order: codes; those not named keep their order behind
    order_fields,     ///< order: names; those not named keep their order behind
    add_choice,       ///< field, added: {"code","label",…} as in a file; the code begins with own_
    add_field,        ///< added: {"name","label","type",…} as in a file; the name begins with own_; never required
    set_writers,      ///< order: codes of roles, none: as the policy has it. The school's own kinds only, like the three below
    set_readers,      ///< the same
    retire,           ///< not written any more
    bring_back        ///< written again
  };
  Deed deed = Deed::set_title;
  std::string kind = {};  ///< id
  std::string field = {};
  std::string choice = {};  ///< code
  std::string text = {};
  std::vector<std::string> order = {};
  web::Json added = {};
  friend bool operator==(const KindChange&, const KindChange&) = default;
};
inline constexpr std::size_t change_deed_count = 22;

std::string_view code(KindChange::Deed deed);  ///< "set_label"
std::optional<KindChange::Deed> change_deed_of(std::string_view code);

/// The kind as the school wants it. A change meant for another kind is passed over. Class, id, retention, pupils' numbers, what must be
/// answered and write_only are out of reach; so is who writes and reads, but of a kind of the school's own. Errors: invalid; every message is one change or rule that does
/// not fit, its field is the number of the change ("0", "1", …), or "" where the changes together break a rule of the kind.
base::Result<Kind> apply_changes(const Kind& kind, std::span<const KindChange> changes);

/// For a start on a newer version of the house: applies every change that still fits and says which did not.
struct Applied {
  Kind kind;
  std::vector<base::FieldError> refused;  ///< as the errors of apply_changes
};
Applied apply_what_fits(const Kind& kind, std::span<const KindChange> changes);

/// The catalogue with every kind changed by what fits.
Kinds with_changes(const Kinds& kinds, std::span<const KindChange> changes);

/// As stored: an array of objects {"deed","kind",…}, members that are not used left out.
web::Json to_json(std::span<const KindChange> changes);
/// Errors: invalid, naming the change by its number and the member at fault.
base::Result<std::vector<KindChange>> changes_from(const web::Json& json);

}  // namespace record
