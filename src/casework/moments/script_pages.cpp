// Where the scripts are kept: the school's, and each pupil's own.
#include "access/frame.h"
#include "access/told.h"
#include "casework/moments/moment_pages.h"
#include "casework/moments/moment_store.h"
#include "people/pupil_store.h"
#include "people/pupil_view.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

namespace moments {
namespace {

using access::Answer;
using access::Visit;
using KeepPass = access::StaffPass<May::kinds_administer>;

struct Sheet {
  web::Url action;
  std::string title, hint;
  Script stands;
  std::vector<base::FieldError> errors = {};
  int status = 200;
  web::Html above = {};
};

web::Response draw(Visit& visit, const Sheet& sheet, const access::PageHead& head) {
  const bool again = visit.request.method == web::Method::post;
  web::Html main = told(visit, {{"saved", "Saved."}});
  main.add(web::error_summary(sheet.errors));
  main.add(web::heading(sheet.title));
  main.add(sheet.above);
  web::Html fields = web::hidden("was", std::to_string(sheet.stands.version));
  fields.add(web::textarea({.name = "steps",
                            .label = "Steps, one on each line, in the order they are tried",
                            .hint = sheet.hint,
                            .value = again ? std::string(visit.form().text("steps")) : as_lines(sheet.stands.steps),
                            .error = web::message_for(sheet.errors, "steps"),
                            .rows = 10}));
  fields.add(web::button({.text = "Save"}));
  main.add(web::post_form({.action = sheet.action, .csrf = visit.csrf_token(), .draft = "calm"}, fields));
  auto whole = head;
  whole.outcome = sheet.errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors;
  return access::page(visit, sheet.status, whole, main);
}

/// Somebody else saved meanwhile: both texts on one page.
void show_both(Sheet& sheet) {
  sheet.status = 409;
  web::Html lines;
  for (const auto& step : sheet.stands.steps) lines.add("<li>{}</li>", step.words);
  sheet.above = web::alert(
      {.kind = web::AlertKind::warning,
       .title = "Changed meanwhile",
       .matter = web::html(
           "<p>Somebody changed this while you were writing. It now says:</p><ol class=\"govuk-list govuk-list--number\">{}</ol>"
           "<p>Yours is in the form. Save again to put yours on top.</p>",
           lines)});
}

Sheet school_sheet(const KeepPass& pass) {
  return {web::Url::path("/school/calm"), "The school’s calming script",
          "Short lines that can be read while walking. They are the buttons of “In the moment”.", school_script(pass)};
}
access::PageHead school_head() {
  return {
      .title = "Calming script", .place = access::Place::school, .before = web::back_link(web::Url::path("/school"), "School")};
}

base::Result<Answer> show_school(Visit& visit, const KeepPass& pass) { return draw(visit, school_sheet(pass), school_head()); }

base::Result<Answer> post_school(Visit& visit, const KeepPass& pass) {
  auto sheet = school_sheet(pass);
  auto known = sheet.stands.steps;
  for (auto& step : house_script()) known.push_back(std::move(step));
  auto steps = read_steps(visit.form().text("steps"), known);
  if (steps && steps->empty()) steps = base::Error::invalid("steps", "Enter at least one step", "empty script");
  if (!steps) {
    sheet.errors = steps.error().fields;
    sheet.status = 422;
    return draw(visit, sheet, school_head());
  }
  if (visit.form().text("was") != std::to_string(sheet.stands.version)) {
    show_both(sheet);
    return draw(visit, sheet, school_head());
  }
  access::UnitOfWork work(visit);
  put_school_script(work, pass, {sheet.stands.version, *std::move(steps)});
  return then_go(visit, std::move(work), web::Url::path("/school/calm").with("done", "saved"));
}

bool may_keep(const AddPass& pass) {
  const auto& allowed = pass.grants().for_pupil(pass.pupil());
  const auto profile = access::bit(access::InfoClass::c5_profile);
  return (allowed.classes(access::Act::add) & allowed.classes(access::Act::see) & profile) != 0;
}

Sheet pupil_sheet(const AddPass& pass, const people::Pupil& pupil) {
  return {
      web::Url::path("/pupils/{}/calm", pupil.id), pupil.given + "’s own steps",
      "What helps this pupil when it gets hard, from their plan and from themselves. For example: “Ask about the dog.” “Do not touch the shoulder.”",
      pupil_script(pass, pupil.id)};
}
access::PageHead pupil_page(const people::Pupil& pupil) {
  return {.title = "Own calming steps",
          .place = access::Place::pupils,
          .before = web::back_link(web::Url::path("/pupils/{}/moments", pupil.id), "In the moment")};
}

base::Result<Answer> show_pupil(Visit& visit, const AddPass& pass) {
  if (!may_keep(pass)) return base::Error::not_found("may not keep a profile");
  const auto pupil = people::load(pass);
  return draw(visit, pupil_sheet(pass, pupil), pupil_page(pupil));
}

base::Result<Answer> post_pupil(Visit& visit, const AddPass& pass) {
  if (!may_keep(pass)) return base::Error::not_found("may not keep a profile");
  const auto pupil = people::load(pass);
  auto sheet = pupil_sheet(pass, pupil);
  auto steps = read_steps(visit.form().text("steps"), sheet.stands.steps);
  if (!steps) {
    sheet.errors = steps.error().fields;
    sheet.status = 422;
    return draw(visit, sheet, pupil_page(pupil));
  }
  if (visit.form().text("was") != std::to_string(sheet.stands.version)) {
    show_both(sheet);
    return draw(visit, sheet, pupil_page(pupil));
  }
  access::UnitOfWork work(visit);
  put_pupil_script(work, pass, {sheet.stands.version, *std::move(steps)});
  return then_go(visit, std::move(work), web::Url::path("/pupils/{}/calm", pupil.id).with("done", "saved"));
}

}  // namespace

void add_script_routes(access::Routes& routes) {
  routes.get("/school/calm", show_school);
  routes.post("/school/calm", post_school);
  routes.get("/pupils/{pupil}/calm", show_pupil);
  routes.post("/pupils/{pupil}/calm", post_pupil);
}

}  // namespace moments
