// The rules of a review, and its words as they are kept.
#include "casework/reviews/review.h"

#include "base/named.h"
#include "base/text.h"
#include "web/json.h"
#include "web/json_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace reviews {
namespace {

using web::Json;

using base::named;
using base::Named;
constexpr std::array<Named, decision_count> decisions{{{"", "Not decided"}, {"met", "Met"}, {"continue", "Go on"}, {"change", "Change it"}, {"stop", "Stop"}}};
constexpr std::array<Named, helped_count> marks{{{"", "Not said"}, {"helped", "Helped"}, {"did_not", "Did not help"}, {"not_tried", "Not tried"}}};

std::string day_text(const std::optional<base::LocalDate>& day) { return day ? base::to_iso(*day) : std::string(); }

void check_length(std::vector<base::FieldError>& wrong, std::string field, std::string_view text, std::size_t most) {
  if (base::count_characters(text) > most) wrong.push_back({std::move(field), fmt::format("Use at most {} characters", most)});
}

/// What is wrong with one target's decision.
void check_target(std::vector<base::FieldError>& wrong, const plans::Target& target, const TargetDecision* decided) {
  const auto id = target.id.text();
  if (!decided || decided->decision == Decision::none) {
    wrong.push_back({"decision." + id, "Select what becomes of this target"});
    return;
  }
  const auto& words = target.words;
  if (decided->decision == Decision::stop && base::trim(decided->words).empty()) wrong.push_back({"words." + id, "Enter why it stops"});
  if (decided->decision != Decision::change) return;
  const auto goal = decided->next_goal.empty() ? std::optional(words.goal) : plans::read_value(words.measure, decided->next_goal);
  if (!goal) wrong.push_back({"goal." + id, "Enter the new goal on the scale of the target"});
  const bool says_nothing = base::trim(decided->words).empty() && (!goal || *goal == words.goal) &&
                            (decided->next_statement.empty() || decided->next_statement == words.statement);
  if (goal && says_nothing) wrong.push_back({"words." + id, "Enter what changes: the words, the goal, or what is done"});
}

}  // namespace

std::string_view code(ReviewState state) {
  switch (state) {
    case ReviewState::open: return "open";
    case ReviewState::closed: return "closed";
    case ReviewState::dropped: return "dropped";
  }
  return "closed";
}

std::string_view code(Decision decision) { return decisions[static_cast<std::size_t>(decision)].code; }
std::string_view title(Decision decision) { return decisions[static_cast<std::size_t>(decision)].title; }
std::optional<Decision> decision_of(std::string_view code) { return named<Decision>(decisions, code); }
std::string_view code(Helped helped) { return marks[static_cast<std::size_t>(helped)].code; }
std::string_view title(Helped helped) { return marks[static_cast<std::size_t>(helped)].title; }
std::optional<Helped> helped_of(std::string_view code) { return named<Helped>(marks, code); }

const TargetDecision* ReviewWords::find(const plans::TargetId& target) const {
  const auto found = std::find_if(targets.begin(), targets.end(), [&](const TargetDecision& each) { return each.target == target; });
  return found == targets.end() ? nullptr : &*found;
}

std::string to_stored(const ReviewWords& words) {
  Json targets = Json::Array{}, agreed = Json::Array{};
  for (const auto& each : words.targets) {
    Json helped = Json::Array{}, one;
    for (const auto mark : each.strategies) helped.push(code(mark));
    one.set("target", each.target.text());
    one.set("decision", code(each.decision));
    one.set("words", each.words);
    one.set("next_statement", each.next_statement);
    one.set("next_goal", each.next_goal);
    one.set("helped", std::move(helped));
    targets.push(std::move(one));
  }
  for (const auto& each : words.agreed) {
    Json one;
    one.set("party", plans::code(each.party));
    one.set("name", each.name);
    one.set("how", each.how);
    agreed.push(std::move(one));
  }
  Json out;
  out.set("held_on", day_text(words.held_on));
  out.set("early_reason", words.early_reason);
  out.set("present", words.present);
  out.set("attendance", words.attendance);
  out.set("targets", std::move(targets));
  out.set("summary", words.summary);
  out.set("home", words.home);
  out.set("next_review", day_text(words.next_review));
  out.set("agreed", std::move(agreed));
  return web::to_json(out);
}

