// Search over all that one may see: names first, then what was written. For people and for programs.
#pragma once

#include "access/api_table.h"

namespace overview {
void add_search_routes(access::Routes& routes);
void add_search_api(access::ApiTable& api);
}
