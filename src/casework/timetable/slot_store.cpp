// SQL of slots and exceptions.
#include "casework/timetable/slot_store.h"

#include <functional>
#include <set>

namespace timetable {
namespace {

using access::InfoClass;

// Every statement that reads slots has these columns, in this order.
constexpr db::Sql of_adult_between =
    "SELECT s.id, s.version, s.kind, s.title, s.staff_id, s.pupil_id, s.group_id, s.class_id, s.programme_id, s.line_id, s.place, s.weekday, s.starts, "
    "s.ends, s.week, s.from_on, s.until_on, s.follows, COALESCE(t.name, ''), COALESCE(p.given || ' ' || p.family, ''), COALESCE(g.name, ''), "
    "COALESCE(c.name, '') FROM seen_slot s LEFT JOIN staff t ON t.id = s.staff_id LEFT JOIN seen_pupil p ON p.id = s.pupil_id "
    "LEFT JOIN support_group g ON g.id = s.group_id LEFT JOIN school_class c ON c.id = s.class_id "
    "WHERE s.from_on <= :until AND (s.until_on IS NULL OR s.until_on >= :since) AND s.staff_id = :whose";
constexpr db::Sql replaced_by_adult =
    "SELECT s.id, s.version, s.kind, s.title, s.staff_id, s.pupil_id, s.group_id, s.class_id, s.programme_id, s.line_id, s.place, s.weekday, s.starts, "
    "s.ends, s.week, s.from_on, s.until_on, s.follows, COALESCE(t.name, ''), COALESCE(p.given || ' ' || p.family, ''), COALESCE(g.name, ''), "
    "COALESCE(c.name, '') FROM seen_slot s LEFT JOIN staff t ON t.id = s.staff_id LEFT JOIN seen_pupil p ON p.id = s.pupil_id "
    "LEFT JOIN support_group g ON g.id = s.group_id LEFT JOIN school_class c ON c.id = s.class_id "
    "WHERE s.id IN (SELECT e.slot_id FROM seen_slot_exception e WHERE e.staff_id = :whose AND e.on_day >= :since AND e.on_day <= :until)";
constexpr db::Sql of_pupil_between =
    "SELECT s.id, s.version, s.kind, s.title, s.staff_id, s.pupil_id, s.group_id, s.class_id, s.programme_id, s.line_id, s.place, s.weekday, s.starts, "
    "s.ends, s.week, s.from_on, s.until_on, s.follows, COALESCE(t.name, ''), COALESCE(p.given || ' ' || p.family, ''), '', '' "
    "FROM seen_slot s LEFT JOIN staff t ON t.id = s.staff_id LEFT JOIN seen_pupil p ON p.id = s.pupil_id "
    "WHERE s.from_on <= :until AND (s.until_on IS NULL OR s.until_on >= :since) AND s.pupil_id = :pupil";
// For groups and classes the membership's own days hold besides.
constexpr db::Sql of_groups_between =
    "SELECT s.id, s.version, s.kind, s.title, s.staff_id, s.pupil_id, s.group_id, s.class_id, s.programme_id, s.line_id, s.place, s.weekday, s.starts, "
    "s.ends, s.week, CASE WHEN m.starts_on > s.from_on THEN m.starts_on ELSE s.from_on END, "
    "CASE WHEN s.until_on IS NULL OR (m.ends_on IS NOT NULL AND m.ends_on < s.until_on) THEN m.ends_on ELSE s.until_on END, s.follows, "
    "COALESCE(t.name, ''), '', g.name, '' FROM seen_support_group_member m JOIN support_group g ON g.id = m.group_id "
    "JOIN seen_slot s ON s.group_id = m.group_id LEFT JOIN staff t ON t.id = s.staff_id "
    "WHERE m.pupil_id = :pupil AND s.from_on <= :until AND (s.until_on IS NULL OR s.until_on >= :since) AND m.starts_on <= :until "
    "AND (m.ends_on IS NULL OR m.ends_on >= :since)";
constexpr db::Sql of_classes_between =
    "SELECT s.id, s.version, s.kind, s.title, s.staff_id, s.pupil_id, s.group_id, s.class_id, s.programme_id, s.line_id, s.place, s.weekday, s.starts, "
    "s.ends, s.week, CASE WHEN m.starts_on > s.from_on THEN m.starts_on ELSE s.from_on END, "
    "CASE WHEN s.until_on IS NULL OR (m.ends_on IS NOT NULL AND m.ends_on < s.until_on) THEN m.ends_on ELSE s.until_on END, s.follows, "
    "COALESCE(t.name, ''), '', '', c.name FROM seen_class_member m JOIN school_class c ON c.id = m.class_id "
    "JOIN seen_slot s ON s.class_id = m.class_id LEFT JOIN staff t ON t.id = s.staff_id "
    "WHERE m.pupil_id = :pupil AND s.from_on <= :until AND (s.until_on IS NULL OR s.until_on >= :since) AND m.starts_on <= :until "
    "AND (m.ends_on IS NULL OR m.ends_on >= :since)";
constexpr db::Sql all_between =
    "SELECT s.id, s.version, s.kind, s.title, s.staff_id, s.pupil_id, s.group_id, s.class_id, s.programme_id, s.line_id, s.place, s.weekday, s.starts, "
    "s.ends, s.week, s.from_on, s.until_on, s.follows, COALESCE(t.name, ''), COALESCE(p.given || ' ' || p.family, ''), COALESCE(g.name, ''), "
    "COALESCE(c.name, '') FROM seen_slot s LEFT JOIN staff t ON t.id = s.staff_id LEFT JOIN seen_pupil p ON p.id = s.pupil_id "
    "LEFT JOIN support_group g ON g.id = s.group_id LEFT JOIN school_class c ON c.id = s.class_id "
    "WHERE s.from_on <= :until AND (s.until_on IS NULL OR s.until_on >= :since)";
constexpr db::Sql all_duties =
    "SELECT s.id, s.version, s.kind, s.title, s.staff_id, s.pupil_id, s.group_id, s.class_id, s.programme_id, s.line_id, s.place, s.weekday, s.starts, "
    "s.ends, s.week, s.from_on, s.until_on, s.follows, COALESCE(t.name, ''), '', '', '' FROM seen_slot s LEFT JOIN staff t ON t.id = s.staff_id "
    "WHERE s.from_on <= :until AND (s.until_on IS NULL OR s.until_on >= :since) AND s.kind IN ('break_duty', 'lunch_duty', 'first_aid', 'club')";
constexpr db::Sql one_slot =
    "SELECT s.id, s.version, s.kind, s.title, s.staff_id, s.pupil_id, s.group_id, s.class_id, s.programme_id, s.line_id, s.place, s.weekday, s.starts, "
    "s.ends, s.week, s.from_on, s.until_on, s.follows, COALESCE(t.name, ''), COALESCE(p.given || ' ' || p.family, ''), COALESCE(g.name, ''), "
    "COALESCE(c.name, '') FROM seen_slot s LEFT JOIN staff t ON t.id = s.staff_id LEFT JOIN seen_pupil p ON p.id = s.pupil_id "
    "LEFT JOIN support_group g ON g.id = s.group_id LEFT JOIN school_class c ON c.id = s.class_id WHERE s.id = :id";
constexpr db::Sql nameless_of_adult =
    "SELECT s.id, s.version, s.kind, '', s.staff_id, NULL, s.group_id, s.class_id, s.programme_id, s.line_id, s.place, s.weekday, s.starts, s.ends, s.week, "
    "s.from_on, s.until_on, s.follows, '', '', '', '' FROM seen_slot s WHERE s.from_on <= :until AND (s.until_on IS NULL OR s.until_on >= :since) "
    "AND (s.staff_id = :whose OR s.id IN (SELECT e.slot_id FROM seen_slot_exception e WHERE e.staff_id = :whose AND e.on_day >= :since AND e.on_day <= :until))";
constexpr db::Sql exceptions_between =
    "SELECT e.id, e.slot_id, e.on_day, e.kind, e.why, e.to_day, e.starts, e.ends, e.place, e.staff_id, COALESCE(t.name, '') FROM seen_slot_exception e "
    "LEFT JOIN staff t ON t.id = e.staff_id WHERE (e.on_day >= :since AND e.on_day <= :until) OR (e.to_day >= :since AND e.to_day <= :until)";
constexpr db::Sql exceptions_of_adult =
    "SELECT e.id, e.slot_id, e.on_day, e.kind, e.why, e.to_day, e.starts, e.ends, e.place, e.staff_id, COALESCE(t.name, '') FROM seen_slot_exception e "
    "LEFT JOIN staff t ON t.id = e.staff_id WHERE ((e.on_day >= :since AND e.on_day <= :until) OR (e.to_day >= :since AND e.to_day <= :until)) "
    "AND (e.staff_id = :whose OR e.slot_id IN (SELECT s.id FROM seen_slot s WHERE s.staff_id = :whose))";
constexpr db::Sql one_exception =
    "SELECT e.id, e.slot_id, e.on_day, e.kind, e.why, e.to_day, e.starts, e.ends, e.place, e.staff_id, COALESCE(t.name, '') FROM seen_slot_exception e "
    "LEFT JOIN staff t ON t.id = e.staff_id WHERE e.slot_id = :id AND e.on_day = :day";

constexpr db::Sql insert_slot_sql =
    "INSERT INTO slot (id, version, kind, title, staff_id, pupil_id, group_id, class_id, programme_id, line_id, place, weekday, starts, ends, week, from_on, "
    "until_on, follows, made_by, made_at) VALUES (:id, 1, :kind, :title, :whose, :about, :group, :class, :programme, :line, :place, :weekday, :starts, :ends, "
    ":week, :from_on, :until_on, :follows, :by, :at) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql end_slot_sql = "UPDATE slot SET until_on = :last, version = version + 1 WHERE id = :id AND version = :was";
constexpr db::Sql undo_exceptions =
    "UPDATE slot_exception SET undone_by = :me, undone_at = :now WHERE slot_id = :id AND on_day = :day AND undone_at IS NULL AND id <> :besides";
constexpr db::Sql insert_exception =
    "INSERT INTO slot_exception (id, slot_id, on_day, kind, why, to_day, starts, ends, place, staff_id, pupil_id, owner_id, made_by, made_at) "
    "VALUES (:id, :slot, :day, :kind, :why, :to_day, :starts, :ends, :place, :whose, :about, :owner, :me, :now) ON CONFLICT (id) DO NOTHING";
/// What was changed for days from then on goes with the slot as it was.
constexpr db::Sql drop_exceptions_after =
    "UPDATE slot_exception SET undone_by = :me, undone_at = :now WHERE slot_id = :id AND on_day > :last AND undone_at IS NULL";

template <class Tag>
std::optional<base::Id<Tag>> maybe(const base::Id<Tag>& id) {
  if (id.is_nil()) return std::nullopt;
  return id;
}

Slot read_slot(const db::Row& row) {
  Slot out;
  out.id = row.id<SlotId>(0);
  out.version = static_cast<int>(row.integer(1));
  out.kind = slot_kind_of(row.text(2)).value_or(SlotKind::other);
  out.title = row.string(3);
  out.staff = row.id<access::StaffId>(4);
  out.pupil = row.id<access::PupilId>(5);
  out.group = row.id<GroupId>(6);
  out.school_class = row.id<people::ClassId>(7);
  out.programme = row.id<ProgrammeId>(8);
  out.line = row.id<PromisedLineId>(9);
  out.place = row.string(10);
  out.day = static_cast<base::Weekday>(row.integer(11));
  out.starts = static_cast<int>(row.integer(12));
  out.ends = static_cast<int>(row.integer(13));
  out.week = week_of_code(row.text(14)).value_or(Week::every);
  out.from = row.date(15);
  out.until = row.maybe(16, &db::Row::date);
  out.follows = row.id<SlotId>(17);
  out.staff_name = row.string(18);
  out.pupil_name = row.string(19);
  out.group_name = row.string(20);
  out.class_name = row.string(21);
  return out;
}

std::optional<int> maybe_whole(const db::Row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return static_cast<int>(row.integer(column));
}

Exception read_exception(const db::Row& row) {
  Exception out;
  out.id = row.id<ExceptionId>(0);
  out.slot = row.id<SlotId>(1);
  out.on = row.date(2);
  out.kind = exception_kind_of(row.text(3)).value_or(ExceptionKind::cancelled);
  out.why = row.string(4);
  out.to_day = row.maybe(5, &db::Row::date);
  out.starts = maybe_whole(row, 6);
  out.ends = maybe_whole(row, 7);
  out.place = row.string(8);
  out.staff = row.id<access::StaffId>(9);
  out.staff_name = row.string(10);
  return out;
}

void note_sights(const access::Pass& pass, const std::vector<Occurrence>& shown) {
  std::set<access::PupilId> pupils;
  for (const auto& each : shown)
    if (!each.slot.pupil.is_nil() && pupils.insert(each.slot.pupil).second)
      pass.saw(InfoClass::c5_profile, each.slot.pupil, each.slot.id.bytes(), deeds::slot_seen);
}

struct Between {
  base::LocalDate first, last;
};

std::vector<Exception> exceptions_of(const access::Pass& pass, Between days) {
  return pass.rows(exceptions_between, read_exception, {{"since", days.first}, {"until", days.last}});
}

/// A slot moved here from a later or earlier day may have ended or begun there: slots are read two weeks wider than they are shown.
constexpr int wider = 14;

std::vector<Occurrence> adults_days(const access::Pass& pass, const SchoolWeeks& weeks, const access::StaffId& staff, Between days) {
  auto slots = pass.rows(of_adult_between, read_slot, {{"since", days.first + -wider}, {"until", days.last + wider}, {"whose", staff}});
  for (auto& more : pass.rows(replaced_by_adult, read_slot, {{"since", days.first}, {"until", days.last}, {"whose", staff}})) slots.push_back(std::move(more));
  const auto exceptions = pass.rows(exceptions_of_adult, read_exception, {{"since", days.first}, {"until", days.last}, {"whose", staff}});
  auto out = of_adult(expand(slots, exceptions, weeks, days.first, days.last), staff);
  note_sights(pass, out);
  return out;
}

base::Error not_theirs() { return base::Error::not_found("a slot that is not theirs to write"); }

access::Entry entry(access::Deed deed, const Slot& slot) {
  access::Entry out{.deed = deed, .subject = slot.id.bytes()};
  if (!slot.pupil.is_nil()) {
    out.info = InfoClass::c5_profile;
    out.pupil = slot.pupil;
  }
  return out;
}

}  // namespace

std::vector<Occurrence> days_of_mine(const Own& pass, base::LocalDate first, base::LocalDate last) {
  return adults_days(pass, load_weeks(pass), pass.who().id, {first, last});
}
std::vector<Occurrence> week_of_mine(const Own& pass, const SchoolWeeks& weeks, base::LocalDate monday) {
  return adults_days(pass, weeks, pass.who().id, {monday, monday + 6});
}
std::vector<Occurrence> week_of_adult(const Find& pass, const SchoolWeeks& weeks, const access::StaffId& staff, base::LocalDate monday) {
  return adults_days(pass, weeks, staff, {monday, monday + 6});
}

namespace {
std::vector<Occurrence> pupils_days(const PupilWeek& pass, const SchoolWeeks& weeks, base::LocalDate first, base::LocalDate last) {
  const std::initializer_list<db::Bind> days = {{"since", first + -wider}, {"until", last + wider}};
  auto slots = pass.rows(of_pupil_between, read_slot, days);
  for (auto& more : pass.rows(of_groups_between, read_slot, days)) slots.push_back(std::move(more));
  for (auto& more : pass.rows(of_classes_between, read_slot, days)) slots.push_back(std::move(more));
  auto out = expand(slots, exceptions_of(pass, {first, last}), weeks, first, last);
  if (!out.empty()) pass.saw(InfoClass::c5_profile, pass.pupil(), pass.pupil().bytes(), deeds::slot_seen);
  return out;
}
}  // namespace

std::vector<Occurrence> days_of_pupil(const PupilWeek& pass, base::LocalDate first, base::LocalDate last) { return pupils_days(pass, load_weeks(pass), first, last); }
std::vector<Occurrence> week_of_pupil(const PupilWeek& pass, const SchoolWeeks& weeks, base::LocalDate monday) { return pupils_days(pass, weeks, monday, monday + 6); }

std::vector<Occurrence> slots_of_all(const Find& pass, base::LocalDate first, base::LocalDate last) {
  const auto slots = pass.rows(all_between, read_slot, {{"since", first + -wider}, {"until", last + wider}});
  auto out = expand(slots, exceptions_of(pass, {first, last}), load_weeks(pass), first, last);
  note_sights(pass, out);
  return out;
}
std::vector<Occurrence> slots_on(const Find& pass, base::LocalDate day) { return slots_of_all(pass, day, day); }

std::vector<Occurrence> duties_between(const Find& pass, base::LocalDate first, base::LocalDate last) {
  const auto slots = pass.rows(all_duties, read_slot, {{"since", first + -wider}, {"until", last + wider}});
  auto out = expand(slots, exceptions_of(pass, {first, last}), load_weeks(pass), first, last);
  note_sights(pass, out);
  return out;
}

namespace {
std::vector<Occurrence> read_as_job(db::ReadConnection& reader, const db::Sql& sql, const access::StaffId& staff, Between days) {
  std::vector<Slot> slots;
  const std::array binds = {db::Bind{"since", days.first + -wider}, db::Bind{"until", days.last + wider}, db::Bind{"whose", staff}};
  reader.rows(sql, binds, [&](const db::Row& row) { slots.push_back(read_slot(row)); });
  std::vector<Exception> exceptions;
  const std::array shown = {db::Bind{"since", days.first}, db::Bind{"until", days.last}};
  reader.rows(exceptions_between, shown, [&](const db::Row& row) { exceptions.push_back(read_exception(row)); });
  return expand(slots, exceptions, load_weeks(reader), days.first, days.last);
}
}  // namespace

std::vector<Occurrence> slots_between(db::ReadConnection& reader, base::LocalDate first, base::LocalDate last) {
  return read_as_job(reader, all_between, {}, {first, last});
}
std::vector<Occurrence> slots_of_adult(db::ReadConnection& reader, const access::StaffId& staff, base::LocalDate first, base::LocalDate last) {
  return of_adult(read_as_job(reader, nameless_of_adult, staff, {first, last}), staff);
}

std::optional<Slot> find_slot(const access::Pass& pass, const SlotId& id) {
  auto out = pass.row(one_slot, read_slot, {{"id", id}});
  if (out && !out->pupil.is_nil()) pass.saw(InfoClass::c5_profile, out->pupil, id.bytes(), deeds::slot_seen);
  return out;
}

std::optional<Exception> find_exception(const access::Pass& pass, const SlotId& slot, base::LocalDate day) {
  return pass.row(one_exception, read_exception, {{"id", slot}, {"day", day}});
}

access::Step insert_slot(const Slot& slot, const access::StaffId& by, base::UtcTime now) {
  return {insert_slot_sql,
          {{"id", slot.id},
           {"kind", code(slot.kind)},
           {"title", slot.title},
           {"whose", maybe(slot.staff)},
           {"about", maybe(slot.pupil)},
           {"group", maybe(slot.group)},
           {"class", maybe(slot.school_class)},
           {"programme", maybe(slot.programme)},
           {"line", maybe(slot.line)},
           {"place", slot.place},
           {"weekday", static_cast<int>(slot.day)},
           {"starts", slot.starts},
           {"ends", slot.ends},
           {"week", code(slot.week)},
           {"from_on", slot.from},
           {"until_on", slot.until},
           {"follows", maybe(slot.follows)},
           {"by", by},
           {"at", now}}};
}

base::Result<void> add_slot(access::UnitOfWork& work, const Own& pass, const Slot& slot) {
  if (!may_write(pass.grants(), slot)) return not_theirs();
  work.write(pass, entry(deeds::slot_added, slot), insert_slot(slot, pass.who().id, work.now()));
  return {};
}

base::Result<void> change_slot(access::UnitOfWork& work, const Own& pass, const Slot& was, const Slot& changed) {
  if (!may_write(pass.grants(), was) || !may_write(pass.grants(), changed)) return not_theirs();
  const auto last = changed.from + -1;
  work.write(pass, entry(deeds::slot_changed, was), end_slot_sql, {{"id", was.id}, {"was", was.version}, {"last", last}}, access::Expect::one);
  work.also(drop_exceptions_after, {{"id", was.id}, {"last", last}});
  auto next = changed;
  next.follows = was.id;
  work.write(pass, entry(deeds::slot_added, next), insert_slot(next, pass.who().id, work.now()));
  return {};
}

base::Result<void> end_slot(access::UnitOfWork& work, const Own& pass, const Slot& was, base::LocalDate last) {
  if (!may_write(pass.grants(), was)) return not_theirs();
  work.write(pass, entry(deeds::slot_ended, was), end_slot_sql, {{"id", was.id}, {"was", was.version}, {"last", last}}, access::Expect::one);
  work.also(drop_exceptions_after, {{"id", was.id}, {"last", last}});
  return {};
}

base::Result<void> put_exception(access::UnitOfWork& work, const Own& pass, const Slot& slot, const Exception& exception) {
  if (!may_except(pass.grants(), slot)) return not_theirs();
  work.write(pass, entry(deeds::exception_made, slot), undo_exceptions, {{"id", slot.id}, {"day", exception.on}, {"besides", exception.id}});
  work.also(insert_exception, {{"id", exception.id},
                               {"slot", slot.id},
                               {"day", exception.on},
                               {"kind", code(exception.kind)},
                               {"why", exception.why},
                               {"to_day", exception.to_day},
                               {"starts", exception.starts},
                               {"ends", exception.ends},
                               {"place", exception.place},
                               {"whose", maybe(exception.staff)},
                               {"about", maybe(slot.pupil)},
                               {"owner", maybe(slot.staff)}});
  return {};
}

base::Result<void> undo_exception(access::UnitOfWork& work, const Own& pass, const Slot& slot, base::LocalDate day) {
  if (!may_except(pass.grants(), slot)) return not_theirs();
  work.write(pass, entry(deeds::exception_undone, slot), undo_exceptions, {{"id", slot.id}, {"day", day}, {"besides", SlotId{}}}, access::Expect::one);
  return {};
}

}  // namespace timetable
