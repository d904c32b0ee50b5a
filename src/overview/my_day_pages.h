// My day: where a working day starts. Now: my pupils, what changed, what to write.
#pragma once

#include "access/routes.h"

namespace overview {
void add_my_day_routes(access::Routes& routes);
}
