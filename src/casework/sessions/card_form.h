// Writing a card up: one row a pupil, two taps each.
#pragma once

#include "casework/sessions/write_up.h"
#include "web/components/inputs.h"
#include "web/html.h"

#include <string>
#include <vector>

namespace sessions {

struct CardSheet {
  const Card& card;
  const TargetsOf& targets;
  std::vector<web::Option> reasons;  ///< the kind's own list
};

/// The rows of the form; `typed` is what it holds so far, empty at first: then all of it happened, in all of its minutes.
web::Html pupil_rows(const CardSheet& sheet, const web::Form& typed, const std::vector<base::FieldError>& errors);
/// For the error summary: the first input of a field that has several.
std::vector<std::pair<std::string, std::string>> anchors(const std::vector<base::FieldError>& errors);

/// What was sent, row by row; what cannot be read is told beside its field.
std::vector<PupilPart> read_rows(const CardSheet& sheet, const web::Form& form, std::vector<base::FieldError>& wrong);
/// True where the writer ticked that a pupil's row is right as it is.
bool is_sure(const web::Form& form, const access::PupilId& pupil);

}  // namespace sessions
