// An adult's working hours and the days on which they are away: what is written down, adding to it, taking it back.
#include "access/frame.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/timetable/hours_store.h"
#include "casework/timetable/timetable_pages.h"
#include "record/submission.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <cstdint>

namespace timetable {
namespace {

using access::Answer;
using access::Visit;
using Errors = std::vector<base::FieldError>;

web::Url here(const access::StaffId& staff) { return web::Url::path("/timetable/adults/{}/hours", staff); }

/// Which of the two forms comes back as it was typed.
enum class Again : std::uint8_t { none, hours, away };

web::Html hours_form(Visit& visit, const access::StaffLine& staff, const WorkingHours* now, Again which, const Errors& errors) {
  const auto& typed = visit.form();
  const bool again = which == Again::hours;
  const auto value = [&](const std::string& name, std::string before) { return again ? std::string(typed.text(name)) : std::move(before); };
  const auto fresh = visit.fresh<HoursId>().text();
  web::Html fields = web::hidden("id", again ? std::string(typed.text("id")) : fresh);
  web::Html days;
  for (std::size_t n = 0; n < 5; ++n) {
    const auto starts = fmt::format("starts.{}", n + 1), ends = fmt::format("ends.{}", n + 1);
    const auto* day = now && now->days[n] ? &*now->days[n] : nullptr;
    web::Html pair = web::time_input({.name = starts, .label = "From", .value = value(starts, day ? clock_words(day->starts) : ""), .error = web::message_for(errors, starts)});
    pair.add(web::time_input({.name = ends, .label = "To", .value = value(ends, day ? clock_words(day->ends) : ""), .error = web::message_for(errors, ends)}));
    days.add(web::fieldset({.legend = std::string(weekday_words(static_cast<base::Weekday>(n + 1)))}, web::html("<div class=\"app-time-pair\">{}</div>", pair)));
  }
  fields.add("<p class=\"govuk-body\">Leave a day empty on which they do not work.</p>");
  fields.add(days);
  fields.add(web::day_input({.name = "from", .label = "From which day on?", .value = value("from", base::to_iso(visit.today())), .error = web::message_for(errors, "from")}));
  fields.add(web::day_input({.name = "until", .label = "Until (optional)", .hint = "Only for a time, like a slow start after illness. After it the hours before count again.", .value = value("until", ""),
                             .error = web::message_for(errors, "until")}));
  fields.add(web::button({.text = "Write these hours down"}));
  return web::post_form({.action = here(staff.id), .csrf = visit.csrf_token(), .draft = "hours:" + staff.id.text()}, fields);
}

web::Html away_form(Visit& visit, const access::StaffLine& staff, Again which, const Errors& errors) {
  const auto& typed = visit.form();
  const bool again = which == Again::away;
  const auto value = [&](std::string_view name, std::string before = {}) { return again ? std::string(typed.text(name)) : std::move(before); };
  const auto fresh = visit.fresh<AwayId>().text();
  web::Html fields = web::hidden("id", again ? std::string(typed.text("id")) : fresh);
  fields.add(web::day_input({.name = "away_from", .label = "First day", .value = value("away_from", base::to_iso(visit.today())), .error = web::message_for(errors, "away_from")}));
  fields.add(web::day_input({.name = "away_until", .label = "Last day (optional)", .hint = "Leave it empty for one day.", .value = value("away_until"), .error = web::message_for(errors, "away_until")}));
  web::Html pair = web::time_input({.name = "away_starts", .label = "Only from (optional)", .value = value("away_starts"), .error = web::message_for(errors, "away_starts")});
  pair.add(web::time_input({.name = "away_ends", .label = "To (optional)", .value = value("away_ends"), .error = web::message_for(errors, "away_ends")}));
  fields.add("<div class=\"app-time-pair\">{}</div>", pair);
  fields.add(web::button({.text = "Note it", .look = web::ButtonLook::secondary}));
  return web::post_form({.action = web::Url::path("/timetable/adults/{}/away", staff.id), .csrf = visit.csrf_token()}, fields);
}

web::Html kept_hours(const Visit& visit, const access::StaffLine& staff, const WorkingTimes& times) {
  if (times.hours.empty())
    return web::body_text("Nobody has written their working hours down. Until somebody does, the cover board says that they are not known.");
  const auto* now = hours_on(times, staff.id, visit.today());
  std::vector<std::vector<web::Html>> rows;
  for (const auto& each : times.hours)
    rows.push_back({web::html("{}{}", each.until ? base::to_text(each.from) + " to " + base::to_text(*each.until) : "From " + base::to_text(each.from), &each == now ? web::html(" {}", web::tag("Now", web::Tint::green)) : web::Html()),
                    web::html("{}", hours_words(each)), web::html("{}", fmt::format("{} h {:02} min", each.minutes() / 60, each.minutes() % 60)),
                    web::post_button(web::Url::path("/timetable/adults/{}/hours/removal", staff.id), visit.csrf_token(),
                                     {.text = "Take back", .look = web::ButtonLook::secondary, .more = web::attr("aria-label", "Take back the hours from " + base::to_text(each.from))},
                                     web::hidden("hours", each.id.text()))});
  return web::table({.caption = "Working hours", .columns = {{"When"}, {"Days and hours"}, {"A week"}, {"Change"}}, .rows = std::move(rows), .caption_hidden = true, .stacked = true});
}

web::Html kept_aways(const Visit& visit, const access::StaffLine& staff, const WorkingTimes& times) {
  if (times.aways.empty()) return web::body_text("Nothing noted from today on.");
  std::vector<std::vector<web::Html>> rows;
  for (const auto& each : times.aways)
    rows.push_back({web::html("{}", away_words(each)), web::html("{}", each.made_by),
                    web::post_button(web::Url::path("/timetable/adults/{}/away/removal", staff.id), visit.csrf_token(),
                                     {.text = "Take back", .look = web::ButtonLook::secondary, .more = web::attr("aria-label", "Take back: away " + away_words(each))},
                                     web::hidden("away", each.id.text()))});
  return web::table({.caption = "Away", .columns = {{"When"}, {"Noted by"}, {"Change"}}, .rows = std::move(rows), .caption_hidden = true, .stacked = true});
}

base::Result<access::StaffLine> staff_in_address(const Visit& visit, const KeepHours& pass) {
  const auto id = access::StaffId::parse(visit.match.part("staff"));
  auto staff = id ? access::find_staff(pass, *id) : std::nullopt;
  if (!staff) return base::Error::not_found("no such member of staff");
  return *std::move(staff);
}

web::Response sheet(Visit& visit, const KeepHours& pass, const access::StaffLine& staff, Again which = Again::none, const Errors& errors = {}) {
  const auto times = load_working_times(pass, staff.id, visit.today());
  web::Html main = access::told(visit, {{"hours", "The hours are written down."}, {"away", "Noted. The cover board shows it at once."}, {"back", "Taken back."}});
  main.add(web::error_summary(errors));
  main.add(web::heading("Working hours and away", staff.name));
  main.add(web::subheading("Working hours"));
  main.add(kept_hours(visit, staff, times));
  main.add(web::details({.summary = "Write hours down", .matter = hours_form(visit, staff, hours_on(times, staff.id, visit.today()), which, errors), .open = times.hours.empty() || which == Again::hours}));
  main.add(web::subheading("Away"));
  main.add("<p class=\"govuk-body\">When they are not here. Why they are away is not kept here.</p>");
  main.add(kept_aways(visit, staff, times));
  main.add(web::details({.summary = "Note when they are away", .matter = away_form(visit, staff, which, errors), .open = which == Again::away}));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "Working hours – " + staff.name, .place = access::Place::timetable, .before = web::back_link(web::Url::path("/timetable/hours"), "Working hours and away"),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

/// Everybody who works here: when, and who is away.
base::Result<Answer> show_all(Visit& visit, const KeepHours& pass) {
  const auto times = load_working_times(pass, visit.today());
  std::vector<std::vector<web::Html>> rows;
  for (const auto& staff : access::list_staff(pass)) {
    if (staff.ends_on && *staff.ends_on < visit.today()) continue;
    const auto* hours = hours_on(times, staff.id, visit.today());
    web::Html away;
    for (const auto& each : times.aways)
      if (each.staff == staff.id) away.add("{}{}", away.empty() ? web::Html() : web::html("<br>"), away_words(each));
    rows.push_back({web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", here(staff.id), staff.name), web::html("{}", staff.post),
                    hours ? web::html("{}", hours_words(*hours)) : web::tag("Not written down", web::Tint::yellow), away.empty() ? web::html("–") : std::move(away)});
  }
  web::Html main = web::heading("Working hours and away");
  main.add(web::body_text("The cover board says who is free by this. Choose an adult to write down when they work, or when they are away."));
  main.add(web::table({.caption = "Everybody who works here", .columns = {{"Adult"}, {"Post"}, {"Works"}, {"Away"}}, .rows = std::move(rows), .caption_hidden = true, .stacked = true}));
  return access::page(visit, 200, {.title = "Working hours and away", .place = access::Place::timetable, .before = web::back_link(web::Url::path("/timetable"), "My week")}, main);
}

base::Result<Answer> show(Visit& visit, const KeepHours& pass) {
  TRY(const auto staff, staff_in_address(visit, pass));
  return sheet(visit, pass, staff);
}

/// A time of the form; one that cannot be read is told of.
std::optional<int> read_minute(const web::Form& form, const std::string& name, std::string words, Errors& wrong) {
  if (base::trim(form.text(name)).empty()) return std::nullopt;
  const auto time = record::read_time(form.text(name));
  if (!time) wrong.push_back({name, std::move(words)});
  return time ? std::optional<int>(time->minutes) : std::nullopt;
}

/// Both times of a stretch, or neither.
std::optional<DaySpan> read_span(const web::Form& form, const std::string& starts, const std::string& ends, std::string_view what, Errors& wrong) {
  const auto known = wrong.size();
  const auto first = read_minute(form, starts, fmt::format("{}enter the start as a time, like 08:30", what), wrong), last = read_minute(form, ends, fmt::format("{}enter the end as a time, like 15:30", what), wrong);
  if (first && last) return DaySpan{*first, *last};
  if (wrong.size() == known && first) wrong.push_back({ends, fmt::format("{}enter when it ends", what)});
  if (wrong.size() == known && last) wrong.push_back({starts, fmt::format("{}enter when it starts", what)});
  return std::nullopt;
}

base::Result<Answer> post_hours(Visit& visit, const KeepHours& pass) {
  TRY(const auto staff, staff_in_address(visit, pass));
  const auto& form = visit.form();
  const auto id = HoursId::parse(form.text("id"));
  if (!id) return base::Error::not_found("hours without their id");
  WorkingHours hours;
  hours.id = *id;
  hours.staff = staff.id;
  Errors wrong;
  for (std::size_t n = 0; n < 5; ++n)
    hours.days[n] = read_span(form, fmt::format("starts.{}", n + 1), fmt::format("ends.{}", n + 1), fmt::format("{}: ", weekday_words(static_cast<base::Weekday>(n + 1))), wrong);
  const auto from = base::parse_iso_date(form.text("from"));
  if (!from) wrong.push_back({"from", "Enter the day from which these hours hold"});
  hours.from = from.value_or(visit.today());
  if (!base::trim(form.text("until")).empty()) {
    hours.until = base::parse_iso_date(form.text("until"));
    if (!hours.until) wrong.push_back({"until", "Enter the last day, or leave it empty"});
  }
  for (auto& each : check(hours)) wrong.push_back(std::move(each));
  if (!wrong.empty()) return sheet(visit, pass, staff, Again::hours, wrong);
  access::UnitOfWork work(visit);
  write_hours(work, pass, hours);
  return access::then_go(visit, std::move(work), here(staff.id).with("done", "hours"));
}

base::Result<Answer> post_away(Visit& visit, const KeepHours& pass) {
  TRY(const auto staff, staff_in_address(visit, pass));
  const auto& form = visit.form();
  const auto id = AwayId::parse(form.text("id"));
  if (!id) return base::Error::not_found("an absence without its id");
  Errors wrong;
  const auto from = base::parse_iso_date(form.text("away_from"));
  if (!from) wrong.push_back({"away_from", "Enter the first day they are away"});
  Away away{*id, staff.id, from.value_or(visit.today()), from.value_or(visit.today())};
  if (!base::trim(form.text("away_until")).empty()) {
    if (const auto until = base::parse_iso_date(form.text("away_until"))) away.until = *until;
    else wrong.push_back({"away_until", "Enter the last day, or leave it empty"});
  }
  away.part = read_span(form, "away_starts", "away_ends", "Away: ", wrong);
  for (auto& each : check(away)) wrong.push_back(std::move(each));
  if (!wrong.empty()) return sheet(visit, pass, staff, Again::away, wrong);
  access::UnitOfWork work(visit);
  note_away(work, pass, away);
  return access::then_go(visit, std::move(work), here(staff.id).with("done", "away"));
}

base::Result<Answer> post_hours_removal(Visit& visit, const KeepHours& pass) {
  TRY(const auto staff, staff_in_address(visit, pass));
  const auto id = HoursId::parse(visit.form().text("hours"));
  if (!id) return base::Error::not_found("no such hours");
  access::UnitOfWork work(visit);
  withdraw_hours(work, pass, staff.id, *id);
  return access::then_go(visit, std::move(work), here(staff.id).with("done", "back"), base::Error::conflict("These hours were taken back already.", "hours taken back"));
}

base::Result<Answer> post_away_removal(Visit& visit, const KeepHours& pass) {
  TRY(const auto staff, staff_in_address(visit, pass));
  const auto id = AwayId::parse(visit.form().text("away"));
  if (!id) return base::Error::not_found("no such absence");
  access::UnitOfWork work(visit);
  withdraw_away(work, pass, staff.id, *id);
  return access::then_go(visit, std::move(work), here(staff.id).with("done", "back"), base::Error::conflict("This was taken back already.", "absence taken back"));
}

}  // namespace

void add_hours_routes(access::Routes& routes) {
  routes.get("/timetable/hours", show_all);
  routes.get("/timetable/adults/{staff}/hours", show);
  routes.post("/timetable/adults/{staff}/hours", post_hours);
  routes.post("/timetable/adults/{staff}/hours/removal", post_hours_removal);
  routes.post("/timetable/adults/{staff}/away", post_away);
  routes.post("/timetable/adults/{staff}/away/removal", post_away_removal);
}

}  // namespace timetable
