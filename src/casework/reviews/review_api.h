// Reviews for programs.
#pragma once

#include "access/api_table.h"

namespace reviews {
/// /api/v1/pupils/{pupil}/reviews, /api/v1/reviews/{review}.
void add_review_api(access::ApiTable& api);
}  // namespace reviews
