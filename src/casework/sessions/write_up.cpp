// Prepares and writes a session.
#include "casework/sessions/write_up.h"

#include "base/text.h"
#include "casework/plans/provision_line_store.h"
#include "casework/plans/target_store.h"

#include <algorithm>

namespace sessions {

using access::May;

namespace {

/// The form's own, coarser ladder of help.
std::string_view help_code(Prompt prompt) {
  switch (prompt) {
    case Prompt::independent: return "alone";
    case Prompt::visual:
    case Prompt::gestural: return "look";
    case Prompt::verbal: return "word";
    case Prompt::modelled: return "shown";
    case Prompt::partial_physical: return "together";
    case Prompt::full_physical: return "full";
  }
  return "full";
}

std::string_view setting_of(const Card& card) {
  switch (card.place) {
    case Place::in_class: return "in_class";
    case Place::home: return "home";
    case Place::community: return "community";
    case Place::withdrawal: break;
  }
  return card.pupils.size() == 1 ? "one_to_one" : card.pupils.size() == 2 ? "pair" : "group";
}

base::FieldError beside_row(base::FieldError error, const access::PupilId& pupil) {
  constexpr std::pair<std::string_view, std::string_view> names[] = {{"minutes", "minutes"},      {"not_delivered_why", "reason"}, {"what_was_done", "words"},
                                                                     {"adjustments", "changed"}, {"for_teacher", "teacher"},      {"files", "photo"}};
  for (const auto& [of_kind, of_row] : names)
    if (error.field == of_kind) return {std::string(of_row) + "." + pupil.text(), std::move(error.message)};
  return {"happened." + pupil.text(), std::move(error.message)};
}

}  // namespace

web::Json record_fields(const Card& card, const PupilPart& part, const std::vector<plans::Target>& targets) {
  web::Json out = web::Json::Object{};
  const auto text = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) out.set(name, value);
  };
  out.set("delivered", std::string(code(part.happened)));
  text("what_was_done", part.words);
  if (part.happened != Happened::yes) text("not_delivered_why", part.reason);
  text("programme", base::excerpt(card.title, 120));
  std::string objective;
  for (const auto& score : part.scores) {
    const auto target = std::find_if(targets.begin(), targets.end(), [&](const plans::Target& each) { return each.id == score.target; });
    if (target != targets.end()) objective += (objective.empty() ? "" : "; ") + target->words.statement;
  }
  text("objective", base::excerpt(objective, 300));
  out.set("setting", std::string(setting_of(card)));
  out.set("planned_minutes", card.minutes);
  out.set("started", base::to_text(base::LocalTime{card.starts}));
  if (part.happened != Happened::no) {
    out.set("minutes", part.minutes);
    if (part.engagement) out.set("engagement", *part.engagement);
    const auto most_help = std::max_element(part.scores.begin(), part.scores.end(),
                                            [](const Score& a, const Score& b) { return a.prompt.value_or(Prompt::independent) < b.prompt.value_or(Prompt::independent); });
    if (most_help != part.scores.end() && most_help->prompt) out.set("prompt_level", std::string(help_code(*most_help->prompt)));
  }
  text("adjustments", part.changed);
  text("for_teacher", part.for_teacher);
  return out;
}

TargetsOf targets_of(access::Visit& visit, const Card& card) {
  TargetsOf out;
  for (const auto& each : card.pupils) {
    const auto pass = access::Door::pupil<May::pupil_find>(visit, each.pupil);
    if (!pass) continue;
    auto targets = plans::list_live_targets(*pass);
    std::erase_if(targets, [](const plans::Target& target) { return target.info_class != access::InfoClass::c6_send; });
    if (const auto line = each.line.is_nil() ? std::nullopt : plans::find_line(*pass, each.line))
      std::stable_partition(targets.begin(), targets.end(), [&](const plans::Target& target) { return target.id == line->words.target; });
    out.emplace(each.pupil, std::move(targets));
  }
  return out;
}

base::Result<std::vector<record::Ready>> prepare(access::Visit& visit, const OwnPass& pass, const WriteUp& write_up, const TargetsOf& targets) {
  const auto& card = write_up.card;
  std::vector<base::FieldError> wrong;
  std::vector<record::Ready> out;
  const auto standing = list_standing(pass, card.day, write_up.id);
  const auto starts = visit.house().zone().to_utc(card.day, base::LocalTime{card.starts});
  for (const auto& part : write_up.parts) {
    const auto own = check_part(card, part, write_up.sure.contains(part.pupil), standing);
    wrong.insert(wrong.end(), own.begin(), own.end());
    const auto known = targets.find(part.pupil);
    auto fields = record_fields(card, part, known == targets.end() ? std::vector<plans::Target>{} : known->second);
    std::vector<record::Attached> photos;
    if (const auto found = write_up.photos.find(part.pupil); found != write_up.photos.end() && !found->second.empty()) {
      photos = found->second;
      web::Json files = web::Json::Array{};
      for (const auto& photo : photos) files.push(photo.id.text());
      fields.set("files", std::move(files));
    }
    const record::Sent sent{record_of(write_up.id, part.pupil), "session", {{part.pupil, {}}}, starts <= visit.now() ? std::optional(starts) : std::nullopt};
    auto ready = record::prepare(visit, sent, record::Submission(fields), std::move(photos));
    if (ready) {
      out.push_back(*std::move(ready));
      continue;
    }
    if (ready.error().kind != base::Error::Kind::invalid) return std::move(ready).error();
    for (const auto& error : ready.error().fields) {
      auto beside = beside_row(error, part.pupil);
      if (std::none_of(wrong.begin(), wrong.end(), [&](const base::FieldError& each) { return each.field == beside.field; })) wrong.push_back(std::move(beside));
    }
  }
  if (write_up.parts.empty()) wrong.push_back({"pupil", "Choose the pupil it was with"});
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "session draft");
  return out;
}

record::Before saved_before(const OwnPass& pass, const std::vector<record::Ready>& records) { return record::saved_before(pass, records.front().record); }

void write(access::UnitOfWork& work, access::Visit& visit, const OwnPass& pass, const WriteUp& write_up, const std::vector<record::Ready>& records) {
  // The card is counted below; the kind's keeper would count it a second time.
  for (const auto& each : records) record::add(work, visit.house().random(), each.passes, each.record, each.files);
  const auto& card = write_up.card;
  const auto there = card.is_timetabled() ? find_of_card(pass, card.slot, card.day) : std::nullopt;
  keep(work, pass, {there.value_or(write_up.id), write_up.id, there ? Sheet::New::no : Sheet::New::yes}, card, write_up.parts);
}

}  // namespace sessions
