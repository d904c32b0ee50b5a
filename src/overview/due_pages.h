// The calendar of everything due: by week, by month, one's own and the school's; how long ahead the school reminds.
#pragma once

#include "access/api_table.h"
#include "access/routes.h"
#include "web/html.h"

namespace overview {
/// For My day: what is one's own and late, or due within two weeks. Empty where nothing is.
web::Html due_soon(access::Visit& visit, const access::StaffPass<access::May::entries_own>& pass);
void add_due_routes(access::Routes& routes);
void add_due_api(access::ApiTable& api);
}
