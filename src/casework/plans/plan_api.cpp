// JSON in, JSON out, of plans.
#include "casework/plans/plan_api.h"

#include "base/text.h"
#include "casework/plans/plan_desk.h"
#include "casework/plans/provision_line_store.h"
#include "casework/plans/target_store.h"
#include "record/body.h"
#include "record/school_offers.h"
#include "web/json_body.h"
#include "web/problem.h"

#include <algorithm>

namespace plans {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::Visit;
using schema::Need;
using web::Json;

template <class Enum, std::size_t N>
std::vector<std::string_view> codes_of() {
  std::vector<std::string_view> out;
  for (std::size_t n = 0; n < N; ++n)
    if (const auto word = code(static_cast<Enum>(n)); !word.empty()) out.push_back(word);
  return out;
}

Json value_json(Value value) { return value % one == 0 ? Json(value / one) : Json(static_cast<double>(value) / 1000.0); }

Json plan_json(const Plan& plan) {
  Json out;
  out.set("id", plan.id.text());
  out.set("pupil", plan.pupil.text());
  out.set("template", plan.template_id);
  out.set("title", plan.title);
  out.set("state", code(plan.state));
  out.set("version", plan.version);
  if (plan.live_version) out.set("live_version", *plan.live_version);
  out.set("author", plan.author_name);
  out.set("from", base::to_iso(plan.from));
  if (plan.until) out.set("until", base::to_iso(*plan.until));
  if (plan.review) out.set("review", base::to_iso(*plan.review));
  return out;
}

Json plan_schema() {
  return schema::object({{"id", schema::id("The plan")}, {"pupil", schema::id("Whose it is")}, {"template", schema::text("Id of its template")}, {"title", schema::text("Title")},
                         {"state", schema::one_of("How its newest version stands", codes_of<PlanState, plan_state_count>())}, {"version", schema::whole("The newest", 1, 100000)},
                         {"live_version", schema::whole("The one that is followed", 1, 100000), Need::sometimes}, {"author", schema::text("Who began it")},
                         {"from", schema::text("First day, as 2026-03-03")}, {"until", schema::text("Last day"), Need::sometimes}, {"review", schema::text("Day of the review"), Need::sometimes}},
                        "A plan for a pupil");
}

Json target_json(const Target& target) {
  const auto& words = target.words;
  Json out, steps = Json::Array{}, strategies = Json::Array{};
  for (const auto& step : words.measure.steps) steps.push(step);
  for (const auto& strategy : target.strategies) strategies.push(strategy.words);
  out.set("id", target.id.text());
  out.set("plan", target.plan.text());
  out.set("pupil", target.pupil.text());
  out.set("version", target.version);
  out.set("state", code(target.state));
  out.set("area", code(words.area));
  out.set("need", words.need);
  out.set("statement", words.statement);
  out.set("success", words.success);
  out.set("measure", code(words.measure.scale));
  out.set("unit", words.measure.unit);
  out.set("steps", std::move(steps));
  out.set("baseline", value_json(words.baseline));
  out.set("goal", value_json(words.goal));
  out.set("starts_on", base::to_iso(words.starts_on));
  out.set("by_when", base::to_iso(words.by_when));
  out.set("owner", target.owner_name);
  if (!words.part_of.is_nil()) out.set("part_of", words.part_of.text());
  if (target.outcome != Outcome::none) out.set("outcome", code(target.outcome));
  out.set("strategies", std::move(strategies));
  return out;
}

Json number_schema(std::string_view description) {
  Json out;
  out.set("type", "number");
  out.set("description", description);
  return out;
}

std::vector<schema::Member> target_word_members() {
  return {{"area", schema::one_of("Area of need", codes_of<Area, area_count>())}, {"need", schema::text("The need it answers", 300)}, {"statement", schema::text("What the pupil will be able to do", 400)},
          {"success", schema::text("How it will be known", 600), Need::sometimes}, {"measure", schema::one_of("How it is measured", codes_of<Scale, scale_count>())},
          {"unit", schema::text("What is counted", 60), Need::sometimes}, {"steps", schema::list(schema::text("", 160), "The rungs of a ladder, the first one first"), Need::sometimes},
          {"baseline", number_schema("Where the pupil starts, on that scale; of a ladder the first rung is 0, of yes and no yes is 1")}, {"goal", number_schema("The goal, on that scale")},
          {"starts_on", schema::text("As 2026-03-03")}, {"by_when", schema::text("The day to reach it by")}};
}

Json target_schema() {
  auto members = target_word_members();
  for (auto& member : std::vector<schema::Member>{{"id", schema::id("The target")}, {"plan", schema::id("Its plan")}, {"pupil", schema::id("Whose it is")}, {"version", schema::whole("The newest", 1, 100000)},
                                                  {"state", schema::one_of("A draft waits for its plan", {"draft", "live", "ended"})}, {"owner", schema::text("Who sees to it")},
                                                  {"part_of", schema::id("The longer aim it takes part in"), Need::sometimes},
                                                  {"outcome", schema::one_of("How far it got", codes_of<Outcome, outcome_count>()), Need::sometimes},
                                                  {"strategies", schema::list(schema::text(""), "What is done to reach it; only where one plan is asked for")}})
    members.push_back(std::move(member));
  return schema::object(std::move(members), "A target of a plan");
}

Json line_json(const ProvisionLine& line) {
  const auto& words = line.words;
  Json out;
  out.set("id", line.id.text());
  out.set("pupil", line.pupil.text());
  if (!line.plan.is_nil()) out.set("plan", line.plan.text());
  if (!words.target.is_nil()) out.set("target", words.target.text());
  out.set("state", code(line.state));
  out.set("what", words.what);
  out.set("who", words.who);
  out.set("staff", line.staff_name);
  out.set("group_size", words.group_size);
  out.set("minutes", words.minutes);
  out.set("times", words.times);
  out.set("every_weeks", words.every_weeks);
  out.set("from", base::to_iso(words.from));
  if (words.until) out.set("until", base::to_iso(*words.until));
  out.set("wave", code(words.wave));
  out.set("funding", code(words.funding));
  out.set("section_f", words.section_f);
  out.set("area", code(words.area));
  return out;
}

Json line_schema() {
  return schema::object({{"id", schema::id("The line")}, {"pupil", schema::id("Whose it is")}, {"plan", schema::id("Its plan"), Need::sometimes}, {"target", schema::id("What it is for"), Need::sometimes},
                         {"state", schema::one_of("A draft waits for its plan", {"draft", "live", "ended"})}, {"what", schema::text("What the pupil is to have")}, {"who", schema::text("Who gives it, in words")},
                         {"staff", schema::text("Who of the staff gives it")}, {"group_size", schema::whole("Pupils", 1, 40)}, {"minutes", schema::whole("Each time", 1, 1200)},
                         {"times", schema::whole("How many times", 1, 50)}, {"every_weeks", schema::whole("In how many weeks", 1, 52)}, {"from", schema::text("First day, as 2026-03-03")},
                         {"until", schema::text("Last day"), Need::sometimes}, {"wave", schema::one_of("Kind of provision", {"universal", "targeted", "specialist"})},
                         {"funding", schema::one_of("Paid from", codes_of<Funding, funding_count>())}, {"section_f", schema::yes_no("Whether section F of an EHCP names it")},
                         {"area", schema::one_of("Area of need", codes_of<Area, area_count>())}},
                        "Promised provision");
}

web::Response list_answer(std::string_view name, Json list) {
  Json out;
  out.set(name, std::move(list));
  return web::json(200, web::to_json(out));
}

base::Result<Answer> show_plans(Visit&, const PupilSight& pass) {
  Json all = Json::Array{};
  for (const auto& plan : list_plans(pass)) all.push(plan_json(plan));
  return list_answer("plans", std::move(all));
}

base::Result<Answer> show_targets(Visit& visit, const PupilSight& pass) {
  Json all = Json::Array{};
  for (const auto& target : visit.query().text("state") == "live" ? list_live_targets(pass) : list_targets(pass)) all.push(target_json(target));
  return list_answer("targets", std::move(all));
}

base::Result<Answer> show_provision(Visit& visit, const PupilSight& pass) {
  const auto day = [&](std::string_view name) -> base::Result<base::LocalDate> {
    if (visit.query().text(name).empty()) return visit.today();
    const auto read = base::parse_iso_date(visit.query().text(name));
    if (!read) return base::Error::invalid(std::string(name), "Give the day as 2026-03-03", "day");
    return *read;
  };
  TRY(const auto from, day("from"));
  TRY(const auto until, day("until"));
  Json all = Json::Array{};
  for (const auto& line : list_provision_lines(pass, from, until)) all.push(line_json(line));
  return list_answer("provision", std::move(all));
}

Json consents_json(const PlanDesk& desk) {
  Json out = Json::Array{};
  const auto all = list_consents(desk.pass, desk.plan.id);
  for (const auto& each : all) {
    Json one_consent;
    one_consent.set("id", each.id.text());
    one_consent.set("what", each.what);
    one_consent.set("given_by", each.given_by);
    one_consent.set("given_on", base::to_iso(each.given_on));
    if (each.until) one_consent.set("until", base::to_iso(*each.until));
    if (each.withdrawn_on) one_consent.set("withdrawn_on", base::to_iso(*each.withdrawn_on));
    one_consent.set("state", code(state_of(each, all, desk.pass.today())));
    out.push(std::move(one_consent));
  }
  return out;
}

Json consent_schema() {
  return schema::object({{"id", schema::id("The consent")}, {"what", schema::text("What it is for: a code of the template")}, {"given_by", schema::text("Who gave it")},
                         {"given_on", schema::text("As 2026-03-03")}, {"until", schema::text("The last day it holds; missing where it has no end"), Need::sometimes},
                         {"withdrawn_on", schema::text("The day it was taken back"), Need::sometimes}, {"state", schema::one_of("How it stands today", {"holds", "ended", "withdrawn", "renewed"})}},
                        "A consent that a plan asks for");
}

base::Result<Answer> show_one(Visit& visit, const PupilSight& pass) {
  TRY(const auto desk, open_desk(visit, pass));
  const auto* shown = desk.followed() ? desk.followed() : &desk.newest();
  Json targets = Json::Array{}, lines = Json::Array{};
  for (const auto& target : list_targets_of_plan(pass, desk.plan.id)) targets.push(target_json(target));
  for (const auto& line : list_lines_of_plan(pass, desk.plan.id)) lines.push(line_json(line));
  Json out;
  out.set("plan", plan_json(desk.plan));
  out.set("shown_version", shown->number);
  out.set("fields", record::Body::stored(shown->body).json());
  out.set("targets", std::move(targets));
  out.set("provision", std::move(lines));
  out.set("consents", consents_json(desk));
  return web::json(200, web::to_json(out));
}

std::string text_in(const Json& body, std::string_view name) {
  const auto* found = body.find(name);
  return found && found->string() ? std::string(base::trim(base::clean(*found->string()))) : std::string();
}

std::optional<base::LocalDate> day_in(const Json& body, std::string_view name, std::vector<base::FieldError>& wrong, bool needed) {
  const auto text = text_in(body, name);
  const auto day = base::parse_iso_date(text);
  if (!day && (needed || !text.empty())) wrong.push_back({std::string(name), "Give the day as 2026-03-03"});
  return day;
}

Answer saved(access::UnitOfWork work, std::string id) {
  Json out;
  out.set("id", std::move(id));
  return std::move(work).commit_and([body = web::to_json(out)](base::Result<void> written) {
    return written ? web::json(201, body) : web::problem_for(written.error());
  });
}

base::Result<Answer> post_plan(Visit& visit, const WritePass& pass) {
  const auto read = web::read_json_body(visit.request, {"id", "template", "title", "from", "until", "review", "fields"});
  if (const auto* problem = std::get_if<web::Response>(&read)) return Answer(*problem);
  const auto& body = std::get<Json>(read);
  const auto id = PlanId::parse(text_in(body, "id"));
  if (!id) return base::Error::invalid("id", "Give the plan an id of your own making: a UUIDv7 as 26 characters of Crockford base 32", "plan id");
  const auto form = visit.house().room<Templates>().find(text_in(body, "template"));
  if (!form || !may_write(pass.grants(), *form->kind, pass.pupil())) return base::Error::invalid("template", "Give the id of a template you write", "template");
  std::vector<base::FieldError> wrong;
  PlanDraft draft;
  draft.title = text_in(body, "title");
  draft.from = day_in(body, "from", wrong, true).value_or(visit.today());
  draft.until = day_in(body, "until", wrong, false);
  draft.review = day_in(body, "review", wrong, true);
  for (auto& mistake : check_dates(draft.title, draft.from, draft.until, draft.review)) wrong.push_back(std::move(mistake));
  static const Json nothing = Json::Object{};
  const auto* fields = body.find("fields");
  const auto checked = record::check(*form->kind, record::Submission(fields && fields->object() ? *fields : nothing), record::surroundings_for(visit, *form->kind));
  if (!checked)
    for (const auto& mistake : checked.error().fields) wrong.push_back({"fields." + mistake.field, mistake.message});
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "plan");
  draft.body = checked->text();
  draft.kind_version = form->version;
  draft.named = named_in(*form->kind, *checked);
  const NewPlan plan{*id, form->kind->id, form->kind->info_class, draft};
  const auto before = begun_before(pass, pass.pupil(), plan);
  if (before == BegunBefore::other) return base::Error::conflict("This id was used for another plan.", "plan exists");
  if (before == BegunBefore::same) {
    Json out;
    out.set("id", id->text());
    return web::json(200, web::to_json(out));
  }
  access::UnitOfWork work{visit};
  begin(work, pass, plan);
  if (names_untrained(*form->kind, *checked)) tell(work, visit, *form->kind, pass.pupil(), *id, "A plan names an adult without the training it asks for, and says why.");
  return saved(std::move(work), id->text());
}

