// Starting a PostgreSQL for the tests, and making and dropping databases on both engines.
#include "testing/test_databases.h"

#include "access/embedded_migrations.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <ctime>
#include <stdexcept>
#include <utility>

namespace test {
namespace {

namespace fs = std::filesystem;

/// Where a distribution puts the server's programs; PATH may hold another version, or none.
fs::path server_programs() {
  for (const char* place : {"/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/17/bin"}) {
    if (fs::exists(fs::path(place) / "postgres")) return place;
  }
  throw std::runtime_error("PostgreSQL 15 is not installed: install postgresql-15, or set ALONGSIDE_TEST_POSTGRES to the address of one");
}

/// In the child: PostgreSQL will not run as root, so it runs as the user its package made.
void become_unprivileged(const passwd* user) {
  if (user == nullptr) return;
  if (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0) ::_exit(126);
}

pid_t start_program(const std::vector<std::string>& words, const passwd* user, const fs::path& log) {
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child != 0) return child;
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
  if (out >= 0) {
    ::dup2(out, STDOUT_FILENO);
    ::dup2(out, STDERR_FILENO);
  }
  become_unprivileged(user);
  if (::chdir("/tmp") != 0) ::_exit(126);
  ::prctl(PR_SET_PDEATHSIG, SIGINT);  // a test that is killed leaves no server behind
  if (::getppid() != parent) ::_exit(126);
  ::execv(arguments[0], arguments.data());
  ::_exit(127);
}

class PostgresServer {
 public:
  PostgresServer() {
    const auto programs = server_programs();
    const passwd* user = nullptr;
    if (::geteuid() == 0) {
      user = ::getpwnam("postgres");
      if (user == nullptr) throw std::runtime_error("there is no user 'postgres' to run the test server as");
      if (::chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) != 0) throw std::runtime_error("cannot give the folder away");
    }
    const auto data = folder_.path() / "data";
    const auto log = folder_.path() / "log";
    const pid_t maker = start_program({programs / "initdb", "--pgdata", data, "--username", "postgres", "--auth", "trust", "--encoding",
                                       "UTF8", "--locale", "C", "--no-sync", "--no-instructions"},
                                      user, log);
    int status = 0;
    if (::waitpid(maker, &status, 0) != maker || status != 0) throw std::runtime_error("initdb failed");
    server_ = start_program({programs / "postgres", "-D", data, "-k", folder_.path(), "-c", "listen_addresses=", "-c", "fsync=off", "-c",
                             "full_page_writes=off", "-c", "max_connections=60", "-c", "shared_buffers=32MB", "-c", "autovacuum=off"},
                            user, log);
    wait_until_it_answers();
    run_as_superuser("CREATE ROLE alongside LOGIN NOSUPERUSER NOBYPASSRLS");
    run_as_superuser("CREATE DATABASE alongside OWNER alongside");
    url_ = fmt::format("postgresql:///alongside?host={}&user=alongside", folder_.path().string());
  }
  ~PostgresServer() {
    if (server_ <= 0 || owner_ != ::getpid()) return;  // a forked child must not stop its parent's server
    ::kill(server_, SIGINT);                           // "fast": does not wait for connections to close
    ::waitpid(server_, nullptr, 0);
  }
  const std::string& url() const { return url_; }
  std::string superuser_url(std::string_view database = "postgres") const {
    return fmt::format("postgresql:///{}?host={}&user=postgres", database, folder_.path().string());
  }

 private:
  void wait_until_it_answers() const {
    const timespec moment{0, 20'000'000};
    for (int tries = 0; tries < 1500; ++tries) {
      if (PQping(superuser_url().c_str()) == PQPING_OK) return;
      if (::waitpid(server_, nullptr, WNOHANG) == server_) break;
      ::nanosleep(&moment, nullptr);
    }
    throw std::runtime_error("the test's PostgreSQL did not start");
  }

  void run_as_superuser(const char* statement) const {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(superuser_url().c_str()), &PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), statement), &PQclear);
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
  }

  TemporaryFolder folder_;
  pid_t owner_ = ::getpid();
  pid_t server_ = -1;
  std::string url_;
};

const PostgresServer& own_server() {
  static const PostgresServer server;
  return server;
}

void drop_schema(const std::string& url, const std::string& schema) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(url.c_str()), &PQfinish);
  PQsetNoticeProcessor(connection.get(), [](void*, const char*) {}, nullptr);
  const auto statement = fmt::format("DROP SCHEMA IF EXISTS {} CASCADE", schema);
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), statement.c_str()), &PQclear);
}

}  // namespace

std::vector<db::Engine> engines_under_test() {
  const char* wish = std::getenv("ALONGSIDE_TEST_POSTGRES");
  if (wish != nullptr && std::string_view(wish) == "none") return {db::Engine::sqlite};
  return {db::Engine::sqlite, db::Engine::postgres};
}

std::string engine_name(const ::testing::TestParamInfo<db::Engine>& about) {
  return about.param == db::Engine::sqlite ? "Sqlite" : "Postgres";
}

