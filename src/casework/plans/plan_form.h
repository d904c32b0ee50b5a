// The form of a plan: title, days, and the fields of its template.
#pragma once

#include "casework/plans/plan_desk.h"
#include "web/html.h"
#include "web/request.h"

namespace plans {

/// What somebody typed, held to the template; every mistake at once. Errors: invalid.
base::Result<PlanDraft> read_draft(access::Visit& visit, const Template& form, const web::Form& typed);

/// Inputs without the buttons. A fresh form begins today and ends with the template's own cycle.
web::Html draft_fields(access::Visit& visit, const Template& form, const web::Form& typed, const std::vector<base::FieldError>& errors);
/// A version as the form that would send it.
web::Form form_of(const Template& form, const PlanVersion& version);
/// What a new plan's form shows already.
web::Form fresh_form(access::Visit& visit, const Template& form);
std::vector<std::pair<std::string, std::string>> anchors_of(const Template& form);

/// Reads "2026-03-03"; an empty box is nothing where `ask` is empty. What is wrong stands beside the field.
std::optional<base::LocalDate> read_day(const web::Form& typed, std::string_view name, std::string_view ask, std::vector<base::FieldError>& wrong);

}  // namespace plans
