// The reporter's side: every concern they raised, in their own words, with its safe status, the answers, and a box to add more.
#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "casework/concerns/conduct_store.h"
#include "casework/concerns/triage_pages.h"
#include "casework/concerns/triage_store.h"
#include "casework/concerns/unmatched_store.h"
#include "record/body.h"
#include "record/catalogue.h"
#include "record/record_store.h"
#include "record/school_offers.h"
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

std::string_view status_words(std::string_view state) {
  if (state == closed) return "Closed. Ask the safeguarding lead";
  return state == looked_at ? "Being looked at" : "Received";
}

std::string names_of(const std::vector<record::Part>& parts) {
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : ", ") + part.name;
  return out;
}

std::optional<record::Record> own_concern(const Visit& visit, const Own& pass) {
  const auto id = RecordId::parse(visit.match.part("record"));
  auto found = id ? record::find_own(pass, *id) : std::nullopt;
  if (found && !is_triaged(found->kind)) return std::nullopt;
  // What somebody moved to the right child goes on there, and so does what is added to it.
  if (found && found->ended == "moved")
    if (const auto now = find_own_moved(pass, *id)) return record::find_own(pass, *now);
  return found;
}

web::Html sayings(std::string_view title, const std::vector<Saying>& list, const Visit& visit) {
  if (list.empty()) return {};
  web::Html out = web::subheading(title);
  for (const auto& one : list)
    out.add("<div class=\"app-saying\"><p class=\"govuk-body-s\"><strong>{}</strong>, {}</p><p class=\"govuk-body app-words\">{}</p></div>", one.author,
            access::moment_words(visit.house().zone(), visit.now(), one.at), one.words);
  return out;
}

web::Html add_form(const Visit& visit, const web::Url& action, std::string_view key, const std::vector<base::FieldError>& errors) {
  web::Html fields = web::hidden("id", visit.form().has("id") ? std::string(visit.form().text("id")) : visit.fresh<StepId>().text());
  fields.add(web::textarea({.name = "words", .label = "Add to it", .hint = "What you saw or heard since, or had forgotten. Your earlier words stay as they are.",
                            .value = std::string(visit.form().text("words")), .error = web::message_for(errors, "words"), .rows = 4, .most = 4000,
                            .kindly = true, .label_as = web::LabelAs::medium}));
  fields.add(web::save_bar(web::button({.text = "Add"})));
  return web::post_form({.action = action, .csrf = visit.csrf_token(), .draft = std::string(key)}, fields);
}

web::Html draw_body(Visit& visit, std::string_view kind, std::string_view text) {
  const auto in_force = visit.house().room<record::Catalogue>().find(kind);
  if (!in_force) return {};
  auto names = record::staff_names_for(visit, *in_force->kind);
  std::vector<web::SummaryRow> rows;
  for (const auto& row : record::describe(*in_force->kind, record::Body::stored(text), names))
    rows.push_back({row.label, web::html("<span class=\"app-words\">{}</span>", row.value)});
  return web::summary_list(rows);
}

