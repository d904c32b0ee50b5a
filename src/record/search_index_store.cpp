// Reads the chain and the records it names, as the house itself sees them.
#include "base/log.h"
#include "record/search_index.h"
#include "record/search_words.h"
#include "record/summary.h"

#include <malloc.h>

#include <chrono>
#include <optional>
#include <set>

namespace record {
namespace {

constexpr db::Sql head = "SELECT seq FROM audit_head WHERE only_one = 1";
constexpr db::Sql entry_at = "SELECT at, subject FROM seen_audit WHERE seq = :seq";
constexpr db::Sql entries_after =
    "SELECT seq, at, subject FROM seen_audit WHERE seq > :seq AND seq <= :until AND "
    "deed IN ('record.added', 'record.corrected', 'record.reissued', 'record.undone', 'record.moved', 'record.split', 'record.restricted', "
    "'record.sealed', 'record.lifted') "
    "ORDER BY seq LIMIT :most";
constexpr db::Sql newest_words =
    "SELECT r.kind, r.info_class, (SELECT MAX(p.flag) FROM seen_part p WHERE p.record_id = r.id), r.occurred_at, v.body FROM seen_record r "
    "JOIN seen_version v ON v.record_id = r.id AND v.version = r.version WHERE r.id = :id";
constexpr db::Sql named_on = "SELECT staff_id FROM record_named WHERE record_id = :id";
constexpr db::Sql pupils_of = "SELECT pupil_id FROM seen_part WHERE record_id = :id";

constexpr int batch_entries = 2000;
constexpr std::size_t much = 5000;
constexpr auto pause = std::chrono::milliseconds(200);

/// Tells an entry from another one of the same number, after a backup was put back.
std::string words_of_entry(base::UtcTime at, base::BytesView subject) { return std::to_string(at.ms) + " " + base::to_hex(subject); }

}  // namespace

SearchIndex::SearchIndex(access::House& house, std::shared_ptr<const Catalogue> catalogue)
    : house_(house), catalogue_(std::move(catalogue)), search_(house) {}

SearchIndex::~SearchIndex() { end_thread(); }

void SearchIndex::end_thread() {
  {
    const std::scoped_lock lock(guard_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void SearchIndex::finish() {
  end_thread();
  {
    const std::scoped_lock lock(guard_);
    stopping_ = false;
  }
  catch_up();
}

void SearchIndex::start() {
  thread_ = std::thread([this] { work(); });
}

void SearchIndex::work() {
  std::unique_lock lock(guard_);
  while (!stopping_) {
    lock.unlock();
    try {
      if (catch_up() >= much) malloc_trim(0);  // a whole school was read: give the memory back
    } catch (const db::DatabaseError& error) {
      base::log::error("search_index_failed", {{"kind", static_cast<std::int64_t>(error.kind())}});
      if (error.kind() == db::DatabaseError::Kind::damaged) start_anew();
    } catch (const std::exception&) {
      base::log::error("search_index_failed");
    }
    lock.lock();
    wake_.wait_for(lock, pause, [&] { return stopping_ || anew_; });
  }
}

void SearchIndex::start_anew() {
  {
    const std::scoped_lock lock(guard_);
    anew_ = true;
  }
  wake_.notify_all();
}

std::size_t SearchIndex::catch_up() {
  bool anew = false;
  {
    const std::scoped_lock lock(guard_);
    std::swap(anew, anew_);
  }
  if (anew) {
    search_.start_anew();
    mark_.reset();
  }
  auto reader = house_.reader();
  reader->look_as(house_.house_sight());
  std::size_t count = 0;
  // What comes while it reads waits for the next time: under steady writing a few large batches cost the index far less than many small ones.
  std::optional<std::int64_t> goal;
  for (;;) {
    reader->begin_snapshot();
    if (!mark_) check_mark(*reader);
    std::int64_t newest = 0;
    reader->rows(head, {}, [&](const db::Row& row) { newest = row.integer(0); });
    if (!goal) goal = newest;
    if (newest <= scanned_ || scanned_ >= *goal) break;
    auto batch = read_batch(*reader);
    reader->end_snapshot();
    if (batch.mark.seq == mark_->seq) {  // only sights and other deeds since
      scanned_ = newest;
      break;
    }
    search_.put(batch.records, batch.mark);
    count += batch.records.size();
    mark_ = std::move(batch.mark);
    scanned_ = mark_->seq;
    const std::scoped_lock lock(guard_);
    if (stopping_) break;
  }
  reader->end_snapshot();
  return count;
}

void SearchIndex::check_mark(db::ReadConnection& reader) {
  auto mark = search_.mark();
  std::string stands;
  const std::array binds = {db::Bind{"seq", mark.seq}};
  reader.rows(entry_at, binds, [&](const db::Row& row) { stands = words_of_entry(row.time(0), row.bytes(1)); });
  if (mark.seq != 0 && stands != mark.words) {
    base::log::warning("search_made_anew");
    search_.start_anew();
    mark = {};
  }
  scanned_ = mark.seq;
  mark_ = std::move(mark);
}

SearchIndex::Batch SearchIndex::read_batch(db::ReadConnection& reader) {
  Batch out;
  out.mark = *mark_;
  std::set<RecordId> ids;
  const std::array binds = {db::Bind{"seq", scanned_}, db::Bind{"until", INT64_MAX}, db::Bind{"most", batch_entries}};
  reader.rows(entries_after, binds, [&](const db::Row& row) {
    out.mark = {row.integer(0), words_of_entry(row.time(1), row.bytes(2))};
    ids.insert(row.id<RecordId>(2));
  });
  for (const auto& id : ids)
    if (auto record = read_record(reader, id)) out.records.push_back(std::move(*record));
  return out;
}

std::optional<access::Findable> SearchIndex::read_record(db::ReadConnection& reader, const RecordId& id) const {
  std::optional<access::Findable> out;
  const std::array binds = {db::Bind{"id", id}};
  reader.rows(newest_words, binds, [&](const db::Row& row) {
    access::Findable found;
    found.record = id.bytes();
    found.info = static_cast<access::InfoClass>(row.integer(1));
    found.flag = static_cast<int>(row.integer(2));
    found.occurred_at = row.time(3);
    const auto in_force = catalogue_->find(row.text(0));
    if (in_force) found.words = words_of(full_text(*in_force->kind, Body::stored(row.text(4))));
    out = std::move(found);
  });
  // One that ended is put without pupils: nobody finds it any more.
  if (!out) return access::Findable{.record = id.bytes(), .occurred_at = {}, .pupils = {}, .words = {}};
  reader.rows(pupils_of, binds, [&](const db::Row& row) { out->pupils.push_back(row.id<access::PupilId>(0)); });
  if (out) reader.rows(named_on, binds, [&](const db::Row& row) { out->named.push_back(row.id<access::StaffId>(0)); });
  return out;
}

}  // namespace record
