// Reads the staff for forms, and for their answers.
#include "record/school_offers.h"

#include "access/staff_store.h"

#include <algorithm>

namespace record {
namespace {

std::vector<Colleague> staff_for(access::Visit& visit, const Kind& kind) {
  std::vector<Colleague> staff;
  const bool asks =
      std::any_of(kind.fields.begin(), kind.fields.end(), [](const Field& field) { return field.type == FieldType::people; });
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

Surroundings surroundings_for(access::Visit& visit, const Kind& kind) {
  Surroundings school{.today = visit.today()};
  school.find_staff = [staff = staff_for(visit, kind)](std::string_view typed) { return find_staff(staff, typed); };
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
