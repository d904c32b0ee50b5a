// What the kind `medicine` is held to beside its own fields: the pupil's plan; and the dose that stands beside the record, whatever becomes of it.
#pragma once

#include "record/kind_keeper.h"

namespace care {
void add_medicine_keeper(record::KindKeepers& keepers);
}
