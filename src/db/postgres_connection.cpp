// Connecting, sending statements through libpq's pipeline, and what SQLSTATE means.
#include "db/postgres_connection.h"

#include <fmt/format.h>

namespace db {
namespace {

using Kind = DatabaseError::Kind;

std::string_view field(const PGresult* result, int which) {
  const char* text = PQresultErrorField(result, which);
  return text ? text : "";
}

/// Messages of these classes can quote what was sent: a broken constraint, bad data, and errors raised by functions.
bool may_quote_values(std::string_view sqlstate) {
  const auto about = sqlstate.substr(0, 2);
  return about == "22" || about == "23" || about == "44" || about == "P0" || about == "XX" || sqlstate == "42804";
}

}  // namespace

DatabaseError::Kind kind_of_sqlstate(std::string_view sqlstate) {
  const auto about = sqlstate.substr(0, 2);
  if (sqlstate.empty() || about == "08" || sqlstate.starts_with("57P") || about == "58") return Kind::connection;
  if (about == "23" || about == "22" || about == "44" || sqlstate == "42804") return Kind::constraint;
  if (sqlstate == "53100") return Kind::full;
  if (about == "40" || sqlstate == "55P03" || about == "53") return Kind::busy;
  if (sqlstate == "42501" || sqlstate == "25006") return Kind::denied;
  if (sqlstate == "XX001" || sqlstate == "XX002") return Kind::damaged;
  return Kind::other;
}

void check_result(const PGresult* result) {
  switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_EMPTY_QUERY:
    case PGRES_PIPELINE_SYNC:
      return;
    default:
      break;
  }
  const auto sqlstate = field(result, PG_DIAG_SQLSTATE);
  auto what = fmt::format("PostgreSQL {}", sqlstate.empty() ? "connection lost" : sqlstate);
  if (!may_quote_values(sqlstate)) what += fmt::format(": {}", field(result, PG_DIAG_MESSAGE_PRIMARY));
  for (const int which : {PG_DIAG_TABLE_NAME, PG_DIAG_COLUMN_NAME, PG_DIAG_CONSTRAINT_NAME}) {
    if (const auto name = field(result, which); !name.empty()) what += fmt::format(" [{}]", name);
  }
  throw DatabaseError(kind_of_sqlstate(sqlstate), what);
}

PostgresConnection::PostgresConnection(const std::string& url, const std::string& schema, PostgresPurpose purpose)
    : connection_(nullptr, &PQfinish) {
  // What stands before the address are defaults it may change; what stands after it is ours.
  const char* const names[] = {"connect_timeout", "keepalives_idle", "tcp_user_timeout", "application_name", "dbname", "client_encoding",
                               nullptr};
  const char* const values[] = {"10", "30", "20000", "alongside", url.c_str(), "UTF8", nullptr};
  connection_.reset(PQconnectdbParams(names, values, 1));
  if (!alive()) throw_lost();
  PQsetNoticeProcessor(handle(), [](void*, const char*) {}, nullptr);
  // Guarded views look dear to the planner, so it would compile them anew for every statement: tens of milliseconds before a row is read.
  std::string settings =
      fmt::format("SET search_path TO \"{}\", pg_temp; SET standard_conforming_strings TO on; SET row_security TO on; SET jit TO off;", schema);
  switch (purpose) {
    case PostgresPurpose::reader:
      settings += "SET default_transaction_read_only TO on;";
      break;
    case PostgresPurpose::pen:
      settings += "SET synchronous_commit TO on; SET lock_timeout TO '10s'; SET alongside.pen TO 'on';";
      break;
  }
  run_script(settings);
}

void PostgresConnection::throw_lost() const {
  std::string_view why = PQerrorMessage(handle());
  while (why.ends_with('\n')) why.remove_suffix(1);
  throw DatabaseError(Kind::connection, fmt::format("PostgreSQL cannot be reached: {}", why));
}

