// Lesson help as people meet it: the week's list, My day, and asking.
#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/cover/cover_pages.h"
#include "casework/cover/lesson_help_form.h"
#include "casework/cover/lesson_help_view.h"
#include "casework/cover/lesson_help_store.h"
#include "casework/cover/lesson_help_today.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"
#include "web/components/todo.h"

#include <fmt/format.h>

#include <algorithm>

namespace cover {
namespace {

using access::Answer;
using access::Visit;
using Errors = std::vector<base::FieldError>;

web::Url week_url(base::LocalDate monday) { return web::Url::path("/lesson-help").with("week", base::to_iso(monday)); }

std::string names_of(const LessonHelp& help) {
  std::string out;
  for (const auto& pupil : help.pupils) out += (out.empty() ? "" : ", ") + pupil.name;
  return out;
}

web::TodoItem item_of(const LessonHelp& help, base::LocalDate today) {
  web::TodoItem item;
  item.what = web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", help_url(help.id), help.lesson);
  item.facts = state_tag(help, today);
  item.facts.add("<span>{}</span><span>{}</span>", access::day_words(today, help.on), names_of(help));
  item.matter = web::html("<p class=\"govuk-body\">{}: {}</p>", wants_words(help.wants), base::excerpt(help.words, 160));
  return item;
}

// ---- The week

web::Html table_of(const std::vector<const LessonHelp*>& some, base::LocalDate today, std::string_view caption) {
  std::vector<std::vector<web::Html>> rows;
  for (const auto* help : some) {
    rows.push_back({web::html("<a class=\"govuk-link\" href=\"{}\">{}</a><br><span class=\"govuk-hint\">{}</span>", help_url(help->id), help->lesson, base::to_long_text(help->on)),
                    web::html("{}", names_of(*help)),
                    web::html("<strong>{}</strong><br>{}: {}", help->objective, wants_words(help->wants), help->words),
                    web::html("{}<br><span class=\"govuk-hint\">by {}</span>", help->helper_name, base::to_text(help->due)),
                    web::html("{}{}{}", state_tag(*help, today), help->prepared.empty() ? web::Html() : web::html("<br>{}", help->prepared),
                              help->kept_at.empty() ? web::Html() : web::html("<br><span class=\"govuk-hint\">{}</span>", help->kept_at))});
  }
  return web::table({.caption = std::string(caption), .columns = {{"Lesson"}, {"Pupils"}, {"What is wanted"}, {"Who prepares it"}, {"How it stands"}}, .rows = std::move(rows), .stacked = true});
}

base::Result<Answer> show_week(Visit& visit, const HelpPass& pass) {
  const auto today = visit.today();
  const auto monday = timetable::monday_of(base::parse_iso_date(visit.query().text("week")).value_or(today));
  const auto all = list_help(pass, monday, monday + 6);
  std::vector<const LessonHelp*> mine, others_mine, rest;
  for (const auto& help : all) {
    if (help.helper == pass.who().id) mine.push_back(&help);
    if (help.teacher == pass.who().id) others_mine.push_back(&help);
    if (help.helper != pass.who().id && help.teacher != pass.who().id) rest.push_back(&help);
  }
  const bool this_week = monday == timetable::monday_of(today), next_week = monday == timetable::monday_of(today) + 7;
  web::Html main = access::told(visit, {{"ended", "The request is taken back."}});
  main.add(web::heading(base::to_text(monday) + " to " + base::to_text(monday + 4), this_week ? "Lesson help this week" : next_week ? "Lesson help next week" : "Lesson help"));
  web::Html ways = web::button_link(web::Url::path("/lesson-help/new"), "Ask for help in a lesson");
  ways.add(web::button_link(week_url(monday + -7), "The week before", web::ButtonLook::secondary));
  ways.add(web::button_link(week_url(monday + 7), this_week ? "Next week" : "The week after", web::ButtonLook::secondary));
  main.add(web::button_group(ways));
  if (all.empty())
    main.add(web::empty_state({.icon = web::Icon::plans, .title = "No help is asked for in this week",
                               .words = "A teacher says what a lesson aims at and what named pupils need for it; a key worker prepares it, and both look back on it afterwards."}));
  if (!mine.empty()) main.add(table_of(mine, today, "For me to prepare"));
  if (!others_mine.empty()) main.add(table_of(others_mine, today, "I asked"));
  if (!rest.empty()) main.add(table_of(rest, today, "Others, for pupils I work with"));
  return access::page(visit, 200, {.title = "Lesson help", .place = access::Place::timetable}, main);
}

// ---- Asking

web::Response draw_new(Visit& visit, const HelpPass& pass, const HelpId& id, const web::Form& typed, const Errors& errors) {
  web::Html fields = web::hidden("id", id.text());
  fields.add(request_fields(visit, pass, typed, errors));
  fields.add(web::save_bar(web::button({.text = "Ask"})));
  web::Html main = web::error_summary(errors);
  main.add(web::heading("Ask for help in a lesson"));
  main.add(web::post_form({.action = web::Url::path("/lesson-help"), .csrf = visit.csrf_token(), .draft = "lesson-help"}, fields));
  return access::page(visit, errors.empty() ? 200 : 422, {.title = "Ask for help in a lesson", .place = access::Place::timetable, .before = web::back_link(web::Url::path("/lesson-help"), "Lesson help"),
                                                          .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show_new(Visit& visit, const HelpPass& pass) { return draw_new(visit, pass, visit.fresh<HelpId>(), visit.query(), {}); }

base::Result<Answer> post_new(Visit& visit, const HelpPass& pass) {
  const auto id = HelpId::parse(visit.form().text("id"));
  if (!id) return base::Error::not_found("help without its id");
  Errors wrong;
  const auto help = read_request(visit, pass, *id, nullptr, wrong);
  if (!wrong.empty()) return draw_new(visit, pass, *id, visit.form(), wrong);
  if (const auto before = find_help(pass, *id)) {
    if (before->teacher == pass.who().id && asks_the_same(*before, help)) return web::see_other(help_url(*id).with("done", "asked"));
    return base::Error::conflict("This was asked before with other words. Go back, and open the list to see it.", "help under an id that stands");
  }
  access::UnitOfWork work{visit};
  ask(work, pass, help);
  return access::then_go(visit, std::move(work), help_url(*id).with("done", "asked"));
}

}  // namespace

web::Html help_for_me(Visit& visit, const HelpPass& pass) {
  constexpr std::size_t most_on_my_day = 3;
  const auto today = visit.today();
  std::vector<web::TodoItem> items;
  std::size_t further = 0;
  for (const auto& help : list_help(pass, today + -7, timetable::monday_of(today) + 13)) {
    const bool to_prepare = help.helper == pass.who().id && help.state() == HelpState::asked;
    const bool to_use = help.teacher == pass.who().id && help.state() == HelpState::prepared && help.on >= today && help.on <= today + 1;
    const bool to_look_back = (help.teacher == pass.who().id || help.helper == pass.who().id) && help.state() == HelpState::prepared && help.on < today;
    if (!to_prepare && !to_use && !to_look_back) continue;
    if (items.size() < most_on_my_day) {
      items.push_back(item_of(help, today));
      items.back().matter = {};  // what is wanted stands one press away
    } else {
      ++further;
    }
  }
  if (items.empty()) return {};
  web::Html matter = web::todo_list(items);
  matter.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">{}</a></p>", week_url(timetable::monday_of(today) + 7),
             further > 0 ? fmt::format("Next week’s list, and {} more", further) : std::string("Next week’s list"));
  return matter;
}

void add_lesson_help_routes(access::Routes& routes) {
  routes.get("/lesson-help", show_week);
  routes.post("/lesson-help", post_new);
  routes.get("/lesson-help/new", show_new);
}

}  // namespace cover
