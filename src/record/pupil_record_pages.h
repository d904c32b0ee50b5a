// A pupil's page at a glance and their chronology.
#pragma once

#include "access/routes.h"

namespace record {
void add_pupil_record_routes(access::Routes& routes);
}
