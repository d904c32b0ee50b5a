// Sharing a line of the safeguarding file.
#pragma once

#include "access/routes.h"

namespace people {

void add_shared_item_routes(access::Routes& routes);

}  // namespace people
