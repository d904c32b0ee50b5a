// What the school says of itself: for now the telephone of the duty DSL, which the emergency pages name.
#include "access/frame.h"
#include "access/told.h"
#include "people/school_setting_store.h"
#include "people/staff_pages.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace people {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Administer = access::StaffPass<May::school_administer>;

web::Response settings_page(Visit& visit, const std::string& phone, const std::vector<base::FieldError>& errors) {
  web::Html fields = web::text_input({.name = "phone", .label = "Telephone of the duty DSL",
                                      .hint = "The emergency page tells people to phone it. Inside the school an extension is enough.", .value = phone,
                                      .error = web::message_for(errors, "phone"), .type = "tel", .autocomplete = "off", .width = web::InputWidth::twenty});
  fields.add(web::button({.text = "Save"}));
  web::Html main = told(visit, {{"saved", "Saved."}});
  main.add(web::error_summary(errors));
  main.add(web::heading(visit.school().name, "Settings"));
  main.add(web::post_form({.action = web::Url::path("/school/settings"), .csrf = visit.csrf_token()}, fields));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "Settings", .place = access::Place::school, .before = web::back_link(web::Url::path("/school"), "School"),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors, .width = web::FrameWidth::narrow},
                      main);
}

bool is_phone(std::string_view text) {
  if (text.starts_with("ext")) text.remove_prefix(3);
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == ' ' || c == '+' || c == '(' || c == ')' || c == '-'; });
}

base::Result<Answer> show_settings(Visit& visit, const Administer& pass) { return settings_page(visit, duty_dsl_phone(pass), {}); }

base::Result<Answer> post_settings(Visit& visit, const Administer& pass) {
  const auto phone = base::Text<40>::make(visit.form().text("phone"));
  if (!phone || !is_phone(phone->text()))
    return settings_page(visit, std::string(visit.form().text("phone")), {{"phone", "Enter a telephone number, like 01632 960 001 or ext 204"}});
  access::UnitOfWork work(visit);
  set_duty_dsl_phone(work, pass, phone->text());
  return then_go(visit, std::move(work), web::Url::path("/school/settings").with("done", "saved"));
}

}  // namespace

void add_setting_routes(access::Routes& routes) {
  routes.get("/school/settings", show_settings);
  routes.post("/school/settings", post_settings);
}

}  // namespace people
