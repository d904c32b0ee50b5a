// One form holds a year's whole list: words, and whether it is offered; what is new stands below it.
#include "casework/concerns/category_pages.h"

#include "access/frame.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/concerns/category_store.h"
#include "people/calendar.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>
#include <charconv>

namespace concerns {
namespace {

using access::Answer;
using access::Visit;

constexpr int new_rows = 3;

std::string numbered(std::string_view name, int n) { return std::string(name) + "-" + std::to_string(n); }

/// This year's, unless the address asks for the next; a year that is over is not changed.
int year_in(const Visit& visit, const web::Form& form) {
  const int now = people::academic_year_of(visit.today());
  return form.text("year") == std::to_string(now + 1) ? now + 1 : now;
}

/// What is typed, or nothing was.
struct Typed {
  const web::Form* form = nullptr;
  std::vector<base::FieldError> errors = {};
  std::string text(std::string_view name, std::string_view otherwise) const { return std::string(form ? form->text(name) : otherwise); }
  std::string error(std::string_view name) const { return web::message_for(errors, name); }
};

web::Html one_category(const Category& one, const Typed& typed) {
  const auto label = "label-" + one.code;
  const auto words = typed.text(label, one.label);
  const bool ticked = typed.form ? typed.form->text("offered-" + one.code) == "yes" : one.offered;
  web::Html out;
  out.add("<div class=\"app-category\">");
  out.add(web::text_input({.name = label, .label = one.label, .hint = typed.form && words != one.label ? "It stands as: " + one.label : std::string(),
                           .value = words, .error = typed.error(label)}));
  out.add(web::checkbox({.name = "offered-" + one.code, .text = "Offer it", .ticked = ticked}));
  out.add("</div>");
  return out;
}

web::Response draw(Visit& visit, int status, const CategoryList& list, const Typed& typed, const web::Html& above = {}) {
  const int now = people::academic_year_of(visit.today());
  const auto here = web::Url::path("/concerns/categories");
  web::Html main = web::error_summary(typed.errors);
  main.add(above);
  main.add(access::told(visit, {{"saved", "Saved. Decisions of that school year choose from this list."}}));
  main.add(web::heading(people::academic_year_label(list.academic_year), "Formal categories"));
  main.add(web::sub_navigation("School year", {{people::academic_year_label(now), here.with("year", std::to_string(now)), list.academic_year == now},
                                               {people::academic_year_label(now + 1), here.with("year", std::to_string(now + 1)), list.academic_year == now + 1}}));
  main.add(web::body_text("Whoever decides about a concern chooses from these. They are as national guidance had them; when it changes, change them for the "
                          "year it holds in. What was decided in another year keeps the words of that year."));
  web::Html fields = web::hidden("year", std::to_string(list.academic_year));
  fields.add(web::hidden("was", std::to_string(list.version)));
  for (const auto& theme : themes_of(list)) {
    web::Html of_theme;
    for (const auto& one : list.all)
      if (one.theme == theme) of_theme.add(one_category(one, typed));
    fields.add(web::fieldset({.legend = theme, .legend_as = web::LabelAs::medium}, of_theme));
  }
  web::Html fresh;
  std::vector<web::Option> themes;
  for (const auto& theme : themes_of(list)) themes.push_back({theme, theme});
  for (int n = 1; n <= new_rows; ++n) {
    fresh.add(web::text_input({.name = numbered("new-label", n), .label = "Words of new category " + std::to_string(n), .value = typed.text(numbered("new-label", n), ""),
                               .error = typed.error(numbered("new-label", n))}));
    fresh.add(web::select({.name = numbered("new-theme", n), .label = "Where new category " + std::to_string(n) + " stands", .options = themes,
                           .value = typed.text(numbered("new-theme", n), "")}));
  }
  fields.add(web::fieldset({.legend = "New categories", .legend_as = web::LabelAs::medium}, fresh));
  fields.add(web::save_bar(web::button({.text = "Save the list"})));
  main.add(web::post_form({.action = here, .csrf = visit.csrf_token(), .draft = "categories:" + std::to_string(list.academic_year)}, fields));
  return access::page(visit, status, {.title = "Formal categories", .place = access::Place::concerns,
                                      .before = web::back_link(web::Url::path("/concerns/arrangement"), "Who is told"),
                                      .outcome = typed.errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show_categories(Visit& visit, const TriagePass& pass) { return draw(visit, 200, load_categories(pass, year_in(visit, visit.query())), {}); }

/// The list as the form would have it. What is new is told of by its row, whatever code it gets.
struct Wanted {
  CategoryList list;
  std::vector<std::pair<std::string, std::string>> rows;  ///< "label-<code>" of a new one, and the name of its input
};
Wanted read_list(const CategoryList& stands, const web::Form& form) {
  Wanted out{stands, {}};
  for (auto& one : out.list.all) {
    if (!form.has("label-" + one.code)) continue;
    one.label = std::string(form.text("label-" + one.code));
    one.offered = form.text("offered-" + one.code) == "yes";
  }
  const auto themes = themes_of(stands);
  for (int n = 1; n <= new_rows; ++n) {
    const auto label = base::trim(form.text(numbered("new-label", n)));
    if (label.empty()) continue;
    const std::string theme(form.text(numbered("new-theme", n)));
    if (std::find(themes.begin(), themes.end(), theme) == themes.end()) continue;
    const auto code = code_for(label, out.list);
    // It stands last of its heading.
    auto after = out.list.all.end();
    for (auto place = out.list.all.begin(); place != out.list.all.end(); ++place)
      if (place->theme == theme) after = place + 1;
    out.list.all.insert(after, Category{code, theme, std::string(label), true});
    out.rows.emplace_back("label-" + code, numbered("new-label", n));
  }
  return out;
}

base::Result<Answer> post_categories(Visit& visit, const TriagePass& pass) {
  const auto& form = visit.form();
  const auto stands = load_categories(pass, year_in(visit, form));
  Typed typed{&form};
  auto wanted = read_list(stands, form);
  auto checked = check(wanted.list);
  if (!checked) {
    for (auto error : checked.error().fields) {
      for (const auto& [code, row] : wanted.rows)
        if (error.field == code) error.field = row;
      typed.errors.push_back(std::move(error));
    }
    return draw(visit, 422, stands, typed);
  }
  if (form.text("was") != std::to_string(stands.version)) {
    // The same press of the button twice has nothing left to change.
    if (checked->all == stands.all) return web::see_other(web::Url::path("/concerns/categories").with("year", std::to_string(stands.academic_year)).with("done", "saved"));
    return draw(visit, 409, stands, typed,
                web::alert({.kind = web::AlertKind::warning, .title = "Changed meanwhile",
                            .matter = web::html("<p>Somebody else saved this list while you were writing. Yours is still in the form, and beside it how it stands. "
                                                "Save again to put yours in its place.</p>")}));
  }
  access::UnitOfWork work{visit};
  change(work, pass, *checked);
  return access::then_go(visit, std::move(work), web::Url::path("/concerns/categories").with("year", std::to_string(stands.academic_year)).with("done", "saved"));
}

}  // namespace

void add_category_routes(access::Routes& routes) {
  routes.get("/concerns/categories", show_categories);
  routes.post("/concerns/categories", post_categories);
}

}  // namespace concerns
