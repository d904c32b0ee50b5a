// Reads and draws the form of a review.
#include "casework/reviews/review_form.h"

#include "base/text.h"
#include "casework/reviews/review_view.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"

#include <fmt/format.h>

#include <algorithm>

namespace reviews {
namespace {

using Errors = std::vector<base::FieldError>;

std::string text_of(const web::Form& typed, std::string_view name) { return std::string(base::trim(base::clean(typed.text(name)))); }

std::optional<base::LocalDate> day_of(const web::Form& typed, std::string_view name, Errors& wrong) {
  const auto text = base::trim(typed.text(name));
  const auto day = base::parse_iso_date(text);
  if (!day && !text.empty()) wrong.push_back({std::string(name), "It must be a real date"});
  return day;
}

std::string helped_name(const plans::TargetId& target, std::size_t number) { return fmt::format("helped.{}.{}", target.text(), number); }

web::Html strategy_fields(const plans::Target& target, const web::Form& typed) {
  if (target.strategies.empty()) return {};
  std::vector<web::Option> options;
  for (std::size_t n = 0; n < helped_count; ++n) options.push_back({std::string(code(static_cast<Helped>(n))), std::string(title(static_cast<Helped>(n)))});
  web::Html fields;
  for (std::size_t n = 0; n < target.strategies.size(); ++n) {
    const auto name = helped_name(target.id, n + 1);
    auto value = std::string(typed.text(name));
    if (!typed.has(name) && target.strategies[n].helped) value = std::string(code(*target.strategies[n].helped ? Helped::helped : Helped::did_not));
    fields.add(web::select({.name = name, .label = target.strategies[n].words, .options = options, .value = std::move(value)}));
  }
  return web::fieldset({.legend = "What was done: did it help?", .legend_as = web::LabelAs::small}, fields);
}

web::Html text_row(std::string_view label, std::string_view value) {
  if (value.empty()) return {};
  return web::html("<p class=\"govuk-body app-words\"><strong>{}:</strong> {}</p>", label, value);
}

}  // namespace

ReviewWords read_words(const ReviewDesk& desk, const web::Form& typed, Errors& wrong) {
  ReviewWords out;
  out.held_on = day_of(typed, "held_on", wrong);
  out.early_reason = text_of(typed, "early_reason");
  out.present = text_of(typed, "present");
  out.attendance = text_of(typed, "attendance");
  out.summary = text_of(typed, "summary");
  out.home = text_of(typed, "home");
  out.next_review = day_of(typed, "next_review", wrong);
  for (const auto& target : desk.targets) {
    const auto id = target.id.text();
    TargetDecision one{target.id, decision_of(typed.text("decision." + id)).value_or(Decision::none), text_of(typed, "words." + id), {}, {}, {}};
    if (one.decision == Decision::change) {
      one.next_statement = text_of(typed, "statement." + id);
      one.next_goal = text_of(typed, "goal." + id);
    }
    for (std::size_t n = 0; n < target.strategies.size(); ++n) one.strategies.push_back(helped_of(typed.text(helped_name(target.id, n + 1))).value_or(Helped::not_said));
    out.targets.push_back(std::move(one));
  }
  for (const auto party : desk.form.rules.agreed_by) {
    const auto code = std::string(plans::code(party));
    Agreed one{party, text_of(typed, "agreed_name." + code), text_of(typed, "agreed_how." + code)};
    if (!one.name.empty() || !one.how.empty()) out.agreed.push_back(std::move(one));
  }
  return out;
}

web::Form form_of(const ReviewWords& words) {
  web::Form out;
  const auto day = [&](std::string name, const std::optional<base::LocalDate>& value) { out.add(std::move(name), value ? base::to_iso(*value) : std::string()); };
  day("held_on", words.held_on);
  out.add("early_reason", words.early_reason);
  out.add("present", words.present);
  out.add("attendance", words.attendance);
  out.add("summary", words.summary);
  out.add("home", words.home);
  day("next_review", words.next_review);
  for (const auto& each : words.targets) {
    const auto id = each.target.text();
    out.add("decision." + id, std::string(code(each.decision)));
    out.add("words." + id, each.words);
    out.add("statement." + id, each.next_statement);
    out.add("goal." + id, each.next_goal);
    for (std::size_t n = 0; n < each.strategies.size(); ++n) out.add(helped_name(each.target, n + 1), std::string(code(each.strategies[n])));
  }
  for (const auto& each : words.agreed) {
    out.add("agreed_name." + std::string(plans::code(each.party)), each.name);
    out.add("agreed_how." + std::string(plans::code(each.party)), each.how);
  }
  return out;
}

web::Html decision_fields(const TargetFigures& figures, const web::Form& typed, const Errors& errors) {
  const auto& target = figures.target;
  const auto id = target.id.text();
  const auto field = [&](std::string_view name) { return std::string(name) + "." + id; };
  web::Html change = web::textarea({.name = field("statement"), .label = "What the target says next (optional)", .hint = "Left empty, it says what it said.",
                                    .value = std::string(typed.text(field("statement"))), .error = web::message_for(errors, field("statement")), .rows = 2});
  change.add(web::text_input({.name = field("goal"), .label = "The new goal (optional)", .hint = "Now " + plans::value_words(target.words.measure, target.words.goal) + ".",
                              .value = std::string(typed.text(field("goal"))), .error = web::message_for(errors, field("goal")), .width = web::InputWidth::ten}));
  std::string ends;
  for (const auto& each : figures.ends_with_it) ends += (ends.empty() ? "" : ", ") + each;
  const auto ends_hint = ends.empty() ? std::string() : "Promised for this target alone, and ends with it: " + ends + ".";
  const auto latest = figures.latest();
  web::Html out = web::radios({.name = field("decision"), .legend = "What becomes of this target?",
                               .choices = {{"met", "Met", ends_hint},
                                           {"continue", "Go on", latest ? "The next cycle begins at " + plans::value_words(target.words.measure, *latest) + "." : std::string()},
                                           {"change", "Change it"},
                                           {"stop", "Stop", ends_hint}},
                               .value = std::string(typed.text(field("decision"))), .error = web::message_for(errors, field("decision")), .legend_as = web::LabelAs::small,
                               .size = web::ChoiceSize::small});
  out.add(web::shown_when(field("decision"), "change", change));
  out.add(web::textarea({.name = field("words"), .label = "In words (optional)", .hint = "Needed where it stops or something changes. It stands in the copy for home.", .value = std::string(typed.text(field("words"))),
                         .error = web::message_for(errors, field("words")), .rows = 2}));
  out.add(strategy_fields(target, typed));
  return out;
}

web::Html meeting_fields(const ReviewDesk& desk, const web::Form& typed, const Errors& errors, base::LocalDate today) {
  const auto value = [&](std::string_view name) { return std::string(typed.text(name)); };
  const auto error = [&](std::string_view name) { return web::message_for(errors, name); };
  web::Html out = web::subheading("The review");
  out.add(web::day_input({.name = "held_on", .label = "Held on", .hint = desk.review.due ? "The plan says " + base::to_text(*desk.review.due) + "." : std::string(), .value = value("held_on"), .error = error("held_on")}));
  const auto held = base::parse_iso_date(base::trim(typed.text("held_on")));
  if ((desk.review.due && held.value_or(today) < *desk.review.due) || !error("early_reason").empty() || !value("early_reason").empty())
    out.add(web::text_input({.name = "early_reason", .label = "Why it is reviewed before the cycle has ended", .hint = "Only where it is held before the day above.", .value = value("early_reason"),
                             .error = error("early_reason")}));
  out.add(web::text_input({.name = "present", .label = "Who was there (optional)", .value = value("present"), .error = error("present")}));
  out.add(web::text_input({.name = "attendance", .label = "Attendance in this cycle (optional)", .hint = "From the school’s register, which Alongside does not keep: for example, 94%.",
                           .value = value("attendance"), .error = error("attendance"), .width = web::InputWidth::twenty}));
  out.add(web::textarea({.name = "summary", .label = "What was found, all in all (optional)", .value = value("summary"), .error = error("summary"), .rows = 4, .most = 3000}));
  out.add(web::textarea({.name = "home", .label = "Words for " + desk.pupil.given + " and the family (optional)", .hint = "They stand at the top of the copy for home.", .value = value("home"),
                         .error = error("home"), .rows = 3, .most = 3000}));
  out.add(web::day_input({.name = "next_review", .label = "Next review", .value = value("next_review"), .error = error("next_review")}));
  web::Html agreed;
  for (const auto party : desk.form.rules.agreed_by) {
    const auto code = std::string(plans::code(party));
    web::Html pair = web::text_input({.name = "agreed_name." + code, .label = "Full name", .value = value("agreed_name." + code), .error = error("agreed_name." + code), .width = web::InputWidth::thirty});
    pair.add(web::text_input({.name = "agreed_how." + code, .label = "How", .hint = "For example, at the meeting, by telephone, with symbols.", .value = value("agreed_how." + code),
                              .error = error("agreed_how." + code), .width = web::InputWidth::thirty}));
    agreed.add(web::fieldset({.legend = std::string(plans::title(party)), .legend_as = web::LabelAs::small}, pair));
  }
  if (!agreed.empty()) {
    web::Html matter = web::body_text("Leave out who has not agreed yet: it can be written down on the plan later.");
    matter.add(agreed);
    const bool open = std::any_of(typed.entries().begin(), typed.entries().end(), [](const auto& each) { return each.first.starts_with("agreed_") && !each.second.empty(); });
    out.add(web::details({.summary = "Who agreed at the review", .matter = matter, .open = open}));
  }
  return out;
}

web::Html words_view(const ReviewDesk& desk, const ReviewWords& words) {
  web::Html out = text_row("Held on", words.held_on ? base::to_text(*words.held_on) : std::string());
  out.add(text_row("Before the cycle had ended, because", words.early_reason));
  out.add(text_row("Who was there", words.present));
  out.add(text_row("Attendance", words.attendance));
  for (const auto& each : words.targets) {
    if (each.decision == Decision::none && each.words.empty()) continue;
    std::string statement;
    for (const auto& target : desk.targets)
      if (target.id == each.target) statement = target.words.statement;
    out.add("<p class=\"govuk-body app-words\">{} <strong>{}</strong>{}{}</p>", decision_tag(each.decision), statement, each.words.empty() ? "" : ": ", each.words);
    out.add(text_row("Says next", each.next_statement));
    out.add(text_row("New goal", each.next_goal));
  }
  out.add(text_row("All in all", words.summary));
  out.add(text_row("For home", words.home));
  out.add(text_row("Next review", words.next_review ? base::to_text(*words.next_review) : std::string()));
  for (const auto& each : words.agreed) out.add(text_row(std::string(plans::title(each.party)) + " agreed", each.name + (each.how.empty() ? "" : ", " + each.how)));
  return out;
}

}  // namespace reviews
