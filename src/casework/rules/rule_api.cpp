// JSON in and out: the rules as they stand, in words and as they are kept; made, changed, stopped and tried as on the pages.
#include "casework/rules/rule_api.h"

#include "casework/rules/rule_desk.h"
#include "web/json_body.h"
#include "web/problem.h"

#include <algorithm>

namespace rules {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::Visit;
using web::Json;
using Wrong = std::vector<base::FieldError>;

Json rule_json(const Rule& rule, const Known& known) {
  Json out;
  out.set("id", rule.id.text());
  out.set("version", rule.version);
  out.set("name", rule.name);
  out.set("active", rule.active);
  out.set("draft", rule.draft);
  out.set("watches", rule.watches);
  out.set("sentence", sentence(rule, known));
  if (auto kept = web::parse_json(to_stored(rule))) out.set("rule", std::move(*kept));
  return out;
}

Json found_json(const DryRun& run) {
  Json out, firings = Json::Array{};
  constexpr std::size_t most = 200;
  for (std::size_t n = 0; n < run.firings.size() && n < most; ++n) {
    Json because = Json::Array{};
    for (const auto& record : run.firings[n].because) because.push(record.text());
    Json one;
    one.set("pupil", run.firings[n].pupil.text());
    one.set("at", base::to_iso(run.firings[n].at));
    one.set("because", std::move(because));
    firings.push(std::move(one));
  }
  out.set("first", base::to_iso(run.first));
  out.set("last", base::to_iso(run.last));
  out.set("looked_at", run.looked_at);
  out.set("findings", run.firings.size());
  out.set("pupils", run.pupils);
  out.set("on_roll", run.on_roll);
  out.set("passed_over", run.passed_over);
  out.set("finds_nearly_everybody", run.finds_nearly_everybody());
  out.set("newest", std::move(firings));
  return out;
}

bool is_texts(const Json* value) {
  return value && value->array() && std::all_of(value->array()->begin(), value->array()->end(), [](const Json& one) { return one.string() != nullptr; });
}
bool is_condition(const Json& value) {
  const auto* field = value.find("field");
  const auto* is = value.find("is");
  return value.object() && field && field->string() && (!is || is_texts(is));
}

/// What the lenient reader of stored rules would pass over, and so make another rule than was meant.
void check_shape(const Json& rule, Wrong& wrong) {
  constexpr std::string_view known[] = {"watch", "kind", "part", "where", "count", "within", "unit", "unless", "followed_by", "due_days", "tell", "urgency", "unless_plans"};
  for (const auto& [name, value] : *rule.object()) {
    const auto is_word = [&](std::initializer_list<std::string_view> words) {
      return value.string() && std::find(words.begin(), words.end(), *value.string()) != words.end();
    };
    const auto refuse = [&](const char* words) { wrong.push_back({name, words}); };
    if (std::find(std::begin(known), std::end(known), name) == std::end(known)) refuse("A rule has no such member");
    else if (name == "watch" && !is_word({"count", "incomplete", "not_followed"})) refuse("Say count, incomplete or not_followed");
    else if (name == "unit" && !is_word({"school_days", "days"})) refuse("Say school_days or days");
    else if (name == "urgency" && !is_word({"digest", "at_once"})) refuse("Say digest or at_once");
    else if ((name == "kind" || name == "part" || name == "followed_by") && !value.string()) refuse("Give it as text");
    else if ((name == "count" || name == "within" || name == "due_days") && !(value.integer() && *value.integer() >= 0 && *value.integer() <= 1000)) refuse("Give a whole number");
    else if ((name == "tell" || name == "unless_plans") && !is_texts(&value)) refuse("List them as texts");
    else if (name == "where" && !(value.array() && std::all_of(value.array()->begin(), value.array()->end(), is_condition)))
      refuse("List the conditions as [{\"field\": …, \"is\": […]}]");
    else if (name == "unless" && !is_condition(value)) refuse("Give it as {\"field\": …, \"is\": […]}");
  }
}

/// The rule that a body holds, unchecked but for its shape.
Rule read_rule(const Json& body, const RuleId& id, Wrong& wrong) {
  const auto* sent = body.find("rule");
  if (!sent || !sent->object()) {
    wrong.push_back({"rule", "Give the rule as an object: watch, kind, where, tell and so on"});
    return {};
  }
  check_shape(*sent, wrong);
  const auto* name = body.find("name");
  const auto* active = body.find("active");
  if (name && !name->string()) wrong.push_back({"name", "Give the name as text"});
  if (active && !active->boolean()) wrong.push_back({"active", "Say true or false"});
  if (!wrong.empty()) return {};
  return from_stored(id, 0, name ? *name->string() : std::string(), active && *active->boolean(), web::to_json(*sent));
}

Sure sure_of(const Json& body) {
  const auto* sure = body.find("sure");
  return sure && sure->boolean() && *sure->boolean() ? Sure::yes : Sure::no;
}

web::Response kept(int status, const Ready& ready, int version) {
  const auto where = "/api/v1/rules/" + ready.rule.id.text();
  Json out;
  out.set("id", ready.rule.id.text());
  out.set("version", version);
  out.set("draft", ready.rule.draft);
  if (ready.finds_too_many) {
    out.set("why", "Kept as a draft, not in force: it would have told of nearly everybody. Ask for more, or send it again with \"sure\": true.");
    out.set("found", found_json(*ready.finds_too_many));
  }
  out.set("url", where);
  auto response = web::json(status, web::to_json(out));
  if (status == 201) response.set_header("Location", where);
  return response;
}

/// Both texts, so that nothing sent is lost and nothing kept is covered.
web::Response stale(const std::optional<Rule>& stands, const Known& known, const Json& sent) {
  auto out = web::problem_body(409, "Somebody changed this rule meanwhile. Read theirs, then send yours again with the newest version.");
  out.set("current", stands ? rule_json(*stands, known) : Json{});
  if (const auto* yours = sent.find("rule")) out.set("yours", *yours);
  return web::problem(409, web::to_json(out));
}

Answer keep(Visit& visit, const KeepPass& pass, const Ready& ready) {
  access::UnitOfWork work(visit);
  put_rule(work, pass, ready.rule);
  return std::move(work).commit_and([done = kept(201, ready, ready.rule.version + 1)](base::Result<void> written) {
    return written ? done : web::problem_for(written.error());
  });
}

base::Result<Answer> show_rules(Visit& visit, const KeepPass& pass) {
  const auto known = known_of(visit);
  Json::Array all;
  for (const auto& rule : list_rules(pass)) all.push_back(rule_json(rule, known));
  Json out;
  out.set("rules", std::move(all));
  return web::json(200, web::to_json(out));
}

std::optional<Rule> rule_in_path(const Visit& visit, const KeepPass& pass) {
  const auto id = RuleId::parse(visit.match.part("rule"));
  return id ? find_rule(pass, *id) : std::nullopt;
}

base::Result<Answer> show_rule(Visit& visit, const KeepPass& pass) {
  const auto rule = rule_in_path(visit, pass);
  if (!rule) return base::Error::not_found("no such rule");
  return web::json(200, web::to_json(rule_json(*rule, known_of(visit))));
}

base::Result<Answer> post_rule(Visit& visit, const KeepPass& pass) {
  auto read = web::read_json_body(visit.request, {"id", "name", "active", "sure", "rule"});
  if (auto* refused = std::get_if<web::Response>(&read)) return std::move(*refused);
  const auto& body = std::get<Json>(read);
  Wrong wrong;
  const auto* text = body.find("id");
  const auto id = text && text->string() ? RuleId::parse(*text->string()) : std::nullopt;
  if (!id || id->is_nil()) wrong.push_back({"id", "Give the rule an id of your own making: a UUIDv7 as 26 characters of Crockford base 32"});
  auto rule = read_rule(body, id.value_or(RuleId{}), wrong);
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "rule body");
  TRY(const auto ready, prepare(visit, pass, std::move(rule), sure_of(body)));
  if (const auto stands = find_rule(pass, *id)) {
    if (says_the_same(*stands, ready.rule)) return kept(200, ready, stands->version);
    return web::problem_for(base::Error::conflict("A rule with this id was kept before, with another body. Nothing was changed.", "id taken"));
  }
  return keep(visit, pass, ready);
}

