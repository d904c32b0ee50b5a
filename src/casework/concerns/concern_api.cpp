// JSON in, JSON out, of the queue and of decisions.
#include "casework/concerns/concern_api.h"

#include "casework/concerns/arrangement_store.h"
#include "casework/concerns/category_store.h"
#include "casework/concerns/decision_form.h"
#include "casework/concerns/triage_store.h"
#include "people/calendar.h"
#include "record/action_view.h"
#include "web/json_body.h"
#include "web/json_words.h"
#include "web/problem.h"

namespace concerns {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::Visit;
using schema::Need;
using web::Json;

std::vector<std::string_view> codes_of(std::span<const Word> words) {
  std::vector<std::string_view> out;
  for (const auto& word : words) out.push_back(word.code);
  return out;
}

Json concern_json(const OpenConcern& concern, const Targets& targets, base::UtcTime now, const base::Zone& zone) {
  const auto clock = clock_of(concern, targets, now, zone);
  Json pupils = Json::Array{}, topics = Json::Array{};
  for (const auto& pupil : concern.pupils) {
    Json one;
    one.set("id", pupil.id.text());
    one.set("name", pupil.name);
    one.set("part", pupil.linked ? "linked" : "about");
    pupils.push(std::move(one));
  }
  for (const auto& topic : concern.topics) topics.push(topic);
  Json out;
  out.set("id", concern.id.text());
  out.set("status", concern.state);
  out.set("occurred_at", base::to_iso(concern.occurred_at));
  out.set("recorded_at", base::to_iso(concern.recorded_at));
  out.set("author", concern.author);
  out.set("line", concern.line);
  if (!concern.safe.empty()) out.set("safe_now", concern.safe);
  out.set("topics", std::move(topics));
  out.set("pupils", std::move(pupils));
  out.set("decisions", concern.steps);
  if (concern.level > 0) out.set("level", concern.level);
  if (!concern.category.empty()) out.set("category", concern.category);
  if (concern.review_on) out.set("review_on", base::to_iso(*concern.review_on));
  if (clock.due) out.set("due", base::to_iso(*clock.due));
  out.set("overdue", clock.overdue);
  out.set("added_to", concern.is_added_to());
  return out;
}

Json concern_schema() {
  return schema::object({{"id", schema::id("The concern, which is a record")},
                         {"status", schema::one_of("What its author reads", {received, looked_at, closed})},
                         {"occurred_at", schema::moment("When it happened")},
                         {"recorded_at", schema::moment("When it was raised")},
                         {"author", schema::text("Who raised it")},
                         {"line", schema::text("The first words of it")},
                         {"safe_now", schema::one_of("Whether the child was safe when it was written", {"yes", "not_sure", "no"}), Need::sometimes},
                         {"topics", schema::list(schema::text(""), "Codes of the reporter's own topics")},
                         {"pupils", schema::list(schema::object({{"id", schema::id("Pupil")}, {"name", schema::text("Name")},
                                                                 {"part", schema::one_of("About them, or only linked", {"about", "linked"})}}))},
                         {"decisions", schema::whole("How many stand", 0, 100000)},
                         {"level", schema::whole("Level of need", 1, 4), Need::sometimes},
                         {"category", schema::text("Code of the main category"), Need::sometimes},
                         {"review_on", schema::text("The day to look again, as 2026-03-03"), Need::sometimes},
                         {"due", schema::moment("When the first look, or the next one, is due"), Need::sometimes},
                         {"overdue", schema::yes_no("Whether that has passed")},
                         {"added_to", schema::yes_no("Whether the reporter added something nobody has decided upon")}},
                        "A safeguarding concern in the queue");
}

base::Result<Answer> list_concerns(Visit& visit, const TriagePass& pass) {
  auto open = list_open(pass);
  const auto targets = load_arrangement(pass).targets;
  const auto& zone = visit.house().zone();
  sort_by_urgency(open, targets, visit.now(), zone);
  Json all = Json::Array{};
  for (const auto& concern : open) all.push(concern_json(concern, targets, visit.now(), zone));
  Json out;
  out.set("concerns", std::move(all));
  return web::json(200, web::to_json(out));
}

base::Result<Answer> list_all_categories(Visit& visit, const TriagePass& pass) {
  const int year = people::academic_year_of(visit.today());
  Json all = Json::Array{};
  for (const auto& category : list_categories(pass, year)) {
    Json one;
    one.set("code", category.code);
    one.set("theme", category.theme);
    one.set("label", category.label);
    all.push(std::move(one));
  }
  Json out;
  out.set("academic_year", year);
  out.set("categories", std::move(all));
  return web::json(200, web::to_json(out));
}

Json step_json(const Step& step) {
  Json out;
  out.set("number", step.place);
  out.set("author", step.author);
  out.set("at", base::to_iso(step.at));
  out.set("outcome", step.outcome);
  out.set("category", step.category);
  out.set("level", step.level);
  out.set("reason", step.reason);
  out.set("parents", step.parents);
  out.set("parents_why", step.parents_why);
  if (step.review_on) out.set("review_on", base::to_iso(*step.review_on));
  return out;
}

Json sayings_json(const std::vector<Saying>& all) {
  Json out = Json::Array{};
  for (const auto& one : all) {
    Json saying;
    saying.set("author", one.author);
    saying.set("at", base::to_iso(one.at));
    saying.set("words", one.words);
    out.push(std::move(saying));
  }
  return out;
}

std::optional<OpenConcern> concern_of(const Visit& visit, const TriagePass& pass) {
  const auto id = RecordId::parse(visit.match.part("concern"));
  return id ? find(pass, *id) : std::nullopt;
}

base::Result<Answer> show_concern(Visit& visit, const TriagePass& pass) {
  const auto concern = concern_of(visit, pass);
  if (!concern) return base::Error::not_found("no such concern, or not theirs to see");
  const auto dossier = load_dossier(pass, concern->id);
  Json steps = Json::Array{};
  for (const auto& step : dossier.steps) steps.push(step_json(step));
  Json out;
  out.set("concern", concern_json(*concern, load_arrangement(pass).targets, visit.now(), visit.house().zone()));
  out.set("decisions", std::move(steps));
  out.set("answers", sayings_json(dossier.answers));
  out.set("additions", sayings_json(dossier.additions));
  return web::json(200, web::to_json(out));
}

int number_in(const Json& body, std::string_view name) {
  const auto* found = body.find(name);
  return found && found->integer() ? static_cast<int>(*found->integer()) : 0;
}

/// "actions": each with an id of the caller's making, what, the owner (a person's id or "role:<code>") and the day.
std::vector<record::NewAction> actions_in(const Visit& visit, const Json& body, const OpenConcern& concern, std::vector<base::FieldError>& wrong) {
  std::vector<record::NewAction> out;
  const auto* all = body.find("actions");
  if (!all || !all->array()) return out;
  std::size_t n = 0;
  for (const auto& one : *all->array()) {
    const auto field = [place = n++](std::string_view name) { return "actions." + std::to_string(place) + "." + std::string(name); };
    auto action = action_about(concern.id, concern.first_about());
    const auto id = record::ActionId::parse(text_in(one, "id"));
    const auto day = base::parse_iso_date(text_in(one, "due_on"));
    if (!id) wrong.push_back({field("id"), "Give the action an id of your own making"});
    if (!day) wrong.push_back({field("due_on"), "Give the day as 2026-03-03"});
    action.id = id.value_or(record::ActionId{});
    action.what = base::clean(base::trim(text_in(one, "what")));
    action.owner = record::read_owner(text_in(one, "owner"));
    action.due_on = day.value_or(visit.today());
    for (auto error : record::check_new(action, visit.today())) {
      error.field = field(error.field);
      wrong.push_back(std::move(error));
    }
    out.push_back(std::move(action));
  }
  return out;
}

web::Response saved(int status, const DecisionDraft& draft, int number) {
  Json out;
  out.set("id", draft.id.text());
  out.set("number", number);
  auto response = web::json(status, web::to_json(out));
  if (status == 201) response.set_header("Location", "/api/v1/concerns/" + draft.record.text());
  return response;
}

base::Result<Answer> post_decision(Visit& visit, const TriagePass& pass) {
  const auto concern = concern_of(visit, pass);
  if (!concern) return base::Error::not_found("no such concern, or not theirs to see");
  const auto read = web::read_json_body(visit.request, {"id", "decisions", "outcome", "category", "categories", "level", "reason", "parents",
                                                        "parents_why", "review_on", "answer", "actions"});
  if (const auto* problem = std::get_if<web::Response>(&read)) return Answer(*problem);
  const auto& body = std::get<Json>(read);
  const auto id = StepId::parse(text_in(body, "id"));
  if (!id) return base::Error::invalid("id", "Give the decision an id of your own making: a UUIDv7 as 26 characters of Crockford base 32", "decision id");
  std::vector<base::FieldError> wrong;
  DecisionDraft draft{.id = *id, .record = concern->id, .was = number_in(body, "decisions"), .outcome = text_in(body, "outcome"),
                      .category = text_in(body, "category"), .level = number_in(body, "level"), .reason = text_in(body, "reason"),
                      .parents = text_in(body, "parents"), .parents_why = text_in(body, "parents_why"), .answer = text_in(body, "answer")};
  if (const auto* more = body.find("categories"); more && more->array())
    for (const auto& one : *more->array())
      if (one.string()) draft.categories.push_back(*one.string());
  if (const auto day = text_in(body, "review_on"); !day.empty()) {
    draft.review_on = base::parse_iso_date(day);
    if (!draft.review_on) wrong.push_back({"review_on", "Give the day as 2026-03-03"});
  }
  auto actions = actions_in(visit, body, *concern, wrong);
  const int year = people::academic_year_of(visit.today());
  if (is_decided(pass, *id)) return saved(200, draft, concern->steps);
  auto checked = check(std::move(draft), visit.today(), list_categories(pass, year));
  if (!checked) wrong.insert(wrong.end(), checked.error().fields.begin(), checked.error().fields.end());
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "decision");
  if (checked->was != concern->steps)
    return base::Error::conflict("Somebody else decided meanwhile. Read the concern again, and send how many decisions stand.", "stale decision");
  checked->actions = std::move(actions);
  access::UnitOfWork work{visit};
  decide(work, pass, *checked, year, concern->pupils.front().id);
  if (checked->outcome == "open_case") open_cases(work, visit, pass, *concern, *checked);
  TRY_DO(ask_for(work, visit, *checked));
  return std::move(work).commit_and([draft = *checked](base::Result<void> written) {
    return written ? saved(201, draft, draft.was + 1) : web::problem_for(written.error());
  });
}

