// The only room that names the tables of settings, routes, rota and who was told.
#include "casework/concerns/arrangement_store.h"

#include "access/staff_store.h"

#include <algorithm>
#include <array>

namespace concerns {
namespace {

constexpr db::Sql the_setting =
    "SELECT other_system, chair_id, front_door, front_door_phone, lado, unsafe_minutes, unsure_minutes, version FROM seen_concern_setting";
constexpr db::Sql all_routes =
    "SELECT r.id, r.topic, r.safe, r.tells, r.staff_id, COALESCE(s.name, ''), r.words FROM seen_concern_route r "
    "LEFT JOIN staff s ON s.id = r.staff_id ORDER BY r.id";
constexpr db::Sql all_rota =
    "SELECT r.id, r.staff_id, s.name, s.post, r.weekday, r.duty, r.place FROM seen_concern_rota r JOIN staff s ON s.id = r.staff_id "
    "ORDER BY r.weekday, r.duty DESC, s.name";
constexpr db::Sql change_setting =
    "UPDATE concern_setting SET other_system = :other_system, chair_id = :chair, front_door = :front_door, front_door_phone = :phone, "
    "lado = :lado, unsafe_minutes = :unsafe, unsure_minutes = :unsure, version = version + 1 WHERE only_one = 1 AND version = :was";
constexpr db::Sql insert_route =
    "INSERT INTO concern_route (id, topic, safe, tells, staff_id, words, made_by, made_at) "
    "VALUES (:id, :topic, :safe, :tells, :staff, :words, :me, :now) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql finish_route = "UPDATE concern_route SET ended_at = :now WHERE id = :id AND ended_at IS NULL";
constexpr db::Sql insert_rota =
    "INSERT INTO concern_rota (id, staff_id, weekday, duty, place, made_by, made_at) "
    "VALUES (:id, :staff, :weekday, :duty, :place, :me, :now) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql finish_rota = "UPDATE concern_rota SET ended_at = :now WHERE id = :id AND ended_at IS NULL";

// Who is told by two routes gets the fuller of the two lines.
#define ALONGSIDE_FULLER_LINE                                                                                     \
  "ON CONFLICT (record_id, staff_id, pupil_id) DO UPDATE SET words = excluded.words, "                             \
  "why = CASE WHEN concern_told.why = 'lead' THEN concern_told.why ELSE excluded.why END "                        \
  "WHERE LENGTH(excluded.words) > LENGTH(concern_told.words)"
constexpr db::Sql tell_one =
    "INSERT INTO concern_told (record_id, staff_id, pupil_id, why, words, at) SELECT :record, s.id, :about, :why, :words, :now FROM staff s "
    "WHERE s.id = :staff AND NOT EXISTS (SELECT 1 FROM own_family f WHERE f.staff_id = s.id AND f.pupil_id = :about) "
    ALONGSIDE_FULLER_LINE;
constexpr db::Sql tell_by_relation =
    "INSERT INTO concern_told (record_id, staff_id, pupil_id, why, words, at) SELECT DISTINCT :record, t.staff_id, :about, :why, :words, :now "
    "FROM tie t WHERE t.relation = :relation AND t.starts_on <= :today AND (t.ends_on IS NULL OR t.ends_on >= :today) "
    "AND (t.pupil_id = :about OR t.class_id IN (SELECT m.class_id FROM class_member m WHERE m.pupil_id = :about AND m.starts_on <= :today "
    "AND (m.ends_on IS NULL OR m.ends_on >= :today))) "
    "AND NOT EXISTS (SELECT 1 FROM own_family f WHERE f.staff_id = t.staff_id AND f.pupil_id = :about) "
    ALONGSIDE_FULLER_LINE;
#undef ALONGSIDE_FULLER_LINE
constexpr db::Sql own_notices =
    "SELECT pupil_id, words, at, ended_at, moved FROM my_concern_notice WHERE at >= :since OR ended_at >= :since ORDER BY at DESC, pupil_id";
constexpr db::Sql end_told = "UPDATE concern_told SET ended_at = :now WHERE record_id = :stood AND ended_at IS NULL";
constexpr db::Sql told_goes_along =
    "UPDATE concern_told SET record_id = :anew, ended_at = NULL WHERE record_id = :stood AND pupil_id = :stays";
constexpr db::Sql name_wrongly_told = "UPDATE concern_told SET now_in = :anew WHERE (record_id = :stood OR now_in = :stood) AND ended_at IS NOT NULL";
constexpr db::Sql told_outside =
    "SELECT DISTINCT staff_id FROM seen_concern_told WHERE record_id = :id AND pupil_id = :about AND words <> '' AND ended_at IS NULL ORDER BY staff_id";

}  // namespace

Arrangement load_arrangement(const access::Pass& pass) {
  const auto found = pass.row(the_setting, [](const db::Row& row) {
    Arrangement out;
    out.other_system = row.string(0);
    if (!row.is_null(1)) out.chair = row.id<access::StaffId>(1);
    out.front_door = row.string(2);
    out.front_door_phone = row.string(3);
    out.lado = row.string(4);
    out.targets = {static_cast<int>(row.integer(5)), static_cast<int>(row.integer(6))};
    out.version = static_cast<int>(row.integer(7));
    return out;
  });
  return found.value_or(Arrangement{});
}

std::string other_system(access::House& house) {
  std::string out;
  auto reader = house.reader();
  reader->look_as(house.door_sight());
  reader->rows(the_setting, {}, [&](const db::Row& row) { out = row.string(0); });
  return out;
}

std::vector<Route> list_routes(const access::Pass& pass) {
  return pass.rows(all_routes, [](const db::Row& row) {
    return Route{row.id<RouteId>(0), row.string(1), row.string(2), row.string(3), row.id<access::StaffId>(4), row.string(5), row.string(6)};
  });
}

std::vector<RotaLine> list_rota(const access::Pass& pass) {
  return pass.rows(all_rota, [](const db::Row& row) {
    return RotaLine{row.id<RotaId>(0), row.id<access::StaffId>(1), row.string(2), row.string(3), static_cast<int>(row.integer(4)),
                    row.string(5), row.string(6)};
  });
}

std::vector<Knower> list_team(const access::Pass& pass) {
  std::vector<Knower> out;
  for (const auto& person : access::list_staff(pass))
    if (std::any_of(person.roles.begin(), person.roles.end(),
                    [](access::Role role) { return access::allows(role, access::May::concern_triage); }))
      out.push_back({person.id, person.name, person.post, "lead"});
  return out;
}

void change(access::UnitOfWork& work, const TriagePass& pass, const Arrangement& arrangement) {
  work.write(pass, {deeds::arranged}, change_setting,
             {{"other_system", arrangement.other_system}, {"chair", arrangement.chair}, {"front_door", arrangement.front_door},
              {"phone", arrangement.front_door_phone}, {"lado", arrangement.lado}, {"unsafe", arrangement.targets.unsafe_minutes},
              {"unsure", arrangement.targets.unsure_minutes}, {"was", arrangement.version}},
             access::Expect::one);
}

void add(access::UnitOfWork& work, const TriagePass& pass, const Route& route) {
  std::optional<access::StaffId> staff;
  if (!route.staff.is_nil()) staff = route.staff;
  work.write(pass, {deeds::arranged, route.id.bytes()}, insert_route,
             {{"id", route.id}, {"topic", route.topic}, {"safe", route.safe}, {"tells", route.tells}, {"staff", staff}, {"words", route.words}});
}

void end_route(access::UnitOfWork& work, const TriagePass& pass, const RouteId& id) {
  work.write(pass, {deeds::arranged, id.bytes()}, finish_route, {{"id", id}});
}

void add(access::UnitOfWork& work, const TriagePass& pass, const RotaLine& line) {
  work.write(pass, {deeds::arranged, line.id.bytes()}, insert_rota,
             {{"id", line.id}, {"staff", line.staff}, {"weekday", line.weekday}, {"duty", line.duty}, {"place", line.place}});
}

void end_rota(access::UnitOfWork& work, const TriagePass& pass, const RotaId& id) {
  work.write(pass, {deeds::arranged, id.bytes()}, finish_rota, {{"id", id}});
}

void tell(access::UnitOfWork& work, const RecordId& record, const std::vector<access::PupilId>& about, const std::vector<Knower>& team,
          const std::vector<Route>& routes) {
  for (const auto& pupil : about) {
    for (const auto& one : team)
      work.also(tell_one, {{"record", record}, {"about", pupil}, {"staff", one.staff}, {"why", "lead"}, {"words", ""}});
    for (const auto& route : routes) {
      if (route.tells == "staff") {
        work.also(tell_one, {{"record", record}, {"about", pupil}, {"staff", route.staff}, {"why", "staff"}, {"words", route.words}});
      } else {
        work.also(tell_by_relation, {{"record", record}, {"about", pupil}, {"why", route.tells}, {"words", route.words},
                                     {"relation", route.tells == "class_teacher" ? "teaches_class" : "assigned"}});
      }
    }
  }
}

void take_back_told(access::UnitOfWork& work, const RecordId& stood) { work.also(end_told, {{"stood", stood}}); }

void keep_told(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew, const access::PupilId& stays) {
  work.also(told_goes_along, {{"stood", stood}, {"anew", anew}, {"stays", stays}});
}

void told_wrongly(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew) {
  work.also(name_wrongly_told, {{"stood", stood}, {"anew", anew}});
}

std::vector<access::StaffId> list_told_outside(access::House& house, const RecordId& id, const access::PupilId& pupil) {
  auto reader = house.reader();
  reader->look_as(house.house_sight());
  std::vector<access::StaffId> out;
  const std::array binds = {db::Bind{"id", id}, db::Bind{"about", pupil}};
  reader->rows(told_outside, binds, [&](const db::Row& row) { out.push_back(row.id<access::StaffId>(0)); });
  return out;
}

std::vector<Notice> list_notices(const access::Pass& pass, base::UtcTime since) {
  return pass.rows(own_notices, [](const db::Row& row) {
    return Notice{row.id<access::PupilId>(0), row.string(1), row.time(2), row.maybe<base::UtcTime>(3, &db::Row::time), row.yes(4)};
  }, {{"since", since}});
}

}  // namespace concerns
