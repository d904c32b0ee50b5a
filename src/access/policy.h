// Who may see and do what: one pure function, deny by default. No role is named anywhere else in the house.
// Its content is the school-facing table of docs/permissions.md, which this room prints.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace access {

/// What a person may ever be. One person may hold several.
enum class Role : std::uint8_t {
  key_worker, class_teacher, subject_teacher, phase_lead, senco, dsl, senior_leader, head, office, medical, cover, volunteer,
  governor, trust_officer, data_protection, it, service
};
inline constexpr std::size_t role_count = 17;

/// How a person stands to one pupil today. `school` is everyone who works there: what a whole-school role acts through.
enum class Relation : std::uint8_t {
  school,         ///< works at this school; no closer tie
  assigned,       ///< key worker of, with dates
  teaches_class,  ///< class teacher or tutor of the pupil's class
  teaches,        ///< teaches a group or subject the pupil is in
  year,           ///< leads the pupil's year or phase
  duty,           ///< on duty (break, lunch, first aid) today
  cover,          ///< covers a lesson or a person, until the bell + 15 minutes
  trip,           ///< on the roster of a visit, departure to return
  supervises,     ///< line-manages somebody assigned to the pupil
  glass           ///< broke the glass for the pupil: an hour, with a reason, reviewed afterwards
};
inline constexpr std::size_t relation_count = 10;

/// Classes of information, by harm. The number is stored with every record and every guarded row.
enum class InfoClass : std::uint8_t {
  c0_directory, c1_life_safety, c2_contacts, c3_pastoral, c4_behaviour, c5_profile, c6_send, c7_medical, c8_intimate,
  c9_safeguarding, c10_about_staff, c11_court, c12_audit
};
inline constexpr std::size_t class_count = 13;

/// What is done with information about one pupil.
enum class Act : std::uint8_t {
  see,      ///< read it in chronology, lists, search, counts, exports
  add,      ///< write a new record: write-only where `see` is not also allowed
  correct,  ///< a new version of somebody else's record, with a reason (one's own: the author may, while they may add)
  release,  ///< show, export or print it to somebody outside
  sign,     ///< say with one's name that one has read what a colleague wrote, or return it with a comment; whoever decides may also sign
  decide    ///< approve, restrict, move to the right pupil, close
};
inline constexpr std::size_t act_count = 6;

/// Deeds that are not about one pupil's information.
enum class May : std::uint8_t {
  // about one pupil or a list of pupils: made from relations and classes
  pupil_find,        ///< names, class, photo: C0
  card_read,         ///< C1
  contacts_read,     ///< C2
  chronology_read,   ///< at least one class of C3–C11; the rows are filtered to the classes allowed
  record_add,        ///< at least one class
  record_correct,
  record_sign,       ///< sign off what somebody else wrote: of the kinds that name one of their roles
  record_decide,
  concern_triage,    ///< deal with safeguarding concerns of the whole school: C9 decided
  item_share,        ///< decides on C9: gives a line to act on to named people
  glass_open,        ///< an hour with C1, C2, C5 and C7 of one pupil they may find
  // about the school
  entries_own,        ///< own words and their safe status: everyone who may sign in
  staff_administer,   ///< accounts, roles (sensitive roles need a second person)
  relations_administer, ///< caseloads, classes, cover
  people_import,      ///< pupils, staff, classes, family members from files
  kinds_administer,   ///< words, order, options and added fields of kinds
  school_administer,  ///< name, calendar, vocabulary
  audit_read,         ///< C12
  export_everything,
  token_make,         ///< a bearer token for oneself
  numbers_read,       ///< counts only, small ones suppressed
  conduct_decide,     ///< deal with concerns about adults: C10, or as the chair of governors a school names where the head is the subject
  glass_review,       ///< is told of a broken glass, and says whether it was right
  pay_keep,           ///< reads and writes what adults are paid
  costs_read          ///< what support costs, of pupils whose SEND file they see: never the pay it is worked out from
};
inline constexpr std::size_t may_count = 25;

/// The decision for one role through one relation. Several roles and relations allow what any one of them allows.
bool allows(Role role, Relation relation, InfoClass info, Act act);
/// The decision for a deed of the school.
bool allows(Role role, May may);
/// What somebody may who has an account and no role yet: their own account, nothing of anybody else.
bool allows_without_role(May may);
/// True where the role may do the deed only while a duty, cover or visit of theirs is live.
bool only_in_a_window(Role role, May may);

/// Every class `act` is allowed on, as bits (bit n is Cn).
std::uint32_t classes_allowed(Role role, Relation relation, Act act);

/// How much sign-in a class asks for before it is read.
enum class Assurance : std::uint8_t { password, second_factor, step_up };
Assurance needed_to_see(InfoClass info);
/// The same for deeds of the school: reading the access log, exporting everything and breaking the glass ask for a fresh factor.
Assurance needed_to_do(May may);
/// Every class that may be seen with that much, as bits.
std::uint32_t classes_within(Assurance most);
/// True where even the existence of such a record is hidden from who may not see it (C8 and above).
bool existence_hidden(InfoClass info);
/// The classes whose sight is an audit entry that must be durable before a byte leaves (C8–C12).
bool sight_is_durable(InfoClass info);

/// Roles that one administrator cannot give alone.
bool is_sensitive(Role role);
/// What the first account of a school holds: given by the house itself, when there is nobody yet who could agree.
std::span<const Role> founding_roles();
/// True for roles that whoever runs the machine may give from the command line: those that are not sensitive, and the one that
/// administers accounts without seeing any content, so that a head who is alone can have a second person.
bool may_be_given_at_the_machine(Role role);

std::string_view code(Role role);          ///< "key_worker": stored, and in the API
std::string_view title(Role role);         ///< "Key worker"
std::optional<Role> role_of(std::string_view code);
std::string_view code(Relation relation);
std::optional<Relation> relation_of(std::string_view code);
std::string_view title(InfoClass info);    ///< "Safeguarding"
std::string_view code(May may);

/// The whole policy as Markdown that a safeguarding lead can read: docs/permissions.md.
std::string print_policy();

}  // namespace access
