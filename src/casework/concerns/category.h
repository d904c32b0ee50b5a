// The formal categories of an academic year, as guidance has them and a school words them. Rules only.
#pragma once

#include "casework/concerns/concern.h"

namespace concerns {

/// The list that holds in a year.
struct CategoryList {
  int academic_year = 0;
  int version = 0;      ///< how often somebody changed it; 0: it is the list of an earlier year, or as it came
  std::vector<Category> all = {};
};

/// What is offered for a decision.
std::vector<Category> offered(const CategoryList& list);
/// The headings, in order.
std::vector<std::string> themes_of(const CategoryList& list);
/// A code for a new label that no other of the list has: "peer_pressure", "peer_pressure_2".
std::string code_for(std::string_view label, const CategoryList& list);

/// Holds the list to its rules. Errors: invalid; fields are "label-<code>", and "offered" where nothing would be left.
base::Result<CategoryList> check(CategoryList list);

}  // namespace concerns
