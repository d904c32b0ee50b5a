// Pages of the moment, and of the scripts it follows.
#pragma once

#include "access/routes.h"

namespace moments {

void add_moment_routes(access::Routes& routes);
void add_script_routes(access::Routes& routes);

}  // namespace moments
