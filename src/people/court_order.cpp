// The rules of an order, and a version of it as text.
#include "people/court_order.h"

#include "base/named.h"
#include "base/text.h"
#include "web/json.h"
#include "web/json_words.h"

#include <algorithm>
#include <array>

namespace people {
namespace {

constexpr std::array<base::Named, effect_count> effects = {{{"no_contact", "No contact with the child"},
                                                            {"no_collection", "Must not collect the child"},
                                                            {"no_information", "No information about the child"},
                                                            {"no_removal", "Must not take the child out of the United Kingdom"},
                                                            {"surname", "The surname must not be changed"},
                                                            {"not_known", "Not clear yet: ask before you act"}}};

constexpr std::array<OrderSort, 11> sorts = {{{"child_arrangements", "Child arrangements order"},
                                              {"prohibited_steps", "Prohibited steps order"},
                                              {"specific_issue", "Specific issue order"},
                                              {"non_molestation", "Non-molestation order"},
                                              {"care", "Care order"},
                                              {"interim_care", "Interim care order"},
                                              {"special_guardianship", "Special guardianship order"},
                                              {"injunction", "Injunction"},
                                              {"wardship", "Wardship"},
                                              {"undertaking", "Undertaking given to a court"},
                                              {"other", "Another order"}}};

void check_length(std::vector<base::FieldError>& wrong, std::string_view field, const std::string& text, std::size_t most) {
  if (base::count_characters(text) > most) wrong.push_back({std::string(field), "Use at most " + std::to_string(most) + " characters"});
}

void set_day(web::Json& to, std::string_view name, const std::optional<base::LocalDate>& day) {
  if (day) to.set(name, base::to_iso(*day));
}

}  // namespace

std::string_view code(Effect effect) { return effects.at(static_cast<std::size_t>(effect)).code; }
std::optional<Effect> effect_of(std::string_view code) { return base::named<Effect>(effects, code); }
std::string_view title(Effect effect) { return effects.at(static_cast<std::size_t>(effect)).title; }
bool bars_information(Effect effect) { return effect == Effect::no_information || effect == Effect::no_contact; }
bool bars_collection(Effect effect) { return effect == Effect::no_collection || effect == Effect::no_contact; }
bool may_be_about_all(Effect effect) { return effect == Effect::no_removal || effect == Effect::surname; }

std::span<const OrderSort> order_sorts() { return sorts; }
std::string_view title_of_sort(std::string_view code) {
  for (const auto& sort : sorts)
    if (sort.code == code) return sort.title;
  return "An order";
}

std::vector<base::FieldError> check(const OrderWords& words, base::LocalDate today) {
  std::vector<base::FieldError> wrong;
  if (std::none_of(sorts.begin(), sorts.end(), [&](const OrderSort& sort) { return sort.code == words.sort; })) wrong.push_back({"sort", "Choose what kind of order it is"});
  if (!words.made_on) wrong.push_back({"made_on", "Enter the day it was made"});
  else if (*words.made_on > today) wrong.push_back({"made_on", "The day it was made must not be in the future"});
  if (words.expires_on && words.made_on && *words.expires_on < *words.made_on) wrong.push_back({"expires_on", "It cannot end before it was made"});
  if (words.seen_by.empty() != !words.seen_on.has_value())
    wrong.push_back({words.seen_by.empty() ? "seen_by" : "seen_on", words.seen_by.empty() ? "Enter who has seen the order itself" : "Enter the day they saw it"});
  if (words.seen_on && *words.seen_on > today) wrong.push_back({"seen_on", "The day must not be in the future"});
  if (words.effects.empty()) wrong.push_back({"effects", "Choose at least one thing it means. Where you do not know yet, choose “Not clear yet”"});
  for (const auto& each : words.effects)
    if (each.is_about_all() && !may_be_about_all(each.effect)) {
      wrong.push_back({"other_name", "Enter who it is about"});
      break;
    }
  check_length(wrong, "court", words.court, 160);
  check_length(wrong, "number", words.number, 60);
  check_length(wrong, "words", words.words, 4000);
  check_length(wrong, "copy_at", words.copy_at, 160);
  check_length(wrong, "seen_by", words.seen_by, 120);
  for (const auto& each : words.effects)
    if (base::count_characters(each.who) > 120) {
      wrong.push_back({"other_name", "Use at most 120 characters"});
      break;
    }
  return wrong;
}

std::string to_stored(const OrderWords& words) {
  web::Json out;
  out.set("sort", words.sort);
  out.set("court", words.court);
  out.set("number", words.number);
  set_day(out, "made_on", words.made_on);
  set_day(out, "expires_on", words.expires_on);
  out.set("words", words.words);
  out.set("copy_at", words.copy_at);
  out.set("seen_by", words.seen_by);
  set_day(out, "seen_on", words.seen_on);
  set_day(out, "ended_on", words.ended_on);
  web::Json::Array list;
  for (const auto& each : words.effects) {
    web::Json one;
    one.set("effect", code(each.effect));
    if (each.member) one.set("member", each.member->text());
    one.set("who", each.who);
    list.push_back(std::move(one));
  }
  out.set("effects", std::move(list));
  return web::to_json(out);
}

OrderWords order_from_stored(std::string_view text) {
  OrderWords out;
  const auto read = web::parse_json(text);
  if (!read) return out;
  out.sort = text_in(*read, "sort");
  out.court = text_in(*read, "court");
  out.number = text_in(*read, "number");
  out.made_on = day_in(*read, "made_on");
  out.expires_on = day_in(*read, "expires_on");
  out.words = text_in(*read, "words");
  out.copy_at = text_in(*read, "copy_at");
  out.seen_by = text_in(*read, "seen_by");
  out.seen_on = day_in(*read, "seen_on");
  out.ended_on = day_in(*read, "ended_on");
  if (const auto* list = read->find("effects"); list && list->array())
    for (const auto& one : *list->array()) {
      // An effect this program does not know is not left out: it is one to ask about.
      EffectOn each{effect_of(text_in(one, "effect")).value_or(Effect::not_known), {}, text_in(one, "who")};
      if (const auto member = FamilyMemberId::parse(text_in(one, "member"))) each.member = *member;
      out.effects.push_back(std::move(each));
    }
  return out;
}

}  // namespace people
