// The steps of the schema's history that this program carries: migrations/*.sql, written into the binary by the build.
#pragma once

#include "db/database.h"

#include <span>

namespace access {

/// In order of their numbers, 1, 2, 3 …
std::span<const db::Migration> embedded_migrations();

}  // namespace access
