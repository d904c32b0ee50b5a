// Periods and what a timetable knows of the school, as they are kept.
#pragma once

#include "access/unit_of_work.h"
#include "casework/timetable/period.h"
#include "casework/timetable/week.h"

namespace timetable {

using access::May;
using SchoolPass = access::StaffPass<May::school_administer>;

namespace deeds {
inline constexpr access::Deed period_changed{"period.changed", "Changed the periods of the school's day"};
inline constexpr access::Deed setting_changed{"timetable.setting", "Changed what the timetable asks"};
}  // namespace deeds

/// All that are not over by `day`, in order of their start.
std::vector<Period> list_periods(const access::Pass& pass, base::LocalDate day);
/// Made twice under one id it is one.
void add_period(access::UnitOfWork& work, const SchoolPass& pass, const Period& period);
/// `last` is its last day.
void end_period(access::UnitOfWork& work, const SchoolPass& pass, const PeriodId& id, base::LocalDate last);
Settings load_settings(const access::Pass& pass);
void put_settings(access::UnitOfWork& work, const SchoolPass& pass, const Settings& settings);
/// The school's calendar with its two weeks, as a timetable needs it.
SchoolWeeks load_weeks(const access::Pass& pass);
/// Where the settings are read already.
SchoolWeeks load_weeks(const access::Pass& pass, const Settings& settings);
SchoolWeeks load_weeks(db::ReadConnection& reader);

/// The bare statement, for setting a school up.
access::Step insert_period(const Period& period, const access::StaffId& by, base::UtcTime now);

}  // namespace timetable
