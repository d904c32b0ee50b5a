// Which engine stands behind the interface.
#include "db/database.h"

#include "db/sqlite_database.h"

namespace db {

std::unique_ptr<Database> open(const Options& options) {
  switch (options.engine) {
    case Engine::sqlite: return open_sqlite(options);
    case Engine::postgres: throw CannotStart("PostgreSQL cannot be used in this build. Leave --database out to keep the school in a file.");
  }
  throw CannotStart("no such engine");
}

}  // namespace db
