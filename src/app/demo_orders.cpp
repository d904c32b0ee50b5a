// Two invented families: in one an order says that somebody may not collect and is told nothing, in the other an address is kept safe.
#include "access/staff_store.h"
#include "app/demo_desk.h"
#include "app/demo_school.h"
#include "people/court_order_store.h"
#include "people/family_store.h"
#include "people/protected_contact_store.h"

#include <algorithm>

namespace app {
namespace {

using access::May;

/// Pupils of the demonstration's key worker with two or more at home.
std::vector<access::PupilId> families(const people::InventedSchool& school, const access::StaffId& worker) {
  std::vector<access::PupilId> out;
  for (std::size_t n = 0; n < school.roll.pupils.size(); ++n) {
    const auto& pupil = school.roll.pupils[n];
    if (!pupil.id || !school.key_worker_of[n] || pupil.left_on || school.roll.staff[*school.key_worker_of[n]].id != worker) continue;
    const auto at_home = std::count_if(school.roll.family.begin(), school.roll.family.end(), [&](const people::FamilyMemberRecord& each) { return each.pupil == pupil.id; });
    if (at_home > 1) out.push_back(*pupil.id);
  }
  return out;
}

base::Result<void> write_order(access::House& house, access::Visit& visit, const access::PupilId& pupil) {
  const auto pass = access::Door::pupil<May::item_share>(visit, pupil);
  if (!pass) return {};
  const auto family = people::list_family(*pass, pupil);
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
  words.seen_by = visit.who().name;
  words.seen_on = house.today() + -58;
  words.effects = {{people::Effect::no_collection, barred.id, barred.name}, {people::Effect::no_information, barred.id, barred.name}};
  access::UnitOfWork work{visit};
  people::record_order(work, *pass, people::CourtOrderId(work.fresh_bytes()), words);
  return std::move(work).commit();
}

base::Result<void> keep_address(access::Visit& visit, const access::PupilId& pupil) {
  const auto pass = access::Door::pupil<May::item_share>(visit, pupil);
  if (!pass) return {};
  const auto family = people::list_family(*pass, pupil);
  if (family.empty()) return {};
  access::UnitOfWork work{visit};
  people::keep_safe(work, *pass, people::KeptSafeId(work.fresh_bytes()), family.front().id, "Invented for the demonstration: a former partner must not learn where they live.");
  for (const auto& other : people::list_same_address(*pass, family.front().id))
    people::keep_safe(work, *pass, people::KeptSafeId(work.fresh_bytes()), other, "Lives at the same address.");
  return std::move(work).commit();
}

}  // namespace

base::Result<void> keep_demonstration_safe(access::House& house, const people::InventedSchool& school) {
  std::optional<access::StaffId> lead, worker;
  for (const auto& sign_in : school.sign_ins) {
    if (sign_in.username == "dsl") lead = sign_in.staff;
    if (sign_in.username == "keyworker") worker = sign_in.staff;
  }
  if (!lead || !worker) return {};
  const auto pupils = families(school, *worker);
  AtTheDesk desk(house, *lead);
  if (!pupils.empty()) TRY_DO(write_order(house, desk.visit(), pupils.back()));
  if (pupils.size() > 1) TRY_DO(keep_address(desk.visit(), pupils[pupils.size() - 2]));
  return {};
}

}  // namespace app
