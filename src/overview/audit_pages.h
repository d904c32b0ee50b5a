// The access log: who did and saw what, for the head and the data protection officer. Reading it is an entry itself.
#pragma once

#include "access/routes.h"

namespace overview {

/// /school/audit and its check.
void add_audit_routes(access::Routes& routes);

}  // namespace overview
