// Whom a record concerns once it is written: who must see it, and who signs it off. Pure: from the kind, and how people stand to its pupils.
#pragma once

#include "access/circle.h"
#include "record/kind.h"

#include <span>
#include <string>
#include <vector>

namespace record {

/// Somebody whom the kind tells of it, and the role they have it through.
struct MustSee {
  access::StaffId staff;
  access::Role role;
  friend bool operator==(const MustSee&, const MustSee&) = default;
};

/// Whether one of these roles is among those a kind names as its readers; where it names none, everybody whom the policy lets is. For what is said of
/// records without reading one: counts, notices. (Records themselves are held to it by the guarded views.)
bool is_read_by(const Kind& kind, std::span<const access::Role> roles);

/// Those the kind's `shared_to` names who may see such a record of one of these pupils: of each role those who stand closest (own class,
/// own year, own caseload, or the whole school), and where nobody does, those who teach them. Never its author. In order of the roles.
std::vector<MustSee> who_must_see(const Kind& kind, const access::Circle& circle, std::span<const access::PupilId> pupils,
                                  const access::StaffId& author);

/// Those who could sign it: a role of the kind's `sign_off` that signs such a record of one of these pupils. Never its author.
std::vector<access::StaffId> who_may_sign(const Kind& kind, const access::Circle& circle, std::span<const access::PupilId> pupils,
                                          const access::StaffId& author);

/// Whether this person holds a role of `sign_off` that signs such a record of one of these pupils, through any live relation. Not
/// whether they wrote it.
bool could_sign(const Kind& kind, const access::Grants& grants, std::span<const access::PupilId> pupils);

/// What somebody writes who could sign it for another needs nobody's signature: a sign-off is supervision, not a second pair of eyes.
bool needs_sign_off(const Kind& kind, const access::Circle& circle, const access::StaffId& author, std::span<const access::PupilId> pupils);

}  // namespace record
