// The pages of reviews, a room each.
#pragma once

#include "access/routes.h"

namespace reviews {
void add_list_routes(access::Routes& routes);    ///< /reviews, those of a pupil, opening one
void add_review_routes(access::Routes& routes);  ///< one review: its figures, its decisions, its closing
void add_voice_routes(access::Routes& routes);   ///< what pupil and parents say beforehand, on paper and by link
void add_letter_routes(access::Routes& routes);  ///< the copy for home
}  // namespace reviews
