// The API of what follows a record: actions and their steps, sights, sign-offs.
#include "people/calendar_store.h"
#include "record/action_json.h"
#include "record/action_view.h"
#include "record/must_see_store.h"
#include "record/record_api.h"
#include "record/record_sight.h"
#include "record/sign_off_moves.h"
#include "web/json_body.h"
#include "web/problem.h"

namespace record {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::May;
using access::Visit;
using web::Json;
using Errors = std::vector<base::FieldError>;

constexpr int most = 100;

const std::string* text_of(const Json& body, std::string_view name) {
  const auto* found = body.find(name);
  return found ? found->string() : nullptr;
}
std::string words_of(const Json& body, std::string_view name) {
  const auto* text = text_of(body, name);
  return text ? std::string(base::trim(*text)) : std::string();
}

Json day_json(const std::optional<base::LocalDate>& day) { return day ? Json(base::to_iso(*day)) : Json(); }

Json owner_json(const Owner& owner, const std::string& name) {
  Json out;
  if (owner.role) out.set("role", access::code(*owner.role));
  else out.set("person", owner.person.text());
  out.set("name", name);
  return out;
}

}  // namespace

Json action_json(const Action& action) {
  Json out;
  out.set("id", action.id.text());
  out.set("what", action.what);
  out.set("owner", owner_json(action.now.owner, action.owner_name));
  out.set("asked_by", action.asker_name);
  out.set("asked_at", base::to_iso(action.asked_at));
  out.set("due_on", base::to_iso(action.now.due_on));
  out.set("urgency", code(action.urgency));
  out.set("state", code(action.now.state));
  out.set("version", action.now.version);
  out.set("pupil", action.pupil_name.empty() ? Json() : Json(action.pupil.text()));
  out.set("source", action.source.url.empty() ? Json() : Json(action.source.url));
  out.set("put_off_until", day_json(action.now.snoozed_until));
  out.set("escalated_to", action.leader_name.empty() ? Json() : Json(action.leader_name));
  out.set("proof", action.now.proof);
  return out;
}

