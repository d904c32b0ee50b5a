// The SQLite engine: made by db::open.
#pragma once

#include "db/database.h"

#include <memory>

namespace db {

/// As db::open says, for `options.engine == Engine::sqlite`.
std::unique_ptr<Database> open_sqlite(const Options& options);

/// Copies the database at `from` to `to` under the same key, while others write. The copy is whole and on the disk when it appears.
void copy_sqlite(const std::filesystem::path& from, const base::Secret& key, const std::filesystem::path& to);

}  // namespace db
