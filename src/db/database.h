// One school's store: an encrypted SQLite file, or a PostgreSQL schema, behind one small interface. Only the access floor opens one.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/secret.h"
#include "db/row.h"
#include "db/sql.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace db {

enum class Engine { sqlite, postgres };

/// What the database said, sorted into what a caller can act on. Its text never holds a bound value.
class DatabaseError : public std::runtime_error {
 public:
  enum class Kind { busy, constraint, full, damaged, connection, denied, other };
  DatabaseError(Kind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

/// The person has to do something before the program can start: a wrong key, a newer schema, an edited migration, a bad file system.
class CannotStart : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One pupil's classes of information that may be seen: bit n stands for class Cn.
struct PupilSight {
  base::Bytes16 pupil;
  std::uint32_t classes;
  std::uint32_t decides = 0;  ///< classes this reader decides on: never more than they may see
  std::uint32_t signs = 0;    ///< classes of which this reader signs what others wrote
};

/// What one reader may see. The engine filters by it inside every guarded view: `may_see(pupil, class)` is
/// `pupils[pupil]` where that pupil is listed, else `everyone`, tested for the bit; `may_decide(pupil, class)` and
/// `may_sign(pupil, class)` are the same of what is decided on and signed. `me()` is `me`, `i_am(role)` tells whether the code is one of `roles`.
struct Sight {
  base::Bytes16 me{};              ///< the reader's staff id; nil sees nothing of their own
  std::uint32_t everyone = 0;      ///< classes seen of every pupil not listed
  std::vector<PupilSight> pupils;  ///< sorted by pupil, each once; an entry replaces `everyone`, it does not add to it
  bool restricted = false;         ///< `may_see_restricted()`: records flagged restricted
  bool sealed = false;             ///< `may_see_sealed()`
  std::int64_t as_of = 0;          ///< `as_of()`: the moment (ms) it was worked out; what ends later is still in force
  std::uint32_t everyone_decides = 0;
  std::uint32_t everyone_signs = 0;
  std::vector<std::string> roles = {};  ///< codes of a-z and _
  std::uint64_t fingerprint = 0;   ///< equal sights have equal fingerprints: an engine may skip telling the server again
};

/// Reads, and cannot write. Base tables are refused ("denied") unless listed open; guarded views filter by the sight in force.
/// One thread at a time. Before `look_as` is called nothing but open tables can be seen.
class ReadConnection {
 public:
  virtual ~ReadConnection() = default;
  virtual void look_as(std::shared_ptr<const Sight> sight) = 0;
  /// Each row in turn. Every parameter of the statement must be bound; one bound but not named in it is ignored.
  virtual void rows(const Sql& sql, Binds binds, const RowReader& each) = 0;
  /// All reads until `end` see one moment. No effect when one is begun already.
  virtual void begin_snapshot() = 0;
  virtual void end_snapshot() noexcept = 0;
};

/// The pen. One in the whole program for a school. Sees and writes every table; one thread at a time.
class WriteConnection {
 public:
  virtual ~WriteConnection() = default;
  /// The number of rows it wrote.
  virtual std::int64_t execute(const Sql& sql, Binds binds) = 0;
  virtual void rows(const Sql& sql, Binds binds, const RowReader& each) = 0;
  virtual void begin() = 0;
  /// Durable when it returns: synchronous=FULL, or synchronous_commit=on.
  virtual void commit() = 0;
  virtual void rollback() noexcept = 0;
  virtual void savepoint() = 0;
  virtual void release() = 0;
  virtual void rollback_to_savepoint() = 0;
  /// Between transactions: SQLite moves its log into the file when enough has piled up, sooner when nothing waits. Never throws:
  /// what could not be done now is done later.
  virtual void tidy(bool work_waits) noexcept = 0;
  /// Several statements at once, for migrations only.
  virtual void run_script(std::string_view script) = 0;
};

struct Options {
  Engine engine = Engine::sqlite;
  std::filesystem::path file;      ///< SQLite: the database file; made when `create`
  base::Secret key;                ///< SQLite: 32 raw bytes
  std::string url;                 ///< PostgreSQL: postgres://…; never logged
  std::string schema = "alongside";  ///< PostgreSQL: the school's schema, a-z 0-9 _ only
  bool create = false;
  /// Tables a reading connection may see directly, besides the views whose names begin with `seen_` or `my_`.
  std::vector<std::string> open_tables;
  std::int64_t reader_cache_kib = 4096;
};

class Database {
 public:
  virtual ~Database() = default;
  virtual Engine engine() const = 0;
  virtual std::unique_ptr<ReadConnection> reader() = 0;
  virtual std::unique_ptr<WriteConnection> writer() = 0;
  /// A consistent copy while others go on writing; SQLite: an encrypted file under the same key. PostgreSQL throws CannotStart
  /// with the words that name pg_dump.
  virtual void backup(const std::filesystem::path& to) = 0;
};

/// Throws CannotStart when the file is no database, the key is wrong, the file system is unfit (network share), SQLite is
/// older than 3.51.3, WAL or synchronous=FULL cannot be had, or (PostgreSQL) the user is a superuser or may bypass row security.
std::unique_ptr<Database> open(const Options& options);

/// One numbered step of the house's history, carried in the binary.
struct Migration {
  int number;
  std::string_view name;
  std::string_view script;
};

/// Brings the schema forward: every step not yet recorded in `schema_history`, each in a transaction with its checksum
/// (BLAKE2b is not known here: FNV-1a of 64 bits guards against slips, not against an adversary). In a script the words INT64,
/// REAL64 and BYTES become the engine's own types, `) STRICT` stands only on SQLite, and lines between `--sqlite`, `--postgres`
/// and `--end` belong to one engine. Throws CannotStart when a recorded step's text has changed, or the schema is newer.
/// Returns how many steps ran. `before_first` is called once before the first step that runs on a schema that is not empty.
int migrate(WriteConnection& connection, Engine engine, std::span<const Migration> steps,
            const std::function<void()>& before_first);

}  // namespace db
