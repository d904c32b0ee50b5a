// What an import would do, or did: counts, then line by line.
#include "people/import_view.h"

#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace people {
namespace {

constexpr std::size_t most_shown = 200;  ///< lines of one list; the counts are always whole

std::string lines_word(std::size_t count) { return fmt::format("{} {}", count, count == 1 ? "line" : "lines"); }

std::string shown_value(const std::string& text) { return text.empty() ? "(empty)" : text; }

web::Html changes_of(const PlanLine& line) {
  web::Html list;
  list.add("<ul class=\"govuk-list\">");
  for (const auto& change : line.changes)
    list.add("<li>{}: <del>{}</del> → <ins>{}</ins></li>", change.title, shown_value(change.before), shown_value(change.after));
  list.add("</ul>");
  return list;
}

web::Html number_cell(std::size_t number) { return web::html("{}", number); }

/// One list with a heading, cut at `most_shown`, with the number of those beyond.
template <class Takes, class Row>
void add_list(web::Html& page, const std::vector<PlanLine>& lines, std::string title, std::vector<web::Column> columns, Takes takes, Row row) {
  web::Table table{.caption = title, .columns = std::move(columns), .rows = {}, .caption_hidden = true};
  std::size_t count = 0;
  for (const auto& line : lines) {
    if (!takes(line)) continue;
    if (++count <= most_shown) table.rows.push_back(row(line));
  }
  if (count == 0) return;
  page.add(web::subheading(fmt::format("{}: {}", title, lines_word(count))));
  page.add(web::table(table));
  if (count > most_shown) page.add("<p class=\"govuk-body\">… and {} more.</p>", lines_word(count - most_shown));
}

void add_lists(web::Html& page, const std::vector<PlanLine>& lines) {
  const auto is = [](LineOutcome outcome) { return [outcome](const PlanLine& line) { return line.outcome == outcome; }; };
  add_list(page, lines, "Left out", {{"Line", true}, {"Column"}, {"Who"}, {"Why"}}, is(LineOutcome::left_out), [](const PlanLine& line) {
    auto column = line.column == 0 ? web::html("Whole line") : web::html("{} ({})", line.column, line.header);
    return std::vector<web::Html>{number_cell(line.line), std::move(column), web::html("{}", line.about), web::html("{}", line.reason)};
  });
  add_list(page, lines, "Changed", {{"Line", true}, {"Who"}, {"What changes"}}, is(LineOutcome::changed), [](const PlanLine& line) {
    return std::vector<web::Html>{number_cell(line.line), web::html("{}", line.about), changes_of(line)};
  });
  add_list(page, lines, "Added", {{"Line", true}, {"Who"}, {"What is new"}}, is(LineOutcome::added), [](const PlanLine& line) {
    const auto what = line.changes.size() == 1 ? line.changes.front().after : fmt::format("{} facts", line.changes.size());
    return std::vector<web::Html>{number_cell(line.line), web::html("{}", line.about), web::html("{}", line.changes.empty() ? "" : what)};
  });
  add_list(page, lines, "Look at these", {{"Line", true}, {"Who"}, {"Note"}}, [](const PlanLine& line) { return !line.notes.empty(); },
           [](const PlanLine& line) {
    web::Html notes;
    for (const auto& note : line.notes) notes.add("<p class=\"govuk-body-s\">{}</p>", note);
    return std::vector<web::Html>{number_cell(line.line), web::html("{}", line.about), std::move(notes)};
  });
}

web::Html counts(std::size_t added, std::size_t changed, std::size_t unchanged, std::size_t left_out) {
  return web::summary_list({{"Added", number_cell(added)}, {"Changed", number_cell(changed)}, {"Unchanged", number_cell(unchanged)},
                            {"Left out", number_cell(left_out)}});
}

std::string read_as(const CsvTable& table, const ImportPlan& plan) {
  return fmt::format("Read as {}, columns parted by {}, dates with the {} first.", title(table.encoding()),
                     table.delimiter() == '\t' ? "a tab" : table.delimiter() == ';' ? "a semicolon" : table.delimiter() == '|' ? "a bar" : "a comma",
                     plan.dates == DateOrder::day_first ? "day" : "month");
}

void add_what_stays(web::Html& page, const ImportPlan& plan) {
  const auto absent = plan.pupils_not_in_file.size() + plan.staff_not_in_file.size() + plan.memberships_not_in_file.size();
  const auto what = plan.subject == ImportSubject::staff ? "members of staff" : plan.subject == ImportSubject::pupils ? "pupils" : "memberships";
  if (absent != 0 && plan.subject != ImportSubject::family)
    page.add("<p class=\"govuk-body\">{} {} of the school are not in this file. Nothing happens to them.</p>", absent, what);
  if (plan.empty_cells_kept != 0)
    page.add("<p class=\"govuk-body\">{} empty cells change nothing: what the school holds there stays.</p>", plan.empty_cells_kept);
}

}  // namespace

