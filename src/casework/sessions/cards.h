// Cards: what an adult writes down by hand, held to the school's calendar.
#pragma once

#include "casework/sessions/session_store.h"
#include "people/calendar.h"
#include "web/request.h"

#include <string>
#include <vector>

namespace sessions {

/// A card as somebody put it together by hand: "title", "day", "starts", "length", "place", "pupil". Errors beside the fields: a closed day in school, a day
/// to come, no time.
Card read_card(const access::Visit& visit, const web::Form& form, const people::Calendar& calendar, std::vector<base::FieldError>& wrong);

/// Why school is closed on a day ("Training", "a weekend", "the holidays"); empty for a school day.
std::string closed_words(const people::Calendar& calendar, base::LocalDate day);

}  // namespace sessions
