// Draws the form of a kind: the quick sheet first, then More detail. Nothing here knows one kind from another.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "record/answers.h"
#include "record/kind.h"
#include "record/offers.h"
#include "web/html.h"
#include "web/request.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace record {

/// The fields of a kind as they stand in a form: all named `f.<name>`, holding what was typed, with what is wrong beside each. A form
/// without any of them is a fresh one and shows the defaults. A condition stands in `data-shown-when`; without JavaScript the field shows
/// with a line that says when to fill it in. What is not drawn but was there already goes along unseen, so that a correction loses nothing.
/// Sections are folded away as More detail, or stand open under their headings: for what is long and written in peace.
enum class SectionLook { folded, open };
web::Html kind_fields(const Kind& kind, const web::Form& typed, const std::vector<base::FieldError>& errors,
                      base::LocalDate today, const Offers& offers = {}, SectionLook look = SectionLook::folded);

/// Where the error summary leads for each field's name.
std::vector<std::pair<std::string, std::string>> form_anchors(const Kind& kind);

/// A body as the form that would send it: to correct a record, or go on with a draft.
web::Form form_of(const Kind& kind, const Body& body);

/// Whether the form of this kind sends files (and must be multipart/form-data).
bool has_files(const Kind& kind);

/// For Surroundings::find_staff: the id behind an id or a full name as it was typed (case, accents and punctuation aside, with or without
/// the post). Nothing where nobody who works here has that name, or two have.
std::optional<std::string> find_staff(const std::vector<Colleague>& staff, std::string_view typed);

}  // namespace record
