// The text of a plan: choosing a template, the first version, and every further one. Nothing typed is lost.
#include "casework/plans/plan_pages.h"

#include "access/frame.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/plans/plan_form.h"
#include "casework/plans/plan_view.h"
#include "people/pupil_view.h"
#include "record/rows.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <map>

namespace plans {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Errors = std::vector<base::FieldError>;

web::FrameOutcome outcome_of(const Errors& errors) { return errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors; }

// ---- Beginning one

web::Response draw_choice(Visit& visit, const WritePass& pass) {
  const auto pupil = people::load(pass);
  web::Html main = web::heading(pupil.name(), "Which plan?");
  std::map<std::string, web::Html> groups;
  std::vector<std::string> order;
  for (const auto& form : visit.house().room<Templates>().all()) {
    const auto& kind = *form.kind;
    if (!may_write(pass.grants(), kind, pupil.id)) continue;
    if (!groups.contains(kind.group)) order.push_back(kind.group);
    const auto url = web::Url::path("/pupils/{}/plans/new", pupil.id).with("form", kind.id).with("id", visit.fresh<PlanId>().text());
    groups[kind.group].add("<li class=\"app-choose__one\"><a class=\"govuk-link govuk-!-font-weight-bold\" href=\"{}\">{}</a><p class=\"govuk-hint\">{}</p></li>", url, kind.title, kind.description);
  }
  for (const auto& group : order)
    main.add("<h2 class=\"govuk-heading-m\">{}</h2><ul class=\"govuk-list\">{}</ul>", group.empty() ? std::string("Plans") : group, groups[group]);
  return access::page(visit, 200, {.title = "Begin a plan", .place = access::Place::pupils, .before = web::back_link(plans_url(pupil.id), "Plans")}, main);
}

struct NewSheet {
  PlanId id;
  const Template& form;
  const web::Form& typed;
  Errors errors = {};
  int status = 200;
};

web::Response draw_new(Visit& visit, const WritePass& pass, const NewSheet& sheet) {
  const auto pupil = people::load(pass);
  const auto& kind = *sheet.form.kind;
  web::Html main = web::error_summary(sheet.errors, anchors_of(sheet.form));
  main.add(web::heading(pupil.name(), kind.title));
  if (!kind.description.empty()) main.add(web::body_text(kind.description));
  web::Html fields;
  if (record::has_row_buttons(kind)) fields.add(record::first_button("Save the draft"));
  fields.add(web::hidden("id", sheet.id.text()));
  fields.add(web::hidden("form", kind.id));
  fields.add(draft_fields(visit, sheet.form, sheet.typed, sheet.errors));
  fields.add(web::save_bar(web::button({.text = "Save the draft"})));
  main.add(web::post_form({.action = plans_url(pupil.id), .csrf = visit.csrf_token(), .draft = "plan:" + kind.id + ":" + pupil.id.text()}, fields));
  return access::page(visit, sheet.status, {.title = kind.title + " – " + pupil.name(), .place = access::Place::pupils,
                                            .before = web::back_link(plans_url(pupil.id), "Plans"), .outcome = outcome_of(sheet.errors)}, main);
}

base::Result<Template> form_to_write(Visit& visit, const WritePass& pass, std::string_view id) {
  auto form = visit.house().room<Templates>().find(id);
  if (!form || !may_write(pass.grants(), *form->kind, pass.pupil())) return base::Error::not_found("no template of theirs to write");
  return *std::move(form);
}

base::Result<Answer> show_new(Visit& visit, const WritePass& pass) {
  if (visit.query().text("form").empty()) return draw_choice(visit, pass);
  TRY(const auto form, form_to_write(visit, pass, visit.query().text("form")));
  const auto given = PlanId::parse(visit.query().text("id"));
  const auto fresh = fresh_form(visit, form);
  return draw_new(visit, pass, {given ? *given : visit.fresh<PlanId>(), form, fresh});
}

base::Result<Answer> post_new(Visit& visit, const WritePass& pass) {
  const auto& typed = visit.form();
  const auto id = PlanId::parse(typed.text("id"));
  if (!id) return base::Error::not_found("no id");
  TRY(const auto form, form_to_write(visit, pass, typed.text("form")));
  if (record::asks_for_rows(typed)) {
    const auto changed = record::with_rows_changed(*form.kind, typed);
    return draw_new(visit, pass, {*id, form, changed});
  }
  const auto draft = read_draft(visit, form, typed);
  if (!draft) return draw_new(visit, pass, {*id, form, typed, draft.error().fields, 422});
  const NewPlan plan{*id, form.kind->id, form.kind->info_class, *draft};
  const auto there = web::Url::path("/pupils/{}/plans/{}", pass.pupil(), *id).with("done", "begun");
  switch (begun_before(pass, pass.pupil(), plan)) {
    case BegunBefore::same: return web::see_other(there);
    case BegunBefore::other: {
      NewSheet again{visit.fresh<PlanId>(), form, typed, {{"", "This was saved before with other words. Press Save again to keep these words as a new plan."}}, 409};
      return draw_new(visit, pass, again);
    }
    case BegunBefore::no: break;
  }
  access::UnitOfWork work{visit};
  begin(work, pass, plan);
  if (names_untrained(*form.kind, record::Body::stored(draft->body)))
    tell(work, visit, *form.kind, pass.pupil(), *id, "A plan names an adult without the training it asks for, and says why.");
  return access::then_go(visit, std::move(work), there);
}

// ---- A further version

web::Response draw_edit(Visit& visit, const PlanDesk& desk, const web::Form& typed, const Errors& errors, int status, const web::Html& above) {
  web::Html main = web::error_summary(errors, anchors_of(desk.form));
  main.add(web::heading(desk.pupil.name(), desk.plan.title));
  if (desk.plan.is_followed())
    main.add(web::inset_text(web::html("<p>People go on following version {} until the new one is approved and started.</p>", *desk.plan.live_version)));
  main.add(above);
  web::Html fields;
  if (record::has_row_buttons(desk.kind())) fields.add(record::first_button("Save this version"));
  fields.add(web::hidden("was", std::to_string(desk.plan.step)));
  fields.add(draft_fields(visit, desk.form, typed, errors));
  fields.add(web::text_input({.name = "reason", .label = "What did you change, and why? (optional)", .value = std::string(typed.text("reason")), .error = web::message_for(errors, "reason"),
                              .label_as = web::LabelAs::small}));
  fields.add(web::save_bar(web::button({.text = "Save this version"})));
  main.add(web::post_form({.action = web::Url::path("/pupils/{}/plans/{}/versions", desk.plan.pupil, desk.plan.id), .csrf = visit.csrf_token(), .draft = "plan:" + desk.plan.id.text()}, fields));
  return access::page(visit, status, {.title = "Change " + desk.plan.title, .place = access::Place::pupils, .before = web::back_link(desk.url(), desk.plan.title),
                                      .outcome = outcome_of(errors)}, main);
}

base::Result<Answer> show_edit(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_to_write(visit, pass));
  if (!may_be_written(desk.plan.state)) return web::see_other(desk.url().with("done", "waits"));
  return draw_edit(visit, desk, form_of(desk.form, desk.newest()), {}, 200, {});
}

