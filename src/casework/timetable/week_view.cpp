// Draws weeks.
#include "casework/timetable/week_view.h"

#include "web/components/display.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

namespace timetable {
namespace {

/// How tall a slot stands: by its length, in steps the style sheet knows.
std::string_view height_of(const Occurrence& occurrence) {
  if (occurrence.minutes() >= 60) return "app-slot app-slot--long";
  if (occurrence.minutes() >= 30) return "app-slot app-slot--half";
  return "app-slot";
}

web::Html state_tag(const Occurrence& occurrence) {
  switch (occurrence.state) {
    case OccurrenceState::planned: return occurrence.slot.is_extra() ? web::tag("Extra", web::Tint::blue) : web::Html();
    case OccurrenceState::cancelled: return web::tag("Not today", web::Tint::red);
    case OccurrenceState::moved_away: return web::tag("Moved", web::Tint::orange);
    case OccurrenceState::moved_here: return web::tag("Moved here", web::Tint::orange);
    case OccurrenceState::replaced: return web::tag("Instead", web::Tint::purple);
  }
  return {};
}

void add_slot(web::Html& to, const Occurrence& occurrence, const WeekSheet& sheet, bool clashes) {
  const auto what = what_words(occurrence.slot);
  web::Html name;
  if (sheet.links) {
    name.add("<a class=\"govuk-link app-slot__what\" href=\"{}\">{}</a>",
             web::Url::path("/timetable/slots/{}", occurrence.slot.id).with("on", base::to_iso(occurrence.planned_on)), what);
  } else {
    name.add("<span class=\"app-slot__what\">{}</span>", what);
  }
  web::Html tags = state_tag(occurrence);
  if (clashes) tags.add(web::tag("Clash", web::Tint::red));
  web::Html notes;
  if (const auto detail = slot_detail(occurrence, sheet.whose); !detail.empty()) notes.add("<span class=\"app-slot__who\">{}</span>", detail);
  if (!occurrence.why.empty()) notes.add("<span class=\"app-slot__who\">{}</span>", occurrence.why);
  const std::string css = std::string(height_of(occurrence)) + (occurrence.happens() ? "" : " app-slot--off");
  to.add("<li class=\"{}\"><span class=\"app-slot__time\">{}–{}</span>{}{}{}</li>", css, clock_words(occurrence.starts), clock_words(occurrence.ends), name, notes, tags);
}

}  // namespace

std::string slot_detail(const Occurrence& occurrence, WhoseWeek whose) {
  std::string out = occurrence.place;
  std::string with = whose == WhoseWeek::adult ? with_words(occurrence.slot) : occurrence.staff_name;
  if (whose == WhoseWeek::pupil && !occurrence.slot.group.is_nil()) with += (with.empty() ? "" : ", ") + occurrence.slot.group_name;
  if (with == out) return out;  // a class in its own room
  if (!with.empty()) out += (out.empty() ? "with " : ", with ") + with;
  return out;
}

web::Html draw_week(const WeekSheet& sheet) {
  web::Html out;
  const auto clashes = find_clashes(sheet.week, sheet.settings.travel_minutes);
  std::vector<bool> is_clash(sheet.week.size());
  if (!clashes.empty()) {
    web::Html list;
    for (const auto& clash : clashes) {
      is_clash[clash.first] = is_clash[clash.second] = true;
      list.add("<li>{}</li>", clash_words(clash, sheet.week, sheet.settings.travel_minutes));
    }
    out.add(web::alert({.kind = web::AlertKind::warning, .title = clashes.size() == 1 ? "One clash this week" : fmt::format("{} clashes this week", clashes.size()),
                        .matter = web::html("<ul class=\"govuk-list\">{}</ul>", list)}));
  }
  if (!sheet.outside.empty()) {
    web::Html list;
    for (const auto& each : sheet.outside) list.add("<li>{}</li>", each);
    out.add(web::alert({.kind = web::AlertKind::warning, .title = "Outside working hours", .matter = web::html("<ul class=\"govuk-list\">{}</ul>", list)}));
  }
  out.add("<div class=\"app-week\">");
  for (int n = 0; n < 5; ++n) {
    const auto day = sheet.monday + n;
    const auto parts = base::to_parts(day);
    const bool today = day == sheet.today;
    out.add("<section class=\"{}\"><h2 class=\"app-week__day\">{} {}{}</h2>", today ? "app-week__column app-week__column--today" : "app-week__column",
            weekday_words(base::weekday(day)), parts.day, today ? web::html(" {}", web::tag("Today")) : web::Html());
    if (const auto closed = sheet.weeks->closed_words(day); !closed.empty()) out.add("<p class=\"app-week__closed\">{}</p>", closed);
    web::Html slots;
    for (std::size_t i = 0; i < sheet.week.size(); ++i)
      if (sheet.week[i].day == day) add_slot(slots, sheet.week[i], sheet, is_clash[i]);
    if (!slots.empty()) out.add("<ol class=\"app-week__slots\">{}</ol>", slots);
    else if (sheet.weeks->is_open(day)) out.add("<p class=\"app-week__closed\">Nothing planned</p>");
    out.add("</section>");
  }
  out.add("</div>");
  return out;
}

web::Html week_links(const web::Url& url, const WeekSheet& sheet) {
  web::Html out = web::button_link(url.with("week", base::to_iso(sheet.monday + -7)), "Week before", web::ButtonLook::secondary);
  if (monday_of(sheet.today) != sheet.monday) out.add(web::button_link(url, "This week", web::ButtonLook::secondary));
  out.add(web::button_link(url.with("week", base::to_iso(sheet.monday + 7)), "Week after", web::ButtonLook::secondary));
  return web::button_group(out);
}

std::string week_title(const WeekSheet& sheet) {
  auto out = fmt::format("{} to {}", base::to_text(sheet.monday), base::to_text(sheet.monday + 4));
  switch (sheet.weeks->letter_of(sheet.monday)) {
    case Week::every: return out;
    case Week::a: return out + ", week A";
    case Week::b: return out + ", week B";
  }
  return out;
}

NowAndNext now_and_next(const std::vector<Occurrence>& day, int minute) {
  NowAndNext out;
  for (std::size_t i = 0; i < day.size(); ++i) {
    if (!day[i].happens()) continue;
    if (day[i].starts <= minute && minute < day[i].ends) out.now = i;
    else if (day[i].starts > minute && !out.next) out.next = i;
  }
  return out;
}

}  // namespace timetable
