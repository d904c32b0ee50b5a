// Puts the rooms together: what a served school needs, and every route of the house.
#pragma once

#include "access/house.h"
#include "access/routes.h"

namespace app {

/// The catalogue of kinds, the front door, the search index: put into the house before it serves.
void furnish(access::House& house);
/// Every route of the program; the tests hold the same table.
access::Routes all_routes();

}  // namespace app
