// The school's rules for programs: read, made, changed, stopped, tried on last term.
#pragma once

#include "access/api_table.h"

namespace rules {

void add_rule_api(access::ApiTable& api);

}  // namespace rules
