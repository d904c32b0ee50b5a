// Something that a person must do: by whom, by when, how urgent, what it came from. Its steps are its truth; how it stands is replayed from them.
#pragma once

#include "access/grants.h"
#include "base/result.h"
#include "people/calendar.h"
#include "record/ids.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace record {

enum class ActionUrgency { now, soon, normal };
enum class ActionState { open, done, cancelled };
/// `put_right`: the record it was asked for because of was written anew for the right pupil, and it went along.
enum class ActionDeed { asked, taken, done, snoozed, handed_on, escalated, cancelled, reopened, put_right };

std::string_view code(ActionUrgency urgency);
std::optional<ActionUrgency> action_urgency_of(std::string_view code);
std::string_view code(ActionState state);
std::optional<ActionState> action_state_of(std::string_view code);
std::string_view code(ActionDeed deed);
std::optional<ActionDeed> action_deed_of(std::string_view code);

/// Who has it to do: one person, or anybody of a role who may see that class of the pupil.
struct Owner {
  access::StaffId person = {};               ///< nil where a role owns it
  std::optional<access::Role> role = {};
  static Owner of(const access::StaffId& who) { return {who, {}}; }
  static Owner of(access::Role any_of) { return {{}, any_of}; }
  friend bool operator==(const Owner&, const Owner&) = default;
};

/// What an action came from. A record has the code "record"; others choose their own ("meeting", "plan"). Nobody is given the address
/// who may not see the action's class of its pupil; the id is only for finding the actions of a source again.
struct Source {
  std::string code = {};     ///< empty: from nothing
  base::Bytes16 id = {};
  std::string url = {};      ///< a path of this house: "/records/…"
};

/// An action about to be asked for.
struct NewAction {
  ActionId id;
  std::string what;          ///< at most 500 characters, in words that its owner may read whatever else they may see
  Owner owner;
  base::LocalDate due_on;
  ActionUrgency urgency = ActionUrgency::normal;
  access::PupilId pupil = {};  ///< nil: about no pupil
  access::InfoClass info_class = access::InfoClass::c3_pastoral;
  int flag = 0;              ///< the source's: 1 restricted, 2 sealed
  Source source = {};
};

/// How an action stands: what its steps give, one after the other.
struct ActionStanding {
  Owner owner = {};
  base::LocalDate due_on = {};
  ActionState state = ActionState::open;
  int version = 0;           ///< the number of its last step
  std::optional<base::LocalDate> snoozed_until = {};
  access::StaffId escalated_to = {};
  std::optional<base::LocalDate> escalated_on = {};
  base::UtcTime changed_at = {};
  std::string proof = {};    ///< the words it was closed with
  RecordId proof_record = {};
  friend bool operator==(const ActionStanding&, const ActionStanding&) = default;
};

struct ActionStep {
  int number = 0;
  base::UtcTime at = {};
  access::StaffId by = {};   ///< nil: the house itself
  ActionDeed deed = ActionDeed::asked;
  std::string words = {};    ///< what is to be done, the proof, the reason
  Owner owner = {};          ///< asked, handed_on: the new one; escalated: to whom
  std::optional<base::LocalDate> day = {};  ///< asked: due; snoozed: until; handed_on: newly due; escalated: the day it was
  RecordId record = {};      ///< done: what proves it
  std::string by_name = {}, owner_name = {};
};

/// An action as a reader may see it.
struct Action {
  ActionId id;
  std::string what;
  access::StaffId asker;
  std::string asker_name, owner_name;  ///< the owner's name, or the title of the role
  std::string leader_name;             ///< whom it was escalated to
  ActionUrgency urgency = ActionUrgency::normal;
  access::PupilId pupil;
  std::string pupil_name;              ///< empty where there is none, or the reader may not know of them
  access::InfoClass info_class = access::InfoClass::c3_pastoral;
  int flag = 0;
  Source source;                       ///< url empty where the reader may not see what it came from
  base::UtcTime asked_at;
  ActionStanding now;
};

/// How one person stands to an action.
struct ActionPowers {
  bool owner = false;    ///< theirs to do: by name
  bool of_role = false;  ///< or by a role, while nobody took it
  bool asker = false;
  bool decider = false;  ///< decides on that class of the pupil, or it was escalated to them
};
ActionPowers powers_over(const Action& action, const access::Grants& grants);
/// By who they are; whether the state allows it is `check_step`'s.
bool may_do(const ActionPowers& powers, ActionDeed deed);

/// Whether a step may follow: state, words, days. Field names are those of the forms: "words", "day", "owner".
base::Result<void> check_step(const ActionStanding& before, const ActionStep& step, base::LocalDate today);
/// How it stands after the step. Pure; the same steps give the same standing on every machine.
ActionStanding after(ActionStanding before, const ActionStep& step);
ActionStanding replay(const std::vector<ActionStep>& steps);

/// A role can own an action only where it may see that class through some relation, else nobody could ever take it.
bool can_own(access::Role role, const NewAction& action);
/// Field names: "what", "owner", "due_on".
std::vector<base::FieldError> check_new(const NewAction& action, base::LocalDate today);

/// The day asked for where none is given: today, in two school days, in five. Where the calendar ends first, plain days.
base::LocalDate usual_due(ActionUrgency urgency, base::LocalDate today, const people::Calendar& calendar);

enum class DueWhen { overdue, today, this_week, later };
DueWhen due_when(base::LocalDate due_on, base::LocalDate today);

/// School days an open action may be late before the house escalates it.
inline constexpr int school_days_late = 3;

}  // namespace record
