// One act, many rows: all of them or none.
#include "casework/reviews/closing.h"

#include "base/text.h"
#include "casework/plans/provision_line_store.h"
#include "casework/plans/target_store.h"
#include "record/body.h"
#include "web/json.h"

#include <algorithm>

namespace reviews {
namespace {

using web::Json;

constexpr std::size_t most_tried = 12;

bool ends(Decision decision) { return decision == Decision::met || decision == Decision::stop; }

std::string reason_words(const ReviewWords& words, const TargetDecision& decided) {
  auto out = "Review of " + base::to_text(*words.held_on) + ": " + std::string(title(decided.decision));
  if (!decided.words.empty()) out += ". " + decided.words;
  return base::excerpt(out, 280);
}

std::vector<std::optional<bool>> helped_of(const TargetDecision& decided) {
  std::vector<std::optional<bool>> out;
  for (const auto mark : decided.strategies)
    out.push_back(mark == Helped::helped ? std::optional(true) : mark == Helped::did_not ? std::optional(false) : std::nullopt);
  return out;
}

/// What is wrong with a target of the next cycle stands beside that target's fields.
base::Error beside_target(base::Error error, const plans::TargetId& target) {
  for (auto& each : error.fields) each.field = (each.field == "goal" || each.field == "baseline" ? "goal." : each.field == "statement" ? "statement." : "words.") + target.text();
  return error;
}

/// The target is judged; one that goes on begins anew where the pupil now is.
base::Result<void> carry_target(access::UnitOfWork& work, const WritePass& pass, const TargetFigures& figures, const TargetDecision& decided, const ReviewWords& words) {
  auto target = figures.target;
  const auto outcome = outcome_for(decided.decision, target.words, figures.latest());
  if (!ends(decided.decision)) {
    const auto next = in_next_cycle(target.words, decided, figures.latest(), *words.held_on + 1, *words.next_review);
    TRY_DO(plans::change_target(work, pass, target, next, target.strategies, reason_words(words, decided)));
    target.words = next;
    ++target.version;
  }
  return plans::judge_target(work, pass, target, outcome, decided.words, helped_of(decided));
}

/// Promises of a target that ends end with it; the others are carried to the end of the next cycle, where they were promised to the end of this one.
/// What section F says is changed by nobody here.
base::Result<void> carry_line(access::UnitOfWork& work, const WritePass& pass, const ReviewDesk& desk, const plans::ProvisionLine& line, const ReviewWords& words) {
  if (line.state != plans::LineState::live || line.words.section_f) return {};
  const auto* decided = line.words.target.is_nil() ? nullptr : words.find(line.words.target);
  if (decided && ends(decided->decision)) return plans::end_line(work, pass, line, *words.held_on, reason_words(words, *decided));
  const auto cycle_end = std::min(*words.held_on, desk.plan.until.value_or(*words.held_on));
  if (!line.words.until || *line.words.until < cycle_end || *line.words.until >= *words.next_review) return {};
  auto next = line.words;
  next.until = *words.next_review;
  return plans::change_line(work, pass, line, next, "Carried into the next cycle by the review of " + base::to_text(*words.held_on));
}

plans::PlanDraft next_draft(const ReviewDesk& desk, const plans::PlanVersion& followed, const ReviewWords& words, std::span<const Voice> voices) {
  plans::PlanDraft out;
  out.title = followed.title;
  out.from = words.held_on.value_or(desk.review.until.value_or(followed.from)) + 1;
  out.review = words.next_review;
  if (followed.until) out.until = std::max(out.from + (*followed.until - followed.from), words.next_review.value_or(out.from));
  out.body = next_body(*desk.form.kind, followed.body, words, voices, desk.targets);
  out.kind_version = followed.kind_version;
  out.named = plans::named_in(*desk.form.kind, record::Body::stored(out.body));
  return out;
}

/// The version whose cycle was reviewed.
std::optional<plans::PlanVersion> reviewed_version(const ReviewDesk& desk) {
  for (auto& version : plans::list_versions(desk.pass, desk.plan.id))
    if (version.number == desk.plan.live_version.value_or(desk.review.plan_version)) return std::move(version);
  return std::nullopt;
}

constexpr std::string_view drafted_words = "Drafted from the review";

bool has(const record::Kind& kind, std::string_view field, record::FieldType type) {
  const auto* found = kind.find_field(field);
  return found && found->type == type;
}

std::string said_by(std::span<const Voice> voices, VoiceParty party, std::size_t most) {
  std::string out;
  for (const auto& voice : voices) {
    if (voice.party != party) continue;
    for (const auto& each : voice.answers)
      if (!each.answer.empty()) out += (out.empty() ? "" : "\n") + each.question + " " + each.answer;
  }
  return base::excerpt(out, most);
}

}  // namespace

std::vector<Decided> decided_of(const ReviewWords& words, const Figures& figures) {
  std::vector<Decided> out;
  for (const auto& each : figures.targets) {
    const auto* decided = words.find(each.target.id);
    if (!decided || decided->decision == Decision::none) continue;
    const auto& target = each.target.words;
    out.push_back({each.target.id, decided->decision, decided->words, target.need, target.statement, target.measure, target.baseline, target.goal, target.by_when, each.latest(),
                   each.minutes.promised, each.minutes.delivered});
  }
  return out;
}

std::string next_body(const record::Kind& kind, std::string_view body, const ReviewWords& words, std::span<const Voice> voices, std::span<const plans::Target> targets) {
  const auto stored = record::Body::stored(body);
  Json::Object kept;
  // A template with a section for the review keeps last cycle's in the version it belongs to.
  if (const auto* object = stored.json().object())
    for (const auto& [name, value] : *object) {
      const auto* field = kind.find_field(name);
      if (!field || field->section != "review") kept.emplace_back(name, value);
    }
  Json out(std::move(kept));
  const auto fill = [&](std::string_view field, std::string said) {
    if (!said.empty() && has(kind, field, record::FieldType::long_text)) out.set(field, std::move(said));
  };
  fill("pupil_view", said_by(voices, VoiceParty::pupil, 3900));
  fill("parent_view", said_by(voices, VoiceParty::parent, 3900));
  if (!words.attendance.empty() && has(kind, "attendance", record::FieldType::text)) out.set("attendance", words.attendance);
  if (has(kind, "tried", record::FieldType::rows)) {
    Json tried = Json::Array{};
    if (const auto* before = out.find("tried"); before && before->array()) tried = *before;
    for (const auto& target : targets) {
      const auto* decided = words.find(target.id);
      for (std::size_t n = 0; decided && n < std::min(decided->strategies.size(), target.strategies.size()); ++n) {
        const auto mark = decided->strategies[n];
        if ((mark != Helped::helped && mark != Helped::did_not) || tried.array()->size() >= most_tried) continue;
        Json row;
        row.set("what", base::excerpt(target.strategies[n].words, 190));
        row.set("effect", mark == Helped::helped ? "helped" : "not");
        tried.push(std::move(row));
      }
    }
    if (!tried.array()->empty()) out.set("tried", std::move(tried));
  }
  return record::Body::stored(web::to_json(out)).text();
}

base::Result<void> close_review(access::UnitOfWork& work, access::Visit& visit, const plans::DecidePass& pass, const ReviewDesk& desk, const ReviewWords& words, const Figures& figures,
                                DraftNext draft) {
  const auto writing = pass.narrowed<access::May::record_add>();
  if (!writing || !desk.decides) return base::Error::not_found("review not theirs to close");
  auto plan = desk.plan;
  const bool takes_the_step = plan.state == plans::PlanState::live;
  const auto followed = takes_the_step && draft == DraftNext::now ? reviewed_version(desk) : std::nullopt;
  const auto next_version = followed ? std::optional(plan.version + 1) : std::nullopt;
  TRY_DO(close(work, pass, desk.review, words, decided_of(words, figures), next_version));
  for (const auto& target : figures.targets) {
    const auto* decided = words.find(target.target.id);
    if (!decided) continue;
    if (auto carried = carry_target(work, *writing, target, *decided, words); !carried) return beside_target(std::move(carried).error(), target.target.id);
  }
  for (const auto& line : figures.lines) TRY_DO(carry_line(work, *writing, desk, line.line, words));
  if (takes_the_step) {
    TRY_DO(plans::move(work, pass, plan, plans::PlanDeed::reviewed, step_words(words)));
    plan.state = plans::PlanState::reviewed;
    ++plan.step;
  }
  if (followed) {
    TRY_DO(plans::revise(work, *writing, plan, next_draft(desk, *followed, words, list_voices(pass, desk.review.id)), drafted_words));
    ++plan.version;
  }
  for (const auto& each : words.agreed) {
    plans::Agreement agreement;
    agreement.id = visit.fresh<plans::AgreementId>();
    agreement.version = plan.version;
    agreement.party = each.party;
    agreement.name = each.name;
    agreement.on = *words.held_on;
    agreement.how = each.how;
    plans::agree(work, desk.pass, plan, agreement);
  }
  return {};
}

bool may_draft_next(const ReviewDesk& desk) {
  return desk.writes && desk.review.is_closed() && !desk.review.next_version && desk.plan.state == plans::PlanState::reviewed;
}

base::Result<void> draft_next(access::UnitOfWork& work, const WritePass& pass, const ReviewDesk& desk) {
  const auto followed = reviewed_version(desk);
  if (!may_draft_next(desk) || !followed) return base::Error::not_allowed("The next version of this plan is being written already.", "next cycle there");
  note_next(work, pass, desk.review, desk.plan.version + 1);
  return plans::revise(work, pass, desk.plan, next_draft(desk, *followed, desk.words, list_voices(desk.pass, desk.review.id)), drafted_words);
}

}  // namespace reviews
