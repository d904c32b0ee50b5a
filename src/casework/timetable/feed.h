// An adult's week as a calendar program reads it (RFC 5545): times, kinds and places, and no name of any pupil.
#pragma once

#include "base/zone.h"
#include "casework/timetable/week.h"

#include <set>
#include <string>
#include <string_view>

namespace timetable {

/// Something that stands on a day and names nobody: what is due.
struct DayEvent {
  base::LocalDate on;
  std::string what;
  std::string uid;
};

/// The whole file, lines ended by CRLF and folded at 75 bytes. `names` are the given and family names of pupils in these slots, folded: a
/// place in which one of them stands is left out, as is every place away from school.
std::string calendar_file(const std::vector<Occurrence>& occurrences, const base::Zone& zone, base::UtcTime now, std::string_view school,
                          const std::set<std::string>& names, const std::vector<DayEvent>& days = {});
/// What stands in the calendar for one of them: "1:1 support, Room 4".
std::string calendar_words(const Occurrence& occurrence, const std::set<std::string>& names);

}  // namespace timetable
