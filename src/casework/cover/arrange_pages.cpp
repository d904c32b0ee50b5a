// Who covers what: the cover of a day, arranging more of it, and taking it back. Where somebody would be in two places, it is told first.
#include "access/frame.h"
#include "access/moment_words.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/cover/cover_pages.h"
#include "casework/cover/cover_store.h"
#include "casework/timetable/hours_store.h"
#include "casework/timetable/slot_store.h"
#include "web/components/choices.h"
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
using timetable::clock_words;

web::Url arranging_url(base::LocalDate day) { return web::Url::path("/cover/arranging").with("day", base::to_iso(day)); }

web::Html covers_of_day(const Visit& visit, const ArrangePass& pass, base::LocalDate day) {
  const auto covers = list_covers(pass, day);
  if (covers.empty()) return web::body_text("Nothing is covered on this day yet.");
  std::vector<std::vector<web::Html>> rows;
  for (const auto& cover : covers) {
    const bool over = window_of(cover, pass.zone()).at(pass.now()) == CoverTime::over;
    rows.push_back({web::html("<a class=\"govuk-link\" href=\"{}\">{}–{}</a>", web::Url::path("/cover/{}", cover.id), clock_words(cover.starts), clock_words(cover.ends)),
                    web::html("{}{}{}", cover.class_name, cover.lesson.empty() ? "" : ", ", cover.lesson), web::html("{}", cover.away_name), web::html("{}", cover.staff_name),
                    over ? web::tag("Over", web::Tint::grey)
                         : web::post_button(web::Url::path("/cover/{}/end", cover.id), visit.csrf_token(),
                                            {.text = "Take back", .look = web::ButtonLook::secondary,
                                             .more = web::attr("aria-label", fmt::format("Take back: {} at {}", cover.class_name, clock_words(cover.starts)))})});
  }
  return web::table({.caption = "Cover of the day", .columns = {{"When"}, {"Class"}, {"Away"}, {"Who covers"}, {"Change"}}, .rows = std::move(rows), .caption_hidden = true, .stacked = true});
}

std::vector<web::Option> staff_options(const ArrangePass& pass) {
  std::vector<web::Option> out = {{"", "Choose"}};
  for (const auto& line : access::list_staff(pass))
    if (!line.ends_on || *line.ends_on >= pass.today()) out.push_back({line.id.text(), line.post.empty() ? line.name : line.name + ", " + line.post});
  return out;
}

std::vector<web::Option> class_options(const ArrangePass& pass) {
  std::vector<web::Option> out = {{"", "Choose"}};
  for (const auto& line : access::list_classes(pass)) out.push_back({line.id.text(), line.name});
  return out;
}

std::string period_value(const timetable::Period& period) { return fmt::format("{}-{}", period.starts, period.ends); }

