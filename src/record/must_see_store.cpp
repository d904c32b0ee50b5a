// The only room that names the table of sights.
#include "record/must_see_store.h"

#include "access/inbox.h"

namespace record {
namespace {

constexpr db::Sql insert_must_see =
    "INSERT INTO must_see (record_id, staff_id, role, asked_at, seen_at, seen_version) VALUES (:id, :staff, :role, :asked_at, NULL, NULL) "
    "ON CONFLICT DO NOTHING";
constexpr db::Sql ask_anew = "UPDATE must_see SET asked_at = :now, seen_at = NULL WHERE record_id = :id AND staff_id <> :me";
constexpr db::Sql mark_seen =
    "UPDATE must_see SET seen_at = :now, seen_version = (SELECT r.version FROM record r WHERE r.id = :id) "
    "WHERE record_id = :id AND staff_id = :me AND seen_at IS NULL";
constexpr db::Sql of_record =
    "SELECT m.staff_id, s.name, s.post, m.role, m.asked_at, m.seen_at, m.seen_version FROM seen_must_see m JOIN staff s ON s.id = m.staff_id "
    "WHERE m.record_id = :id ORDER BY s.folded, s.id";
// A record without a pupil this reader may see (it was restricted, or they no longer stand near) is in neither list.
constexpr db::Sql waiting =
    "SELECT m.record_id, r.kind, r.info_class, s.name, s.post, r.occurred_at, m.asked_at, m.seen_at, m.seen_version, r.version, r.line "
    "FROM seen_must_see m JOIN seen_record r ON r.id = m.record_id JOIN staff s ON s.id = r.author_id "
    "WHERE m.staff_id = :me AND m.seen_at IS NULL AND r.moved_to IS NULL ORDER BY m.record_id LIMIT :most";
constexpr db::Sql done =
    "SELECT m.record_id, r.kind, r.info_class, s.name, s.post, r.occurred_at, m.asked_at, m.seen_at, m.seen_version, r.version, r.line "
    "FROM seen_must_see m JOIN seen_record r ON r.id = m.record_id JOIN staff s ON s.id = r.author_id "
    "WHERE m.staff_id = :me AND m.seen_at IS NOT NULL AND r.moved_to IS NULL ORDER BY m.seen_at DESC, m.record_id LIMIT :most";
constexpr db::Sql first_pupil =
    "SELECT p.pupil_id, u.given, u.family FROM seen_part p JOIN seen_pupil u ON u.id = p.pupil_id WHERE p.record_id = :id "
    "ORDER BY u.family, u.given LIMIT 1";
constexpr db::Sql count_waiting =
    "SELECT COUNT(*) FROM (SELECT m.record_id FROM seen_must_see m JOIN seen_record r ON r.id = m.record_id "
    "WHERE m.staff_id = :me AND m.seen_at IS NULL AND r.moved_to IS NULL LIMIT 200) waiting";
constexpr db::Sql asked_of_me = "SELECT m.record_id FROM seen_must_see m WHERE m.record_id = :id AND m.staff_id = :me";
constexpr db::Sql class_of = "SELECT info_class, version FROM seen_record WHERE id = :id";

constexpr access::Deed listed{"record.listed", "Read a line of a record"};

std::vector<ToSee> list(const access::Pass& pass, const db::Sql& sql, int most) {
  auto out = pass.rows(sql, [](const db::Row& row) {
    ToSee line;
    line.record = row.id<RecordId>(0);
    line.kind = row.string(1);
    line.info_class = static_cast<access::InfoClass>(row.integer(2));
    line.author = row.string(3);
    line.author_post = row.string(4);
    line.occurred_at = row.time(5);
    line.asked_at = row.time(6);
    line.seen_at = row.maybe(7, &db::Row::time);
    line.seen_version = static_cast<int>(row.integer(8));
    line.version = static_cast<int>(row.integer(9));
    line.line = row.string(10);
    return line;
  }, {{"most", most}});
  for (auto& line : out) {
    pass.each(first_pupil, [&](const db::Row& row) {
      line.pupil = row.id<access::PupilId>(0);
      line.pupil_name = row.string(1) + " " + row.string(2);
    }, {{"id", line.record}});
    pass.saw(line.info_class, line.pupil, line.record.bytes(), listed);
  }
  return out;
}

}  // namespace

std::vector<access::Step> must_see_steps(const RecordId& record, const std::vector<MustSee>& people, base::UtcTime at) {
  std::vector<access::Step> out;
  for (const auto& one : people)
    out.push_back({insert_must_see, {{"id", record}, {"staff", one.staff}, {"role", access::code(one.role)}, {"asked_at", at}}});
  return out;
}

access::Step seen_step(const RecordId& record, const access::StaffId& by, base::UtcTime at) {
  return {mark_seen, {{"id", record}, {"me", by}, {"now", at}}};
}

access::Step must_see_again(const RecordId& record) { return {ask_anew, {{"id", record}}}; }

std::vector<SeenBy> list_seen_by(const access::Pass& pass, const RecordId& record) {
  std::vector<SeenBy> out;
  pass.each(of_record, [&](const db::Row& row) {
    const auto role = access::role_of(row.text(3));
    if (!role) return;
    out.push_back({row.id<access::StaffId>(0), row.string(1), row.string(2), *role, row.time(4), row.maybe(5, &db::Row::time),
                   static_cast<int>(row.integer(6))});
  }, {{"id", record}});
  return out;
}

std::vector<ToSee> list_to_see(const OwnPass& pass, int most) { return list(pass, waiting, most); }
std::vector<ToSee> list_seen(const OwnPass& pass, int most) { return list(pass, done, most); }

std::int64_t count_to_see(const access::Pass& pass) {
  return pass.row(count_waiting, [](const db::Row& row) { return row.integer(0); }).value_or(0);
}

base::Result<void> acknowledge(access::UnitOfWork& work, const OwnPass& pass, const RecordId& record, std::int64_t version) {
  const auto yes = [](const db::Row&) { return true; };
  const auto stands = pass.row(class_of, [](const db::Row& row) { return std::pair(static_cast<access::InfoClass>(row.integer(0)), row.integer(1)); }, {{"id", record}});
  if (!stands || !pass.row(asked_of_me, yes, {{"id", record}})) return base::Error::not_found("not asked to see it, or not theirs to see");
  if (stands->second != version) return base::Error::conflict("This was corrected since you opened it. Read it again first.", "sight of an older version");
  const auto pupil = pass.row(first_pupil, [](const db::Row& row) { return row.id<access::PupilId>(0); }, {{"id", record}});
  work.write(pass, {deeds::acknowledged, record.bytes(), stands->first, pupil.value_or(access::PupilId{}), {}}, mark_seen, {{"id", record}});
  if (auto* inbox = work.house().find_room<access::InboxCounter>()) inbox->touch(pass.who().id, work.now());
  return {};
}

}  // namespace record
