// The sheet a rule is written on: drawn, and read back.
#pragma once

#include "access/visit.h"
#include "casework/rules/rule.h"
#include "web/html.h"

#include <vector>

namespace rules {

/// The kinds this person may see of somebody: what they may make rules about.
std::vector<const record::Kind*> kinds_to_watch(const access::Visit& visit, const record::Kinds& kinds);
/// The form's fields for a rule whose `watch` and `kind` are chosen.
web::Html rule_fields(const access::Visit& visit, const record::Kinds& kinds, const Rule& rule,
                      const std::vector<base::FieldError>& errors);
/// What was sent, unchecked; numbers that are none become -1.
Rule read_rule_form(const web::Form& form, const record::Kinds& kinds);

}  // namespace rules
