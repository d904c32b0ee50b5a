// The page on which a school words its formal categories, year by year.
#pragma once

#include "access/routes.h"

namespace concerns {

void add_category_routes(access::Routes& routes);

}  // namespace concerns
