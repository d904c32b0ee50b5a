// Showing what is known: lists of facts, tables, tags, people, cards and the chronology.
#pragma once

#include "web/html.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace web {

/// A deed beside a fact: "Change" (name) – `what` is read to those who do not see the row.
struct RowAction {
  Url url;
  std::string text;
  std::string what;
};
struct SummaryRow {
  std::string key;
  Html value;
  std::vector<RowAction> actions = {};
};
Html summary_list(const std::vector<SummaryRow>& rows);

struct Column {
  std::string text;
  bool numeric = false;
};
/// Cells are Html; rows have as many as there are columns. On a phone it scrolls sideways, or stacks where `stacked`.
struct Table {
  std::string caption;  ///< always there; hidden where `caption_hidden`
  std::vector<Column> columns;
  std::vector<std::vector<Html>> rows;
  bool caption_hidden = false;
  bool first_cell_is_header = true;
  bool stacked = false;
};
Html table(const Table& table);

enum class Tint { teal, blue, green, yellow, orange, red, purple, magenta, grey };
std::string_view to_text(Tint tint);
/// A state in words on a soft colour.
Html tag(std::string_view words, Tint tint = Tint::teal);
/// A smaller label with an edge: a flag, a kind.
Html badge(std::string_view words, Tint tint = Tint::teal);
/// A count in a disc; nothing for 0, "99+" above 99. `what` is read aloud after it: "3 waiting for you".
Html count_badge(std::int64_t count, std::string_view what);

enum class DiscSize { small, normal, large };
/// The first letters on a tint chosen from the name: a picture's stand-in, hidden from assistive technology, beside the full name only.
Html initials_disc(std::string_view full_name, DiscSize size = DiscSize::normal);
/// Disc, full name as a link, and a line beneath ("Year 4 · Willow").
struct Person {
  std::string name;
  std::string detail = {};
  std::optional<Url> url = {};
  DiscSize size = DiscSize::normal;
};
Html person(const Person& who);
/// People one under another; what stands at each one's end (a button, a tag) is `beside`.
struct PersonRow {
  Person who;
  Html beside = {};
};
Html people_list(const std::vector<PersonRow>& rows);

/// Header of a pupil's page: disc, name as h1, facts in a line ("Year 4 · Willow"), flags the reader may know.
struct PupilHeader {
  std::string name;
  std::vector<std::string> facts;
  Html flags = {};
};
Html pupil_header(const PupilHeader& pupil);

enum class CardLook { plain, now };
/// A sheet with a heading of level 2. `now` has the accent's edge: what is on at this moment.
Html card(std::string_view heading, const Html& matter, CardLook look = CardLook::plain);
/// Cards side by side where there is room.
Html cards(const Html& cards);

/// One entry of the chronology. Views, not copies: fifty stand on a page that is made three thousand times a second.
struct TimelineEntry {
  std::string_view id;         ///< the record's, becomes the element's id
  std::string_view title;      ///< the kind in words: "Behaviour"
  const Url* url = nullptr;    ///< the record's page
  std::string_view byline;     ///< "Amara Nwosu, key worker"
  std::string_view moment;     ///< "today 10:40"
  std::string_view machine_time;  ///< "2026-03-03T10:40:00Z"
  const Html* matter = nullptr;   ///< summary, and what is folded in
  const Html* notes = nullptr;    ///< tags: others' parts, "corrected 14:02 – why", "written late"
};
void add_timeline_entry(Html& page, const TimelineEntry& entry);
/// One day's entries under its date as a heading of level 2.
void open_timeline_day(Html& page, std::string_view day);
void close_timeline_day(Html& page);

/// GOV.UK tabs within one page; without JavaScript the panels stand one under another. For tabs that are pages: sub_navigation.
struct Tab {
  std::string id;
  std::string label;
  Html panel;
};
Html tabs(std::string_view title, const std::vector<Tab>& tabs);

/// A picture made on the server with its table beneath "Show as table".
Html figure(std::string_view caption, const Html& svg, const Html& as_table);

Html heading(std::string_view words);                          ///< the page's h1
Html heading(std::string_view caption, std::string_view words);  ///< with a smaller line above
Html subheading(std::string_view words);                       ///< h2
Html body_text(std::string_view words);                        ///< one paragraph

}  // namespace web
