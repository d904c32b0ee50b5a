// Where the school's own row is kept; there is one in a store.
#pragma once

#include "access/school.h"
#include "base/time.h"
#include "db/database.h"

#include <optional>

namespace access {

/// Nothing before the school was founded.
std::optional<School> find_school(db::WriteConnection& connection);
/// Throws db::DatabaseError (constraint) when there is one already.
void add_school(db::WriteConnection& connection, const School& school, base::UtcTime now);

/// True when the store gives an answer to a read just now.
bool answers(db::ReadConnection& reader);

}  // namespace access
