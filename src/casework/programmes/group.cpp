// Rules of groups.
#include "casework/programmes/group.h"

#include "base/text.h"

#include <algorithm>

namespace programmes {

std::vector<base::FieldError> check(const Group& group) {
  std::vector<base::FieldError> wrong;
  if (group.name.empty()) wrong.push_back({"name", "Enter a name for the group"});
  if (base::count_characters(group.name) > 60) wrong.push_back({"name", "Use at most 60 characters"});
  if (base::count_characters(group.place) > 60) wrong.push_back({"place", "Use at most 60 characters"});
  if (group.ends_on && *group.ends_on < group.starts_on) wrong.push_back({"ends_on", "The last day is not before the first"});
  return wrong;
}

std::size_t count_in(const std::vector<Member>& members, base::LocalDate day) {
  return static_cast<std::size_t>(std::count_if(members.begin(), members.end(), [&](const Member& each) { return each.is_in(day); }));
}

}  // namespace programmes
