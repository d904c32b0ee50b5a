// A dose is judged before it is saved and guarded while it is.
#include "casework/care/medicine_companion.h"

#include "casework/care/medicine_store.h"

#include <algorithm>
#include <cmath>

namespace care {
namespace {

using access::May;
using access::Visit;

/// Any adult may write of a medicine, but only who sees the plan can be held to it.
std::optional<ReadPass> reader(Visit& visit, const access::PupilId& pupil) {
  auto pass = access::Door::pupil<May::chronology_read>(visit, pupil);
  if (pass && !sees_medicines(*pass)) return std::nullopt;
  return pass;
}

std::vector<web::Option> offered(Visit& visit, const access::PupilId& pupil) {
  std::vector<web::Option> out;
  if (const auto pass = reader(visit, pupil))
    for (const auto& line : list_lines(*pass))
      if (!line.ended) out.push_back({line.id.text(), line_words(line)});
  return out;
}

bool is_given(const record::Body& body) {
  const auto* outcome = body.find("outcome");
  return outcome && outcome->string() && (*outcome->string() == "given" || *outcome->string() == "self");
}

std::int64_t amount_of(const record::Body& body) {
  const auto* amount = body.find("amount");
  if (!amount) return 0;
  return static_cast<std::int64_t>(std::llround((amount->integer() ? static_cast<double>(*amount->integer()) : amount->real() ? *amount->real() : 0.0) * 1000));
}

/// The line that was picked, and how the plan answers; nothing where it is not this person's to see.
struct Judged {
  MedicineLine line;
  DoseAnswer answer;
};
std::optional<Judged> judged(Visit& visit, const record::AboutToBe& about) {
  const auto pass = reader(visit, about.pupil);
  const auto* picked = about.body.find("plan_line");
  const auto* id = picked ? picked->find("id") : nullptr;
  if (!pass || !id || !id->string()) return std::nullopt;
  for (auto& line : list_lines(*pass)) {
    if (line.id.text() != *id->string()) continue;
    auto given = list_doses(*pass, line.id, about.occurred_at + -2 * base::day_ms);
    std::erase_if(given, [&](const Dose& dose) { return dose.record == about.id; });  // the same form sent twice
    auto answer = judge(line, given, {about.occurred_at, amount_of(about.body), about.body.find("witness") != nullptr, about.body.find("why") != nullptr}, pass->zone());
    return Judged{std::move(line), std::move(answer)};
  }
  return std::nullopt;
}

}  // namespace

void add_medicine_companion(record::Companions& companions) {
  companions.add_source("medicine_plan", offered);
  record::Companion medicine;
  medicine.clash = "Somebody else recorded this dose a moment ago. Look at what has been given before you give any more.";
  medicine.check = [](Visit& visit, const record::AboutToBe& about, std::vector<base::FieldError>& wrong) {
    if (!is_given(about.body)) return;
    const auto found = judged(visit, about);
    if (!found) {
      wrong.push_back({"plan_line", "Select which medicine from the list"});
      return;
    }
    for (const auto& objection : found->answer.against) wrong.push_back({objection.field, objection.words});
  };
  medicine.also_write = [](access::UnitOfWork& work, Visit& visit, const record::AboutToBe& about) {
    if (!is_given(about.body)) return;
    const auto found = judged(visit, about);
    if (!found) return;
    const auto& zone = visit.house().zone();
    give(work, {found->line.id, about.pupil, about.id, about.occurred_at, amount_of(about.body), found->answer.slot, found->answer.guard_minutes,
                found->answer.most_a_day, zone.start_of_day(zone.date_of(about.occurred_at))});
  };
  companions.add("medicine", std::move(medicine));
}

}  // namespace care
