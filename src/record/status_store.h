// What became of a record: the safe status its author reads.
#pragma once

#include "access/unit_of_work.h"
#include "record/ids.h"

#include <string_view>

namespace record {

/// Moves the record to one of its kind's statuses, as a further statement of the deed entered last. A record that was moved to other
/// pupils meanwhile fails the unit with conflict.
void move_status(access::UnitOfWork& work, const RecordId& id, std::string_view status);
/// The same, but only where it stands at `from`; anywhere else it stays.
void move_status_from(access::UnitOfWork& work, const RecordId& id, std::string_view from, std::string_view status);

}  // namespace record
