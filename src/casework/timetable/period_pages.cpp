// The school's day: its periods, the time needed between two places, and whether two weeks take turns.
#include "access/frame.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/timetable/period_store.h"
#include "casework/timetable/timetable_pages.h"
#include "record/submission.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <charconv>

namespace timetable {
namespace {

using access::Answer;
using access::Visit;
using Errors = std::vector<base::FieldError>;

web::Url here() { return web::Url::path("/school/periods"); }

web::Html period_form(const Visit& visit, const PeriodId& id, const Errors& errors) {
  const auto& typed = visit.form();
  const auto value = [&](std::string_view name) { return std::string(typed.text(name)); };
  const auto error = [&](std::string_view name) { return web::message_for(errors, name); };
  std::vector<web::Choice> days, kinds;
  for (int n = 1; n <= 5; ++n) days.push_back({std::to_string(n), std::string(weekday_words(static_cast<base::Weekday>(n)))});
  for (int n = 0; n < 5; ++n) kinds.push_back({std::string(code(static_cast<PeriodKind>(n))), std::string(title(static_cast<PeriodKind>(n)))});
  std::vector<std::string> ticked;
  for (const auto day : typed.all("days")) ticked.emplace_back(day);
  if (ticked.empty() && !typed.has("name")) ticked = {"1", "2", "3", "4", "5"};
  web::Html fields = web::hidden("id", id.text());
  fields.add(web::text_input({.name = "name", .label = "Name", .hint = "For example Period 1", .value = value("name"), .error = error("name"), .width = web::InputWidth::twenty}));
  fields.add(web::radios({.name = "kind", .legend = "What is it?", .choices = std::move(kinds), .value = value("kind").empty() ? "lesson" : value("kind"), .size = web::ChoiceSize::small}));
  fields.add(web::time_input({.name = "starts", .label = "From", .value = value("starts"), .error = error("starts")}));
  fields.add(web::time_input({.name = "ends", .label = "To", .value = value("ends"), .error = error("ends")}));
  fields.add(web::checkboxes({.name = "days", .legend = "On which days?", .choices = std::move(days), .values = ticked, .error = error("days"), .size = web::ChoiceSize::small}));
  fields.add(web::day_input({.name = "from", .label = "First day", .value = value("from").empty() ? base::to_iso(visit.today()) : value("from"), .error = error("from")}));
  fields.add(web::button({.text = "Add to the day", .look = web::ButtonLook::secondary}));
  return web::post_form({.action = here(), .csrf = visit.csrf_token()}, fields);
}

web::Html setting_form(const Visit& visit, const Settings& settings, const Errors& errors) {
  const auto& typed = visit.form();
  const auto value = [&](std::string_view name, std::string now) { return typed.has(name) ? std::string(typed.text(name)) : std::move(now); };
  web::Html fields = web::text_input({.name = "travel", .label = "Minutes needed between two places", .value = value("travel", std::to_string(settings.travel_minutes)),
                                      .error = web::message_for(errors, "travel"), .inputmode = "numeric", .width = web::InputWidth::two});
  fields.add(web::day_input({.name = "week_a", .label = "A day in a week A (optional)", .hint = "Only where two weeks take turns. Weeks of holidays do not count.",
                             .value = value("week_a", settings.week_a ? base::to_iso(*settings.week_a) : std::string()), .error = web::message_for(errors, "week_a")}));
  fields.add(web::button({.text = "Save", .look = web::ButtonLook::secondary}));
  return web::post_form({.action = web::Url::path("/school/periods/settings"), .csrf = visit.csrf_token()}, fields);
}

web::Response sheet(Visit& visit, const SchoolPass& pass, const PeriodId& id, const Errors& errors) {
  const auto periods = list_periods(pass, visit.today());
  web::Html main = access::told(visit, {{"added", "Added to the school's day."}, {"ended", "Taken out of the school's day."}, {"set", "Saved."}});
  main.add(web::error_summary(errors));
  main.add(web::heading("The school's day"));
  if (periods.empty()) {
    main.add(web::body_text("No periods yet. With them the timetable can say when something lies outside the school's day, and what lesson a note was written in."));
  } else {
    std::vector<std::vector<web::Html>> rows;
    for (const auto& period : periods)
      rows.push_back({web::html("{}", period.name), web::html("{}–{}", clock_words(period.starts), clock_words(period.ends)), web::html("{}", days_words(period.days)),
                      web::html("{}", title(period.kind)),
                      web::post_button(web::Url::path("/school/periods/{}/end", period.id), visit.csrf_token(),
                                       {.text = "End", .look = web::ButtonLook::secondary, .more = web::attr("aria-label", "End " + period.name)})});
    main.add(web::table({.caption = "Periods", .columns = {{"Name"}, {"Time"}, {"Days"}, {"What"}, {"Change"}}, .rows = std::move(rows), .caption_hidden = true, .stacked = true}));
  }
  const bool of_setting = !web::message_for(errors, "travel").empty() || !web::message_for(errors, "week_a").empty();
  main.add(web::details({.summary = "Add a period", .matter = period_form(visit, id, of_setting ? Errors{} : errors), .open = periods.empty() || (!errors.empty() && !of_setting)}));
  main.add(web::subheading("What the timetable asks"));
  main.add(setting_form(visit, load_settings(pass), errors));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "The school's day", .place = access::Place::school, .before = web::back_link(web::Url::path("/school"), "School"),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show(Visit& visit, const SchoolPass& pass) { return sheet(visit, pass, visit.fresh<PeriodId>(), {}); }

base::Result<Answer> post_period(Visit& visit, const SchoolPass& pass) {
  const auto& form = visit.form();
  const auto id = PeriodId::parse(form.text("id"));
  if (!id) return base::Error::not_found("a period without its id");
  Period period;
  period.id = *id;
  period.name = std::string(base::trim(base::clean(form.text("name"))));
  period.kind = period_kind_of(form.text("kind")).value_or(PeriodKind::lesson);
  period.days = 0;
  for (const auto day : form.all("days"))
    if (day.size() == 1 && day[0] >= '1' && day[0] <= '5') period.days |= 1 << (day[0] - '1');
  if (const auto time = record::read_time(form.text("starts"))) period.starts = time->minutes;
  if (const auto time = record::read_time(form.text("ends"))) period.ends = time->minutes;
  const auto from = base::parse_iso_date(form.text("from"));
  period.from = from.value_or(visit.today());
  auto wrong = check(period);
  if (!from) wrong.push_back({"from", "Enter the first day"});
  if (!wrong.empty()) return sheet(visit, pass, *id, wrong);
  access::UnitOfWork work(visit);
  add_period(work, pass, period);
  return access::then_go(visit, std::move(work), here().with("done", "added"));
}

base::Result<Answer> post_end(Visit& visit, const SchoolPass& pass) {
  const auto id = PeriodId::parse(visit.match.part("period"));
  if (!id) return base::Error::not_found("no such period");
  access::UnitOfWork work(visit);
  end_period(work, pass, *id, visit.today() + -1);
  return access::then_go(visit, std::move(work), here().with("done", "ended"), base::Error::conflict("That period has ended already.", "ended"));
}

base::Result<Answer> post_settings(Visit& visit, const SchoolPass& pass) {
  const auto& form = visit.form();
  Settings settings;
  Errors wrong;
  const auto typed = base::trim(form.text("travel"));
  const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), settings.travel_minutes);
  if (read.ec != std::errc() || read.ptr != typed.data() + typed.size() || settings.travel_minutes < 0 || settings.travel_minutes > 30)
    wrong.push_back({"travel", "Enter the minutes as a number from 0 to 30"});
  if (!base::trim(form.text("week_a")).empty()) {
    settings.week_a = base::parse_iso_date(form.text("week_a"));
    if (!settings.week_a) wrong.push_back({"week_a", "Enter a day, or leave it empty"});
  }
  if (!wrong.empty()) return sheet(visit, pass, visit.fresh<PeriodId>(), wrong);
  access::UnitOfWork work(visit);
  put_settings(work, pass, settings);
  return access::then_go(visit, std::move(work), here().with("done", "set"));
}

}  // namespace

void add_period_routes(access::Routes& routes) {
  routes.get("/school/periods", show);
  routes.post("/school/periods", post_period);
  routes.post("/school/periods/{period}/end", post_end);
  routes.post("/school/periods/settings", post_settings);
}

}  // namespace timetable