base::Result<Answer> post_version(Visit& visit, const KeepPass& pass) {
  auto read = web::read_json_body(visit.request, {"version", "name", "active", "sure", "rule"});
  if (auto* refused = std::get_if<web::Response>(&read)) return std::move(*refused);
  const auto& body = std::get<Json>(read);
  const auto stands = rule_in_path(visit, pass);
  if (!stands) return base::Error::not_found("no such rule");
  Wrong wrong;
  const auto* version = body.find("version");
  if (!version || !version->integer() || *version->integer() < 1) wrong.push_back({"version", "Give the number of the version you read"});
  auto rule = read_rule(body, stands->id, wrong);
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "rule body");
  rule.version = stands->version;
  TRY(const auto ready, prepare(visit, pass, std::move(rule), sure_of(body)));
  if (*version->integer() != stands->version) {
    // Sent twice because the first answer was lost: one change.
    if (*version->integer() + 1 == stands->version && says_the_same(*stands, ready.rule) && stands->draft == ready.rule.draft) return kept(200, ready, stands->version);
    return stale(stands, known_of(visit), body);
  }
  return keep(visit, pass, ready);
}

base::Result<Answer> post_stop(Visit& visit, const KeepPass& pass) {
  auto read = web::read_json_body(visit.request, {});
  if (auto* refused = std::get_if<web::Response>(&read)) return std::move(*refused);
  const auto newest = rule_in_path(visit, pass);
  if (!newest) return base::Error::not_found("no such rule");
  const auto in_force = find_in_force(pass, newest->id);
  if (!in_force || !in_force->active) return kept(200, {*newest}, newest->version);
  auto stopped = *in_force;
  stopped.active = false;
  stopped.version = newest->version;
  return keep(visit, pass, {stopped});
}

