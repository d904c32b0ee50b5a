// Walks chain and versions together, a page of entries at a time.
#include "record/witness_store.h"

#include "access/chain.h"
#include "record/correction_store.h"
#include "record/put_right_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace record {
namespace {

using access::ChainEntry;
using access::ChainHead;

// A first version is as its frame says, where one was kept; else as the record and its parts still stand.
constexpr db::Sql first_versions =
    "SELECT a.seq, r.kind, r.info_class, r.flag, COALESCE(f.occurred_at, r.occurred_at), v.body, v.salt FROM audit a "
    "JOIN record r ON r.id = a.subject JOIN record_version v ON v.record_id = a.subject AND v.version = 1 "
    "LEFT JOIN version_frame f ON f.record_id = a.subject AND f.version = 1 "
    "WHERE a.seq > :after AND a.seq <= :until AND a.deed IN ('record.added', 'record.reissued') ORDER BY a.seq";
constexpr db::Sql first_parts =
    "SELECT a.seq, p.pupil_id, p.part FROM audit a JOIN record_part p ON p.record_id = a.subject "
    "WHERE a.seq > :after AND a.seq <= :until AND a.deed IN ('record.added', 'record.reissued') "
    "AND NOT EXISTS (SELECT 1 FROM version_frame f WHERE f.record_id = a.subject AND f.version = 1) "
    "UNION ALL SELECT a.seq, p.pupil_id, p.part FROM audit a JOIN version_part p ON p.record_id = a.subject AND p.version = 1 "
    "WHERE a.seq > :after AND a.seq <= :until AND a.deed IN ('record.added', 'record.reissued') ORDER BY 1";
constexpr db::Sql later_version =
    "SELECT v.reason, v.body, v.salt, f.covered, f.occurred_at FROM record_version v "
    "LEFT JOIN version_frame f ON f.record_id = v.record_id AND f.version = v.version WHERE v.record_id = :id AND v.version = :version";
constexpr db::Sql later_parts = "SELECT pupil_id, part FROM version_part WHERE record_id = :id AND version = :version";
constexpr db::Sql later_files = "SELECT id, digest FROM attachment WHERE record_id = :id AND version = :version";
// What no commitment was made of is as the version before had it, and the newest is what the chronology shows.
constexpr db::Sql frames_apart =
    "SELECT COUNT(*) FROM version_frame f JOIN version_frame b ON b.record_id = f.record_id AND b.version = f.version - 1 "
    "WHERE f.covered = 0 AND (f.occurred_at <> b.occurred_at OR EXISTS (SELECT 1 FROM version_part p WHERE p.record_id = f.record_id "
    "AND p.version = f.version AND NOT EXISTS (SELECT 1 FROM version_part q WHERE q.record_id = p.record_id AND q.version = b.version "
    "AND q.pupil_id = p.pupil_id AND q.part = p.part)))";
constexpr db::Sql lines_apart =
    "SELECT COUNT(*) FROM record r JOIN version_frame f ON f.record_id = r.id AND f.version = r.version WHERE r.moved_to IS NULL "
    "AND (r.occurred_at <> f.occurred_at "
    "OR EXISTS (SELECT 1 FROM version_part p WHERE p.record_id = r.id AND p.version = r.version AND NOT EXISTS (SELECT 1 FROM record_part q "
    "WHERE q.record_id = r.id AND q.pupil_id = p.pupil_id AND q.part = p.part AND q.occurred_at = f.occurred_at)) "
    "OR EXISTS (SELECT 1 FROM record_part q WHERE q.record_id = r.id AND NOT EXISTS (SELECT 1 FROM version_part p "
    "WHERE p.record_id = r.id AND p.version = r.version AND p.pupil_id = q.pupil_id)))";
constexpr db::Sql count_ended = "SELECT COUNT(*) FROM record WHERE moved_to IS NOT NULL";
constexpr db::Sql count_versions = "SELECT COUNT(*) FROM record_version";
constexpr db::Sql newest_entry = "SELECT COALESCE(MAX(seq), 0) FROM audit";

base::Bytes32 bytes32(base::BytesView raw) {
  base::Bytes32 out{};
  if (raw.size() == out.size()) std::copy(raw.begin(), raw.end(), out.begin());
  return out;
}

/// What an entry promised about a version.
struct Promise {
  std::int64_t seq;
  RecordId record;
  base::Bytes32 commitment;
};

class Walk {
 public:
  Walk(db::WriteConnection& store, const access::ChainRoot& root, std::vector<ChainHead> recorded)
      : store_(store), walker_(access::genesis(root.school), std::move(recorded)) {}

