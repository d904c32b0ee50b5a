// One field of a kind as an input of a form.
#pragma once

#include "base/result.h"
#include "record/kind.h"
#include "record/offers.h"
#include "web/html.h"
#include "web/request.h"

#include <string>
#include <string_view>
#include <vector>

namespace record {

/// What a form knows while it is drawn.
struct FormState {
  const Kind& kind;
  const web::Form& typed;
  const std::vector<base::FieldError>& errors;
  const Offers& offers;
};

enum class FieldPlace { first_sheet, text_box, detail, row };

inline constexpr std::string_view staff_list_id = "staff-here";
inline constexpr std::string_view place_list_id = "places-here";

/// Whether there is anything to draw it with (see Offers), and the school has not hidden it.
bool is_drawn(const Field& field, const FormState& form);
bool has_value(const Field& field, const web::Form& typed);
/// Whether anything is wrong with the field or one of its rows.
bool has_error(const Field& field, const std::vector<base::FieldError>& errors);

/// Label, hint, input and error, by the field's type.
web::Html field_input(const Field& field, const FormState& form, FieldPlace place);
/// The same under another name than the field's own: a column of a row.
web::Html field_input(const Field& field, const FormState& form, FieldPlace place, const std::string& name);

/// Rows and marks (rows_input.cpp); choices in their order, faces, a wing's list (special_inputs.cpp). `label` and `hint` are what the others show.
struct InputWords {
  std::string name, label, hint, error;
};
web::Html rows_input(const Field& field, const FormState& form, const InputWords& words);
web::Html ordered_input(const Field& field, const FormState& form, const InputWords& words);
web::Html faces_input(const Field& field, const FormState& form, const InputWords& words);
web::Html pick_input(const Field& field, const FormState& form, const InputWords& words);

}  // namespace record
