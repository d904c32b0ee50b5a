// The PostgreSQL engine: made by db::open.
#pragma once

#include "db/database.h"

#include <memory>

namespace db {

/// As db::open says, for `options.engine == Engine::postgres`.
std::unique_ptr<Database> open_postgres(const Options& options);

}  // namespace db
