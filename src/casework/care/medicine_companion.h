// What the kind `medicine` is held to beside its own fields: the pupil's plan.
#pragma once

#include "record/companion.h"

namespace care {
void add_medicine_companion(record::Companions& companions);
}
