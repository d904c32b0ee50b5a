// The only room that names the table of outings.
#include "casework/visits/outing_store.h"

#include <array>

namespace visits {
namespace {

constexpr db::Sql still_out =
    "SELECT o.id, o.staff_id, s.name, o.pupil_id, o.place, o.with_whom, o.phone, o.out_at, o.expected_at, o.back_at FROM seen_outing o "
    "JOIN staff s ON s.id = o.staff_id WHERE o.back_at IS NULL ORDER BY o.expected_at, o.id";
constexpr db::Sql came_back =
    "SELECT o.id, o.staff_id, s.name, o.pupil_id, o.place, o.with_whom, o.phone, o.out_at, o.expected_at, o.back_at FROM seen_outing o "
    "JOIN staff s ON s.id = o.staff_id WHERE o.back_at IS NOT NULL AND o.out_at >= :since ORDER BY o.out_at DESC, o.id DESC";
constexpr db::Sql overdue = "SELECT COUNT(*) FROM seen_outing WHERE back_at IS NULL AND expected_at < :before";
constexpr db::Sql alarms =
    "SELECT o.id, o.staff_id, s.name, o.pupil_id, o.place, o.with_whom, o.phone, o.out_at, o.expected_at, o.back_at FROM seen_outing o "
    "JOIN staff s ON s.id = o.staff_id WHERE o.back_at IS NULL AND o.expected_at < :before ORDER BY o.expected_at, o.id";
constexpr db::Sql told_of = "SELECT staff_id FROM outing_letter WHERE outing_id = :id ORDER BY staff_id";
constexpr db::Sql insert_told = "INSERT INTO outing_letter (outing_id, staff_id, at) VALUES (:id, :staff, :now) ON CONFLICT (outing_id, staff_id) DO NOTHING";
constexpr db::Sql insert_outing =
    "INSERT INTO outing (id, staff_id, pupil_id, place, with_whom, phone, out_at, expected_at, back_note) "
    "VALUES (:id, :me, :about, :place, :with_whom, :phone, :now, :expected_at, '') ON CONFLICT (id) DO NOTHING";
constexpr db::Sql end_outing = "UPDATE outing SET back_at = :now, back_by = :me, back_note = :note WHERE id = :id AND back_at IS NULL";

constexpr access::Deed out{"outing.out", "Checked out for a visit alone"};
constexpr access::Deed back{"outing.back", "Checked in after a visit alone"};

Outing read(const db::Row& row) {
  return {row.id<OutingId>(0), row.id<access::StaffId>(1), row.string(2), row.id<access::PupilId>(3), row.string(4), row.string(5), row.string(6),
          row.time(7), row.time(8), row.maybe(9, &db::Row::time)};
}

}  // namespace

std::vector<Outing> list_out(const access::Pass& pass) { return pass.rows(still_out, read); }
std::vector<Outing> list_back(const access::Pass& pass, base::UtcTime since) { return pass.rows(came_back, read, {{"since", since}}); }

std::int64_t count_overdue(const access::Pass& pass) {
  return pass.row(overdue, [](const db::Row& row) { return row.integer(0); }, {{"before", pass.now() + -grace_ms}}).value_or(0);
}

std::vector<Alarm> list_alarms(db::ReadConnection& reader, base::UtcTime now) {
  std::vector<Alarm> out;
  const std::array before = {db::Bind{"before", now + -grace_ms}};
  reader.rows(alarms, before, [&](const db::Row& row) { out.push_back({read(row), {}}); });
  for (auto& alarm : out) {
    const std::array which = {db::Bind{"id", alarm.outing.id}};
    reader.rows(told_of, which, [&](const db::Row& row) { alarm.told.push_back(row.id<access::StaffId>(0)); });
  }
  return out;
}

access::Step alarm_told(const OutingId& outing, const access::StaffId& staff, base::UtcTime at) {
  return {insert_told, {{"id", outing}, {"staff", staff}, {"now", at}}};
}

void check_out(access::UnitOfWork& work, const Own& pass, const Outing& outing) {
  work.write(pass, {.deed = out, .subject = outing.id.bytes(), .pupil = outing.pupil}, insert_outing,
             {{"id", outing.id}, {"about", outing.pupil}, {"place", outing.place}, {"with_whom", outing.with_whom}, {"phone", outing.phone},
              {"expected_at", outing.expected_at}});
}

void check_in(access::UnitOfWork& work, const Own& pass, const Outing& outing, const std::string& note) {
  work.write(pass, {.deed = back, .subject = outing.id.bytes(), .pupil = outing.pupil}, end_outing, {{"id", outing.id}, {"note", note}}, access::Expect::one);
}

}  // namespace visits
