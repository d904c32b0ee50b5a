// Going out alone, and coming back.
#pragma once

#include "access/routes.h"

namespace visits {
/// /visits.
void add_outing_routes(access::Routes& routes);
}
