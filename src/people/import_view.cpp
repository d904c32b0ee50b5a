// The import's first two pages: sending a file, and saying what its columns are.
#include "people/import_view.h"

#include "access/moment_words.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace people {
namespace {

constexpr std::int64_t most_bytes = 32 * 1024 * 1024;
constexpr std::size_t most_examples = 3, example_bytes = 40;

std::vector<web::Option> subject_options() {
  std::vector<web::Option> out = {{"", "Find out from the headings"}};
  for (const auto subject : {ImportSubject::pupils, ImportSubject::staff, ImportSubject::memberships, ImportSubject::family})
    out.push_back({std::string(code(subject)), std::string(title(subject))});
  return out;
}

/// The first different values of a column.
std::string examples_of(const CsvTable& table, std::size_t column) {
  std::vector<std::string_view> seen;
  for (std::size_t row = 1; row < table.rows() && row < 200 && seen.size() < most_examples; ++row) {
    const auto cell = table.cell(row, column);
    if (!cell.empty() && std::find(seen.begin(), seen.end(), cell) == seen.end()) seen.push_back(cell);
  }
  std::string out;
  for (const auto text : seen) {
    auto cut = text.substr(0, example_bytes);
    while (cut.size() < text.size() && !cut.empty() && (static_cast<unsigned char>(text[cut.size()]) & 0xC0U) == 0x80U) cut.remove_suffix(1);
    out += (out.empty() ? "" : " · ") + std::string(cut) + (cut.size() < text.size() ? "…" : "");
  }
  return out.empty() ? "every cell is empty" : "such as " + out;
}

web::Html state_tag(ImportState state) {
  switch (state) {
    case ImportState::preview: return web::tag("Waits for you", web::Tint::yellow);
    case ImportState::done: return web::tag("Imported", web::Tint::green);
    case ImportState::undone: return web::tag("Taken back", web::Tint::grey);
    case ImportState::dropped: return web::tag("Dropped", web::Tint::grey);
  }
  return {};
}

}  // namespace

web::Url import_url(const ImportId& id) { return web::Url::path("/school/import/{}", id); }

web::Html upload_form(const UploadView& view) {
  web::Html page = web::error_summary(view.errors);
  page.add(web::heading("Import"));
  page.add(web::body_text("Bring in pupils, staff, classes and family members from the school’s own system: export a CSV file there, or a "
                          "OneRoster 1.1 or 1.2 zip, and send it here."));
  page.add("<ul class=\"govuk-list govuk-list--bullet\"><li>You say what each column is, and see line by line what would change.</li>"
           "<li>Nothing is written until you confirm, and an import can be undone.</li>"
           "<li>Pupils are matched by UPN, then by name and date of birth. Nobody is removed because they are not in a file.</li>"
           "<li>Lines with a fault are left out, with the reason. An empty cell changes nothing.</li></ul>");
  web::Html fields = web::file_upload({.name = "file", .label = "File", .hint = "CSV, or a OneRoster zip",
                                       .error = web::message_for(view.errors, "file"), .accept = ".csv,.txt,.tsv,.zip,text/csv,application/zip",
                                       .most_bytes = most_bytes});
  fields.add(web::select({.name = "subject", .label = "What its lines are", .options = subject_options(), .value = view.subject,
                          .error = web::message_for(view.errors, "subject")}));
  fields.add(web::button({.text = "Continue"}));
  page.add(web::post_form({.action = web::Url::path("/school/import"), .csrf = view.csrf, .files = true}, fields));
  return page;
}

web::Html earlier_imports(const std::vector<ImportRun>& runs, const base::Zone& zone, base::UtcTime now, std::string_view csrf) {
  if (runs.empty()) return {};
  web::Html page = web::subheading("Earlier imports");
  web::Table table{.caption = "Earlier imports", .columns = {{"When"}, {"What"}, {"Who"}, {"State"}, {"Undo"}}, .rows = {}, .caption_hidden = true};
  for (const auto& run : runs) {
    const auto at = run.state == ImportState::done ? run.done_at : run.state == ImportState::undone ? run.undone_at : run.made_at;
    web::Html deed;
    if (run.state == ImportState::done)
      deed = web::post_button(web::Url::path("/school/import/{}/undo", run.id), std::string(csrf), {.text = "Undo", .look = web::ButtonLook::secondary});
    if (run.state == ImportState::preview)
      deed = web::post_button(web::Url::path("/school/import/{}/removal", run.id), std::string(csrf), {.text = "Drop", .look = web::ButtonLook::secondary});
    table.rows.push_back({web::html("{}", access::moment_words(zone, now, at)), web::link(import_url(run.id), title(run.subject)),
                          web::html("{}", run.made_by_name), state_tag(run.state), std::move(deed)});
  }
  page.add(web::table(table));
  return page;
}

web::Html columns_matter(const ColumnsView& view) {
  web::Html page = web::error_summary(view.errors);
  page.add(web::heading("Import", "What the columns are: " + std::string(title(view.mapping.subject))));
  if (!view.saved.empty()) {
    std::vector<web::Option> options;
    for (const auto& name : view.saved) options.push_back({name, name});
    web::Html fields = web::select({.name = "use", .label = "Take a saved choice", .options = options});
    fields.add(web::button({.text = "Use it", .look = web::ButtonLook::secondary}));
    page.add(web::get_form(web::Url::path("/school/import/{}/columns", view.run.id), fields));
  }
  std::vector<web::Option> options;
  for (const auto& choice : column_choices(view.mapping.subject)) options.push_back({choice.choice, choice.title});
  web::Html fields;
  for (std::size_t c = 0; c < view.mapping.columns.size(); ++c) {
    const auto& column = view.mapping.columns[c];
    fields.add(web::select({.name = fmt::format("columns.{}", c),
                            .label = column.header.empty() ? fmt::format("Column {} (no heading)", c + 1) : column.header,
                            .options = options, .value = to_choice(column.target), .hint = examples_of(view.table, c),
                            .error = web::message_for(view.errors, fmt::format("columns.{}", c))}));
  }
  fields.add(web::select({.name = "dates", .label = "Dates such as 03/09/2016",
                          .options = {{"", "Find out from the file"},
                                      {std::string(code(DateOrder::day_first)), "Day first: 3 September 2016"},
                                      {std::string(code(DateOrder::month_first)), "Month first: 9 March 2016"}},
                          .value = view.mapping.dates ? std::string(code(*view.mapping.dates)) : ""}));
  fields.add(web::text_input({.name = "save_as", .label = "Save this choice of columns as", .hint = "Leave this empty if you need no name: the last choice is remembered.",
                              .value = view.save_as, .error = web::message_for(view.errors, "save_as"), .width = web::InputWidth::twenty}));
  fields.add(web::button({.text = "Show the preview"}));
  page.add(web::post_form({.action = web::Url::path("/school/import/{}/columns", view.run.id), .csrf = view.csrf}, fields));
  return page;
}

}  // namespace people
