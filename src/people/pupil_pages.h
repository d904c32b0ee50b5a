// Finding pupils: the list, the search box's answers, and a pupil's contacts at home.
#pragma once

#include "access/routes.h"

namespace people {
void add_pupil_routes(access::Routes& routes);
}
