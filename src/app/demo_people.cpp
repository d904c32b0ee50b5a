// The people of the demonstration school.
#include "access/password.h"
#include "access/staff_store.h"
#include "access/standing_store.h"
#include "app/demo_school.h"
#include "base/random.h"
#include "people/calendar_store.h"
#include "people/roll_store.h"
#include "people/school_setting_store.h"

#include <algorithm>

namespace app {
namespace {

constexpr access::Deed demonstration_made{"demonstration.made", "Made the demonstration school"};

void put(std::vector<access::Step>& steps, access::Step step) { steps.push_back(std::move(step)); }
void put(std::vector<access::Step>& steps, std::vector<access::Step> more) {
  for (auto& step : more) steps.push_back(std::move(step));
}

void put_people(std::vector<access::Step>& steps, const people::InventedSchool& school, base::UtcTime now, base::Random& random) {
  const auto first_day = school.calendar.half_terms().front().first;
  put(steps, people::insert_calendar(school.calendar, now, random));
  for (const auto& staff : school.roll.staff) {
    put(steps, people::insert_staff_record(staff, first_day, now));
    for (auto role : staff.roles)
      put(steps, access::insert_role({*staff.id, role, std::min(staff.started_on.value_or(first_day), first_day), std::nullopt, {}, {}}));
  }
  for (const auto& school_class : school.roll.classes) put(steps, people::insert_class(school_class, first_day));
  for (const auto& pupil : school.roll.pupils) put(steps, people::insert_pupil(pupil, now));
  for (const auto& membership : school.roll.memberships) put(steps, people::insert_membership(membership, first_day));
  for (const auto& member : school.roll.family) put(steps, people::insert_family(member, now));
}

void put_ties(std::vector<access::Step>& steps, access::House& house, const people::InventedSchool& school, base::UtcTime now,
              base::Random& random) {
  for (const auto& tie : school.ties) {
    access::TieDraft draft;
    draft.id = access::TieId(base::make_uuid7(now, random));
    draft.staff = tie.staff;
    draft.relation = tie.relation;
    if (tie.pupil) draft.pupil = *tie.pupil;
    if (tie.school_class) draft.school_class = *tie.school_class;
    if (tie.year_group) draft.year_group = tie.year_group->code();
    if (tie.other_staff) draft.other_staff = *tie.other_staff;
    draft.starts_on = tie.starts_on;
    draft.ends_on = tie.ends_on;
    if (tie.relation == access::Relation::cover) {
      draft.ends_on = tie.starts_on;
      draft.from_at = house.zone().start_of_day(tie.starts_on);
      draft.until_at = house.zone().start_of_day(tie.starts_on + 1);
    }
    draft.reason = tie.reason;
    put(steps, access::insert_tie(draft, {}, now));
  }
  for (const auto& [staff, pupil] : school.own_family) put(steps, access::insert_own_family(staff, pupil));
  put(steps, people::put_duty_dsl_phone("01632 960 204", {}, now));  // of the numbers that are kept for drama
}

}  // namespace

base::Result<void> found_demonstration(access::House& house, const people::InventedSchool& school, std::uint64_t seed) {
  base::SeededRandom random(seed ^ 0xA105);
  access::School row;
  row.name = school.name;
  row.phase = school.phase == people::SchoolPhase::secondary ? "secondary" : "primary";
  row.is_demonstration = true;
  TRY_DO(house.found(row));
  const auto now = house.now();
  access::Unit unit;
  put_people(unit.steps, school, now, random);
  put_ties(unit.steps, house, school, now, random);
  access::Passwords passwords;
  for (const auto& sign_in : school.sign_ins) {
    TRY(const auto hash, passwords.hash(base::Secret(std::string_view("alongside-demo"))));
    put(unit.steps, access::insert_account({sign_in.staff, sign_in.username, hash, false}, now));
  }
  put(unit.steps, access::bump_epoch());
  access::ChainEntry entry;
  entry.at = now;
  entry.deed = std::string(demonstration_made.code);
  entry.info_class = -1;
  entry.basis = "job:demo";
  unit.entries.push_back(entry);
  return house.pen().run(std::move(unit));
}

}  // namespace app
