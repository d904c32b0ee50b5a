// The referral form, filled in from what the school knows; its sending, its answer, its clock.
#pragma once

#include "access/routes.h"

namespace concerns {

void add_referral_routes(access::Routes& routes);

}  // namespace concerns
