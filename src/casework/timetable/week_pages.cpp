// My week, another adult's, a pupil's, and who is on duty.
#include "access/frame.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "casework/programmes/group_store.h"
#include "casework/timetable/hours_store.h"
#include "casework/timetable/reduced_store.h"
#include "casework/timetable/slot_store.h"
#include "casework/timetable/timetable_pages.h"
#include "casework/timetable/week_view.h"
#include "people/pupil_view.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>
#include <array>
#include <map>

namespace timetable {
namespace {

using access::Answer;
using access::Visit;

/// The Monday of the week asked for; of this week where none is, or none that there can be.
base::LocalDate asked_monday(const Visit& visit) { return monday_of(base::parse_iso_date(visit.query().text("week")).value_or(visit.today())); }

WeekSheet sheet_for(const Visit& visit, const Settings& settings, const SchoolWeeks& weeks, std::vector<Occurrence> week, WhoseWeek whose) {
  return {asked_monday(visit), visit.today(), std::move(week), &weeks, settings, whose, true};
}

/// When they work, as it is written down; where it is not, that it is not.
web::Html hours_line(const Visit& visit, const WorkingTimes& times, const access::StaffId& staff, base::LocalDate monday) {
  const auto day = std::max(monday, std::min(visit.today(), monday + 4));
  const auto* hours = hours_on(times, staff, day);
  web::Html out = web::html("{}", hours ? "Works " + hours_words(*hours) + "." : std::string("Working hours are not written down."));
  for (const auto& away : times.aways)
    if (away.from <= monday + 6 && away.until >= monday) out.add(" Away: {}.", away_words(away));
  if (visit.may(May::relations_administer))
    out.add(" <a class=\"govuk-link app-screen-only\" href=\"{}\">Working hours and away</a>", web::Url::path("/timetable/adults/{}/hours", staff));
  return web::html("<p class=\"govuk-body\">{}</p>", out);
}

web::Html choose_adult(const Visit& visit, const access::Pass& pass, const access::StaffId& chosen) {
  std::vector<web::Option> options;
  for (const auto& staff : access::list_staff(pass))
    if (!staff.ends_on || *staff.ends_on >= visit.today()) options.push_back({staff.id.text(), staff.name + (staff.post.empty() ? "" : ", " + staff.post)});
  web::Html fields = web::select({.name = "adult", .label = "Whose week?", .options = std::move(options), .value = chosen.text()});
  fields.add(web::button({.text = "Show", .look = web::ButtonLook::secondary}));
  return web::html("<div class=\"app-screen-only\">{}</div>", web::get_form(web::Url::path("/timetable"), fields));
}

web::Html done(const Visit& visit) {
  return access::told(visit, {{"added", "Added to the timetable."},
                              {"changed", "The timetable is changed."},
                              {"ended", "Taken out of the timetable."},
                              {"day", "That day is changed."}});
}

base::Result<Answer> show_mine(Visit& visit, const Own& pass) {
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  if (const auto adult = access::StaffId::parse(visit.query().text("adult")); adult && across && *adult != visit.who().id)
    return web::see_other(web::Url::path("/timetable/adults/{}", *adult));
  const auto settings = load_settings(pass);
  const auto weeks = load_weeks(pass, settings);
  auto sheet = sheet_for(visit, settings, weeks, week_of_mine(pass, weeks, asked_monday(visit)), WhoseWeek::adult);
  const auto times = load_working_times(pass, visit.who().id, sheet.monday);
  sheet.outside = outside_hours(times, visit.who().id, sheet.week);
  web::Html main = done(visit);
  main.add(web::heading(week_title(sheet), "My week"));
  main.add(week_links(web::Url::path("/timetable"), sheet));
  main.add(hours_line(visit, times, visit.who().id, sheet.monday));
  bool is_school_week = false;
  for (int n = 0; n < 5; ++n) is_school_week = is_school_week || weeks.is_open(sheet.monday + n);
  if (sheet.week.empty() && is_school_week)
    main.add(web::empty_state({.icon = web::Icon::timetable, .title = "Nothing in your week yet",
                               .words = "Lessons you support, programmes, duties and your preparation time stand here.",
                               .button = web::button_link(web::Url::path("/timetable/slots/new"), "Add to my week")}));
  else main.add(draw_week(sheet));
  web::Html deeds;
  if (!sheet.week.empty()) deeds.add(web::button_link(web::Url::path("/timetable/slots/new"), "Add to my week"));
  deeds.add(web::button_link(web::Url::path("/timetable/duties").with("week", base::to_iso(sheet.monday)), "Duties and first aid", web::ButtonLook::secondary));
  deeds.add(web::button_link(web::Url::path("/timetable/feed"), "In my own calendar", web::ButtonLook::secondary));
  if (visit.may(May::relations_administer)) deeds.add(web::button_link(web::Url::path("/timetable/hours"), "Working hours and away", web::ButtonLook::secondary));
  main.add(web::button_group(deeds));
  if (across) main.add(choose_adult(visit, *across, visit.who().id));
  return access::page(visit, 200, {.title = "My week", .place = access::Place::timetable}, main);
}

base::Result<Answer> show_adult(Visit& visit, const Find& pass) {
  const auto id = access::StaffId::parse(visit.match.part("staff"));
  const auto staff = id ? access::find_staff(pass, *id) : std::nullopt;
  if (!staff) return base::Error::not_found("no such member of staff");
  const auto settings = load_settings(pass);
  const auto weeks = load_weeks(pass, settings);
  auto sheet = sheet_for(visit, settings, weeks, week_of_adult(pass, weeks, *id, asked_monday(visit)), WhoseWeek::adult);
  const auto times = load_working_times(pass, *id, sheet.monday);
  sheet.outside = outside_hours(times, *id, sheet.week);
  web::Html main = done(visit);
  main.add(web::heading(week_title(sheet), staff->name));
  main.add(week_links(web::Url::path("/timetable/adults/{}", *id), sheet));
  main.add(hours_line(visit, times, *id, sheet.monday));
  main.add(draw_week(sheet));
  if (places_adults(visit.grants()))
    main.add(web::button_group(web::button_link(web::Url::path("/timetable/slots/new").with("staff", *id), "Add to this week")));
  main.add(choose_adult(visit, pass, *id));
  return access::page(visit, 200, {.title = staff->name + " – timetable", .place = access::Place::timetable, .before = web::back_link(web::Url::path("/timetable"), "My week")},
                      main);
}

base::Result<Answer> show_pupil(Visit& visit, const PupilWeek& pass) {
  const auto pupil = people::load(pass);
  const auto settings = load_settings(pass);
  const auto weeks = load_weeks(pass, settings);
  auto sheet = sheet_for(visit, settings, weeks, week_of_pupil(pass, weeks, asked_monday(visit)), WhoseWeek::pupil);
  web::Html main = done(visit);
  main.add(people::pupil_head(pass, pupil, people::PupilTab::timetable));
  main.add(web::subheading(week_title(sheet)));
  main.add(week_links(web::Url::path("/pupils/{}/timetable", pupil.id), sheet));
  main.add(draw_week(sheet));
  const auto groups = programmes::list_groups_of(pass);
  if (!groups.empty()) {
    std::vector<std::vector<web::Html>> rows;
    for (const auto& group : groups)
      rows.push_back({web::link(web::Url::path("/groups/{}", group.id), group.name), web::html("{}", base::to_text(group.starts_on)),
                      web::html("{}", group.ends_on ? base::to_text(*group.ends_on) : std::string("goes on"))});
    main.add(web::table({.caption = "Groups", .columns = {{"Group"}, {"From"}, {"To"}}, .rows = std::move(rows), .stacked = true}));
  }
  if (sees_reduced(visit.grants(), pupil.id)) {
    for (const auto& reduced : list_reduced(pass))
      if (reduced.is_live(visit.today()))
        main.add(web::inset_text(web::html("<p class=\"govuk-body\">This pupil has a <a class=\"govuk-link\" href=\"{}\">reduced timetable</a> until {}.</p>",
                                           web::Url::path("/pupils/{}/reduced", pupil.id), base::to_text(reduced.ends_on))));
    main.add(web::html("<p class=\"govuk-body app-screen-only\"><a class=\"govuk-link\" href=\"{}\">Fewer hours at school</a></p>", web::Url::path("/pupils/{}/reduced", pupil.id)));
  }
  Slot probe;
  probe.pupil = pupil.id;
  probe.staff = visit.who().id;
  if (may_write(visit.grants(), probe))
    main.add(web::button_group(web::button_link(web::Url::path("/timetable/slots/new").with("pupil", pupil.id), "Add to this week")));
  return access::page(visit, 200, {.title = "Timetable – " + pupil.name(), .place = access::Place::pupils}, main);
}

/// Who is on duty at break and lunch and on the first-aid rota: a row for each time, a column for each day.
base::Result<Answer> show_duties(Visit& visit, const Find& pass) {
  const auto monday = asked_monday(visit);
  const auto weeks = load_weeks(pass);
  const WeekSheet sheet{monday, visit.today(), {}, &weeks, {}, WhoseWeek::adult, true};
  std::map<std::tuple<SlotKind, int, int, std::string>, std::array<web::Html, 5>> rows;
  for (const auto& each : duties_between(pass, monday, monday + 4)) {
    auto& cell = rows[{each.slot.kind, each.starts, each.ends, each.place}][static_cast<std::size_t>(each.day - monday)];
    const auto url = web::Url::path("/timetable/slots/{}", each.slot.id).with("on", base::to_iso(each.planned_on));
    const auto name = each.staff_name.empty() ? std::string("Nobody yet") : each.staff_name;
    cell.add("<p class=\"app-cell-line\"><a class=\"govuk-link\" href=\"{}\">{}</a>{}</p>", url, name,
             each.happens() && !each.staff.is_nil() ? web::Html() : web::html(" {}", web::tag(each.happens() ? "Nobody" : "Not covered", web::Tint::red)));
  }
  web::Html main = done(visit);
  main.add(web::heading(week_title(sheet), "Duties and first aid"));
  main.add(week_links(web::Url::path("/timetable/duties"), sheet));
  if (rows.empty()) {
    main.add(web::empty_state({.icon = web::Icon::first_aid, .title = "No duties yet", .words = "Break, lunch, clubs and the first-aid rota of the week stand here."}));
  } else {
    std::vector<std::vector<web::Html>> cells;
    for (auto& [key, days] : rows) {
      const auto& [kind, starts, ends, place] = key;
      std::vector<web::Html> row = {web::html("{}, {}–{}{}{}", title(kind), clock_words(starts), clock_words(ends), place.empty() ? "" : ", ", place)};
      for (auto& day : days) row.push_back(day.empty() ? web::html("–") : std::move(day));
      cells.push_back(std::move(row));
    }
    main.add(web::table({.caption = "Duties of the week", .columns = {{"Duty"}, {"Monday"}, {"Tuesday"}, {"Wednesday"}, {"Thursday"}, {"Friday"}},
                         .rows = std::move(cells), .caption_hidden = true, .stacked = true}));
  }
  if (places_adults(visit.grants()))
    main.add(web::button_group(web::button_link(web::Url::path("/timetable/slots/new").with("kind", "first_aid"), "Add a duty")));
  return access::page(visit, 200, {.title = "Duties and first aid", .place = access::Place::timetable, .before = web::back_link(web::Url::path("/timetable"), "My week")}, main);
}

}  // namespace

void add_week_routes(access::Routes& routes) {
  routes.get("/timetable", show_mine);
  routes.get("/timetable/adults/{staff}", show_adult);
  routes.get("/timetable/duties", show_duties);
  routes.get("/pupils/{pupil}/timetable", show_pupil);
}

}  // namespace timetable
