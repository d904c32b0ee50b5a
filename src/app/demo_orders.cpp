// One invented family with a court order: the father may not collect, and is told nothing. Everybody around the child reads what it means.
#include "access/staff_store.h"
#include "app/demo_desk.h"
#include "app/demo_school.h"
#include "people/court_order_store.h"
#include "people/family_store.h"

#include <algorithm>

namespace app {
namespace {

using access::May;

/// The first pupil with a key worker and two or more at home.
std::optional<access::PupilId> whose_family(const people::InventedSchool& school) {
  for (std::size_t n = 0; n < school.roll.pupils.size(); ++n) {
    const auto& pupil = school.roll.pupils[n];
    if (!pupil.id || !school.key_worker_of[n] || pupil.left_on) continue;
    const auto at_home = std::count_if(school.roll.family.begin(), school.roll.family.end(), [&](const people::FamilyMemberRecord& each) { return each.pupil == pupil.id; });
    if (at_home > 1) return *pupil.id;
  }
  return std::nullopt;
}

}  // namespace

base::Result<void> keep_demonstration_safe(access::House& house, const people::InventedSchool& school) {
  std::optional<access::StaffId> lead;
  for (const auto& sign_in : school.sign_ins)
    if (sign_in.username == "dsl") lead = sign_in.staff;
  const auto pupil = whose_family(school);
  if (!lead || !pupil) return {};
  AtTheDesk desk(house, *lead);
  const auto pass = access::Door::pupil<May::item_share>(desk.visit(), *pupil);
  if (!pass) return {};
  const auto family = people::list_family(*pass, *pupil);
  if (family.size() < 2) return {};
  const auto& barred = family.back();
  people::OrderWords words;
  words.sort = "prohibited_steps";
  words.court = "Family Court at Thornbury";
  words.number = "TH25P00417";
  words.made_on = house.today() + -60;
  words.expires_on = house.today() + 21;
  words.words = "Invented for the demonstration. No collecting, and no information about school, until the hearing.";
  words.copy_at = "Safeguarding cabinet, folder 12";
  words.seen_by = desk.visit().who().name;
  words.seen_on = house.today() + -58;
  words.effects = {{people::Effect::no_collection, barred.id, barred.name}, {people::Effect::no_information, barred.id, barred.name}};
  access::UnitOfWork work{desk.visit()};
  people::record_order(work, *pass, people::CourtOrderId(work.fresh_bytes()), words);
  return std::move(work).commit();
}

}  // namespace app
