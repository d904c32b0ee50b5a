// Outings as cards: one's own to check in from, others' to watch.
#pragma once

#include "access/visit.h"
#include "casework/visits/outing.h"
#include "web/html.h"

#include <vector>

namespace visits {

/// Those still out, overdue ones first and loud, each with its button. Empty where nobody is out.
web::Html out_now(const access::Visit& visit, const std::vector<Outing>& outings);

}  // namespace visits
