// The card on the pupil's page.
#pragma once

#include "record/glance.h"

namespace cover {
void add_glance(record::GlanceParts& parts);
}
