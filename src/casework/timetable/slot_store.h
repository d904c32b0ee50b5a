// Slots and exceptions as they are kept, and weeks read from them. Who may read which row is in the guarded views; who may write which
// slot is `may_write`, asked here.
#pragma once

#include "access/unit_of_work.h"
#include "casework/timetable/period_store.h"
#include "casework/timetable/week.h"

namespace timetable {

using Own = access::StaffPass<May::entries_own>;
using Find = access::CaseloadPass<May::pupil_find>;
using PupilWeek = access::PupilPass<May::chronology_read>;

namespace deeds {
inline constexpr access::Deed slot_added{"slot.added", "Added a slot to a timetable"};
inline constexpr access::Deed slot_changed{"slot.changed", "Changed a slot of a timetable"};
inline constexpr access::Deed slot_ended{"slot.ended", "Ended a slot of a timetable"};
inline constexpr access::Deed exception_made{"slot.excepted", "Changed one day of a timetable"};
inline constexpr access::Deed exception_undone{"slot.restored", "Put one day of a timetable back as planned"};
inline constexpr access::Deed slot_seen{"slot.seen", "Saw a pupil's place in a timetable"};
}  // namespace deeds

/// My own, Monday to Sunday of the week that begins on `monday`; of_adult already.
std::vector<Occurrence> week_of_mine(const Own& pass, const SchoolWeeks& weeks, base::LocalDate monday);
inline std::vector<Occurrence> week_of_mine(const Own& pass, base::LocalDate monday) { return week_of_mine(pass, load_weeks(pass), monday); }
std::vector<Occurrence> days_of_mine(const Own& pass, base::LocalDate first, base::LocalDate last);
std::vector<Occurrence> week_of_adult(const Find& pass, const SchoolWeeks& weeks, const access::StaffId& staff, base::LocalDate monday);
inline std::vector<Occurrence> week_of_adult(const Find& pass, const access::StaffId& staff, base::LocalDate monday) {
  return week_of_adult(pass, load_weeks(pass), staff, monday);
}
/// The pupil's own slots, those of their groups and those of their class.
std::vector<Occurrence> week_of_pupil(const PupilWeek& pass, const SchoolWeeks& weeks, base::LocalDate monday);
inline std::vector<Occurrence> week_of_pupil(const PupilWeek& pass, base::LocalDate monday) { return week_of_pupil(pass, load_weeks(pass), monday); }
std::vector<Occurrence> days_of_pupil(const PupilWeek& pass, base::LocalDate first, base::LocalDate last);
/// Everybody's, of these days.
std::vector<Occurrence> slots_of_all(const Find& pass, base::LocalDate first, base::LocalDate last);
/// Everybody's, of one day.
std::vector<Occurrence> slots_on(const Find& pass, base::LocalDate day);
/// Break, lunch, clubs and the first-aid rota of those days, whoever does them.
std::vector<Occurrence> duties_between(const Find& pass, base::LocalDate first, base::LocalDate last);
/// Everybody's of those days, for a job of the house.
std::vector<Occurrence> slots_between(db::ReadConnection& reader, base::LocalDate first, base::LocalDate last);
/// One adult's, for the feed: no name of a pupil is read.
std::vector<Occurrence> slots_of_adult(db::ReadConnection& reader, const access::StaffId& staff, base::LocalDate first, base::LocalDate last);

/// A slot as this person may see it.
std::optional<Slot> find_slot(const access::Pass& pass, const SlotId& id);
std::optional<Exception> find_exception(const access::Pass& pass, const SlotId& slot, base::LocalDate day);

/// Added twice under one id it is one. Error: not theirs to write.
base::Result<void> add_slot(access::UnitOfWork& work, const Own& pass, const Slot& slot);
/// From `changed.from` on it is as `changed` says, under a fresh id; what was before stays. `was` is the slot it follows, as its writer knew
/// it: a version somebody else stored meanwhile fails the unit with conflict.
base::Result<void> change_slot(access::UnitOfWork& work, const Own& pass, const Slot& was, const Slot& changed);
/// `last` is its last day; before its first, it never happens.
base::Result<void> end_slot(access::UnitOfWork& work, const Own& pass, const Slot& was, base::LocalDate last);
/// What is different on that day; of an earlier difference of the same day this one takes the place.
base::Result<void> put_exception(access::UnitOfWork& work, const Own& pass, const Slot& slot, const Exception& exception);
base::Result<void> undo_exception(access::UnitOfWork& work, const Own& pass, const Slot& slot, base::LocalDate day);

/// The bare statement, for setting a school up.
access::Step insert_slot(const Slot& slot, const access::StaffId& by, base::UtcTime now);

}  // namespace timetable
