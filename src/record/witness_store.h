// Whether the house's memory is what was written: the chain from its beginning, and every version against the commitment its entry made.
#pragma once

#include "access/audit_store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace record {

struct Verified {
  std::int64_t entries = 0;   ///< that hold
  std::int64_t versions = 0;  ///< of records, each as its entry says
  access::ChainHead head;     ///< the last entry that holds: written down elsewhere, it shows later that nothing was rewritten
  std::optional<std::string> broken;  ///< the first break: "entry 17 is not what was hashed"
};

/// Walks the whole store; others may go on writing. `recorded` are heads written down earlier. About a million entries in ten seconds.
Verified verify(db::WriteConnection& store, std::vector<access::ChainHead> recorded = {});

}  // namespace record
