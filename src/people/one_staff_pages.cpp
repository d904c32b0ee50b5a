// One member of staff: roles given and ended, the account suspended, restored, given a new password; and sensitive roles agreed by a second
// person.
#include "access/frame.h"
#include "access/new_account.h"
#include "access/sign_in.h"
#include "access/staff_store.h"
#include "access/told.h"
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
using access::May;
using access::Visit;
using Administer = access::StaffPass<May::staff_administer>;

/// The member of staff in the address.
base::Result<access::StaffLine> load(const Visit& visit, const Administer& pass) {
  const auto id = access::StaffId::parse(visit.match.part("staff"));
  if (id)
    if (auto line = find_staff(pass, *id)) return *std::move(line);
  return base::Error::not_found("no such member of staff");
}

bool holds_sensitive(const access::StaffLine& line) {
  return std::any_of(line.roles.begin(), line.roles.end(), [](access::Role role) { return access::is_sensitive(role); });
}

web::Html roles_of(const Visit& visit, const access::StaffLine& line, const std::vector<access::RoleRequest>& requests) {
  web::Html out = web::subheading("Roles");
  std::vector<std::vector<web::Html>> cells;
  for (const auto role : line.roles)
    cells.push_back({web::html("{}", access::title(role)),
                     web::post_button(web::Url::path("/school/staff/{}/roles/{}/end", line.id, access::code(role)), visit.csrf_token(),
                                      {.text = "End this role", .look = web::ButtonLook::secondary,
                                       .more = web::attr("aria-label", fmt::format("End this role: {}", access::title(role)))})});
  for (const auto& request : requests)
    if (request.staff == line.id)
      cells.push_back({web::html("{} {}", access::title(request.role), web::tag("Waiting for a second person", web::Tint::yellow)),
                       web::link(web::Url::path("/school/staff"), "See the queue")});
  if (cells.empty()) {
    out.add(web::body_text("No role yet. They can sign in, but see and do nothing until they have one."));
  } else {
    out.add(web::table({.caption = "Roles", .columns = {{"Role"}, {"Change"}}, .rows = std::move(cells), .caption_hidden = true, .stacked = true}));
  }
  std::vector<web::Option> options;
  for (std::size_t n = 0; n < access::role_count; ++n) {
    const auto role = static_cast<access::Role>(n);
    if (std::find(line.roles.begin(), line.roles.end(), role) != line.roles.end()) continue;
    options.push_back({std::string(access::code(role)),
                       std::string(access::title(role)) + (access::is_sensitive(role) ? " (a second person agrees)" : "")});
  }
  web::Html fields = web::select({.name = "role", .label = "Give a role", .options = std::move(options)});
  fields.add(web::button({.text = "Give this role"}));
  out.add(web::post_form({.action = web::Url::path("/school/staff/{}/roles", line.id), .csrf = visit.csrf_token()}, fields));
  return out;
}

web::Html account_of(const Visit& visit, const access::StaffLine& line) {
  web::Html out = web::subheading("Account");
  const auto csrf = visit.csrf_token();
  if (line.username.empty()) {
    out.add(web::body_text("They have no account, so they cannot sign in."));
    web::Html fields = web::text_input({.name = "username", .label = "User name", .hint = "What they sign in with, for example a.nwosu",
                                        .autocomplete = "off", .width = web::InputWidth::twenty, .spelling = web::Spelling::off});
    fields.add(web::button({.text = "Make an account", .look = web::ButtonLook::secondary}));
    out.add(web::post_form({.action = web::Url::path("/school/staff/{}/account", line.id), .csrf = csrf}, fields));
    return out;
  }
  out.add(web::summary_list({{"User name", web::html("{}", line.username)}, {"State", standing_tag(line, visit.today())}}));
  web::Html buttons;
  if (line.suspended) {
    buttons.add(web::post_button(web::Url::path("/school/staff/{}/restoration", line.id), csrf, {.text = "Restore the account"}));
  } else {
    if (!holds_sensitive(line))
      buttons.add(web::post_button(web::Url::path("/school/staff/{}/password", line.id), csrf,
                                 {.text = "Give a new first password", .look = web::ButtonLook::secondary}));
    if (line.id != visit.who().id)
      buttons.add(web::post_button(web::Url::path("/school/staff/{}/suspension", line.id), csrf,
                                   {.text = "Suspend the account", .look = web::ButtonLook::warning}));
  }
  out.add(web::button_group(buttons));
  return out;
}

