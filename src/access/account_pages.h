// "My account": password, second factor, sign-ins, API tokens.
#pragma once

#include "access/routes.h"

namespace access {

/// /me, /me/password, /me/sign-ins.
void add_account_routes(Routes& routes);
/// /me/second-factor and /me/tokens.
void add_account_secret_routes(Routes& routes);

}  // namespace access
