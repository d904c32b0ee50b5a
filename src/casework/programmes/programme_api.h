// The bank and groups as JSON.
#pragma once

#include "access/api_table.h"

namespace programmes {
/// /api/v1/programmes, /api/v1/groups.
void add_programme_api(access::ApiTable& api);
}  // namespace programmes
