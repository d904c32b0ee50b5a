// Draws them.
#include "overview/log_request_view.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/staff_store.h"
#include "people/pupil_store.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

namespace overview {
namespace {

web::Url log_url(const access::LogOf& person) {
  const auto log = web::Url::path("/school/audit");
  return person.is_staff() ? log.with("who", person.staff) : log.with("pupil", person.pupil);
}

std::string about_words(const access::LogRequest& request) {
  const auto name = request.about_name.empty() ? std::string(request.about.is_staff() ? "a member of staff" : "a pupil") : request.about_name;
  return request.about.is_staff() ? "What " + name + " did" : "Who looked at " + name;
}

/// What the reader can do about it, or why nothing.
web::Html deeds_of(const access::Visit& visit, const access::LogPass& pass, const access::LogRequest& request) {
  const auto& me = pass.who().id;
  if (request.open_until) return web::link(log_url(request.about), "Read it");
  if (request.about.staff == me) return web::html("It is about you, so somebody else has to agree.");
  const auto refusal = web::post_button(web::Url::path("/school/audit/requests/{}/refusal", request.id), visit.csrf_token(),
                                        {.text = request.asked_by == me ? "Withdraw" : "Refuse", .look = web::ButtonLook::secondary});
  if (request.asked_by == me) return web::html("Somebody else has to agree.{}", refusal);
  return web::button_group(web::html("{}{}", web::post_button(web::Url::path("/school/audit/requests/{}/agreement", request.id), visit.csrf_token(),
                                                              {.text = "Agree"}), refusal));
}

}  // namespace

web::Html log_requests(const access::Visit& visit, const access::LogPass& pass) {
  const auto& zone = visit.house().zone();
  std::vector<std::vector<web::Html>> rows;
  for (const auto& request : list_log_requests(pass)) {
    if (request.open_until && !find_agreement(pass, request.about)) continue;  // open, but to two others
    rows.push_back({web::html("{}", about_words(request)), web::html("{}: {}", request.asked_by_name, request.reason),
                    request.open_until ? web::html("Agreed by {}, open until {}", request.agreed_by_name,
                                                   access::moment_words(zone, visit.now(), *request.open_until))
                                       : web::html("Waits until {}", access::moment_words(zone, visit.now(), request.expires_at)),
                    deeds_of(visit, pass, request)});
  }
  if (rows.empty()) return {};
  return web::card("One person's access log", web::table({.caption = "Asked for", .columns = {{"What"}, {"Asked by"}, {"State"}, {"Do"}},
                                                          .rows = std::move(rows), .caption_hidden = true, .first_cell_is_header = false, .stacked = true}));
}

std::string name_of(access::Visit& visit, const access::LogPass& pass, const access::LogOf& person) {
  if (person.is_staff()) {
    const auto line = find_staff(pass, person.staff);
    return line ? line->name : std::string("Somebody who is not here");
  }
  if (const auto find = access::Door::caseload<access::May::pupil_find>(visit))
    if (const auto found = people::load_all(*find, {person.pupil}); !found.empty()) return found.front().name();
  return "A pupil";
}

web::Response ask_page(access::Visit& visit, const access::LogPass& pass, const access::LogOf& person, int status,
                       const std::vector<base::FieldError>& errors) {
  const auto name = name_of(visit, pass, person);
  web::Html fields = person.is_staff() ? web::hidden("who", person.staff.text()) : web::hidden("pupil", person.pupil.text());
  fields.add(web::text_input({.name = "reason", .label = "Why does it have to be read?", .hint = "The second person reads this before they agree.",
                              .value = std::string(visit.form().text("reason")), .error = web::message_for(errors, "reason")}));
  fields.add(web::button({.text = "Ask"}));
  web::Html main = web::error_summary(errors);
  main.add(web::heading("One person's access log", name));
  main.add(web::body_text(person.is_staff()
                              ? "What one member of staff did and saw is read by two people, never by one alone. Somebody else who may read the log has "
                                "to agree within seven days; then you both can read it for a day. Each step stands in the log."
                              : "Who looked at one pupil is read by two people, never by one alone. Somebody else who may read the log has to agree "
                                "within seven days; then you both can read it for a day. Each step stands in the log."));
  main.add(log_requests(visit, pass));
  main.add(web::post_form({.action = web::Url::path("/school/audit/requests"), .csrf = visit.csrf_token()}, fields));
  return access::page(visit, status,
                      {.title = "One person's access log", .place = access::Place::school,
                       .before = web::back_link(web::Url::path("/school/audit"), "Access log"),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors, .width = web::FrameWidth::narrow},
                      main);
}

}  // namespace overview
