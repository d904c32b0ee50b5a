// What a plan of section F says of its own days: when it was issued and last reviewed, and so what the next twelve months count from.
#pragma once

#include "casework/plans/template.h"
#include "casework/statutory/course_store.h"

namespace statutory {

/// A plan that is followed and must be reviewed by law, with the day its twelve months begin: the last of the day it was issued, the last review it names,
/// and the meeting of a review that is kept here. Its own first day where it names none.
struct ReviewedPlan {
  plans::Plan plan;
  base::LocalDate counted_from;
  bool is_guessed = false;  ///< the plan names no day: its first day stands in
};
/// Templates whose promised provision is that of section F: education, health and care plans.
bool is_reviewed_by_law(const plans::Template& form);

std::vector<ReviewedPlan> list_reviewed_plans(access::Visit& visit, const PupilSight& pass);
std::vector<ReviewedPlan> list_reviewed_plans(access::Visit& visit, const CaseloadSight& pass, const std::vector<Procedure>& known);

}  // namespace statutory
