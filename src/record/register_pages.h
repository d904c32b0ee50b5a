// Bound books on the page and on paper.
#pragma once

#include "access/routes.h"

namespace record {
/// /registers and /registers/{kind}.
void add_register_routes(access::Routes& routes);
}
