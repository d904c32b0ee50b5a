// Cards as a person sees them: what waits to be written up, for the list of sessions and for My day.
#pragma once

#include "casework/sessions/timetabled.h"
#include "web/html.h"

#include <vector>

namespace sessions {

/// "/sessions/cards/…".
web::Url card_url(const Card& card);
/// By day, each with its one button; `button` empty: without.
web::Html card_list(const std::vector<Card>& cards, std::string_view button);
/// What this person gave in the last two weeks and has not written up, the newest first.
std::vector<Card> waiting_cards(access::Visit& visit, const OwnPass& pass);
/// For My day: the newest three that wait, and how many there are. Empty where none does.
web::Html write_it_up(access::Visit& visit, const OwnPass& pass);

}  // namespace sessions
