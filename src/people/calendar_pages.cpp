// The school's calendar: half-terms, INSET days, closures; bank holidays are known.
#include "access/frame.h"
#include "access/told.h"
#include "base/text.h"
#include "people/calendar_store.h"
#include "people/staff_pages.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

namespace people {
namespace {

using access::Answer;
using access::Visit;

std::string_view words(ClosureKind kind) {
  switch (kind) {
    case ClosureKind::inset: return "INSET day";
    case ClosureKind::bank_holiday: return "Bank holiday";
    case ClosureKind::closure: return "Closed";
  }
  return "";
}

web::Url here() { return web::Url::path("/school/calendar"); }

web::Html remove_button(const Visit& visit, const web::Url& url, std::string_view what) {
  return web::post_button(url, visit.csrf_token(), {.text = "Remove", .look = web::ButtonLook::secondary,
                                                    .more = web::attr("aria-label", fmt::format("Remove {}", what))});
}

web::Html terms_of(const Visit& visit, const std::vector<TermLine>& terms) {
  web::Html out = web::subheading("Half-terms");
  if (terms.empty()) {
    out.add(web::body_text("No half-terms yet. Deadlines in school days cannot be worked out without them."));
    return out;
  }
  std::vector<std::vector<web::Html>> rows;
  for (const auto& term : terms)
    rows.push_back({web::html("{} {}", term.name, academic_year_label(term.academic_year)), web::html("{}", base::to_long_text(term.first)),
                    web::html("{}", base::to_long_text(term.last)),
                    remove_button(visit, web::Url::path("/school/calendar/terms/{}/removal", term.id), fmt::format("{} {}", term.name, academic_year_label(term.academic_year)))});
  out.add(web::table({.caption = "Half-terms", .columns = {{"Half-term"}, {"First day"}, {"Last day"}, {"Change"}}, .rows = std::move(rows),
                      .caption_hidden = true, .stacked = true}));
  return out;
}

web::Html days_of(const Visit& visit, const std::vector<Closure>& closures, const std::vector<TermLine>& terms) {
  web::Html out = web::subheading("Days without school");
  std::vector<std::vector<web::Html>> rows;
  for (const auto& closure : closures)
    rows.push_back({web::html("{}", base::to_long_text(closure.day)), web::html("{}", words(closure.kind)), web::html("{}", closure.name),
                    remove_button(visit, web::Url::path("/school/calendar/days/{}/removal", base::to_iso(closure.day)), base::to_long_text(closure.day))});
  if (rows.empty()) {
    out.add(web::body_text("No INSET days or closures yet."));
  } else {
    out.add(web::table({.caption = "INSET days and closures", .columns = {{"Day"}, {"What"}, {"Name"}, {"Change"}}, .rows = std::move(rows),
                        .caption_hidden = true, .stacked = true}));
  }
  web::Html known;
  for (const auto& holiday : bank_holidays())
    if (!terms.empty() && holiday.day >= terms.front().first && holiday.day <= terms.back().last)
      known.add("<li>{}: {}</li>", base::to_long_text(holiday.day), holiday.name);
  if (!known.empty())
    out.add(web::details({.summary = "Bank holidays in these years", .matter = web::html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", known)}));
  return out;
}

web::Html term_form(const Visit& visit, const std::vector<base::FieldError>& errors) {
  const auto value = [&](std::string_view name) { return std::string(visit.form().text(name)); };
  web::Html fields = web::text_input({.name = "term_name", .label = "Name", .hint = "For example Autumn 1", .value = value("term_name"),
                                      .error = web::message_for(errors, "term_name"), .width = web::InputWidth::twenty});
  fields.add(web::day_input({.name = "first", .label = "First day", .value = value("first"), .error = web::message_for(errors, "first")}));
  fields.add(web::day_input({.name = "last", .label = "Last day", .value = value("last"), .error = web::message_for(errors, "last")}));
  fields.add(web::button({.text = "Add half-term", .look = web::ButtonLook::secondary}));
  return web::post_form({.action = web::Url::path("/school/calendar/terms"), .csrf = visit.csrf_token()}, fields);
}

web::Html day_form(const Visit& visit, const std::vector<base::FieldError>& errors) {
  const auto value = [&](std::string_view name) { return std::string(visit.form().text(name)); };
  web::Html fields = web::day_input({.name = "day", .label = "Day", .value = value("day"), .error = web::message_for(errors, "day")});
  fields.add(web::radios({.name = "kind", .legend = "What is it?",
                          .choices = {{"inset", "INSET day", "Staff work, pupils stay at home"}, {"closure", "The school is closed"}},
                          .value = value("kind"), .error = web::message_for(errors, "kind"), .size = web::ChoiceSize::small}));
  fields.add(web::text_input({.name = "day_name", .label = "Name (optional)", .value = value("day_name"),
                              .error = web::message_for(errors, "day_name"), .width = web::InputWidth::twenty}));
  fields.add(web::button({.text = "Add day", .look = web::ButtonLook::secondary}));
  return web::post_form({.action = web::Url::path("/school/calendar/days"), .csrf = visit.csrf_token()}, fields);
}

web::Response calendar_page(Visit& visit, const CalendarPass& pass, const std::vector<base::FieldError>& errors) {
  const auto terms = list_terms(pass);
  const auto calendar = load_calendar(pass);
  const bool is_open = calendar.is_school_day(visit.today());
  web::Html main = told(visit, {{"added", "The calendar is changed."}, {"removed", "Removed from the calendar."}});
  main.add(web::error_summary(errors));
  main.add(web::heading("Calendar"));
  main.add(web::body_text(fmt::format("Today, {}, is {}.", base::to_long_text(visit.today()), is_open ? "a school day" : "not a school day")));
  main.add(terms_of(visit, terms));
  main.add(web::details({.summary = "Add a half-term", .matter = term_form(visit, errors),
                         .open = terms.empty() || !web::message_for(errors, "first").empty() || !web::message_for(errors, "last").empty() ||
                                 !web::message_for(errors, "term_name").empty()}));
  main.add(days_of(visit, calendar.closures(), terms));
  main.add(web::details({.summary = "Add an INSET day or closure", .matter = day_form(visit, errors),
                         .open = !web::message_for(errors, "day").empty() || !web::message_for(errors, "kind").empty()}));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "Calendar", .place = access::Place::school, .before = web::back_link(web::Url::path("/school"), "School"),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show_calendar(Visit& visit, const CalendarPass& pass) { return calendar_page(visit, pass, {}); }

base::Result<Answer> post_term(Visit& visit, const CalendarPass& pass) {
  const auto& form = visit.form();
  std::vector<base::FieldError> errors;
  const auto name = base::Text<40>::make(form.text("term_name"));
  if (!name || name->empty()) errors.push_back({"term_name", "Enter a name, for example Autumn 1"});
  const auto first = base::parse_iso_date(form.text("first"));
  const auto last = base::parse_iso_date(form.text("last"));
  if (!first) errors.push_back({"first", "Enter the first day"});
  if (!last) errors.push_back({"last", "Enter the last day"});
  if (first && last && *last < *first) errors.push_back({"last", "The last day is not before the first"});
  if (first && last && *last - *first > 120) errors.push_back({"last", "A half-term is shorter than four months: check both days"});
  if (errors.empty())
    for (const auto& term : list_terms(pass))
      if (*first <= term.last && *last >= term.first) {
        errors.push_back({"first", fmt::format("These days lie in {} already", term.name)});
        break;
      }
  if (!errors.empty()) return calendar_page(visit, pass, errors);
  access::UnitOfWork work(visit);
  add_term(work, pass, {visit.fresh<TermId>(), academic_year_of(*first), name->text(), *first, *last});
  return then_go(visit, std::move(work), here().with("done", "added"));
}

base::Result<Answer> post_term_removal(Visit& visit, const CalendarPass& pass) {
  const auto term = TermId::parse(visit.match.part("term"));
  if (!term) return base::Error::not_found("no such half-term");
  access::UnitOfWork work(visit);
  remove_term(work, pass, *term);
  return then_go(visit, std::move(work), here().with("done", "removed"), base::Error::conflict("That half-term was taken away already.", "gone"));
}

base::Result<Answer> post_day(Visit& visit, const CalendarPass& pass) {
  const auto& form = visit.form();
  std::vector<base::FieldError> errors;
  const auto day = base::parse_iso_date(form.text("day"));
  if (!day) errors.push_back({"day", "Enter the day"});
  if (day && !bank_holiday_name(*day).empty()) errors.push_back({"day", "That day is a bank holiday, which is known already"});
  const bool inset = form.text("kind") == "inset";
  if (!inset && form.text("kind") != "closure") errors.push_back({"kind", "Choose what it is"});
  const auto name = base::Text<80>::make(form.text("day_name"));
  if (!name) errors.push_back({"day_name", "Enter a name of at most 80 characters"});
  if (!errors.empty()) return calendar_page(visit, pass, errors);
  access::UnitOfWork work(visit);
  add_closure(work, pass, {*day, inset ? ClosureKind::inset : ClosureKind::closure, name->text()});
  return then_go(visit, std::move(work), here().with("done", "added"));
}

base::Result<Answer> post_day_removal(Visit& visit, const CalendarPass& pass) {
  const auto day = base::parse_iso_date(visit.match.part("day"));
  if (!day) return base::Error::not_found("no such day");
  access::UnitOfWork work(visit);
  remove_closure(work, pass, *day);
  return then_go(visit, std::move(work), here().with("done", "removed"), base::Error::conflict("That day was taken away already.", "gone"));
}

}  // namespace

void add_calendar_routes(access::Routes& routes) {
  routes.get("/school/calendar", show_calendar);
  routes.post("/school/calendar/terms", post_term);
  routes.post("/school/calendar/terms/{term}/removal", post_term_removal);
  routes.post("/school/calendar/days", post_day);
  routes.post("/school/calendar/days/{day}/removal", post_day_removal);
}

}  // namespace people
