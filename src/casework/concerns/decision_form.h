// A decision as it comes from a form, and the cases that follow from it; pages and API share them.
#pragma once

#include "access/unit_of_work.h"
#include "casework/concerns/triage_store.h"
#include "web/request.h"

namespace concerns {

/// What was typed, with what cannot be read as a number or a day put among `wrong`. The rules come after: `check`.
DecisionDraft read_decision(const web::Form& form, const StepId& id, const RecordId& record, std::vector<base::FieldError>& wrong);

/// Opens a case for each child the concern is about who has none that is open, with the decision's level, reason and day to look again.
void open_cases(access::UnitOfWork& work, access::Visit& visit, const TriagePass& pass, const OpenConcern& concern, const DecisionDraft& decision);

}  // namespace concerns