std::optional<Value> number_in(const Json& body, std::string_view name) {
  const auto* found = body.find(name);
  if (found && found->integer() && *found->integer() > -1'000'000 && *found->integer() < 1'000'000) return *found->integer() * one;
  if (found && found->real() && *found->real() > -1e6 && *found->real() < 1e6) return static_cast<Value>(*found->real() * 1000.0);
  return std::nullopt;
}

/// What a body says of a target, and what is wrong with it.
TargetWords read_target_words(const Json& body, const Plan& plan, std::vector<base::FieldError>& wrong) {
  TargetWords words;
  const auto area = area_of(text_in(body, "area"));
  const auto scale = scale_of(text_in(body, "measure"));
  if (!area) wrong.push_back({"area", "Give an area of need"});
  if (!scale) wrong.push_back({"measure", "Give how it is measured"});
  words.area = area.value_or(Area::cognition);
  words.need = text_in(body, "need");
  words.statement = text_in(body, "statement");
  words.success = text_in(body, "success");
  words.measure = {scale.value_or(Scale::count), text_in(body, "unit"), {}};
  if (const auto* steps = body.find("steps"); steps && steps->array())
    for (const auto& step : *steps->array())
      if (step.string()) words.measure.steps.emplace_back(base::trim(*step.string()));
  const auto baseline = number_in(body, "baseline"), goal = number_in(body, "goal");
  if (!baseline) wrong.push_back({"baseline", "Give a number"});
  if (!goal) wrong.push_back({"goal", "Give a number"});
  words.baseline = baseline.value_or(0);
  words.goal = goal.value_or(words.baseline);
  words.starts_on = day_in(body, "starts_on", wrong, true).value_or(plan.from);
  words.by_when = day_in(body, "by_when", wrong, true).value_or(words.starts_on);
  return words;
}

