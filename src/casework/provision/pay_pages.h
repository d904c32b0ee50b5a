// Pay of staff, who pays for support, and costs beside pay.
#pragma once

#include "access/routes.h"

namespace provision {
/// /school/pay.
void add_pay_routes(access::Routes& routes);
/// /provision/funding, /pupils/{pupil}/funding.
void add_funding_routes(access::Routes& routes);
}  // namespace provision
