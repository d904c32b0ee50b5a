// The calendar of everything due: by week, by month, one's own and the school's; how long ahead the school reminds.
#pragma once

#include "access/api_table.h"
#include "access/routes.h"

namespace overview {
void add_due_routes(access::Routes& routes);
void add_due_api(access::ApiTable& api);
}
