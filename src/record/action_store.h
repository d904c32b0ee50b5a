// Actions as they are kept: asked for once, changed by steps only, never overwritten by somebody who saw an older page.
//   access::UnitOfWork work{visit};
//   TRY_DO(record::ask(work, pass, {.id = id, .what = "Ring home about the coat", .owner = record::Owner::of(office_worker), …}));
//   return std::move(work).commit_and(…);
#pragma once

#include "access/unit_of_work.h"
#include "record/action.h"

#include <vector>

namespace record {

using OwnPass = access::StaffPass<access::May::entries_own>;

namespace deeds {
inline constexpr access::Deed action_asked{"action.asked", "Asked for an action"};
inline constexpr access::Deed action_taken{"action.taken", "Took an action on"};
inline constexpr access::Deed action_done{"action.done", "Did an action"};
inline constexpr access::Deed action_snoozed{"action.snoozed", "Put an action off"};
inline constexpr access::Deed action_handed_on{"action.handed_on", "Handed an action on"};
inline constexpr access::Deed action_escalated{"action.escalated", "Escalated an action"};
inline constexpr access::Deed action_cancelled{"action.cancelled", "Called an action off"};
inline constexpr access::Deed action_reopened{"action.reopened", "Opened an action again"};
inline constexpr access::Deed action_put_right{"action.put_right", "An action went to the right pupil with its record"};
inline constexpr access::Deed action_seen{"action.seen", "Saw an action"};
}  // namespace deeds

/// Whether the same request was asked before by the same person: `same` answers as if it were new, `other` is a conflict.
enum class AskedBefore { no, same, other };
AskedBefore asked_before(const access::Pass& pass, const NewAction& action);
/// The same question asked anew after a race, from the writer's thread.
AskedBefore asked_before(access::House& house, const access::StaffId& asker, const NewAction& action);

/// Puts the action, its first step and the entry into the unit. Whether the asker may see what it comes from is the caller's to have
/// checked. Errors: invalid with "what", "owner", "due_on"; not_found for a pupil the asker cannot know of. An id that stands already
/// fails the unit with conflict, `for_log` "action exists": ask `asked_before` first.
base::Result<void> ask(access::UnitOfWork& work, const OwnPass& pass, const NewAction& action);
/// The bare statements of it and its entry, for the demonstration school and for jobs: times and asker as given.
struct ActionSteps {
  std::vector<access::Step> steps;
  access::ChainEntry entry;
};
ActionSteps steps_of(const NewAction& action, const access::StaffId& asker, base::UtcTime at);

/// What somebody wants to do with an action that they read as `was_version`.
struct ActionMove {
  ActionId id;
  int was_version = 0;
  ActionDeed deed = ActionDeed::done;
  std::string words = {};
  Owner owner = {};                       ///< handed_on; escalated: nobody gives the line manager of its owner, else its asker
  std::optional<base::LocalDate> day = {};
  RecordId record = {};                   ///< done: a record the mover may see
};
/// Checks that they may, and puts the step into the unit. Errors: not_found; not_allowed; invalid ("words", "day", "owner"); conflict where
/// the action moved on since it was read. A step somebody else takes at the same moment fails the unit with conflict.
base::Result<void> move(access::UnitOfWork& work, const OwnPass& pass, const ActionMove& move);
/// True when the newest step is this very move by this person: its first answer was lost.
bool moved_before(const OwnPass& pass, const ActionMove& move);

/// Actions asked for because of a record that ended go to the one that was written anew for the right pupil; each has it as a step. A part of the
/// unit that ends it. What was about the wrong pupil is about the right one; of a record that was split `only` says whose go.
void go_along(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew, const access::PupilId& wrong, const access::PupilId& right);
void go_along(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew, const access::PupilId& only);

/// As this reader may see it, and notes the sight.
std::optional<Action> find_action(const OwnPass& pass, const ActionId& id);
std::vector<ActionStep> list_steps(const OwnPass& pass, const ActionId& id);

/// Open ones that are theirs by name or by role, or were escalated to them; the one due first first. Those put off are at the end of it.
std::vector<Action> list_to_do(const OwnPass& pass, int most);
/// What they asked of others and is open.
std::vector<Action> list_asked(const OwnPass& pass, int most);
/// What they closed last.
std::vector<Action> list_closed(const OwnPass& pass, int most);
/// Every action of a source, the newest first, as far as the reader may see them.
std::vector<Action> list_from(const access::Pass& pass, std::string_view source_code, const base::Bytes16& source);
/// Open ones about the pupil of the pass.
std::vector<Action> list_about(const access::PupilPass<access::May::chronology_read>& pass);
/// How many are theirs to do today: not put off.
std::int64_t count_to_do(const access::Pass& pass);

/// Whom an action can be given to: everybody who works here today, by name.
struct Choosable {
  access::StaffId id;
  std::string name, post;
};
std::vector<Choosable> list_choosable(const access::Pass& pass);

/// Escalates what is `school_days_late` or more school days late and was never escalated: to the owner's line manager, else to the
/// asker. One unit each, in the name of the house; returns how many.
std::size_t escalate_overdue(access::House& house);

}  // namespace record