base::Result<Answer> post_draft_end(Visit& visit, const KeepPass& pass) {
  auto read = web::read_json_body(visit.request, {"version"});
  if (auto* refused = std::get_if<web::Response>(&read)) return std::move(*refused);
  const auto id = RuleId::parse(visit.match.part("rule"));
  if (!id || !was_rule(pass, *id)) return base::Error::not_found("no such rule");
  const auto rule = find_rule(pass, *id);
  Json out;
  out.set("id", id->text());
  out.set("left", find_in_force(pass, *id).has_value());
  if (!rule || !rule->draft) return web::json(200, web::to_json(out));  // sent twice
  const auto* version = std::get<Json>(read).find("version");
  if (!version || !version->integer()) return base::Error::invalid("version", "Give the number of the version you read", "draft end");
  if (*version->integer() != rule->version) return stale(rule, known_of(visit), std::get<Json>(read));
  access::UnitOfWork work(visit);
  drop_draft(work, pass, *rule);
  return std::move(work).commit_and([done = web::json(200, web::to_json(out))](base::Result<void> written) {
    return written ? done : web::problem_for(written.error());
  });
}

base::Result<Answer> post_dry_run(Visit& visit, const KeepPass& pass) {
  auto read = web::read_json_body(visit.request, {"rule"});
  if (auto* refused = std::get_if<web::Response>(&read)) return std::move(*refused);
  Wrong wrong;
  auto rule = read_rule(std::get<Json>(read), {}, wrong);
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "rule body");
  rule.name = "Tried";
  TRY(const auto run, try_out(visit, pass, rule));
  if (!run) return base::Error::not_found("somebody who looks across no pupils");
  return web::json(200, web::to_json(found_json(*run)));
}

Json found_schema() {
  return schema::object({{"first", schema::text("First day, as 2026-03-03")}, {"last", schema::text("Last day")},
                         {"looked_at", schema::whole("Records of the kind in that time", 0, 100'000'000)},
                         {"findings", schema::whole("How often it would have told", 0, 100'000'000)},
                         {"pupils", schema::whole("Of how many pupils", 0, 1'000'000)},
                         {"on_roll", schema::whole("Of so many on roll", 0, 1'000'000)},
                         {"passed_over", schema::whole("Pupils passed over because a plan was followed", 0, 1'000'000)},
                         {"finds_nearly_everybody", schema::yes_no("More than half of those on roll")},
                         {"newest", schema::list(schema::object({{"pupil", schema::id("Whom it is about")}, {"at", schema::moment("When it became true")},
                                                                 {"because", schema::list(schema::id("A record"))}}))}});
}

Json kept_schema() {
  return schema::object({{"id", schema::id("The rule")}, {"version", schema::whole("Its number", 1, 1'000'000)}, {"draft", schema::yes_no("Kept, but not in force")},
                         {"why", schema::text("Why it is a draft"), schema::Need::sometimes}, {"found", schema::ref("DryRun"), schema::Need::sometimes},
                         {"url", schema::text("Where it can be read")}});
}

std::vector<schema::Member> sent_members() {
  return {{"name", schema::text("Its name", 100)}, {"active", schema::yes_no("Whether it keeps watch")},
          {"sure", schema::yes_no("That it is meant though it finds nearly everybody"), schema::Need::sometimes}, {"rule", schema::ref("RuleWords")}};
}

Json condition_schema() { return schema::object({{"field", schema::text("Name of a field of the kind")}, {"is", schema::list(schema::text("A value it may have")), schema::Need::sometimes}}); }

Json words_schema() {
  using schema::Need;
  return schema::object({{"watch", schema::one_of("What is worth telling", {"count", "incomplete", "not_followed"}), Need::sometimes},
                         {"kind", schema::text("Id of the kind that is watched")},
                         {"part", schema::text("The pupil's part in it; empty: any"), Need::sometimes},
                         {"where", schema::list(condition_schema(), "All must hold of the record"), Need::sometimes},
                         {"count", schema::whole("How many records about one pupil", 0, 1000), Need::sometimes},
                         {"within", schema::whole("Within how many days", 0, 1000), Need::sometimes},
                         {"unit", schema::one_of("Which days count", {"school_days", "days"}), Need::sometimes},
                         {"unless", condition_schema(), Need::sometimes},
                         {"followed_by", schema::text("Id of the kind that should follow"), Need::sometimes},
                         {"due_days", schema::whole("Within so many school days; 0: by the end of the same one", 0, 1000), Need::sometimes},
                         {"tell", schema::list(schema::text("A role's code"))},
                         {"urgency", schema::one_of("When they are told", {"digest", "at_once"}), Need::sometimes},
                         {"unless_plans", schema::list(schema::text("Id of a template"), "A pupil for whom such a plan is followed is passed over"), Need::sometimes}},
                        "What a rule watches and whom it tells");
}

}  // namespace

