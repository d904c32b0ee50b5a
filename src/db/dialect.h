// One migration text, two engines: the words and lines of a script that are not the same on both.
#pragma once

#include "db/database.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace db {

/// The script as the engine reads it. INT64 becomes INTEGER or BIGINT, REAL64 REAL or DOUBLE
/// PRECISION, BYTES BLOB or BYTEA; `STRICT` and `WITHOUT ROWID`
/// after a table's closing bracket stand on SQLite only; lines after `--sqlite` or `--postgres` up to `--end` belong to one engine.
/// Strings, quoted names and comments stay as they are. Throws std::logic_error when a section is not closed.
std::string translate(std::string_view script, Engine engine);

/// FNV-1a of 64 bits, as a number SQL can hold.
std::int64_t checksum(std::string_view text);

}  // namespace db
