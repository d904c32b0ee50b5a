// Reads the chain and the records it names as the house itself sees them, and writes their facts.
#include "access/unit_of_work.h"
#include "base/log.h"
#include "record/fact.h"
#include "record/fact_follower.h"

#include <chrono>

namespace record {
namespace {

constexpr db::Sql mark_stands = "SELECT seq, shape FROM seen_fact_mark";
constexpr db::Sql newest_entry = "SELECT seq FROM audit_head WHERE only_one = 1";
constexpr db::Sql changed_records =
    "SELECT seq, subject, deed FROM seen_audit WHERE seq > :seq AND seq <= :until AND deed IN ('record.added', 'record.corrected', 'record.reissued', "
    "'record.undone', 'record.moved', 'record.split', 'record.restricted') ORDER BY seq LIMIT :most";
constexpr db::Sql newest_body =
    "SELECT r.kind, r.moved_to, v.body FROM seen_record r JOIN seen_version v ON v.record_id = r.id AND v.version = r.version WHERE r.id = :id";
constexpr db::Sql parts_now =
    "SELECT pupil_id, part, occurred_at, info_class, flag, author_id FROM seen_part WHERE record_id = :id";

constexpr db::Sql move_mark = "UPDATE record_fact_mark SET seq = :seq, shape = :shape WHERE only_one = 1";
constexpr db::Sql remove_facts = "DELETE FROM record_fact WHERE record_id = :id";
constexpr db::Sql remove_all = "DELETE FROM record_fact";
constexpr db::Sql insert_fact =
    "INSERT INTO record_fact (kind, day, record_id, pupil_id, part, minute, info_class, flag, author_id, facts) "
    "VALUES (:kind, :day, :id, :about, :part, :minute, :info_class, :flag, :author, :facts)";

// The pen is shared: people who write wait for as long as a batch takes, which are some milliseconds for a small one.
constexpr int batch_beside_people = 40;
constexpr int batch_alone = 1000;
constexpr auto pause = std::chrono::milliseconds(500);
constexpr access::JobName job{"facts"};

/// What stands of a record now: nothing where it ended.
struct Standing {
  std::string kind, facts;
};

/// A refused unit is tried again from the mark that stands.
void hold(const base::Result<void>& done) {
  if (!done) throw std::runtime_error("the facts were not written: " + done.error().for_log);
}

}  // namespace

FactFollower::~FactFollower() {
  {
    const std::scoped_lock lock(guard_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void FactFollower::start() {
  thread_ = std::thread([this] { work(); });
}

void FactFollower::work() {
  std::unique_lock lock(guard_);
  while (!stopping_) {
    lock.unlock();
    try {
      catch_up_by(batch_beside_people);
    } catch (const std::exception&) {
      base::log::error("facts_failed");
    }
    lock.lock();
    wake_.wait_for(lock, pause, [&] { return stopping_; });
  }
}

std::size_t FactFollower::catch_up() { return catch_up_by(batch_alone); }

std::size_t FactFollower::catch_up_by(int entries) {
  const auto shape = shape_of(*catalogue_->kinds());
  auto reader = house_.reader();
  reader->look_as(house_.house_sight());
  std::size_t count = 0;
  // What is written meanwhile waits for the next time: whoever follows at each step asks the pen for a flush at each step.
  std::optional<std::int64_t> goal;
  for (;;) {
    reader->begin_snapshot();
    std::int64_t newest = 0, seq = 0;
    reader->rows(newest_entry, {}, [&](const db::Row& row) { newest = row.integer(0); });
    if (!goal) goal = newest;
    if ((newest <= scanned_ || scanned_ >= *goal) && shape == shape_) break;
    reader->rows(mark_stands, {}, [&](const db::Row& row) {
      seq = row.integer(0);
      shape_ = row.string(1);
    });
    if (shape_ != shape) {  // other fields are charted than before: all of it anew
      access::UnitOfWork work(house_, job);
      work.write_at_the_door({deeds::facts_made}, remove_all, {});
      work.also(move_mark, {{"seq", 0}, {"shape", shape}});
      reader->end_snapshot();
      hold(std::move(work).commit());
      shape_ = shape;
      scanned_ = 0;
      continue;
    }
    auto batch = read_batch(*reader, seq, entries);
    batch.until = std::max(batch.until, seq);
    if (batch.records.empty()) {
      scanned_ = newest;
      break;
    }
    auto work = written(*reader, batch, shape);
    reader->end_snapshot();  // the pen may be waiting for its readers
    hold(std::move(work).commit());
    scanned_ = batch.until;
    count += batch.records.size();
    const std::scoped_lock lock(guard_);
    if (stopping_) break;
  }
  reader->end_snapshot();
  return count;
}

FactFollower::Batch FactFollower::read_batch(db::ReadConnection& reader, std::int64_t after, int entries) const {
  Batch out;
  const std::array binds = {db::Bind{"seq", after}, db::Bind{"until", INT64_MAX}, db::Bind{"most", entries}};
  reader.rows(changed_records, binds, [&](const db::Row& row) {
    out.until = row.integer(0);
    // The mark moves with the facts, so that what was added behind it was never counted before.
    const auto counted = row.text(2) == "record.added" ? Counted::never : Counted::perhaps;
    const auto [at, fresh] = out.records.try_emplace(row.id<RecordId>(1), counted);
    if (!fresh) at->second = Counted::perhaps;
  });
  return out;
}

access::UnitOfWork FactFollower::written(db::ReadConnection& reader, const Batch& batch, const std::string& shape) {
  access::UnitOfWork work(house_, job);
  work.write_at_the_door({deeds::facts_made}, move_mark, {{"seq", batch.until}, {"shape", shape}});
  const auto kinds = catalogue_->kinds();
  for (const auto& [id, counted] : batch.records) {
    if (counted == Counted::perhaps) work.also(remove_facts, {{"id", id}});
    const std::array binds = {db::Bind{"id", id}};
    std::optional<Standing> standing;
    reader.rows(newest_body, binds, [&](const db::Row& row) {
      if (!row.is_null(1)) return;
      if (const auto* kind = kinds->find(row.text(0))) standing = Standing{kind->id, facts_of(*kind, Body::stored(row.text(2)))};
    });
    if (!standing) continue;
    reader.rows(parts_now, binds, [&](const db::Row& row) {
      const auto [day, time, zone_name] = house_.zone().to_local(row.time(2));
      work.also(insert_fact, {{"kind", standing->kind},
                              {"day", day},
                              {"id", id},
                              {"about", row.id<access::PupilId>(0)},
                              {"part", row.string(1)},
                              {"minute", time},
                              {"info_class", row.integer(3)},
                              {"flag", row.integer(4)},
                              {"author", row.id<access::StaffId>(5)},
                              {"facts", standing->facts}});
    });
  }
  return work;
}

}  // namespace record
