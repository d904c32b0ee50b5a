// Draws a week: five days side by side where there is room, one under another on a phone.
#pragma once

#include "access/visit.h"
#include "casework/timetable/period.h"
#include "casework/timetable/week.h"
#include "web/html.h"

#include <optional>

namespace timetable {

enum class WhoseWeek : std::uint8_t { adult, pupil };

struct WeekSheet {
  base::LocalDate monday, today;
  std::vector<Occurrence> week;  ///< in order of day and time
  const SchoolWeeks* weeks = nullptr;
  Settings settings = {};
  WhoseWeek whose = WhoseWeek::adult;
  bool links = true;             ///< each slot leads to its page
  std::vector<std::string> outside = {};  ///< what lies outside the adult's hours, a sentence each
};

/// The days, and above them where somebody would be in two places.
web::Html draw_week(const WeekSheet& sheet);
/// Earlier, this week, later; `url` is the page without its week.
web::Html week_links(const web::Url& url, const WeekSheet& sheet);
/// "2 March to 6 March 2026", "week A" where there are two.
std::string week_title(const WeekSheet& sheet);
/// "Room 4, with Maya Osei": what stands under the name of a slot.
std::string slot_detail(const Occurrence& occurrence, WhoseWeek whose);
/// The slot that is on at a minute of the day, and the next one that begins after it; places in the list.
struct NowAndNext {
  std::optional<std::size_t> now, next;
};
NowAndNext now_and_next(const std::vector<Occurrence>& day, int minute);

}  // namespace timetable
