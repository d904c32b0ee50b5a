// Readers, the pen, and opening a school's schema in PostgreSQL.
#include "db/postgres_database.h"

#include "base/log.h"
#include "db/dialect.h"
#include "db/postgres_connection.h"
#include "db/relations_named.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <set>
#include <unordered_map>

namespace db {
namespace {

using Kind = DatabaseError::Kind;

void read_rows(const PGresult* result, const RowReader& each) {
  PostgresRow row(result);
  const int count = PQntuples(result);
  for (int i = 0; i < count; ++i) {
    row.move_to(i);
    each(row);
  }
}

class PostgresReader final : public ReadConnection {
 public:
  PostgresReader(std::string url, std::string schema, std::vector<std::string> open_tables)
      : url_(std::move(url)), schema_(std::move(schema)), open_tables_(open_tables.begin(), open_tables.end()) {
    reopen();
  }

  void look_as(std::shared_ptr<const Sight> sight) override { sight_ = std::move(sight); }

  void rows(const Sql& sql, Binds binds, const RowReader& each) override {
    if (check_names(sql.text()) && !sight_) throw DatabaseError(Kind::denied, nobody_looks);
    // The whole answer is here before the first row is shown, so a lost connection can be tried again without showing a row twice.
    const auto result = ask(sql, binds);
    read_rows(result.get(), each);
  }

  void begin_snapshot() override {
    if (snapshot_ == Snapshot::none) snapshot_ = Snapshot::wanted;
  }

  void end_snapshot() noexcept override {
    const bool open = snapshot_ == Snapshot::open;
    snapshot_ = Snapshot::none;
    if (!open || !connection_->alive()) return;
    try {
      // Committed, so that the sight told inside it stays told.
      if (connection_->transaction_failed()) told_.reset();
      static constexpr Sql commit = "COMMIT";
      (void)connection_->run(commit, {});
    } catch (const std::exception&) {
      told_.reset();
      base::log::warning("snapshot_not_ended");
    }
  }

 private:
  enum class Snapshot { none, wanted, open };

  PostgresConnection::Result ask(const Sql& sql, Binds binds) {
    if (snapshot_ == Snapshot::open && !connection_->alive()) {
      throw DatabaseError(Kind::connection, "the connection was lost, and with it the moment being looked at");
    }
    if (!connection_->alive()) reopen();
    try {
      return ask_once(sql, binds);
    } catch (const DatabaseError& error) {
      if (error.kind() != Kind::connection || snapshot_ == Snapshot::open) throw;
    }
    reopen();
    return ask_once(sql, binds);
  }

  PostgresConnection::Result ask_once(const Sql& sql, Binds binds) {
    static constexpr Sql begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    const bool begins = snapshot_ == Snapshot::wanted;
    if (begins) connection_->queue(begin);
    tell_sight();
    try {
      auto result = connection_->run(sql, binds);
      if (begins) snapshot_ = Snapshot::open;
      return result;
    } catch (const DatabaseError&) {
      if (begins && connection_->alive() && connection_->in_transaction()) snapshot_ = Snapshot::open;
      told_.reset();  // a setting made in a transaction that failed was taken back with it
      throw;
    }
  }

