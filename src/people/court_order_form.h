// The form of an order: what it holds, and reading it back.
#pragma once

#include "people/court_order.h"
#include "people/family_store.h"
#include "web/html.h"
#include "web/request.h"

#include <vector>

namespace people {

/// The fields, with what was typed and what is wrong beside it.
web::Html order_fields(const std::vector<FamilyMember>& family, const web::Form& typed, const std::vector<base::FieldError>& errors);
/// An order's words as the form would send them.
web::Form order_form(const OrderWords& words);
/// What was sent; days that are none and effects on nobody are told in `wrong`.
OrderWords read_order(const std::vector<FamilyMember>& family, const web::Form& typed, std::vector<base::FieldError>& wrong);
/// Where the summary of errors leads for fields that are groups.
std::vector<std::pair<std::string, std::string>> order_anchors(const std::vector<FamilyMember>& family);

}  // namespace people
