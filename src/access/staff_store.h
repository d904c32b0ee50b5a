// Staff, their accounts, roles and relations: who works here and how they stand to pupils.
#pragma once

#include "access/unit_of_work.h"

#include <optional>
#include <string>
#include <vector>

namespace access {

struct StaffDraft {
  StaffId id;
  std::string name, post, email, staff_code;
  base::LocalDate starts_on;
  std::optional<base::LocalDate> ends_on;
  std::string title = {}, forename = {}, surname = {}, phone = {};  ///< names left out are read from `name`
};

struct AccountDraft {
  StaffId staff;
  std::string username;       ///< lower case, a-z 0-9 . - _
  std::string password_hash;  ///< libsodium's encoded string
  bool must_change = false;
};

struct RoleDraft {
  StaffId staff;
  Role role;
  base::LocalDate starts_on;
  std::optional<base::LocalDate> ends_on;
  StaffId given_by;     ///< nil: the house itself, at set-up
  StaffId seconded_by;  ///< for a sensitive role; nil otherwise
};

/// One relation. Exactly one of pupil, school_class, year_group, other_staff is set, or none for a duty over the whole school.
struct TieDraft {
  TieId id;
  StaffId staff;
  Relation relation;
  PupilId pupil = {};
  people::ClassId school_class = {};
  std::string year_group = {};
  StaffId other_staff = {};
  base::LocalDate starts_on;
  std::optional<base::LocalDate> ends_on = {};
  std::optional<base::UtcTime> from_at = {}, until_at = {};
  std::string reason = {};
};

namespace deeds {
inline constexpr Deed staff_added{"staff.added", "Added a member of staff"};
inline constexpr Deed staff_changed{"staff.changed", "Changed a member of staff"};
inline constexpr Deed account_made{"account.made", "Made an account"};
inline constexpr Deed account_suspended{"account.suspended", "Suspended an account"};
inline constexpr Deed account_restored{"account.restored", "Restored an account"};
inline constexpr Deed password_set{"password.set", "Set a password"};
inline constexpr Deed role_given{"role.given", "Gave a role"};
inline constexpr Deed role_asked{"role.asked", "Asked for a sensitive role"};
inline constexpr Deed role_refused{"role.refused", "Refused a sensitive role"};
inline constexpr Deed role_ended{"role.ended", "Ended a role"};
inline constexpr Deed tie_made{"relation.made", "Made a relation"};
inline constexpr Deed tie_ended{"relation.ended", "Ended a relation"};
}  // namespace deeds

/// The bare statements with their binds, for units of work and for bulk making (import, demonstration school).
Step insert_staff(const StaffDraft& draft, base::UtcTime now);
Step insert_account(const AccountDraft& draft, base::UtcTime now);
Step insert_role(const RoleDraft& draft);
Step insert_tie(const TieDraft& draft, const StaffId& made_by, base::UtcTime now);
/// A member of staff's own child or relative.
Step insert_own_family(const StaffId& staff, const PupilId& pupil);
Step bump_epoch();
/// An account without a way in: suspended, its sign-ins ended, its tokens revoked. And back.
std::vector<Step> suspension(const StaffId& staff, base::UtcTime now);
std::vector<Step> restoration(const StaffId& staff);
/// A one-time password: it must be changed at the next sign-in, and every sign-in there is ends.
std::vector<Step> password_reset(const StaffId& staff, std::string_view password_hash, base::UtcTime now);

struct StaffLine {
  StaffId id;
  std::string name, post, email, username;  ///< username empty: no account
  std::vector<Role> roles;
  bool suspended = false;
  bool has_second_factor = false;
  base::LocalDate starts_on;
  std::optional<base::LocalDate> ends_on;
};
std::vector<StaffLine> list_staff(const Pass& pass);
std::optional<StaffLine> find_staff(const Pass& pass, const StaffId& id);
/// Those who may give roles, by name: whom to ask.
std::vector<StaffLine> list_who_gives_roles(const StaffPass<May::entries_own>& pass);
/// For the command line: no visit, the house's own sight.
std::vector<StaffLine> list_staff(db::ReadConnection& reader, base::LocalDate today);
std::optional<StaffId> staff_by_username(db::ReadConnection& reader, std::string_view username);

struct TieLine {
  TieId id;
  StaffId staff;
  std::string staff_name;
  Relation relation;
  PupilId pupil;            ///< nil where it is not about one
  std::string about;        ///< pupil's name, class, year or the other adult
  base::LocalDate starts_on;
  std::optional<base::LocalDate> ends_on;
  std::optional<base::UtcTime> from_at, until_at;
  std::string reason;
};
/// Live and future ones, of one member of staff or (nil) of everybody.
std::vector<TieLine> list_ties(const StaffPass<May::relations_administer>& pass, const StaffId& staff);

struct RoleRequest {
  base::Bytes16 id;
  StaffId staff;
  std::string staff_name;
  Role role;
  StaffId asked_by;
  std::string asked_by_name;
  base::UtcTime asked_at;
};
std::vector<RoleRequest> list_role_requests(const StaffPass<May::staff_administer>& pass);

struct ClassLine {
  people::ClassId id;
  std::string name, kind, year_group;
};
std::vector<ClassLine> list_classes(const Pass& pass);

// Deeds, each with its entry.
void add_staff(UnitOfWork& work, const StaffPass<May::staff_administer>& pass, const StaffDraft& draft);
void make_account(UnitOfWork& work, const StaffPass<May::staff_administer>& pass, const AccountDraft& draft);
void suspend(UnitOfWork& work, const StaffPass<May::staff_administer>& pass, const StaffId& staff);
void restore(UnitOfWork& work, const StaffPass<May::staff_administer>& pass, const StaffId& staff);
/// A sensitive role only stands in the queue until a second person agrees.
void give_role(UnitOfWork& work, const StaffPass<May::staff_administer>& pass, const RoleDraft& draft);
void end_role(UnitOfWork& work, const StaffPass<May::staff_administer>& pass, const StaffId& staff, Role role);
/// Errors at commit: the same person who asked, or a request decided already.
void agree_role(UnitOfWork& work, const StaffPass<May::staff_administer>& pass, const RoleRequest& request);
void refuse_role(UnitOfWork& work, const StaffPass<May::staff_administer>& pass, const RoleRequest& request);
void make_tie(UnitOfWork& work, const StaffPass<May::relations_administer>& pass, const TieDraft& draft);
void end_tie(UnitOfWork& work, const StaffPass<May::relations_administer>& pass, const TieId& tie);
void set_password(UnitOfWork& work, const StaffPass<May::entries_own>& pass, std::string_view password_hash);
void reset_password(UnitOfWork& work, const StaffPass<May::staff_administer>& pass, const StaffId& staff, std::string_view password_hash);

}  // namespace access
