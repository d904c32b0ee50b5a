// The pages of reviews and requests for an assessment.
#pragma once

#include "access/routes.h"

namespace statutory {
void add_pupil_routes(access::Routes& routes);      ///< what there is of a pupil, and beginning one
void add_procedure_routes(access::Routes& routes);  ///< one as a page
void add_print_routes(access::Routes& routes);      ///< the report or the request as it is sent
void add_day_routes(access::Routes& routes);        ///< its days: meeting, events, recommendation, exemptions, its end
void add_voice_routes(access::Routes& routes);      ///< who was asked
void add_words_routes(access::Routes& routes);      ///< what the school writes
}  // namespace statutory
