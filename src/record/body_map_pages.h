// A pupil's body maps laid over one another.
#pragma once

#include "access/routes.h"

namespace record {
/// /pupils/{pupil}/body-map; /records/{record}/slip.
void add_body_map_routes(access::Routes& routes);
}
