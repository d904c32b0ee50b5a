// Pages and API of the rules a school makes for itself.
#pragma once

#include "access/api_table.h"

namespace rules {

void add_rule_routes(access::Routes& routes);
/// How one is told oneself: notices on a page, and by e-mail.
void add_notice_routes(access::Routes& routes);

}  // namespace rules
