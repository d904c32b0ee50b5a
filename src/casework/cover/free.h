// Who is free at a minute of a day, and why others are not: timetables, cover, working hours and absences, side by side. Pure.
#pragma once

#include "casework/cover/cover.h"
#include "casework/timetable/hours.h"

namespace cover {

enum class Freedom : std::uint8_t {
  free,    ///< at work as far as anybody knows, and nowhere at that minute
  taken,   ///< somewhere, away, or not at work: `why`
  unknown  ///< neither a timetable today nor working hours: nobody knows, so ask
};

struct AdultAt {
  access::StaffId staff;
  Freedom freedom = Freedom::unknown;
  std::optional<int> until = {};  ///< free: until they are somewhere, or go
  std::string why = {};           ///< taken: "has break duty until 10:45", never with whom
  bool hours_known = false;
};

/// What the house knows of a day.
struct DayKnown {
  base::LocalDate day;
  const std::vector<timetable::Occurrence>& slots;  ///< everybody's
  const std::vector<Cover>& covers;
  const timetable::WorkingTimes& times;
};
AdultAt adult_at(const access::StaffId& staff, const DayKnown& known, int minute);

}  // namespace cover
