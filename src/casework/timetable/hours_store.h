// Working hours and absences of adults as they are kept. Whoever arranges cover and relations keeps them.
#pragma once

#include "access/unit_of_work.h"
#include "casework/timetable/hours.h"

namespace timetable {

using KeepHours = access::StaffPass<access::May::relations_administer>;

namespace deeds {
inline constexpr access::Deed hours_written{"hours.written", "Wrote down an adult's working hours"};
inline constexpr access::Deed hours_withdrawn{"hours.withdrawn", "Took back an adult's working hours"};
inline constexpr access::Deed away_noted{"away.noted", "Noted when an adult is away"};
inline constexpr access::Deed away_withdrawn{"away.withdrawn", "Took back when an adult is away"};
}  // namespace deeds

/// Everybody's, as far as they matter from `day` on.
WorkingTimes load_working_times(const access::Pass& pass, base::LocalDate day);
/// One adult's, from `day` on.
WorkingTimes load_working_times(const access::Pass& pass, const access::StaffId& staff, base::LocalDate day);
/// Written twice under one id it is one.
void write_hours(access::UnitOfWork& work, const KeepHours& pass, const WorkingHours& hours);
void withdraw_hours(access::UnitOfWork& work, const KeepHours& pass, const access::StaffId& staff, const HoursId& id);
void note_away(access::UnitOfWork& work, const KeepHours& pass, const Away& away);
void withdraw_away(access::UnitOfWork& work, const KeepHours& pass, const access::StaffId& staff, const AwayId& id);

/// The bare statements, for setting a school up.
access::Step insert_hours(const WorkingHours& hours, const access::StaffId& by, base::UtcTime at);
access::Step insert_away(const Away& away, const access::StaffId& by, base::UtcTime at);

}  // namespace timetable
