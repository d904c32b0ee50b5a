// SQL behind the door: who somebody is and whom they stand beside.
#include "access/standing_store.h"

namespace access {
namespace {

constexpr db::Sql person_by_id =
    "SELECT s.name, s.post, COALESCE(a.must_change, 0) FROM staff s LEFT JOIN account a ON a.staff_id = s.id "
    "WHERE s.id = :staff AND s.starts_on <= :today AND (s.ends_on IS NULL OR s.ends_on >= :today) AND COALESCE(a.suspended, 0) = 0";
constexpr db::Sql roles_of =
    "SELECT role FROM staff_role WHERE staff_id = :staff AND starts_on <= :today AND (ends_on IS NULL OR ends_on >= :today)";

// A cover for another adult reaches whom that adult reaches; supervising reaches those they are key worker of.
constexpr db::Sql pupils_reached =
    "WITH live AS (SELECT staff_id, relation, pupil_id, class_id, year_group, other_staff_id FROM tie "
    "  WHERE starts_on <= :today AND (ends_on IS NULL OR ends_on >= :today) "
    "    AND (from_at IS NULL OR from_at <= :now) AND (until_at IS NULL OR until_at > :now)), "
    "mine AS (SELECT relation, pupil_id, class_id, year_group, other_staff_id FROM live WHERE staff_id = :staff), "
    "reach AS ("
    "  SELECT relation, pupil_id, class_id, year_group FROM mine WHERE other_staff_id IS NULL "
    "  UNION ALL SELECT m.relation, o.pupil_id, o.class_id, o.year_group FROM mine m "
    "    JOIN live o ON o.staff_id = m.other_staff_id AND o.other_staff_id IS NULL "
    "    WHERE (m.relation = 'supervises' AND o.relation = 'assigned') "
    "       OR (m.relation = 'cover' AND o.relation IN ('assigned', 'teaches_class', 'teaches'))) "
    "SELECT relation, pupil_id FROM reach WHERE pupil_id IS NOT NULL "
    "UNION SELECT r.relation, m.pupil_id FROM reach r JOIN seen_class_member m ON m.class_id = r.class_id "
    "  WHERE m.starts_on <= :today AND (m.ends_on IS NULL OR m.ends_on >= :today) "
    "UNION SELECT r.relation, p.id FROM reach r JOIN seen_pupil p ON p.year_group = r.year_group WHERE p.left_on IS NULL";
constexpr db::Sql on_duty =
    "SELECT COUNT(*) FROM tie WHERE staff_id = :staff AND relation = 'duty' AND pupil_id IS NULL AND class_id IS NULL "
    "AND year_group IS NULL AND other_staff_id IS NULL AND starts_on <= :today AND (ends_on IS NULL OR ends_on >= :today) "
    "AND (from_at IS NULL OR from_at <= :now) AND (until_at IS NULL OR until_at > :now)";
constexpr db::Sql own_family_of = "SELECT pupil_id FROM own_family WHERE staff_id = :staff";
constexpr db::Sql next_edge =
    "SELECT MIN(edge) FROM (SELECT MIN(from_at) AS edge FROM tie WHERE from_at > :now UNION ALL "
    "SELECT MIN(until_at) AS edge FROM tie WHERE until_at > :now UNION ALL "
    "SELECT MIN(until_at) AS edge FROM record_named WHERE staff_id = :staff AND until_at > :now UNION ALL "
    "SELECT MIN(until_at) AS edge FROM shared_item_to WHERE staff_id = :staff AND until_at > :now) edges";
constexpr db::Sql epoch_now = "SELECT access_epoch FROM school WHERE only_one = 1";

}  // namespace

const db::Sql bump_access_epoch = "UPDATE school SET access_epoch = access_epoch + 1 WHERE only_one = 1";

std::int64_t access_epoch(db::ReadConnection& reader) {
  std::int64_t epoch = 0;
  reader.rows(epoch_now, {}, [&](const db::Row& row) { epoch = row.integer(0); });
  return epoch;
}

std::optional<StandingToday> load_standing(db::ReadConnection& reader, const StaffId& staff, base::UtcTime now, base::LocalDate today) {
  const std::array binds = {db::Bind{"staff", staff}, db::Bind{"today", today}, db::Bind{"now", now}};
  std::optional<StandingToday> out;
  reader.rows(person_by_id, binds, [&](const db::Row& row) {
    out.emplace();
    out->standing.person = {staff, row.string(0), row.string(1), {}};
    out->standing.must_change = row.yes(2);
    out->standing.as_of = now;
  });
  if (!out) return out;
  auto& standing = out->standing;
  reader.rows(roles_of, binds, [&](const db::Row& row) {
    if (auto role = role_of(row.text(0))) standing.person.roles.push_back(*role);
  });
  reader.rows(pupils_reached, binds, [&](const db::Row& row) {
    if (auto relation = relation_of(row.text(0))) standing.ties.push_back({row.id<PupilId>(1), *relation});
  });
  reader.rows(on_duty, binds, [&](const db::Row& row) { standing.on_duty = row.integer(0) > 0; });
  reader.rows(own_family_of, binds, [&](const db::Row& row) { standing.own_family.push_back(row.id<PupilId>(0)); });
  out->until = now + base::day_ms;
  reader.rows(next_edge, binds, [&](const db::Row& row) {
    if (!row.is_null(0)) out->until = std::min(out->until, row.time(0));
  });
  return out;
}

}  // namespace access