  /// Queues the settings the functions of postgres_functions.h read, unless the server knows them already.
  void tell_sight() {
    static constexpr Sql look =
        "SELECT set_config('alongside.me', :me, false), set_config('alongside.everyone', :everyone, false), "
        "set_config('alongside.restricted', :restricted, false), set_config('alongside.sealed', :sealed, false), "
        "set_config('alongside.as_of', :as_of, false), "
        "set_config('alongside.decides', :decides, false), set_config('alongside.signs', :signs, false), set_config('alongside.roles', :roles, false)";
    if (!sight_) return;  // what is read then asks no view, and whom the server was told of last may be next again
    if (sight_->fingerprint != 0 && told_ == Told{sight_->fingerprint}) return;
    const Sight& sight = *sight_;
    std::vector<Bind> values;
    values.reserve(8);
    values.push_back({"me", sight.me == base::Bytes16{} ? std::string() : base::to_hex(sight.me)});
    values.push_back({"everyone", fmt::format("{:08x}", sight.everyone)});
    values.push_back({"restricted", sight.restricted ? "on" : "off"});
    values.push_back({"sealed", sight.sealed ? "on" : "off"});
    values.push_back({"as_of", std::to_string(sight.as_of)});
    values.push_back({"decides", fmt::format("{:08x}", sight.everyone_decides)});
    values.push_back({"signs", fmt::format("{:08x}", sight.everyone_signs)});
    std::string roles = ",";
    for (const auto& role : sight.roles) roles += role + ",";
    values.push_back({"roles", std::move(roles)});
    connection_->queue(look, std::move(values));
    if (lists_may_be_set_ || !sight.pupils.empty()) tell_lists(sight);
    lists_may_be_set_ = lists_may_be_set_ || !sight.pupils.empty();
    told_ = Told{sight_->fingerprint};
  }

  void tell_lists(const Sight& sight) {
    static constexpr Sql look =
        "SELECT set_config('alongside.pupils_0', :p0, false), set_config('alongside.pupils_1', :p1, false), "
        "set_config('alongside.pupils_2', :p2, false), set_config('alongside.pupils_3', :p3, false), "
        "set_config('alongside.pupils_4', :p4, false), set_config('alongside.pupils_5', :p5, false), "
        "set_config('alongside.pupils_6', :p6, false), set_config('alongside.pupils_7', :p7, false), "
        "set_config('alongside.pupils_8', :p8, false), set_config('alongside.pupils_9', :p9, false), "
        "set_config('alongside.pupils_a', :p10, false), set_config('alongside.pupils_b', :p11, false), "
        "set_config('alongside.pupils_c', :p12, false), set_config('alongside.pupils_d', :p13, false), "
        "set_config('alongside.pupils_e', :p14, false), set_config('alongside.pupils_f', :p15, false)";
    static constexpr std::array<std::string_view, 16> names{"p0", "p1", "p2",  "p3",  "p4",  "p5",  "p6",  "p7",
                                                            "p8", "p9", "p10", "p11", "p12", "p13", "p14", "p15"};
    std::array<std::string, 16> lists;
    for (const auto& one : sight.pupils) {
      auto& list = lists[std::to_integer<std::size_t>(one.pupil.back() & std::byte{15})];
      list += base::to_hex(one.pupil);
      fmt::format_to(std::back_inserter(list), ":{:08x}{:08x}{:08x},", one.classes, one.decides, one.signs);
    }
    std::vector<Bind> values;
    values.reserve(lists.size());
    for (std::size_t i = 0; i < lists.size(); ++i) values.emplace_back(names[i], std::move(lists[i]));
    connection_->queue(look, std::move(values));
  }

  void reopen() {
    told_ = Told::nobody();  // a new connection has no settings, and so sees nothing
    lists_may_be_set_ = false;
    connection_ = std::make_unique<PostgresConnection>(url_, schema_, PostgresPurpose::reader);
    static constexpr Sql closed =
        "SELECT relname FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) "
        "AND relkind IN ('r', 'p', 'v', 'm') AND NOT (relkind = 'v' AND (starts_with(relname, 'seen_') OR starts_with(relname, 'my_')))";
    closed_.clear();
    checked_.clear();
    read_rows(connection_->run(closed, {}).get(), [this](const Row& row) {
      if (!open_tables_.contains(row.text(0))) closed_.insert(row.string(0));
    });
  }

  /// Row security alone would leave tables without a policy open to every reader: what is not listed open is refused by name.
  /// True where the statement reads a guarded view.
  bool check_names(std::string_view statement) {
    if (const auto known = checked_.find(statement.data()); known != checked_.end()) return known->second;
    for (const auto& name : relations_named(statement)) {
      if (closed_.contains(name)) throw DatabaseError(Kind::denied, fmt::format("{} may not be read by this connection", name));
    }
    return checked_.emplace(statement.data(), names_a_guarded_view(statement)).first->second;
  }

