// One plan as a whole page: for reading it, and for the deeds whose form was not right.
#pragma once

#include "casework/plans/plan_desk.h"
#include "web/request.h"
#include "web/response.h"

namespace plans {

/// With what was typed into one of its forms, and what is wrong with it.
web::Response draw_plan(access::Visit& visit, const PlanDesk& desk, const web::Form& typed, const std::vector<base::FieldError>& errors, int status);

/// Its consents, and the form for one more. Drawn next door (consent_pages.cpp).
web::Html consents_part(const access::Visit& visit, const PlanDesk& desk, const web::Form& typed, const std::vector<base::FieldError>& errors);
/// The list alone; with `typed`, each has ways to be renewed and withdrawn. Empty where there are none.
web::Html consent_table(const access::Visit& visit, const PlanDesk& desk, const std::vector<Consent>& consents, const web::Form* typed, const std::vector<base::FieldError>& errors);

}  // namespace plans
