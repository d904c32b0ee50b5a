// Walks chain and versions together, a page of entries at a time.
#include "record/witness_store.h"

#include "access/chain.h"
#include "record/record_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace record {
namespace {

using access::ChainEntry;
using access::ChainHead;

constexpr db::Sql first_versions =
    "SELECT a.seq, r.kind, r.info_class, r.flag, r.occurred_at, v.body, v.salt FROM audit a JOIN record r ON r.id = a.subject "
    "JOIN record_version v ON v.record_id = a.subject AND v.version = 1 "
    "WHERE a.seq > :after AND a.seq <= :until AND a.deed = 'record.added' ORDER BY a.seq";
constexpr db::Sql first_parts =
    "SELECT a.seq, p.pupil_id, p.part FROM audit a JOIN record_part p ON p.record_id = a.subject "
    "WHERE a.seq > :after AND a.seq <= :until AND a.deed = 'record.added' ORDER BY a.seq";
constexpr db::Sql later_version = "SELECT reason, body, salt FROM record_version WHERE record_id = :id AND version = :version";
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
      if (entry.deed == deeds::added.code) added_.push_back({entry.seq, RecordId(entry.subject), entry.commitment});
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
        const auto whole = later_version_bytes(number, row.text(0), row.text(1));
        if (access::commitment(bytes32(row.bytes(2)), base::as_bytes(whole)) != promise.commitment)
          broken_ = fmt::format("the record that entry {} speaks of is not what was written (version {})", promise.seq, number);
      });
      if (!there) broken_ = fmt::format("the record that entry {} speaks of is gone (version {})", promise.seq, number);
      if (broken_) return;
      ++versions_;
    }
  }

  db::WriteConnection& store_;
  access::ChainWalker walker_;
  std::int64_t walked_to_ = 0;
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
    const auto newest = number(store, newest_entry);
    const auto then = access::read_root(store);
    if (!then) break;
    root = then;
    if (!broken && newest > root->head.seq) broken = fmt::format("entry {} stands after the end of the chain", root->head.seq + 1);
    if (!broken && root->head.seq == until && versions != walk.versions())
      broken = fmt::format("{} versions of records stand in the store, {} in the chain", versions, walk.versions());
  }
  const auto at = walk.chain().finish();
  if (!broken && at) broken = to_text(*at);
  return {walk.chain().head().seq, walk.versions(), walk.chain().head(), broken};
}

}  // namespace record