  /// Whose sight the server was told last.
  struct Told {
    std::optional<std::uint64_t> fingerprint;
    static Told nobody() { return {}; }
    friend bool operator==(const Told&, const Told&) = default;
  };

  std::string url_, schema_;
  std::set<std::string, std::less<>> open_tables_;
  std::set<std::string, std::less<>> closed_;  // tables and plain views of the schema, as they were when the connection was made
  std::unordered_map<const char*, bool> checked_;  // statements whose names were looked at, and whether they read a guarded view
  std::unique_ptr<PostgresConnection> connection_;
  std::shared_ptr<const Sight> sight_;
  std::optional<Told> told_;
  bool lists_may_be_set_ = false;
  Snapshot snapshot_ = Snapshot::none;
};

class PostgresPen final : public WriteConnection {
 public:
  PostgresPen(std::string url, std::string schema)
      : url_(std::move(url)), schema_(std::move(schema)), lock_(checksum("alongside pen of " + schema_)) {
    reopen();
  }

  std::int64_t execute(const Sql& sql, Binds binds) override {
    const auto result = connected().run(sql, binds);
    const std::string_view did = PQcmdStatus(result.get());
    const bool writes = did.starts_with("INSERT") || did.starts_with("UPDATE") || did.starts_with("DELETE") || did.starts_with("MERGE");
    return writes ? std::strtoll(PQcmdTuples(result.get()), nullptr, 10) : 0;
  }

  void rows(const Sql& sql, Binds binds, const RowReader& each) override {
    const auto result = connected().run(sql, binds);
    read_rows(result.get(), each);
  }

  /// Waits for the pen of another process, if there is one: writers of a school come one after the other, as on SQLite.
  void begin() override {
    if (!connection_->alive() || connection_->in_transaction()) reopen();
    try {
      begin_once();
    } catch (const DatabaseError& error) {
      if (error.kind() != Kind::connection) throw;
      reopen();  // nothing was done yet, so it may be tried again
      begin_once();
    }
    begun_ = true;
  }

  void commit() override {
    static constexpr Sql commit = "COMMIT";
    const auto result = connected().run(commit, {});
    begun_ = false;
    // A transaction in which something failed answers COMMIT with a good "ROLLBACK".
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") {
      throw DatabaseError(Kind::other, "the transaction had failed and was rolled back");
    }
  }

  void rollback() noexcept override {
    begun_ = false;
    connection_->forget_queue();
    if (!connection_->alive() || !connection_->in_transaction()) return;
    try {
      static constexpr Sql rollback = "ROLLBACK";
      (void)connection_->run(rollback, {});
    } catch (const std::exception&) {
      base::log::warning("rollback_failed");  // begin() opens a new connection when this one is not idle
    }
  }

  // These three travel with the statement that follows them.
  void savepoint() override {
    static constexpr Sql savepoint = "SAVEPOINT job";
    connected().queue(savepoint);
  }
  void release() override {
    // Told now: queued, it would fail in the name of the next job.
    if (connected().transaction_failed()) throw DatabaseError(Kind::other, "a statement had failed since the savepoint");
    static constexpr Sql release = "RELEASE SAVEPOINT job";
    connection_->queue(release);
  }
  void rollback_to_savepoint() override {
    static constexpr Sql back = "ROLLBACK TO SAVEPOINT job";
    static constexpr Sql release = "RELEASE SAVEPOINT job";
    connected().queue(back);
    connection_->queue(release);
  }

  void run_script(std::string_view script) override { connected().run_script(std::string(script)); }
  void tidy(bool) noexcept override {}

 private:
  PostgresConnection& connected() {
    if (connection_->alive()) return *connection_;
    if (begun_) throw DatabaseError(Kind::connection, "the connection was lost, and with it the transaction");
    reopen();
    return *connection_;
  }

