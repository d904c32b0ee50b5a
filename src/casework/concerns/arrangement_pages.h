// Who is told of concerns, whom to go to, and where they are kept: the safeguarding team's page of the school's arrangements.
#pragma once

#include "access/routes.h"

namespace concerns {

void add_arrangement_routes(access::Routes& routes);

}  // namespace concerns