web::Response draw_one(Visit& visit, const Own& pass, const record::Record& record, int status, const std::vector<base::FieldError>& errors) {
  const auto dossier = load_own_dossier(pass, record.id);
  web::Html main = web::error_summary(errors);
  main.add(access::told(visit, {{"added", "Added. The safeguarding lead sees it with your concern."}}));
  main.add(web::heading(access::moment_words(visit.house().zone(), visit.now(), record.recorded_at), "What I raised about " + names_of(record.parts)));
  main.add("<p class=\"govuk-body\">{}</p>", web::tag(status_words(record.state), record.state == closed ? web::Tint::grey : web::Tint::blue));
  main.add(sayings("The answer", dossier.answers, visit));
  if (dossier.answers.empty()) main.add(web::body_text("Nobody has answered yet. If a child is in danger now, go to the safeguarding lead in person."));
  main.add(web::subheading("My words"));
  if (!record.versions.empty()) main.add(draw_body(visit, record.kind, record.versions.back().body));
  main.add(sayings("What I added", dossier.additions, visit));
  main.add(add_form(visit, web::Url::path("/concerns/mine/{}/additions", record.id), "add:" + record.id.text(), errors));
  return access::page(visit, status, {.title = "What I raised", .place = access::Place::entries, .before = web::back_link(web::Url::path("/concerns/mine"), "Concerns I raised"),
                                      .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show_mine(Visit& visit, const Own& pass) {
  struct Line {
    base::UtcTime at;
    web::Html what, about;
    std::string state;
  };
  std::vector<Line> lines;
  for (const auto& entry : record::list_own(pass, 500))
    if (is_triaged(entry.kind) && entry.ended.empty())  // what was put right stands where it belongs
      lines.push_back({entry.recorded_at, web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", web::Url::path("/concerns/mine/{}", entry.id), base::excerpt(entry.line, 120)),
                       web::html("{}", names_of(entry.parts)), entry.state});
  for (const auto& one : list_own_unmatched(pass))
    lines.push_back({one.at, web::html("<a class=\"govuk-link\" href=\"{}\">Raised on a locked screen</a>", web::Url::path("/concerns/mine/locked/{}", one.id)),
                     web::html("{} (as you wrote it)", one.child), std::string(received)});
  for (const auto& one : list_own_conduct(pass))
    lines.push_back({one.at, web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", web::Url::path("/concerns/adults/mine/{}", one.id), base::excerpt(one.words, 120)),
                     web::html("An adult who works here"), one.state});
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.at > b.at; });
  web::Html main = web::heading("Concerns I raised");
  if (lines.empty()) {
    main.add(web::empty_state({.icon = web::Icon::concern, .title = "You have raised no concern",
                               .words = "When you raise one, your words stand here with what became of it, and you can add to it.",
                               .button = web::button_link(web::Url::path("/write").with("kind", "concern"), "Raise a concern")}));
  } else {
    web::Table table{"Concerns I raised, newest first", {{"What"}, {"About"}, {"When"}, {"What became of it"}}, {}, true, false, true};
    for (auto& line : lines)
      table.rows.push_back({line.what, line.about, web::html("{}", access::moment_words(visit.house().zone(), visit.now(), line.at)),
                            web::tag(status_words(line.state), line.state == closed ? web::Tint::grey : web::Tint::blue)});
    main.add(web::table(table));
  }
  return access::page(visit, 200, {.title = "Concerns I raised", .place = access::Place::entries, .before = web::back_link(web::Url::path("/entries"), "My entries")}, main);
}

base::Result<Answer> show_one(Visit& visit, const Own& pass) {
  const auto record = own_concern(visit, pass);
  if (!record) return base::Error::not_found("no concern of theirs");
  if (record->id.text() != visit.match.part("record")) return web::see_other(web::Url::path("/concerns/mine/{}", record->id));
  return draw_one(visit, pass, *record, 200, {});
}

base::Result<Answer> post_addition(Visit& visit, const Own& pass) {
  const auto record = own_concern(visit, pass);
  const auto id = StepId::parse(visit.form().text("id"));
  if (!record || !id) return base::Error::not_found("no concern of theirs, or no id");
  if (!record->ended.empty() || record->parts.empty())
    return draw_one(visit, pass, *record, 409, {{"words", "This was split, one for each child, or taken back. Add your words to the one they belong to, under Concerns I raised"}});
  const auto words = check_words(visit.form().text("words"), "words", "Enter what you want to add");
  if (!words) return draw_one(visit, pass, *record, 422, words.error().fields);
  access::UnitOfWork work{visit};
  add_to(work, pass, id->bytes(), record->id, record->parts.front().pupil, *words);
  return access::then_go(visit, std::move(work), web::Url::path("/concerns/mine/{}", record->id).with("done", "added"));
}

base::Result<Answer> show_locked_one(Visit& visit, const Own& pass) {
  const auto id = UnmatchedId::parse(visit.match.part("concern"));
  const auto found = id ? find_own_unmatched(pass, *id) : std::nullopt;
  if (!found) return base::Error::not_found("no concern of theirs from a locked screen");
  if (found->record) return web::see_other(web::Url::path("/concerns/mine/{}", *found->record));
  web::Html main = web::heading(access::moment_words(visit.house().zone(), visit.now(), found->at), "What I raised about " + found->child);
  main.add("<p class=\"govuk-body\">{}</p>", web::tag(status_words(received), web::Tint::blue));
  main.add(web::inset_text(web::html("<p>You wrote this on a locked screen. The safeguarding lead will say which child it is about; then you can add to it here.</p>")));
  main.add(draw_body(visit, "concern", found->body));
  return access::page(visit, 200, {.title = "What I raised", .place = access::Place::entries, .before = web::back_link(web::Url::path("/concerns/mine"), "Concerns I raised")}, main);
}

}  // namespace

void add_raised_routes(access::Routes& routes) {
  routes.get("/concerns/mine", show_mine);
  routes.get("/concerns/mine/{record}", show_one);
  routes.post("/concerns/mine/{record}/additions", post_addition);
  routes.get("/concerns/mine/locked/{concern}", show_locked_one);
}

}  // namespace concerns
