// Which engine stands behind the interface.
#include "db/database.h"
#include "db/postgres_database.h"
#include "db/sqlite_database.h"

namespace db {

std::unique_ptr<Database> open(const Options& options) {
  switch (options.engine) {
    case Engine::sqlite: return open_sqlite(options);
    case Engine::postgres: return open_postgres(options);
  }
  throw CannotStart("no such engine");
}

}  // namespace db
