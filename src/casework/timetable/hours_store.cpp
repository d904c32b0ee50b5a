// SQL of working hours and absences.
#include "casework/timetable/hours_store.h"

namespace timetable {
namespace {

#define ALONGSIDE_HOURS \
  "SELECT h.id, h.staff_id, h.from_on, h.until_on, h.days, COALESCE(s.name, '') FROM working_hours h LEFT JOIN staff s ON s.id = h.made_by " \
  "WHERE h.withdrawn_at IS NULL AND (h.until_on IS NULL OR h.until_on >= :day) "
#define ALONGSIDE_AWAY \
  "SELECT a.id, a.staff_id, a.from_on, a.until_on, a.starts, a.ends, COALESCE(s.name, '') FROM staff_away a LEFT JOIN staff s ON s.id = a.made_by " \
  "WHERE a.withdrawn_at IS NULL AND a.until_on >= :day "
constexpr db::Sql all_hours = ALONGSIDE_HOURS "ORDER BY h.from_on, h.made_at, h.id";
constexpr db::Sql hours_of_one = ALONGSIDE_HOURS "AND h.staff_id = :whose ORDER BY h.from_on, h.made_at, h.id";
constexpr db::Sql all_aways = ALONGSIDE_AWAY "ORDER BY a.from_on, a.starts, a.id";
constexpr db::Sql aways_of_one = ALONGSIDE_AWAY "AND a.staff_id = :whose ORDER BY a.from_on, a.starts, a.id";
#undef ALONGSIDE_HOURS
#undef ALONGSIDE_AWAY
constexpr db::Sql insert_hours_sql =
    "INSERT INTO working_hours (id, staff_id, from_on, until_on, days, made_by, made_at) VALUES (:id, :whose, :from_on, :until_on, :days, :by, :at) "
    "ON CONFLICT (id) DO NOTHING";
constexpr db::Sql withdraw_hours_sql =
    "UPDATE working_hours SET withdrawn_by = :me, withdrawn_at = :now WHERE id = :id AND staff_id = :whose AND withdrawn_at IS NULL";
constexpr db::Sql insert_away_sql =
    "INSERT INTO staff_away (id, staff_id, from_on, until_on, starts, ends, made_by, made_at) VALUES (:id, :whose, :from_on, :until_on, :starts, :ends, :by, :at) "
    "ON CONFLICT (id) DO NOTHING";
constexpr db::Sql withdraw_away_sql =
    "UPDATE staff_away SET withdrawn_by = :me, withdrawn_at = :now WHERE id = :id AND staff_id = :whose AND withdrawn_at IS NULL";

WorkingHours read_hours(const db::Row& row) {
  WorkingHours out;
  out.id = row.id<HoursId>(0);
  out.staff = row.id<access::StaffId>(1);
  out.from = row.date(2);
  out.until = row.maybe(3, &db::Row::date);
  out.days = days_of(row.text(4));
  out.made_by = row.string(5);
  return out;
}

Away read_away(const db::Row& row) {
  Away out{row.id<AwayId>(0), row.id<access::StaffId>(1), row.date(2), row.date(3)};
  if (!row.is_null(4) && !row.is_null(5)) out.part = DaySpan{static_cast<int>(row.integer(4)), static_cast<int>(row.integer(5))};
  out.made_by = row.string(6);
  return out;
}

}  // namespace

WorkingTimes load_working_times(const access::Pass& pass, base::LocalDate day) {
  return {pass.rows(all_hours, read_hours, {{"day", day}}), pass.rows(all_aways, read_away, {{"day", day}})};
}
WorkingTimes load_working_times(const access::Pass& pass, const access::StaffId& staff, base::LocalDate day) {
  return {pass.rows(hours_of_one, read_hours, {{"day", day}, {"whose", staff}}), pass.rows(aways_of_one, read_away, {{"day", day}, {"whose", staff}})};
}

access::Step insert_hours(const WorkingHours& hours, const access::StaffId& by, base::UtcTime at) {
  return {insert_hours_sql,
          {{"id", hours.id}, {"whose", hours.staff}, {"from_on", hours.from}, {"until_on", hours.until}, {"days", to_stored(hours)}, {"by", by}, {"at", at}}};
}

access::Step insert_away(const Away& away, const access::StaffId& by, base::UtcTime at) {
  const auto starts = away.part ? std::optional<int>(away.part->starts) : std::nullopt, ends = away.part ? std::optional<int>(away.part->ends) : std::nullopt;
  return {insert_away_sql,
          {{"id", away.id}, {"whose", away.staff}, {"from_on", away.from}, {"until_on", away.until}, {"starts", starts}, {"ends", ends}, {"by", by}, {"at", at}}};
}

void write_hours(access::UnitOfWork& work, const KeepHours& pass, const WorkingHours& hours) {
  work.write(pass, {.deed = deeds::hours_written, .subject = hours.staff.bytes()}, insert_hours(hours, pass.who().id, work.now()));
}

void withdraw_hours(access::UnitOfWork& work, const KeepHours& pass, const access::StaffId& staff, const HoursId& id) {
  work.write(pass, {.deed = deeds::hours_withdrawn, .subject = staff.bytes()}, withdraw_hours_sql, {{"id", id}, {"whose", staff}}, access::Expect::one);
}

void note_away(access::UnitOfWork& work, const KeepHours& pass, const Away& away) {
  work.write(pass, {.deed = deeds::away_noted, .subject = away.staff.bytes()}, insert_away(away, pass.who().id, work.now()));
}

void withdraw_away(access::UnitOfWork& work, const KeepHours& pass, const access::StaffId& staff, const AwayId& id) {
  work.write(pass, {.deed = deeds::away_withdrawn, .subject = staff.bytes()}, withdraw_away_sql, {{"id", id}, {"whose", staff}}, access::Expect::one);
}

}  // namespace timetable
