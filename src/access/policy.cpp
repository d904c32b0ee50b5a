// The policy as one table: a role, how it stands to the pupil, and the classes of information for each act.
// What has no row is refused. docs/permissions.md is printed from this table (policy_print.cpp) and checked by a second, independent one.
#include "access/policy.h"

#include <stdexcept>

namespace access {
namespace {

using Classes = std::uint32_t;

template <class... N>
constexpr Classes c(N... numbers) {
  return (0U | ... | (1U << static_cast<unsigned>(numbers)));
}
constexpr Classes c_through(unsigned first, unsigned last) {
  Classes out = 0;
  for (unsigned n = first; n <= last; ++n) out |= 1U << n;
  return out;
}

constexpr Classes none = 0;
/// Write-only, any adult, any pupil: behaviour, first aid, concern, staff conduct. It is how a child gets help; it grants no sight.
constexpr Classes submission = c(4, 7, 9, 10);
/// Everybody who works with pupils also writes notes, recognition and contact with home about any of them.
constexpr Classes staff_writing = submission | c(3);
/// What an adult needs for the children in front of them, for as long as they are.
constexpr Classes in_front = c(1, 5);
/// What a broken glass shows of one pupil: who they are, the card, whom to call, what helps, what is medical. Never C8 and above.
constexpr Classes behind_glass = c(0, 1, 2, 5, 7);

struct Row {
  Role role;
  Relation through;
  Classes see, add, correct, release, decide;
  Classes sign = none;  ///< beside what they decide on
};

/// What was given to their own pupils is signed by them, SEND sessions (C6) too; the plan it was given under is approved by others.
constexpr Row class_of_their_own(Role role, Relation through) {
  return {role, through, c_through(1, 7), c(1, 5, 6), c(1, 3, 4, 5, 6), c(1, 3, 4, 5), c(3, 4, 5), c(6)};
}
constexpr Row only_see(Role role, Relation through, Classes see) { return {role, through, see, none, none, none, none}; }
constexpr Row only_add(Role role, Classes add) { return {role, Relation::school, none, add, none, none, none}; }

constexpr Row rows[] = {
    // role, through, see, add, correct, release, decide, and what they sign beside that
    // Groups are made across caseloads: what was given in a session is written down by whoever gave it. It gives no sight.
    {Role::key_worker, Relation::school, c(0), staff_writing | c(6), none, none, none},
    {Role::key_worker, Relation::assigned, c_through(1, 7), c(1, 5, 6, 8), c(5), none, none},
    only_see(Role::key_worker, Relation::teaches_class, in_front),
    only_see(Role::key_worker, Relation::teaches, in_front),
    only_see(Role::key_worker, Relation::duty, in_front),
    only_see(Role::key_worker, Relation::cover, in_front),
    only_see(Role::key_worker, Relation::trip, in_front | c(7)),

    {Role::class_teacher, Relation::school, c(0), staff_writing, none, none, none},
    class_of_their_own(Role::class_teacher, Relation::teaches_class),
    only_see(Role::class_teacher, Relation::teaches, in_front | c(4)),
    only_see(Role::class_teacher, Relation::duty, in_front),
    only_see(Role::class_teacher, Relation::cover, in_front),
    only_see(Role::class_teacher, Relation::trip, in_front | c(7)),
    {Role::class_teacher, Relation::supervises, c(3, 4), none, none, none, c(3, 4)},

    {Role::subject_teacher, Relation::school, c(0), staff_writing, none, none, none},
    only_see(Role::subject_teacher, Relation::teaches_class, in_front | c(4)),
    only_see(Role::subject_teacher, Relation::teaches, in_front | c(4)),
    only_see(Role::subject_teacher, Relation::duty, in_front),
    only_see(Role::subject_teacher, Relation::cover, in_front),
    only_see(Role::subject_teacher, Relation::trip, in_front | c(7)),

    {Role::phase_lead, Relation::school, c(0), staff_writing, none, none, none},
    class_of_their_own(Role::phase_lead, Relation::year),
    class_of_their_own(Role::phase_lead, Relation::teaches_class),
    only_see(Role::phase_lead, Relation::teaches, in_front | c(4)),
    only_see(Role::phase_lead, Relation::duty, in_front),
    only_see(Role::phase_lead, Relation::cover, in_front),
    only_see(Role::phase_lead, Relation::trip, in_front | c(7)),
    {Role::phase_lead, Relation::supervises, c(3, 4), none, none, none, c(3, 4)},

    {Role::senco, Relation::school, c_through(0, 8), staff_writing | c(1, 2, 5, 6, 8), c_through(1, 8), c_through(0, 8),
     c(1) | c_through(3, 8)},
    {Role::dsl, Relation::school, c_through(0, 9) | c(11), staff_writing | c(1, 2, 5, 6, 8, 11), c_through(1, 9) | c(11),
     c_through(0, 9) | c(11), c_through(1, 9) | c(11)},
    {Role::senior_leader, Relation::school, c(0, 1, 3, 4, 5), staff_writing, none, c(0, 1, 3, 4, 5), c(3, 4)},
    only_see(Role::senior_leader, Relation::trip, c(7)),
    {Role::head, Relation::school, c_through(0, 12), staff_writing | c(0, 1, 2, 5, 6, 8, 11), c_through(0, 11), c_through(0, 12),
     c_through(0, 11)},
    {Role::office, Relation::school, c(0, 1, 2), staff_writing | c(0, 1, 2), c(0, 2), c(0, 1, 2), c(0, 2)},

    {Role::medical, Relation::school, c(0, 1, 7), staff_writing | c(1), c(1, 7), c(1, 7), c(1, 7)},
    only_see(Role::medical, Relation::duty, c(5)),
    only_see(Role::medical, Relation::cover, c(5)),
    only_see(Role::medical, Relation::trip, c(5)),

    only_add(Role::cover, staff_writing),
    only_see(Role::cover, Relation::duty, c(0) | in_front),
    only_see(Role::cover, Relation::cover, c(0) | in_front),
    only_see(Role::cover, Relation::trip, c(0) | in_front),
    only_add(Role::volunteer, staff_writing),
    only_see(Role::volunteer, Relation::duty, c(0) | in_front),
    only_see(Role::volunteer, Relation::cover, c(0) | in_front),
    only_see(Role::volunteer, Relation::trip, c(0) | in_front),

    // In an emergency, for an hour, with a reason that others review.
    only_see(Role::key_worker, Relation::glass, behind_glass),
    only_see(Role::class_teacher, Relation::glass, behind_glass),
    only_see(Role::subject_teacher, Relation::glass, behind_glass),
    only_see(Role::phase_lead, Relation::glass, behind_glass),
    only_see(Role::senco, Relation::glass, behind_glass),
    only_see(Role::senior_leader, Relation::glass, behind_glass),
    only_see(Role::office, Relation::glass, behind_glass),
    only_see(Role::medical, Relation::glass, behind_glass),
    only_see(Role::cover, Relation::glass, behind_glass),

    // No content: they may tell the school what they saw, as any adult may.
    only_add(Role::governor, submission),
    only_add(Role::trust_officer, submission),
    only_add(Role::it, submission),
    {Role::data_protection, Relation::school, c(12), submission, none, none, none},
    // Role::service has no row: it imports through one scope and never reads or writes about a pupil by itself.
};

constexpr std::size_t at(auto value) { return static_cast<std::size_t>(value); }

using Cells = std::array<std::array<std::array<Classes, act_count>, relation_count>, role_count>;

/// The rows as cells. A closer tie never takes away what the school as a whole gives, so the school's row is in each.
constexpr Cells lay_out() {
  Cells cells{};
  std::array<std::array<bool, relation_count>, role_count> seen{};
  for (const Row& row : rows) {
    auto& taken = seen[at(row.role)][at(row.through)];
    if (taken) throw std::logic_error("two rows for one role and relation");
    taken = true;
    if (((row.correct | row.release | row.decide | row.sign) & ~(row.see)) != 0) throw std::logic_error("an act on what cannot be seen");
    cells[at(row.role)][at(row.through)] = {row.see, row.add, row.correct, row.release, row.decide | row.sign, row.decide};
  }
  for (auto& role : cells) {
    for (std::size_t relation = 1; relation < relation_count; ++relation) {
      for (std::size_t act = 0; act < act_count; ++act) role[relation][act] |= role[0][act];
    }
  }
  return cells;
}
constexpr Cells cells = lay_out();
static_assert(at(Relation::school) == 0);

constexpr std::uint32_t roles(auto... list) { return (0U | ... | (1U << at(list))); }
constexpr std::uint32_t everybody_who_signs_in = ((1U << role_count) - 1U) & ~roles(Role::service);

/// Who may do a deed of the school, as bits of roles.
constexpr std::uint32_t doers(May may) {
  switch (may) {
    case May::entries_own: return everybody_who_signs_in;
    case May::staff_administer: return roles(Role::it, Role::head);
    case May::relations_administer: return roles(Role::senco, Role::senior_leader, Role::head, Role::office);
    case May::people_import: return roles(Role::office, Role::head, Role::service);
    case May::kinds_administer: return roles(Role::senco, Role::dsl, Role::head);
    case May::school_administer: return roles(Role::senior_leader, Role::head, Role::office, Role::it);
    case May::audit_read: return roles(Role::head, Role::data_protection);
    case May::export_everything: return roles(Role::head);
    case May::token_make: return everybody_who_signs_in;
    case May::numbers_read:
      return roles(Role::phase_lead, Role::senco, Role::dsl, Role::senior_leader, Role::head, Role::governor,
                   Role::trust_officer);
    case May::conduct_decide: return roles(Role::head, Role::governor);
    case May::glass_open:
      return roles(Role::key_worker, Role::class_teacher, Role::subject_teacher, Role::phase_lead, Role::senco, Role::senior_leader,
                   Role::office, Role::medical, Role::cover);
    case May::pay_keep: return roles(Role::head, Role::office);
    case May::costs_read: return roles(Role::senco, Role::head);
    case May::glass_review:
      return roles(Role::class_teacher, Role::phase_lead, Role::senco, Role::dsl, Role::senior_leader, Role::head);
    case May::pupil_find:
    case May::card_read:
    case May::contacts_read:
    case May::chronology_read:
    case May::record_add:
    case May::record_correct:
    case May::record_sign:
    case May::record_decide:
    case May::concern_triage:
    case May::item_share: return 0;  // made from the cells below
  }
  return 0;
}

/// True when some relation lets the role do `act` on at least one of `classes`.
bool ever(Role role, Act act, Classes classes) {
  for (const auto& relation : cells[at(role)]) {
    if ((relation[at(act)] & classes) != 0) return true;
  }
  return false;
}

struct RoleName {
  std::string_view code, title;
  bool sensitive;
};
// Sensitive: sees pastoral records or worse of every pupil, reads the access log, or decides who may sign in.
constexpr std::array<RoleName, role_count> role_names{{
    {"key_worker", "Key worker", false},
    {"class_teacher", "Class teacher or tutor", false},
    {"subject_teacher", "Subject teacher", false},
    {"phase_lead", "Phase or year lead", false},
    {"senco", "SENCo", true},
    {"dsl", "Designated safeguarding lead", true},
    {"senior_leader", "Senior leader", true},
    {"head", "Head", true},
    {"office", "Office", false},
    {"medical", "Medical lead", true},
    {"cover", "Cover or supply", false},
    {"volunteer", "Volunteer or trainee", false},
    {"governor", "Governor", false},
    {"trust_officer", "Trust officer", false},
    {"data_protection", "Data protection officer", true},
    {"it", "IT administrator", true},
    {"service", "Import account", false},
}};
constexpr std::array<std::string_view, relation_count> relation_codes{"school", "assigned", "teaches_class", "teaches",   "year",
                                                                      "duty",   "cover",    "trip",          "supervises", "glass"};
constexpr std::array<std::string_view, class_count> class_titles{"Name, photo and class",
                                                                 "Life-safety card",
                                                                 "Contacts",
                                                                 "Pastoral and home contact",
                                                                 "Behaviour",
                                                                 "Profile and strategies",
                                                                 "SEND",
                                                                 "Medical",
                                                                 "Intimate care",
                                                                 "Safeguarding",
                                                                 "About staff",
                                                                 "Court orders and protected facts",
                                                                 "Access log"};
constexpr std::array<std::string_view, may_count> may_codes{
    "pupil_find",        "card_read",   "contacts_read",     "chronology_read",      "record_add",    "record_correct",
    "record_sign",       "record_decide", "concern_triage",  "item_share",           "glass_open",    "entries_own",   "staff_administer",
    "relations_administer", "people_import", "kinds_administer", "school_administer", "audit_read",   "export_everything",
    "token_make",        "numbers_read", "conduct_decide",   "glass_review",
    "pay_keep",          "costs_read"};

}  // namespace

bool allows(Role role, Relation relation, InfoClass info, Act act) {
  return ((classes_allowed(role, relation, act) >> at(info)) & 1U) != 0 && at(info) < class_count;
}

bool allows(Role role, May may) {
  if (at(role) >= role_count) return false;
  switch (may) {
    case May::pupil_find: return ever(role, Act::see, c(0));
    case May::card_read: return ever(role, Act::see, c(1));
    case May::contacts_read: return ever(role, Act::see, c(2));
    case May::chronology_read: return ever(role, Act::see, c_through(3, 11));
    case May::record_add: return ever(role, Act::add, ~none);
    case May::record_correct: return ever(role, Act::correct, ~none);
    case May::record_sign: return ever(role, Act::sign, ~none);
    case May::record_decide: return ever(role, Act::decide, ~none);
    case May::concern_triage:
    case May::item_share: return ever(role, Act::decide, c(9));
    case May::glass_open:
    case May::glass_review:
    case May::pay_keep:
    case May::costs_read:
    case May::entries_own:
    case May::staff_administer:
    case May::relations_administer:
    case May::people_import:
    case May::kinds_administer:
    case May::school_administer:
    case May::audit_read:
    case May::export_everything:
    case May::token_make:
    case May::numbers_read:
    case May::conduct_decide: return ((doers(may) >> at(role)) & 1U) != 0;
  }
  return false;
}

bool allows_without_role(May may) { return may == May::entries_own; }

bool only_in_a_window(Role role, May may) { return may == May::glass_open && role == Role::cover; }

std::uint32_t classes_allowed(Role role, Relation relation, Act act) {
  // A number that came from a damaged row must not become somebody's permission.
  if (at(role) >= role_count || at(relation) >= relation_count || at(act) >= act_count) return none;
  return cells[at(role)][at(relation)][at(act)];
}

Assurance needed_to_see(InfoClass info) {
  switch (info) {
    case InfoClass::c0_directory:
    case InfoClass::c1_life_safety: return Assurance::password;  // the allergy is never behind a second step
    case InfoClass::c2_contacts:
    case InfoClass::c3_pastoral:
    case InfoClass::c4_behaviour:
    case InfoClass::c5_profile:
    case InfoClass::c6_send:
    case InfoClass::c7_medical: return Assurance::second_factor;
    case InfoClass::c8_intimate:
    case InfoClass::c9_safeguarding:
    case InfoClass::c10_about_staff:
    case InfoClass::c11_court:
    case InfoClass::c12_audit: return Assurance::step_up;
  }
  return Assurance::step_up;
}

Assurance needed_to_do(May may) {
  switch (may) {
    case May::concern_triage:
    case May::item_share:
    case May::glass_open:
    case May::audit_read:
    case May::export_everything:
    case May::conduct_decide: return Assurance::step_up;
    case May::pupil_find:
    case May::card_read:
    case May::contacts_read:
    case May::chronology_read:
    case May::record_add:
    case May::record_correct:
    case May::record_sign:
    case May::record_decide:
    case May::entries_own:
    case May::staff_administer:
    case May::relations_administer:
    case May::people_import:
    case May::kinds_administer:
    case May::school_administer:
    case May::token_make:
    case May::numbers_read:
    case May::pay_keep:
    case May::costs_read:
    case May::glass_review: return Assurance::password;  // what they show is held to its class
  }
  return Assurance::step_up;
}

std::uint32_t classes_within(Assurance most) {
  Classes out = none;
  for (unsigned n = 0; n < class_count; ++n)
    if (needed_to_see(static_cast<InfoClass>(n)) <= most) out |= 1U << n;
  return out;
}

bool existence_hidden(InfoClass info) { return at(info) >= at(InfoClass::c8_intimate); }
bool sight_is_durable(InfoClass info) { return at(info) >= at(InfoClass::c8_intimate); }
bool is_sensitive(Role role) { return at(role) >= role_count || role_names[at(role)].sensitive; }

std::span<const Role> founding_roles() {
  static constexpr std::array founding{Role::head, Role::it};
  return founding;
}

bool may_be_given_at_the_machine(Role role) { return !is_sensitive(role) || role == Role::it; }

std::string_view code(Role role) { return role_names.at(at(role)).code; }
std::string_view title(Role role) { return role_names.at(at(role)).title; }
std::string_view code(Relation relation) { return relation_codes.at(at(relation)); }
std::string_view title(InfoClass info) { return class_titles.at(at(info)); }
std::string_view code(May may) { return may_codes.at(at(may)); }

std::optional<Role> role_of(std::string_view code) {
  for (std::size_t n = 0; n < role_count; ++n) {
    if (role_names[n].code == code) return static_cast<Role>(n);
  }
  return std::nullopt;
}

std::optional<Relation> relation_of(std::string_view code) {
  for (std::size_t n = 0; n < relation_count; ++n) {
    if (relation_codes[n] == code) return static_cast<Relation>(n);
  }
  return std::nullopt;
}

}  // namespace access
