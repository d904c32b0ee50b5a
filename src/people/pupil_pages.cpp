// The directory's pages.
#include "people/pupil_pages.h"

#include "access/frame.h"
#include "people/pupil_view.h"
#include "people/shared_item_notes.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"
#include "base/text.h"
#include "web/json.h"

#include <fmt/format.h>

namespace people {
namespace {

using access::Answer;
using access::Visit;
using Find = access::CaseloadPass<May::pupil_find>;
using Home = access::PupilPass<May::contacts_read>;

web::Html rows_of(const std::vector<Pupil>& pupils) {
  std::vector<web::PersonRow> rows;
  for (const auto& pupil : pupils) rows.push_back({{pupil.name(), year_and_class(pupil), pupil_url(pupil.id)}, {}});
  return web::people_list(rows);
}

web::Html search_form(const Visit& visit, const Find& pass) {
  std::vector<web::Option> classes = {{"", "Every class"}};
  for (const auto& name : class_names(pass)) classes.push_back({name, name});
  web::Html fields = web::text_input({.name = "q", .label = "Name", .hint = "A part is enough; one slip of the finger is forgiven.",
                                      .value = std::string(visit.query().text("q")), .type = "search", .width = web::InputWidth::twenty,
                                      .spelling = web::Spelling::off});
  fields.add(web::select({.name = "class", .label = "Class", .options = classes, .value = std::string(visit.query().text("class"))}));
  fields.add(web::button({.text = "Find", .look = web::ButtonLook::secondary}));
  return web::get_form(web::Url::path("/pupils"), fields);
}

base::Result<Answer> show_pupils(Visit& visit, const Find& pass) {
  const auto query = visit.query().text("q");
  const auto class_name = visit.query().text("class");
  web::Html main = web::heading("Pupils");
  main.add(search_form(visit, pass));
  std::vector<Pupil> found;
  if (!base::trim(query).empty()) {
    found = find_by_name(pass, query, 100);
  } else if (!class_name.empty()) {
    found = list(pass, "", class_name, 500);
  } else {
    found = caseload(pass);
    if (!found.empty()) main.add(web::subheading("My pupils"));
    if (found.empty()) {
      found = list(pass, "", "", 500);
      if (!found.empty()) main.add(web::subheading("Every pupil"));
    }
  }
  if (found.empty()) {
    const bool asked = !query.empty() || !class_name.empty();
    main.add(web::empty_state({.icon = web::Icon::pupils, .title = asked ? "Nobody of that name" : "No pupils yet",
                               .words = asked ? "Check the spelling, or try only the beginning of the name."
                                              : "Pupils appear here once the school has imported them.",
                               .button = visit.may(May::people_import) && !asked
                                             ? web::button_link(web::Url::path("/school/import"), "Import pupils") : web::Html{}}));
  } else {
    main.add(rows_of(found));
  }
  return access::page(visit, 200, {.title = "Pupils", .place = access::Place::pupils, .query = std::string(query)}, main);
}

base::Result<Answer> suggest(Visit& visit, const Find& pass) {
  web::Json::Array out;
  for (const auto& pupil : find_by_name(pass, visit.query().text("q"), 8)) {
    web::Json entry;
    entry.set("id", pupil.id.text());
    entry.set("name", pupil.name());
    entry.set("detail", year_and_class(pupil));
    out.push_back(std::move(entry));
  }
  return web::json(200, web::to_json(web::Json(std::move(out))));
}

base::Result<Answer> show_home(Visit& visit, const Home& pass) {
  const auto pupil = load(pass);
  web::Html main = pupil_head(pass, pupil, PupilTab::home);
  main.add(shared_notes(pass, pupil));
  const auto family = contacts(pass);
  if (family.empty())
    main.add(web::empty_state({.icon = web::Icon::person, .title = "No contacts yet",
                               .words = "Parents, carers and others at home appear here once they have been imported."}));
  for (const auto& who : family) {
    std::vector<web::SummaryRow> rows;
    const auto add = [&](const char* key, const std::string& value) {
      if (!value.empty()) rows.push_back({key, web::html("{}", value), {}});
    };
    add("Relationship", who.relationship);
    add("Parental responsibility", who.responsibility);
    add("Telephone", who.phones);
    add("E-mail", who.email);
    add("Address", who.address);
    add("Language", who.language);
    add("Good to know", who.note);
    main.add(web::card(who.name, web::summary_list(rows)));
  }
  if (const auto about = detail(pass)) {
    std::vector<web::SummaryRow> rows;
    rows.push_back({"Legal name", web::html("{}", about->legal_name), {}});
    if (about->born)
      rows.push_back({"Born", web::html("{} ({} years)", base::to_text(*about->born), base::age_in_years(*about->born, pass.today())), {}});
    if (!about->first_language.empty()) rows.push_back({"First language", web::html("{}", about->first_language), {}});
    main.add(web::card("On the register", web::summary_list(rows)));
  }
  return access::page(visit, 200, {.title = "Home – " + pupil.name(), .place = access::Place::pupils}, main);
}

}  // namespace

void add_pupil_routes(access::Routes& routes) {
  routes.get("/pupils", show_pupils);
  routes.get("/pupils/suggestions", suggest);
  routes.get("/pupils/{pupil}/home", show_home);
}

}  // namespace people
