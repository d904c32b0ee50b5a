// What was promised and what was given: of a pupil, of the whole caseload, and the school's costed map.
#pragma once

#include "access/routes.h"

namespace provision {
/// /pupils/{pupil}/provision, /provision/shortfalls.
void add_provision_routes(access::Routes& routes);
/// /provision/map, /provision/map.xlsx.
void add_map_routes(access::Routes& routes);
}  // namespace provision
