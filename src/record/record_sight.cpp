// Whole through a pupil, own words as the author, or nothing.
#include "record/record_sight.h"

#include <algorithm>

namespace record {
namespace {

using access::May;

bool may_know_of(const access::Visit& visit, const Record& record, std::string_view pupil) {
  const auto id = access::PupilId::parse(pupil);
  if (!id) return false;
  if (record.author_id == visit.who().id) return true;
  return (visit.grants().see(*id) & access::bit(record.info_class)) != 0;
}

/// A list whose field the kind no longer knows is held to the same rule: it may be one of pupils.
template <class MayKnow>
web::Json keep_pupils(const Kind* kind, const Body& body, MayKnow may_know) {
  web::Json::Object out;
  for (const auto& [name, value] : body.fields()) {
    const auto* field = kind ? kind->find_field(name) : nullptr;
    const auto* several = value.array();
    if (!several || (field && field->type != FieldType::pupils)) {
      out.emplace_back(name, value);
      continue;
    }
    web::Json::Array kept;
    for (const auto& one : *several) {
      const auto* id = one.find("id");
      if (!id || !id->string() || may_know(*id->string())) kept.push_back(one);
    }
    out.emplace_back(name, std::move(kept));
  }
  return out;
}

}  // namespace

std::optional<Sight> look(access::Visit& visit, const access::StaffPass<May::entries_own>& pass, const RecordId& id) {
  if (const auto across = access::Door::caseload<May::pupil_find>(visit))
    if (auto found = find(*across, id)) return Sight{std::move(*found), true};
  if (auto own = find_own(pass, id)) {
    const bool ended = !own->ended.empty();
    return Sight{std::move(*own), false, ended};
  }
  return std::nullopt;
}

bool may_correct(const access::Visit& visit, const Sight& sight) {
  const auto& record = sight.record;
  if (sight.ended) return false;
  if (record.author_id == visit.who().id) return true;
  if (!sight.whole) return false;
  return std::any_of(record.parts.begin(), record.parts.end(), [&](const Part& part) {
    return (visit.grants().for_pupil(part.pupil).classes(access::Act::correct) & access::bit(record.info_class)) != 0;
  });
}

web::Json shown_fields(const access::Visit& visit, const Kind* kind, const Record& record, const Body& body) {
  return keep_pupils(kind, body, [&](std::string_view pupil) { return may_know_of(visit, record, pupil); });
}

Body with_unseen_pupils(const access::Visit& visit, const Kind& kind, const Record& record, const Body& before, const Body& corrected) {
  auto out = corrected.json();
  for (const auto& field : kind.fields) {
    const auto* stood = field.type == FieldType::pupils ? before.find(field.name) : nullptr;
    const auto* list = stood ? stood->array() : nullptr;
    if (!list) continue;
    const auto* sent = corrected.find(field.name);
    web::Json::Array all = sent && sent->array() ? *sent->array() : web::Json::Array{};
    for (const auto& one : *list) {
      const auto* id = one.find("id");
      if (!id || !id->string() || may_know_of(visit, record, *id->string())) continue;
      if (std::none_of(all.begin(), all.end(), [&](const web::Json& other) { return other.find("id") && *other.find("id") == *id; })) all.push_back(one);
    }
    if (!all.empty()) out.set(field.name, std::move(all));
  }
  return Body::stored(web::to_json(out));
}

web::Json fields_without_pupils(const Kind* kind, const Body& body) {
  return keep_pupils(kind, body, [](std::string_view) { return false; });
}

}  // namespace record
