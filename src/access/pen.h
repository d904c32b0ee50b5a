// The one pen: units of work run here, each with its entries in the audit chain, several to one commit.
#pragma once

#include "access/chain.h"
#include "access/ids.h"
#include "db/group_writer.h"

#include <functional>
#include <memory>
#include <vector>

namespace access {

/// What an act is called for good: the code stands in the chain, the title is what the head reads.
struct Deed {
  std::string_view code;
  std::string_view title;
};

/// How many rows a statement must write for the unit to stand.
enum class Expect { any, one };

/// One statement of a unit, with its own copies of what is bound.
struct Step {
  db::Sql sql;
  std::vector<db::Bind> binds;
  Expect expect = Expect::any;
  base::Error miss = {};  ///< what the unit fails with when `expect` is not met
};

/// What is written together, and the entries that say so.
struct Unit {
  std::vector<Step> steps;
  std::vector<ChainEntry> entries;  ///< seq is given by the pen
};

using Done = std::function<void(base::Result<void>)>;

class Pen {
 public:
  /// The school row and the chain's head must exist.
  Pen(std::unique_ptr<db::WriteConnection> connection, db::Engine engine);
  /// `done` is called on the writer thread when the unit is durable or refused.
  void submit(Unit unit, Done done);
  /// Durable within a second; nobody waits.
  void submit_behind(Unit unit);
  base::Result<void> run(Unit unit);
  /// For imports and the demonstration school: a deed of many statements, run on the pen's own connection.
  base::Result<void> run(std::function<base::Result<void>(db::WriteConnection&, Pen&)> deed);
  /// Inside `run`'s deed: one statement, one entry.
  void append(db::WriteConnection& connection, ChainEntry entry);
  void flush() { writer_->flush(); }

 private:
  base::Result<void> write(db::WriteConnection& connection, Unit& unit);

  db::Engine engine_;
  ChainHead head_;         ///< as the group under way has it
  ChainHead durable_head_; ///< as the last commit left it
  ChainHead before_job_;
  std::unique_ptr<db::GroupWriter> writer_;
};

}  // namespace access
