// Works out who is free.
#include "casework/cover/free.h"

#include "base/text.h"

#include <algorithm>

namespace cover {

using timetable::clock_words;

AdultAt adult_at(const access::StaffId& staff, const DayKnown& known, int minute) {
  const auto presence = timetable::presence_at(known.times, staff, known.day, minute);
  AdultAt out{staff};
  out.hours_known = presence.hours_known;
  const auto taken = [&](std::string why) {
    out.freedom = Freedom::taken;
    out.why = std::move(why);
    out.until.reset();
    return out;
  };
  if (auto absent = timetable::absent_words(presence, known.day); !absent.empty()) return taken(std::move(absent));
  out.until = presence.until;
  bool has_timetable = false;
  const auto is_now = [&](int starts, int ends) {
    has_timetable = true;
    if (starts > minute) out.until = std::min(starts, out.until.value_or(starts));
    return starts <= minute && minute < ends;
  };
  for (const auto& one : known.covers) {
    // Their own lesson is covered: then they are wherever that is for.
    if (one.away == staff && one.starts <= minute && minute < one.ends)
      return taken(one.staff_name.empty() ? "away: their lesson is covered" : "away: " + one.staff_name + " covers " + one.class_name);
    if (one.staff == staff && is_now(one.starts, one.ends)) return taken("covers " + one.class_name + " until " + clock_words(one.ends));
  }
  for (const auto& each : known.slots)
    if (each.staff == staff && each.happens() && is_now(each.starts, each.ends))
      return taken("has " + base::to_lower_ascii(timetable::title(each.slot.kind)) + " until " + clock_words(each.ends));
  out.freedom = has_timetable || presence.hours_known ? Freedom::free : Freedom::unknown;
  return out;
}

}  // namespace cover
