// The school's rules for programs: to be read.
#pragma once

#include "access/api_table.h"

namespace rules {

void add_rule_api(access::ApiTable& api);

}  // namespace rules