namespace {

Json action_schema() {
  return schema::object({{"id", schema::id("The action")}, {"what", schema::text("What has to be done")},
                         {"owner", schema::object({{"person", schema::id("A member of staff"), schema::Need::sometimes},
                                                   {"role", schema::text("Code of a role: anybody of it"), schema::Need::sometimes},
                                                   {"name", schema::text("In words")}})},
                         {"asked_by", schema::text("Name")}, {"asked_at", schema::moment("When")}, {"due_on", schema::text("The day it is due, as 2026-03-03")},
                         {"urgency", schema::one_of("How urgent", {"now", "soon", "normal"})}, {"state", schema::one_of("How it stands", {"open", "done", "cancelled"})},
                         {"version", schema::whole("The number of its last step", 1, 1000000)},
                         {"pupil", schema::text("Id of the pupil it is about, or null"), schema::Need::sometimes},
                         {"source", schema::text("The page it came from, or null where it is not theirs to see"), schema::Need::sometimes},
                         {"put_off_until", schema::text("A day, or null"), schema::Need::sometimes},
                         {"escalated_to", schema::text("A name, or null"), schema::Need::sometimes}, {"proof", schema::text("What was done, or why it was called off")}});
}

Json list_json(const std::vector<Action>& actions) {
  Json::Array out;
  for (const auto& action : actions) out.push_back(action_json(action));
  return out;
}

base::Result<Answer> show_actions(Visit& visit, const OwnPass& pass) {
  const auto which = visit.query().text("of");
  Json out;
  out.set("actions", list_json(which == "asked" ? list_asked(pass, most) : which == "closed" ? list_closed(pass, most) : list_to_do(pass, most)));
  return web::json(200, web::to_json(out));
}

base::Result<Answer> show_action(Visit& visit, const OwnPass& pass) {
  const auto id = ActionId::parse(visit.match.part("action"));
  const auto action = id ? find_action(pass, *id) : std::nullopt;
  if (!action) return base::Error::not_found("no such action, or not theirs to see");
  Json::Array steps;
  for (const auto& step : list_steps(pass, *id)) {
    Json line;
    line.set("number", step.number);
    line.set("at", base::to_iso(step.at));
    line.set("by", step.by.is_nil() ? Json() : Json(step.by_name));
    line.set("deed", code(step.deed));
    line.set("words", step.words);
    line.set("to", step.owner_name.empty() ? Json() : Json(step.owner_name));
    line.set("day", day_json(step.day));
    line.set("record", step.record.is_nil() ? Json() : Json(step.record.text()));
    steps.push_back(std::move(line));
  }
  auto out = action_json(*action);
  out.set("steps", std::move(steps));
  return web::json(200, web::to_json(out));
}

/// {"person": id} or {"role": code}; an empty owner where it is neither.
Owner owner_of(const Json& body) {
  const auto* owner = body.find("owner");
  if (!owner) return {};
  if (const auto* person = text_of(*owner, "person")) return read_owner(*person);
  if (const auto* role = text_of(*owner, "role"))
    if (const auto known = access::role_of(*role)) return Owner::of(*known);
  return {};
}

std::optional<base::LocalDate> day_of(const Json& body, std::string_view name, Errors& wrong) {
  const auto* text = text_of(body, name);
  if (!text) return std::nullopt;
  const auto day = base::parse_iso_date(*text);
  if (!day) wrong.push_back({std::string(name), "Give the day as 2026-03-03"});
  return day;
}

base::Result<Answer> post_action(Visit& visit, const OwnPass& pass) {
  auto read = web::read_json_body(visit.request, {"id", "what", "owner", "due_on", "urgency", "record"});
  if (auto* refused = std::get_if<web::Response>(&read)) return std::move(*refused);
  const auto& body = std::get<Json>(read);
  Errors wrong;
  NewAction action;
  const auto* id_text = text_of(body, "id");
  const auto id = id_text ? ActionId::parse(*id_text) : std::nullopt;
  if (id) action.id = *id;
  else wrong.push_back({"id", "Give the action an id: 26 characters of Crockford base 32"});
  action.what = words_of(body, "what");
  action.owner = owner_of(body);
  const auto* urgency = text_of(body, "urgency");
  if (urgency && !action_urgency_of(*urgency)) wrong.push_back({"urgency", "Choose now, soon or normal"});
  action.urgency = urgency ? action_urgency_of(*urgency).value_or(ActionUrgency::normal) : ActionUrgency::normal;
  action.due_on = day_of(body, "due_on", wrong).value_or(usual_due(action.urgency, visit.today(), people::load_calendar(pass)));
  if (const auto* text = text_of(body, "record")) {
    const auto record = RecordId::parse(*text);
    const auto sight = record ? look(visit, pass, *record) : std::nullopt;
    if (!sight) return base::Error::not_found("no record to add an action to");
    if (!sight->record.parts.empty()) action.pupil = sight->record.parts.front().pupil;
    action.info_class = sight->record.info_class;
    action.flag = sight->record.flag;
    action.source = {"record", record->bytes(), web::Url::path("/records/{}", *record).text()};
  }
  const auto answer = [action](int status) {
    Json out;
    out.set("id", action.id.text());
    out.set("version", 1);
    auto response = web::json(status, web::to_json(out));
    if (status == 201) response.set_header("Location", "/api/v1/actions/" + action.id.text());
    return response;
  };
  if (id) {
    switch (asked_before(pass, action)) {
      case AskedBefore::same: return answer(200);
      case AskedBefore::other: return base::Error::conflict("This id was used before, with other words.", "action exists");
      case AskedBefore::no: break;
    }
  }
  access::UnitOfWork work{visit};
  if (const auto asked = ask(work, pass, action); !asked) {
    if (asked.error().kind != base::Error::Kind::invalid) return asked.error();
    wrong.insert(wrong.end(), asked.error().fields.begin(), asked.error().fields.end());
  }
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "action body");
  return std::move(work).commit_and([answer, house = &visit.house(), asker = pass.who().id, action](base::Result<void> written) {
    if (written) return answer(201);
    return asked_before(*house, asker, action) == AskedBefore::same ? answer(200) : web::problem_for(written.error());
  });
}

base::Result<std::int64_t> version_of(const Json& body) {
  const auto* version = body.find("version");
  if (version && version->integer() && *version->integer() > 0 && *version->integer() < 1000000) return *version->integer();
  return base::Error::invalid("version", "Give the number of the version you read", "version");
}

