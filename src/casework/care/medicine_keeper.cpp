// A dose is judged before it is saved and guarded while it is; a correction, a move or an undoing takes it along.
#include "casework/care/medicine_keeper.h"

#include "casework/care/medicine_store.h"
#include "web/components/display.h"
#include "web/components/messages.h"

#include <algorithm>
#include <cmath>

namespace care {
namespace {

using access::May;
using access::Visit;
using record::AboutToBe;
using record::Body;
using record::Change;

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

// ---- What a record says of its dose

bool is_given(const Body& body) {
  const auto* outcome = body.find("outcome");
  return outcome && outcome->string() && (*outcome->string() == "given" || *outcome->string() == "self");
}

std::int64_t amount_of(const Body& body) {
  const auto* amount = body.find("amount");
  if (!amount) return 0;
  return static_cast<std::int64_t>(std::llround((amount->integer() ? static_cast<double>(*amount->integer()) : amount->real() ? *amount->real() : 0.0) * 1000));
}

/// The line that was picked; nothing where the record is under no plan.
std::optional<MedicineLineId> line_of(const Body& body) {
  const auto* picked = body.find("plan_line");
  const auto* id = picked ? picked->find("id") : nullptr;
  return id && id->string() ? MedicineLineId::parse(*id->string()) : std::nullopt;
}

/// The adult who gave it: the one the record names, or its author.
access::StaffId giver_of(const Body& body, const access::StaffId& author) {
  const auto* named = body.find("given_by");
  const auto* list = named ? named->array() : nullptr;
  const auto* first = list && !list->empty() ? list->front().string() : nullptr;
  const auto id = first ? access::StaffId::parse(*first) : std::nullopt;
  return id ? *id : author;
}

Body newest(const record::Record& record) { return record.versions.empty() ? Body() : Body::stored(record.versions.back().body); }

/// Whether the record counts as a dose under a plan.
bool counts(const Body& body) { return is_given(body) && line_of(body); }

/// True where a correction leaves the dose itself alone: then it is not judged anew, though plan and stock have long moved on.
bool is_same_dose(const AboutToBe& about) {
  const auto& stood = *about.stood;
  const auto before = newest(stood);
  const bool same_pupil = stood.parts.empty() || stood.parts.front().pupil == about.pupil;
  return is_given(before) && is_given(about.body) && same_pupil && stood.occurred_at == about.occurred_at && line_of(before) == line_of(about.body) &&
         amount_of(before) == amount_of(about.body);
}

/// The line that was picked, and how the plan answers; nothing where it is not this person's to see.
struct Judged {
  MedicineLine line;
  DoseAnswer answer;
};
std::optional<Judged> judged(Visit& visit, const AboutToBe& about) {
  const auto pass = reader(visit, about.pupil);
  const auto id = line_of(about.body);
  if (!pass || !id) return std::nullopt;
  for (auto& line : list_lines(*pass)) {
    if (line.id != *id) continue;
    if (const auto own = about.stood ? find_dose(*pass, about.stood->id) : std::nullopt; own && own->line == line.id) {
      line.ended = false;  // what was given while it stood may be put right afterwards
      if (line.stock) *line.stock += own->dose.taken;
    }
    auto given = list_doses(*pass, line.id, about.occurred_at + -2 * base::day_ms);
    std::erase_if(given, [&](const Dose& dose) { return dose.record == about.id; });  // the same form sent twice, or the dose that is corrected
    // That it was moved from another child is why it may differ from this child's plan.
    const bool says_why = about.body.find("why") != nullptr || about.change == Change::moved;
    auto answer = judge(line, given, {about.occurred_at, amount_of(about.body), about.body.find("witness") != nullptr, says_why}, pass->zone());
    return Judged{std::move(line), std::move(answer)};
  }
  return std::nullopt;
}

void give_judged(access::UnitOfWork& work, Visit& visit, const AboutToBe& about, const access::StaffId& author) {
  if (!is_given(about.body)) return;
  const auto found = judged(visit, about);
  if (!found) return;
  const auto& zone = visit.house().zone();
  give(work, {.line = found->line.id, .pupil = about.pupil, .record = about.id, .given_at = about.occurred_at, .amount = amount_of(about.body),
              .slot = found->answer.slot, .guard_minutes = found->answer.guard_minutes, .most_a_day = found->answer.most_a_day,
              .day_begins = zone.start_of_day(zone.date_of(about.occurred_at)), .giver = giver_of(about.body, author),
              .under = about.stood ? Under::any_line : Under::live_line});
}

class MedicineKeeper final : public record::KindKeeper {
 public:
  web::Html before_change(Visit&, const record::Record& record, Change change) const override {
    if (!counts(newest(record))) return {};
    switch (change) {
      case Change::corrected:
        return web::inset_text(web::html("<p>This counts as a dose in the medicine plan. If you change whether, when or how much was given, the plan and "
                                         "the count of what is left change with it.</p>"));
      case Change::moved:
        return web::inset_text(web::html("<p>This counts as a dose in the medicine plan of the pupil it stands with now. Once it is moved, that dose can be "
                                         "given again there, and what was taken off the count is put back.</p><p>You are asked which medicine of the right pupil's plan it was. Where you "
                                         "do not see that plan, no dose is counted: tell whoever keeps it.</p>"));
      case Change::restricted:
        return web::inset_text(web::html("<p>The dose stays in the medicine plan, so that nobody gives it twice. Those who see the plan still see when it was "
                                         "given, how much, and by whom; not what is written here.</p>"));
    }
    return {};
  }