base::Result<Answer> post_target(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_to_write(visit, pass));
  if (!desk.form.rules.targets) return base::Error::not_found("a plan without targets");
  const auto read = web::read_json_body(visit.request, {"id", "area", "need", "statement", "success", "measure", "unit", "steps", "baseline", "goal", "starts_on", "by_when"});
  if (const auto* problem = std::get_if<web::Response>(&read)) return Answer(*problem);
  const auto& body = std::get<Json>(read);
  const auto id = TargetId::parse(text_in(body, "id"));
  if (!id) return base::Error::invalid("id", "Give the target an id of your own making: a UUIDv7 as 26 characters of Crockford base 32", "target id");
  std::vector<base::FieldError> wrong;
  const NewTarget target{*id, desk.plan.id, read_target_words(body, desk.plan, wrong), {}};
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "target");
  if (added_before(pass, target)) {
    Json out;
    out.set("id", id->text());
    return web::json(200, web::to_json(out));
  }
  access::UnitOfWork work{visit};
  TRY_DO(add_target(work, pass, desk.plan, target));
  return saved(std::move(work), id->text());
}

web::Response corrected(int status, const TargetId& id, int version) {
  Json out;
  out.set("id", id.text());
  out.set("version", version);
  return web::json(status, web::to_json(out));
}

