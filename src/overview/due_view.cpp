// Draws what is due.
#include "overview/due_view.h"

#include "web/components/display.h"
#include "web/components/navigation.h"
#include "web/components/todo.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace overview {
namespace {

using record::Due;

constexpr std::array<std::string_view, 12> months{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};

base::LocalDate monday_of(base::LocalDate day) { return day + (1 - static_cast<int>(base::weekday(day))); }

web::TodoItem item_of(const Due& due, const PupilNames& names, base::LocalDate today, const access::StaffId& reader) {
  web::TodoItem item;
  const auto name = names.find(due.pupil);
  item.what = web::html("<a class=\"govuk-link\" href=\"{}\">{}{}</a>", due.leads_to, due.what, name == names.end() ? "" : " – " + name->second);
  if (due.is_watched()) item.facts.add(web::tag("Watched", web::Tint::grey));
  else if (due.on < today) item.facts.add(web::tag(today - due.on == 1 ? std::string("1 day late") : fmt::format("{} days late", today - due.on), web::Tint::red));
  if (due.on == today) item.facts.add(web::tag("Today", web::Tint::yellow));
  item.facts.add("<span>{}</span>", base::to_long_text(due.on));
  if (due.is_mine(reader)) item.facts.add(web::tag("Mine", web::Tint::blue));
  else if (!due.owner_words.empty()) item.facts.add("<span>{}</span>", due.owner_words);
  return item;
}

web::Html list_of(const std::vector<const Due*>& some, const PupilNames& names, base::LocalDate today, const access::StaffId& reader) {
  std::vector<web::TodoItem> items;
  for (const auto* due : some) items.push_back(item_of(*due, names, today, reader));
  return web::todo_list(items);
}

std::string week_words(base::LocalDate monday, base::LocalDate today) {
  const auto this_week = monday_of(today);
  if (monday == this_week) return "This week";
  if (monday == this_week + 7) return "Next week";
  return "Week of " + base::to_text(monday);
}

}  // namespace

base::LocalDate Month::last() const { return after().first() + -1; }
std::string Month::code() const { return fmt::format("{:04}-{:02}", year, month); }
std::string Month::title() const { return fmt::format("{} {}", months.at(static_cast<std::size_t>(month - 1)), year); }

std::optional<Month> month_of(std::string_view code) {
  const auto day = base::parse_iso_date(std::string(code) + "-01");
  if (!day) return std::nullopt;
  const auto out = month_of(*day);
  // What no calendar of a school reaches leads nowhere.
  return out.year < 2000 || out.year > 2100 ? std::nullopt : std::optional(out);
}

Month month_of(base::LocalDate day) {
  const auto parts = base::to_parts(day);
  return {parts.year, parts.month};
}

web::Html due_list(const std::vector<Due>& some, const PupilNames& names, base::LocalDate today, const access::StaffId& reader, std::size_t most) {
  std::vector<const Due*> first;
  for (std::size_t n = 0; n < some.size() && n < most; ++n) first.push_back(&some[n]);
  return list_of(first, names, today, reader);
}

web::Html due_by_week(const std::vector<Due>& all, const PupilNames& names, base::LocalDate today, const access::StaffId& reader) {
  std::vector<const Due*> late;
  std::map<base::LocalDate, std::vector<const Due*>> weeks;
  for (const auto& due : all) (due.on < today && !due.is_watched() ? late : weeks[monday_of(due.on)]).push_back(&due);
  web::Html out;
  if (!late.empty()) out.add(web::card(fmt::format("Overdue: {}", late.size()), list_of(late, names, today, reader), web::CardLook::now));
  for (const auto& [monday, some] : weeks) out.add(web::card(week_words(monday, today), list_of(some, names, today, reader)));
  return out;
}

web::Html due_month(const std::vector<Due>& all, const PupilNames& names, const Month& month, base::LocalDate today, const access::StaffId& reader) {
  std::map<base::LocalDate, std::vector<const Due*>> days;
  for (const auto& due : all)
    if (due.on >= month.first() && due.on <= month.last()) days[due.on].push_back(&due);
  std::vector<std::vector<web::Html>> rows;
  for (auto monday = monday_of(month.first()); monday <= month.last(); monday = monday + 7) {
    std::vector<web::Html> row;
    for (int n = 0; n < 7; ++n) {
      const auto day = monday + n;
      const auto number = base::to_parts(day).day;
      const auto found = days.find(day);
      if (day < month.first() || day > month.last()) row.emplace_back();
      else if (found == days.end()) row.push_back(day == today ? web::html("<strong>{}<span class=\"govuk-visually-hidden\">, today</span></strong>", number) : web::html("{}", number));
      else
        row.push_back(web::html("<a class=\"govuk-link app-due-day\" href=\"{}\">{}<span class=\"govuk-visually-hidden\"> {}, {} due</span></a>{}", web::Url::anchor("day-" + base::to_iso(day)), number, month.title(), found->second.size(),
                                web::html("<span class=\"app-due-count\" aria-hidden=\"true\">{}</span>", found->second.size())));
    }
    rows.push_back(std::move(row));
  }
  web::Html out = web::html("<div class=\"app-due-month\">{}</div>", web::table({.caption = "What is due in " + month.title(),
                                                                                   .columns = {{"Mon"}, {"Tue"}, {"Wed"}, {"Thu"}, {"Fri"}, {"Sat"}, {"Sun"}},
                                                                                   .rows = std::move(rows),
                                                                                   .caption_hidden = true,
                                                                                   .first_cell_is_header = false}));
  for (const auto& [day, some] : days)
    out.add("<div id=\"{}\" tabindex=\"-1\">{}</div>", "day-" + base::to_iso(day), web::card(base::to_long_text(day), list_of(some, names, today, reader), day < today ? web::CardLook::now : web::CardLook::plain));
  return out;
}

}  // namespace overview
