// Who may see one record: restricting it to named people, sealing it, opening it again.
#pragma once

#include "access/routes.h"
#include "record/record_sight.h"
#include "web/html.h"

namespace record {

void add_flag_routes(access::Routes& routes);
/// On the record's own page: whom it is restricted to, and the way to change that for who may; empty where neither.
web::Html flag_notes(access::Visit& visit, const access::StaffPass<access::May::entries_own>& pass, const Sight& sight);

}  // namespace record
