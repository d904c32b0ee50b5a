// Raising a concern from a locked screen, where nothing of any pupil is shown; and saying afterwards which child it is about.
#pragma once

#include "access/routes.h"

namespace concerns {

/// Public: the person behind a locked sign-in is known, what they may see is nothing.
void add_locked_routes(access::Routes& routes);
/// The list to be matched, for the safeguarding team.
void add_matching_routes(access::Routes& routes);

}  // namespace concerns
