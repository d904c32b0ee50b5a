// The rules of an action: who may do what with it, which step may follow, and how it then stands.
#include "record/action.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace record {
namespace {

constexpr std::array<std::string_view, 3> urgency_codes{"now", "soon", "normal"};
constexpr std::array<std::string_view, 3> state_codes{"open", "done", "cancelled"};
constexpr std::array<std::string_view, 9> deed_codes{"asked", "taken", "done", "snoozed", "handed_on", "escalated", "cancelled", "reopened", "put_right"};
constexpr int longest_snooze_days = 90;
constexpr int farthest_due_days = 400;

template <class Code, std::size_t N>
std::optional<Code> find_code(const std::array<std::string_view, N>& codes, std::string_view text) {
  const auto at = std::find(codes.begin(), codes.end(), text);
  if (at == codes.end()) return std::nullopt;
  return static_cast<Code>(at - codes.begin());
}

void need_words(const ActionStep& step, std::string_view message, std::vector<base::FieldError>& wrong) {
  if (base::trim(step.words).empty()) wrong.push_back({"words", std::string(message)});
  if (base::count_characters(step.words) > 1000) wrong.push_back({"words", "What you write must be 1,000 characters or fewer"});
}

void need_owner(const ActionStep& step, std::vector<base::FieldError>& wrong) {
  if (step.owner.person.is_nil() && !step.owner.role) wrong.push_back({"owner", "Choose who it goes to"});
}

}  // namespace

std::string_view code(ActionUrgency urgency) { return urgency_codes.at(static_cast<std::size_t>(urgency)); }
std::string_view code(ActionState state) { return state_codes.at(static_cast<std::size_t>(state)); }
std::string_view code(ActionDeed deed) { return deed_codes.at(static_cast<std::size_t>(deed)); }
std::optional<ActionUrgency> action_urgency_of(std::string_view code) { return find_code<ActionUrgency>(urgency_codes, code); }
std::optional<ActionState> action_state_of(std::string_view code) { return find_code<ActionState>(state_codes, code); }
std::optional<ActionDeed> action_deed_of(std::string_view code) { return find_code<ActionDeed>(deed_codes, code); }

ActionPowers powers_over(const Action& action, const access::Grants& grants) {
  const auto& me = grants.person();
  ActionPowers out;
  const auto& allowed = action.pupil.is_nil() ? grants.everyone() : grants.for_pupil(action.pupil);
  const auto bit = access::bit(action.info_class);
  out.owner = action.now.owner.person == me.id;
  if (action.now.owner.role)
    out.of_role = std::find(me.roles.begin(), me.roles.end(), *action.now.owner.role) != me.roles.end() &&
                  (action.pupil.is_nil() || (allowed.classes(access::Act::see) & bit) != 0);
  out.asker = action.asker == me.id;
  out.decider = (allowed.classes(access::Act::decide) & bit) != 0 || action.now.escalated_to == me.id;
  return out;
}

bool may_do(const ActionPowers& powers, ActionDeed deed) {
  const bool theirs = powers.owner || powers.of_role;
  switch (deed) {
    case ActionDeed::asked: return false;  // only as its first step
    case ActionDeed::taken: return powers.of_role;
    case ActionDeed::done:
    case ActionDeed::snoozed: return theirs || powers.decider;
    case ActionDeed::handed_on:
    case ActionDeed::escalated: return theirs || powers.asker || powers.decider;
    case ActionDeed::cancelled:
    case ActionDeed::reopened: return powers.asker || powers.decider;
    case ActionDeed::put_right: return false;  // only with its record
  }
  return false;
}

