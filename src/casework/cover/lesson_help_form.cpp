// Reads and draws what a teacher asks for.
#include "casework/cover/lesson_help_form.h"

#include "access/staff_store.h"
#include "base/text.h"
#include "casework/timetable/period_store.h"
#include "people/pupil_store.h"
#include "web/components/choices.h"
#include "web/components/inputs.h"

#include <fmt/format.h>

#include <algorithm>

namespace cover {
namespace {

using access::May;
using access::Visit;
using Errors = std::vector<base::FieldError>;

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

}  // namespace

web::Html request_fields(Visit& visit, const HelpPass& pass, const web::Form& typed, const Errors& errors) {
  const auto value = [&](std::string_view name) { return std::string(typed.text(name)); };
  const auto error = [&](std::string_view name) { return web::message_for(errors, name); };
  std::vector<web::Choice> wants;
  for (std::size_t n = 0; n < want_count; ++n) wants.push_back({std::string(code(static_cast<Want>(n))), std::string(title(static_cast<Want>(n)))});
  std::vector<std::string> ticked;
  for (const auto each : typed.all("want")) ticked.emplace_back(each);
  web::Html fields = pupil_field(visit, chosen_pupils(visit, pass, typed), typed, errors);
  fields.add(web::text_input({.name = "lesson", .label = "Lesson", .hint = "For example: Maths, Tuesday period 2", .value = value("lesson"), .error = error("lesson")}));
  fields.add(web::day_input({.name = "on", .label = "On which day?", .value = value("on"), .error = error("on")}));
  fields.add(web::textarea({.name = "objective", .label = "Objective", .hint = "What they are to know or do at its end", .value = value("objective"), .error = error("objective"), .rows = 2, .most = 300}));
  fields.add(web::checkboxes({.name = "want", .legend = "What help is wanted?", .choices = std::move(wants), .values = std::move(ticked), .error = error("want"), .size = web::ChoiceSize::small}));
  fields.add(web::textarea({.name = "words", .label = "What is to be prepared?", .value = value("words"), .error = error("words"), .rows = 4, .most = 1000}));
  fields.add(web::day_input({.name = "due", .label = "Ready by", .value = value("due"), .error = error("due")}));
  fields.add(web::select({.name = "helper", .label = "Who prepares it?", .options = helper_options(pass), .value = value("helper"), .error = error("helper")}));
  return fields;
}

LessonHelp read_request(Visit& visit, const HelpPass& pass, const HelpId& id, const LessonHelp* was, Errors& wrong) {
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
  const auto weeks = timetable::load_weeks(pass);
  for (auto& each : was ? check_change(*was, out, weeks, visit.today()) : check(out, weeks, visit.today()))
    if (web::message_for(wrong, each.field).empty()) wrong.push_back(std::move(each));
  if (web::message_for(wrong, "helper").empty()) check_helper(visit, out, wrong);
  return out;
}

web::Form form_of(const LessonHelp& help) {
  web::Form out;
  for (const auto& pupil : help.pupils) out.add("pupil", pupil.pupil.text());
  out.add("lesson", help.lesson);
  out.add("on", base::to_iso(help.on));
  out.add("objective", help.objective);
  for (const auto want : help.wants) out.add("want", std::string(code(want)));
  out.add("words", help.words);
  out.add("due", base::to_iso(help.due));
  out.add("helper", help.helper.text());
  return out;
}

}  // namespace cover
