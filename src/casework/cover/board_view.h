// Draws the cover board, a phone first.
#pragma once

#include "casework/cover/board.h"
#include "web/html.h"

namespace cover {
/// `beneath` stands after what is left: the button to the note.
web::Html draw(const access::Visit& visit, const access::Pass& pass, const Board& board, const web::Html& beneath);
/// Work, seating and what to do if, as its reader sees them; empty where nothing was left.
web::Html draw_work(const Work& work, std::string_view title);
}  // namespace cover
