// What the school writes into its form; the rest of the form is filled in from what the house already holds.
#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "casework/statutory/filled_in.h"
#include "casework/statutory/frame_form.h"
#include "casework/statutory/statutory_pages.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

namespace statutory {
namespace {

using access::Answer;
using access::Visit;

web::Response draw(Visit& visit, const Desk& desk, const Words& words, int was, const Errors& errors, int status, const web::Html& above = {}) {
  web::Html fields = web::hidden("was", std::to_string(was));
  for (const auto& field : form_of(desk.procedure.sort)) {
    const auto found = words.find(field.name);
    fields.add(web::textarea({.name = std::string(field.name), .label = std::string(field.label), .hint = std::string(field.hint), .value = found == words.end() ? std::string() : found->second,
                              .error = web::message_for(errors, field.name), .rows = 5, .most = 6000}));
  }
  fields.add(web::save_bar(web::button({.text = "Save"})));
  const std::string heading = desk.procedure.sort == Sort::review ? "The school’s report" : "The school’s request";
  web::Html main = web::error_summary(errors);
  main.add(web::heading(desk.pupil.name(), heading));
  main.add(above);
  main.add(web::body_text("Needs, outcomes, targets, provision and views stand in it already, as the plans hold them. Write here what only you know."));
  main.add(web::details({.summary = "What is filled in already", .matter = filled_in(visit, desk)}));
  main.add(web::post_form({.action = web::Url::path("/pupils/{}/statutory/{}/form", desk.procedure.pupil, desk.procedure.id), .csrf = visit.csrf_token(), .draft = "form:" + desk.procedure.id.text()}, fields));
  return access::page(visit, status, {.title = heading, .place = access::Place::pupils, .before = web::back_link(desk.url(), title(desk.procedure.sort)), .outcome = outcome_of(errors)}, main);
}

base::Result<Desk> open_for_words(Visit& visit, const WritePass& pass) {
  TRY(auto desk, open_to_write(visit, pass));
  if (!desk.procedure.is_open()) return base::Error::not_found("it is over");
  return desk;
}

base::Result<Answer> show(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_for_words(visit, pass));
  const auto kept = newest_words(desk.pass, desk.procedure.id);
  return draw(visit, desk, kept.version == 0 ? suggested(visit, desk) : kept.words, kept.version, {}, 200);
}

base::Result<Answer> post(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_for_words(visit, pass));
  Words words;
  for (const auto& field : form_of(desk.procedure.sort))
    if (auto text = typed_text(visit.form(), field.name); !text.empty()) words[std::string(field.name)] = std::move(text);
  const auto kept = newest_words(desk.pass, desk.procedure.id);
  const auto there = desk.url().with("done", "words");
  if (const auto wrong = check(desk.procedure.sort, words); !wrong.empty()) return draw(visit, desk, words, kept.version, wrong, 422);
  if (kept.version > 0 && kept.words == words) return web::see_other(there);
  if (visit.form().text("was") != std::to_string(kept.version)) {
    std::vector<web::SummaryRow> theirs;
    for (const auto& field : form_of(desk.procedure.sort))
      if (const auto found = kept.words.find(field.name); found != kept.words.end()) theirs.push_back({std::string(field.label), web::html("<span class=\"app-words\">{}</span>", found->second), {}});
    web::Html above = web::alert({.kind = web::AlertKind::warning, .title = "Changed meanwhile",
                                  .matter = web::html("<p>{} saved this {}, while you were writing. Yours is in the form, theirs is here. Save again to put yours on top: theirs is kept as the version before.</p>", kept.by_name,
                                                      access::moment_words(visit.house().zone(), visit.now(), kept.at))});
    above.add(web::summary_list(theirs));
    return draw(visit, desk, words, kept.version, {}, 409, above);
  }
  access::UnitOfWork work(visit);
  TRY_DO(put_words(work, pass, desk.procedure, words, kept.version));
  return access::then_go(visit, std::move(work), there);
}

}  // namespace

void add_words_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/statutory/{procedure}/form", show);
  routes.post("/pupils/{pupil}/statutory/{procedure}/form", post);
}

}  // namespace statutory
