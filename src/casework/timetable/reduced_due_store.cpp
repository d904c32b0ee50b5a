// SQL of what is due with reduced timetables.
#include "casework/timetable/reduced_due_store.h"

#include "casework/timetable/reduced_store.h"

namespace timetable {
namespace {

constexpr db::Sql running =
    "SELECT r.id, r.pupil_id, r.ends_on, r.starts_on, r.made_by, s.name, "
    "(SELECT MAX(v.on_day) FROM seen_reduced_review v WHERE v.reduced_id = r.id) FROM seen_reduced_timetable r JOIN seen_pupil u ON u.id = r.pupil_id "
    "JOIN staff s ON s.id = r.made_by WHERE r.ended_on IS NULL ORDER BY r.ends_on, r.id";
constexpr int fortnight = 14;

}  // namespace

std::vector<record::Due> reduced_due(access::Visit& visit, base::LocalDate until) {
  const auto pass = access::Door::caseload<May::pupil_find>(visit);
  if (!pass) return {};
  std::vector<record::Due> out;
  pass->each(running, [&](const db::Row& row) {
    const auto id = row.id<ReducedId>(0);
    const auto pupil = row.id<access::PupilId>(1);
    const auto add = [&](base::LocalDate on, std::string what, std::string_view key) {
      if (on <= until)
        out.push_back({.on = on, .what = std::move(what), .leads_to = web::Url::path("/pupils/{}/reduced", pupil), .key = std::string(key) + " " + id.text(), .pupil = pupil,
                       .info_class = access::InfoClass::c6_send, .owner = row.id<access::StaffId>(4), .owner_words = row.string(5)});
    };
    const auto ends = row.date(2);
    add(ends, "Fewer hours at school end", "reduced-end");
    // The last stretch needs no look of its own: it ends.
    const auto look = (row.is_null(6) ? row.date(3) : row.date(6)) + fortnight;
    if (look < ends) add(look, "Fewer hours at school are looked at, every two weeks", "reduced-look");
  });
  for (const auto& each : out) pass->saw(each.info_class, each.pupil, each.pupil.bytes(), deeds::reduced_seen);
  return out;
}

}  // namespace timetable
