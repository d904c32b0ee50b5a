// SQL of the audit table, for those who read it.
#include "access/audit_store.h"

#include "access/unit_of_work.h"

#include <algorithm>

namespace access {
namespace {

constexpr db::Sql root = "SELECT s.id, h.seq, h.hash FROM school s JOIN audit_head h ON h.only_one = s.only_one WHERE s.only_one = 1";
constexpr db::Sql hash_at = "SELECT hash FROM audit WHERE seq = :seq";
constexpr db::Sql entries_after =
    "SELECT seq, at, actor, deed, info_class, subject, pupil, basis, policy_version, commitment, hash FROM audit "
    "WHERE seq > :after AND seq <= :until ORDER BY seq LIMIT 20000";
constexpr db::Sql integrity = "PRAGMA integrity_check";
// What a guarded reader may see of it. Both joins are to what they may see besides.
constexpr db::Sql newest =
    "SELECT a.seq, a.at, a.actor, COALESCE(s.name, ''), a.deed, a.info_class, a.pupil, COALESCE(p.given || ' ' || p.family, ''), "
    "COALESCE(o.name, ''), a.basis FROM seen_audit a LEFT JOIN staff s ON s.id = a.actor LEFT JOIN staff o ON o.id = a.subject "
    "LEFT JOIN seen_pupil p ON p.id = a.pupil "
    "WHERE a.seq < :before AND a.at >= :from_at AND a.at < :until_at AND (:any_actor = 1 OR a.actor = :actor) "
    "AND (:any_pupil = 1 OR a.pupil = :about) AND a.deed LIKE :deed "
    "ORDER BY a.seq DESC LIMIT :most";
constexpr db::Sql newest_check =
    "SELECT at, actor, deed FROM seen_audit WHERE seq > (SELECT h.seq FROM audit_head h) - 100000 "
    "AND deed IN ('audit.held', 'audit.broken') ORDER BY seq DESC LIMIT 1";

base::Bytes32 bytes32(base::BytesView raw) {
  base::Bytes32 out{};
  if (raw.size() == out.size()) std::copy(raw.begin(), raw.end(), out.begin());
  return out;
}
base::Bytes16 bytes16(base::BytesView raw) {
  base::Bytes16 out{};
  if (raw.size() == out.size()) std::copy(raw.begin(), raw.end(), out.begin());
  return out;
}

}  // namespace

std::optional<ChainRoot> read_root(db::WriteConnection& store) {
  std::optional<ChainRoot> out;
  store.rows(root, {}, [&](const db::Row& row) {
    out = ChainRoot{bytes16(row.bytes(0)), {row.integer(1), bytes32(row.bytes(2))}};
  });
  return out;
}

std::optional<ChainHead> read_head_at(db::WriteConnection& store, std::int64_t seq) {
  std::optional<ChainHead> out;
  const std::array binds = {db::Bind{"seq", seq}};
  store.rows(hash_at, binds, [&](const db::Row& row) { out = ChainHead{seq, bytes32(row.bytes(0))}; });
  return out;
}

void read_entries(db::WriteConnection& store, std::int64_t after, std::int64_t until,
                  const std::function<void(const ChainEntry&, const base::Bytes32&)>& each) {
  // By pages, so that no engine holds a year of entries in memory at once.
  ChainEntry entry;
  for (bool more = true; more;) {
    more = false;
    const std::array binds = {db::Bind{"after", after}, db::Bind{"until", until}};
    store.rows(entries_after, binds, [&](const db::Row& row) {
      more = true;
      entry.seq = after = row.integer(0);
      entry.at = row.time(1);
      entry.actor = bytes16(row.bytes(2));
      entry.deed = row.text(3);
      entry.info_class = static_cast<int>(row.integer(4));
      entry.subject = bytes16(row.bytes(5));
      entry.pupil = bytes16(row.bytes(6));
      entry.basis = row.text(7);
      entry.policy_version = row.integer(8);
      entry.commitment = bytes32(row.bytes(9));
      each(entry, bytes32(row.bytes(10)));
    });
  }
}

std::unique_ptr<db::Database> open_copy(const std::filesystem::path& file, const base::Secret& key) {
  db::Options options;
  options.engine = db::Engine::sqlite;
  options.file = file;
  options.key = key.copy();
  options.open_tables = open_tables();
  return db::open(options);
}

std::string check_structure(db::Database& store) {
  if (store.engine() != db::Engine::sqlite) return {};
  std::string said;
  try {
    auto pen = store.writer();
    pen->rows(integrity, {}, [&](const db::Row& row) {
      if (row.text(0) != "ok" && said.empty()) said = row.string(0);
    });
  } catch (const db::DatabaseError& fault) {
    if (fault.kind() != db::DatabaseError::Kind::damaged) throw;
    said = fault.what();  // a page whose seal does not hold cannot even be read
  }
  return said;
}

namespace {
std::vector<AuditLine> read_lines(const StaffPass<May::audit_read>& pass, const AuditFilter& filter, const LogOf& of) {
  const bool begins = filter.deed.empty() || filter.deed.ends_with('.');
  const auto deed = begins ? filter.deed + "%" : filter.deed;
  return pass.rows(newest, [](const db::Row& row) {
    return AuditLine{row.integer(0), row.time(1), row.id<StaffId>(2), row.string(3), row.string(4), static_cast<int>(row.integer(5)),
                     row.id<PupilId>(6), row.string(7), row.string(8), row.string(9)};
  }, {{"before", filter.before.value_or(INT64_MAX)},
      {"from_at", filter.from.value_or(base::UtcTime{0})},
      {"until_at", filter.until.value_or(base::UtcTime{INT64_MAX})},
      {"any_actor", of.staff.is_nil() ? 1 : 0},
      {"actor", of.staff},
      {"any_pupil", of.pupil.is_nil() ? 1 : 0},
      {"about", of.pupil},
      {"deed", deed},
      {"most", filter.limit}});
}
}  // namespace

// Who reads the log, and about whom they asked, stands in the log.
std::vector<AuditLine> list_audit(const StaffPass<May::audit_read>& pass, const AuditFilter& filter) {
  pass.saw(InfoClass::c12_audit, {}, {}, deeds::audit_read);
  return read_lines(pass, filter, {});
}

std::vector<AuditLine> list_audit_of(const LogPass& pass, const LogAgreement& agreement, const AuditFilter& filter) {
  pass.saw(InfoClass::c12_audit, agreement.about().pupil, agreement.about().bytes(), deeds::log_of_one_read);
  return read_lines(pass, filter, agreement.about());
}

std::optional<AuditCheck> last_check(const StaffPass<May::audit_read>& pass) {
  return pass.row(newest_check, [](const db::Row& row) {
    return AuditCheck{row.time(0), row.id<StaffId>(1), row.text(2) == deeds::chain_held.code};
  });
}

std::optional<ChainBreak> walk_newest(House& house, std::int64_t most) {
  auto store = house.database().writer();
  const auto root_now = read_root(*store);
  if (!root_now) return ChainBreak{ChainBreak::Kind::truncated, 1};
  const auto until = root_now->head.seq;
  const auto begin = std::max<std::int64_t>(0, until - most);
  const auto from = begin == 0 ? std::optional(genesis(root_now->school)) : read_head_at(*store, begin);
  if (!from) return ChainBreak{ChainBreak::Kind::gap, begin};
  ChainWalker walker(*from, {root_now->head});
  read_entries(*store, begin, until, [&](const ChainEntry& entry, const base::Bytes32& hash) { walker.feed(entry, hash); });
  return walker.finish();
}

}  // namespace access
