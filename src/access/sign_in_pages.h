// Pages at the front door: sign in, lock, unlock, sign out.
#pragma once

#include "access/routes.h"

namespace access {

void add_sign_in_routes(Routes& routes);
/// What stands in place of any page for somebody who is not signed in, or locked: what they typed goes along.
web::Response draw_sign_in(Visit& visit);

}  // namespace access
