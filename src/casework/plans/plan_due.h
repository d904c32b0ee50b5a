// Plans that are to be reviewed, and consents that end: what is due.
#pragma once

#include "record/due.h"

namespace plans {
/// Those that are followed and have a day for it. A plan of section F is reviewed by the clocks of the law, which have a source of their own.
std::vector<record::Due> reviews_due(access::Visit& visit, base::LocalDate until);
/// Consents of followed plans on their last day, and those that were taken back or have ended until they are given again, passed over or the plan closed.
std::vector<record::Due> consents_due(access::Visit& visit, base::LocalDate until);
}
