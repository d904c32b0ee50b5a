// A decision as it comes from a form, and the cases that follow from it; pages and API share them.
#pragma once

#include "access/unit_of_work.h"
#include "casework/concerns/triage_store.h"
#include "record/action_store.h"
#include "web/request.h"

namespace concerns {

/// What was typed, with what cannot be read as a number or a day put among `wrong`. The rules come after: `check`.
DecisionDraft read_decision(const web::Form& form, const StepId& id, const RecordId& record, std::vector<base::FieldError>& wrong);

/// How many rows for something to be done the sheet has.
inline constexpr std::size_t action_rows = 3;
/// The name of an input of row `n`, from 1: "action-1-what", of "id", "what", "owner", "due".
std::string action_field(std::string_view name, std::size_t n);
/// An action that comes from a concern: safeguarding information about its child, found again from the concern.
record::NewAction action_about(const RecordId& concern, const access::PupilId& pupil);
/// What the rows ask for; an empty row asks for nothing. What is wrong stands beside the input it is in.
std::vector<record::NewAction> read_actions(const access::Visit& visit, const access::Pass& pass, const OpenConcern& concern, const web::Form& form,
                                            std::vector<base::FieldError>& wrong);
/// Puts what the decision asks for into its unit. Errors: as `record::ask`, on "actions".
base::Result<void> ask_for(access::UnitOfWork& work, access::Visit& visit, const DecisionDraft& decision);

/// Opens a case for each child the concern is about who has none that is open, with the decision's level, reason and day to look again.
void open_cases(access::UnitOfWork& work, access::Visit& visit, const TriagePass& pass, const OpenConcern& concern, const DecisionDraft& decision);

}  // namespace concerns
