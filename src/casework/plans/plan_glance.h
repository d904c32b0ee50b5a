// Plans on the pupil's page: what helps, and the live targets.
#pragma once

#include "record/glance.h"

namespace plans {
void add_glance(record::GlanceParts& parts);
}
