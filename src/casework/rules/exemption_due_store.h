// Exemptions from rules that end: what is due, for whoever keeps the rules or made the exemption.
#pragma once

#include "record/due.h"

namespace rules {
std::vector<record::Due> exemptions_due(access::Visit& visit, base::LocalDate until);
}
