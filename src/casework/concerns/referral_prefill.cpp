// Gathers what a front door asks for, so that nobody types it twice.
#include "casework/concerns/referral_prefill.h"

#include "casework/concerns/arrangement_store.h"
#include "people/pupil_store.h"
#include "record/body.h"
#include "record/catalogue.h"
#include "record/record_store.h"
#include "record/school_offers.h"
#include "record/summary.h"

#include <fmt/format.h>

namespace concerns {
namespace {

using access::May;
using access::Visit;

void line(std::string& out, std::string_view label, std::string_view value) {
  if (value.empty()) return;
  if (!out.empty()) out += '\n';
  out += fmt::format("{}: {}", label, value);
}

std::string child_words(Visit& visit, const FilePass& pass, const people::Pupil& pupil) {
  std::string out = pupil.name();
  if (const auto contacts = pass.narrowed<May::contacts_read>()) {
    if (const auto detail = people::detail(*contacts)) {
      if (!detail->legal_name.empty() && detail->legal_name != pupil.name()) line(out, "Legal name", detail->legal_name);
      if (detail->born) line(out, "Born", base::to_text(*detail->born));
      line(out, "Sex", detail->sex);
      line(out, "First language", detail->first_language);
      line(out, "UPN", detail->upn);
    }
  }
  line(out, "School", visit.school().name);
  line(out, "Year and class", people::year_and_class(pupil));
  if (const auto need = people::need(pass, pupil.id)) line(out, "Special educational needs", need->sen_status + (need->sen_need.empty() ? "" : " " + need->sen_need));
  return out;
}

std::string family_words(const FilePass& pass) {
  std::string out;
  const auto contacts = pass.narrowed<May::contacts_read>();
  if (!contacts) return out;
  for (const auto& one : people::contacts(*contacts)) {
    if (!out.empty()) out += "\n\n";
    out += one.name;
    line(out, "Relationship", one.relationship);
    line(out, "Parental responsibility", one.responsibility);
    line(out, "Telephone", one.phones);
    line(out, "E-mail", one.email);
    line(out, "Address", one.address);
    line(out, "Language", one.language);
  }
  return out;
}

/// The words of one concern; other children in it stay without a name.
std::string concern_words(Visit& visit, const FilePass& pass, const RecordId& id) {
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  const auto record = across ? record::find(*across, id) : std::nullopt;
  if (!record || record->versions.empty()) return {};
  bool is_about_them = false;
  for (const auto& part : record->parts) is_about_them = is_about_them || (part.pupil == pass.pupil() && part.part != "linked");
  const auto in_force = visit.house().room<record::Catalogue>().find(record->kind);
  if (!in_force || !is_about_them) return {};
  auto names = record::staff_names_for(visit, *in_force->kind);
  const auto local = pass.zone().to_local(record->occurred_at);
  std::string out = fmt::format("{}, {}. Written by {}, {}.", base::to_long_text(local.date), base::to_text(local.time), record->author, record->author_post);
  for (const auto& row : record::describe(*in_force->kind, record::Body::stored(record->versions.back().body), names)) line(out, row.label, row.value);
  return out;
}

}  // namespace

ReferralBody prefill(Visit& visit, const FilePass& pass, const std::optional<RecordId>& concern) {
  const auto pupil = people::load(pass);
  const auto arrangement = load_arrangement(pass);
  ReferralBody out;
  for (const auto& section : referral_sections()) out.sections[std::string(section.code)] = "";
  out.sections["to"] = arrangement.front_door + (arrangement.front_door_phone.empty() ? "" : ", " + arrangement.front_door_phone);
  out.sections["child"] = child_words(visit, pass, pupil);
  out.sections["family"] = family_words(pass);
  if (concern) out.sections["concern"] = concern_words(visit, pass, *concern);
  std::string before, done;
  for (const auto& one : list_concerns_of(pass)) {
    if (one.linked || (concern && one.id == *concern)) continue;
    before += fmt::format("{}{}: {}", before.empty() ? "" : "\n", base::to_text(pass.zone().date_of(one.occurred_at)), one.line);
  }
  for (const auto& one : list_concerns_of(pass)) {
    if (one.linked || one.kind != "concern") continue;
    for (const auto& step : load_dossier(pass, one.id).steps)
      done += fmt::format("{}{}: {}. {}", done.empty() ? "" : "\n", base::to_text(pass.zone().date_of(step.at)), label_of(outcomes(), step.outcome), step.reason);
  }
  for (const auto& one : list_cases(pass))
    for (const auto& step : one.steps)
      done += fmt::format("{}{}: {}, level {}. {}", done.empty() ? "" : "\n", base::to_text(pass.zone().date_of(step.at)), case_deed_words(step.deed), step.level, step.reason);
  out.sections["chronology"] = before;
  out.sections["done"] = done;
  out.sections["referrer"] = fmt::format("{}, {}\n{}", pass.who().name, pass.who().post, visit.school().name);
  return out;
}

}  // namespace concerns
