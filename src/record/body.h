// From what somebody sent to what is stored: the only way, for forms and for the API.
#pragma once

#include "base/result.h"
#include "record/answers.h"
#include "record/kind.h"
#include "record/submission.h"

namespace record {

/// Holds what was sent to the kind's rules. Fields whose condition does not hold are left out (in JSON what they hold must still
/// be of the right type). Unknown fields are refused in JSON and passed over in a form. Errors: invalid, with a FieldError for
/// every rule broken, in the order of the fields.
base::Result<Body> check(const Kind& kind, const Submission& sent, const Surroundings& school);

/// For drafts: keeps every value that is well formed, asks for nothing, and never refuses. Text is kept even where it is too long
/// (up to 50,000 characters), so that nothing typed is lost.
Body check_draft(const Kind& kind, const Submission& sent, const Surroundings& school);

}  // namespace record
