// Concerns about adults: the sheet anybody may write, what its writer reads afterwards, and the head's or the chair's pages.
#pragma once

#include "access/routes.h"

namespace concerns {

void add_conduct_routes(access::Routes& routes);
/// The sheet, and its writer's own page.
void add_conduct_raising_routes(access::Routes& routes);

}  // namespace concerns
