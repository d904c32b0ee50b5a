// Where somebody is now by their own timetable: what Write fills in.
#pragma once

#include "record/here_now.h"

namespace timetable {

/// The place and the words of the slot that goes on now; of two the one that began last. Nothing outside a slot.
std::optional<record::Whereabouts> whereabouts_of(access::Visit& visit);

}  // namespace timetable
