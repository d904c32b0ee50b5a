// Staff whose own child or relative a pupil is: noted by those who arrange relations, taken back by anybody but the person themselves.
#include "access/frame.h"
#include "access/own_family_store.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "people/pupil_store.h"
#include "people/pupil_view.h"
#include "people/staff_pages.h"
#include "people/staff_view.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace people {
namespace {

using access::Answer;
using access::Visit;
using Arrange = access::FamilyPass;

web::Url here() { return web::Url::path("/school/own-family"); }

web::Html lines_of(const Visit& visit, const Arrange& pass) {
  std::vector<std::vector<web::Html>> rows;
  for (const auto& line : list_own_family(pass)) {
    const std::string pupil = line.pupil_name.empty() ? "A pupil" : line.pupil_name;
    rows.push_back({web::html("{}", line.staff_name), web::html("{}", pupil),
                    line.staff == visit.who().id
                        ? web::html("Somebody else has to take this back.")
                        : web::post_button(web::Url::path("/school/own-family/{}/{}/end", line.staff, line.pupil), visit.csrf_token(),
                                           {.text = "Take back", .look = web::ButtonLook::secondary,
                                            .more = web::attr("aria-label", fmt::format("Take back: {}, {}", line.staff_name, pupil))})});
  }
  if (rows.empty())
    return web::empty_state({.icon = web::Icon::person, .title = "Nobody yet",
                             .words = "Where a pupil is the child or a relative of somebody who works here, note it below."});
  return web::table({.caption = "Staff and their own family", .columns = {{"Member of staff"}, {"Pupil"}, {"Change"}}, .rows = std::move(rows),
                     .caption_hidden = true, .stacked = true});
}

web::Html pupil_field(Visit& visit, const web::Form& typed, const std::vector<base::FieldError>& errors) {
  web::PupilPicker picker;
  picker.label = "Which pupil? Type a name";
  picker.error = web::message_for(errors, "pupil");
  picker.typed = std::string(typed.text("pupil-search"));
  if (const auto find = access::Door::caseload<May::pupil_find>(visit)) {
    std::vector<PupilId> ids;
    for (const auto text : typed.all("pupil"))
      if (const auto id = PupilId::parse(text)) ids.push_back(*id);
    for (const auto& pupil : load_all(*find, ids)) picker.chosen.push_back({pupil.id.text(), pupil.name(), year_and_class(pupil)});
    if (!picker.typed.empty())
      for (const auto& pupil : find_by_name(*find, picker.typed, 8))
        picker.offered.push_back({pupil.id.text(), pupil.name(), year_and_class(pupil)});
  }
  return web::pupil_picker(picker);
}

web::Response family_page(Visit& visit, const Arrange& pass, const std::vector<base::FieldError>& errors) {
  std::vector<web::Option> staff = {{"", "Choose a member of staff"}};
  for (const auto& line : list_staff(pass)) staff.push_back({line.id.text(), line.name});
  const auto& typed = visit.form();
  web::Html fields = web::select({.name = "staff", .label = "Who works here?", .options = std::move(staff), .value = std::string(typed.text("staff")),
                                  .error = web::message_for(errors, "staff")});
  fields.add(pupil_field(visit, typed, errors));
  fields.add(web::button({.text = "Note it"}));
  web::Html main = told(visit, {{"noted", "Noted. It counts at once."}, {"ended", "Taken back. It counts at once."}});
  main.add(web::error_summary(errors));
  main.add(web::heading("Own family"));
  main.add(web::body_text("About their own child or relative somebody is family, not staff: they see the name and class and nothing else, and may "
                          "still write down what they saw."));
  main.add(lines_of(visit, pass));
  main.add(web::subheading("Add"));
  main.add(web::post_form({.action = here(), .csrf = visit.csrf_token()}, fields));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "Own family", .place = access::Place::school, .before = web::back_link(web::Url::path("/school/relations"), "Relations"),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show_family(Visit& visit, const Arrange& pass) { return family_page(visit, pass, {}); }

base::Result<Answer> post_family(Visit& visit, const Arrange& pass) {
  std::vector<base::FieldError> errors;
  const auto staff = access::StaffId::parse(visit.form().text("staff"));
  if (!staff || !find_staff(pass, *staff)) errors.push_back({"staff", "Choose who works here"});
  const auto pupil = PupilId::parse(visit.form().text("pupil"));
  const auto find = access::Door::caseload<May::pupil_find>(visit);
  if (!pupil || !find || load_all(*find, {*pupil}).empty()) errors.push_back({"pupil", "Choose the pupil from the list"});
  if (!errors.empty()) return family_page(visit, pass, errors);
  access::UnitOfWork work(visit);
  note_own_family(work, pass, *staff, *pupil);
  return then_go(visit, std::move(work), here().with("done", "noted"));
}

base::Result<Answer> post_end(Visit& visit, const Arrange& pass) {
  const auto staff = access::StaffId::parse(visit.match.part("staff"));
  const auto child = PupilId::parse(visit.match.part("child"));
  const auto lines = list_own_family(pass);
  const bool there = staff && child && std::any_of(lines.begin(), lines.end(), [&](const access::OwnFamilyLine& line) {
                       return line.staff == *staff && line.pupil == *child;
                     });
  if (!there) return base::Error::not_found("no such family");
  access::UnitOfWork work(visit);
  end_own_family(work, pass, *staff, *child);
  return then_go(visit, std::move(work), here().with("done", "ended"),
                 base::Error::not_allowed("Somebody other than the person themselves has to take this back.", "own family of oneself"));
}

}  // namespace

void add_own_family_routes(access::Routes& routes) {
  routes.get("/school/own-family", show_family);
  routes.post("/school/own-family", post_family);
  routes.post("/school/own-family/{staff}/{child}/end", post_end);
}

}  // namespace people