/// What a correction does not speak of stays: whose it is, what it takes part in, where it came from, what is done for it.
base::Result<Answer> post_target_correction(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_to_write(visit, pass));
  const auto id = TargetId::parse(visit.match.part("target"));
  const auto target = id ? find_target(desk.pass, *id) : std::nullopt;
  if (!target || target->plan != desk.plan.id) return base::Error::not_found("no such target of this plan");
  const auto read = web::read_json_body(visit.request, {"version", "reason", "area", "need", "statement", "success", "measure", "unit", "steps", "baseline", "goal", "starts_on", "by_when"});
  if (const auto* problem = std::get_if<web::Response>(&read)) return Answer(*problem);
  const auto& body = std::get<Json>(read);
  std::vector<base::FieldError> wrong;
  auto words = read_target_words(body, desk.plan, wrong);
  const auto* version = body.find("version");
  if (!version || !version->integer() || *version->integer() < 1) wrong.push_back({"version", "Give the number of the version you read"});
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "target");
  words.owner = target->words.owner;
  words.owner_words = target->words.owner_words;
  words.part_of = target->words.part_of;
  words.from_bank = target->words.from_bank;
  if (*version->integer() != target->version) {
    if (*version->integer() + 1 == target->version && words == target->words) return corrected(200, target->id, target->version);  // sent twice
    auto out = web::problem_body(409, "Somebody changed this target meanwhile. Read theirs, then send yours again with the newest version.");
    out.set("current", target_json(*target));
    out.set("yours", body);
    return Answer(web::problem(409, web::to_json(out)));
  }
  access::UnitOfWork work{visit};
  TRY_DO(change_target(work, pass, *target, words, target->strategies, text_in(body, "reason")));
  return std::move(work).commit_and([done = corrected(201, target->id, target->version + 1)](base::Result<void> written) {
    return written ? done : web::problem_for(written.error());
  });
}