ReviewWords from_stored(std::string_view text) {
  ReviewWords out;
  const auto json = web::parse_json(text);
  if (!json) return out;
  out.held_on = day_in(*json, "held_on");
  out.early_reason = text_in(*json, "early_reason");
  out.present = text_in(*json, "present");
  out.attendance = text_in(*json, "attendance");
  out.summary = text_in(*json, "summary");
  out.home = text_in(*json, "home");
  out.next_review = day_in(*json, "next_review");
  if (const auto* targets = json->find("targets"); targets && targets->array())
    for (const auto& each : *targets->array()) {
      const auto id = plans::TargetId::parse(text_in(each, "target"));
      if (!id) continue;
      TargetDecision one{*id, decision_of(text_in(each, "decision")).value_or(Decision::none), text_in(each, "words"), text_in(each, "next_statement"), text_in(each, "next_goal"), {}};
      if (const auto* helped = each.find("helped"); helped && helped->array())
        for (const auto& mark : *helped->array()) one.strategies.push_back(mark.string() ? helped_of(*mark.string()).value_or(Helped::not_said) : Helped::not_said);
      out.targets.push_back(std::move(one));
    }
  if (const auto* agreed = json->find("agreed"); agreed && agreed->array())
    for (const auto& each : *agreed->array())
      if (const auto party = plans::party_of(text_in(each, "party"))) out.agreed.push_back({*party, text_in(each, "name"), text_in(each, "how")});
  return out;
}

std::vector<base::FieldError> check_lengths(const ReviewWords& words) {
  std::vector<base::FieldError> wrong;
  check_length(wrong, "early_reason", words.early_reason, 400);
  check_length(wrong, "present", words.present, 400);
  check_length(wrong, "attendance", words.attendance, 120);
  check_length(wrong, "summary", words.summary, 3000);
  check_length(wrong, "home", words.home, 3000);
  for (const auto& each : words.targets) {
    const auto id = each.target.text();
    check_length(wrong, "words." + id, each.words, 1500);
    check_length(wrong, "statement." + id, each.next_statement, 400);
    check_length(wrong, "goal." + id, each.next_goal, 20);
  }
  for (const auto& each : words.agreed) {
    check_length(wrong, "agreed_name." + std::string(plans::code(each.party)), each.name, 120);
    check_length(wrong, "agreed_how." + std::string(plans::code(each.party)), each.how, 120);
  }
  return wrong;
}

std::vector<base::FieldError> check_to_close(const Review& review, const ReviewWords& words, std::span<const plans::Target> targets, base::LocalDate today) {
  std::vector<base::FieldError> wrong;
  if (!words.held_on) wrong.push_back({"held_on", "Enter the day the review was held"});
  else if (*words.held_on > today) wrong.push_back({"held_on", "The day must not be in the future"});
  else if (*words.held_on < review.from) wrong.push_back({"held_on", "The day must not be before the cycle began, " + base::to_text(review.from)});
  else if (review.due && *words.held_on < *review.due && base::trim(words.early_reason).empty())
    wrong.push_back({"early_reason", "The cycle runs until " + base::to_text(*review.due) + ". Enter why it is reviewed before that"});
  for (const auto& target : targets) check_target(wrong, target, words.find(target.id));
  if (!words.next_review) wrong.push_back({"next_review", "Enter the day of the next review"});
  else if (words.held_on && *words.next_review <= *words.held_on) wrong.push_back({"next_review", "The next review must be after this one"});
  for (const auto& each : words.agreed) {
    const auto party = std::string(plans::code(each.party));
    if (each.name.empty() && !each.how.empty()) wrong.push_back({"agreed_name." + party, "Enter the full name of who agreed"});
    if (!each.name.empty() && each.how.empty()) wrong.push_back({"agreed_how." + party, "Enter how they agreed"});
  }
  return wrong;
}

