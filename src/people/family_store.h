// The family of one pupil, one by one, as far as the reader may see it. How they are reached stands with the contacts (pupil_store.h).
#pragma once

#include "access/pass.h"

#include <string>
#include <vector>

namespace people {

struct FamilyMember {
  FamilyMemberId id;
  std::string name, relationship;
};
/// In the order they are called; nobody for whoever may not see the contacts.
std::vector<FamilyMember> list_family(const access::Pass& pass, const PupilId& pupil);

}  // namespace people
