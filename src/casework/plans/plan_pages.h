// The pages of plans, a room each.
#pragma once

#include "access/routes.h"

namespace plans {
void add_list_routes(access::Routes& routes);       ///< /plans, a pupil's tab, beginning one
void add_plan_routes(access::Routes& routes);       ///< one plan: to read, to print, how versions differ
void add_write_routes(access::Routes& routes);      ///< its text: begin, edit
void add_deed_routes(access::Routes& routes);       ///< its life: approval, agreements, readers
void add_consent_routes(access::Routes& routes);    ///< consents: written down, renewed, taken back
void add_target_routes(access::Routes& routes);
void add_bank_routes(access::Routes& routes);       ///< what targets begin from
void add_provision_routes(access::Routes& routes);
}  // namespace plans
