// Breaking the glass, and what those do who are told of it.
#pragma once

#include "access/routes.h"

namespace people {

void add_glass_routes(access::Routes& routes);

}  // namespace people
