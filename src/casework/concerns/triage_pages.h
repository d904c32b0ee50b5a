// The safeguarding team's pages: the queue of open concerns, and the sheet on which one is decided.
#pragma once

#include "access/routes.h"

namespace concerns {

void add_triage_routes(access::Routes& routes);
/// What the person who raised a concern reads and adds.
void add_raised_routes(access::Routes& routes);

}  // namespace concerns
