// SQL of flags and of whom a flagged record names.
#include "record/flag_store.h"

#include "access/staff_store.h"
#include "record/put_right_store.h"

namespace record {
namespace {

// The flag in force stands with the parts: record.flag is the one it was written with, which the chain's commitment holds.
constexpr db::Sql keep_change =
    "INSERT INTO record_flag (id, record_id, flag, reason, until_at, set_by, set_at) SELECT :change, r.id, :flag, :reason, :until_at, :me, :now "
    "FROM record r WHERE r.id = :id AND r.moved_to IS NULL AND EXISTS (SELECT 1 FROM record_part p WHERE p.record_id = r.id AND p.flag = :was) "
    "AND NOT EXISTS (SELECT 1 FROM record_part p WHERE p.record_id = r.id AND p.flag <> :was)";
constexpr db::Sql flag_parts = "UPDATE record_part SET flag = :flag WHERE record_id = :id";
constexpr db::Sql forget_named = "DELETE FROM record_named WHERE record_id = :id";
constexpr db::Sql name_one =
    "INSERT INTO record_named (record_id, staff_id, until_at) VALUES (:id, :staff, :until_at) ON CONFLICT DO NOTHING";
constexpr db::Sql named_now =
    "SELECT s.id, s.name, s.post, n.until_at FROM seen_record r JOIN record_named n ON n.record_id = r.id JOIN staff s ON s.id = n.staff_id "
    "WHERE r.id = :id AND n.until_at > :now ORDER BY s.folded, s.id";
constexpr db::Sql flags_of =
    "SELECT f.flag, f.reason, s.name, f.set_at FROM seen_record_flag f JOIN staff s ON s.id = f.set_by WHERE f.record_id = :id "
    "ORDER BY f.set_at DESC, f.id DESC";

const access::Deed& deed_of(Flag flag) {
  switch (flag) {
    case Flag::normal: return deeds::lifted;
    case Flag::restricted: return deeds::restricted;
    case Flag::sealed: return deeds::sealed;
  }
  return deeds::sealed;
}

}  // namespace

void set_flag(access::UnitOfWork& work, const DecidePass& pass, const FlagChange& change) {
  const auto flag = static_cast<int>(change.flag);
  work.write(pass, access::Entry{.deed = deed_of(change.flag), .subject = change.id.bytes(), .info = change.info_class}, keep_change,
             {{"change", work.fresh_bytes()}, {"id", change.id}, {"flag", flag}, {"reason", change.reason}, {"until_at", change.until},
              {"was", static_cast<int>(change.was)}},
             access::Expect::one);
  work.also(flag_parts, {{"id", change.id}, {"flag", flag}});
  work.also(forget_named, {{"id", change.id}});
  for (const auto& staff : change.named) work.also(name_one, {{"id", change.id}, {"staff", staff}, {"until_at", change.until}});
  work.also(access::bump_epoch());  // whom it names is worked out anew
}

std::vector<Named> list_named(const access::Pass& pass, const RecordId& id) {
  return pass.rows(named_now, [](const db::Row& row) {
    return Named{row.id<access::StaffId>(0), row.string(1), row.string(2), row.time(3)};
  }, {{"id", id}});
}

std::vector<FlagLine> list_flags(const access::Pass& pass, const RecordId& id) {
  return pass.rows(flags_of, [](const db::Row& row) {
    return FlagLine{static_cast<Flag>(row.integer(0)), row.string(1), row.string(2), row.time(3)};
  }, {{"id", id}});
}

}  // namespace record
