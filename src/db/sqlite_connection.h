// One SQLite handle: opened with the key and the house's settings, with its prepared statements kept. Used by one thread at a time.
#pragma once

#include "db/database.h"
#include "db/statement_place.h"

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace db {

/// What the handle is for. Only the pen may write; the pen and its settler may copy the log into the file.
enum class SqlitePurpose { pen, reader, settler, backup_target };

/// Throws what SQLite said as a DatabaseError. `with_text`: SQLite's own words may be repeated, since no bound value is in them.
enum class ErrorWords { keep, leave_out };
[[noreturn]] void throw_sqlite_error(sqlite3* handle, int code, ErrorWords words);
DatabaseError::Kind kind_of_sqlite_error(int extended_code);

class SqliteConnection {
 public:
  /// Opens, keys, reads the first page and sets every setting. Throws CannotStart when the key or the file is wrong or a setting
  /// did not take; DatabaseError when the disk failed.
  SqliteConnection(const std::filesystem::path& file, const base::Secret& key, SqlitePurpose purpose, std::int64_t cache_kib);
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  sqlite3* handle() const { return handle_.get(); }
  void rows(const Sql& sql, Binds binds, const RowReader& each);
  /// The number of rows it wrote.
  std::int64_t execute(const Sql& sql, Binds binds);
  /// A statement of our own, without values: BEGIN, SAVEPOINT, PRAGMA. Prepared once as well.
  void command(const Sql& sql);
  void run_script(std::string_view script);
  /// The single value a PRAGMA or a short query answers with; empty when it has none.
  std::string ask(const char* statement);
  /// True while a transaction is open: SQLite ends one by itself after some errors.
  bool in_transaction() const { return sqlite3_get_autocommit(handle()) == 0; }

 private:
  struct CloseHandle {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  /// A prepared statement and the names its parameters have, without colons. The names are copies: SQLite's own go when it
  /// prepares the statement again after a change of the schema.
  struct Statement {
    std::unique_ptr<sqlite3_stmt, Finalize> prepared;
    std::vector<std::string> parameters;
    bool in_use = false;
  };
  class Using;

  Statement prepare(std::string_view text) const;
  void bind(const Statement& statement, Binds binds) const;
  void apply_settings(SqlitePurpose purpose, std::int64_t cache_kib);
  void require(const char* pragma, const char* query, std::string_view wanted);

  std::unique_ptr<sqlite3, CloseHandle> handle_;
  std::unordered_map<StatementPlace, Statement, StatementPlace::Hash> statements_;
};

}  // namespace db
