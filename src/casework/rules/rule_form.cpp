// Questions of a kind become questions of a rule: which answers count.
#include "casework/rules/rule_form.h"

#include "casework/plans/template.h"
#include "record/new_record.h"
#include "web/components/choices.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"

#include <fmt/format.h>

#include <charconv>

namespace rules {
namespace {

using record::Field;
using record::FieldType;
using record::Kind;

/// Whether its answers can be listed: what a rule can look at.
bool can_be_asked(const Field& field) {
  return !field.hidden && (record::is_chosen(field.type) || field.type == FieldType::yes_no || field.type == FieldType::scale);
}

std::vector<web::Choice> answers_of(const Field& field) {
  std::vector<web::Choice> out;
  if (field.type == FieldType::yes_no) return {{"yes", "Yes"}, {"no", "No"}};
  if (field.type == FieldType::scale)
    for (int n = static_cast<int>(field.min); n <= static_cast<int>(field.max); ++n)
      out.push_back({std::to_string(n), std::to_string(n)});
  for (const auto& choice : field.choices)
    if (!choice.hidden) out.push_back({.value = choice.code, .text = choice.label, .group = choice.group});
  return out;
}

int whole_number(std::string_view text) {
  int out = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? out : -1;
}

web::Html number_input(std::string name, std::string label, int value, const std::vector<base::FieldError>& errors,
                       std::string hint = {}) {
  auto error = web::message_for(errors, name);
  return web::text_input({.name = std::move(name),
                          .label = std::move(label),
                          .hint = std::move(hint),
                          .value = value < 0 ? "" : std::to_string(value),
                          .error = std::move(error),
                          .width = web::InputWidth::three});
}

web::Html count_fields(const Rule& rule, const std::vector<base::FieldError>& errors) {
  web::Html out = number_input("count", "How many records about one pupil", rule.count, errors);
  out.add(number_input("within", "Within how many days", rule.within, errors));
  out.add(
      web::radios({.name = "unit",
                   .legend = "Which days count?",
                   .choices = {{"school_days", "School days", "Weekends and holidays are passed over"}, {"days", "Every day"}},
                   .value = std::string(code(rule.unit)),
                   .size = web::ChoiceSize::small}));
  return out;
}

web::Html due_field(const Rule& rule, const std::vector<base::FieldError>& errors) {
  return number_input("due_days", "How many school days later", rule.due_days, errors,
                      "0 is the end of the same school day, 16:30.");
}

web::Html incomplete_fields(const Kind& kind, const Rule& rule, const std::vector<base::FieldError>& errors) {
  std::vector<web::Option> options = {{"", "Choose"}};
  for (const auto& field : kind.fields) {
    if (field.hidden) continue;
    options.push_back({field.name, record::plain_label(field) + " – is answered", "Answered at all"});
    if (can_be_asked(field))
      for (const auto& answer : answers_of(field))
        options.push_back({field.name + "=" + answer.value, record::plain_label(field) + " – " + answer.text, "Answered so"});
  }
  std::string value = rule.unless.field;
  if (!rule.unless.values.empty()) value += "=" + rule.unless.values.front();
  web::Html out = web::select({.name = "unless",
                               .label = "What should stand there by then",
                               .options = std::move(options),
                               .value = value,
                               .error = web::message_for(errors, "unless")});
  out.add(due_field(rule, errors));
  return out;
}

web::Html follow_fields(const access::Visit& visit, const record::Kinds& kinds, const Rule& rule,
                        const std::vector<base::FieldError>& errors) {
  std::vector<web::Option> options = {{"", "Choose"}};
  for (const auto* kind : kinds_to_watch(visit, kinds))
    if (kind->id != rule.kind) options.push_back({kind->id, kind->title});
  web::Html out = web::select({.name = "followed_by",
                               .label = "What should be written about the same pupil by then",
                               .options = std::move(options),
                               .value = rule.followed_by,
                               .error = web::message_for(errors, "followed_by")});
  out.add(due_field(rule, errors));
  return out;
}

web::Html where_fields(const Kind& kind, const Rule& rule, const std::vector<base::FieldError>& errors) {
  web::Html out;
  for (const auto& field : kind.fields) {
    if (!can_be_asked(field)) continue;
    std::vector<std::string> chosen;
    for (const auto& condition : rule.where)
      if (condition.field == field.name) chosen = condition.values;
    const auto error = web::message_for(errors, "where." + field.name);
    const auto label = record::plain_label(field);
    out.add(web::details({.summary = chosen.empty() ? label : fmt::format("{} ({} chosen)", label, chosen.size()),
                          .matter = web::checkboxes({.name = "where." + field.name,
                                                     .legend = label,
                                                     .choices = answers_of(field),
                                                     .values = chosen,
                                                     .error = error,
                                                     .size = web::ChoiceSize::small}),
                          .open = !chosen.empty() || !error.empty()}));
  }
  if (out.empty()) return out;
  return web::html(
      "<h2 class=\"govuk-heading-m\">Only where it says certain things</h2><p class=\"govuk-body\">Within one question any ticked answer counts; "
      "between questions all must fit.</p>{}",
      out);
}

}  // namespace

std::vector<const Kind*> kinds_to_watch(const access::Visit& visit, const record::Kinds& kinds) {
  std::vector<const Kind*> out;
  for (const auto& kind : kinds.all())
    if (record::may_see_of_some(visit.grants(), kind)) out.push_back(&kind);
  return out;
}

web::Html rule_fields(const access::Visit& visit, const record::Kinds& kinds, const Rule& rule,
                      const std::vector<base::FieldError>& errors) {
  const auto* kind = kinds.find(rule.kind);
  if (!kind) return {};
  web::Html out = web::hidden("watch", code(rule.watch));
  out.add(web::hidden("kind", rule.kind));
  out.add(web::text_input({.name = "name",
                           .label = "Name of the rule",
                           .hint = "What people read when it finds something, for example “Behaviour is building up”.",
                           .value = rule.name,
                           .error = web::message_for(errors, "name"),
                           .width = web::InputWidth::thirty}));
  switch (rule.watch) {
    case Watch::count: out.add(count_fields(rule, errors)); break;
    case Watch::incomplete: out.add(incomplete_fields(*kind, rule, errors)); break;
    case Watch::not_followed: out.add(follow_fields(visit, kinds, rule, errors)); break;
  }
  if (kind->pupils.parts.size() > 1) {
    std::vector<web::Option> parts = {{"", "Any part"}};
    for (const auto& part : kind->pupils.parts) parts.push_back({part.code, part.label});
    out.add(web::select({.name = "part",
                         .label = "The pupil’s part in it",
                         .options = std::move(parts),
                         .value = rule.part,
                         .error = web::message_for(errors, "part")}));
  }
  out.add(where_fields(*kind, rule, errors));
  std::vector<web::Choice> roles;
  for (std::size_t n = 0; n < access::role_count; ++n) {
    const auto role = static_cast<access::Role>(n);
    bool ever = false;
    for (std::size_t r = 0; r < access::relation_count; ++r)
      ever = ever || record::allows(*kind, role, static_cast<access::Relation>(r), access::Act::see);
    if (ever) roles.push_back({std::string(access::code(role)), std::string(access::title(role))});
  }
  out.add(web::checkboxes({.name = "tell",
                           .legend = "Who is told?",
                           .choices = std::move(roles),
                           .values = rule.tell,
                           .hint = "Only those of them who may see such a record about this pupil.",
                           .error = web::message_for(errors, "tell")}));
  std::vector<web::Choice> plans;
  for (const auto& plan : visit.house().room<plans::Templates>().all())
    plans.push_back({plan.kind->id, plan.kind->title});
  out.add(web::details({.summary = rule.unless_plans.empty() ? "Pass over pupils with a plan" : fmt::format("Pass over pupils with a plan ({} chosen)", rule.unless_plans.size()),
                        .matter = web::checkboxes({.name = "unless_plans",
                                                   .legend = "Pass over a pupil while one of these is followed for them",
                                                   .choices = std::move(plans),
                                                   .values = rule.unless_plans,
                                                   .hint = "The plan already deals with it. When it is closed, the rule looks at the pupil again.",
                                                   .error = web::message_for(errors, "unless_plans"),
                                                   .size = web::ChoiceSize::small}),
                        .open = !rule.unless_plans.empty() || !web::message_for(errors, "unless_plans").empty()}));
  out.add(web::radios({.name = "urgency",
                       .legend = "When?",
                       .choices = {{"digest", "With the next digest", "For what can wait until the morning"},
                                   {"at_once", "At once", "Also outside the digest, but never in somebody’s quiet hours"}},
                       .value = rule.urgency == record::Urgency::at_once ? "at_once" : "digest"}));
  out.add(web::checkbox({.name = "active", .text = "The rule is on", .ticked = rule.active}));
  return out;
}

Rule read_rule_form(const web::Form& form, const record::Kinds& kinds) {
  Rule out;
  out.name = std::string(form.text("name"));
  out.watch = watch_of(form.text("watch")).value_or(Watch::count);
  out.kind = std::string(form.text("kind"));
  out.part = std::string(form.text("part"));
  out.active = form.text("active") == "yes";
  if (out.watch == Watch::count) {
    out.count = whole_number(form.text("count"));
    out.within = whole_number(form.text("within"));
    out.unit = days_of(form.text("unit")).value_or(Days::school_days);
  } else {
    out.due_days = whole_number(form.text("due_days"));
  }
  const auto unless = form.text("unless");
  const auto equals = unless.find('=');
  out.unless.field = std::string(unless.substr(0, equals));
  if (equals != std::string_view::npos) out.unless.values = {std::string(unless.substr(equals + 1))};
  out.followed_by = std::string(form.text("followed_by"));
  if (const auto* kind = kinds.find(out.kind))
    for (const auto& field : kind->fields) {
      record::Condition condition{field.name, {}};
      for (const auto value : form.all("where." + field.name)) condition.values.emplace_back(value);
      if (!condition.values.empty()) out.where.push_back(std::move(condition));
    }
  for (const auto role : form.all("tell")) out.tell.emplace_back(role);
  for (const auto plan : form.all("unless_plans")) out.unless_plans.emplace_back(plan);
  out.urgency = form.text("urgency") == "at_once" ? record::Urgency::at_once : record::Urgency::digest;
  return out;
}

}  // namespace rules
