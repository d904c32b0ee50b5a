// Sessions as pages: what is to be written up, writing it up, reading one, the teacher's digest.
#pragma once

#include "access/routes.h"
#include "web/html.h"

namespace sessions {
/// /sessions, /sessions/cards/…, /sessions/new, /sessions/{session}.
void add_session_routes(access::Routes& routes);
/// /sessions/digest.
void add_digest_routes(access::Routes& routes);
}  // namespace sessions