base::Result<Answer> post_step(Visit& visit, const OwnPass& pass) {
  auto read = web::read_json_body(visit.request, {"deed", "version", "words", "owner", "day", "record"});
  if (auto* refused = std::get_if<web::Response>(&read)) return std::move(*refused);
  const auto& body = std::get<Json>(read);
  const auto id = ActionId::parse(visit.match.part("action"));
  if (!id) return base::Error::not_found("not an id");
  const auto* deed_text = text_of(body, "deed");
  const auto deed = deed_text ? action_deed_of(*deed_text) : std::nullopt;
  if (!deed || *deed == ActionDeed::asked || *deed == ActionDeed::put_right)
    return base::Error::invalid("deed", "Choose taken, done, snoozed, handed_on, escalated, cancelled or reopened", "deed");
  TRY(const auto version, version_of(body));
  Errors wrong;
  ActionMove wanted{.id = *id, .was_version = static_cast<int>(version), .deed = *deed, .words = words_of(body, "words"), .owner = owner_of(body)};
  wanted.day = day_of(body, "day", wrong);
  if (const auto* text = text_of(body, "record")) {
    if (const auto record = RecordId::parse(*text)) wanted.record = *record;
    else wrong.push_back({"record", "Give the record's id"});
  }
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "step body");
  const auto answer = [id = *id, version](int status) {
    Json out;
    out.set("id", id.text());
    out.set("version", version + 1);
    return web::json(status, web::to_json(out));
  };
  if (moved_before(pass, wanted)) return answer(200);
  access::UnitOfWork work{visit};
  TRY_DO(move(work, pass, wanted));
  return std::move(work).commit_and([answer](base::Result<void> written) { return written ? answer(201) : web::problem_for(written.error()); });
}

base::Result<Answer> post_sight(Visit& visit, const OwnPass& pass) {
  auto read = web::read_json_body(visit.request, {"version"});
  if (auto* refused = std::get_if<web::Response>(&read)) return std::move(*refused);
  const auto id = RecordId::parse(visit.match.part("record"));
  if (!id) return base::Error::not_found("not an id");
  TRY(const auto version, version_of(std::get<Json>(read)));
  access::UnitOfWork work{visit};
  TRY_DO(acknowledge(work, pass, *id, version));
  return std::move(work).commit_and([id = *id](base::Result<void> written) {
    if (!written) return web::problem_for(written.error());
    Json out;
    out.set("record", id.text());
    out.set("seen", true);
    return web::json(200, web::to_json(out));
  });
}

base::Result<Answer> post_sign_off(Visit& visit, const OwnPass& pass) {
  auto read = web::read_json_body(visit.request, {"deed", "version", "words"});
  if (auto* refused = std::get_if<web::Response>(&read)) return std::move(*refused);
  const auto& body = std::get<Json>(read);
  const auto id = RecordId::parse(visit.match.part("record"));
  if (!id) return base::Error::not_found("not an id");
  const auto deed = words_of(body, "deed");
  if (deed != "signed" && deed != "returned" && deed != "answered") return base::Error::invalid("deed", "Choose signed, returned or answered", "deed");
  TRY(const auto version, version_of(body));
  const SignOffMove wanted{*id, static_cast<int>(version),
                           deed == "signed" ? SignOffDeed::signed_off : deed == "returned" ? SignOffDeed::returned : SignOffDeed::answered, words_of(body, "words")};
  const auto answer = [id = *id, state = std::string(deed == "answered" ? "waiting" : deed)](int status) {
    Json out;
    out.set("record", id.text());
    out.set("state", state);
    return web::json(status, web::to_json(out));
  };
  if (moved_before(pass, wanted)) return answer(200);
  access::UnitOfWork work{visit};
  TRY_DO(make_move(work, visit, pass, *visit.house().room<Catalogue>().kinds(), wanted));
  return std::move(work).commit_and([answer](base::Result<void> written) { return written ? answer(201) : web::problem_for(written.error()); });
}

Json owner_body() {
  return schema::object({{"person", schema::id("A member of staff"), schema::Need::sometimes}, {"role", schema::text("Code of a role"), schema::Need::sometimes}},
                        "One of the two");
}

}  // namespace