void add_rule_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  const std::vector<access::ApiParameter> one_rule = {{In::path, "rule", "The rule", schema::id("")}};
  api.define("RuleWords", words_schema());
  api.define("Rule", schema::object({{"id", schema::id("The rule")}, {"version", schema::whole("How often it was stored", 1, 1000000)}, {"name", schema::text("Its name")},
                                     {"active", schema::yes_no("Whether this version is to keep watch")}, {"draft", schema::yes_no("Kept, but not in force")},
                                     {"watches", schema::yes_no("Whether some version of it keeps watch now")},
                                     {"sentence", schema::text("What it does, in words")}, {"rule", schema::ref("RuleWords")}}));
  api.define("DryRun", found_schema());
  api.define("KeptRule", kept_schema());
  api.get("/api/v1/rules",
          {.name = "listRules", .tag = "Rules", .summary = "The school's rules",
           .description = "For those who keep them. What a rule found is shown on its page, to those who may see it.",
           .answers = {{200, "Rules", schema::object({{"rules", schema::list(schema::ref("Rule"))}})}}, .problems = {404}},
          show_rules);
  auto fresh = sent_members();
  fresh.insert(fresh.begin(), {"id", schema::id("An id of the program's own making")});
  api.post("/api/v1/rules",
           {.name = "addRule", .tag = "Rules", .summary = "Make a rule",
            .description = "A rule that is to keep watch and would have told of nearly everybody last term is kept as a draft: the answer says what it would have found.",
            .body = schema::object(std::move(fresh)),
            .answers = {{201, "Kept", schema::ref("KeptRule")}, {200, "Kept before, by this very request", schema::ref("KeptRule")}}, .problems = {404, 409, 422}},
           post_rule);
  api.get("/api/v1/rules/{rule}",
          {.name = "showRule", .tag = "Rules", .summary = "One rule", .description = "Its newest version, which may be a draft.", .parameters = one_rule,
           .answers = {{200, "The rule", schema::ref("Rule")}}, .problems = {404}},
          show_rule);
  auto changed = sent_members();
  changed.insert(changed.begin(), {"version", schema::whole("The version you read", 1, 1000000)});
  api.post("/api/v1/rules/{rule}/versions",
           {.name = "changeRule", .tag = "Rules", .summary = "Change a rule",
            .description = "A further version with the whole rule. A draft leaves in force what stood before. A stale version is answered with both texts.", .parameters = one_rule,
            .body = schema::object(std::move(changed)),
            .answers = {{201, "Kept", schema::ref("KeptRule")}, {200, "Kept before, by this very request", schema::ref("KeptRule")}}, .problems = {404, 409, 422}},
           post_version);
  api.post("/api/v1/rules/{rule}/stop",
           {.name = "stopRule", .tag = "Rules", .summary = "Turn a rule off", .description = "A further version with the words that were in force, off. Off already: nothing changes.",
            .parameters = one_rule, .body = schema::object({}), .answers = {{201, "Stopped", schema::ref("KeptRule")}, {200, "It kept no watch", schema::ref("KeptRule")}}, .problems = {404, 409, 422}},
           post_stop);
  api.post("/api/v1/rules/{rule}/draft/end",
           {.name = "dropDraft", .tag = "Rules", .summary = "Throw a draft away",
            .description = "What stood before it is the rule again; a rule that was never in force is gone. Who threw it away stays in the access log.", .parameters = one_rule,
            .body = schema::object({{"version", schema::whole("The version you read", 1, 1000000)}}),
            .answers = {{200, "Thrown away, or there was none", schema::object({{"id", schema::id("The rule")}, {"left", schema::yes_no("Whether a rule is left: the one before the draft")}})}},
            .problems = {404, 409, 422}},
           post_draft_end);
  api.post("/api/v1/rules/dry-runs",
           {.name = "tryRule", .tag = "Rules", .summary = "Try a rule on last term", .description = "Keeps nothing and tells nobody. As far as this person may see.",
            .body = schema::object({{"rule", schema::ref("RuleWords")}}), .answers = {{200, "What it would have found", schema::ref("DryRun")}}, .problems = {404, 422}},
           post_dry_run);
}

}  // namespace rules
