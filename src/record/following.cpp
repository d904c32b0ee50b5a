// Works out, from kind and circle, whom a new record concerns.
#include "record/following.h"

#include <algorithm>

namespace record {
namespace {

using access::Act;
using access::Relation;

constexpr std::uint16_t bit(Relation relation) { return static_cast<std::uint16_t>(1U << static_cast<unsigned>(relation)); }
/// To be close is to have the pupil in one's class, year or caseload, or to have the whole school.
constexpr std::uint16_t close = bit(Relation::school) | bit(Relation::assigned) | bit(Relation::teaches_class) | bit(Relation::year);

bool has_role(const access::CircleAdult& adult, access::Role role) {
  const auto& roles = adult.person.roles;
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

bool is_family(const access::CircleAdult& adult, const access::PupilId& pupil) {
  return std::find(adult.own_family.begin(), adult.own_family.end(), pupil) != adult.own_family.end();
}

/// True where the role may `act` through one of the relations that stand in `relations`.
bool allows_through(const Kind& kind, access::Role role, std::uint16_t relations, Act act) {
  for (unsigned r = 0; r < access::relation_count; ++r)
    if (((relations >> r) & 1U) != 0 && allows(kind, role, static_cast<Relation>(r), act)) return true;
  return false;
}

/// Everybody of the role who may `act` on such a record of the pupil through one of `relations`.
template <class Take>
void each_of_role(const Kind& kind, const access::Circle& circle, access::Role role, const access::PupilId& pupil, std::uint16_t relations, Act act,
                  Take take) {
  if ((relations & bit(Relation::school)) != 0 && allows(kind, role, Relation::school, act)) {
    for (const auto& adult : circle.adults())
      if (has_role(adult, role) && !is_family(adult, pupil)) take(adult);
    return;
  }
  for (const auto& tie : circle.around(pupil)) {
    const auto& adult = circle.adults()[tie.adult];
    if (has_role(adult, role) && allows_through(kind, role, tie.relations & relations, act)) take(adult);
  }
}

constexpr std::uint16_t any_relation = 0xFFFF;

}  // namespace

bool is_read_by(const Kind& kind, std::span<const access::Role> roles) {
  const auto& readers = kind.workflow.read.roles;
  return readers.empty() || std::any_of(roles.begin(), roles.end(), [&](access::Role role) {
    return std::find(readers.begin(), readers.end(), role) != readers.end();
  });
}

std::vector<MustSee> who_must_see(const Kind& kind, const access::Circle& circle, std::span<const access::PupilId> pupils,
                                  const access::StaffId& author) {
  std::vector<MustSee> out;
  for (const auto role : kind.shared_to) {
    for (const auto& pupil : pupils) {
      bool somebody = false;
      const auto take = [&](const access::CircleAdult& adult) {
        somebody = true;
        const auto& id = adult.person.id;
        if (id == author || std::any_of(out.begin(), out.end(), [&](const MustSee& other) { return other.staff == id; })) return;
        out.push_back({id, role});
      };
      each_of_role(kind, circle, role, pupil, close, Act::see, take);
      if (!somebody) each_of_role(kind, circle, role, pupil, static_cast<std::uint16_t>(~close), Act::see, take);
    }
  }
  return out;
}

std::vector<access::StaffId> who_may_sign(const Kind& kind, const access::Circle& circle, std::span<const access::PupilId> pupils,
                                          const access::StaffId& author) {
  std::vector<access::StaffId> out;
  for (const auto role : kind.workflow.sign_off)
    for (const auto& pupil : pupils)
      each_of_role(kind, circle, role, pupil, any_relation, Act::sign, [&](const access::CircleAdult& adult) {
        const auto& id = adult.person.id;
        if (id != author && std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
      });
  return out;
}

bool could_sign(const Kind& kind, const access::Grants& grants, std::span<const access::PupilId> pupils) {
  const auto& roles = grants.person().roles;
  return std::any_of(pupils.begin(), pupils.end(), [&](const access::PupilId& pupil) {
    // Grants have the last word: own family, strength of the sign-in.
    if ((grants.for_pupil(pupil).classes(Act::sign) & access::bit(kind.info_class)) == 0) return false;
    std::uint16_t relations = bit(Relation::school);
    for (const auto& near : grants.close())
      if (near.pupil == pupil) relations = static_cast<std::uint16_t>(relations | near.relations);
    return std::any_of(kind.workflow.sign_off.begin(), kind.workflow.sign_off.end(), [&](access::Role role) {
      return std::find(roles.begin(), roles.end(), role) != roles.end() && allows_through(kind, role, relations, Act::sign);
    });
  });
}

bool needs_sign_off(const Kind& kind, const access::Circle& circle, const access::StaffId& author, std::span<const access::PupilId> pupils) {
  if (kind.workflow.sign_off.empty()) return false;
  const auto signers = who_may_sign(kind, circle, pupils, access::StaffId{});
  return std::find(signers.begin(), signers.end(), author) == signers.end();
}

}  // namespace record
