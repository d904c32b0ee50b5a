// Ids of the record floor.
#pragma once

#include "base/id.h"

namespace record {
using RecordId = base::Id<struct RecordTag>;
using AttachmentId = base::Id<struct AttachmentTag>;
using ActionId = base::Id<struct ActionTag>;
}  // namespace record
