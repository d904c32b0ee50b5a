// Pages of the bank and of groups.
#pragma once

#include "access/routes.h"

namespace programmes {
/// /programmes.
void add_bank_routes(access::Routes& routes);
/// /groups.
void add_group_routes(access::Routes& routes);
}  // namespace programmes
