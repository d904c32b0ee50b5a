// SQL of the school's day.
#include "casework/timetable/period_store.h"

#include "people/calendar_store.h"

namespace timetable {
namespace {

constexpr db::Sql periods =
    "SELECT id, name, kind, days, starts, ends, from_on, until_on FROM school_period WHERE until_on IS NULL OR until_on >= :day ORDER BY starts, ends, id";
constexpr db::Sql insert_period_sql =
    "INSERT INTO school_period (id, name, kind, days, starts, ends, from_on, until_on, made_by, made_at) "
    "VALUES (:id, :name, :kind, :days, :starts, :ends, :from_on, :until_on, :by, :at) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql end_period_sql = "UPDATE school_period SET until_on = :last WHERE id = :id AND (until_on IS NULL OR until_on > :last)";
constexpr db::Sql settings = "SELECT name, value FROM timetable_setting";
constexpr db::Sql put_setting =
    "INSERT INTO timetable_setting (name, value, set_by, set_at) VALUES (:name, :value, :me, :now) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at";
constexpr db::Sql drop_setting = "DELETE FROM timetable_setting WHERE name = :name";

void read_setting(const db::Row& row, Settings& out) {
  if (row.text(0) == "travel_minutes") out.travel_minutes = static_cast<int>(row.integer(1));
  if (row.text(0) == "week_a") out.week_a = row.date(1);
}

}  // namespace

std::vector<Period> list_periods(const access::Pass& pass, base::LocalDate day) {
  return pass.rows(periods,
                   [](const db::Row& row) {
                     return Period{row.id<PeriodId>(0), row.string(1), period_kind_of(row.text(2)).value_or(PeriodKind::other), static_cast<int>(row.integer(3)),
                                   static_cast<int>(row.integer(4)), static_cast<int>(row.integer(5)), row.date(6), row.maybe(7, &db::Row::date)};
                   },
                   {{"day", day}});
}

access::Step insert_period(const Period& period, const access::StaffId& by, base::UtcTime now) {
  return {insert_period_sql,
          {{"id", period.id},
           {"name", period.name},
           {"kind", code(period.kind)},
           {"days", period.days},
           {"starts", period.starts},
           {"ends", period.ends},
           {"from_on", period.from},
           {"until_on", period.until},
           {"by", by},
           {"at", now}}};
}

void add_period(access::UnitOfWork& work, const SchoolPass& pass, const Period& period) {
  work.write(pass, access::Entry{.deed = deeds::period_changed, .subject = period.id.bytes()}, insert_period(period, pass.who().id, work.now()));
}

void end_period(access::UnitOfWork& work, const SchoolPass& pass, const PeriodId& id, base::LocalDate last) {
  work.write(pass, access::Entry{.deed = deeds::period_changed, .subject = id.bytes()}, end_period_sql, {{"id", id}, {"last", last}}, access::Expect::one);
}

Settings load_settings(const access::Pass& pass) {
  Settings out;
  pass.each(settings, [&](const db::Row& row) { read_setting(row, out); });
  return out;
}

void put_settings(access::UnitOfWork& work, const SchoolPass& pass, const Settings& settings) {
  work.write(pass, access::Entry{.deed = deeds::setting_changed}, put_setting, {{"name", "travel_minutes"}, {"value", settings.travel_minutes}}, access::Expect::one);
  if (settings.week_a) work.also(put_setting, {{"name", "week_a"}, {"value", std::int64_t{settings.week_a->days}}}, access::Expect::one);
  else work.also(drop_setting, {{"name", "week_a"}});
}

SchoolWeeks load_weeks(const access::Pass& pass) { return load_weeks(pass, load_settings(pass)); }
SchoolWeeks load_weeks(const access::Pass& pass, const Settings& settings) { return {people::load_calendar(pass), settings.week_a}; }

SchoolWeeks load_weeks(db::ReadConnection& reader) {
  Settings out;
  reader.rows(settings, {}, [&](const db::Row& row) { read_setting(row, out); });
  return {people::load_calendar(reader), out.week_a};
}

}  // namespace timetable