TemporaryFolder::TemporaryFolder() {
  auto wanted = (fs::temp_directory_path() / "alongside-test-XXXXXX").string();
  if (::mkdtemp(wanted.data()) == nullptr) throw std::runtime_error("no temporary folder can be made");
  path_ = wanted;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

const std::string& postgres_url() {
  static const std::string given = [] {
    const char* url = std::getenv("ALONGSIDE_TEST_POSTGRES");
    return std::string(url != nullptr ? url : "");
  }();
  return given.empty() ? own_server().url() : given;
}

std::string postgres_superuser_url() {
  return std::getenv("ALONGSIDE_TEST_POSTGRES") != nullptr ? std::string() : own_server().superuser_url();
}

TestDatabase::TestDatabase(db::Engine engine, std::span<const db::Migration> migrations, std::vector<std::string> open_tables) {
  static std::atomic<int> made{0};
  options_.engine = engine;
  options_.create = true;
  options_.open_tables = std::move(open_tables);
  switch (engine) {
    case db::Engine::sqlite:
      options_.file = folder_.path() / "school.db";
      options_.key = a_key();
      break;
    case db::Engine::postgres:
      options_.url = postgres_url();
      options_.schema = fmt::format("test_{}_{}", ::getpid(), ++made);
      break;
  }
  database_ = db::open(options_);
  if (!migrations.empty()) db::migrate(*database_->writer(), engine, migrations, [] {});
}

TestDatabase::~TestDatabase() {
  database_.reset();
  if (options_.engine == db::Engine::postgres) drop_schema(options_.url, options_.schema);
}

db::Options TestDatabase::options() const {
  db::Options same;
  same.engine = options_.engine;
  same.file = options_.file;
  same.key = options_.key.copy();
  same.url = options_.url;
  same.schema = options_.schema;
  same.open_tables = options_.open_tables;
  same.reader_cache_kib = options_.reader_cache_kib;
  return same;
}

namespace {

std::string next_schema() {
  static std::atomic<int> made{0};
  return fmt::format("test_school_{}_{}", ::getpid(), ++made);
}

void bring_forward(const db::Options& options) {
  const auto database = db::open(options);
  db::migrate(*database->writer(), options.engine, access::embedded_migrations(), [] {});
}

/// The server's own: schemas that wait to be lent, and the rows that the migrations themselves wrote, kept beside them.
class SchemaShelf {
 public:
  std::string take() {
    if (!free_.empty()) {
      auto out = std::move(free_.back());
      free_.pop_back();
      return out;
    }
    db::Options options;
    options.engine = db::Engine::postgres;
    options.create = true;
    options.url = postgres_url();
    options.schema = next_schema();
    bring_forward(options);
    keep_rows_of(options.schema);
    return options.schema;
  }
  /// A schema whose triggers a test took away, to do damage, is not lent again.
  void give_back(const std::string& schema) {
    run(fmt::format("DROP SCHEMA IF EXISTS {}_search CASCADE; SELECT testing.empty('{}')", schema, schema));
    if (triggers_of(schema) == triggers_) free_.push_back(schema);
  }

 private:
  std::string triggers_of(const std::string& schema) {
    return run(fmt::format("SELECT count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
                           "WHERE n.nspname = '{}' AND NOT t.tgisinternal",
                           schema));
  }
  /// The first value of the last answer; empty where it has none.
  std::string run(const std::string& script) {
    if (!connection_) {
      connection_.reset(PQconnectdb(own_server().superuser_url("alongside").c_str()));
      PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
    }
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection_.get(), script.c_str()), &PQclear);
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
    return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
  }
  void keep_rows_of(const std::string& schema) {
    if (std::exchange(has_rows_, true)) return;
    triggers_ = triggers_of(schema);
    // As a superuser, with triggers asleep: what is never changed is taken away like everything else.
    run(fmt::format(R"(
SET session_replication_role = replica;
CREATE SCHEMA testing;
DO $$ DECLARE name text; has bool; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = '{0}' AND tablename <> 'schema_history' LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM {0}.%I)', name) INTO has;
    IF has THEN EXECUTE format('CREATE TABLE testing.%I AS SELECT * FROM {0}.%I', name, name); END IF;
  END LOOP;
END $$;
CREATE FUNCTION testing.empty(school text) RETURNS void LANGUAGE plpgsql AS $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = school AND tablename <> 'schema_history' LOOP
    IF pg_relation_size(format('%I.%I', school, name)) > 65536 THEN EXECUTE format('TRUNCATE %I.%I CASCADE', school, name);
    ELSIF pg_relation_size(format('%I.%I', school, name)) > 0 THEN EXECUTE format('DELETE FROM %I.%I', school, name); END IF;
  END LOOP;
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'testing' LOOP
    EXECUTE format('INSERT INTO %I.%I SELECT * FROM testing.%I', school, name, name);
  END LOOP;
END $$;)",
                    schema));
  }

  std::vector<std::string> free_;
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_{nullptr, &PQfinish};
  bool has_rows_ = false;
  std::string triggers_;
};

SchemaShelf& schema_shelf() {
  (void)own_server();  // outlives the shelf
  static SchemaShelf shelf;
  return shelf;
}

bool has_own_server() { return std::getenv("ALONGSIDE_TEST_POSTGRES") == nullptr; }

/// The file of a school that was migrated and nothing else.
const fs::path& migrated_file() {
  static const TemporaryFolder folder;
  static const fs::path file = [] {
    db::Options options;
    options.create = true;
    options.file = folder.path() / "alongside.db";
    options.key = a_key();
    bring_forward(options);
    return options.file;
  }();
  return file;
}

}  // namespace

MigratedStore::MigratedStore(db::Engine engine, const fs::path& folder) {
  switch (engine) {
    case db::Engine::sqlite: fs::copy_file(migrated_file(), folder / "alongside.db"); break;
    case db::Engine::postgres:
      url_ = postgres_url();
      schema_ = has_own_server() ? schema_shelf().take() : next_schema();
      break;
  }
}

MigratedStore::~MigratedStore() {
  if (schema_.empty()) return;
  try {
    if (has_own_server()) schema_shelf().give_back(schema_);
    else drop_schema(url_, schema_);
  } catch (const std::exception&) {
    // A schema that cannot be emptied is not lent again.
  }
}

base::Secret a_key() {
  base::Bytes key;
  for (int i = 0; i < 32; ++i) key.push_back(static_cast<std::byte>(i));
  return base::Secret(std::move(key));
}

}  // namespace test
