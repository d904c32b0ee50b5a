// Runs units of work inside the group writer and links their entries to the chain.
#include "access/pen.h"

#include "access/chain_store.h"

#include <array>

namespace access {

Pen::Pen(std::unique_ptr<db::WriteConnection> connection, db::Engine engine) : engine_(engine) {
  head_ = durable_head_ = load_head(*connection, engine_);
  db::GroupHooks hooks;
  hooks.began = [this](db::WriteConnection& pen) {
    head_ = load_head(pen, engine_);  // another program (a command beside the server) may have written since
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

void Pen::append(db::WriteConnection& connection, ChainEntry entry) {
  entry.seq = head_.seq + 1;
  const auto hash = link(head_.hash, entry);
  const std::array only = {LinkedEntry{entry, hash}};
  add_entries(connection, engine_, only);
  head_ = {entry.seq, hash};
}

base::Result<void> Pen::write(db::WriteConnection& connection, Unit& unit) {
  before_job_ = head_;
  for (const auto& step : unit.steps) {
    const auto written = connection.execute(step.sql, step.binds);
    if (step.expect == Expect::one && written != 1) return step.miss;
  }
  if (unit.entries.empty()) return {};
  std::vector<LinkedEntry> linked;
  linked.reserve(unit.entries.size());
  for (auto& entry : unit.entries) {
    entry.seq = head_.seq + 1;
    head_ = {entry.seq, link(head_.hash, entry)};
    linked.push_back({entry, head_.hash});
  }
  add_entries(connection, engine_, linked);
  move_head(connection, head_);
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
    move_head(pen, head_);
    return {};
  });
}

}  // namespace access
