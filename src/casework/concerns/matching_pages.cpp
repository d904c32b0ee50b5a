// The list to be matched: whom a concern from a locked screen is about, said by the safeguarding team; then it stands in the queue.
#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "casework/concerns/concern_keeper.h"
#include "casework/concerns/locked_pages.h"
#include "casework/concerns/triage_view.h"
#include "casework/concerns/unmatched_store.h"
#include "people/pupil_store.h"
#include "record/body.h"
#include "record/catalogue.h"
#include "record/summary.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

namespace concerns {
namespace {

using access::Answer;
using access::May;
using access::Visit;

web::Html words_of(Visit& visit, const Unmatched& concern) {
  const auto in_force = visit.house().room<record::Catalogue>().find("concern");
  std::vector<web::SummaryRow> rows;
  if (in_force)
    for (const auto& row : record::describe(*in_force->kind, record::Body::stored(concern.body)))
      rows.push_back({row.label, web::html("<span class=\"app-words\">{}</span>", row.value)});
  return web::summary_list(rows);
}

base::Result<Answer> show_list(Visit& visit, const TriagePass& pass) {
  const auto all = list_unmatched(pass);
  web::Html main = access::told(visit, {{"matched", "It stands among the open concerns now."}});
  main.add(web::heading("Concerns"));
  main.add(concern_tabs({ConcernTab::unmatched, all.size(), visit.may(May::conduct_decide)}));
  if (all.empty()) {
    main.add(web::empty_state({.icon = web::Icon::concern, .title = "Nothing to be matched",
                               .words = "A concern raised on a locked screen names the child as its writer typed it. It waits here until you say who it is."}));
  } else {
    web::Table table{"Concerns raised on a locked screen, oldest first", {{"Child, as typed"}, {"By"}, {"When"}}, {}, true, true, true};
    for (const auto& one : all)
      table.rows.push_back({web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", web::Url::path("/concerns/unmatched/{}", one.id), one.child),
                            web::html("{}, {}", one.author, one.author_post),
                            web::html("{}, waiting {}", access::moment_words(visit.house().zone(), visit.now(), one.at), waited(one.at, visit.now()))});
    main.add(web::table(table));
  }
  return access::page(visit, 200, {.title = "To be matched", .place = access::Place::concerns}, main);
}

web::Response draw_one(Visit& visit, const Unmatched& concern, int status, const std::vector<base::FieldError>& errors) {
  web::Html main = web::error_summary(errors);
  main.add(web::heading("Raised on a locked screen", "Which child is it about?"));
  main.add("<p class=\"govuk-body\">Its writer typed: <strong>{}</strong>. {}, {}, {}.</p>", concern.child, concern.author, concern.author_post,
           access::moment_words(visit.house().zone(), visit.now(), concern.at));
  main.add(words_of(visit, concern));
  web::PupilPicker picker{.label = "Child", .error = web::message_for(errors, "pupil"),
                          .typed = visit.form().has("pupil-search") ? std::string(visit.form().text("pupil-search")) : concern.child};
  if (const auto across = access::Door::caseload<May::pupil_find>(visit)) {
    std::vector<access::PupilId> chosen;
    for (const auto text : visit.form().all("pupil"))
      if (const auto id = access::PupilId::parse(text)) chosen.push_back(*id);
    for (const auto& pupil : people::load_all(*across, chosen)) picker.chosen.push_back({pupil.id.text(), pupil.name(), people::year_and_class(pupil)});
    for (const auto& pupil : people::find_by_name(*across, picker.typed, 8)) picker.offered.push_back({pupil.id.text(), pupil.name(), people::year_and_class(pupil)});
  }
  web::Html fields = web::pupil_picker(picker);
  fields.add(web::button({.text = "It is about this child"}));
  main.add(web::post_form({.action = web::Url::path("/concerns/unmatched/{}/match", concern.id), .csrf = visit.csrf_token()}, fields));
  return access::page(visit, status, {.title = "Which child?", .place = access::Place::concerns, .before = web::back_link(web::Url::path("/concerns/unmatched"), "To be matched"),
                                      .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

std::optional<Unmatched> concern_of(const Visit& visit, const TriagePass& pass) {
  const auto id = UnmatchedId::parse(visit.match.part("concern"));
  return id ? find_unmatched(pass, *id) : std::nullopt;
}

base::Result<Answer> show_one(Visit& visit, const TriagePass& pass) {
  const auto concern = concern_of(visit, pass);
  if (!concern) return base::Error::not_found("nothing to be matched");
  return draw_one(visit, *concern, 200, {});
}

base::Result<Answer> post_match(Visit& visit, const TriagePass& pass) {
  const auto concern = concern_of(visit, pass);
  const auto in_force = visit.house().room<record::Catalogue>().find("concern");
  if (!concern || !in_force) return base::Error::not_found("nothing to be matched");
  record::NewRecord record;
  for (const auto text : visit.form().all("pupil")) {
    const auto id = access::PupilId::parse(text);
    if (id && access::Door::pupil<May::concern_triage>(visit, *id)) record.parts.push_back({*id, "about"});
  }
  if (record.parts.empty()) return draw_one(visit, *concern, 422, {{"pupil", "Choose the child this is about"}});
  const auto body = record::Body::stored(concern->body);
  record.id = RecordId(concern->id.bytes());
  record.kind = in_force->kind->id;
  record.kind_version = in_force->version;
  record.info_class = in_force->kind->info_class;
  record.occurred_at = concern->at;
  record.state = received;
  record.line = record::summarise(*in_force->kind, body);
  record.body = concern->body;
  access::UnitOfWork work{visit};
  match(work, pass, *concern, record);
  route(work, pass, record);
  return access::then_go(visit, std::move(work), web::Url::path("/concerns/{}", record.id));
}

}  // namespace

void add_matching_routes(access::Routes& routes) {
  routes.get("/concerns/unmatched", show_list);
  routes.get("/concerns/unmatched/{concern}", show_one);
  routes.post("/concerns/unmatched/{concern}/match", post_match);
}

}  // namespace concerns
