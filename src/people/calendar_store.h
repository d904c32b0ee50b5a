// The school's year as it is stored: half-terms, INSET days, closures.
#pragma once

#include "access/unit_of_work.h"
#include "people/calendar.h"

#include <string>
#include <vector>

namespace people {

using TermId = base::Id<struct TermTag>;

struct TermLine {
  TermId id;
  int academic_year = 0;
  std::string name;
  base::LocalDate first, last;
};

namespace deeds {
inline constexpr access::Deed calendar_changed{"calendar.changed", "Changed the school's calendar"};
}  // namespace deeds

/// In order of their days.
std::vector<TermLine> list_terms(const access::Pass& pass);
std::vector<Closure> list_closures(const access::Pass& pass);
/// The whole of it as a value to calculate with.
Calendar load_calendar(const access::Pass& pass);
/// The same for a job of the house, with nobody at the keyboard.
Calendar load_calendar(db::ReadConnection& reader);

/// The bare statements, for setting a school up.
access::Step insert_term(const TermLine& term);
access::Step put_closure(const Closure& closure);
/// Everything of a calendar, with fresh ids.
std::vector<access::Step> insert_calendar(const Calendar& calendar, base::UtcTime now, base::Random& random);

using CalendarPass = access::StaffPass<access::May::school_administer>;
void add_term(access::UnitOfWork& work, const CalendarPass& pass, const TermLine& term);
void remove_term(access::UnitOfWork& work, const CalendarPass& pass, const TermId& term);
/// A day that is closed already takes the new name.
void add_closure(access::UnitOfWork& work, const CalendarPass& pass, const Closure& closure);
void remove_closure(access::UnitOfWork& work, const CalendarPass& pass, base::LocalDate day);

}  // namespace people
