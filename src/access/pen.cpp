// Runs units of work inside the group writer and links their entries to the chain.
#include "access/pen.h"

namespace access {
namespace {

constexpr db::Sql read_head = "SELECT seq, hash FROM audit_head WHERE only_one = 1";
// Two programs over one PostgreSQL schema take turns at the chain: the lock is held to the end of the group.
constexpr db::Sql lock_head = "SELECT seq, hash FROM audit_head WHERE only_one = 1 FOR UPDATE";
constexpr db::Sql move_head = "UPDATE audit_head SET seq = :seq, hash = :hash WHERE only_one = 1";
constexpr db::Sql insert_entry =
    "INSERT INTO audit (seq, at, actor, deed, info_class, subject, pupil, basis, policy_version, commitment, hash) "
    "VALUES (:seq, :at, :actor, :deed, :info_class, :subject, :pupil, :basis, :policy_version, :commitment, :hash)";

}  // namespace

Pen::Pen(std::unique_ptr<db::WriteConnection> connection, db::Engine engine) : engine_(engine) {
  load_head(*connection);
  durable_head_ = head_;
  db::GroupHooks hooks;
  hooks.began = [this](db::WriteConnection& pen) {
    load_head(pen);  // another program (a command beside the server) may have written since
    before_job_ = head_;
  };
  hooks.job_rolled_back = [this] { head_ = before_job_; };
  hooks.ended = [this](bool durable) {
    if (durable)
      durable_head_ = head_;
    else
      head_ = durable_head_;
  };
  writer_ = std::make_unique<db::GroupWriter>(std::move(connection), std::move(hooks));
}

void Pen::load_head(db::WriteConnection& connection) {
  connection.rows(engine_ == db::Engine::postgres ? lock_head : read_head, {}, [this](const db::Row& row) {
    head_.seq = row.integer(0);
    const auto hash = row.bytes(1);
    if (hash.size() != head_.hash.size()) throw db::CannotStart("The audit chain's head is damaged. Restore the last good backup.");
    std::copy(hash.begin(), hash.end(), head_.hash.begin());
  });
}

void Pen::store_head(db::WriteConnection& connection) {
  const std::array binds = {db::Bind{"seq", head_.seq}, db::Bind{"hash", head_.hash}};
  connection.execute(move_head, binds);
}

void Pen::append(db::WriteConnection& connection, ChainEntry entry) {
  entry.seq = head_.seq + 1;
  const auto hash = link(head_.hash, entry);
  const std::array binds = {
      db::Bind{"seq", entry.seq},         db::Bind{"at", entry.at},
      db::Bind{"actor", entry.actor},     db::Bind{"deed", std::string_view(entry.deed)},
      db::Bind{"info_class", entry.info_class}, db::Bind{"subject", entry.subject},
      db::Bind{"pupil", entry.pupil},     db::Bind{"basis", std::string_view(entry.basis)},
      db::Bind{"policy_version", entry.policy_version}, db::Bind{"commitment", entry.commitment},
      db::Bind{"hash", hash}};
  connection.execute(insert_entry, binds);
  head_ = {entry.seq, hash};
}

base::Result<void> Pen::write(db::WriteConnection& connection, Unit& unit) {
  before_job_ = head_;
  for (const auto& step : unit.steps) {
    const auto written = connection.execute(step.sql, step.binds);
    if (step.expect == Expect::one && written != 1) return step.miss;
  }
  for (const auto& entry : unit.entries) append(connection, entry);
  if (!unit.entries.empty()) store_head(connection);
  return {};
}

void Pen::submit(Unit unit, Done done) {
  auto held = std::make_shared<Unit>(std::move(unit));
  writer_->submit({[this, held](db::WriteConnection& pen) { return write(pen, *held); }, std::move(done)});
}

void Pen::submit_behind(Unit unit) {
  auto held = std::make_shared<Unit>(std::move(unit));
  writer_->submit_behind({[this, held](db::WriteConnection& pen) { return write(pen, *held); }, [](base::Result<void>) {}});
}

base::Result<void> Pen::run(Unit unit) {
  auto held = std::make_shared<Unit>(std::move(unit));
  return writer_->run([this, held](db::WriteConnection& pen) { return write(pen, *held); });
}

base::Result<void> Pen::run(std::function<base::Result<void>(db::WriteConnection&, Pen&)> deed) {
  return writer_->run([this, deed = std::move(deed)](db::WriteConnection& pen) -> base::Result<void> {
    before_job_ = head_;
    TRY_DO(deed(pen, *this));
    store_head(pen);
    return {};
  });
}

}  // namespace access
