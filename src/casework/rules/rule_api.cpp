// JSON out: the rules as they stand, in words and as they are kept.
#include "casework/rules/rule_api.h"

#include "casework/rules/rule_store.h"
#include "record/catalogue.h"
#include "web/json_body.h"

namespace rules {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::Visit;
using web::Json;

Json rule_json(const Rule& rule, const record::Kinds& kinds) {
  Json out;
  out.set("id", rule.id.text());
  out.set("version", rule.version);
  out.set("name", rule.name);
  out.set("active", rule.active);
  out.set("sentence", sentence(rule, kinds));
  if (auto kept = web::parse_json(to_stored(rule))) out.set("rule", std::move(*kept));
  return out;
}

base::Result<Answer> show_rules(Visit& visit, const KeepPass& pass) {
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  Json::Array all;
  for (const auto& rule : list_rules(pass)) all.push_back(rule_json(rule, *kinds));
  Json out;
  out.set("rules", std::move(all));
  return web::json(200, web::to_json(out));
}

base::Result<Answer> show_rule(Visit& visit, const KeepPass& pass) {
  const auto id = RuleId::parse(visit.match.part("rule"));
  const auto rule = id ? find_rule(pass, *id) : std::nullopt;
  if (!rule) return base::Error::not_found("no such rule");
  return web::json(200, web::to_json(rule_json(*rule, *visit.house().room<record::Catalogue>().kinds())));
}

}  // namespace

void add_rule_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  api.define("Rule", schema::object({{"id", schema::id("The rule")}, {"version", schema::whole("How often it was stored", 1, 1000000)}, {"name", schema::text("Its name")},
                                     {"active", schema::yes_no("Whether it keeps watch")}, {"sentence", schema::text("What it does, in words")},
                                     {"rule", schema::open_object("As it is kept: watch, kind, where, count, within, unit, unless, followed_by, due_days, tell, urgency")}}));
  api.get("/api/v1/rules",
          {.name = "listRules", .tag = "Rules", .summary = "The school's rules",
           .description = "For those who keep them. What a rule found is shown on its page, to those who may see it.",
           .answers = {{200, "Rules", schema::object({{"rules", schema::list(schema::ref("Rule"))}})}}, .problems = {404}},
          show_rules);
  api.get("/api/v1/rules/{rule}",
          {.name = "showRule", .tag = "Rules", .summary = "One rule",
           .description = "Its newest version.",
           .parameters = {{In::path, "rule", "The rule", schema::id("")}},
           .answers = {{200, "The rule", schema::ref("Rule")}}, .problems = {404}},
          show_rule);
}

}  // namespace rules
