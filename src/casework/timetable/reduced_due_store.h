// Reduced timetables that end, and those that nobody looked at for two weeks: what is due.
#pragma once

#include "record/due.h"

namespace timetable {
std::vector<record::Due> reduced_due(access::Visit& visit, base::LocalDate until);
}
