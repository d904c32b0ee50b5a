// Writes calendar files.
#include "casework/timetable/feed.h"

#include "base/text.h"

#include <fmt/format.h>

namespace timetable {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

/// A line of more than 75 bytes goes on in the next, after a space; no character is cut in two.
void add_line(std::string& to, std::string_view line) {
  std::size_t most = 75;
  while (line.size() > most) {
    auto cut = most;
    while (cut > 1 && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
    to.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
    most = 74;
  }
  to.append(line).append("\r\n");
}

/// "20260303T104000Z".
std::string stamp(base::UtcTime at) {
  std::string out;
  for (const char c : base::to_iso(at).substr(0, 19))
    if (c != '-' && c != ':') out += c;
  return out + 'Z';
}

/// "20260303".
std::string day_stamp(base::LocalDate day) {
  std::string out;
  for (const char c : base::to_iso(day))
    if (c != '-') out += c;
  return out;
}

bool holds_a_name(std::string_view place, const std::set<std::string>& names) {
  const auto folded = base::fold(place);
  for (std::size_t from = 0; from < folded.size();) {
    const auto to = std::min(folded.find(' ', from), folded.size());
    const auto word = std::string_view(folded).substr(from, to - from);
    // "Maya's" is folded to "mayas".
    for (const auto& name : names)
      if (word == name || word == name + "s" || (name.size() >= 3 && word.starts_with(name))) return true;
    from = to + 1;
  }
  return false;
}

}  // namespace

std::string calendar_words(const Occurrence& occurrence, const std::set<std::string>& names) {
  std::string out(title(occurrence.slot.kind));
  if (!occurrence.place.empty() && !is_away(occurrence.slot.kind) && !holds_a_name(occurrence.place, names)) out += ", " + occurrence.place;
  return out;
}

std::string calendar_file(const std::vector<Occurrence>& occurrences, const base::Zone& zone, base::UtcTime now, std::string_view school,
                          const std::set<std::string>& names, const std::vector<DayEvent>& days) {
  std::string out;
  add_line(out, "BEGIN:VCALENDAR");
  add_line(out, "VERSION:2.0");
  add_line(out, "PRODID:-//Alongside//Timetable//EN");
  add_line(out, "CALSCALE:GREGORIAN");
  add_line(out, "METHOD:PUBLISH");
  add_line(out, "X-WR-CALNAME:" + escaped(school));
  add_line(out, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
  for (const auto& each : occurrences) {
    if (!each.happens()) continue;
    add_line(out, "BEGIN:VEVENT");
    add_line(out, fmt::format("UID:{}-{}@alongside", each.slot.id.text(), base::to_iso(each.planned_on)));
    add_line(out, "DTSTAMP:" + stamp(now));
    add_line(out, "DTSTART:" + stamp(zone.to_utc(each.day, base::LocalTime{each.starts})));
    add_line(out, "DTEND:" + stamp(zone.to_utc(each.day, base::LocalTime{each.ends})));
    add_line(out, "SUMMARY:" + escaped(calendar_words(each, names)));
    add_line(out, "CLASS:PRIVATE");
    add_line(out, "END:VEVENT");
  }
  for (const auto& each : days) {
    add_line(out, "BEGIN:VEVENT");
    add_line(out, fmt::format("UID:{}@alongside", each.uid));
    add_line(out, "DTSTAMP:" + stamp(now));
    add_line(out, "DTSTART;VALUE=DATE:" + day_stamp(each.on));
    add_line(out, "DTEND;VALUE=DATE:" + day_stamp(each.on + 1));
    add_line(out, "SUMMARY:" + escaped("Due: " + each.what));
    add_line(out, "TRANSP:TRANSPARENT");
    add_line(out, "CLASS:PRIVATE");
    add_line(out, "END:VEVENT");
  }
  add_line(out, "END:VCALENDAR");
  return out;
}

}  // namespace timetable
