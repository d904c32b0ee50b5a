// Plans that are to be reviewed: what is due.
#pragma once

#include "record/due.h"

namespace plans {
/// Those that are followed and have a day for it. A plan of section F is reviewed by the clocks of the law, which have a source of their own.
std::vector<record::Due> reviews_due(access::Visit& visit, base::LocalDate until);
}
