// The rules of rules, their words, and how they are stored.
#include "casework/rules/rule.h"

#include "base/text.h"
#include "web/json_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace rules {
namespace {

using record::Condition;
using record::Kind;

constexpr std::string_view watch_codes[] = {"count", "incomplete", "not_followed"};
constexpr std::string_view day_codes[] = {"school_days", "days"};

std::string lower_first(std::string text) {
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && !(text[1] >= 'A' && text[1] <= 'Z'))
    text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

/// The values a condition may name of a field, with their words; empty where the field has none that can be listed.
std::vector<record::Word> values_of(const record::Field& field) {
  std::vector<record::Word> out;
  if (record::is_chosen(field.type)) {
    for (const auto& choice : field.choices) out.push_back({choice.code, choice.label});
  } else if (field.type == record::FieldType::yes_no) {
    out = {{"yes", "Yes"}, {"no", "No"}};
  } else if (field.type == record::FieldType::scale) {
    for (int n = static_cast<int>(field.min); n <= static_cast<int>(field.max); ++n)
      out.push_back({std::to_string(n), std::to_string(n)});
  }
  return out;
}

void check_condition(const Kind& kind, const Condition& condition, const std::string& input,
                     std::vector<base::FieldError>& wrong) {
  const auto* field = kind.find_field(condition.field);
  if (!field) {
    wrong.push_back({input, fmt::format("{} has no such question", kind.title)});
    return;
  }
  const auto known = values_of(*field);
  for (const auto& value : condition.values)
    if (std::none_of(known.begin(), known.end(), [&](const record::Word& word) { return word.code == value; }))
      wrong.push_back({input, fmt::format("“{}” has no such answer", record::plain_label(*field))});
}

std::string words_of(const Kind& kind, const Condition& condition) {
  const auto* field = kind.find_field(condition.field);
  if (!field) return condition.field;
  const auto label = lower_first(record::plain_label(*field));
  if (condition.values.empty()) return fmt::format("“{}” is answered", label);
  std::string values;
  for (const auto& value : condition.values) {
    std::string word = value;
    for (const auto& known : values_of(*field))
      if (known.code == value) word = known.label;
    values += (values.empty() ? "" : " or ") + word;
  }
  return fmt::format("“{}” is {}", label, values);
}

std::string due_words(int days) {
  if (days == 0) return "by the end of the school day";
  return days == 1 ? "by the end of the next school day" : fmt::format("within {} school days", days);
}

std::string thing(const Kind& kind, int count) {
  const auto title = lower_first(kind.title);
  return count == 1 ? fmt::format("one record of “{}”", title) : fmt::format("{} records of “{}”", count, title);
}

web::Json to_json(const Condition& condition) {
  web::Json out;
  out.set("field", condition.field);
  web::Json values = web::Json::Array{};
  for (const auto& value : condition.values) values.push(value);
  out.set("is", values);
  return out;
}

Condition condition_from(const web::Json& json) {
  Condition out;
  if (const auto* field = json.find("field"); field && field->string()) out.field = *field->string();
  if (const auto* values = json.find("is"); values && values->array())
    for (const auto& value : *values->array())
      if (value.string()) out.values.push_back(*value.string());
  return out;
}

int number_of(const web::Json& json, std::string_view key, int otherwise) {
  const auto* found = json.find(key);
  return found && found->integer() ? static_cast<int>(*found->integer()) : otherwise;
}

/// Whether people of a role may see a kind, whatever they are to the pupil.
bool ever_sees(const Kind& kind, access::Role role) {
  for (std::size_t n = 0; n < access::relation_count; ++n)
    if (record::allows(kind, role, static_cast<access::Relation>(n), access::Act::see)) return true;
  return false;
}

}  // namespace

std::string_view code(Watch watch) { return watch_codes[static_cast<std::size_t>(watch)]; }
std::optional<Watch> watch_of(std::string_view text) {
  for (auto watch : {Watch::count, Watch::incomplete, Watch::not_followed})
    if (code(watch) == text) return watch;
  return std::nullopt;
}
std::string_view code(Days unit) { return day_codes[static_cast<std::size_t>(unit)]; }
std::optional<Days> days_of(std::string_view text) {
  for (auto unit : {Days::school_days, Days::days})
    if (code(unit) == text) return unit;
  return std::nullopt;
}

