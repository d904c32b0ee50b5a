// Routes of this wing: the card, cover and its board, what is left for it, the note that comes back.
#pragma once

#include "access/routes.h"

namespace cover {
void add_card_routes(access::Routes& routes);
void add_arrange_routes(access::Routes& routes);
void add_board_routes(access::Routes& routes);
void add_lesson_help_routes(access::Routes& routes);
/// One request: /lesson-help/{help} and what lies under it.
void add_one_lesson_help_routes(access::Routes& routes);
void add_note_routes(access::Routes& routes);
void add_work_routes(access::Routes& routes);
}  // namespace cover
