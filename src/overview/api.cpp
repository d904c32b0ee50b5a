// Gathers the API's routes; GET /api/v1/me.
#include "overview/api.h"

#include "casework/concerns/concern_api.h"
#include "casework/cover/cover_api.h"
#include "casework/plans/plan_api.h"
#include "casework/programmes/programme_api.h"
#include "casework/provision/provision_api.h"
#include "casework/reviews/review_api.h"
#include "casework/rules/rule_api.h"
#include "casework/sessions/session_api.h"
#include "casework/statutory/statutory_api.h"
#include "casework/timetable/timetable_api.h"
#include "overview/due_pages.h"
#include "overview/inbox_pages.h"
#include "overview/report_pages.h"
#include "overview/search_pages.h"
#include "people/pupil_api.h"
#include "record/catalogue.h"
#include "record/record_api.h"

namespace overview {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::May;
using access::Visit;
using web::Json;

base::Result<Answer> show_me(Visit& visit, const access::StaffPass<May::entries_own>& pass) {
  const auto& who = pass.who();
  Json::Array roles, deeds;
  for (auto role : who.roles) roles.emplace_back(access::code(role));
  for (std::size_t m = 0; m < access::may_count; ++m)
    if (const auto deed = static_cast<May>(m); visit.may(deed)) deeds.emplace_back(access::code(deed));
  Json out;
  out.set("id", who.id.text());
  out.set("name", who.name);
  out.set("post", who.post);
  out.set("roles", std::move(roles));
  out.set("may", std::move(deeds));
  out.set("school", visit.school().name);
  out.set("today", base::to_iso(visit.today()));
  return web::json(200, web::to_json(out));
}

void add_me(access::ApiTable& api) {
  api.get("/api/v1/me",
          {.name = "showMe", .tag = "Me", .summary = "Whose token this is",
           .description = "The person a token or sign-in belongs to. Everything else is answered as they may see it.",
           .answers = {{200, "The person",
                        schema::object({{"id", schema::id("Member of staff")},
                                        {"name", schema::text("Name")},
                                        {"post", schema::text("Post")},
                                        {"roles", schema::list(schema::text(""), "Codes of the roles in force today")},
                                        {"may", schema::list(schema::text(""), "Codes of what these roles may do in the school")},
                                        {"school", schema::text("Name of the school")},
                                        {"today", schema::text("The day at the school, as 2026-03-03")}})}}},
          show_me);
}

void fill(access::ApiTable& api) {
  add_me(api);
  people::add_pupil_api(api);
  record::add_reading_api(api);
  record::add_record_api(api);
  record::add_following_api(api);
  record::add_file_api(api);
  concerns::add_concern_api(api);
  rules::add_rule_api(api);
  add_inbox_api(api);
  programmes::add_programme_api(api);
  timetable::add_timetable_api(api);
  plans::add_plan_api(api);
  provision::add_provision_api(api);
  reviews::add_review_api(api);
  sessions::add_session_api(api);
  cover::add_card_api(api);
  cover::add_board_api(api);
  cover::add_lesson_help_api(api);
  statutory::add_statutory_api(api);
  add_due_api(api);
  add_search_api(api);
  add_report_api(api);
}

/// With the kinds as the school's files have them: what a school changed on a page is its own, and told by /api/v1/kinds.
base::Result<Answer> show_open_api(Visit& visit) {
  const auto& kinds = visit.house().room<record::Catalogue>().as_shipped();
  auto response = web::json(200, web::to_json(open_api(api_table(), kinds)));
  response.keep_secret = false;
  response.set_header("Cache-Control", "public, max-age=300");
  return response;
}

}  // namespace

const access::ApiTable& api_table() {
  static access::Routes beside;  // only the descriptions are wanted
  static const access::ApiTable table = [] {
    access::ApiTable made(beside);
    fill(made);
    return made;
  }();
  return table;
}

void add_api_routes(access::Routes& routes) {
  access::ApiTable api(routes);
  fill(api);
  routes.add_public(web::Method::get, "/api/openapi.json", show_open_api);
}

}  // namespace overview
