// The API of this wing.
#pragma once

#include "access/api_table.h"
#include "casework/cover/card.h"

namespace cover {
/// A card as JSON.
web::Json card_json(const access::Visit& visit, const access::Pass& pass, const Card& card);
void add_card_api(access::ApiTable& api);
void add_board_api(access::ApiTable& api);
void add_lesson_help_api(access::ApiTable& api);
}  // namespace cover