Json decision_schema() {
  return schema::object({{"id", schema::id("Of your own making, so that it can be sent again")},
                         {"decisions", schema::whole("How many stood when the concern was read", 0, 100000)},
                         {"outcome", schema::one_of("What is decided", codes_of(outcomes()))},
                         {"category", schema::text("Code of the main category of this academic year"), Need::sometimes},
                         {"categories", schema::list(schema::text(""), "Codes of further categories"), Need::sometimes},
                         {"level", schema::whole("Level of need; 0 where it is not decided", 0, 4), Need::sometimes},
                         {"reason", schema::text("Why", 4000)},
                         {"parents", schema::one_of("Whether a parent or carer knows", codes_of(parents_words()))},
                         {"parents_why", schema::text("Why not", 1000), Need::sometimes},
                         {"review_on", schema::text("The day to look again, as 2026-03-03"), Need::sometimes},
                         {"answer", schema::text("To the person who raised it", 2000), Need::sometimes},
                         {"actions", schema::list(schema::object({{"id", schema::id("Of your own making")},
                                                                  {"what", schema::text("What has to be done", 500)},
                                                                  {"owner", schema::text("A person's id, or role: and the code of a role")},
                                                                  {"due_on", schema::text("By when, as 2026-03-03")}}),
                                                  "What somebody has to do because of it; it stands in their inbox"), Need::sometimes}});
}

