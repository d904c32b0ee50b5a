// Pupils for programs: found by name, and one at a glance.
#pragma once

#include "access/api_table.h"

namespace people {
void add_pupil_api(access::ApiTable& api);
}
