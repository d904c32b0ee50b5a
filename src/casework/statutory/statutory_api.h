// Reviews and requests for an assessment as JSON.
#pragma once

#include "access/api_table.h"

namespace statutory {
void add_statutory_api(access::ApiTable& api);
}