web::Response one_page(Visit& visit, const Administer& pass, const access::StaffLine& line, const std::vector<base::FieldError>& errors) {
  web::Html main = told(visit, {{"added", "Added. Give them a role, and somebody to stand beside."},
                                {"given", "The role is given."},
                                {"asked", "Asked for. A second person has to agree before the role counts."},
                                {"ended", "The role has ended."},
                                {"suspended", "Suspended. Their sign-ins have ended and their tokens are revoked."},
                                {"restored", "Restored. They may sign in again."}});
  main.add(web::error_summary(errors));
  main.add(web::heading(line.post.empty() ? std::string_view("Staff") : std::string_view(line.post), line.name));
  main.add(roles_of(visit, line, list_role_requests(pass)));
  main.add(account_of(visit, line));
  if (visit.may(May::relations_administer)) {
    main.add(web::subheading("Relations"));
    main.add(web::html("<p class=\"govuk-body\">{}</p>",
                       web::link(web::Url::path("/school/relations").with("staff", line.id), "Whom they stand beside")));
    main.add(web::subheading("Training"));
    main.add(web::html("<p class=\"govuk-body\">{}</p>", web::link(web::Url::path("/school/staff/{}/trainings", line.id), "What they are trained in")));
  }
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = line.name, .place = access::Place::school, .before = web::back_link(web::Url::path("/school/staff"), "Staff"),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show_one(Visit& visit, const Administer& pass) {
  TRY(const auto line, load(visit, pass));
  return one_page(visit, pass, line, {});
}

base::Result<Answer> post_role(Visit& visit, const Administer& pass) {
  TRY(const auto line, load(visit, pass));
  const auto role = access::role_of(visit.form().text("role"));
  if (!role) return one_page(visit, pass, line, {{"role", "Choose a role from the list"}});
  for (const auto& request : list_role_requests(pass))
    if (request.staff == line.id && request.role == *role)
      return one_page(visit, pass, line, {{"role", "This role was asked for already and waits for a second person"}});
  access::UnitOfWork work(visit);
  give_role(work, pass, {line.id, *role, visit.today(), {}, pass.who().id, {}});
  return then_go(visit, std::move(work), staff_url(line.id).with("done", access::is_sensitive(*role) ? "asked" : "given"));
}

base::Result<Answer> post_role_end(Visit& visit, const Administer& pass) {
  TRY(const auto line, load(visit, pass));
  const auto role = access::role_of(visit.match.part("role"));
  if (!role) return base::Error::not_found("no such role");
  access::UnitOfWork work(visit);
  end_role(work, pass, line.id, *role);
  return then_go(visit, std::move(work), staff_url(line.id).with("done", "ended"));
}

base::Result<Answer> post_suspension(Visit& visit, const Administer& pass) {
  TRY(const auto line, load(visit, pass));
  if (line.id == pass.who().id)
    return base::Error::not_allowed("You cannot suspend your own account. Ask somebody else who looks after accounts.", "own suspension");
  access::UnitOfWork work(visit);
  suspend(work, pass, line.id);
  return then_go(visit, std::move(work), staff_url(line.id).with("done", "suspended"));
}

base::Result<Answer> post_restoration(Visit& visit, const Administer& pass) {
  TRY(const auto line, load(visit, pass));
  access::UnitOfWork work(visit);
  restore(work, pass, line.id);
  return then_go(visit, std::move(work), staff_url(line.id).with("done", "restored"));
}

base::Result<Answer> post_password(Visit& visit, const Administer& pass) {
  TRY(const auto line, load(visit, pass));
  if (line.username.empty()) return base::Error::not_found("no account to reset");
  if (holds_sensitive(line))  // or one administrator could become anybody
    return base::Error::not_allowed("They hold a sensitive role, so no single person gives them a password here. Whoever runs the machine does: "
                                    "alongside user password",
                                    "reset of a sensitive account");
  const auto password = access::make_one_time_password(visit.house().random());
  TRY(const auto hash, visit.house().room<access::FrontDoor>().passwords.hash(password));
  access::UnitOfWork work(visit);
  reset_password(work, pass, line.id, hash);
  return show_once(visit, std::move(work), line.name, line.username, password, staff_url(line.id));
}

base::Result<Answer> post_account(Visit& visit, const Administer& pass) {
  TRY(const auto line, load(visit, pass));
  if (!line.username.empty()) return base::Error::conflict("They have an account already.", "account there");
  auto username = access::check_username(visit.form().text("username"));
  if (!username) return one_page(visit, pass, line, username.error().fields);
  if (access::staff_by_username(visit.reader(), *username))
    return one_page(visit, pass, line, {{"username", "This user name is taken. Choose another, for example with a middle letter"}});
  const auto password = access::make_one_time_password(visit.house().random());
  TRY(const auto hash, visit.house().room<access::FrontDoor>().passwords.hash(password));
  access::UnitOfWork work(visit);
  make_account(work, pass, {line.id, *username, hash, true});
  return show_once(visit, std::move(work), line.name, *username, password, staff_url(line.id));
}

base::Result<access::RoleRequest> load_request(const Visit& visit, const Administer& pass) {
  for (auto& request : list_role_requests(pass))
    if (base::to_base32(request.id) == visit.match.part("request")) return std::move(request);
  return base::Error::not_found("no such request");
}

base::Result<Answer> post_agreement(Visit& visit, const Administer& pass) {
  TRY(const auto request, load_request(visit, pass));
  access::UnitOfWork work(visit);
  agree_role(work, pass, request);
  return then_go(visit, std::move(work), web::Url::path("/school/staff").with("done", "agreed"),
                 base::Error::not_allowed("Somebody other than the person who asked, and other than the person it is for, has to agree.",
                                          "second person missing"));
}

base::Result<Answer> post_refusal(Visit& visit, const Administer& pass) {
  TRY(const auto request, load_request(visit, pass));
  access::UnitOfWork work(visit);
  refuse_role(work, pass, request);
  return then_go(visit, std::move(work), web::Url::path("/school/staff").with("done", "refused"));
}

}  // namespace

void add_staff_routes(access::Routes& routes) {
  routes.get("/school/staff/{staff}", show_one);
  routes.post("/school/staff/{staff}/roles", post_role);
  routes.post("/school/staff/{staff}/roles/{role}/end", post_role_end);
  routes.post("/school/staff/{staff}/suspension", post_suspension);
  routes.post("/school/staff/{staff}/restoration", post_restoration);
  routes.post("/school/staff/{staff}/password", post_password);
  routes.post("/school/staff/{staff}/account", post_account);
  routes.post("/school/requests/{request}/agreement", post_agreement);
  routes.post("/school/requests/{request}/refusal", post_refusal);
}

}  // namespace people
