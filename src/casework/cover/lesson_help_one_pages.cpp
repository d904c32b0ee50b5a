// One request for help in a lesson: reading it, changing what is asked, its files, preparing, looking back, taking it back.
#include "access/frame.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/cover/cover_pages.h"
#include "casework/cover/lesson_help_form.h"
#include "casework/cover/lesson_help_view.h"
#include "record/file_response.h"
#include "record/upload.h"
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

web::Url week_url(base::LocalDate monday) { return web::Url::path("/lesson-help").with("week", base::to_iso(monday)); }

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

/// Who asked changes it, until the lesson is over.
bool may_change(const Visit& visit, const LessonHelp& help) { return help.teacher == visit.who().id && !help.evaluated_at && help.on >= visit.today(); }

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

web::Response draw_one(Visit& visit, const HelpPass& pass, const LessonHelp& help, const Errors& errors, int status, const web::Html& above) {
  web::Html main = access::told(visit, {{"asked", "It is asked for. Whoever prepares it finds it on My day."}, {"prepared", "Noted as prepared."}, {"looked", "Saved."}, {"changed", "What is asked is changed. Whoever prepares it is told."}, {"file", "The files are added."}, {"off", "The file is taken off."}});
  main.add(web::error_summary(errors));
  main.add(above);
  main.add(web::heading("Lesson help", help.lesson));
  main.add("<p class=\"govuk-body\">{}</p>", state_tag(help, visit.today()));
  main.add(facts_of(visit, help));
  if (may_change(visit, help)) main.add(web::button_group(web::button_link(web::Url::path("/lesson-help/{}/edit", help.id), "Change what is asked", web::ButtonLook::secondary)));
  main.add(files_of(visit, help, list_files(pass, help.id), may_prepare(visit, help), errors));
  const auto& typed = visit.form();
  if (may_prepare(visit, help)) {
    const auto form = preparation_form(visit, help, typed, errors);
    main.add(help.prepared_at && !typed.has("prepared") ? web::details({"Change what is ready", form, help.is_outdated()}) : web::card("Prepare it", form));
  }
  if (may_evaluate(visit, help)) {
    if (help.on > visit.today()) main.add(web::body_text("After the lesson you say here, for each pupil, whether the objective was met."));
    else if (help.evaluated_at && !typed.has("evaluation")) main.add(web::details({"Change how it went", evaluation_form(visit, help, typed, errors), false}));
    else main.add(web::card("Was the objective met?", evaluation_form(visit, help, typed, errors)));
  }
  if (help.teacher == visit.who().id && !help.evaluated_at)
    main.add(web::details({"It is not needed any more", web::post_button(web::Url::path("/lesson-help/{}/end", help.id), visit.csrf_token(), {.text = "Take the request back", .look = web::ButtonLook::secondary},
                                                                        web::hidden("was", std::to_string(help.version))), false}));
  main.add(earlier_of(visit, help, list_earlier(pass, help.id)));
  return access::page(visit, status, {.title = help.lesson + " – lesson help", .place = access::Place::timetable, .before = web::back_link(week_url(timetable::monday_of(help.on)), "Lesson help"),
                                      .outcome = status == 200 ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show_one(Visit& visit, const HelpPass& pass) {
  TRY(const auto help, in_address(visit, pass));
  return draw_one(visit, pass, help, {}, 200, {});
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
  if (const auto wrong = check_preparation(prepared, kept_at); !wrong.empty()) return draw_one(visit, pass, help, wrong, 422, {});
  const auto there = help_url(help.id).with("done", "prepared");
  if (help.state() == HelpState::prepared && help.prepared == prepared && help.kept_at == kept_at) return web::see_other(there);
  if (visit.form().text("was") != std::to_string(help.version)) return draw_one(visit, pass, help, {}, 409, meanwhile());
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
  if (const auto wrong = check_evaluation(help, judged, words, visit.today()); !wrong.empty()) return draw_one(visit, pass, help, wrong, 422, {});
  const auto there = help_url(help.id).with("done", "looked");
  if (same) return web::see_other(there);
  if (visit.form().text("was") != std::to_string(help.version)) return draw_one(visit, pass, help, {}, 409, meanwhile());
  access::UnitOfWork work{visit};
  evaluate(work, pass, help, judged, words);
  return access::then_go(visit, std::move(work), there);
}

base::Result<Answer> post_end(Visit& visit, const HelpPass& pass) {
  TRY(const auto help, in_address(visit, pass));
  if (help.teacher != visit.who().id) return base::Error::not_found("not theirs to take back");
  if (visit.form().text("was") != std::to_string(help.version)) return draw_one(visit, pass, help, {}, 409, meanwhile());
  access::UnitOfWork work{visit};
  take_back(work, pass, help);
  return access::then_go(visit, std::move(work), week_url(timetable::monday_of(help.on)).with("done", "ended"));
}

// ---- Changing what is asked

web::Response draw_edit(Visit& visit, const HelpPass& pass, const LessonHelp& help, const web::Form& typed, const Errors& errors, int status, const web::Html& above) {
  web::Html fields = web::hidden("was", std::to_string(help.version));
  fields.add(request_fields(visit, pass, typed, errors));
  fields.add(web::save_bar(web::button({.text = "Save what is asked"})));
  web::Html main = web::error_summary(errors);
  main.add(web::heading("Change what is asked", help.lesson));
  main.add(above);
  if (help.prepared_at && status == 200)
    main.add(web::inset_text(web::html("<p>{} has prepared this already, and is asked to look again when you save.</p>", help.prepared_by)));
  main.add(web::post_form({.action = web::Url::path("/lesson-help/{}/changes", help.id), .csrf = visit.csrf_token(), .draft = "lesson-help-change:" + help.id.text()}, fields));
  return access::page(visit, status, {.title = "Change what is asked", .place = access::Place::timetable, .before = web::back_link(help_url(help.id), help.lesson),
                                      .outcome = status == 200 ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<LessonHelp> to_change(const Visit& visit, const HelpPass& pass) {
  TRY(auto help, in_address(visit, pass));
  if (!may_change(visit, help)) return base::Error::not_found("not theirs to change, or over");
  return help;
}

base::Result<Answer> show_edit(Visit& visit, const HelpPass& pass) {
  TRY(const auto help, in_address(visit, pass));
  // Whoever sees it may know that it is there: they are shown how it stands.
  if (!may_change(visit, help)) return web::see_other(help_url(help.id));
  return draw_edit(visit, pass, help, form_of(help), {}, 200, {});
}

bool same_pupils(const LessonHelp& a, const LessonHelp& b) {
  const auto all_in = [](const LessonHelp& one, const LessonHelp& other) {
    return std::all_of(one.pupils.begin(), one.pupils.end(), [&](const HelpedPupil& pupil) {
      return std::any_of(other.pupils.begin(), other.pupils.end(), [&](const HelpedPupil& each) { return each.pupil == pupil.pupil; });
    });
  };
  return all_in(a, b) && all_in(b, a);
}

base::Result<Answer> post_changes(Visit& visit, const HelpPass& pass) {
  TRY(const auto help, to_change(visit, pass));
  Errors wrong;
  const auto changed = read_request(visit, pass, help.id, &help, wrong);
  if (!wrong.empty()) return draw_edit(visit, pass, help, visit.form(), wrong, 422, {});
  const auto there = help_url(help.id).with("done", "changed");
  if (asks_the_same(help, changed) && same_pupils(help, changed)) return web::see_other(there);  // sent twice, or nothing was changed
  if (visit.form().text("was") != std::to_string(help.version)) {
    auto theirs = meanwhile();
    theirs.add(facts_of(visit, help));
    return draw_edit(visit, pass, help, visit.form(), {}, 409, theirs);
  }
  access::UnitOfWork work{visit};
  change(work, pass, help, changed);
  return access::then_go(visit, std::move(work), there);
}

// ---- Files

/// The record floor takes uploads for the file fields of a kind: here it is one field.
const record::Kind& with_files() {
  static const auto kind = [] {
    record::Kind out;
    record::Field field;
    field.name = "files";
    field.type = record::FieldType::files;
    out.fields.push_back(std::move(field));
    return out;
  }();
  return kind;
}

base::Result<Answer> post_files(Visit& visit, const HelpPass& pass) {
  TRY(const auto help, in_address(visit, pass));
  if (!may_prepare(visit, help)) return base::Error::not_found("not theirs to add to");
  const auto there = help_url(help.id).with("done", "file");
  const auto taken = record::take_uploads(visit.house().room<record::PictureDesk>(), with_files(), record::RecordId(help.id.bytes()), 1, visit.form());
  auto wrong = taken.wrong;
  const auto standing = list_files(pass, help.id);
  std::vector<record::Attached> fresh;
  for (const auto& file : taken.files)
    if (std::none_of(standing.begin(), standing.end(), [&](const HelpFile& each) { return each.id.bytes() == file.id.bytes(); })) fresh.push_back(file);
  if (wrong.empty() && taken.files.empty()) wrong.push_back({"f.files", "Choose a file"});
  if (wrong.empty() && standing.size() + fresh.size() > most_help_files) wrong.push_back({"f.files", fmt::format("A request has at most {} files: take some off first", most_help_files)});
  if (!wrong.empty()) return draw_one(visit, pass, help, wrong, 422, {});
  if (fresh.empty()) return web::see_other(there);  // sent twice
  access::UnitOfWork work{visit};
  add_files(work, pass, help, fresh);
  return access::then_go(visit, std::move(work), there);
}

base::Result<Answer> show_file(Visit& visit, const HelpPass& pass) {
  TRY(const auto help, in_address(visit, pass));
  const auto id = HelpFileId::parse(visit.match.part("file"));
  auto file = id ? read_file(pass, help.id, *id) : std::nullopt;
  if (!file) return base::Error::not_found("no such file of this help");
  return record::file_response(visit, file->name, std::move(file->content_type), std::move(file->bytes));
}

base::Result<Answer> post_file_removal(Visit& visit, const HelpPass& pass) {
  TRY(const auto help, in_address(visit, pass));
  const auto id = HelpFileId::parse(visit.match.part("file"));
  if (!id || !may_prepare(visit, help)) return base::Error::not_found("not theirs to take off");
  const auto files = list_files(pass, help.id);
  if (std::none_of(files.begin(), files.end(), [&](const HelpFile& file) { return file.id == *id; })) return base::Error::not_found("no such file of this help");
  access::UnitOfWork work{visit};
  remove_file(work, pass, help, *id);
  return access::then_go(visit, std::move(work), help_url(help.id).with("done", "off"));
}

}  // namespace

void add_one_lesson_help_routes(access::Routes& routes) {
  routes.get("/lesson-help/{help}", show_one);
  routes.get("/lesson-help/{help}/edit", show_edit);
  routes.post("/lesson-help/{help}/changes", post_changes);
  routes.post("/lesson-help/{help}/preparation", post_preparation);
  routes.post("/lesson-help/{help}/evaluation", post_evaluation);
  routes.post("/lesson-help/{help}/end", post_end);
  routes.post("/lesson-help/{help}/files", post_files);
  routes.get("/lesson-help/{help}/files/{file}", show_file);
  routes.post("/lesson-help/{help}/files/{file}/removal", post_file_removal);
}

}  // namespace cover
