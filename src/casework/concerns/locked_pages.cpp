// The locked screen lets its own person tell, and shows nothing: the child's name is typed, not picked.
#include "casework/concerns/locked_pages.h"

#include "access/csrf.h"
#include "access/frame.h"
#include "access/unit_of_work.h"
#include "base/text.h"
#include "casework/concerns/arrangement_store.h"
#include "casework/concerns/unmatched_store.h"
#include "record/body.h"
#include "record/catalogue.h"
#include "record/kind_form.h"
#include "record/kind_keeper.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

namespace concerns {
namespace {

using access::Answer;
using access::Visit;

/// The kind as a locked screen may ask it: without fields that would show who works here or take files.
record::Kind asked_when_locked(const record::Kind& kind) {
  record::Kind out = kind;
  for (auto& field : out.fields) {
    if (field.type == record::FieldType::people || field.type == record::FieldType::files || field.type == record::FieldType::pupils) field.hidden = true;
    if (field.name == "told_in_person" || field.name == "told_date" || field.name == "told_at") field.hidden = true;
  }
  return out;
}

web::Html way_back(const Visit& visit) {
  if (visit.has_person()) return web::html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Back to My day</a></p>", web::Url::path("/"));
  return web::html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Back to the lock</a></p>", web::Url::path("/locked"));
}

web::Response draw_sheet(const Visit& visit, const record::Kind& kind, int status, const std::vector<base::FieldError>& errors) {
  const auto& typed = visit.form();
  auto anchors = record::form_anchors(kind);
  web::Html main = web::error_summary(errors, anchors);
  main.add(web::heading("Raise a concern"));
  main.add(web::inset_text(web::html("<p><strong>If a child is in danger now, go to the safeguarding lead in person, or call 999.</strong></p><p>{}</p>",
                                     visit.has_person() ? "Write the name as you know it. The safeguarding lead finds out which child it is."
                                                        : "The screen stays locked. You can write, and nothing about any pupil is shown.")));
  web::Html fields = web::hidden("id", typed.has("id") ? std::string(typed.text("id")) : visit.fresh<UnmatchedId>().text());
  fields.add(web::text_input({.name = "child", .label = "Which child? Full name, class", .hint = "As well as you know it.", .value = std::string(typed.text("child")),
                              .error = web::message_for(errors, "child"), .label_as = web::LabelAs::medium}));
  fields.add(record::kind_fields(kind, typed, errors, visit.today()));
  fields.add("<p class=\"govuk-body-s\">Who will know: the safeguarding lead and deputies, and the head. The school decides who else is told.</p>");
  fields.add(web::save_bar(web::button({.text = "Send"})));
  main.add(web::post_form({.action = web::Url::path("/locked/concern"), .csrf = visit.csrf_token()}, fields));
  main.add(way_back(visit));
  return access::page(visit, status, {.title = "Raise a concern", .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors,
                                      .width = web::FrameWidth::narrow}, main);
}

/// A school that keeps concerns in another system keeps nothing of what happened here, on this screen neither.
web::Response draw_kept_elsewhere(const Visit& visit, const std::string& system) {
  web::Html main = web::heading("Raise a concern");
  main.add(web::warning_text("Tell the safeguarding lead in person now. In danger: 999."));
  main.add("<p class=\"govuk-body\">This school keeps its concerns in <strong>{}</strong>. Write it there as soon as you can. Once you have unlocked this "
           "screen, note its reference here.</p>", system);
  main.add(way_back(visit));
  return access::page(visit, 200, {.title = "Raise a concern", .width = web::FrameWidth::narrow}, main);
}

/// Where somebody who is not at a lock is sent: nobody signed in to the door, somebody signed in to the whole sheet – unless they come from
/// there, because they cannot find the child.
std::optional<web::Url> elsewhere(const Visit& visit) {
  if (visit.has_person()) {
    if (visit.request.method == web::Method::post || visit.query().text("child") == "unknown") return std::nullopt;
    return web::Url::path("/write").with("kind", "concern");
  }
  if (!visit.signed_in() || visit.signed_in()->by_token) return web::Url::path("/sign-in");
  return std::nullopt;
}

base::Result<Answer> show_sheet(Visit& visit) {
  if (const auto there = elsewhere(visit)) return web::see_other(*there);
  if (const auto system = other_system(visit.house()); !system.empty()) return draw_kept_elsewhere(visit, system);
  const auto in_force = visit.house().room<record::Catalogue>().find("concern");
  if (!in_force) return base::Error::not_found("no such kind");
  return draw_sheet(visit, asked_when_locked(*in_force->kind), 200, {});
}

base::Result<Answer> post_sheet(Visit& visit) {
  if (const auto there = elsewhere(visit)) return web::see_other(*there);
  if (const auto system = other_system(visit.house()); !system.empty()) return draw_kept_elsewhere(visit, system);
  const auto& form = visit.form();
  const auto in_force = visit.house().room<record::Catalogue>().find("concern");
  const auto id = UnmatchedId::parse(form.text("id"));
  if (!in_force || !id) return base::Error::not_found("no such kind, or no id");
  // The front door asks a token of those it knows; this one it does not know while locked, so it is asked here.
  if (!access::csrf_token_fits(visit.signed_in()->csrf_key, visit.signed_in()->csrf_name(), form.text("csrf")))
    return base::Error::not_allowed("This did not come from a page of Alongside. Go back, reload the page and try again.", "locked without form token");
  const auto kind = asked_when_locked(*in_force->kind);
  std::vector<base::FieldError> wrong;
  const auto child = base::Text<200>::make(form.text("child"));
  if (!child) wrong.push_back({"child", "The name must be 200 characters or fewer"});
  else if (child->empty()) wrong.push_back({"child", "Enter the name of the child, or who they are"});
  const auto body = record::check(kind, record::Submission(form), record::Surroundings{visit.today()});
  if (!body) wrong.insert(wrong.end(), body.error().fields.begin(), body.error().fields.end());
  if (!wrong.empty()) return draw_sheet(visit, kind, 422, wrong);
  auto work = visit.has_person() ? access::UnitOfWork(visit) : access::UnitOfWork::at_the_lock(visit);
  raise(work, {*id, child->text(), body->text()});
  const auto thanks = web::Url::path("/locked/concern/thanks");
  return std::move(work).commit_and([thanks](base::Result<void> written) {
    if (written) return web::see_other(thanks);
    return web::text(written.error().kind == base::Error::Kind::conflict ? 409 : 503, written.error().for_user);
  });
}

base::Result<Answer> show_thanks(Visit& visit) {
  web::Html main = web::heading("Thank you");
  main.add(web::body_text("It is saved, and the safeguarding lead sees it now."));
  main.add(web::warning_text("Please also tell the safeguarding lead in person today. If a child is in danger now, do it at once, or call 999."));
  main.add(way_back(visit));
  return access::page(visit, 200, {.title = "Thank you", .width = web::FrameWidth::narrow}, main);
}

}  // namespace

void add_locked_routes(access::Routes& routes) {
  routes.add_public(web::Method::get, "/locked/concern", show_sheet);
  routes.add_public(web::Method::post, "/locked/concern", post_sheet);
  routes.add_public(web::Method::get, "/locked/concern/thanks", show_thanks);
}

}  // namespace concerns