base::Result<Answer> post_target_approval(Visit& visit, const DecidePass& pass) {
  const auto read = web::read_json_body(visit.request, {});
  if (const auto* problem = std::get_if<web::Response>(&read)) return Answer(*problem);
  TRY(const auto desk, open_desk(visit, pass));
  const auto id = TargetId::parse(visit.match.part("target"));
  const auto target = id && desk.decides ? find_target(desk.pass, *id) : std::nullopt;
  if (!target || target->plan != desk.plan.id) return base::Error::not_found("no such target of a plan they decide on");
  if (target->state == TargetState::live) return corrected(200, target->id, target->version);
  access::UnitOfWork work{visit};
  TRY_DO(approve_target(work, pass, desk.plan, *target));
  return std::move(work).commit_and([done = corrected(201, target->id, target->version + 1)](base::Result<void> written) {
    return written ? done : web::problem_for(written.error());
  });
}

base::Result<Answer> post_line_approval(Visit& visit, const DecidePass& pass) {
  const auto read = web::read_json_body(visit.request, {});
  if (const auto* problem = std::get_if<web::Response>(&read)) return Answer(*problem);
  TRY(const auto desk, open_desk(visit, pass));
  const auto id = ProvisionLineId::parse(visit.match.part("promise"));
  const auto line = id && desk.decides ? find_line(desk.pass, *id) : std::nullopt;
  if (!line || line->plan != desk.plan.id) return base::Error::not_found("no such provision of a plan they decide on");
  const auto answer = [&](int status, int version) {
    Json out;
    out.set("id", line->id.text());
    out.set("version", version);
    return web::json(status, web::to_json(out));
  };
  if (line->state == LineState::live) return answer(200, line->version);
  access::UnitOfWork work{visit};
  TRY_DO(approve_line(work, pass, desk.plan, *line));
  return std::move(work).commit_and([done = answer(201, line->version + 1)](base::Result<void> written) { return written ? done : web::problem_for(written.error()); });
}

}  // namespace

