// Court orders on a pupil's pages.
#pragma once

#include "access/routes.h"

namespace people {

void add_court_order_routes(access::Routes& routes);

}  // namespace people
