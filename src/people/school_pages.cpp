// The hub of the school, the list of staff, and adding somebody.
#include "access/frame.h"
#include "access/new_account.h"
#include "access/sign_in.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "base/text.h"
#include "people/staff_pages.h"
#include "people/staff_view.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

namespace people {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Anybody = access::StaffPass<May::entries_own>;
using Administer = access::StaffPass<May::staff_administer>;

void add_card(web::Html& to, const web::Url& url, std::string_view title, std::string_view words) {
  to.add(web::card(title, web::html("<p class=\"govuk-body\">{}</p><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Open"
                                    "<span class=\"govuk-visually-hidden\"> {}</span></a></p>", words, url, title)));
}

base::Result<Answer> show_hub(Visit& visit, const Anybody&) {
  web::Html cards;
  if (visit.may(May::staff_administer))
    add_card(cards, web::Url::path("/school/staff"), "Staff", "Who works here, their accounts and roles.");
  if (visit.may(May::relations_administer)) {
    add_card(cards, web::Url::path("/school/relations"), "Relations", "Key workers, classes, cover, duties: who stands beside whom, and until when.");
    add_card(cards, web::Url::path("/cover/arranging"), "Cover", "Who covers which class today and on the days to come.");
    add_card(cards, web::Url::path("/school/classes"), "Classes", "Classes and groups.");
    add_card(cards, web::Url::path("/school/own-family"), "Own family", "Staff whose own child or relative a pupil is.");
  }
  if (visit.may(May::people_import))
    add_card(cards, web::Url::path("/school/import"), "Import", "Pupils, staff, classes and families from your school's own system.");
  if (visit.may(May::school_administer))
    add_card(cards, web::Url::path("/school/calendar"), "Calendar", "Terms, INSET days and days the school is closed.");
  if (visit.may(May::school_administer))
    add_card(cards, web::Url::path("/school/periods"), "The school's day", "Periods, and what the timetable asks.");
  if (visit.may(May::school_administer)) add_card(cards, web::Url::path("/school/settings"), "Settings", "The telephone of the duty DSL.");
  if (visit.may(May::school_administer)) add_card(cards, web::Url::path("/school/reminders"), "Reminders", "How long ahead people are reminded of what is due.");
  if (visit.may(May::kinds_administer))
    add_card(cards, web::Url::path("/school/kinds"), "What can be recorded", "The words, order and options of each kind of record.");
  if (visit.may(May::kinds_administer))
    add_card(cards, web::Url::path("/school/rules"), "Rules", "What is watched for you in what is written, and who is told.");
  if (visit.may(May::kinds_administer))
    add_card(cards, web::Url::path("/school/calm"), "Calming script", "What everybody says and does, step by step, when a child loses control.");
  if (visit.may(May::pay_keep))
    add_card(cards, web::Url::path("/school/pay"), "Pay", "What adults are paid, so that the support they give can be costed.");
  if (visit.may(May::costs_read))
    add_card(cards, web::Url::path("/provision/map"), "Costed provision map", "What support was promised, given and lost, and what it costs; the school's own share and funding.");
  if (visit.may(May::audit_read))
    add_card(cards, web::Url::path("/school/audit"), "Access log", "Who did and saw what, and whether the log is unbroken.");
  if (cards.empty()) return base::Error::not_found("nothing of the school to run");
  web::Html main = web::heading(visit.school().name, "School");
  main.add(web::cards(cards));
  return access::page(visit, 200, {.title = "School", .place = access::Place::school}, main);
}

web::Html request_queue(const Visit& visit, const Administer& pass) {
  const auto requests = list_role_requests(pass);
  if (requests.empty()) return {};
  web::Html out = web::subheading("Waiting for a second person");
  std::vector<std::vector<web::Html>> rows;
  for (const auto& request : requests) {
    const bool by_another = request.asked_by != pass.who().id && request.staff != pass.who().id;
    const auto id = base::to_base32(request.id);
    web::Html deeds;
    if (by_another)
      deeds.add(web::post_button(web::Url::path("/school/requests/{}/agreement", id), visit.csrf_token(),
                                 {.text = "Agree", .look = web::ButtonLook::primary}));
    deeds.add(web::post_button(web::Url::path("/school/requests/{}/refusal", id), visit.csrf_token(),
                               {.text = by_another ? "Refuse" : "Withdraw", .look = web::ButtonLook::secondary}));
    rows.push_back({web::html("{}", request.staff_name), web::html("{}", access::title(request.role)), web::html("{}", request.asked_by_name),
                    web::html("{}{}", by_another ? "" : "Somebody else has to agree.", web::button_group(deeds))});
  }
  out.add(web::table({.caption = "Sensitive roles asked for", .columns = {{"Who"}, {"Role"}, {"Asked by"}, {"Decide"}}, .rows = std::move(rows),
                      .caption_hidden = true, .stacked = true}));
  return out;
}

base::Result<Answer> show_staff(Visit& visit, const Administer& pass) {
  const auto query = base::fold(visit.query().text("q"));
  std::vector<std::vector<web::Html>> rows;
  for (const auto& line : list_staff(pass)) {
    if (!query.empty() && base::fold(line.name).find(query) == std::string::npos) continue;
    web::Html roles;
    for (const auto role : line.roles) roles.add("{} ", web::badge(access::title(role)));
    if (line.roles.empty()) roles.add("No role");
    rows.push_back({web::link(staff_url(line.id), line.name), web::html("{}", line.post), roles, standing_tag(line, visit.today())});
  }
  web::Html main = told(visit, {{"added", "The member of staff was added."},
                                {"agreed", "The role is given."},
                                {"refused", "The request is closed. The role was not given."}});
  main.add(web::heading("Staff"));
  main.add(web::button_group(web::button_link(web::Url::path("/school/staff/new"), "Add a member of staff")));
  main.add(request_queue(visit, pass));
  web::Html fields = web::text_input({.name = "q", .label = "Name", .value = std::string(visit.query().text("q")), .type = "search",
                                      .width = web::InputWidth::twenty, .spelling = web::Spelling::off});
  fields.add(web::button({.text = "Find", .look = web::ButtonLook::secondary}));
  main.add(web::get_form(web::Url::path("/school/staff"), fields));
  if (rows.empty()) {
    main.add(web::empty_state({.icon = web::Icon::person, .title = "Nobody of that name", .words = "Try a part of the name."}));
  } else {
    main.add(web::table({.caption = "Staff", .columns = {{"Name"}, {"Post"}, {"Roles"}, {"Account"}}, .rows = std::move(rows),
                         .caption_hidden = true, .stacked = true}));
  }
  return access::page(visit, 200, {.title = "Staff", .place = access::Place::school, .before = web::back_link(web::Url::path("/school"), "School")},
                      main);
}

std::vector<web::Option> roles_to_choose() {
  std::vector<web::Option> out = {{"", "No role yet"}};
  for (std::size_t n = 0; n < access::role_count; ++n) {
    const auto role = static_cast<access::Role>(n);
    out.push_back({std::string(access::code(role)), std::string(access::title(role)) + (access::is_sensitive(role) ? " (a second person agrees)" : "")});
  }
  return out;
}

web::Response add_page(Visit& visit, const std::vector<base::FieldError>& errors) {
  const auto value = [&](std::string_view name) { return std::string(visit.form().text(name)); };
  web::Html fields = web::text_input({.name = "name", .label = "Full name", .value = value("name"), .error = web::message_for(errors, "name"),
                                      .autocomplete = "off", .width = web::InputWidth::thirty, .spelling = web::Spelling::off});
  fields.add(web::text_input({.name = "post", .label = "Post", .hint = "As the school calls it, for example Learning support assistant",
                              .value = value("post"), .error = web::message_for(errors, "post"), .width = web::InputWidth::thirty}));
  fields.add(web::text_input({.name = "email", .label = "Email address (optional)", .value = value("email"), .type = "email",
                              .autocomplete = "off", .width = web::InputWidth::thirty, .spelling = web::Spelling::off}));
  fields.add(web::text_input({.name = "username", .label = "User name", .hint = "What they sign in with, for example a.nwosu. Leave it empty if they do not sign in.",
                              .value = value("username"), .error = web::message_for(errors, "username"), .autocomplete = "off",
                              .width = web::InputWidth::twenty, .spelling = web::Spelling::off}));
  fields.add(web::select({.name = "role", .label = "Role", .options = roles_to_choose(), .value = value("role"),
                          .hint = "More can be given on their page.", .error = web::message_for(errors, "role")}));
  fields.add(web::button({.text = "Add"}));
  web::Html main = web::error_summary(errors);
  main.add(web::heading("Add a member of staff"));
  main.add(web::post_form({.action = web::Url::path("/school/staff"), .csrf = visit.csrf_token()}, fields));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "Add a member of staff", .place = access::Place::school, .before = web::back_link(web::Url::path("/school/staff"), "Staff"),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show_add(Visit& visit, const Administer&) { return add_page(visit, {}); }

base::Result<Answer> post_add(Visit& visit, const Administer& pass) {
  const auto& form = visit.form();
  std::vector<base::FieldError> errors;
  const auto name = base::Text<120>::make(form.text("name"));
  if (!name || name->empty()) errors.push_back({"name", "Enter their full name"});
  const auto post = base::Text<120>::make(form.text("post"));
  if (!post) errors.push_back({"post", "Enter a post of at most 120 characters"});
  const auto email = base::Text<200>::make(form.text("email"));
  if (!email) errors.push_back({"email", "Enter a shorter email address"});
  std::string username;
  if (!base::trim(form.text("username")).empty()) {
    auto checked = access::check_username(form.text("username"));
    if (!checked) {
      errors.push_back(checked.error().fields.front());
    } else if (access::staff_by_username(visit.reader(), *checked)) {
      errors.push_back({"username", "This user name is taken. Choose another, for example with a middle letter"});
    } else {
      username = *checked;
    }
  }
  const auto role = access::role_of(form.text("role"));
  if (!form.text("role").empty() && !role) errors.push_back({"role", "Choose a role from the list"});
  if (!errors.empty()) return add_page(visit, errors);

  const auto staff = visit.fresh<access::StaffId>();
  access::UnitOfWork work(visit);
  add_staff(work, pass, {staff, name->text(), post->text(), email->text(), "", visit.today(), {}});
  if (role) give_role(work, pass, {staff, *role, visit.today(), {}, pass.who().id, {}});
  const auto to = staff_url(staff);
  if (username.empty()) return then_go(visit, std::move(work), to.with("done", "added"));
  const auto password = access::make_one_time_password(visit.house().random());
  TRY(const auto hash, visit.house().room<access::FrontDoor>().passwords.hash(password));
  make_account(work, pass, {staff, username, hash, true});
  return show_once(visit, std::move(work), name->text(), username, password, to);
}

}  // namespace

void add_school_routes(access::Routes& routes) {
  routes.get("/school", show_hub);
  routes.get("/school/staff", show_staff);
  routes.get("/school/staff/new", show_add);
  routes.post("/school/staff", post_add);
}

}  // namespace people
