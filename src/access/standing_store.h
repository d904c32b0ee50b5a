// Reads how a person stands: roles in force, live relations, own family. Read at the door, before anything else is seen.
#pragma once

#include "access/grants.h"
#include "base/time.h"

#include <optional>

namespace access {

struct StandingToday {
  Standing standing;
  base::UtcTime until;  ///< the moment a cover, a duty or a naming of theirs next begins or ends; far off where none does
};

/// Nothing for somebody unknown, suspended, not yet started or gone.
std::optional<StandingToday> load_standing(db::ReadConnection& reader, const StaffId& staff, base::UtcTime now, base::LocalDate today);
/// Grows by one whenever a role, an account or a relation changes.
std::int64_t access_epoch(db::ReadConnection& reader);

/// To be a step of every unit that changes roles, accounts or relations.
extern const db::Sql bump_access_epoch;

}  // namespace access
