// Draws and reads it.
#include "people/court_order_form.h"

#include "base/text.h"
#include "web/components/choices.h"
#include "web/components/inputs.h"

#include <algorithm>

namespace people {
namespace {

constexpr std::string_view about_other = "on-other", about_all = "on-all";

std::string name_of(const FamilyMember& one) { return "on-" + one.id.text(); }
std::string typed_text(const web::Form& form, std::string_view name) { return std::string(base::trim(base::clean(form.text(name)))); }

std::vector<web::Choice> choices(bool about_everybody) {
  std::vector<web::Choice> out;
  for (std::size_t n = 0; n < effect_count; ++n)
    if (const auto effect = static_cast<Effect>(n); may_be_about_all(effect) == about_everybody) out.push_back({std::string(code(effect)), std::string(title(effect))});
  // Taking a child abroad may be forbidden to one person, too.
  if (!about_everybody) out.push_back({std::string(code(Effect::no_removal)), std::string(title(Effect::no_removal))});
  return out;
}

web::Html boxes(std::string name, std::string legend, bool about_everybody, const web::Form& typed, const std::vector<base::FieldError>& errors, bool first) {
  std::vector<std::string> values;
  for (const auto value : typed.all(name)) values.emplace_back(value);
  return web::checkboxes({.name = std::move(name), .legend = std::move(legend), .choices = choices(about_everybody), .values = std::move(values),
                          .error = first ? web::message_for(errors, "effects") : std::string(), .legend_as = web::LabelAs::small, .size = web::ChoiceSize::small});
}

std::optional<base::LocalDate> read_day(const web::Form& typed, std::string_view name, std::vector<base::FieldError>& wrong) {
  const auto text = base::trim(typed.text(name));
  if (text.empty()) return std::nullopt;
  const auto day = base::parse_iso_date(text);
  if (!day) wrong.push_back({std::string(name), "Enter a day that there is"});
  return day;
}

void read_effects(const web::Form& typed, std::string_view name, const std::optional<FamilyMemberId>& member, const std::string& who, OrderWords& out) {
  for (const auto value : typed.all(name))
    if (const auto effect = effect_of(value)) {
      const EffectOn one{*effect, member, who};
      if (std::find(out.effects.begin(), out.effects.end(), one) == out.effects.end()) out.effects.push_back(one);
    }
}

}  // namespace

web::Html order_fields(const std::vector<FamilyMember>& family, const web::Form& typed, const std::vector<base::FieldError>& errors) {
  const auto value = [&](std::string_view name) { return std::string(typed.text(name)); };
  const auto error = [&](std::string_view name) { return web::message_for(errors, name); };
  std::vector<web::Option> sorts = {{"", "Choose"}};
  for (const auto& sort : order_sorts()) sorts.push_back({std::string(sort.code), std::string(sort.title)});
  web::Html out = web::select({.name = "sort", .label = "What kind of order is it?", .options = std::move(sorts), .value = value("sort"), .error = error("sort")});
  out.add(web::text_input({.name = "court", .label = "Which court made it?", .value = value("court"), .error = error("court"), .width = web::InputWidth::thirty}));
  out.add(web::text_input({.name = "number", .label = "Case number (optional)", .value = value("number"), .error = error("number"), .width = web::InputWidth::twenty, .spelling = web::Spelling::off}));
  out.add(web::day_input({.name = "made_on", .label = "When was it made?", .value = value("made_on"), .error = error("made_on")}));
  out.add(web::day_input({.name = "expires_on", .label = "Last day it holds (optional)", .hint = "You are reminded before. Leave it empty where it says none.", .value = value("expires_on"), .error = error("expires_on")}));
  out.add(web::textarea({.name = "words", .label = "What it says, in short (optional)", .hint = "Only those who may read orders read this.", .value = value("words"), .error = error("words"), .rows = 4}));
  web::Html who;
  bool first = true;
  for (const auto& one : family) {
    who.add(boxes(name_of(one), one.relationship.empty() ? one.name : one.name + ", " + base::to_lower_ascii(one.relationship), false, typed, errors, first));
    first = false;
  }
  who.add(web::text_input({.name = "other_name", .label = "Somebody who is not on the list: their full name", .value = value("other_name"), .error = error("other_name"), .width = web::InputWidth::thirty}));
  who.add(boxes(std::string(about_other), "What it means for them", false, typed, errors, first));
  who.add(boxes(std::string(about_all), "For everybody", true, typed, errors, false));
  out.add(web::fieldset({.legend = "What does it mean in practice?", .legend_as = web::LabelAs::medium}, web::html("<p class=\"govuk-hint\">Every adult who works with the child reads this, without the order. Where you do not know yet what it means for somebody, choose “Not clear yet”: then people ask before they act.</p>{}", who)));
  web::Html copy = web::text_input({.name = "seen_by", .label = "Who at the school has seen the order itself?", .hint = "Until somebody has, people are told to ask before they act, and nothing is refused.",
                                    .value = value("seen_by"), .error = error("seen_by"), .width = web::InputWidth::thirty});
  copy.add(web::day_input({.name = "seen_on", .label = "On which day?", .value = value("seen_on"), .error = error("seen_on")}));
  copy.add(web::text_input({.name = "copy_at", .label = "Where is the copy kept?", .hint = "For example: safeguarding cabinet, folder 12.", .value = value("copy_at"), .error = error("copy_at"), .width = web::InputWidth::thirty}));
  out.add(web::fieldset({.legend = "The order itself", .legend_as = web::LabelAs::medium}, copy));
  return out;
}

web::Form order_form(const OrderWords& words) {
  web::Form out;
  const auto day = [](const std::optional<base::LocalDate>& on) { return on ? base::to_iso(*on) : std::string(); };
  out.add("sort", words.sort);
  out.add("court", words.court);
  out.add("number", words.number);
  out.add("made_on", day(words.made_on));
  out.add("expires_on", day(words.expires_on));
  out.add("words", words.words);
  out.add("seen_by", words.seen_by);
  out.add("seen_on", day(words.seen_on));
  out.add("copy_at", words.copy_at);
  for (const auto& each : words.effects) {
    if (each.member) out.add("on-" + each.member->text(), std::string(code(each.effect)));
    else if (each.is_about_all()) out.add(std::string(about_all), std::string(code(each.effect)));
    else {
      if (!out.has("other_name")) out.add("other_name", each.who);
      out.add(std::string(about_other), std::string(code(each.effect)));
    }
  }
  return out;
}

OrderWords read_order(const std::vector<FamilyMember>& family, const web::Form& typed, std::vector<base::FieldError>& wrong) {
  OrderWords out;
  out.sort = typed_text(typed, "sort");
  out.court = typed_text(typed, "court");
  out.number = typed_text(typed, "number");
  out.made_on = read_day(typed, "made_on", wrong);
  out.expires_on = read_day(typed, "expires_on", wrong);
  out.words = typed_text(typed, "words");
  out.copy_at = typed_text(typed, "copy_at");
  out.seen_by = typed_text(typed, "seen_by");
  out.seen_on = read_day(typed, "seen_on", wrong);
  for (const auto& one : family) read_effects(typed, name_of(one), one.id, one.name, out);
  const auto other = typed_text(typed, "other_name");
  if (!other.empty() && !typed.has(about_other)) wrong.push_back({"other_name", "Choose what it means for " + other});
  read_effects(typed, about_other, std::nullopt, other, out);
  read_effects(typed, about_all, std::nullopt, "", out);
  return out;
}

std::vector<std::pair<std::string, std::string>> order_anchors(const std::vector<FamilyMember>& family) {
  return {{"effects", web::id_of(family.empty() ? std::string(about_other) : name_of(family.front()))}};
}

}  // namespace people