Json saying_schema() {
  return schema::object({{"author", schema::text("Who")}, {"at", schema::moment("When")}, {"words", schema::text("What")}});
}

}  // namespace

void add_concern_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  api.define("Concern", concern_schema());
  api.get("/api/v1/concerns",
          {.name = "listConcerns", .tag = "Concerns", .summary = "The concerns that are open",
           .description = "Those of every child this person may deal with concerns about, the most urgent first.",
           .answers = {{200, "The queue", schema::object({{"concerns", schema::list(schema::ref("Concern"))}})}}, .problems = {404}},
          list_concerns);
  api.get("/api/v1/concern-categories",
          {.name = "listConcernCategories", .tag = "Concerns", .summary = "The formal categories of this academic year",
           .description = "A decision names one of them, and as many more as fit.",
           .answers = {{200, "The categories",
                        schema::object({{"academic_year", schema::whole("The year it starts in", 2000, 2100)},
                                        {"categories", schema::list(schema::object({{"code", schema::text("Code")}, {"theme", schema::text("What it belongs to")},
                                                                                    {"label", schema::text("Words")}}))}})}},
           .problems = {404}},
          list_all_categories);
  api.get("/api/v1/concerns/{concern}",
          {.name = "showConcern", .tag = "Concerns", .summary = "A concern with what was done about it",
           .description = "Decisions, answers to the reporter and what the reporter added. The reporter's own words are its record.",
           .parameters = {{In::path, "concern", "The concern", schema::id("")}},
           .answers = {{200, "The concern",
                        schema::object({{"concern", schema::ref("Concern")},
                                        {"decisions", schema::list(schema::object({{"number", schema::whole("1, 2, …", 1, 100000)}, {"author", schema::text("Who")},
                                                                                   {"at", schema::moment("When")}, {"outcome", schema::one_of("What", codes_of(outcomes()))},
                                                                                   {"category", schema::text("Code")}, {"level", schema::whole("0 where not decided", 0, 4)},
                                                                                   {"reason", schema::text("Why")}, {"parents", schema::one_of("Whether they know", codes_of(parents_words()))},
                                                                                   {"parents_why", schema::text("Why not")}, {"review_on", schema::text("The day to look again"), Need::sometimes}}))},
                                        {"answers", schema::list(saying_schema())},
                                        {"additions", schema::list(saying_schema())}})}},
           .problems = {404}},
          show_concern);
  api.post("/api/v1/concerns/{concern}/decisions",
           {.name = "decideConcern", .tag = "Concerns", .summary = "Decide about a concern",
            .description = "Adds a decision; none is ever changed. The same id twice is one decision. When somebody else decided meanwhile, it is a conflict (409).",
            .parameters = {{In::path, "concern", "The concern", schema::id("")}},
            .body = decision_schema(),
            .answers = {{201, "Decided, and durable", schema::object({{"id", schema::id("As it was sent")}, {"number", schema::whole("Its place", 1, 100000)}})},
                        {200, "It was decided before, by the same request", schema::object({{"id", schema::id("As it was sent")}, {"number", schema::whole("Its place", 1, 100000)}})}},
            .problems = {404, 409, 422, 503}},
           post_decision);
}

}  // namespace concerns