plans::Outcome outcome_for(Decision decision, const plans::TargetWords& words, const std::optional<plans::Value>& latest) {
  const auto way = latest ? plans::way_gone(words.baseline, words.goal, *latest) : std::nullopt;
  switch (decision) {
    case Decision::met: return way && *way > 1000 ? plans::Outcome::exceeded : plans::Outcome::met;
    case Decision::stop: return plans::Outcome::discontinued;
    case Decision::none:
    case Decision::go_on:
    case Decision::change: break;
  }
  if (!way) return plans::Outcome::not_started;
  return *way >= 500 ? plans::Outcome::partly_met : plans::Outcome::emerging;
}

plans::TargetWords in_next_cycle(const plans::TargetWords& words, const TargetDecision& decision, const std::optional<plans::Value>& latest, base::LocalDate begins, base::LocalDate ends) {
  auto out = words;
  if (decision.decision == Decision::change) {
    if (!decision.next_statement.empty()) out.statement = decision.next_statement;
    if (!decision.next_goal.empty()) out.goal = plans::read_value(words.measure, decision.next_goal).value_or(words.goal);
  }
  if (latest && *latest != out.goal && plans::is_on(out.measure, *latest)) out.baseline = *latest;
  out.starts_on = begins;
  out.by_when = std::max(begins, ends);
  return out;
}

std::string decisions_in_words(std::span<const TargetDecision> all) {
  const auto count = [&](Decision decision) { return std::count_if(all.begin(), all.end(), [&](const TargetDecision& each) { return each.decision == decision; }); };
  std::string out;
  const auto say = [&](Decision decision, std::string_view one, std::string_view several) {
    const auto n = count(decision);
    if (n > 0) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", n, n == 1 ? one : several);
  };
  say(Decision::met, "met", "met");
  say(Decision::go_on, "goes on", "go on");
  say(Decision::change, "is changed", "are changed");
  say(Decision::stop, "stops", "stop");
  return out.empty() ? out : out + ".";
}

std::string step_words(const ReviewWords& words) {
  auto out = words.held_on ? "Reviewed on " + base::to_text(*words.held_on) + "." : std::string("Reviewed.");
  if (const auto decided = decisions_in_words(words.targets); !decided.empty()) out += " Targets: " + decided;
  if (!words.early_reason.empty()) out += " Before its day: " + words.early_reason;
  if (!words.summary.empty()) out += "\n" + words.summary;
  return out;
}

std::string_view code(VoiceParty party) { return party == VoiceParty::pupil ? "pupil" : "parent"; }
std::string_view title(VoiceParty party) { return party == VoiceParty::pupil ? "The pupil" : "A parent or carer"; }
std::optional<VoiceParty> voice_party_of(std::string_view code) {
  if (code == "pupil") return VoiceParty::pupil;
  if (code == "parent") return VoiceParty::parent;
  return std::nullopt;
}

std::vector<std::string> questions_for(VoiceParty party, std::string_view given) {
  if (party == VoiceParty::pupil)
    return {"What has gone well?", "What is hard?", "What helps you?", "What do you want to get better at next?", "What else should we know?"};
  return {fmt::format("What is going well for {}, at home and at school?", given), fmt::format("What is hard for {}, or worries you?", given), "What helps at home?",
          fmt::format("What would you like {} to be able to do next?", given), "Is there anything you would like us to do differently?"};
}

std::string to_stored(const std::vector<VoiceAnswer>& answers) {
  Json out = Json::Array{};
  for (const auto& each : answers) {
    Json one;
    one.set("question", each.question);
    one.set("answer", each.answer);
    out.push(std::move(one));
  }
  return web::to_json(out);
}

std::vector<VoiceAnswer> answers_from_stored(std::string_view text) {
  std::vector<VoiceAnswer> out;
  const auto json = web::parse_json(text);
  if (!json || !json->array()) return out;
  for (const auto& each : *json->array()) out.push_back({text_in(each, "question"), text_in(each, "answer")});
  return out;
}

}  // namespace reviews
