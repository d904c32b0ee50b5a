// Pages of the bank and of groups, and both as JSON.
#pragma once

#include "access/api_table.h"
#include "access/routes.h"

namespace programmes {
/// /programmes.
void add_bank_routes(access::Routes& routes);
/// /groups.
void add_group_routes(access::Routes& routes);
/// /api/v1/programmes, /api/v1/groups.
void add_programme_api(access::ApiTable& api);
}  // namespace programmes
