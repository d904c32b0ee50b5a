// The whole API, /api/v1: every floor's routes in one table, and its description at /api/openapi.json.
#pragma once

#include "access/api_table.h"
#include "record/kind.h"

namespace overview {

void add_api_routes(access::Routes& routes);

/// The table the routes are registered from, without registering them.
const access::ApiTable& api_table();
/// OpenAPI 3.1 of the table, with the schemas of these kinds.
web::Json open_api(const access::ApiTable& table, const record::Kinds& kinds);

}  // namespace overview
