// Weeks as JSON.
#pragma once

#include "access/api_table.h"

namespace timetable {
/// /api/v1/me/timetable, /api/v1/pupils/{pupil}/timetable.
void add_timetable_api(access::ApiTable& api);
}  // namespace timetable