web::Response sheet(Visit& visit, const ArrangePass& pass, base::LocalDate day, const CoverId& id, const Errors& errors, const std::vector<std::string>& clashes) {
  const auto& typed = visit.form();
  const auto value = [&](std::string_view name) { return std::string(typed.text(name)); };
  const auto error = [&](std::string_view name) { return web::message_for(errors, name); };
  web::Html main = access::told(visit, {{"arranged", "The cover is arranged. Whoever covers finds the board on My day."}, {"ended", "The cover is taken back: the class is closed to them."}});
  main.add(web::error_summary(errors));
  main.add(web::heading(base::to_long_text(day), "Arrange cover"));
  main.add(web::get_form(web::Url::path("/cover/arranging"),
                         web::html("<div class=\"app-ask-row\">{}{}</div>", web::day_input({.name = "day", .label = "Another day", .value = base::to_iso(day), .id = "other-day"}),
                                   web::button({.text = "Show", .look = web::ButtonLook::secondary}))));
  main.add(covers_of_day(visit, pass, day));
  main.add(web::html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Working hours and who is away</a></p>", web::Url::path("/timetable/hours")));
  web::Html fields = web::hidden("id", id.text());
  fields.add(web::hidden("day", base::to_iso(day)));
  fields.add(web::error_message("day", error("day")));
  if (!clashes.empty()) {
    web::Html list;
    for (const auto& clash : clashes) list.add("<li>{}</li>", clash);
    fields.add(web::alert({.kind = web::AlertKind::warning, .title = "They are not free then", .matter = web::html("<p>They are not free then:</p><ul class=\"govuk-list govuk-list--bullet\">{}</ul>", list)}));
    fields.add(web::checkbox({.name = "sure", .text = "Arrange it all the same"}));
  }
  fields.add(web::select({.name = "class", .label = "Which class or group?", .options = class_options(pass), .value = value("class"), .error = error("class")}));
  std::vector<web::Choice> periods;
  for (const auto& period : timetable::periods_on(timetable::list_periods(pass, day), day))
    periods.push_back({period_value(period), fmt::format("{}, {}–{}", period.name, clock_words(period.starts), clock_words(period.ends))});
  std::vector<std::string> ticked;
  for (const auto each : typed.all("period")) ticked.emplace_back(each);
  if (!periods.empty()) fields.add(web::checkboxes({.name = "period", .legend = "Which periods?", .choices = std::move(periods), .values = ticked, .error = error("period"), .size = web::ChoiceSize::small}));
  web::Html own = web::time_input({.name = "starts", .label = "From", .value = value("starts"), .error = error("starts")});
  own.add(web::time_input({.name = "ends", .label = "Until the bell at", .value = value("ends"), .error = error("ends")}));
  const auto pair = web::html("<div class=\"app-time-pair\">{}</div>", own);
  fields.add(ticked.empty() && value("starts").empty() && error("starts").empty() && error("ends").empty() && fields.text().find("name=\"period\"") != std::string::npos
                 ? web::details({"Other times than the periods", pair, false})
                 : web::fieldset({.legend = "Other times than the periods (optional)"}, pair));
  fields.add(web::select({.name = "away", .label = "Who is away? (optional)", .options = staff_options(pass), .value = value("away"), .error = error("away")}));
  fields.add(web::select({.name = "staff", .label = "Who covers?", .options = staff_options(pass), .value = value("staff"),
                          .hint = "They see the class from 15 minutes before the lesson until 15 minutes after the bell.", .error = error("staff")}));
  fields.add(web::text_input({.name = "lesson", .label = "Lesson (optional)", .hint = "For example: Maths", .value = value("lesson"), .error = error("lesson")}));
  fields.add(web::text_input({.name = "place", .label = "Room (optional)", .value = value("place"), .error = error("place")}));
  fields.add(web::button({.text = "Arrange it"}));
  main.add(web::subheading("Add cover"));
  main.add(web::post_form({.action = web::Url::path("/cover"), .csrf = visit.csrf_token(), .draft = "cover:" + base::to_iso(day)}, fields));
  const bool fine = errors.empty() && clashes.empty();
  return access::page(visit, fine ? 200 : 422, {.title = "Arrange cover", .place = access::Place::timetable, .before = web::back_link(web::Url::path("/cover"), "Cover"),
                                                .outcome = fine ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show(Visit& visit, const ArrangePass& pass) {
  return sheet(visit, pass, base::parse_iso_date(visit.query().text("day")).value_or(visit.today()), visit.fresh<CoverId>(), {}, {});
}

struct Span {
  int starts = 0, ends = 0;
};

std::vector<Span> read_spans(const ArrangePass& pass, const web::Form& form, base::LocalDate day, Errors& wrong) {
  std::vector<Span> out;
  const auto periods = timetable::periods_on(timetable::list_periods(pass, day), day);
  for (const auto sent : form.all("period")) {
    const auto found = std::find_if(periods.begin(), periods.end(), [&](const timetable::Period& each) { return period_value(each) == sent; });
    if (found != periods.end()) out.push_back({found->starts, found->ends});
    else if (web::message_for(wrong, "period").empty()) wrong.push_back({"period", "Choose from the periods of this day"});
  }
  const auto from = base::trim(form.text("starts")), to = base::trim(form.text("ends"));
  if (!from.empty() || !to.empty()) {
    const auto starts = base::parse_time(from), ends = base::parse_time(to);
    if (!starts) wrong.push_back({"starts", "Enter when it begins, like 09:00"});
    if (!ends) wrong.push_back({"ends", "Enter when the bell rings, like 10:00"});
    if (starts && ends) out.push_back({starts->minutes, ends->minutes});
  }
  if (out.empty() && wrong.empty()) wrong.push_back({periods.empty() ? "starts" : "period", periods.empty() ? "Enter when it begins" : "Choose at least one period"});
  return out;
}

void add_once(Errors& to, base::FieldError error) {
  if (web::message_for(to, error.field).empty()) to.push_back(std::move(error));
}

std::vector<Cover> read_covers(Visit& visit, const ArrangePass& pass, const CoverId& id, base::LocalDate day, Errors& wrong) {
  const auto& form = visit.form();
  Cover one;
  one.day = day;
  const auto member = [&](std::string_view field) {
    const auto staff = access::StaffId::parse(form.text(field));
    const auto found = staff ? access::find_staff(pass, *staff) : std::nullopt;
    return found ? std::pair(found->id, found->name) : std::pair(access::StaffId{}, std::string());
  };
  std::tie(one.staff, one.staff_name) = member("staff");
  std::tie(one.away, one.away_name) = member("away");
  const auto school_class = people::ClassId::parse(form.text("class"));
  for (const auto& line : access::list_classes(pass))
    if (school_class && line.id == *school_class) one.school_class = line.id, one.class_name = line.name;
  one.lesson = std::string(base::trim(base::clean(form.text("lesson"))));
  one.place = std::string(base::trim(base::clean(form.text("place"))));
  const auto weeks = timetable::load_weeks(pass);
  std::vector<Cover> out;
  for (const auto& span : read_spans(pass, form, day, wrong)) {
    one.starts = span.starts;
    one.ends = span.ends;
    one.id = lesson_id(id, span.starts);
    one.tie = tie_of(one.id);
    for (auto& error : check(one, weeks, visit.now(), pass.zone())) add_once(wrong, std::move(error));
    out.push_back(one);
  }
  // Also with nothing chosen yet, the other fields say what is missing.
  if (out.empty()) {
    one.ends = one.starts + 24 * 60;
    for (auto& error : check(one, weeks, visit.now(), pass.zone())) add_once(wrong, std::move(error));
  }
  return out;
}

base::Result<Answer> post_cover(Visit& visit, const ArrangePass& pass) {
  const auto& form = visit.form();
  const auto id = CoverId::parse(form.text("id"));
  if (!id) return base::Error::not_found("a cover without its id");
  const auto day = base::parse_iso_date(form.text("day"));
  if (!day) return sheet(visit, pass, visit.today(), *id, {{"day", "Enter the day"}}, {});
  Errors wrong;
  auto covers = read_covers(visit, pass, *id, *day, wrong);
  std::erase_if(covers, [&](const Cover& each) { return find_cover(pass, each.id).has_value(); });  // sent twice: the same cover
  std::vector<std::string> clashes;
  if (wrong.empty()) {
    const auto others = list_covers(pass, *day);
    std::vector<timetable::Occurrence> own;
    timetable::WorkingTimes times;
    if (!covers.empty()) times = timetable::load_working_times(pass, covers.front().staff, *day);
    {
      // When they are somewhere, never with whom: no name of a pupil is read.
      auto reader = visit.house().reader();
      reader->look_as(visit.house().house_sight());
      if (!covers.empty()) own = timetable::slots_of_adult(*reader, covers.front().staff, *day, *day);
    }
    for (const auto& each : covers) {
      for (auto& error : check_class(each, others)) add_once(wrong, std::move(error));
      for (auto& clash : clashes_of(each, others, own, times))
        if (std::find(clashes.begin(), clashes.end(), clash) == clashes.end()) clashes.push_back(std::move(clash));
    }
    for (std::size_t a = 0; a < covers.size(); ++a)
      for (std::size_t b = a + 1; b < covers.size(); ++b)
        if (covers[a].overlaps(covers[b])) add_once(wrong, {"starts", "These times overlap the periods chosen above"});
  }
  if (!wrong.empty()) return sheet(visit, pass, *day, *id, wrong, {});
  if (!clashes.empty() && form.text("sure") != "yes") return sheet(visit, pass, *day, *id, {}, clashes);
  const auto there = arranging_url(*day).with("done", "arranged");
  if (covers.empty()) return web::see_other(there);
  access::UnitOfWork work{visit};
  for (const auto& each : covers) arrange(work, pass, each);
  return access::then_go(visit, std::move(work), there);
}

base::Result<Answer> post_end(Visit& visit, const ArrangePass& pass) {
  const auto id = CoverId::parse(visit.match.part("cover"));
  const auto cover = id ? find_cover(pass, *id) : std::nullopt;
  if (!cover) return base::Error::not_found("no such cover");
  if (window_of(*cover, pass.zone()).at(visit.now()) == CoverTime::over) return base::Error::conflict("That lesson is over. What was covered stays in the list.", "cover that is over");
  access::UnitOfWork work{visit};
  take_back(work, pass, *cover);
  return access::then_go(visit, std::move(work), arranging_url(cover->day).with("done", "ended"));
}

}  // namespace

void add_arrange_routes(access::Routes& routes) {
  routes.get("/cover/arranging", show);
  routes.post("/cover", post_cover);
  routes.post("/cover/{cover}/end", post_end);
}

}  // namespace cover