base::Result<Rule> check(Rule rule, const record::Kinds& kinds) {
  std::vector<base::FieldError> wrong;
  const auto name = base::Text<100>::make(rule.name);
  if (!name)
    wrong.push_back({"name", "The name must be 100 characters or fewer"});
  else if (name->empty())
    wrong.push_back({"name", "Enter a name for the rule"});
  else
    rule.name = name->text();
  const auto* kind = kinds.find(rule.kind);
  if (!kind) {
    wrong.push_back({"kind", "Select what is watched"});
    return base::Error::invalid(std::move(wrong), "rule without a kind");
  }
  if (!rule.part.empty() && !kind->pupils.find_part(rule.part)) wrong.push_back({"part", "Select the pupil’s part in it"});
  for (const auto& condition : rule.where) check_condition(*kind, condition, "where." + condition.field, wrong);
  switch (rule.watch) {
    case Watch::count:
      if (rule.count < 1 || rule.count > most_count)
        wrong.push_back({"count", fmt::format("Enter how many, from 1 to {}", most_count)});
      if (rule.within < 1 || rule.within > most_within)
        wrong.push_back({"within", fmt::format("Enter how many days, from 1 to {}", most_within)});
      break;
    case Watch::incomplete:
      if (rule.unless.field.empty())
        wrong.push_back({"unless", "Select what should stand there by then"});
      else
        check_condition(*kind, rule.unless, "unless", wrong);
      break;
    case Watch::not_followed:
      if (!kinds.find(rule.followed_by))
        wrong.push_back({"followed_by", "Select what should follow"});
      else if (rule.followed_by == rule.kind)
        wrong.push_back({"followed_by", "Select another kind of record than the one that is watched"});
      break;
  }
  if (rule.watch != Watch::count && (rule.due_days < 0 || rule.due_days > most_due_days))
    wrong.push_back({"due_days", fmt::format("Enter how many school days, from 0 to {}", most_due_days)});
  if (rule.tell.empty()) wrong.push_back({"tell", "Select who is told"});
  for (const auto& told : rule.tell) {
    const auto role = access::role_of(told);
    if (!role || !ever_sees(*kind, *role))
      wrong.push_back({"tell", role ? fmt::format("{} may never see {}", access::title(*role), lower_first(kind->plural))
                                    : "Select roles from the list"});
  }
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "rule broken");
  return rule;
}

Rule without_the_shut_out(Rule rule, const record::Kinds& kinds) {
  const auto* kind = kinds.find(rule.kind);
  if (!kind) return rule;
  auto left = rule.tell;
  std::erase_if(left, [&](const std::string& told) {
    const auto role = access::role_of(told);
    return !role || !ever_sees(*kind, *role);
  });
  if (!left.empty()) rule.tell = std::move(left);
  return rule;
}

std::vector<base::FieldError> check_plans(const Rule& rule, const record::Kinds& templates) {
  for (const auto& id : rule.unless_plans)
    if (!templates.find(id)) return {{"unless_plans", "Select plans from the list"}};
  return {};
}

std::string finding(const Rule& rule, const record::Kinds& kinds) {
  const auto* kind = kinds.find(rule.kind);
  if (!kind) return rule.name;
  switch (rule.watch) {
    case Watch::count:
      return fmt::format("{} within {} {}", thing(*kind, rule.count), rule.within,
                         rule.unit == Days::school_days ? "school days" : "days");
    case Watch::incomplete: return fmt::format("{}, and not yet: {}", thing(*kind, 1), words_of(*kind, rule.unless));
    case Watch::not_followed: {
      const auto* next = kinds.find(rule.followed_by);
      return fmt::format("{}, and no “{}” after it", thing(*kind, 1), lower_first(next ? next->title : rule.followed_by));
    }
  }
  return rule.name;
}

std::string sentence(const Rule& rule, const record::Kinds& kinds, const record::Kinds& templates) {
  const auto* kind = kinds.find(rule.kind);
  if (!kind) return "This rule watches something that is no longer recorded.";
  std::string where;
  for (const auto& condition : rule.where) where += (where.empty() ? " where " : " and ") + words_of(*kind, condition);
  if (const auto* part = kind->pupils.find_part(rule.part))
    where += fmt::format("{} the pupil’s part is {}", where.empty() ? " where" : " and", lower_first(part->label));
  std::string out;
  switch (rule.watch) {
    case Watch::count:
      out = fmt::format("When one pupil has {} within {} {}{}", thing(*kind, rule.count), rule.within,
                        rule.unit == Days::school_days ? "school days" : "days", where);
      break;
    case Watch::incomplete:
      out = fmt::format("When {}{} has been written, and {} it does not say that {}", thing(*kind, 1), where,
                        due_words(rule.due_days), words_of(*kind, rule.unless));
      break;
    case Watch::not_followed: {
      const auto* next = kinds.find(rule.followed_by);
      out = fmt::format("When {}{} has been written, and {} no “{}” about the same pupil", thing(*kind, 1), where,
                        due_words(rule.due_days), lower_first(next ? next->title : rule.followed_by));
      break;
    }
  }
  std::string told;
  for (const auto& each : rule.tell) {
    const auto role = access::role_of(each);
    told += (told.empty() ? "" : ", ") + std::string(role ? access::title(*role) : std::string_view(each));
  }
  std::string passed;
  for (const auto& id : rule.unless_plans) {
    const auto* plan = templates.find(id);
    passed += (passed.empty() ? "" : " or ") + fmt::format("“{}”", lower_first(plan ? plan->title : id));
  }
  out += fmt::format(", tell {}: {}.", rule.urgency == record::Urgency::at_once ? "at once" : "in the next digest", told);
  return passed.empty() ? out : out + fmt::format(" Not while a plan is followed for the pupil: {}.", passed);
}

