// Where the formal categories are kept, year by year. A year nobody changed has those of the year before.
#pragma once

#include "casework/concerns/category.h"
#include "casework/concerns/triage_store.h"

namespace concerns {

CategoryList load_categories(const access::Pass& pass, int academic_year);
/// Those offered in a year.
std::vector<Category> list_categories(const access::Pass& pass, int academic_year);

/// Writes the whole list of its year. A change somebody else made meanwhile fails the unit with conflict.
void change(access::UnitOfWork& work, const TriagePass& pass, const CategoryList& list);

}  // namespace concerns
