// Draws reviews and requests: their clocks as a dated list, who was asked, what was done.
#pragma once

#include "casework/statutory/desk.h"
#include "web/html.h"

namespace statutory {

web::Html clock_tag(const Clock& clock, base::LocalDate today);
enum class Deeds { offered, left_out };
/// Every clock: the day, what, whose job, how it stands, who wrote it down, and the law it stands in.
enum class Clocks { all, of_law };
web::Html clock_table(const Desk& desk, base::LocalDate today, Deeds deeds, Clocks which = Clocks::all);
/// What does not stand on a clock and may be written down all the same: that the school was asked, that the request was sent.
std::vector<Event> further_events(const Desk& desk);
web::Html voice_table(const Desk& desk, Deeds deeds);
web::Html history(const access::Visit& visit, const Desk& desk);
/// "The report to the authority is 3 days late": the one thing somebody looks at next; empty where nothing stands open.
std::string next_words(const std::vector<Clock>& clocks, base::LocalDate today);

}  // namespace statutory
