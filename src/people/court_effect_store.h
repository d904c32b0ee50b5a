// What court orders mean today for one pupil, without the orders: for everybody who may know that the pupil is here.
#pragma once

#include "access/pass.h"
#include "access/policy_outside.h"
#include "people/court_order.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace people {

struct CourtEffect {
  Effect effect = Effect::not_known;
  bool is_certain = true;  ///< false: nobody has seen the order itself yet
  std::optional<FamilyMemberId> member;
  std::string who;       ///< empty for whoever may not see the family, and where it is about everybody
  bool is_named = true;  ///< false: it is about somebody whose name the reader may not see
};

/// Those of today. Names only for those who may see the pupil's contacts.
std::vector<CourtEffect> list_effects(const access::Pass& pass, const PupilId& pupil);
/// The same as the house itself sees them, all names with them: for what is asked as a recipient.
std::vector<CourtEffect> list_effects(db::ReadConnection& reader, const PupilId& pupil, base::LocalDate today);

/// What is said of information for somebody: by who they are on the school's list, or by their name: a person imported anew is still that person.
access::Bar bar_on(const std::vector<CourtEffect>& effects, const std::optional<FamilyMemberId>& member, std::string_view name);
/// The strictest there is on anybody.
access::Bar bar_on_anybody(const std::vector<CourtEffect>& effects);

}  // namespace people
