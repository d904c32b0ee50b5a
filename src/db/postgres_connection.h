// One connection to PostgreSQL: opened with the house's settings, statements prepared once, several sent in one round trip.
#pragma once

#include "db/database.h"
#include "db/postgres_statement.h"
#include "db/statement_place.h"

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace db {

enum class PostgresPurpose { pen, reader };

/// What the server said, as a kind; SQLSTATE is five characters, or empty when the connection itself failed.
DatabaseError::Kind kind_of_sqlstate(std::string_view sqlstate);

class PostgresConnection {
 public:
  /// Connects. Throws DatabaseError "connection" when it cannot.
  PostgresConnection(const std::string& url, const std::string& schema, PostgresPurpose purpose);
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

  /// Is sent with the next statement, in the same round trip and before it.
  void queue(const Sql& sql, std::vector<Bind> values = {});
  /// Takes back what was queued and not sent.
  void forget_queue() { queue_.clear(); }
  /// Sends what is queued and then this, waits, and gives back the answer to the last. Throws DatabaseError for the first that failed.
  Result run(const Sql& sql, Binds binds);
  /// Several statements in one text, without values. Nothing may be queued.
  void run_script(const std::string& script);
  /// The first column of the first row of a query made by the program at start; empty when there is none.
  std::string ask(const std::string& query);

  bool alive() const { return PQstatus(connection_.get()) == CONNECTION_OK; }
  /// True when a transaction is open and an error in it has made the server refuse all but its end.
  bool transaction_failed() const { return PQtransactionStatus(connection_.get()) == PQTRANS_INERROR; }
  bool in_transaction() const { return PQtransactionStatus(connection_.get()) != PQTRANS_IDLE; }
  PGconn* handle() const { return connection_.get(); }

 private:
  /// A literal prepared for parameters of certain types: a null of no known type needs a preparation of its own.
  struct Variant {
    std::string name;
    std::vector<Oid> types;
    bool prepared = false;
  };
  struct Statement {
    NumberedStatement numbered;
    std::vector<std::unique_ptr<Variant>> variants;
  };
  struct Queued {
    Sql sql;
    std::vector<Bind> values;
  };
  /// One answer the server owes: to a preparation, or to an execution.
  struct Owed {
    Variant* prepares = nullptr;
  };

  void send(const Sql& sql, Binds binds, std::vector<Owed>& owed);
  Result collect(const std::vector<Owed>& owed);
  Result simple(const std::string& text);
  [[noreturn]] void throw_lost() const;

  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
  std::unordered_map<StatementPlace, Statement, StatementPlace::Hash> statements_;
  std::vector<Queued> queue_;
  int prepared_count_ = 0;
};

/// Throws unless the answer is good. Its words hold no bound value: the server's own are repeated only where they cannot quote one.
void check_result(const PGresult* result);

}  // namespace db
