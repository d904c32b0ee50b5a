// What a teacher leaves ahead for whoever covers: set work, where pupils sit, what to do if.
#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/cover/board_view.h"
#include "casework/cover/cover_pages.h"
#include "casework/cover/cover_store.h"
#include "casework/timetable/period_store.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace cover {
namespace {

using access::Answer;
using access::Visit;
using Errors = std::vector<base::FieldError>;

/// What the address or the form names: a class that this person teaches, or whose lesson of theirs somebody covers.
struct Place {
  people::ClassId id;
  std::string name;
  base::LocalDate day;
  int starts = 0;
};

base::Result<Place> named(const Visit& visit, const Own& pass, const web::Form& from) {
  const auto id = people::ClassId::parse(from.text("class"));
  const auto day = base::parse_iso_date(from.text("day"));
  if (!id || !day) return base::Error::not_found("no class or day");
  Place out{*id, {}, *day};
  for (const auto& one : list_my_classes(pass))
    if (one.id == *id) out.name = one.name;
  if (out.name.empty())
    for (const auto& cover : list_of_my_classes(pass, visit.today()))
      if (cover.school_class == *id) out.name = cover.class_name;
  if (out.name.empty()) return base::Error::not_found("no class of theirs");
  for (const char c : from.text("starts").substr(0, 4)) out.starts = c >= '0' && c <= '9' ? out.starts * 10 + (c - '0') : 24 * 60;
  if (out.starts >= 24 * 60) return base::Error::not_found("no time of a day");
  return out;
}

web::Url work_url(const Place& place) {
  return web::Url::path("/cover/work").with("class", place.id).with("day", base::to_iso(place.day)).with("starts", place.starts);
}

std::vector<web::Option> lessons(const Own& pass, const Place& place) {
  std::vector<web::Option> out = {{"0", "The whole day"}};
  for (const auto& period : timetable::periods_on(timetable::list_periods(pass, place.day), place.day))
    out.push_back({std::to_string(period.starts), fmt::format("{}, {}–{}", period.name, timetable::clock_words(period.starts), timetable::clock_words(period.ends))});
  const auto there = std::to_string(place.starts);
  if (std::none_of(out.begin(), out.end(), [&](const web::Option& one) { return one.value == there; })) out.push_back({there, "At " + timetable::clock_words(place.starts)});
  return out;
}

struct Sheet {
  Place place;
  Work typed;  ///< its version is the one its writer knows
  Errors errors = {};
  int status = 200;
  web::Html above = {};
};

web::Response draw(Visit& visit, const Own& pass, const Sheet& sheet) {
  const auto text = [&](std::string name, std::string label, std::string hint, const std::string& value, std::int64_t rows) {
    const auto error = web::message_for(sheet.errors, name);
    return web::textarea({.name = std::move(name), .label = std::move(label), .hint = std::move(hint), .value = value, .error = error, .rows = rows, .most = 4000});
  };
  web::Html main = access::told(visit, {{"left", "It is left for whoever covers."}});
  main.add(web::error_summary(sheet.errors));
  main.add(web::heading(sheet.place.name + ", " + access::day_words(visit.today(), sheet.place.day), "Left for whoever covers"));
  web::Html choose = web::hidden("class", sheet.place.id.text());
  choose.add(web::html("<div class=\"app-ask-row\">{}{}{}</div>", web::day_input({.name = "day", .label = "Day", .value = base::to_iso(sheet.place.day), .id = "other-day"}),
                       web::select({.name = "starts", .label = "Lesson", .options = lessons(pass, sheet.place), .value = std::to_string(sheet.place.starts)}),
                       web::button({.text = "Show", .look = web::ButtonLook::secondary})));
  main.add(web::get_form(web::Url::path("/cover/work"), choose));
  main.add(sheet.above);
  web::Html fields = web::hidden("class", sheet.place.id.text());
  fields.add(web::hidden("day", base::to_iso(sheet.place.day)));
  fields.add(web::hidden("starts", std::to_string(sheet.place.starts)));
  fields.add(web::hidden("was", std::to_string(sheet.typed.version)));
  fields.add(text("work", "Set work", "What the class does, where it is, and what comes when they are done", sheet.typed.work, 6));
  fields.add(text("seating", "Where they sit (optional)", "Who sits beside whom, and who does not", sheet.typed.seating, 4));
  fields.add(text("what_if", "What to do if (optional)", "Somebody leaves the room; the computers do not work; the fire bell rings", sheet.typed.what_if, 4));
  fields.add(web::save_bar(web::button({.text = "Leave it"})));
  main.add(web::post_form({.action = web::Url::path("/cover/work"), .csrf = visit.csrf_token(), .draft = fmt::format("cover-work:{}:{}:{}", sheet.place.id.text(), sheet.place.day.days, sheet.place.starts)},
                          fields));
  return access::page(visit, sheet.status, {.title = "Left for whoever covers", .place = access::Place::timetable, .before = web::back_link(web::Url::path("/cover"), "Cover"),
                                            .outcome = sheet.status == 200 ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show(Visit& visit, const Own& pass) {
  TRY(const auto place, named(visit, pass, visit.query()));
  return draw(visit, pass, {place, find_work(pass, place.id, place.day, place.starts)});
}

base::Result<Answer> post_work(Visit& visit, const Own& pass) {
  const auto& form = visit.form();
  TRY(const auto place, named(visit, pass, form));
  const auto text = [&](std::string_view name) { return std::string(base::trim(base::clean(form.text(name)))); };
  const auto now = find_work(pass, place.id, place.day, place.starts);
  Work typed = now;
  typed.work = text("work");
  typed.seating = text("seating");
  typed.what_if = text("what_if");
  auto wrong = check(typed);
  if (place.day < visit.today()) wrong.push_back({"", "That day is over"});
  const auto was = form.text("was");
  if (!wrong.empty()) {
    Sheet again{place, typed, wrong, 422};
    again.typed.version = was == std::to_string(now.version) ? now.version : -1;  // who knew an older one is still asked
    return draw(visit, pass, again);
  }
  const auto there = work_url(place).with("done", "left");
  if (typed.work == now.work && typed.seating == now.seating && typed.what_if == now.what_if) return web::see_other(there);
  if (was != std::to_string(now.version)) {
    Sheet late{place, typed, {}, 409};
    late.above = web::alert({.kind = web::AlertKind::warning, .title = "Changed meanwhile",
                             .matter = web::html("<p>{} left this while you were writing. Theirs is here; yours is in the form. Save again to put yours in its place.</p>", now.author_name)});
    late.above.add(draw_work(now, "Left by " + now.author_name));
    return draw(visit, pass, late);
  }
  access::UnitOfWork work{visit};
  leave_work(work, pass, typed);
  return access::then_go(visit, std::move(work), there);
}

}  // namespace

void add_work_routes(access::Routes& routes) {
  routes.get("/cover/work", show);
  routes.post("/cover/work", post_work);
}

}  // namespace cover
