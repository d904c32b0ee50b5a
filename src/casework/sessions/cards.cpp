// Reads cards, and holds them to the calendar.
#include "casework/sessions/cards.h"

#include "base/text.h"
#include "record/submission.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace sessions {

std::string closed_words(const people::Calendar& calendar, base::LocalDate day) {
  if (calendar.is_school_day(day)) return {};
  for (const auto& closure : calendar.closures())
    if (closure.day == day) return closure.name.empty() ? std::string("a closure") : closure.name;
  if (const auto holiday = people::bank_holiday_name(day); !holiday.empty()) return std::string(holiday);
  if (base::weekday(day) >= base::Weekday::saturday) return "a weekend";
  return "the holidays";
}

Card read_card(const access::Visit& visit, const web::Form& form, const people::Calendar& calendar, std::vector<base::FieldError>& wrong) {
  Card card;
  const auto title = base::Text<120>::make(form.text("title"));
  if (!title || title->empty()) wrong.push_back({"title", "Enter what it was, in 120 characters or fewer"});
  else card.title = title->text();
  card.place = place_of(form.text("place")).value_or(Place::withdrawal);
  if (!place_of(form.text("place"))) wrong.push_back({"place", "Select where it was"});
  const auto day = base::parse_iso_date(form.text("day"));
  const auto starts = record::read_time(form.text("starts"));
  if (!day) {
    wrong.push_back({"day", "Enter the day, like 3 March 2026"});
  } else {
    card.day = *day;
    const auto closed = closed_words(calendar, *day);
    const bool in_school = card.place == Place::in_class || card.place == Place::withdrawal;
    if (*day > visit.today()) wrong.push_back({"day", "The day must be today or in the past"});
    else if (!closed.empty() && in_school && !calendar.half_terms().empty())
      wrong.push_back({"day", fmt::format("School was closed on that day: {}. Choose another day, or another place", closed)});
  }
  if (!starts) wrong.push_back({"starts", "Enter when it began, like 10:40"});
  else card.starts = starts->minutes;
  if (day && starts && *day == visit.today() && starts->minutes > visit.house().zone().to_local(visit.now()).time.minutes)
    wrong.push_back({"starts", "It has not begun yet"});
  const auto length = base::trim(form.text("length"));
  int minutes = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), minutes);
  if (error != std::errc{} || end != length.data() + length.size() || minutes < 1 || minutes > 480) wrong.push_back({"length", "Enter the minutes planned, from 1 to 480"});
  else if (card.starts + minutes > 24 * 60) wrong.push_back({"length", "It must end on the same day"});
  card.minutes = std::max(1, minutes);
  for (const auto text : form.all("pupil")) {
    const auto id = access::PupilId::parse(text);
    if (id && !card.find(*id)) card.pupils.push_back({*id, {}, {}});
  }
  return card;
}

}  // namespace sessions