void add_following_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  using Need = schema::Need;
  api.define("Action", action_schema());
  const auto moved = schema::object({{"id", schema::id("The action")}, {"version", schema::whole("The number of its last step", 1, 1000000)}});
  api.get("/api/v1/actions",
          {.name = "listActions", .tag = "Inbox", .summary = "Your actions",
           .description = "At most a hundred.",
           .parameters = {{In::query, "of", "Which: to do (left out), asked of others, or closed", schema::one_of("", {"asked", "closed"})}},
           .answers = {{200, "Actions", schema::object({{"actions", schema::list(schema::ref("Action"))}})}}},
          show_actions);
  api.post("/api/v1/actions",
           {.name = "askForAction", .tag = "Inbox", .summary = "Ask for an action",
            .description = "The client makes the id: the same id with the same body is one action (200), with another body a conflict (409). An owner is a "
                           "person, or a role of which anybody may take it. Without a day it is due by how urgent it is, in school days.",
            .body = schema::object({{"id", schema::id("Made by the client")}, {"what", schema::text("What has to be done", 500)}, {"owner", owner_body()},
                                    {"due_on", schema::text("A day, as 2026-03-03"), Need::sometimes},
                                    {"urgency", schema::one_of("How urgent; normal where it is left out", {"now", "soon", "normal"}), Need::sometimes},
                                    {"record", schema::id("The record it comes from"), Need::sometimes}}),
            .answers = {{201, "Asked, and durable", moved}, {200, "It was asked before, by the same request", moved}},
            .problems = {404, 409, 422, 503}},
           post_action);
  api.get("/api/v1/actions/{action}",
          {.name = "showAction", .tag = "Inbox", .summary = "One action and its steps",
           .description = "For its owner, its asker, those who decide on it and the members of a role that owns it. Besides the members of Action it has `steps`, "
                          "each with number, at, by, deed, words, to, day and record.",
           .parameters = {{In::path, "action", "The action", schema::id("")}},
           .answers = {{200, "The action", schema::open_object("An Action with its steps")}},
           .problems = {404}},
          show_action);
  api.post("/api/v1/actions/{action}/steps",
           {.name = "moveAction", .tag = "Inbox", .summary = "Do something with an action",
            .description = "Each needs the version that was read; where the action moved on meanwhile the answer is 409. `done` needs the words that prove it, "
                           "`snoozed` a day and a reason, `handed_on` an owner and a reason, the others a reason. `escalated` without an owner goes to the "
                           "owner's line manager, else to whoever asked.",
            .parameters = {{In::path, "action", "The action", schema::id("")}},
            .body = schema::object({{"deed", schema::one_of("What", {"taken", "done", "snoozed", "handed_on", "escalated", "cancelled", "reopened"})},
                                    {"version", schema::whole("The version that was read", 1, 1000000)},
                                    {"words", schema::text("Proof or reason", 1000), Need::sometimes}, {"owner", owner_body(), Need::sometimes},
                                    {"day", schema::text("A day, as 2026-03-03"), Need::sometimes},
                                    {"record", schema::id("done: a record that proves it"), Need::sometimes}}),
            .answers = {{201, "Done, and durable", moved}, {200, "It was done before, by the same request", moved}},
            .problems = {404, 409, 422, 503}},
           post_step);
  api.post("/api/v1/records/{record}/sight",
           {.name = "acknowledgeRecord", .tag = "Inbox", .summary = "Say that you have seen a record",
            .description = "For those who must see it. Twice is once; the record stays where it is. Where it was corrected since it was read the answer is 409.",
            .parameters = {{In::path, "record", "The record", schema::id("")}},
            .body = schema::object({{"version", schema::whole("The version that was read", 1, 1000000)}}),
            .answers = {{200, "Noted", schema::object({{"record", schema::id("The record")}, {"seen", schema::yes_no("Always true")}})}},
            .problems = {404, 409, 422, 503}},
           post_sight);
  api.post("/api/v1/records/{record}/sign-off",
           {.name = "signRecordOff", .tag = "Inbox", .summary = "Sign a record off, return it, or answer",
            .description = "Signed or returned (with words) by somebody the record's kind names, never by its author or one who had a hand in it; answered (with "
                           "words) by its author after it was returned. `version` is the one that was read.",
            .parameters = {{In::path, "record", "The record", schema::id("")}},
            .body = schema::object({{"deed", schema::one_of("What", {"signed", "returned", "answered"})}, {"version", schema::whole("The version that was read", 1, 1000000)},
                                    {"words", schema::text("Comment or answer", 1000), Need::sometimes}}),
            .answers = {{201, "Saved, and durable",
                         schema::object({{"record", schema::id("The record")}, {"state", schema::one_of("How it stands", {"waiting", "signed", "returned"})}})},
                        {200, "It was saved before, by the same request", schema::object({{"record", schema::id("The record")}, {"state", schema::one_of("How it stands", {"waiting", "signed", "returned"})}})}},
            .problems = {404, 409, 422, 503}},
           post_sign_off);
}

}  // namespace record
