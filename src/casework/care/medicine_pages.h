// The medicine plan of a pupil: what may be given, what was given, and keeping both in order.
#pragma once

#include "access/routes.h"

namespace care {
/// /pupils/{pupil}/medicines.
void add_medicine_routes(access::Routes& routes);
}
