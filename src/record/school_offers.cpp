// Reads the staff for forms, and for their answers.
#include "record/school_offers.h"

#include "access/staff_store.h"
#include "people/training_store.h"
#include "record/kind_keeper.h"

#include <algorithm>

namespace record {
namespace {

std::vector<Colleague> staff_for(access::Visit& visit, const Kind& kind) {
  std::vector<Colleague> staff;
  const bool asks =
      std::any_of(kind.fields.begin(), kind.fields.end(), [](const Field& field) {
        const auto is_people = [](const Field& each) { return each.type == FieldType::people; };
        return is_people(field) || std::any_of(field.columns.begin(), field.columns.end(), is_people);
      });
  if (!asks) return staff;
  const auto pass = access::Door::staff<access::May::entries_own>(visit);
  if (!pass) return staff;
  for (const auto& line : access::list_staff(*pass)) {
    const bool here = !line.ends_on || *line.ends_on >= visit.today();
    staff.push_back({line.id.text(), line.post.empty() ? line.name : line.name + ", " + line.post, here});
  }
  return staff;
}

}  // namespace

Offers offers_for(access::Visit& visit, const Kind& kind) { return {.staff = staff_for(visit, kind)}; }

void offer_picks(access::Visit& visit, const Kind& kind, const std::vector<std::string>& pupils, Offers& offers) {
  const auto pupil = pupils.size() == 1 ? access::PupilId::parse(pupils.front()) : std::nullopt;
  if (!pupil || !access::Door::pupil<access::May::record_add>(visit, *pupil)) return;
  for (const auto& field : kind.fields)
    if (field.type == FieldType::pick) offers.picks[field.source] = visit.house().room<KindKeepers>().offers(visit, field.source, *pupil);
}

void keep_picked(const Kind& kind, const Body& stood, Offers& offers) {
  for (const auto& field : kind.fields) {
    const auto* held = field.type == FieldType::pick ? stood.find(field.name) : nullptr;
    const auto *id = held ? held->find("id") : nullptr, *label = held ? held->find("label") : nullptr;
    const auto list = offers.picks.find(field.source);
    if (!id || !id->string() || !label || !label->string() || list == offers.picks.end()) continue;
    auto& options = list->second;
    if (std::none_of(options.begin(), options.end(), [&](const web::Option& option) { return option.value == *id->string(); }))
      options.push_back({*id->string(), *label->string()});
  }
}

std::function<std::optional<std::string>(std::string_view, std::string_view)> picks_of(access::Visit& visit, const access::PupilId& pupil) {
  return [&visit, pupil](std::string_view source, std::string_view id) { return visit.house().room<KindKeepers>().find_offer(visit, source, pupil, id); };
}

Surroundings surroundings_for(access::Visit& visit, const Kind& kind) {
  Surroundings school{.today = visit.today()};
  const auto staff = staff_for(visit, kind);
  school.find_staff = [staff](std::string_view typed) { return find_staff(staff, typed); };
  school.staff_name = [staff](std::string_view id) {
    for (const auto& somebody : staff)
      if (somebody.id == id) return somebody.name.substr(0, somebody.name.find(','));
    return std::string();
  };
  if (const auto pass = access::Door::staff<access::May::entries_own>(visit))
    school.is_trained = [held = people::trainings_held(*pass)](std::string_view id, std::string_view training) {
      return held.contains({std::string(id), std::string(training)});
    };
  school.find_file = [](std::string_view) { return std::optional<std::string>(); };
  return school;
}

Names staff_names_for(access::Visit& visit, const Kind& kind) {
  return {.staff = [staff = staff_for(visit, kind)](std::string_view id) {
    for (const auto& somebody : staff)
      if (somebody.id == id) return somebody.name;
    return std::string();
  }};
}

}  // namespace record
