// Draws lines of the chronology.
#include "record/chronology_view.h"

#include "access/moment_words.h"
#include "web/components/display.h"

namespace record {
namespace {

/// Later than this after it happened, an entry says that it was written late.
constexpr std::int64_t late_ms = base::day_ms;

void add_notes(web::Html& notes, const base::Zone& zone, base::UtcTime now, const Kind* kind, const ChronologyLine& line) {
  if (line.flag > 0) notes.add(web::tag(line.flag == 1 ? "Restricted" : "Sealed", web::Tint::red));
  // The usual part goes without saying.
  if (!line.part.empty() && kind && !kind->pupils.parts.empty() && kind->pupils.parts.front().code != line.part)
    if (const auto* part = kind->pupils.find_part(line.part)) notes.add(web::badge(part->label, web::Tint::grey));
  if (!line.state.empty() && kind)
    for (const auto& status : kind->workflow.statuses)
      if (status.code == line.state) notes.add(web::badge(status.label, web::Tint::blue));
  if (line.version > 1) notes.add(web::badge("Corrected", web::Tint::yellow));
  if (line.recorded_at - line.occurred_at > late_ms)
    notes.add("<span class=\"app-late\">Written late, {}</span>", access::moment_words(zone, now, line.recorded_at));
}

void add_entry(web::Html& page, const base::Zone& zone, base::UtcTime now, const Kinds& kinds, const ChronologyLine& line,
               std::string_view before, std::string_view moment) {
  const Kind* kind = kinds.find(line.kind);
  const auto id = line.id.text();
  const auto url = web::Url::path("/records/{}", id);
  const auto byline = line.author_post.empty() ? line.author : line.author + ", " + line.author_post;
  const auto machine_time = base::to_iso(line.occurred_at);
  web::Html matter = before.empty() ? web::html("<p class=\"govuk-body\">{}</p>", line.line)
                                    : web::html("<p class=\"govuk-body\"><strong>{}</strong> {}</p>", before, line.line);
  web::Html notes;
  add_notes(notes, zone, now, kind, line);
  web::TimelineEntry entry;
  entry.id = id;
  entry.title = kind ? std::string_view(kind->title) : line.kind == "moved" ? std::string_view("Moved") : std::string_view(line.kind);
  entry.url = &url;
  entry.byline = byline;
  entry.moment = moment;
  entry.machine_time = machine_time;
  entry.matter = &matter;
  entry.notes = notes.empty() ? nullptr : &notes;
  web::add_timeline_entry(page, entry);
}

}  // namespace

void add_chronology(web::Html& page, const base::Zone& zone, base::UtcTime now, const Kinds& kinds, std::span<const ChronologyLine> lines) {
  const auto today = zone.date_of(now);
  std::optional<base::LocalDate> open;
  for (const auto& line : lines) {
    const auto local = zone.to_local(line.occurred_at);
    if (open != local.date) {
      if (open) web::close_timeline_day(page);
      auto day = access::day_words(today, local.date);
      day[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(day[0])));
      web::open_timeline_day(page, day);
      open = local.date;
    }
    add_entry(page, zone, now, kinds, line, {}, access::clock_words(zone, line.occurred_at));
  }
  if (open) web::close_timeline_day(page);
}

void add_recent(web::Html& page, const base::Zone& zone, base::UtcTime now, const Kinds& kinds, std::span<const ChronologyLine> lines,
                std::span<const std::string> pupils) {
  if (lines.empty()) return;
  page.add("<div class=\"app-timeline-day\">");
  for (std::size_t i = 0; i < lines.size(); ++i)
    add_entry(page, zone, now, kinds, lines[i], pupils[i], access::moment_words(zone, now, lines[i].occurred_at));
  page.add("</div>");
}

}  // namespace record
