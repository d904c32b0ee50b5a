// Reads the circle: everybody with their roles, and every lasting tie to a pupil.
#include "access/circle.h"

#include "access/standing_store.h"

#include <algorithm>

namespace access {
namespace {

constexpr db::Sql working_today =
    "SELECT s.id, s.name, s.post FROM staff s LEFT JOIN account a ON a.staff_id = s.id WHERE s.starts_on <= :today "
    "AND (s.ends_on IS NULL OR s.ends_on >= :today) AND COALESCE(a.suspended, 0) = 0 ORDER BY s.folded, s.id";
constexpr db::Sql roles_today =
    "SELECT staff_id, role FROM staff_role WHERE starts_on <= :today AND (ends_on IS NULL OR ends_on >= :today)";
constexpr db::Sql own_families = "SELECT staff_id, pupil_id FROM own_family";
// As standing_store.cpp reaches pupils, for everybody at once.
constexpr db::Sql ties_today =
    "WITH live AS (SELECT staff_id, relation, pupil_id, class_id, year_group, other_staff_id FROM tie "
    "  WHERE starts_on <= :today AND (ends_on IS NULL OR ends_on >= :today) "
    "    AND relation IN ('assigned', 'teaches_class', 'teaches', 'year', 'supervises')), "
    "reach AS ("
    "  SELECT staff_id, relation, pupil_id, class_id, year_group FROM live WHERE other_staff_id IS NULL "
    "  UNION ALL SELECT m.staff_id, m.relation, o.pupil_id, o.class_id, o.year_group FROM live m "
    "    JOIN live o ON o.staff_id = m.other_staff_id AND o.other_staff_id IS NULL AND o.relation = 'assigned' "
    "    WHERE m.relation = 'supervises') "
    "SELECT staff_id, relation, pupil_id FROM reach WHERE pupil_id IS NOT NULL "
    "UNION SELECT r.staff_id, r.relation, m.pupil_id FROM reach r JOIN seen_class_member m ON m.class_id = r.class_id "
    "  WHERE m.starts_on <= :today AND (m.ends_on IS NULL OR m.ends_on >= :today) "
    "UNION SELECT r.staff_id, r.relation, p.id FROM reach r JOIN seen_pupil p ON p.year_group = r.year_group WHERE p.left_on IS NULL";

std::shared_ptr<const Circle> read_circle(db::ReadConnection& reader, base::LocalDate day) {
  const std::array binds = {db::Bind{"today", day}};
  std::vector<CircleAdult> adults;
  std::unordered_map<StaffId, std::size_t> places;
  reader.rows(working_today, binds, [&](const db::Row& row) {
    places.emplace(row.id<StaffId>(0), adults.size());
    adults.push_back({{row.id<StaffId>(0), row.string(1), row.string(2), {}}, {}});
  });
  reader.rows(roles_today, binds, [&](const db::Row& row) {
    const auto place = places.find(row.id<StaffId>(0));
    const auto role = role_of(row.text(1));
    if (place != places.end() && role) adults[place->second].person.roles.push_back(*role);
  });
  reader.rows(own_families, {}, [&](const db::Row& row) {
    const auto place = places.find(row.id<StaffId>(0));
    if (place != places.end()) adults[place->second].own_family.push_back(row.id<PupilId>(1));
  });
  std::vector<std::pair<StaffId, PupilTie>> ties;
  reader.rows(ties_today, binds, [&](const db::Row& row) {
    if (const auto relation = relation_of(row.text(1))) ties.push_back({row.id<StaffId>(0), {row.id<PupilId>(2), *relation}});
  });
  return std::make_shared<const Circle>(std::move(adults), std::move(ties));
}

}  // namespace

Circle::Circle(std::vector<CircleAdult> adults, std::vector<std::pair<StaffId, PupilTie>> ties) : adults_(std::move(adults)) {
  for (std::uint32_t i = 0; i < adults_.size(); ++i) places_.emplace(adults_[i].person.id, i);
  for (const auto& [staff, tie] : ties) {
    const auto place = places_.find(staff);
    if (place == places_.end()) continue;
    const auto& family = adults_[place->second].own_family;
    if (std::find(family.begin(), family.end(), tie.pupil) != family.end()) continue;
    auto& around = around_[tie.pupil];
    const auto bit = static_cast<std::uint16_t>(1U << static_cast<unsigned>(tie.relation));
    const auto known = std::find_if(around.begin(), around.end(), [&](const CircleTie& other) { return other.adult == place->second; });
    if (known == around.end()) around.push_back({place->second, bit});
    else known->relations = static_cast<std::uint16_t>(known->relations | bit);
  }
}

const std::vector<CircleTie>& Circle::around(const PupilId& pupil) const {
  static const std::vector<CircleTie> nobody;
  const auto found = around_.find(pupil);
  return found == around_.end() ? nobody : found->second;
}

const CircleAdult* Circle::find(const StaffId& staff) const {
  const auto found = places_.find(staff);
  return found == places_.end() ? nullptr : &adults_[found->second];
}

std::shared_ptr<const Circle> Circles::today(House& house) {
  const auto day = house.today();
  const std::scoped_lock lock(guard_);
  // The number only grows; a request that began before a change makes no older circle.
  if (kept_ && day_ == day && house.known_epoch() <= epoch_) return kept_;
  auto reader = house.reader();
  reader->look_as(house.door_sight());
  epoch_ = access_epoch(*reader);
  kept_ = read_circle(*reader, day);
  day_ = day;
  return kept_;
}

}  // namespace access