void PostgresConnection::queue(const Sql& sql, std::vector<Bind> values) { queue_.push_back({sql, std::move(values)}); }

void PostgresConnection::send(const Sql& sql, Binds binds, std::vector<Owed>& owed) {
  auto [place, fresh] = statements_.try_emplace(StatementPlace(sql));
  Statement& statement = place->second;
  if (fresh) statement.numbered = number_parameters(sql.text());
  const PostgresParameters parameters(statement.numbered.parameters, binds);
  Variant* chosen = nullptr;
  for (const auto& variant : statement.variants) {
    if (variant->types == parameters.types()) chosen = variant.get();
  }
  if (!chosen) {
    statement.variants.push_back(std::make_unique<Variant>());
    chosen = statement.variants.back().get();
    chosen->name = fmt::format("s{}", ++prepared_count_);
    chosen->types = parameters.types();
  }
  if (!chosen->prepared) {
    if (PQsendPrepare(handle(), chosen->name.c_str(), statement.numbered.text.c_str(), parameters.count(), chosen->types.data()) != 1) {
      throw_lost();
    }
    owed.push_back({chosen});
    // Within one round trip it counts as prepared; an answer that says otherwise takes this back.
    chosen->prepared = true;
  }
  if (PQsendQueryPrepared(handle(), chosen->name.c_str(), parameters.count(), parameters.values(), parameters.lengths(),
                          parameters.formats(), 1) != 1) {
    throw_lost();
  }
  owed.push_back({});
}

PostgresConnection::Result PostgresConnection::collect(const std::vector<Owed>& owed) {
  if (PQpipelineSync(handle()) != 1) throw_lost();
  Result last(nullptr, &PQclear), failed(nullptr, &PQclear);
  for (const auto& one : owed) {
    Result answer(PQgetResult(handle()), &PQclear);
    if (!answer || !alive()) throw_lost();
    const auto status = PQresultStatus(answer.get());
    const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (!good && one.prepares) one.prepares->prepared = false;
    if (!good && status != PGRES_PIPELINE_ABORTED && !failed) failed = std::move(answer);
    if (good) last = std::move(answer);
    while (Result more{PQgetResult(handle()), &PQclear}) {
    }
  }
  const Result sync(PQgetResult(handle()), &PQclear);
  if (!sync || PQresultStatus(sync.get()) != PGRES_PIPELINE_SYNC) throw_lost();
  if (failed) check_result(failed.get());
  return last;
}

PostgresConnection::Result PostgresConnection::run(const Sql& sql, Binds binds) {
  const auto queued = std::exchange(queue_, {});
  if (!alive()) throw_lost();
  if (PQpipelineStatus(handle()) == PQ_PIPELINE_OFF && PQenterPipelineMode(handle()) != 1) throw_lost();
  std::vector<Owed> owed;
  owed.reserve(queued.size() + 2);
  try {
    for (const auto& before : queued) send(before.sql, before.values, owed);
    send(sql, binds, owed);
  } catch (...) {
    // A parameter was missing: what was sent already is still answered, so that the next call does not read these answers.
    if (alive()) {
      try {
        (void)collect(owed);
      } catch (const DatabaseError&) {
        // The first mistake is the one to tell.
      }
    }
    throw;
  }
  return collect(owed);
}

PostgresConnection::Result PostgresConnection::simple(const std::string& text) {
  if (PQpipelineStatus(handle()) != PQ_PIPELINE_OFF && PQexitPipelineMode(handle()) != 1) throw_lost();
  Result result(PQexec(handle(), text.c_str()), &PQclear);
  if (!alive()) throw_lost();
  check_result(result.get());
  return result;
}

void PostgresConnection::run_script(const std::string& script) { (void)simple(script); }

std::string PostgresConnection::ask(const std::string& query) {
  const auto result = simple(query);
  return PQntuples(result.get()) > 0 && PQnfields(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
}

}  // namespace db