void add_plan_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  const access::ApiParameter pupil{In::path, "pupil", "Whose", schema::id("")}, plan{In::path, "plan", "The plan", schema::id("")};
  const auto made = schema::object({{"id", schema::id("As it was sent")}});
  api.define("Plan", plan_schema());
  api.define("Target", target_schema());
  api.define("ProvisionLine", line_schema());
  api.define("PlanConsent", consent_schema());
  api.get("/api/v1/pupils/{pupil}/plans",
          {.name = "listPlans", .tag = "Plans", .summary = "The plans of a pupil", .description = "As far as they are this person's to see: those that are followed first.", .parameters = {pupil},
           .answers = {{200, "The plans", schema::object({{"plans", schema::list(schema::ref("Plan"))}})}}, .problems = {404}},
          show_plans);
  api.get("/api/v1/pupils/{pupil}/plans/{plan}",
          {.name = "showPlan", .tag = "Plans", .summary = "One plan", .description = "The words of the version that is followed, else of the newest one, with targets, promised provision and consents.", .parameters = {pupil, plan},
           .answers = {{200, "The plan", schema::object({{"plan", schema::ref("Plan")}, {"shown_version", schema::whole("Whose words these are", 1, 100000)}, {"fields", schema::open_object("By the fields of its template")},
                                                         {"targets", schema::list(schema::ref("Target"))}, {"provision", schema::list(schema::ref("ProvisionLine"))}, {"consents", schema::list(schema::ref("PlanConsent"))}})}},
           .problems = {404}},
          show_one);
  api.post("/api/v1/pupils/{pupil}/plans",
           {.name = "beginPlan", .tag = "Plans", .summary = "Begin a plan", .description = "A draft. The same id with the same words twice is one plan; with other words it is a conflict (409).", .parameters = {pupil},
            .body = schema::object({{"id", schema::id("Of your own making, so that it can be sent again")}, {"template", schema::text("Id of the template")}, {"title", schema::text("Title", 120)},
                                    {"from", schema::text("First day, as 2026-03-03")}, {"until", schema::text("Last day"), Need::sometimes}, {"review", schema::text("Day of the review")},
                                    {"fields", schema::open_object("By the fields of the template")}}),
            .answers = {{201, "Kept, and durable", made}, {200, "It was kept before, by the same request", made}}, .problems = {404, 409, 422}},
           post_plan);
  api.get("/api/v1/pupils/{pupil}/targets",
          {.name = "listTargets", .tag = "Plans", .summary = "The targets of a pupil", .description = "Of every plan this person may see; live ones first.",
           .parameters = {pupil, {In::query, "state", "live: only those", schema::one_of("", {"live"})}},
           .answers = {{200, "The targets", schema::object({{"targets", schema::list(schema::ref("Target"))}})}}, .problems = {404}},
          show_targets);
  auto sent = target_word_members();
  sent.insert(sent.begin(), {"id", schema::id("Of your own making, so that it can be sent again")});
  api.post("/api/v1/pupils/{pupil}/plans/{plan}/targets",
           {.name = "addTarget", .tag = "Plans", .summary = "Add a target to a plan", .description = "A draft until the plan is started. Refused without a measure, or where the goal is where the pupil starts.",
            .parameters = {pupil, plan}, .body = schema::object(std::move(sent)), .answers = {{201, "Kept, and durable", made}, {200, "It was kept before, by the same request", made}}, .problems = {404, 409, 422}},
           post_target);
  const access::ApiParameter one_target{In::path, "target", "The target", schema::id("")};
  const auto next = schema::object({{"id", schema::id("The target")}, {"version", schema::whole("The newest", 1, 100000)}});
  auto corrected_words = target_word_members();
  corrected_words.insert(corrected_words.begin(), {{"version", schema::whole("The version you read", 1, 100000)}, {"reason", schema::text("Why; of a live target it must be said", 500), Need::sometimes}});
  api.post("/api/v1/pupils/{pupil}/plans/{plan}/targets/{target}/corrections",
           {.name = "correctTarget", .tag = "Plans", .summary = "Change a target", .description = "A further version with all of its words. Who sees to it, what it takes part in and its strategies stay. A stale version is answered with both texts.",
            .parameters = {pupil, plan, one_target}, .body = schema::object(std::move(corrected_words)), .answers = {{201, "Kept, and durable", next}, {200, "It was kept before, by the same request", next}}, .problems = {404, 409, 422}},
           post_target_correction);
  api.post("/api/v1/pupils/{pupil}/plans/{plan}/targets/{target}/approval",
           {.name = "approveTarget", .tag = "Plans", .summary = "Put a new target of a live plan in force", .description = "For whoever decides on the plan and did not write the target. It counts from then on.",
            .parameters = {pupil, plan, one_target}, .body = schema::object({}), .answers = {{201, "In force", next}, {200, "It was before", next}}, .problems = {404, 409, 422}},
           post_target_approval);
  api.post("/api/v1/pupils/{pupil}/plans/{plan}/provision/{promise}/approval",
           {.name = "approveProvision", .tag = "Plans", .summary = "Put a new promise of a live plan in force",
            .description = "For whoever decides on the plan and did not write the line. It is promised from today on, or from its first day where that is later.",
            .parameters = {pupil, plan, {In::path, "promise", "The line", schema::id("")}}, .body = schema::object({}),
            .answers = {{201, "In force", next}, {200, "It was before", next}}, .problems = {404, 409, 422}},
           post_line_approval);
  api.get("/api/v1/pupils/{pupil}/promises",
          {.name = "listProvision", .tag = "Plans", .summary = "What is promised to a pupil", .description = "Lines that are promised on some day of the time asked for; today where none is.",
           .parameters = {pupil, {In::query, "from", "First day, as 2026-03-03", schema::text("")}, {In::query, "until", "Last day", schema::text("")}},
           .answers = {{200, "The lines", schema::object({{"provision", schema::list(schema::ref("ProvisionLine"))}})}}, .problems = {404, 422}},
          show_provision);
}

}  // namespace plans
