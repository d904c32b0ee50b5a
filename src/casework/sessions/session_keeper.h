// What goes with a record of kind `session` wherever it is written, corrected or read: the counted rows beside its words.
#pragma once

#include "record/kind_keeper.h"

namespace sessions {

/// A session written on the Write sheet or through the API is counted like one written on a card; a correction of its words is counted from then on.
void add_keeper(record::KindKeepers& keepers);

}  // namespace sessions
