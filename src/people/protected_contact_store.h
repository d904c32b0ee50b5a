// Addresses and telephone numbers that are kept safe: who is, and, for those who decide on orders, what they are. While they are kept safe they stand in
// no row of the family (migrations/0042_protected_contacts.sql).
#pragma once

#include "access/unit_of_work.h"
#include "people/court_order_store.h"
#include "people/family_store.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace people {

using KeptSafeId = base::Id<struct KeptSafeTag>;

/// What a page says in the place of what is kept safe.
inline constexpr std::string_view kept_safe_words = "Kept safe: ask the safeguarding lead";

struct ContactWays {
  std::string mobile, home_phone, work_phone, email, address, note;
  friend bool operator==(const ContactWays&, const ContactWays&) = default;
};
/// One message for each rule that is broken, beside its field.
std::vector<base::FieldError> check(const ContactWays& ways);

struct ProtectedContact {
  KeptSafeId id;
  FamilyMemberId member;
  int version = 1;
  ContactWays ways;
  std::string reason, author;
  base::UtcTime at;
};

/// Whose contacts are kept safe, of one pupil's family; nobody for whoever may not see the contacts.
std::set<FamilyMemberId> list_kept_safe(const access::Pass& pass, const PupilId& pupil);
/// What is kept safe, with its values: a sight of C11 each.
std::vector<ProtectedContact> list_protected(const OrderPass& pass);

/// The others of this pupil's family with the very same address, whatever its commas and capitals: it is not kept safe while theirs is not.
std::vector<FamilyMemberId> list_same_address(const OrderPass& pass, const FamilyMemberId& member);
/// From now on the contacts of the family member stand here and nowhere else, for every child of theirs. Somebody who is kept safe already fails the unit.
void keep_safe(access::UnitOfWork& work, const OrderPass& pass, const KeptSafeId& id, const FamilyMemberId& member, std::string_view reason);
/// Other values, as a new version. Somebody who was quicker fails the unit with conflict.
void change_ways(access::UnitOfWork& work, const OrderPass& pass, const ProtectedContact& was, const ContactWays& ways, std::string_view reason);
/// They stand with the contacts again.
void end_keeping(access::UnitOfWork& work, const OrderPass& pass, const ProtectedContact& was);
/// `keep_safe` as statements, for tests and the demonstration.
std::vector<access::Step> keep_safe_steps(const KeptSafeId& id, const FamilyMemberId& member, const PupilId& pupil, const access::StaffId& by, base::UtcTime at, std::string_view reason);

/// Everything kept safe about the family of a pupil, as the house sees it: what must stand in nothing that goes out.
std::vector<std::string> values_kept_safe(db::ReadConnection& reader, const PupilId& pupil);

namespace deeds {
inline constexpr access::Deed contact_kept_safe{"contact.kept_safe", "Began to keep contacts of a family member safe"};
inline constexpr access::Deed contact_changed{"contact.changed", "Changed contacts that are kept safe"};
inline constexpr access::Deed contact_released{"contact.released", "Ended keeping contacts of a family member safe"};
inline constexpr access::Deed protected_seen{"contact.protected_seen", "Read contacts that are kept safe"};
}  // namespace deeds

}  // namespace people