base::Result<void> check_step(const ActionStanding& before, const ActionStep& step, base::LocalDate today) {
  const bool open = before.state == ActionState::open;
  if (step.deed == ActionDeed::reopened ? open : !open)
    return base::Error::conflict(open ? "This is open already." : "Somebody closed this meanwhile.", "action in another state");
  std::vector<base::FieldError> wrong;
  switch (step.deed) {
    case ActionDeed::asked: return base::Error::conflict("This was asked for already.", "asked twice");
    case ActionDeed::taken:
      if (!before.owner.role) return base::Error::conflict("Somebody took this meanwhile.", "action taken already");
      break;
    case ActionDeed::done: need_words(step, "Enter what was done", wrong); break;
    case ActionDeed::snoozed:
      need_words(step, "Enter why it has to wait", wrong);
      if (!step.day || *step.day <= today) wrong.push_back({"day", "Choose a day after today"});
      else if (*step.day - today > longest_snooze_days) wrong.push_back({"day", "Choose a day within the next 90 days"});
      break;
    case ActionDeed::handed_on:
      need_words(step, "Enter why it goes to somebody else", wrong);
      need_owner(step, wrong);
      if (step.owner == before.owner) wrong.push_back({"owner", "Choose somebody who does not have it already"});
      if (step.day && *step.day < today) wrong.push_back({"day", "Choose today or a later day"});
      break;
    case ActionDeed::escalated:
      need_words(step, "Enter why somebody else has to look at it", wrong);
      need_owner(step, wrong);
      break;
    case ActionDeed::cancelled: need_words(step, "Enter why it need not be done", wrong); break;
    case ActionDeed::reopened: need_words(step, "Enter what is still to be done", wrong); break;
    case ActionDeed::put_right: return base::Error::conflict("This goes with the record it came from.", "action put right by hand");
  }
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "action step");
  return {};
}

ActionStanding after(ActionStanding out, const ActionStep& step) {
  out.version = step.number;
  out.changed_at = step.at;
  switch (step.deed) {
    case ActionDeed::asked:
      out.owner = step.owner;
      out.due_on = step.day.value_or(base::LocalDate{});
      break;
    case ActionDeed::taken: out.owner = Owner::of(step.by); break;
    case ActionDeed::done:
      if (out.owner.role) out.owner = Owner::of(step.by);
      out.state = ActionState::done;
      out.proof = step.words;
      out.proof_record = step.record;
      out.snoozed_until.reset();
      break;
    case ActionDeed::snoozed: out.snoozed_until = step.day; break;
    case ActionDeed::handed_on:
      out.owner = step.owner;
      if (step.day) out.due_on = *step.day;
      out.snoozed_until.reset();
      break;
    case ActionDeed::escalated:
      out.escalated_to = step.owner.person;
      out.escalated_on = step.day;
      break;
    case ActionDeed::cancelled:
      out.state = ActionState::cancelled;
      out.proof = step.words;
      out.snoozed_until.reset();
      break;
    case ActionDeed::reopened:
      out.state = ActionState::open;
      out.proof.clear();
      out.proof_record = {};
      break;
    case ActionDeed::put_right: break;  // it is about another pupil; what has to be done stands
  }
  return out;
}

ActionStanding replay(const std::vector<ActionStep>& steps) {
  ActionStanding out;
  for (const auto& step : steps) out = after(std::move(out), step);
  return out;
}

bool can_own(access::Role role, const NewAction& action) {
  // Without a pupil everybody of the role sees it: nothing about a child is in it.
  if (action.pupil.is_nil()) return true;
  for (std::size_t n = 0; n < access::relation_count; ++n)
    if (access::allows(role, static_cast<access::Relation>(n), action.info_class, access::Act::see)) return true;
  return false;
}

std::vector<base::FieldError> check_new(const NewAction& action, base::LocalDate today) {
  std::vector<base::FieldError> wrong;
  if (base::trim(action.what).empty()) wrong.push_back({"what", "Enter what has to be done"});
  if (base::count_characters(action.what) > 500) wrong.push_back({"what", "What has to be done must be 500 characters or fewer"});
  if (action.owner.person.is_nil() && !action.owner.role) wrong.push_back({"owner", "Choose who does it"});
  if (action.owner.role && !can_own(*action.owner.role, action))
    wrong.push_back({"owner", "Choose a person: nobody of that role may see such a record"});
  if (action.due_on < today) wrong.push_back({"due_on", "The day it is due must be today or later"});
  if (action.due_on - today > farthest_due_days) wrong.push_back({"due_on", "The day it is due must be within a year"});
  return wrong;
}

base::LocalDate usual_due(ActionUrgency urgency, base::LocalDate today, const people::Calendar& calendar) {
  const int days = urgency == ActionUrgency::now ? 0 : urgency == ActionUrgency::soon ? 2 : 5;
  if (days == 0) return today;
  return calendar.add_school_days(today, days).value_or(today + days);
}

DueWhen due_when(base::LocalDate due_on, base::LocalDate today) {
  if (due_on < today) return DueWhen::overdue;
  if (due_on == today) return DueWhen::today;
  const int left_of_week = 7 - static_cast<int>(base::weekday(today));
  return due_on - today <= left_of_week ? DueWhen::this_week : DueWhen::later;
}

}  // namespace record