std::string to_stored(const Rule& rule) {
  web::Json out;
  out.set("watch", code(rule.watch));
  out.set("kind", rule.kind);
  out.set("part", rule.part);
  web::Json where = web::Json::Array{};
  for (const auto& condition : rule.where) where.push(to_json(condition));
  out.set("where", where);
  out.set("count", rule.count);
  out.set("within", rule.within);
  out.set("unit", code(rule.unit));
  out.set("unless", to_json(rule.unless));
  out.set("followed_by", rule.followed_by);
  out.set("due_days", rule.due_days);
  web::Json tell = web::Json::Array{};
  for (const auto& role : rule.tell) tell.push(role);
  out.set("tell", tell);
  out.set("urgency", rule.urgency == record::Urgency::at_once ? "at_once" : "digest");
  web::Json plans = web::Json::Array{};
  for (const auto& plan : rule.unless_plans) plans.push(plan);
  out.set("unless_plans", plans);
  return web::to_json(out);
}

Rule from_stored(const RuleId& id, int version, std::string name, bool active, std::string_view body) {
  const auto json = web::parse_json(body);
  if (!json || !json->object()) throw std::runtime_error("a stored rule is no JSON object");
  Rule out;
  out.id = id;
  out.version = version;
  out.name = std::move(name);
  out.active = active;
  out.watch = watch_of(web::text_in(*json, "watch")).value_or(Watch::count);
  out.kind = web::text_in(*json, "kind");
  out.part = web::text_in(*json, "part");
  if (const auto* where = json->find("where"); where && where->array())
    for (const auto& condition : *where->array()) out.where.push_back(condition_from(condition));
  out.count = number_of(*json, "count", 3);
  out.within = number_of(*json, "within", 10);
  out.unit = days_of(web::text_in(*json, "unit")).value_or(Days::school_days);
  if (const auto* unless = json->find("unless")) out.unless = condition_from(*unless);
  out.followed_by = web::text_in(*json, "followed_by");
  out.due_days = number_of(*json, "due_days", 0);
  if (const auto* tell = json->find("tell"); tell && tell->array())
    for (const auto& role : *tell->array())
      if (role.string()) out.tell.push_back(*role.string());
  out.urgency = web::text_in(*json, "urgency") == "at_once" ? record::Urgency::at_once : record::Urgency::digest;
  if (const auto* plans = json->find("unless_plans"); plans && plans->array())
    for (const auto& plan : *plans->array())
      if (plan.string()) out.unless_plans.push_back(*plan.string());
  return out;
}

std::vector<Rule> starters() {
  std::vector<Rule> out(4);
  out[0].name = "Behaviour is building up";
  out[0].kind = "behaviour";
  out[0].part = "involved";
  out[0].where = {{"step", {"time_out", "out_of_class", "leader"}}};
  out[0].tell = {"senco", "class_teacher"};
  out[1].name = "Hurt or upset by others, again";
  out[1].kind = "behaviour";
  out[1].part = "harmed";
  out[1].count = 3;
  out[1].within = 15;
  out[1].tell = {"class_teacher", "phase_lead"};
  out[2].name = "A hold without its own record";
  out[2].watch = Watch::not_followed;
  out[2].kind = "behaviour";
  out[2].where = {{"held", {"yes"}}};
  out[2].followed_by = "physical_intervention";
  out[2].tell = {"head", "dsl"};
  out[2].urgency = record::Urgency::at_once;
  out[3].name = "Home not told of behaviour";
  out[3].watch = Watch::incomplete;
  out[3].kind = "behaviour";
  out[3].where = {{"step", {"out_of_class", "leader"}}};
  out[3].unless = {"home_told", {"yes"}};
  out[3].due_days = 1;
  out[3].tell = {"class_teacher", "phase_lead"};
  return out;
}

}  // namespace rules
