// Brings a schema forward, one numbered step and one transaction at a time.
#include "db/database.h"
#include "db/dialect.h"
#include "db/postgres_functions.h"

#include <fmt/format.h>

#include <map>

namespace db {
namespace {

std::map<std::int64_t, std::int64_t> recorded_steps(WriteConnection& connection) {
  static constexpr Sql all = "SELECT number, checksum FROM schema_history ORDER BY number";
  std::map<std::int64_t, std::int64_t> recorded;
  connection.rows(all, {}, [&](const Row& row) { recorded[row.integer(0)] = row.integer(1); });
  return recorded;
}

/// Throws CannotStart unless what the database remembers is how this program's history begins.
void check_history(const std::map<std::int64_t, std::int64_t>& recorded, std::span<const Migration> steps) {
  std::map<std::int64_t, const Migration*> known;
  for (const auto& step : steps) known[step.number] = &step;
  const std::int64_t newest = steps.empty() ? 0 : steps.back().number;
  for (const auto& [number, sum] : recorded) {
    if (number > newest) {
      throw CannotStart(fmt::format("The database was last used by a newer Alongside (its schema is at step {}, this program knows {}). "
                                    "Install that version or a later one; nothing was changed.",
                                    number, newest));
    }
    const auto found = known.find(number);
    if (found == known.end() || checksum(found->second->script) != sum) {
      throw CannotStart(fmt::format("Migration {} is not the one this database was made with. A migration must never be edited: put the "
                                    "old text back and add a new step. Nothing was changed.",
                                    number));
    }
  }
}

/// Runs what `deed` does in a transaction of its own.
template <class Deed>
void in_transaction(WriteConnection& connection, Deed deed) {
  connection.begin();
  try {
    deed();
    connection.commit();
  } catch (...) {
    connection.rollback();
    throw;
  }
}

}  // namespace

int migrate(WriteConnection& connection, Engine engine, std::span<const Migration> steps,
            const std::function<void()>& before_first) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].number < 1 || (i > 0 && steps[i].number <= steps[i - 1].number)) {
      throw std::logic_error("migrations must be numbered upwards from 1");
    }
  }
  in_transaction(connection, [&] {
    if (engine == Engine::postgres) connection.run_script(postgres_functions);
    connection.run_script(translate("CREATE TABLE IF NOT EXISTS schema_history ("
                                    "number INT64 PRIMARY KEY, name TEXT NOT NULL, checksum INT64 NOT NULL) STRICT;\n",
                                    engine));
  });
  const auto recorded = recorded_steps(connection);
  check_history(recorded, steps);
  int ran = 0;
  bool told = recorded.empty();
  for (const auto& step : steps) {
    if (recorded.contains(step.number)) continue;
    if (!told) {
      told = true;
      if (before_first) before_first();
    }
    try {
      in_transaction(connection, [&] {
        connection.run_script(translate(step.script, engine));
        static constexpr Sql record = "INSERT INTO schema_history (number, name, checksum) VALUES (:number, :name, :checksum)";
        const Bind values[] = {{"number", step.number}, {"name", step.name}, {"checksum", checksum(step.script)}};
        (void)connection.execute(record, values);
      });
    } catch (const DatabaseError& error) {
      throw CannotStart(fmt::format("Migration {} ({}) could not be carried out, and the database is as it was before it: {}", step.number,
                                    step.name, error.what()));
    }
    ++ran;
  }
  return ran;
}

}  // namespace db
