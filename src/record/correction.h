// From what somebody sent to a correction about to be written: words, moment, pupils and files, held to kind and policy. Pages and API
// come the same way.
#pragma once

#include "record/catalogue.h"
#include "record/correction_store.h"
#include "record/record_sight.h"
#include "record/submission.h"

#include <optional>
#include <string_view>
#include <vector>

namespace record {

/// What is to stand; what is left out stays as it is.
struct CorrectionWish {
  std::string_view reason;
  std::optional<std::vector<PartDraft>> pupils = {};  ///< those the corrector knows of; others stay
  std::optional<base::UtcTime> occurred_at = {};
  std::vector<Attached> files = {};  ///< that came with it: its file fields can name these and those that stand
};

/// Errors: invalid, with every field at fault: "reason", "pupil", "part.<id>", "occurred_at" and the inputs of the kind's fields.
base::Result<Correction> prepare_correction(access::Visit& visit, const Sight& sight, const KindInForce& in_force, const Submission& fields,
                                            CorrectionWish wish);

/// The newest version's moment and pupils as a form holds them: beside `form_of` for its words.
void put_frame(web::Form& form, const access::Visit& visit, const Record& record);

}  // namespace record
