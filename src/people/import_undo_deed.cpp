// An import taken back in one unit of work, as far as nobody has changed or used its records since.
#include "people/import_deed.h"
#include "people/roll_store.h"

#include <algorithm>
#include <map>
#include <set>

namespace people {
namespace {

using access::Deed;
using access::InfoClass;

constexpr Deed import_undone{"import.undone", "Took an import back"};
constexpr Deed pupil_put_back{"pupil.put_back", "Put a pupil back as before an import"};
constexpr Deed pupil_taken_away{"pupil.taken_away", "Took away a pupil an import had added"};
constexpr Deed staff_taken_away{"staff.taken_away", "Took away a member of staff an import had added"};

template <class Id>
bool among(const std::vector<Id>& sorted, const Id& id) {
  return std::binary_search(sorted.begin(), sorted.end(), id);
}

/// Takes out of `remove` whom somebody uses, and says so.
template <class Id, class Record>
void spare(std::vector<Id>& remove, const std::vector<Id>& in_use, const std::vector<Record>& held, std::vector<UndoConflict>& told) {
  std::erase_if(remove, [&](const Id& id) {
    if (!among(in_use, id)) return false;
    const auto found = std::find_if(held.begin(), held.end(), [&](const Record& one) { return one.id == id; });
    if (found != held.end()) told.push_back({found->forename + " " + found->surname, ""});
    return true;
  });
}

/// Names a page shows: a pupil's are functions.
struct NamedPupil {
  std::optional<PupilId> id;
  std::string forename, surname;
};

using StepsOfPupil = std::map<PupilId, std::vector<access::Step>>;

void add(StepsOfPupil& all, const PupilId& pupil, std::vector<access::Step> steps) {
  auto& own = all[pupil];
  for (auto& step : steps) own.push_back(std::move(step));
}

}  // namespace

base::Result<UndoResult> undo(access::House& house, access::UnitOfWork& work, const ImportPass& pass, const ImportRun& run) {
  if (run.state != ImportState::done)
    return base::Error::conflict("This import was taken back already, or was never done.", "undo of an import that is not done");
  TRY(const auto done, steps_from_json(run.undo));
  const auto finished = count_finished(house, pass);
  const auto roll = load_roll(house, pass);
  auto plan = plan_undo(done, roll);
  const auto today = pass.today(), done_on = pass.zone().date_of(run.done_at);

  std::vector<NamedPupil> named;
  for (const auto& pupil : roll.pupils) named.push_back({pupil.id, pupil.forename(), pupil.surname()});
  spare(plan.remove_pupils, list_pupils_in_use(house, pass), named, plan.conflicts);
  spare(plan.remove_staff, list_staff_in_use(house, pass), roll.staff, plan.conflicts);
  const std::set<PupilId> going(plan.remove_pupils.begin(), plan.remove_pupils.end());
  std::set<PupilId> added;
  for (const auto& step : done.pupils)
    if (!step.before) added.insert(*step.after.id);
  // Who stays keeps their family; who goes leaves none of it behind.
  std::erase_if(plan.remove_family, [&](const auto& pair) { return added.contains(pair.second); });
  for (const auto& member : roll.family)
    if (member.pupil && going.contains(*member.pupil)) plan.remove_family.emplace_back(*member.id, *member.pupil);
  std::erase_if(plan.family, [&](const auto& step) { return going.contains(*step.after.pupil); });

  UndoResult result;
  result.conflicts = plan.conflicts;
  result.taken_away = plan.remove_pupils.size() + plan.remove_staff.size() + plan.remove_family.size() + plan.remove_memberships.size();
  result.put_back = plan.pupils.size() + plan.staff.size() + plan.family.size();
  work.write(pass, {.deed = import_undone, .subject = run.id.bytes()}, mark_undone(run.id, with_conflicts(run.summary, result), finished),
             access::Expect::one,
             base::Error::conflict("Somebody imported in the meantime, so nothing was taken back. Try again.", "undo overtaken"));

  StepsOfPupil changed;
  for (const auto& m : plan.remove_memberships) add(changed, m.pupil, {remove_membership(m, done_on)});
  for (const auto& [member, pupil] : plan.remove_family) {
    if (!going.contains(pupil)) add(changed, pupil, remove_family(member, pupil));
  }
  for (const auto& step : plan.family) add(changed, *step.after.pupil, update_family(step.after));
  for (const auto& step : plan.pupils) {
    const auto& id = *step.after.id;
    add(changed, id, {update_pupil(step.after)});
    if (step.before->class_name == step.after.class_name) continue;
    add(changed, id, {remove_membership({id, step.before->class_name, ClassKind::registration}, done_on)});
    add(changed, id, {reopen_membership({id, step.after.class_name, ClassKind::registration}, done_on + -1)});
    add(changed, id, register_in_class(id, step.after.class_name, step.after.year_group ? std::string(step.after.year_group->code()) : "",
                                       ClassId(work.fresh_bytes()), today));
  }
  const auto enter = [&](Deed deed, const PupilId& pupil, std::vector<access::Step> steps, access::Expect last) {
    work.write(pass, {.deed = deed, .subject = run.id.bytes(), .info = InfoClass::c2_contacts, .pupil = pupil}, std::move(steps.front()));
    steps.back().expect = steps.size() > 1 ? last : access::Expect::any;
    steps.back().miss = access::UnitOfWork::conflict();
    for (auto step = steps.begin() + 1; step != steps.end(); ++step) work.also(std::move(*step));
  };
  for (auto& [pupil, steps] : changed) enter(pupil_put_back, pupil, std::move(steps), access::Expect::any);
  std::map<PupilId, std::vector<access::Step>> gone;
  for (const auto& [member, pupil] : plan.remove_family)
    if (going.contains(pupil)) add(gone, pupil, remove_family(member, pupil));
  for (const auto& pupil : plan.remove_pupils) add(gone, pupil, remove_pupil(pupil));
  for (auto& [pupil, steps] : gone) enter(pupil_taken_away, pupil, std::move(steps), access::Expect::one);

  for (const auto& step : plan.staff) {
    work.write(pass, {.deed = access::deeds::staff_changed, .subject = step.after.id->bytes()}, update_staff_record(step.after));
    for (const auto role : step.before->roles)
      if (std::count(step.after.roles.begin(), step.after.roles.end(), role) == 0) work.also(remove_role(*step.after.id, role, done_on));
  }
  for (const auto& staff : plan.remove_staff) {
    auto steps = remove_staff_record(staff);
    work.write(pass, {.deed = staff_taken_away, .subject = staff.bytes()}, std::move(steps[0]));
    work.also(std::move(steps[1]));
  }
  for (const auto& step : plan.classes) work.also(update_class(step.after));
  for (const auto& school_class : plan.remove_classes) work.also(remove_class(school_class));
  work.also(access::bump_epoch());
  return result;
}

}  // namespace people
