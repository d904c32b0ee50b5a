// A kind's form: the text box and the quick fields first, the rest folded into the sections of More detail. Works without JavaScript.
#pragma once

#include "base/result.h"
#include "record/body.h"
#include "record/kind.h"
#include "web/html.h"
#include "web/request.h"

#include <string>
#include <utility>
#include <vector>

namespace record {

/// The fields with what was typed and what is wrong with it. A form without any `f.` value is a new one: presets are filled in.
web::Html kind_fields(const Kind& kind, const web::Form& typed, const std::vector<base::FieldError>& errors, base::LocalDate today,
                      base::LocalTime now = {});
/// For the error summary: an error's field → the id of the input it leads to.
std::vector<std::pair<std::string, std::string>> form_anchors(const Kind& kind);
/// What is stored, as the form would hold it: to be corrected.
web::Form form_of(const Kind& kind, const Body& body);
/// True where the kind asks for files.
bool has_files(const Kind& kind);

}  // namespace record
