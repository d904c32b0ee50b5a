// A child's safeguarding file: cases, markers, concerns, referrals; its chronology for a conference; and the list of open cases.
#pragma once

#include "access/routes.h"

namespace concerns {

void add_case_routes(access::Routes& routes);
/// The printable chronology.
void add_conference_routes(access::Routes& routes);

}  // namespace concerns
