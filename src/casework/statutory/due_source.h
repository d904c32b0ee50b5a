// Clocks of the law that are due.
#pragma once

#include "record/due.h"
#include "record/glance.h"

namespace statutory {
/// Every clock that stands open, of those that are kept; of plans whose review nobody began, the twelve months and the move to the next phase.
std::vector<record::Due> clocks_due(access::Visit& visit, base::LocalDate until);
/// What is next, on the pupil's page.
void add_glance(record::GlanceParts& parts);
}  // namespace statutory
