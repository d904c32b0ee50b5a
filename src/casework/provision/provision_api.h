// Provision for programs.
#pragma once

#include "access/api_table.h"

namespace provision {
/// /api/v1/pupils/{pupil}/provision.
void add_provision_api(access::ApiTable& api);
}
