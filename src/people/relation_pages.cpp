// Relations: who stands beside whom, from when until when. Without one a key worker sees nothing.
#include "access/frame.h"
#include "access/moment_words.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "base/text.h"
#include "people/pupil_store.h"
#include "people/pupil_view.h"
#include "people/relation_form.h"
#include "people/staff_pages.h"
#include "people/staff_view.h"
#include "people/year_group.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

namespace people {
namespace {

using access::Answer;
using access::May;
using access::Relation;
using access::Visit;
using Arrange = access::StaffPass<May::relations_administer>;

std::string span_words(const Visit& visit, const access::TieLine& tie) {
  const auto& zone = visit.house().zone();
  if (tie.from_at && tie.until_at)
    return fmt::format("{} to {}", access::moment_words(zone, visit.now(), *tie.from_at), access::moment_words(zone, visit.now(), *tie.until_at));
  const auto from = tie.starts_on > visit.today() ? fmt::format("from {}", base::to_text(tie.starts_on))
                                                  : fmt::format("since {}", base::to_text(tie.starts_on));
  return tie.ends_on ? fmt::format("{} until {}", from, base::to_text(*tie.ends_on)) : from;
}

bool matches(const access::TieLine& tie, std::string_view query) {
  return query.empty() || base::fold(tie.staff_name).find(query) != std::string::npos || base::fold(tie.about).find(query) != std::string::npos;
}

base::Result<Answer> show_relations(Visit& visit, const Arrange& pass) {
  const auto staff = access::StaffId::parse(visit.query().text("staff"));
  const auto query = base::fold(visit.query().text("q"));
  std::vector<std::vector<web::Html>> rows;
  for (const auto& tie : list_ties(pass, staff.value_or(access::StaffId{}))) {
    if (!matches(tie, query)) continue;
    const auto about = tie.pupil.is_nil() ? web::html("{}", tie.about) : web::link(pupil_url(tie.pupil), tie.about);
    rows.push_back({web::html("{}", tie.staff_name), web::html("{} {}", relation_words(tie.relation), about),
                    web::html("{}", span_words(visit, tie)),
                    web::post_button(web::Url::path("/school/relations/{}/end", tie.id), visit.csrf_token(),
                                     {.text = "End now", .look = web::ButtonLook::secondary,
                                      .more = web::attr("aria-label", fmt::format("End now: {}, {} {}", tie.staff_name, relation_words(tie.relation), tie.about))})});
  }
  web::Html main = told(visit, {{"made", "The relation is made. What they may see changes at once."}, {"ended", "The relation has ended."}});
  main.add(web::heading("Relations"));
  main.add(web::body_text("What somebody may see of a pupil follows from how they stand to them, and ends with it."));
  main.add(web::button_group(web::button_link(web::Url::path("/school/relations/new"), "Add a relation")));
  web::Html fields = web::text_input({.name = "q", .label = "Staff, pupil or class", .value = std::string(visit.query().text("q")),
                                      .type = "search", .width = web::InputWidth::twenty, .spelling = web::Spelling::off});
  fields.add(web::button({.text = "Find", .look = web::ButtonLook::secondary}));
  main.add(web::get_form(web::Url::path("/school/relations"), fields));
  if (staff) main.add(web::html("<p class=\"govuk-body\">{}</p>", web::link(web::Url::path("/school/relations"), "Show everybody")));
  if (rows.empty()) {
    main.add(web::empty_state({.icon = web::Icon::link, .title = "No relations", .words = query.empty() ? "Make somebody a pupil's key worker to begin." : "Try a part of the name.",
                               .button = web::button_link(web::Url::path("/school/relations/new"), "Add a relation")}));
  } else {
    main.add(web::table({.caption = "Live and future relations", .columns = {{"Staff"}, {"Stands to"}, {"When"}, {"Change"}},
                         .rows = std::move(rows), .caption_hidden = true, .stacked = true}));
  }
  return access::page(visit, 200, {.title = "Relations", .place = access::Place::school, .before = web::back_link(web::Url::path("/school"), "School")},
                      main);
}

web::Response choose_page(Visit& visit) {
  web::Html main = web::heading("Add a relation");
  main.add(web::body_text("How does somebody stand to pupils?"));
  web::Html list;
  for (const auto& choice : relation_choices()) {
    list.add("<li><p class=\"govuk-body\">{}<br><span class=\"govuk-hint\">{}</span></p></li>",
             web::link(web::Url::path("/school/relations/new").with("relation", choice.value), choice.title), choice.words);
  }
  main.add(web::html("<ul class=\"govuk-list\">{}</ul>", list));
  return access::page(visit, 200, {.title = "Add a relation", .place = access::Place::school,
                                   .before = web::back_link(web::Url::path("/school/relations"), "Relations")}, main);
}

base::Result<Answer> show_new(Visit& visit, const Arrange& pass) {
  const auto* choice = find_choice(visit.query().text("relation"));
  if (!choice) return choose_page(visit);
  return relation_form(visit, pass, *choice, visit.query(), {});
}

base::Result<Answer> post_new(Visit& visit, const Arrange& pass) {
  const auto* choice = find_choice(visit.form().text("relation"));
  if (!choice) return base::Error::invalid("relation", "Choose how they stand to pupils", "no relation");
  std::vector<base::FieldError> errors;
  auto draft = read_relation(visit, pass, *choice, errors);
  if (!errors.empty()) return relation_form(visit, pass, *choice, visit.form(), errors);
  access::UnitOfWork work(visit);
  make_tie(work, pass, draft);
  return then_go(visit, std::move(work), web::Url::path("/school/relations").with("done", "made"));
}

base::Result<Answer> post_end(Visit& visit, const Arrange& pass) {
  const auto tie = access::TieId::parse(visit.match.part("tie"));
  if (!tie) return base::Error::not_found("no such relation");
  access::UnitOfWork work(visit);
  end_tie(work, pass, *tie);
  return then_go(visit, std::move(work), web::Url::path("/school/relations").with("done", "ended"),
                 base::Error::conflict("That relation had ended already.", "no live relation"));
}

base::Result<Answer> show_classes(Visit& visit, const Arrange& pass) {
  std::vector<std::vector<web::Html>> rows;
  const auto ties = list_ties(pass, access::StaffId{});
  for (const auto& line : list_classes(pass)) {
    web::Html adults;
    for (const auto& tie : ties)
      if (tie.pupil.is_nil() && tie.about == line.name) adults.add("<div>{}: {}</div>", relation_words(tie.relation), tie.staff_name);
    rows.push_back({web::link(web::Url::path("/pupils").with("class", line.name), line.name),
                    web::html("{}", line.kind == "class" ? "Class" : "Group"),
                    web::html("{}", line.year_group.empty() ? "Mixed" : parse_year_group(line.year_group) ? parse_year_group(line.year_group)->title() : line.year_group),
                    adults});
  }
  web::Html main = web::heading("Classes and groups");
  if (rows.empty()) {
    main.add(web::empty_state({.icon = web::Icon::school, .title = "No classes yet", .words = "Classes come with the import from your school's own system."}));
  } else {
    main.add(web::table({.caption = "Classes and groups", .columns = {{"Name"}, {"Kind"}, {"Year"}, {"Adults"}}, .rows = std::move(rows),
                         .caption_hidden = true, .stacked = true}));
  }
  return access::page(visit, 200, {.title = "Classes", .place = access::Place::school, .before = web::back_link(web::Url::path("/school"), "School")},
                      main);
}

}  // namespace

void add_relation_routes(access::Routes& routes) {
  routes.get("/school/relations", show_relations);
  routes.get("/school/relations/new", show_new);
  routes.post("/school/relations", post_new);
  routes.post("/school/relations/{tie}/end", post_end);
  routes.get("/school/classes", show_classes);
}

}  // namespace people
