// Contacts that are kept safe, on a pupil's pages.
#pragma once

#include "access/routes.h"

namespace people {

void add_protected_contact_routes(access::Routes& routes);

}  // namespace people
