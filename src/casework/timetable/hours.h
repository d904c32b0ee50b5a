// When an adult is at work: the pattern of their week from a day on, and days on which they are away. Types and rules, all pure.
// Where nobody wrote hours down, every answer says so; nothing is guessed.
#pragma once

#include "casework/timetable/period.h"
#include "casework/timetable/week.h"

#include <array>

namespace timetable {

using HoursId = base::Id<struct WorkingHoursTag>;
using AwayId = base::Id<struct AwayTag>;

struct WorkingHours {
  HoursId id;
  access::StaffId staff;
  base::LocalDate from;
  std::optional<base::LocalDate> until = {};
  std::array<std::optional<DaySpan>, 5> days = {};  ///< Monday to Friday; none: a day off
  std::string made_by = {};                         ///< as read
  bool holds_on(base::LocalDate day) const { return from <= day && (!until || *until >= day); }
  std::optional<DaySpan> on(base::LocalDate day) const;
  int minutes() const;  ///< of a week
};
/// Fields are the form's: "from", "until", "starts.1" to "ends.5" (Monday is 1).
std::vector<base::FieldError> check(const WorkingHours& hours);
/// As stored: "1:510-930 3:510-720".
std::string to_stored(const WorkingHours& hours);
std::array<std::optional<DaySpan>, 5> days_of(std::string_view stored);
/// "Monday to Wednesday 08:30–15:30, Thursday 08:30–12:00"; "No days" where none is worked.
std::string hours_words(const WorkingHours& hours);

struct Away {
  AwayId id;
  access::StaffId staff;
  base::LocalDate from, until;
  std::optional<DaySpan> part = {};  ///< only these minutes of its one day; none: whole days
  std::string made_by = {};          ///< as read
};
/// "away_from", "away_until", "away_starts", "away_ends".
std::vector<base::FieldError> check(const Away& away);
/// "Tuesday 3 March 2026, 10:00–12:00".
std::string away_words(const Away& away);

/// Of everybody, or of one; patterns in the order in which they began.
struct WorkingTimes {
  std::vector<WorkingHours> hours = {};
  std::vector<Away> aways = {};
};
/// The pattern that counts on that day; nullptr where nobody wrote one down.
const WorkingHours* hours_on(const WorkingTimes& times, const access::StaffId& staff, base::LocalDate day);

enum class AtWork : std::uint8_t { unknown, here, away, day_off, later, gone };
struct Presence {
  AtWork at = AtWork::unknown;
  std::optional<int> until = {};  ///< here: when they go, or are away. away: when they are back, if the same day. later: when they come. gone: since when.
  bool hours_known = false;
};
Presence presence_at(const WorkingTimes& times, const access::StaffId& staff, base::LocalDate day, int minute);
/// Why they are not at work: "away today", "away until 12:00", "does not work on Tuesdays", "works from 12:00 today", "worked until 12:00 today"; empty while
/// they are, and where it is unknown.
std::string absent_words(const Presence& presence, base::LocalDate day);
/// What speaks against being somewhere from `starts` to `ends`: "They work from 08:30 to 12:00 on Tuesdays."; empty where nothing does or nothing is known.
std::string against_words(const WorkingTimes& times, const access::StaffId& staff, base::LocalDate day, DaySpan span);
/// Of what somebody does, each thing at a time when they are not at work: a sentence each.
std::vector<std::string> outside_hours(const WorkingTimes& times, const access::StaffId& staff, std::span<const Occurrence> week);

}  // namespace timetable
