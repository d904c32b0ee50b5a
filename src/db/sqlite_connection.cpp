// Opening with a raw AEGIS key, the settings of the house, prepared statements, binding by name, and what errors mean.
#include "db/sqlite_connection.h"

#include "db/sqlite_file.h"

#include <fmt/format.h>

#include <cstring>

namespace db {
namespace {

using Kind = DatabaseError::Kind;

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement), columns_(sqlite3_column_count(statement)) {}
  int columns() const override { return columns_; }
  bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
  double real(int column) const override { return sqlite3_column_double(statement_, column); }
  std::string_view text(int column) const override {
    const auto* start = sqlite3_column_text(statement_, column);  // before the length: it may convert
    if (!start) return {};
    return {reinterpret_cast<const char*>(start), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  base::BytesView bytes(int column) const override {
    const auto* start = sqlite3_column_blob(statement_, column);
    if (!start) return {};
    return {static_cast<const std::byte*>(start), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  sqlite3_stmt* statement_;
  int columns_;
};

std::string_view explain_kind(Kind kind) {
  switch (kind) {
    case Kind::busy: return "the database is busy";
    case Kind::constraint: return "a rule of the schema was broken";
    case Kind::full: return "the disk is full";
    case Kind::damaged: return "the database is damaged";
    case Kind::connection: return "the disk failed";
    case Kind::denied: return "not allowed on this connection";
    case Kind::other: return "the statement failed";
  }
  return "";
}

int bind_value(sqlite3_stmt* statement, int index, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::integer:
      if (const auto* number = std::get_if<std::int64_t>(&value.held())) return sqlite3_bind_int64(statement, index, *number);
      break;
    case Value::Kind::real:
      if (const auto* number = std::get_if<double>(&value.held())) return sqlite3_bind_double(statement, index, *number);
      break;
    case Value::Kind::text:
      if (const auto* text = std::get_if<std::string>(&value.held())) {
        return sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
      }
      break;
    case Value::Kind::bytes:
      if (const auto* bytes = std::get_if<base::Bytes>(&value.held())) {
        if (bytes->empty()) return sqlite3_bind_zeroblob(statement, index, 0);  // a null pointer would bind NULL
        return sqlite3_bind_blob64(statement, index, bytes->data(), bytes->size(), SQLITE_STATIC);
      }
      break;
    case Value::Kind::unknown:
      break;
  }
  return sqlite3_bind_null(statement, index);
}

}  // namespace

DatabaseError::Kind kind_of_sqlite_error(int extended_code) {
  switch (extended_code) {
    case SQLITE_IOERR_DATA:
    case SQLITE_IOERR_CORRUPTFS:
    case SQLITE_IOERR_SHORT_READ:
      return Kind::damaged;
    default:
      break;
  }
  switch (extended_code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Kind::busy;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      return Kind::constraint;
    case SQLITE_FULL:
      return Kind::full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Kind::damaged;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return Kind::connection;
    case SQLITE_AUTH:
    case SQLITE_READONLY:
      return Kind::denied;
    default:
      return Kind::other;
  }
}

void throw_sqlite_error(sqlite3* handle, int code, ErrorWords words) {
  const int extended = handle ? sqlite3_extended_errcode(handle) : code;
  const int known = (extended & 0xFF) == (code & 0xFF) ? extended : code;
  const auto kind = kind_of_sqlite_error(known);
  auto what = fmt::format("{} (SQLite {})", explain_kind(kind), known);
  // The words of a broken constraint name columns only; those of a failed step may quote what was searched for.
  if (handle && (words == ErrorWords::keep || kind == Kind::constraint)) what += fmt::format(": {}", sqlite3_errmsg(handle));
  throw DatabaseError(kind, what);
}

/// Puts a statement back as it was, whichever way its use ends: no value stays bound, no transaction is held open by it.
class SqliteConnection::Using {
 public:
  explicit Using(Statement& statement) : statement_(statement) { statement_.in_use = true; }
  Using(const Using&) = delete;
  Using& operator=(const Using&) = delete;
  ~Using() {
    sqlite3_reset(statement_.prepared.get());
    if (!statement_.parameters.empty()) sqlite3_clear_bindings(statement_.prepared.get());
    statement_.in_use = false;
  }

 private:
  Statement& statement_;
};

SqliteConnection::SqliteConnection(const std::filesystem::path& file, const base::Secret& key, SqlitePurpose purpose,
                                   std::int64_t cache_kib) {
  sqlite3* opened = nullptr;
  const int flags = (purpose == SqlitePurpose::reader ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX |
                    SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
  handle_.reset(opened);
  if (code != SQLITE_OK) throw_sqlite_error(opened, code, ErrorWords::keep);
  sqlite3_busy_timeout(opened, 5000);

  // "raw:" and 32 bytes: no key is derived from a passphrase, so opening takes no time.
  base::Bytes raw(base::as_bytes("raw:").begin(), base::as_bytes("raw:").end());
  raw.reserve(4 + key.reveal().size());
  raw.insert(raw.end(), key.reveal().begin(), key.reveal().end());
  const base::Secret spelled(std::move(raw));
  const int cipher = sqlite3mc_cipher_index("aegis");
  if (cipher < 1 || sqlite3mc_config(opened, "cipher", cipher) != cipher ||
      sqlite3_key(opened, spelled.reveal().data(), static_cast<int>(spelled.reveal().size())) != SQLITE_OK) {
    throw CannotStart("The database cannot be opened: this build of SQLite lacks the AEGIS cipher. Build it again with bin/build.");
  }
  try {
    (void)ask("SELECT count(*) FROM sqlite_schema");
  } catch (const DatabaseError& error) {
    if (error.kind() != Kind::damaged) throw;
    throw CannotStart(fmt::format(
        "{} cannot be read: either the key is not the one it was made with, or the file is damaged. Put the right key file back, or "
        "the last backup with: alongside restore",
        file.string()));
  }
  apply_settings(purpose, cache_kib);
}

SqliteConnection::~SqliteConnection() = default;

void SqliteConnection::apply_settings(SqlitePurpose purpose, std::int64_t cache_kib) {
  sqlite3* const db = handle();
  const auto set = [db](int option, int wanted) {
    int now = -1;
    if (sqlite3_db_config(db, option, wanted, &now) != SQLITE_OK || now != wanted) {
      throw CannotStart(fmt::format("SQLite refused setting {}. Build Alongside again with bin/build.", option));
    }
  };
  set(SQLITE_DBCONFIG_DEFENSIVE, 1);
  set(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
  set(SQLITE_DBCONFIG_DQS_DML, 0);
  set(SQLITE_DBCONFIG_DQS_DDL, 0);
  set(SQLITE_DBCONFIG_ENABLE_FKEY, 1);
  // A statement is planned once, not again for each value that is bound to it.
  set(SQLITE_DBCONFIG_ENABLE_QPSG, 1);
  set(SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0);
  set(SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, purpose == SqlitePurpose::pen ? 0 : 1);
  sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 64 << 20);

  require("PRAGMA mmap_size=0", "PRAGMA mmap_size", "0");
  require("PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1");
  require("PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1");
  require("PRAGMA wal_autocheckpoint=0", "PRAGMA wal_autocheckpoint", "0");
  (void)ask(fmt::format("PRAGMA cache_size=-{}", cache_kib).c_str());
  // A backup stays in one file while it is written, and becomes WAL where it is put back.
  if (purpose == SqlitePurpose::backup_target) {
    require("PRAGMA synchronous=FULL", "PRAGMA synchronous", "2");
    return;
  }
  require(purpose == SqlitePurpose::pen ? "PRAGMA journal_mode=WAL" : nullptr, "PRAGMA journal_mode", "wal");
  require("PRAGMA synchronous=FULL", "PRAGMA synchronous", "2");
  require("PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1");
  if (purpose != SqlitePurpose::pen) {
    require("PRAGMA query_only=ON", "PRAGMA query_only", "1");
  } else {
    (void)ask("PRAGMA journal_size_limit=67108864");
  }
}

void SqliteConnection::require(const char* pragma, const char* query, std::string_view wanted) {
  if (pragma) (void)ask(pragma);
  if (const auto now = ask(query); now != wanted) {
    throw CannotStart(fmt::format("SQLite would not keep a setting Alongside needs ({} answers '{}', not '{}'). Check that the disk can "
                                  "be written and that no other program has the database open.",
                                  query, now, wanted));
  }
}

std::string SqliteConnection::ask(const char* statement) {
  const auto asked = prepare(statement);
  const int code = sqlite3_step(asked.prepared.get());
  if (code == SQLITE_DONE) return {};
  if (code != SQLITE_ROW) throw_sqlite_error(handle(), code, ErrorWords::keep);
  return SqliteRow(asked.prepared.get()).string(0);
}

SqliteConnection::Statement SqliteConnection::prepare(std::string_view text) const {
  sqlite3_stmt* made = nullptr;
  const int code = sqlite3_prepare_v3(handle(), text.data(), static_cast<int>(text.size()), SQLITE_PREPARE_PERSISTENT, &made, nullptr);
  if (code != SQLITE_OK) throw_sqlite_error(handle(), code, ErrorWords::keep);
  Statement statement;
  statement.prepared.reset(made);
  const int count = sqlite3_bind_parameter_count(made);
  for (int i = 1; i <= count; ++i) {
    const char* name = sqlite3_bind_parameter_name(made, i);  // ":pupil"
    if (!name || *name != ':') throw DatabaseError(Kind::other, "a parameter of the statement has no name");
    statement.parameters.emplace_back(name + 1);
  }
  return statement;
}

void SqliteConnection::bind(const Statement& statement, Binds binds) const {
  int index = 0;
  const bool in_order = are_in_order(statement.parameters, binds);
  for (const auto& name : statement.parameters) {
    const auto among = in_order ? binds.subspan(static_cast<std::size_t>(index), 1) : binds;
    ++index;
    // SQLITE_STATIC: the caller's values outlive the call, and Using clears the bindings when it ends.
    if (const int code = bind_value(statement.prepared.get(), index, value_bound_to(name, among)); code != SQLITE_OK) {
      throw_sqlite_error(handle(), code, ErrorWords::leave_out);
    }
  }
}

void SqliteConnection::rows(const Sql& sql, Binds binds, const RowReader& each) {
  auto [place, fresh] = statements_.try_emplace(StatementPlace(sql));
  if (fresh) {
    try {
      place->second = prepare(sql.text());
    } catch (...) {
      statements_.erase(place);
      throw;
    }
  }
  Statement spare;  // the same statement inside its own rows needs a second one
  Statement& statement = place->second.in_use ? (spare = prepare(sql.text())) : place->second;
  const Using held(statement);
  bind(statement, binds);
  const SqliteRow row(statement.prepared.get());
  for (;;) {
    const int code = sqlite3_step(statement.prepared.get());
    if (code == SQLITE_DONE) return;
    if (code != SQLITE_ROW) throw_sqlite_error(handle(), code, ErrorWords::leave_out);
    each(row);
  }
}

std::int64_t SqliteConnection::execute(const Sql& sql, Binds binds) {
  static const RowReader nothing = [](const Row&) {};
  const auto before = sqlite3_total_changes64(handle());
  rows(sql, binds, nothing);
  return sqlite3_total_changes64(handle()) == before ? 0 : sqlite3_changes64(handle());
}

void SqliteConnection::command(const Sql& sql) { (void)execute(sql, {}); }

void SqliteConnection::run_script(std::string_view script) {
  const char* left = script.data();
  const char* const end = script.data() + script.size();
  while (left < end) {
    sqlite3_stmt* made = nullptr;
    const char* next = nullptr;
    const int code = sqlite3_prepare_v2(handle(), left, static_cast<int>(end - left), &made, &next);
    const std::unique_ptr<sqlite3_stmt, Finalize> statement(made);
    if (code != SQLITE_OK) throw_sqlite_error(handle(), code, ErrorWords::keep);
    left = next;
    if (!made) continue;  // white space or a comment
    int stepped = sqlite3_step(made);
    while (stepped == SQLITE_ROW) stepped = sqlite3_step(made);
    if (stepped != SQLITE_DONE) throw_sqlite_error(handle(), stepped, ErrorWords::keep);
  }
}

}  // namespace db
