// Sessions for programs.
#pragma once

#include "access/api_table.h"

namespace sessions {
/// /api/v1/sessions, /api/v1/sessions/{session}, /api/v1/pupils/{pupil}/sessions.
void add_session_api(access::ApiTable& api);
}
