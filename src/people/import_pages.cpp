// Importing by page. Every step is a page of its own, works without JavaScript, and writes nothing before it is confirmed.
#include "people/import_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "base/text.h"
#include "people/import_view.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>
#include <set>

namespace people {
namespace {

using access::Answer;
using access::Visit;

constexpr access::Deed preview_seen{"import.previewed", "Looked at the preview of an import"};
constexpr std::size_t most_saved_name = 60;

Answer draw(Visit& visit, int status, std::string title, const web::Html& main, bool is_start = false) {
  const auto back = is_start ? web::Html{} : web::back_link(web::Url::path("/school/import"), "Import");
  return access::page(visit, status,
                      {.title = std::move(title), .place = access::Place::school, .before = back,
                       .outcome = status == 422 ? web::FrameOutcome::form_errors : web::FrameOutcome::fine},
                      main);
}

base::Result<ImportRun> run_of(Visit& visit, const ImportPass& pass) {
  const auto id = ImportId::parse(visit.match.part("import"));
  auto run = id ? find_import(visit.house(), pass, *id) : std::nullopt;
  if (!run) return base::Error::not_found("no such import");
  return *std::move(run);
}

/// A deed on an import is answered with its page; what somebody else did first is told there.
access::Then show_again(const ImportId& id) {
  return [id](base::Result<void> written) {
    if (written) return web::see_other(import_url(id));
    if (written.error().kind == base::Error::Kind::conflict) return web::see_other(import_url(id).with("told", "overtaken"));
    return web::text(503, written.error().for_user);
  };
}

web::Html told(const Visit& visit) {
  if (visit.query().text("told") != "overtaken") return {};
  return web::alert({.kind = web::AlertKind::warning, .title = "Changed meanwhile",
                     .matter = web::html("Somebody imported or changed something in the meantime, so nothing was written. This is how it stands now.")});
}

Answer draw_start(Visit& visit, const ImportPass& pass, UploadView view) {
  view.csrf = visit.csrf_token();
  web::Html main = upload_form(view);
  main.add(earlier_imports(list_imports(visit.house(), pass, 50), visit.house().zone(), visit.now(), view.csrf));
  return draw(visit, view.errors.empty() ? 200 : 422, "Import", main, true);
}

base::Result<Answer> show_start(Visit& visit, const ImportPass& pass) { return draw_start(visit, pass, {}); }

base::Result<Answer> post_file(Visit& visit, const ImportPass& pass) {
  const auto& form = visit.form();
  const std::string chosen(form.text("subject"));
  const auto subject = import_subject_of(chosen);
  const auto upload = std::find_if(form.uploads.begin(), form.uploads.end(), [](const web::Upload& one) { return one.field == "file"; });
  if (upload == form.uploads.end() || upload->bytes.empty())
    return draw_start(visit, pass, {.csrf = {}, .errors = {{"file", "Select a file"}}, .subject = chosen});
  const auto file = read_import_file(pass, upload->bytes, subject);
  if (!file) {
    auto errors = file.error().fields;
    if (errors.empty()) errors.push_back({"file", file.error().for_user});
    for (auto& error : errors) error.field = "file";
    return draw_start(visit, pass, {.csrf = {}, .errors = std::move(errors), .subject = chosen});
  }
  const auto runs = new_runs(visit, upload->bytes, *file);
  access::UnitOfWork work(visit);
  keep(work, pass, runs);
  const auto& id = runs.front().id;  // parts come in the order to import them
  const auto to = file->oneroster.empty() ? web::Url::path("/school/import/{}/columns", id) : import_url(id);
  return std::move(work).commit_and([to](base::Result<void> written) {
    return written ? web::see_other(to) : web::text(503, written.error().for_user);
  });
}

bool is_from_set(const ImportRun& run) { return run.file.starts_with("PK"); }

std::vector<std::string> headings_of(const ImportRun& run) {
  std::vector<std::string> out;
  for (const auto& column : run.mapping.columns) out.push_back(column.header);
  return out;
}

base::Result<Answer> show_columns(Visit& visit, const ImportPass& pass) {
  TRY(const auto run, run_of(visit, pass));
  if (run.state != ImportState::preview || is_from_set(run)) return Answer(web::see_other(import_url(run.id)));
  TRY(const auto table, read_part(run));
  auto mapping = run.mapping;
  if (const auto name = visit.query().text("use"); !name.empty())
    if (const auto saved = find_mapping(pass, run.subject, name)) mapping = fit_mapping(*saved, headings_of(run));
  const auto saved = list_mappings(pass, run.subject);
  return draw(visit, 200, "What the columns are",
              columns_matter({.run = run, .table = table, .mapping = mapping, .saved = saved, .csrf = visit.csrf_token()}));
}

/// The selects as they were sent. A choice that is none of the list is left as "not imported", with an error.
ColumnMapping mapping_sent(const web::Form& form, const ImportRun& run, std::vector<base::FieldError>& errors) {
  ColumnMapping mapping{run.subject, {}, date_order_of(form.text("dates"))};
  for (std::size_t c = 0; c < run.mapping.columns.size(); ++c) {
    const auto name = "columns." + std::to_string(c);
    const auto target = parse_choice(run.subject, form.text(name));
    if (!target) errors.push_back({name, "Choose what this column is from the list"});
    mapping.columns.push_back({run.mapping.columns[c].header, target.value_or(ColumnTarget{})});
  }
  return mapping;
}

base::Result<Answer> post_columns(Visit& visit, const ImportPass& pass) {
  TRY(const auto run, run_of(visit, pass));
  if (run.state != ImportState::preview || is_from_set(run)) return Answer(web::see_other(import_url(run.id)));
  std::vector<base::FieldError> errors;
  const auto mapping = mapping_sent(visit.form(), run, errors);
  const std::string save_as(base::trim(visit.form().text("save_as")));
  if (errors.empty())
    if (const auto checked = check_mapping(mapping); !checked) errors = checked.error().fields;
  if (save_as.size() > most_saved_name) errors.push_back({"save_as", "Enter a name of at most 60 characters"});
  if (!errors.empty()) {
    TRY(const auto table, read_part(run));
    const auto saved = list_mappings(pass, run.subject);
    for (auto& error : errors)
      if (error.field == "columns") error.field.clear();  // about all of them: no one box to go to
    return draw(visit, 422, "What the columns are",
                columns_matter({.run = run, .table = table, .mapping = mapping, .saved = saved, .csrf = visit.csrf_token(), .save_as = save_as,
                                .errors = errors}));
  }
  access::UnitOfWork work(visit);
  choose_columns(work, pass, run, mapping, save_as);
  return std::move(work).commit_and(show_again(run.id));
}

/// What of whom the preview shows is written down: the values held before, of the pupils that would change.
void note_sights(Visit& visit, const ImportPlan& plan, const ImportId& run) {
  std::set<PupilId> seen;
  for (const auto& step : plan.pupils)
    if (step.before && step.before->id) seen.insert(*step.before->id);
  for (const auto& step : plan.family)
    if (step.after.pupil) seen.insert(*step.after.pupil);
  for (const auto& pupil : seen) visit.saw(access::InfoClass::c2_contacts, pupil, run.bytes(), preview_seen);
}

base::Result<Answer> draw_preview(Visit& visit, const ImportPass& pass, const ImportRun& run, int status, const web::Html& before) {
  TRY(const auto table, read_part(run));
  const auto made = preview(visit.house(), pass, table, run.mapping);
  if (!made) {  // columns that do not fit yet
    if (made.error().kind == base::Error::Kind::invalid && !is_from_set(run))
      return Answer(web::see_other(web::Url::path("/school/import/{}/columns", run.id)));
    return made.error();
  }
  note_sights(visit, made->plan, run.id);
  web::Html main = before;
  main.add(preview_matter({.run = run, .preview = *made, .table = table, .csrf = visit.csrf_token(), .from_set = is_from_set(run)}));
  return draw(visit, status, "Preview of an import", main);
}

base::Result<Answer> show_import(Visit& visit, const ImportPass& pass) {
  TRY(const auto run, run_of(visit, pass));
  if (run.state == ImportState::preview) return draw_preview(visit, pass, run, 200, told(visit));
  const auto runs = list_imports(visit.house(), pass, 50);
  // Parts of one set were sent together, and go in the order of the subjects.
  const ImportRun* next = nullptr;
  for (const auto& other : runs)
    if (other.state == ImportState::preview && other.digest == run.digest && other.made_at == run.made_at &&
        (!next || other.subject < next->subject))
      next = &other;
  const auto at = run.state == ImportState::undone ? run.undone_at : run.done_at;
  web::Html main = told(visit);
  main.add(result_matter({.run = run, .when = access::moment_words(visit.house().zone(), visit.now(), at), .csrf = visit.csrf_token(), .next = next}));
  return draw(visit, 200, "Import", main);
}

base::Result<Answer> post_confirmation(Visit& visit, const ImportPass& pass) {
  TRY(const auto run, run_of(visit, pass));
  if (run.state != ImportState::preview) return Answer(web::see_other(import_url(run.id)));
  TRY(const auto table, read_part(run));
  TRY(auto made, preview(visit.house(), pass, table, run.mapping));
  if (made.seal != visit.form().text("seal"))
    return draw_preview(visit, pass, run, 409,
                        web::alert({.kind = web::AlertKind::warning, .title = "Not yet imported",
                                    .matter = web::html("What the school holds changed since you looked, so nothing was written. Look again, then confirm.")}));
  if (made.plan.writes_nothing()) return Answer(web::see_other(import_url(run.id)));
  access::UnitOfWork work(visit);
  confirm(work, pass, run, std::move(made));
  return std::move(work).commit_and(show_again(run.id));
}

base::Result<Answer> post_undo(Visit& visit, const ImportPass& pass) {
  TRY(const auto run, run_of(visit, pass));
  if (run.state != ImportState::done) return Answer(web::see_other(import_url(run.id)));
  access::UnitOfWork work(visit);
  TRY_DO(undo(visit.house(), work, pass, run));
  return std::move(work).commit_and(show_again(run.id));
}

base::Result<Answer> post_removal(Visit& visit, const ImportPass& pass) {
  TRY(const auto run, run_of(visit, pass));
  if (run.state != ImportState::preview) return Answer(web::see_other(import_url(run.id)));
  access::UnitOfWork work(visit);
  drop(work, pass, run);
  return std::move(work).commit_and(show_again(run.id));
}

}  // namespace

void add_import_routes(access::Routes& routes) {
  routes.get("/school/import", show_start);
  routes.post_files("/school/import", post_file);
  routes.get("/school/import/{import}", show_import);
  routes.get("/school/import/{import}/columns", show_columns);
  routes.post("/school/import/{import}/columns", post_columns);
  routes.post("/school/import/{import}/confirmation", post_confirmation);
  routes.post("/school/import/{import}/undo", post_undo);
  routes.post("/school/import/{import}/removal", post_removal);
}

}  // namespace people