/// Their text above, with what they changed; one's own is in the form.
web::Html meanwhile(Visit& visit, const PlanDesk& desk) {
  const auto& theirs = desk.newest();
  web::Html out = web::alert({.kind = web::AlertKind::warning, .title = "Changed meanwhile",
                              .matter = web::html("<p>{} saved version {} while you were writing. Their words are here; yours are in the form. Save again to put yours on top: "
                                                  "theirs stay readable as the version before.</p>", theirs.author_name, theirs.number)});
  out.add(web::card("Version " + std::to_string(theirs.number) + " by " + theirs.author_name, version_view(desk.form, theirs, names_for(visit, desk.kind()))));
  return out;
}

base::Result<Answer> post_version(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_to_write(visit, pass));
  const auto& typed = visit.form();
  if (record::asks_for_rows(typed)) return draw_edit(visit, desk, record::with_rows_changed(desk.kind(), typed), {}, 200, {});
  const auto draft = read_draft(visit, desk.form, typed);
  Errors wrong = draft ? Errors{} : draft.error().fields;
  if (base::count_characters(typed.text("reason")) > 300) wrong.push_back({"reason", "Use at most 300 characters"});
  if (!wrong.empty()) return draw_edit(visit, desk, typed, wrong, 422, {});
  // The very text was saved a moment ago: the first answer was lost on its way.
  const bool same = desk.newest().author == visit.who().id && desk.newest().body == draft->body && desk.newest().title == draft->title &&
                    desk.newest().from == draft->from && desk.newest().until == draft->until && desk.newest().review == draft->review;
  if (same) return web::see_other(desk.url().with("done", "saved").with("version", std::to_string(desk.plan.version)));
  if (!may_be_written(desk.plan.state))
    return draw_edit(visit, desk, typed, {{"", "The plan was sent for approval or closed meanwhile. Your words are kept in the form: save when it comes back."}}, 409, {});
  if (typed.text("was") != std::to_string(desk.plan.step)) return draw_edit(visit, desk, typed, {}, 409, meanwhile(visit, desk));
  access::UnitOfWork work{visit};
  TRY_DO(revise(work, pass, desk.plan, *draft, base::trim(base::clean(typed.text("reason")))));
  if (names_untrained(desk.kind(), record::Body::stored(draft->body)))
    tell(work, visit, desk, "A plan names an adult without the training it asks for, and says why.");
  const auto late = draw_edit(visit, desk, typed, {{"", "Somebody else saved at the same moment. Your words are in the form: open the plan to see theirs, and save again."}}, 409, {});
  return std::move(work).commit_and([late, there = desk.url().with("done", "saved").with("version", std::to_string(desk.plan.version + 1))](base::Result<void> written) {
    if (written) return web::see_other(there);
    return written.error().kind == base::Error::Kind::conflict ? late : web::text(503, written.error().for_user);
  });
}

}  // namespace

void add_write_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/plans/new", show_new);
  routes.post("/pupils/{pupil}/plans", post_new);
  routes.get("/pupils/{pupil}/plans/{plan}/edit", show_edit);
  routes.post("/pupils/{pupil}/plans/{plan}/versions", post_version);
}

}  // namespace plans
