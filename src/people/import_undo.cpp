// The way back from an import, and its steps kept as JSON until somebody asks for it.
#include "people/import_plan.h"

#include "people/roll_fields.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

namespace people {
namespace {

std::string name_of(const PupilRecord& pupil) { return pupil.forename() + " " + pupil.surname(); }
std::string name_of(const StaffRecord& staff) { return staff.forename + " " + staff.surname; }
std::string name_of(const FamilyMemberRecord& member) { return member.forename + " " + member.surname; }
std::string name_of(const ClassRecord& record) { return record.name; }

/// The fields of `now` that the import set and nobody has changed since go back to what they were.
template <class Record>
std::optional<Record> put_back(const Record& before, const Record& after, const Record& now,
                               std::vector<UndoConflict>& conflicts) {
  Record back = now;
  for (const auto& field : fields_of<Record>()) {
    const std::string was = field.get(before), made = field.get(after), is = field.get(now);
    if (was == made) continue;
    if (is == made)
      field.set(back, was);
    else if (is != was)
      conflicts.push_back({name_of(now), std::string(field.title)});
  }
  if (back == now) return std::nullopt;
  return back;
}

/// Records of `now` by id.
template <class Record, class Key>
std::map<Key, const Record*> by_key(const std::vector<Record>& records, std::optional<Key> (*key)(const Record&)) {
  std::map<Key, const Record*> found;
  for (const auto& record : records)
    if (const auto k = key(record)) found.emplace(*k, &record);
  return found;
}

template <class Record, class Step, class Key, class Remove>
void undo_steps(const std::vector<Step>& done, const std::vector<Record>& now, std::optional<Key> (*key)(const Record&),
                std::vector<ImportStep<Record>>& back, Remove&& remove, std::vector<UndoConflict>& conflicts) {
  const auto held = by_key<Record, Key>(now, key);
  for (const auto& step : done) {
    const auto k = key(step.after);
    const auto found = k ? held.find(*k) : held.end();
    if (found == held.end()) continue;  // gone already
    const Record& is = *found->second;
    if (step.before) {
      if (auto made = put_back(*step.before, step.after, is, conflicts)) back.push_back({step.line, is, std::move(*made)});
    } else if (std::all_of(fields_of<Record>().begin(), fields_of<Record>().end(),
                           [&](const auto& field) { return field.get(is) == field.get(step.after); })) {
      remove(*k);
    } else {
      conflicts.push_back({name_of(is), ""});
    }
  }
}

template <class Record, class Id, std::optional<Id> Record::*Member>
std::optional<Id> id_of(const Record& record) {
  return record.*Member;
}

using FamilyKey = std::pair<FamilyMemberId, PupilId>;
std::optional<FamilyKey> family_key(const FamilyMemberRecord& member) {
  if (!member.id || !member.pupil) return std::nullopt;
  return FamilyKey{*member.id, *member.pupil};
}

template <class Record>
web::Json record_to_json(const Record& record) {
  web::Json::Object object;
  if constexpr (requires { record.id; })
    if (record.id) object.emplace_back("id", record.id->text());
  if constexpr (requires { record.relationship; })
    if (record.pupil) object.emplace_back("pupil", record.pupil->text());
  for (const auto& field : fields_of<Record>())
    if (auto text = field.get(record); !text.empty()) object.emplace_back(std::string(field.code), std::move(text));
  return object;
}

template <class Record>
std::optional<Record> record_from_json(const web::Json& json) {
  if (!json.object()) return std::nullopt;
  Record record;
  for (const auto& [key, value] : *json.object()) {
    const auto* text = value.string();
    if (!text) return std::nullopt;
    if constexpr (requires { record.id; }) {
      if (key == "id") {
        record.id = std::remove_reference_t<decltype(*record.id)>::parse(*text);
        if (!record.id) return std::nullopt;
        continue;
      }
    }
    if constexpr (requires { record.relationship; }) {
      if (key == "pupil") {
        record.pupil = PupilId::parse(*text);
        if (!record.pupil) return std::nullopt;
        continue;
      }
    }
    const auto* field = find_field<Record>(key);
    if (!field) return std::nullopt;
    field->set(record, *text);
  }
  return record;
}

template <class Step>
web::Json steps_json(const std::vector<Step>& steps) {
  web::Json::Array array;
  for (const auto& step : steps) {
    web::Json::Object object{{"line", step.line}};
    if (step.before) object.emplace_back("before", record_to_json(*step.before));
    object.emplace_back("after", record_to_json(step.after));
    if constexpr (requires { step.pupil_line; })
      if (step.pupil_line) object.emplace_back("pupil_line", *step.pupil_line);
    array.emplace_back(std::move(object));
  }
  return array;
}

template <class Step>
bool read_steps(const web::Json& json, std::string_view key, std::vector<Step>& into) {
  using Record = decltype(Step::after);
  const auto* member = json.find(key);
  const auto* array = member ? member->array() : nullptr;
  if (!array) return false;
  for (const auto& item : *array) {
    Step step;
    const auto* line = item.find("line") ? item.find("line")->integer() : nullptr;
    const auto* after = item.find("after");
    if (!line || *line < 0 || !after) return false;
    step.line = static_cast<std::size_t>(*line);
    auto made = record_from_json<Record>(*after);
    if (!made) return false;
    step.after = std::move(*made);
    if (const auto* before = item.find("before")) {
      step.before = record_from_json<Record>(*before);
      if (!step.before) return false;
    }
    if constexpr (requires { step.pupil_line; })
      if (const auto* pupil_line = item.find("pupil_line"); pupil_line && pupil_line->integer())
        step.pupil_line = static_cast<std::size_t>(*pupil_line->integer());
    into.push_back(std::move(step));
  }
  return true;
}

}  // namespace

UndoPlan plan_undo(const ImportPlan& done, const SchoolRoll& now) {
  UndoPlan undo;
  auto& told = undo.conflicts;
  undo_steps(
      done.pupils, now.pupils, &id_of<PupilRecord, PupilId, &PupilRecord::id>, undo.pupils,
      [&](PupilId id) { undo.remove_pupils.push_back(id); }, told);
  undo_steps(
      done.staff, now.staff, &id_of<StaffRecord, StaffId, &StaffRecord::id>, undo.staff,
      [&](StaffId id) { undo.remove_staff.push_back(id); }, told);
  undo_steps(
      done.classes, now.classes, &id_of<ClassRecord, ClassId, &ClassRecord::id>, undo.classes,
      [&](ClassId id) { undo.remove_classes.push_back(id); }, told);
  undo_steps(
      done.family, now.family, &family_key, undo.family, [&](const FamilyKey& key) { undo.remove_family.push_back(key); }, told);
  for (const auto& step : done.memberships)
    if (std::find(now.memberships.begin(), now.memberships.end(), step.after) != now.memberships.end())
      undo.remove_memberships.push_back(step.after);
  return undo;
}

web::Json steps_to_json(const ImportPlan& done) {
  web::Json::Array memberships;
  for (const auto& step : done.memberships)
    memberships.emplace_back(web::Json::Object{{"line", step.line},
                                               {"pupil", step.after.pupil.text()},
                                               {"class", step.after.class_name},
                                               {"kind", code(step.after.kind)}});
  return web::Json::Object{{"subject", code(done.subject)},     {"pupils", steps_json(done.pupils)},
                           {"staff", steps_json(done.staff)},   {"classes", steps_json(done.classes)},
                           {"family", steps_json(done.family)}, {"memberships", std::move(memberships)}};
}

base::Result<ImportPlan> steps_from_json(const web::Json& json) {
  const auto broken = base::Error::invalid("import", "This is no record of an import", "import steps json");
  ImportPlan plan;
  const auto* subject_text = json.find("subject") ? json.find("subject")->string() : nullptr;
  const auto subject = subject_text ? import_subject_of(*subject_text) : std::nullopt;
  const auto* memberships = json.find("memberships") ? json.find("memberships")->array() : nullptr;
  if (!subject || !memberships || !read_steps(json, "pupils", plan.pupils) || !read_steps(json, "staff", plan.staff) ||
      !read_steps(json, "classes", plan.classes) || !read_steps(json, "family", plan.family))
    return broken;
  plan.subject = *subject;
  for (const auto& item : *memberships) {
    const auto text = [&](std::string_view key) { return item.find(key) ? item.find(key)->string() : nullptr; };
    const auto* line = item.find("line") ? item.find("line")->integer() : nullptr;
    const auto *pupil = text("pupil"), *name = text("class"), *kind = text("kind");
    const auto id = pupil ? PupilId::parse(*pupil) : std::nullopt;
    if (!line || !id || !name || !kind) return broken;
    plan.memberships.push_back({static_cast<std::size_t>(*line),
                                std::nullopt,
                                {*id, *name, *kind == "group" ? ClassKind::group : ClassKind::registration}});
  }
  return plan;
}

}  // namespace people
