// Plans, targets and promised provision for programs. The same rules and stores as the pages.
#pragma once

#include "access/api_table.h"

namespace plans {

void add_plan_api(access::ApiTable& api);

}  // namespace plans
