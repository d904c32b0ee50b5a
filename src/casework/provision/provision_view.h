// Promised beside delivered, as pictures with their tables.
#pragma once

#include "casework/plans/target.h"
#include "casework/provision/gather.h"
#include "casework/sessions/session_store.h"
#include "web/html.h"

#include <string>
#include <vector>

namespace provision {

/// The three figures and what was lost, in words.
web::Html tally_facts(const Tally& tally, const LossWords& words);
/// One bar: what was delivered, then what was lost and why; nothing where nothing was promised.
web::Html tally_bar(const std::string& title, const Tally& tally, const LossWords& words);
/// "Pupil absent 40 min, on no timetable 20 min".
std::string lost_words(const Tally& tally, const LossWords& words);
/// Week by week.
web::Html weeks_table(const std::vector<Entry>& entries, const LossWords& words);
/// One target's scores as a line from session to session, with the help each took.
web::Html score_line(const plans::Target& target, const std::vector<sessions::ScorePoint>& points);

}  // namespace provision
