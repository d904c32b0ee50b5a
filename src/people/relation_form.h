// The form of one relation: each way of standing to pupils asks only for what it needs.
#pragma once

#include "access/staff_store.h"
#include "web/request.h"
#include "web/response.h"

#include <span>
#include <string_view>
#include <vector>

namespace people {

/// What a relation is to: exactly one of them.
enum class RelationTo { pupil, school_class, year, staff, school };

struct RelationChoice {
  std::string_view value;  ///< in the address: "assigned", "cover-staff"
  access::Relation relation;
  RelationTo to;
  std::string_view title, words;
};
std::span<const RelationChoice> relation_choices();
/// Null for a word that is no choice.
const RelationChoice* find_choice(std::string_view value);
/// "Key worker of", "Covers".
std::string_view relation_words(access::Relation relation);

using ArrangePass = access::StaffPass<access::May::relations_administer>;
/// 422 where there are errors. `typed` is what the fields hold.
web::Response relation_form(access::Visit& visit, const ArrangePass& pass, const RelationChoice& choice, const web::Form& typed,
                            const std::vector<base::FieldError>& errors);
/// What was posted; `errors` tells what is wrong with it.
access::TieDraft read_relation(access::Visit& visit, const ArrangePass& pass, const RelationChoice& choice, std::vector<base::FieldError>& errors);

}  // namespace people