  web::Html on_its_page(Visit& visit, const record::Record& record) const override {
    const auto pass = record.parts.empty() ? std::nullopt : reader(visit, record.parts.front().pupil);
    if (!pass || record.versions.empty()) return {};
    const auto found = find_dose(*pass, record.id);
    const auto plan = web::Url::path("/pupils/{}/medicines", pass->pupil());
    if (!found)
      return web::html("<p class=\"govuk-body\">No dose is counted for this. <a class=\"govuk-link\" href=\"{}\">Medicine plan</a></p>", plan);
    pass->saw(access::InfoClass::c7_medical, pass->pupil(), found->line.bytes(), deeds::lines_seen);
    const auto left = found->stock ? " " + amount_words(*found->stock, found->unit) + " should be left." : std::string();
    return web::html("<p class=\"govuk-body\">Counted as {}: {}.{} <a class=\"govuk-link\" href=\"{}\">Medicine plan</a></p>", slot_words(found->dose.slot),
                     amount_words(found->dose.amount, found->unit), left, plan);
  }

  web::Html when_undone(Visit&, const record::Record& record) const override {
    if (!counts(newest(record))) return {};
    return web::body_text("The dose no longer counts: it can be given and recorded again, and what was taken off the count is put back.");
  }

  void check(Visit& visit, const AboutToBe& about, std::vector<base::FieldError>& wrong) const override {
    if (!is_given(about.body)) return;
    if (about.change == Change::corrected && is_same_dose(about)) return;
    // Moved to a child who has no such line: the record tells what was given, and no plan counts it.
    if (about.stood && !line_of(about.body) && (about.change == Change::moved || !line_of(newest(*about.stood)))) return;
    const auto found = judged(visit, about);
    if (!found) {
      wrong.push_back({"plan_line", about.stood && !reader(visit, about.pupil)
                                        ? "You do not see this pupil's medicine plan, so the dose cannot be changed by you. Ask somebody who does"
                                        : "Select which medicine from the list"});
      return;
    }
    for (const auto& objection : found->answer.against)
      if (about.change != Change::moved || objection.field == "plan_line") wrong.push_back({objection.field, objection.words});
  }

  std::string clash() const override { return "Somebody else recorded this dose a moment ago. Look at what has been given before you give any more."; }

  void go_with(access::UnitOfWork& work, Visit& visit, const record::NewRecord& record) const override {
    const auto body = Body::stored(record.body);
    give_judged(work, visit, {record.id, record.parts.front().pupil, record.occurred_at, body}, visit.who().id);
  }

  void go_with_correction(access::UnitOfWork& work, Visit& visit, const record::Record& stood, const record::Correction& correction) const override {
    const auto body = Body::stored(correction.body);
    const auto& pupil = correction.frame ? correction.frame->parts.front().pupil : correction.pupil;
    const AboutToBe about{stood.id, pupil, correction.frame ? correction.frame->occurred_at : stood.occurred_at, body, &stood, Change::corrected};
    if (!counts(newest(stood)) && !counts(body)) return;
    if (is_same_dose(about)) {
      name_giver(work, stood.id, giver_of(body, stood.author_id));
      return;
    }
    work.note({.deed = is_given(body) ? deeds::dose_corrected : deeds::dose_taken_back, .subject = stood.id.bytes(), .info = access::InfoClass::c7_medical, .pupil = pupil});
    take_back(work, stood.id);
    give_judged(work, visit, about, stood.author_id);
  }

  void go_with_end(access::UnitOfWork& work, Visit&, const record::Record& record) const override {
    if (!counts(newest(record))) return;
    work.note({.deed = deeds::dose_taken_back, .subject = record.id.bytes(), .info = access::InfoClass::c7_medical,
               .pupil = record.parts.empty() ? access::PupilId{} : record.parts.front().pupil});
    take_back(work, record.id);
  }

  void go_with_move(access::UnitOfWork& work, Visit& visit, const record::Record& stood, const record::NewRecord& anew) const override {
    const auto body = Body::stored(anew.body);
    give_judged(work, visit, {anew.id, anew.parts.front().pupil, anew.occurred_at, body, &stood, Change::moved}, stood.author_id);
  }
};

}  // namespace

void add_medicine_keeper(record::KindKeepers& keepers) {
  keepers.add_source("medicine_plan", offered);
  keepers.add("medicine", std::make_shared<MedicineKeeper>());
}

}  // namespace care
