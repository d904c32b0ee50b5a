// Who may move, split or raise a record: who may decide about it, or its author while it is new.
#pragma once

#include "record/record_sight.h"

namespace record {

/// True for the author of a new record that nobody else has corrected, and for whoever may decide about this pupil's records of its class.
bool may_put_right(const access::Visit& visit, const Sight& sight, const access::PupilId& pupil);
/// The same for every pupil of the record the reader knows of.
bool may_put_right(const access::Visit& visit, const Sight& sight);
/// Whoever may decide about every pupil of the record they know of.
bool may_decide(const access::Visit& visit, const Sight& sight);

}  // namespace record
