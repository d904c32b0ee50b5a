// Lesson help as people meet it: the week's list, asking, preparing, looking back.
#include "access/frame.h"
#include "access/moment_words.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/cover/cover_pages.h"
#include "casework/cover/lesson_help_store.h"
#include "casework/cover/lesson_help_today.h"
#include "casework/timetable/period_store.h"
#include "people/pupil_store.h"
#include "web/components/choices.h"
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
using access::May;
using access::Visit;
using Errors = std::vector<base::FieldError>;

web::Url help_url(const HelpId& id) { return web::Url::path("/lesson-help/{}", id); }
web::Url week_url(base::LocalDate monday) { return web::Url::path("/lesson-help").with("week", base::to_iso(monday)); }

std::string names_of(const LessonHelp& help) {
  std::string out;
  for (const auto& pupil : help.pupils) out += (out.empty() ? "" : ", ") + pupil.name;
  return out;
}

web::Html state_tag(const LessonHelp& help, base::LocalDate today) {
  switch (help.state()) {
    case HelpState::asked: return help.due < today ? web::tag("Late", web::Tint::red) : web::tag("To prepare", web::Tint::orange);
    case HelpState::prepared: return help.on < today ? web::tag("Look back on it", web::Tint::yellow) : web::tag("Prepared", web::Tint::green);
    case HelpState::evaluated: return web::tag("Looked back on", web::Tint::grey);
  }
  return {};
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

std::vector<people::Pupil> chosen_pupils(Visit& visit, const HelpPass& pass, const web::Form& typed) {
  std::vector<access::PupilId> ids;
  for (const auto text : typed.all("pupil"))
    if (const auto id = access::PupilId::parse(text); id && works_with(visit.grants(), *id) && std::find(ids.begin(), ids.end(), *id) == ids.end()) ids.push_back(*id);
  return people::load_all(pass, ids);
}

web::Html pupil_field(Visit& visit, const std::vector<people::Pupil>& chosen, const web::Form& typed, const Errors& errors) {
  web::PupilPicker picker;
  picker.label = "Which pupils? Type a name";
  picker.hint = "Pupils you teach or support";
  picker.error = web::message_for(errors, "pupil");
  picker.typed = std::string(typed.text("pupil-search"));
  for (const auto& pupil : chosen) picker.chosen.push_back({pupil.id.text(), pupil.name(), people::year_and_class(pupil)});
  if (const auto find = access::Door::caseload<May::pupil_find>(visit); find && !picker.typed.empty())
    for (const auto& pupil : people::find_by_name(*find, picker.typed, 8))
      if (works_with(visit.grants(), pupil.id)) picker.offered.push_back({pupil.id.text(), pupil.name(), people::year_and_class(pupil)});
  return web::pupil_picker(picker);
}

std::vector<web::Option> helper_options(const HelpPass& pass) {
  std::vector<web::Option> out = {{"", "Choose"}};
  for (const auto& line : access::list_staff(pass))
    if (!line.ends_on || *line.ends_on >= pass.today()) out.push_back({line.id.text(), line.post.empty() ? line.name : line.name + ", " + line.post});
  return out;
}

web::Response draw_new(Visit& visit, const HelpPass& pass, const HelpId& id, const web::Form& typed, const Errors& errors) {
  const auto value = [&](std::string_view name) { return std::string(typed.text(name)); };
  const auto error = [&](std::string_view name) { return web::message_for(errors, name); };
  std::vector<web::Choice> wants;
  for (std::size_t n = 0; n < want_count; ++n) wants.push_back({std::string(code(static_cast<Want>(n))), std::string(title(static_cast<Want>(n)))});
  std::vector<std::string> ticked;
  for (const auto each : typed.all("want")) ticked.emplace_back(each);
  web::Html fields = web::hidden("id", id.text());
  fields.add(pupil_field(visit, chosen_pupils(visit, pass, typed), typed, errors));
  fields.add(web::text_input({.name = "lesson", .label = "Lesson", .hint = "For example: Maths, Tuesday period 2", .value = value("lesson"), .error = error("lesson")}));
  fields.add(web::day_input({.name = "on", .label = "On which day?", .value = value("on"), .error = error("on")}));
  fields.add(web::textarea({.name = "objective", .label = "Objective", .hint = "What they are to know or do at its end", .value = value("objective"), .error = error("objective"), .rows = 2, .most = 300}));
  fields.add(web::checkboxes({.name = "want", .legend = "What help is wanted?", .choices = std::move(wants), .values = std::move(ticked), .error = error("want"), .size = web::ChoiceSize::small}));
  fields.add(web::textarea({.name = "words", .label = "What is to be prepared?", .value = value("words"), .error = error("words"), .rows = 4, .most = 1000}));
  fields.add(web::day_input({.name = "due", .label = "Ready by", .value = value("due"), .error = error("due")}));
  fields.add(web::select({.name = "helper", .label = "Who prepares it?", .options = helper_options(pass), .value = value("helper"), .error = error("helper")}));
  fields.add(web::save_bar(web::button({.text = "Ask"})));
  web::Html main = web::error_summary(errors);
  main.add(web::heading("Ask for help in a lesson"));
  main.add(web::post_form({.action = web::Url::path("/lesson-help"), .csrf = visit.csrf_token(), .draft = "lesson-help"}, fields));
  return access::page(visit, errors.empty() ? 200 : 422, {.title = "Ask for help in a lesson", .place = access::Place::timetable, .before = web::back_link(web::Url::path("/lesson-help"), "Lesson help"),
                                                          .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show_new(Visit& visit, const HelpPass& pass) { return draw_new(visit, pass, visit.fresh<HelpId>(), visit.query(), {}); }

/// Whether that adult works with every one of them: who prepares reads their profile.
void check_helper(Visit& visit, const LessonHelp& help, Errors& wrong) {
  if (help.helper.is_nil()) return;
  auto reader = visit.house().reader();
  const auto grants = visit.house().grants_of(help.helper, access::SignInStrength::second_factor, *reader);
  for (const auto& pupil : help.pupils) {
    if (grants && works_with(*grants, pupil.pupil)) continue;
    wrong.push_back({"helper", fmt::format("{} does not work with {}: choose somebody who does", help.helper_name, pupil.name)});
    return;
  }
}

LessonHelp read_help(Visit& visit, const HelpPass& pass, const HelpId& id, Errors& wrong) {
  const auto& form = visit.form();
  const auto text = [&](std::string_view name) { return std::string(base::trim(base::clean(form.text(name)))); };
  LessonHelp out;
  out.id = id;
  out.teacher = pass.who().id;
  for (const auto& pupil : chosen_pupils(visit, pass, form)) out.pupils.push_back({pupil.id, pupil.name(), pupil.class_name});
  out.lesson = text("lesson");
  const auto on = base::parse_iso_date(form.text("on")), due = base::parse_iso_date(form.text("due"));
  if (!on) wrong.push_back({"on", "Enter the day of the lesson"});
  if (!due) wrong.push_back({"due", "Enter by when it is ready"});
  out.on = on.value_or(visit.today());
  out.due = due.value_or(std::min(out.on, visit.today()));
  out.objective = text("objective");
  for (const auto each : form.all("want"))
    if (const auto want = want_of(each)) out.wants.push_back(*want);
  out.words = text("words");
  const auto helper = access::StaffId::parse(form.text("helper"));
  if (const auto found = helper ? access::find_staff(pass, *helper) : std::nullopt) out.helper = found->id, out.helper_name = found->name;
  for (auto& each : check(out, timetable::load_weeks(pass), visit.today()))
    if (web::message_for(wrong, each.field).empty()) wrong.push_back(std::move(each));
  if (web::message_for(wrong, "helper").empty()) check_helper(visit, out, wrong);
  return out;
}

base::Result<Answer> post_new(Visit& visit, const HelpPass& pass) {
  const auto id = HelpId::parse(visit.form().text("id"));
  if (!id) return base::Error::not_found("help without its id");
  Errors wrong;
  const auto help = read_help(visit, pass, *id, wrong);
  if (!wrong.empty()) return draw_new(visit, pass, *id, visit.form(), wrong);
  if (const auto before = find_help(pass, *id)) {
    if (before->teacher == pass.who().id && before->lesson == help.lesson && before->words == help.words && before->objective == help.objective) return web::see_other(help_url(*id).with("done", "asked"));
    return base::Error::conflict("This was asked before with other words. Go back, and open the list to see it.", "help under an id that stands");
  }
  access::UnitOfWork work{visit};
  ask(work, pass, help);
  return access::then_go(visit, std::move(work), help_url(*id).with("done", "asked"));
}

// ---- One

base::Result<LessonHelp> in_address(const Visit& visit, const HelpPass& pass) {
  const auto id = HelpId::parse(visit.match.part("help"));
  if (auto help = id ? find_help(pass, *id) : std::nullopt) return *std::move(help);
  return base::Error::not_found("no help of theirs");
}

/// Whoever prepares: the one who was asked, or another who works with every pupil of it.
bool may_prepare(const Visit& visit, const LessonHelp& help) {
  if (help.evaluated_at || help.pupils.empty()) return false;
  return help.helper == visit.who().id || help.teacher == visit.who().id;
}
bool may_evaluate(const Visit& visit, const LessonHelp& help) {
  return !help.pupils.empty() && (help.helper == visit.who().id || help.teacher == visit.who().id);
}

web::Html facts_of(const Visit& visit, const LessonHelp& help) {
  const auto when = [&](base::UtcTime at) { return access::moment_words(visit.house().zone(), visit.now(), at); };
  web::Html pupils;
  for (const auto& pupil : help.pupils)
    pupils.add("<li><a class=\"govuk-link\" href=\"{}\">{}</a>{}</li>", web::Url::path("/pupils/{}", pupil.pupil), pupil.name,
               pupil.outcome == Outcome::none ? std::string() : ": " + base::to_lower_ascii(title(pupil.outcome)));
  std::vector<web::SummaryRow> rows = {{"Lesson", web::html("{}, {}", help.lesson, base::to_long_text(help.on)), {}},
                                       {"Pupils", pupils.empty() ? web::html("No pupil that you work with") : web::html("<ul class=\"govuk-list\">{}</ul>", pupils), {}},
                                       {"Objective", web::html("{}", help.objective), {}},
                                       {"Wanted", web::html("{}<br><span class=\"app-words\">{}</span>", wants_words(help.wants), help.words), {}},
                                       {"Asked by", web::html("{}", help.teacher_name), {}},
                                       {"Prepared by", web::html("{}, ready by {}", help.helper_name, base::to_text(help.due)), {}}};
  if (help.prepared_at)
    rows.push_back({"What is ready", web::html("<span class=\"app-words\">{}</span>{}<br><span class=\"govuk-hint\">{}, {}</span>", help.prepared,
                                               help.kept_at.empty() ? web::Html() : web::html("<br>{}", help.kept_at), help.prepared_by, when(*help.prepared_at)), {}});
  if (help.evaluated_at)
    rows.push_back({"Looked back", web::html("<span class=\"app-words\">{}</span><br><span class=\"govuk-hint\">{}, {}</span>", help.evaluation, help.evaluated_by, when(*help.evaluated_at)), {}});
  return web::summary_list(rows);
}

web::Html preparation_form(const Visit& visit, const LessonHelp& help, const web::Form& typed, const Errors& errors) {
  const bool is_typed = typed.has("prepared") || typed.has("kept_at");
  web::Html fields = web::hidden("was", std::to_string(help.version));
  fields.add(web::textarea({.name = "prepared", .label = "What is ready?", .value = is_typed ? std::string(typed.text("prepared")) : help.prepared, .error = web::message_for(errors, "prepared"), .rows = 3,
                            .most = 1000}));
  fields.add(web::text_input({.name = "kept_at", .label = "Where is it? (optional)", .hint = "A drawer, a folder", .value = is_typed ? std::string(typed.text("kept_at")) : help.kept_at,
                              .error = web::message_for(errors, "kept_at")}));
  fields.add(web::button({.text = help.prepared_at ? "Change what is ready" : "It is prepared"}));
  return web::post_form({.action = web::Url::path("/lesson-help/{}/preparation", help.id), .csrf = visit.csrf_token(), .draft = "lesson-help-ready:" + help.id.text()}, fields);
}

web::Html evaluation_form(const Visit& visit, const LessonHelp& help, const web::Form& typed, const Errors& errors) {
  web::Html fields = web::hidden("was", std::to_string(help.version));
  for (const auto& pupil : help.pupils) {
    const auto name = "outcome." + pupil.pupil.text();
    std::vector<web::Choice> outcomes;
    for (const auto one : {Outcome::met, Outcome::partly, Outcome::not_met}) outcomes.push_back({std::string(code(one)), std::string(title(one))});
    fields.add(web::radios({.name = name, .legend = pupil.name, .choices = std::move(outcomes), .value = typed.has(name) ? std::string(typed.text(name)) : std::string(code(pupil.outcome)),
                            .error = web::message_for(errors, name), .legend_as = web::LabelAs::small, .size = web::ChoiceSize::small, .flow = web::ChoiceFlow::inline_row}));
  }
  fields.add(web::textarea({.name = "evaluation", .label = "What helped, and what would you change? (optional)", .value = typed.has("evaluation") ? std::string(typed.text("evaluation")) : help.evaluation,
                            .error = web::message_for(errors, "evaluation"), .rows = 3, .most = 1000}));
  fields.add(web::button({.text = "Save"}));
  return web::post_form({.action = web::Url::path("/lesson-help/{}/evaluation", help.id), .csrf = visit.csrf_token(), .draft = "lesson-help-back:" + help.id.text()}, fields);
}

web::Response draw_one(Visit& visit, const LessonHelp& help, const Errors& errors, int status, const web::Html& above) {
  web::Html main = access::told(visit, {{"asked", "It is asked for. Whoever prepares it finds it on My day."}, {"prepared", "Noted as prepared."}, {"looked", "Saved."}});
  main.add(web::error_summary(errors));
  main.add(above);
  main.add(web::heading("Lesson help", help.lesson));
  main.add("<p class=\"govuk-body\">{}</p>", state_tag(help, visit.today()));
  main.add(facts_of(visit, help));
  const auto& typed = visit.form();
  if (may_prepare(visit, help)) {
    const auto form = preparation_form(visit, help, typed, errors);
    main.add(help.prepared_at && !typed.has("prepared") ? web::details({"Change what is ready", form, false}) : web::card("Prepare it", form));
  }
  if (may_evaluate(visit, help)) {
    if (help.on > visit.today()) main.add(web::body_text("After the lesson you say here, for each pupil, whether the objective was met."));
    else if (help.evaluated_at && !typed.has("evaluation")) main.add(web::details({"Change how it went", evaluation_form(visit, help, typed, errors), false}));
    else main.add(web::card("Was the objective met?", evaluation_form(visit, help, typed, errors)));
  }
  if (help.teacher == visit.who().id && !help.evaluated_at)
    main.add(web::details({"It is not needed any more", web::post_button(web::Url::path("/lesson-help/{}/end", help.id), visit.csrf_token(), {.text = "Take the request back", .look = web::ButtonLook::secondary},
                                                                        web::hidden("was", std::to_string(help.version))), false}));
  return access::page(visit, status, {.title = help.lesson + " – lesson help", .place = access::Place::timetable, .before = web::back_link(week_url(timetable::monday_of(help.on)), "Lesson help"),
                                      .outcome = status == 200 ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show_one(Visit& visit, const HelpPass& pass) {
  TRY(const auto help, in_address(visit, pass));
  return draw_one(visit, help, {}, 200, {});
}

/// Theirs is above, in the facts; one's own is in the form.
web::Html meanwhile() {
  return web::alert({.kind = web::AlertKind::warning, .title = "Changed meanwhile",
                     .matter = web::html("<p>Somebody saved this while you were writing. How it stands now is here; your words are in the form. Save again to put yours in their place.</p>")});
}

base::Result<Answer> post_preparation(Visit& visit, const HelpPass& pass) {
  TRY(const auto help, in_address(visit, pass));
  if (!may_prepare(visit, help)) return base::Error::not_found("not theirs to prepare");
  const auto prepared = std::string(base::trim(base::clean(visit.form().text("prepared")))), kept_at = std::string(base::trim(base::clean(visit.form().text("kept_at"))));
  if (const auto wrong = check_preparation(prepared, kept_at); !wrong.empty()) return draw_one(visit, help, wrong, 422, {});
  const auto there = help_url(help.id).with("done", "prepared");
  if (help.prepared_at && help.prepared == prepared && help.kept_at == kept_at) return web::see_other(there);
  if (visit.form().text("was") != std::to_string(help.version)) return draw_one(visit, help, {}, 409, meanwhile());
  access::UnitOfWork work{visit};
  prepare(work, pass, help, prepared, kept_at);
  return access::then_go(visit, std::move(work), there);
}

base::Result<Answer> post_evaluation(Visit& visit, const HelpPass& pass) {
  TRY(const auto help, in_address(visit, pass));
  if (!may_evaluate(visit, help)) return base::Error::not_found("not theirs to look back on");
  const auto words = std::string(base::trim(base::clean(visit.form().text("evaluation"))));
  std::vector<HelpedPupil> judged;
  bool same = help.evaluated_at.has_value() && help.evaluation == words;
  for (const auto& pupil : help.pupils) {
    auto one = pupil;
    one.outcome = outcome_of(visit.form().text("outcome." + pupil.pupil.text())).value_or(Outcome::none);
    same = same && one.outcome == pupil.outcome;
    judged.push_back(std::move(one));
  }
  if (const auto wrong = check_evaluation(help, judged, words, visit.today()); !wrong.empty()) return draw_one(visit, help, wrong, 422, {});
  const auto there = help_url(help.id).with("done", "looked");
  if (same) return web::see_other(there);
  if (visit.form().text("was") != std::to_string(help.version)) return draw_one(visit, help, {}, 409, meanwhile());
  access::UnitOfWork work{visit};
  evaluate(work, pass, help, judged, words);
  return access::then_go(visit, std::move(work), there);
}

base::Result<Answer> post_end(Visit& visit, const HelpPass& pass) {
  TRY(const auto help, in_address(visit, pass));
  if (help.teacher != visit.who().id) return base::Error::not_found("not theirs to take back");
  if (visit.form().text("was") != std::to_string(help.version)) return draw_one(visit, help, {}, 409, meanwhile());
  access::UnitOfWork work{visit};
  take_back(work, pass, help);
  return access::then_go(visit, std::move(work), week_url(timetable::monday_of(help.on)).with("done", "ended"));
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
  routes.get("/lesson-help/{help}", show_one);
  routes.post("/lesson-help/{help}/preparation", post_preparation);
  routes.post("/lesson-help/{help}/evaluation", post_evaluation);
  routes.post("/lesson-help/{help}/end", post_end);
}

}  // namespace cover
