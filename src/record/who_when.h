// The part of a form that asks about whom and when: of a new record, and of its correction.
#pragma once

#include "access/visit.h"
#include "record/kind.h"
#include "record/record_store.h"
#include "web/html.h"
#include "web/request.h"

#include <optional>
#include <string>
#include <vector>

namespace record {

/// The picker of pupils, with a list of parts for each who is chosen where the kind knows several.
/// `known` are pupils of a record one wrote oneself, who may not be found any more.
web::Html who_field(access::Visit& visit, const Kind& kind, const web::Form& typed, const std::vector<base::FieldError>& errors,
                    const std::vector<Part>& known = {});
/// Day and time, folded away; `otherwise` is what they are left empty for ("now, 10:40").
web::Html when_fields(const web::Form& typed, const std::vector<base::FieldError>& errors, const std::string& otherwise);

/// The pupils a form or an address names, those that are ids at all.
std::vector<std::string> pupils_in(const web::Form& form);
/// Day and time as typed; nothing typed is nothing. A wrong one is told beside the field.
base::Result<std::optional<base::UtcTime>> read_moment(const access::Visit& visit, const web::Form& form);

}  // namespace record