web::Html preview_matter(const PreviewView& view) {
  const auto& plan = view.preview.plan;
  web::Html page = web::heading("Import", "Preview: " + std::string(title(plan.subject)));
  page.add(web::inset_text(web::html("<p>Nothing is written yet.</p>")));
  page.add(counts(plan.count(LineOutcome::added), plan.count(LineOutcome::changed), plan.count(LineOutcome::unchanged),
                  plan.count(LineOutcome::left_out)));
  page.add("<p class=\"govuk-body\">{}</p>", read_as(view.table, plan));
  if (!view.from_set) page.add("<p class=\"govuk-body\">{}</p>", web::link(web::Url::path("/school/import/{}/columns", view.run.id), "Change what the columns are"));
  add_what_stays(page, plan);
  web::Html deeds;
  if (plan.writes_nothing()) {
    page.add("<p class=\"govuk-body-l\">Nothing changes. {}</p>", plan.count(LineOutcome::left_out) == 0
                                                                     ? "The school holds all of this already."
                                                                     : "What was not left out, the school holds already.");
  } else {
    deeds.add(web::post_form({.action = web::Url::path("/school/import/{}/confirmation", view.run.id), .csrf = view.csrf},
                             [&] {
                               web::Html fields = web::hidden("seal", view.preview.seal);
                               fields.add(web::button({.text = "Confirm and import"}));
                               return fields;
                             }()));
  }
  add_lists(page, plan.lines);
  deeds.add(web::post_button(web::Url::path("/school/import/{}/removal", view.run.id), view.csrf,
                             {.text = "Drop this file", .look = web::ButtonLook::secondary}));
  page.add(deeds);
  return page;
}

web::Html result_matter(const ResultView& view) {
  const auto& run = view.run;
  const auto summary = read_summary(run.summary);
  web::Html page = web::heading("Import", std::string(title(run.subject)));
  switch (run.state) {
    case ImportState::preview: return page;
    case ImportState::dropped: page.add(web::body_text("This file was dropped. Nothing of it was written.")); return page;
    case ImportState::done:
      page.add(web::alert({.kind = web::AlertKind::success, .title = "Imported", .matter = web::html("Imported {}.", view.when)}));
      break;
    case ImportState::undone:
      page.add(web::alert({.kind = web::AlertKind::information, .title = "Taken back", .matter = web::html("Taken back {}.", view.when)}));
      break;
  }
  if (!summary.conflicts.empty()) {
    page.add(web::subheading("Left as they are, because somebody changed or used them since"));
    page.add("<ul class=\"govuk-list govuk-list--bullet\">");
    for (const auto& conflict : summary.conflicts)
      page.add("<li>{}{}{}</li>", conflict.about, conflict.field.empty() ? "" : ": ", conflict.field);
    page.add("</ul>");
  }
  if (run.state == ImportState::done && view.next)
    page.add("<p class=\"govuk-body\">{}</p>",
             web::button_link(import_url(view.next->id), fmt::format("Go on with the same set: {}", title(view.next->subject))));
  page.add(counts(summary.added, summary.changed, summary.unchanged, summary.left_out));
  add_lists(page, summary.lines);
  if (run.state == ImportState::done)
    page.add(web::post_button(web::Url::path("/school/import/{}/undo", run.id), view.csrf,
                              {.text = "Undo this import", .look = web::ButtonLook::warning}));
  return page;
}

}  // namespace people
