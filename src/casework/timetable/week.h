// What happens on which day: slots laid on the school's calendar, with what is different; and where somebody would be in two places. Pure.
#pragma once

#include "casework/timetable/slot.h"
#include "people/calendar.h"

#include <span>

namespace timetable {

/// The days a timetable runs on. A school without half-terms in its calendar is open from Monday to Friday, but for closures.
class SchoolWeeks {
 public:
  SchoolWeeks() = default;
  /// `week_a`: any day of a week A, in a school with two weeks that take turns.
  SchoolWeeks(people::Calendar calendar, std::optional<base::LocalDate> week_a);
  bool is_open(base::LocalDate day) const;
  /// Weeks without a school day do not count in the taking of turns. `every` in a school without two weeks.
  Week letter_of(base::LocalDate day) const;
  bool has_two_weeks() const { return week_a_.has_value(); }
  const people::Calendar& calendar() const { return calendar_; }
  /// "INSET day", "Bank holiday: Early May", "Holidays"; empty on a school day.
  std::string closed_words(base::LocalDate day) const;

 private:
  people::Calendar calendar_;
  std::optional<base::LocalDate> week_a_;
};
/// The Monday of a day's week.
base::LocalDate monday_of(base::LocalDate day);

enum class OccurrenceState : std::uint8_t { planned, cancelled, moved_away, moved_here, replaced };

/// A slot on a day.
struct Occurrence {
  Slot slot;
  base::LocalDate day;
  int starts = 0, ends = 0;
  std::string place;
  access::StaffId staff;       ///< who does it that day
  std::string staff_name;
  OccurrenceState state = OccurrenceState::planned;
  ExceptionId exception = {};
  std::string why = {};
  base::LocalDate planned_on = {};  ///< the day it was planned for: with the slot's id, what makes it one thing
  /// False where nobody is there then: cancelled, or moved to another time.
  bool happens() const { return state != OccurrenceState::cancelled && state != OccurrenceState::moved_away; }
  int minutes() const { return ends - starts; }
};

/// Every occurrence from `first` to `last`, in order of day and time. What does not happen stays in, marked.
std::vector<Occurrence> expand(std::span<const Slot> slots, std::span<const Exception> exceptions, const SchoolWeeks& weeks, base::LocalDate first,
                               base::LocalDate last);
/// Those that an adult does: their own that nobody does instead, and others' that they do.
std::vector<Occurrence> of_adult(std::vector<Occurrence> all, const access::StaffId& staff);

/// One person in two places: two occurrences by their places in the list.
struct Clash {
  enum class Kind : std::uint8_t { overlap, travel } kind = Kind::overlap;
  std::size_t first = 0, second = 0;
  int minutes = 0;  ///< of overlap, or between the two
};
/// For the week of one person. Another place within less than `travel` minutes is a clash too. A whole class's lesson clashes with nothing of a
/// pupil: they are taken out of it.
std::vector<Clash> find_clashes(std::span<const Occurrence> week, int travel);
/// "09:30 Lesson support and 09:45 Break duty overlap by 15 minutes"; "2 minutes from Room 4 to the hall: 5 are needed".
std::string clash_words(const Clash& clash, std::span<const Occurrence> week, int travel);

}  // namespace timetable
