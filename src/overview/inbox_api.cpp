// The inbox and notices for programs.
#include "casework/visits/outing_store.h"
#include "overview/inbox_pages.h"
#include "record/action_json.h"
#include "record/action_store.h"
#include "record/must_see_store.h"
#include "record/notice_store.h"
#include "record/sign_off_store.h"
#include "web/json_body.h"
#include "web/problem.h"

namespace overview {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::Visit;
using record::OwnPass;
using web::Json;

constexpr int most = 100;

Json notice_json(const record::Notice& notice) {
  Json out;
  out.set("id", notice.id.text());
  out.set("pupil", notice.pupil.text());
  out.set("pupil_name", notice.pupil_name);
  out.set("words", notice.words);
  out.set("urgent", notice.urgent);
  out.set("made_at", base::to_iso(notice.made_at));
  if (notice.seen_at) out.set("seen_at", base::to_iso(*notice.seen_at));
  return out;
}

base::Result<Answer> show_inbox(Visit& visit, const OwnPass& pass) {
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  Json::Array sign, see, returned;
  const auto signing = access::Door::caseload<access::May::record_sign>(visit);
  for (const auto& one : signing ? record::list_to_sign(*signing, *kinds, {}, most) : std::vector<record::WaitingSignOff>{}) {
    Json line;
    line.set("record", one.record.text());
    line.set("kind", one.kind);
    line.set("version", one.version);
    line.set("author", one.author_name);
    line.set("since", base::to_iso(one.since));
    line.set("line", one.line);
    sign.push_back(std::move(line));
  }
  for (const auto& one : record::list_to_see(pass, most)) {
    Json line;
    line.set("record", one.record.text());
    line.set("kind", one.kind);
    line.set("author", one.author);
    line.set("asked_at", base::to_iso(one.asked_at));
    line.set("line", one.line);
    see.push_back(std::move(line));
  }
  for (const auto& one : record::list_returned(pass, most)) {
    Json line;
    line.set("record", one.record.text());
    line.set("kind", one.kind);
    line.set("by", one.by_name);
    line.set("at", base::to_iso(one.at));
    line.set("words", one.words);
    returned.push_back(std::move(line));
  }
  Json::Array actions, notices, overdue;
  for (const auto& action : record::list_to_do(pass, most)) actions.push_back(record::action_json(action));
  for (const auto& notice : record::list_notices(pass, most))
    if (!notice.seen_at) notices.push_back(notice_json(notice));
  for (const auto& outing : visits::list_out(pass)) {
    if (!visits::is_overdue(outing, visit.now())) continue;
    Json line;
    line.set("id", outing.id.text());
    line.set("name", outing.name);
    line.set("expected_at", base::to_iso(outing.expected_at));
    overdue.push_back(std::move(line));
  }
  Json out;
  out.set("overdue_visits", std::move(overdue));
  out.set("notices", std::move(notices));
  out.set("actions", std::move(actions));
  out.set("to_sign", std::move(sign));
  out.set("to_see", std::move(see));
  out.set("returned", std::move(returned));
  return web::json(200, web::to_json(out));
}

base::Result<Answer> show_all_notices(Visit&, const OwnPass& pass) {
  Json::Array all;
  for (const auto& notice : record::list_notices(pass, most)) all.push_back(notice_json(notice));
  Json out;
  out.set("notices", std::move(all));
  return web::json(200, web::to_json(out));
}

base::Result<Answer> post_seen(Visit& visit, const OwnPass& pass) {
  auto read = web::read_json_body(visit.request, {});
  if (auto* refused = std::get_if<web::Response>(&read)) return std::move(*refused);
  const auto id = record::NoticeId::parse(visit.match.part("notice"));
  if (!id || !record::is_own_notice(pass, *id)) return base::Error::not_found("no such notice of theirs");
  access::UnitOfWork work{visit};
  record::see_notice(work, pass, *id);
  return std::move(work).commit_and([id = *id](base::Result<void> written) {
    if (!written) return web::problem_for(written.error());
    Json out;
    out.set("id", id.text());
    out.set("seen", true);
    return web::json(200, web::to_json(out));
  });
}

Json line_schema(std::vector<schema::Member> more) {
  std::vector<schema::Member> members = {{"record", schema::id("The record")}, {"kind", schema::text("Its kind")}};
  for (auto& member : more) members.push_back(std::move(member));
  return schema::object(std::move(members));
}

}  // namespace

void add_inbox_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  using Need = schema::Need;
  api.define("Notice", schema::object({{"id", schema::id("The notice")}, {"pupil", schema::id("About whom")}, {"pupil_name", schema::text("Name")},
                                       {"words", schema::text("What somebody should know")}, {"urgent", schema::yes_no("To be looked at now")},
                                       {"made_at", schema::moment("When")}, {"seen_at", schema::moment("When it was seen"), Need::sometimes}}));
  api.get("/api/v1/inbox",
          {.name = "showInbox", .tag = "Inbox", .summary = "Everything that waits for you",
           .description = "Who is out alone and overdue, notices not seen, open actions, records to sign off, records to be seen, and own entries that were returned.",
           .answers = {{200, "What waits",
                        schema::object({{"overdue_visits", schema::list(schema::object({{"id", schema::id("The visit")}, {"name", schema::text("Who is out")}, {"expected_at", schema::moment("When they were to be back")}}))},
                                        {"notices", schema::list(schema::ref("Notice"), "Not seen yet, the newest first")},
                                        {"actions", schema::list(schema::ref("Action"), "The one due first first")},
                                        {"to_sign", schema::list(line_schema({{"version", schema::whole("The version that waits", 1, 1000000)},
                                                                              {"author", schema::text("Name")}, {"since", schema::moment("Waiting since")},
                                                                              {"line", schema::text("Its line in the chronology")}}))},
                                        {"to_see", schema::list(line_schema({{"author", schema::text("Name")}, {"asked_at", schema::moment("Since when")},
                                                                             {"line", schema::text("Its line in the chronology")}}))},
                                        {"returned", schema::list(line_schema({{"by", schema::text("Name")}, {"at", schema::moment("When")},
                                                                               {"words", schema::text("The comment")}}))}})}}},
          show_inbox);
  api.get("/api/v1/notices",
          {.name = "listNotices", .tag = "Inbox", .summary = "Your notices",
           .description = "At most a hundred: those not seen first, then the newest first.",
           .answers = {{200, "Notices", schema::object({{"notices", schema::list(schema::ref("Notice"))}})}}},
          show_all_notices);
  api.post("/api/v1/notices/{notice}/seen",
           {.name = "seeNotice", .tag = "Inbox", .summary = "Say that you have seen a notice",
            .description = "One's own only. Twice is once; the notice stays on the list.",
            .parameters = {{In::path, "notice", "The notice", schema::id("")}},
            .body = schema::object({}),
            .answers = {{200, "Noted", schema::object({{"id", schema::id("The notice")}, {"seen", schema::yes_no("Always true")}})}},
            .problems = {404, 503}},
           post_seen);
}

}  // namespace overview
