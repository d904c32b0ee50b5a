// Pages at the front door: sign in, lock, unlock, confirm who one is, sign out.
#pragma once

#include "access/routes.h"
#include "web/html.h"

namespace access {

void add_sign_in_routes(Routes& routes);
/// What stands in place of any page for somebody who is not signed in, or locked: what they typed goes along.
web::Response draw_sign_in(Visit& visit);
/// What stands in place of a page for somebody signed in who must first prove once more who they are; what they typed goes along.
web::Response draw_confirmation(Visit& visit);

/// The field for that proof: a code where they have a second factor, their password where not. Both are read by `proof_in`.
web::Html proof_field(Visit& visit, std::string_view error);
/// The name of that field, for an error beside it.
std::string_view proof_field_name(Visit& visit);
struct ProofAgain;
ProofAgain proof_in(const web::Form& form);

}  // namespace access