  void begin_once() {
    static constexpr Sql begin = "BEGIN";
    static constexpr Sql wait = "SELECT pg_advisory_xact_lock(:lock)";
    connection_->queue(begin);
    const Bind values[] = {{"lock", lock_}};
    (void)connection_->run(wait, values);
  }

  void reopen() {
    begun_ = false;
    connection_ = std::make_unique<PostgresConnection>(url_, schema_, PostgresPurpose::pen);
  }

  std::string url_, schema_;
  std::int64_t lock_;
  std::unique_ptr<PostgresConnection> connection_;
  bool begun_ = false;
};

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(const Options& options)
      : url_(options.url), schema_(options.schema), open_tables_(options.open_tables) {}
  Engine engine() const override { return Engine::postgres; }
  std::unique_ptr<ReadConnection> reader() override { return std::make_unique<PostgresReader>(url_, schema_, open_tables_); }
  std::unique_ptr<WriteConnection> writer() override { return std::make_unique<PostgresPen>(url_, schema_); }
  void backup(const std::filesystem::path&) override {
    throw CannotStart(fmt::format("A school kept in PostgreSQL is copied with PostgreSQL's own tool: pg_dump --format=custom --schema={} "
                                  "--file=COPY and the address given to --database.",
                                  schema_));
  }

 private:
  std::string url_, schema_;
  std::vector<std::string> open_tables_;
};

void check_server(PostgresConnection& connection) {
  if (PQserverVersion(connection.handle()) < 150'000) {
    throw CannotStart("PostgreSQL 15 or later is needed. Upgrade the server, or leave --database out to keep the school in a file.");
  }
  if (connection.ask("SHOW server_encoding") != "UTF8") {
    throw CannotStart("The PostgreSQL database is not in UTF-8. Make one with: createdb --encoding=UTF8 --template=template0 alongside");
  }
  if (connection.ask("SELECT bool_or(rolsuper OR rolbypassrls) FROM pg_roles WHERE rolname IN (current_user, session_user)") != "f") {
    throw CannotStart(
        "The PostgreSQL user is a superuser or may bypass row security, so the database could not keep staff from what they may not "
        "see. Make a plain one with: createuser --no-superuser alongside, give it the database, and use it in --database.");
  }
  if (connection.ask("SHOW synchronous_commit") != "on") throw CannotStart("PostgreSQL would not set synchronous_commit to on.");
  if (connection.ask("SHOW fsync") != "on") {
    static std::once_flag told;
    std::call_once(told, [] { base::log::warning("postgres_runs_without_fsync"); });
  }
}

void check_schema(PostgresConnection& connection, const std::string& schema, bool create) {
  const bool there = connection.ask(fmt::format("SELECT count(*) FROM pg_namespace WHERE nspname = '{}'", schema)) == "1";
  if (there) return;
  if (!create) {
    throw CannotStart(fmt::format("There is no school in the schema {} of this PostgreSQL database. Check --database, or make a new "
                                  "school with: alongside init",
                                  schema));
  }
  connection.run_script(fmt::format("CREATE SCHEMA IF NOT EXISTS \"{}\"", schema));
}

}  // namespace

std::unique_ptr<Database> open_postgres(const Options& options) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  if (options.schema.empty() || options.schema.size() > 60 || options.schema.starts_with("pg_") ||
      !std::all_of(options.schema.begin(), options.schema.end(), plain)) {
    throw CannotStart("The name of the PostgreSQL schema may hold the letters a to z, digits and _ only.");
  }
  try {
    PostgresConnection connection(options.url, options.schema, PostgresPurpose::pen);
    check_server(connection);
    check_schema(connection, options.schema, options.create);
  } catch (const DatabaseError& error) {
    throw CannotStart(fmt::format("PostgreSQL cannot be used: {}. Check the address given to --database, that the server runs, and that the "
                                  "user owns the database.",
                                  error.what()));
  }
  return std::make_unique<PostgresDatabase>(options);
}

}  // namespace db
