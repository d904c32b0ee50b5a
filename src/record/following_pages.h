// Routes of what follows a record: actions, sign-offs, sights.
#pragma once

#include "access/routes.h"

namespace record {

/// /actions, /actions/new, /actions/{action} and its steps.
void add_action_routes(access::Routes& routes);
/// /records/{record}/sight.
void add_sight_routes(access::Routes& routes);
/// /sign-offs, and /records/{record}/sign-off.
void add_sign_off_routes(access::Routes& routes);

}  // namespace record
