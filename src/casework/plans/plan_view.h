// Draws plans: lists, what a version says, targets, promises, who agreed, and how two versions differ.
#pragma once

#include "casework/plans/plan_desk.h"
#include "casework/plans/provision_line_store.h"
#include "casework/plans/target_store.h"
#include "web/html.h"

namespace plans {

web::Html state_tag(const Plan& plan);
/// "review due 12 March 2026", "review 3 days late".
std::string review_words(const Plan& plan, base::LocalDate today);
enum class ListFor { caseload, pupil };
web::Html plan_table(const std::vector<Plan>& plans, const Templates& templates, base::LocalDate today, ListFor what);

/// The words of a version, by section, with its anxiety map where it has one.
web::Html version_view(const Template& form, const PlanVersion& version, const record::Names& names);
/// A map of what raises and lowers anxiety, with its table.
web::Html anxiety_map(const record::Field& rows, const web::Json& value);

struct PartLinks {
  bool change = false;     ///< each has a way to be changed
  std::string approve = {};  ///< the form's token, for whoever may put a new target in force; empty: nobody asks
};
web::Html target_cards(const PlanDesk& desk, const std::vector<Target>& targets, PartLinks links);
web::Html provision_table(const PlanDesk& desk, const std::vector<ProvisionLine>& lines, PartLinks links);
web::Html agreement_table(const PlanDesk& desk, const std::vector<Agreement>& agreements);
web::Html step_list(const access::Visit& visit, const std::vector<PlanStep>& steps);

/// Word by word: what was taken out and what came in.
web::Html difference(std::string_view before, std::string_view after);

}  // namespace plans