  /// Entries after the last one walked, up to `until`. False when something does not hold.
  bool walk_to(std::int64_t until) {
    while (!broken_ && walked_to_ < until) {
      const auto to = std::min(until, walked_to_ + 20'000);
      read_page(to);
      if (!broken_) check_first_versions(to);
      if (!broken_) check_later_versions();
      walked_to_ = to;
    }
    return !broken_;
  }
  std::int64_t versions() const { return versions_; }
  /// Entries that ended a record.
  std::int64_t ended() const { return ended_; }
  access::ChainWalker& chain() { return walker_; }
  const std::optional<std::string>& broken() const { return broken_; }

 private:
  void read_page(std::int64_t until) {
    added_.clear();
    corrected_.clear();
    bool holds = true;
    access::read_entries(store_, walked_to_, until, [&](const ChainEntry& entry, const base::Bytes32& hash) {
      if (!holds) return;
      holds = walker_.feed(entry, hash);
      if (!holds) return;
      if (entry.deed == deeds::added.code || entry.deed == deeds::reissued.code) added_.push_back({entry.seq, RecordId(entry.subject), entry.commitment});
      if (entry.deed == deeds::undone.code || entry.deed == deeds::moved.code || entry.deed == deeds::split.code) ++ended_;
      if (entry.deed == deeds::corrected.code) corrected_.push_back({entry.seq, RecordId(entry.subject), entry.commitment});
    });
    // A page that is short of entries in its middle or at its end is told by the walker at its finish, or here.
    if (!holds || walker_.head().seq < until) {
      const auto at = walker_.finish();
      broken_ = at ? to_text(*at) : fmt::format("entry {} is missing", walker_.head().seq + 1);
    }
  }

  void check_first_versions(std::int64_t until) {
    if (added_.empty()) return;
    const std::array binds = {db::Bind{"after", walked_to_}, db::Bind{"until", until}};
    std::vector<std::pair<std::int64_t, PartDraft>> parts;
    store_.rows(first_parts, binds, [&](const db::Row& row) {
      parts.push_back({row.integer(0), {row.id<access::PupilId>(1), row.string(2)}});
    });
    std::size_t part = 0, promise = 0;
    NewRecord record;
    store_.rows(first_versions, binds, [&](const db::Row& row) {
      const auto seq = row.integer(0);
      if (broken_ || promise == added_.size() || added_[promise].seq != seq) return;
      record.kind = row.text(1);
      record.info_class = static_cast<access::InfoClass>(row.integer(2));
      record.flag = static_cast<int>(row.integer(3));
      record.occurred_at = row.time(4);
      record.body = row.text(5);
      record.parts.clear();
      while (part < parts.size() && parts[part].first < seq) ++part;
      for (; part < parts.size() && parts[part].first == seq; ++part) record.parts.push_back(std::move(parts[part].second));
      if (access::commitment(bytes32(row.bytes(6)), base::as_bytes(first_version_bytes(record))) != added_[promise].commitment)
        broken_ = fmt::format("the record that entry {} speaks of is not what was written (version 1)", seq);
      ++promise;
      ++versions_;
    });
    if (!broken_ && promise < added_.size())
      broken_ = fmt::format("the record that entry {} speaks of is gone (version 1)", added_[promise].seq);
  }

  void check_later_versions() {
    for (const auto& promise : corrected_) {
      const int number = ++corrections_[promise.record] + 1;
      bool there = false;
      const std::array binds = {db::Bind{"id", promise.record}, db::Bind{"version", number}};
      store_.rows(later_version, binds, [&](const db::Row& row) {
        there = true;
        const auto whole = row.is_null(3) || row.integer(3) == 0 ? later_version_bytes(number, row.text(0), row.text(1))
                                                                 : framed_bytes(promise.record, number, row);
        if (access::commitment(bytes32(row.bytes(2)), base::as_bytes(whole)) != promise.commitment)
          broken_ = fmt::format("the record that entry {} speaks of is not what was written (version {})", promise.seq, number);
      });
      if (!there) broken_ = fmt::format("the record that entry {} speaks of is gone (version {})", promise.seq, number);
      if (broken_) return;
      ++versions_;
    }
  }

  std::string framed_bytes(const RecordId& id, int number, const db::Row& row) {
    FramedVersion version{number, row.text(0), row.text(1), row.time(4), {}, {}};
    const std::array binds = {db::Bind{"id", id}, db::Bind{"version", number}};
    store_.rows(later_parts, binds, [&](const db::Row& part) { version.parts.push_back({part.id<access::PupilId>(0), part.string(1)}); });
    store_.rows(later_files, binds, [&](const db::Row& file) { version.files.emplace_back(file.id<AttachmentId>(0), bytes32(file.bytes(1))); });
    return framed_version_bytes(std::move(version));
  }

  db::WriteConnection& store_;
  access::ChainWalker walker_;
  std::int64_t walked_to_ = 0;
  std::int64_t ended_ = 0;
  std::int64_t versions_ = 0;
  std::vector<Promise> added_, corrected_;  // of the page under way
  std::unordered_map<RecordId, int> corrections_;
  std::optional<std::string> broken_;
};

std::int64_t number(db::WriteConnection& store, const db::Sql& sql) {
  std::int64_t out = 0;
  store.rows(sql, {}, [&](const db::Row& row) { out = row.integer(0); });
  return out;
}

}  // namespace

Verified verify(db::WriteConnection& store, std::vector<access::ChainHead> recorded) {
  auto root = access::read_root(store);
  if (!root) return {0, 0, {}, "there is no school in this store"};
  Walk walk(store, *root, std::move(recorded));
  std::optional<std::string> broken;
  // Somebody may be writing: a version without an entry counts only when no entry came since.
  for (std::int64_t until = -1; !broken && until != root->head.seq;) {
    until = root->head.seq;
    walk.walk_to(until);
    broken = walk.broken();
    if (!broken && walk.chain().head() != root->head) broken = fmt::format("entry {} is not the one the store's head names", until);
    const auto versions = broken ? 0 : number(store, count_versions);
    const auto ended = broken ? 0 : number(store, count_ended);
    const auto apart = broken ? 0 : number(store, frames_apart) + number(store, lines_apart);
    const auto newest = number(store, newest_entry);
    const auto then = access::read_root(store);
    if (!then) break;
    root = then;
    if (!broken && newest > root->head.seq) broken = fmt::format("entry {} stands after the end of the chain", root->head.seq + 1);
    if (!broken && root->head.seq == until && versions != walk.versions())
      broken = fmt::format("{} versions of records stand in the store, {} in the chain", versions, walk.versions());
    if (!broken && root->head.seq == until && ended != walk.ended())
      broken = fmt::format("{} records ended in the store, {} in the chain", ended, walk.ended());
    if (!broken && root->head.seq == until && apart != 0)
      broken = fmt::format("{} records are not shown when and about whom their newest version says", apart);
  }
  const auto at = walk.chain().finish();
  if (!broken && at) broken = to_text(*at);
  return {walk.chain().head().seq, walk.versions(), walk.chain().head(), broken};
}

}  // namespace record
