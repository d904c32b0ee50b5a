// Concerns for programs of the safeguarding team: the queue, one concern with what was done, a decision. The same rules and stores as the pages.
#pragma once

#include "access/api_table.h"

namespace concerns {

void add_concern_api(access::ApiTable& api);

}  // namespace concerns
