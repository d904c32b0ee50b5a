// Days of the demonstration school that went another way: a visit instead of a lesson, another adult, another hour; and a child who comes for fewer hours.
#include "app/demo_desk.h"
#include "app/demo_scene.h"
#include "app/demo_school.h"
#include "casework/timetable/reduced_store.h"
#include "casework/timetable/slot_store.h"

namespace app {
namespace {

using access::May;

constexpr std::string_view called_off[] = {"Class visit to the library", "Photographs in the hall", "The pupil is with the therapist", "Rehearsal for the assembly"};
constexpr std::string_view stood_in[] = {"At a training day", "Rang in ill", "With another pupil all morning"};

class OtherDays {
 public:
  OtherDays(access::House& house, const people::InventedSchool& school, std::uint64_t seed) : house_(house), school_(school), random_(seed ^ 0xDA15), dice_(seed ^ 0xDA16) {}

  base::Result<void> write() {
    for (const auto& sign_in : school_.sign_ins)
      if (sign_in.username == "senco") senco_ = sign_in.staff;
    if (senco_.is_nil()) return {};
    TRY_DO(write_exceptions());
    return write_reduced();
  }

 private:
  /// One day in forty of a slot, in the last three weeks and the next one.
  base::Result<void> write_exceptions() {
    std::vector<timetable::Occurrence> all;
    {
      auto reader = house_.reader();
      reader->look_as(house_.house_sight());
      all = timetable::slots_between(*reader, school_.today + -20, school_.today + 7);
    }
    AtTheDesk desk(house_, senco_);
    const auto pass = access::Door::staff<May::entries_own>(desk.visit());
    if (!pass || all.empty()) return {};
    access::UnitOfWork work{desk.visit()};
    std::size_t made = 0;
    for (const auto& each : all) {
      if (!timetable::is_delivered(each.slot.kind) || each.slot.staff.is_nil() || !dice_.of_thousand(25)) continue;
      timetable::Exception exception;
      exception.id = timetable::ExceptionId(base::make_uuid7(house_.now(), random_));
      exception.slot = each.slot.id;
      exception.on = each.day;
      const auto turn = dice_.upto(10);
      if (turn < 5) {
        exception.kind = timetable::ExceptionKind::cancelled;
        exception.why = std::string(dice_.one(called_off));
      } else if (turn < 8) {
        exception.kind = timetable::ExceptionKind::replaced;
        exception.why = std::string(dice_.one(stood_in));
        exception.staff = other_than(each.slot.staff, all);
      } else {
        exception.kind = timetable::ExceptionKind::moved;
        exception.why = "The room was needed";
        exception.place = "Library";
      }
      if (!timetable::check(exception, each.slot).empty()) continue;
      TRY_DO(timetable::put_exception(work, *pass, each.slot, exception));
      if (++made == 200) break;
    }
    return made == 0 ? base::Result<void>() : std::move(work).commit();
  }

  access::StaffId other_than(const access::StaffId& who, const std::vector<timetable::Occurrence>& all) {
    for (std::size_t n = dice_.upto(all.size()), tries = 0; tries < all.size(); n = (n + 1) % all.size(), ++tries)
      if (!all[n].slot.staff.is_nil() && all[n].slot.staff != who) return all[n].slot.staff;
    return senco_;
  }

  /// One child comes for half days while things settle, with a step back to full days, agreed at home and reviewed.
  base::Result<void> write_reduced() {
    for (std::size_t n = 0; n < school_.roll.pupils.size(); ++n) {
      const auto& pupil = school_.roll.pupils[n];
      if (school_.traits[n].story != people::PupilStory::hard_mornings || (pupil.sen_status && *pupil.sen_status == people::SenStatus::plan)) continue;
      AtTheDesk desk(house_, senco_);
      const auto pass = access::Door::pupil<May::record_decide>(desk.visit(), *pupil.id);
      if (!pass) return {};
      timetable::Reduced reduced;
      reduced.id = timetable::ReducedId(base::make_uuid7(house_.now(), random_));
      reduced.pupil = *pupil.id;
      reduced.reason = timetable::ReducedReason::reintegration;
      reduced.why = "Whole days end in hiding and tears. Shorter days that end well, then longer ones.";
      reduced.starts_on = school_.today + -16;
      reduced.ends_on = school_.today + 19;
      reduced.full_minutes = 32 * 60 + 30;
      timetable::ReducedStep half{reduced.starts_on, {}}, longer{school_.today + 5, {}};
      for (auto& day : half.days) day = {9 * 60, 12 * 60};
      for (auto& day : longer.days) day = {9 * 60, 14 * 60};
      reduced.steps = {half, longer};
      reduced.off_site = "Reading and number work at home, sent each day; Grandmother is there.";
      reduced.risk = "Walks home with an adult. The office rings if nobody is at the gate.";
      reduced.consent_by = "Mother";
      reduced.consent_how = "Signed at the meeting";
      reduced.consent_on = reduced.starts_on;
      if (!timetable::check(reduced).empty()) throw std::logic_error("the demonstration's reduced timetable breaks its rules");
      access::UnitOfWork work{desk.visit()};
      TRY_DO(timetable::begin_reduced(work, *pass, reduced));
      TRY_DO(timetable::review_reduced(work, *pass, reduced.id, {timetable::ReducedReviewId(base::make_uuid7(house_.now(), random_)), school_.today + -4,
                                                                 "Six of eight mornings began well. Asks to stay for lunch. Next step as planned.", {}}));
      TRY_DO(timetable::note_reduced(work, *pass, reduced, timetable::ReducedNote::authority_told, school_.today + -14));
      return std::move(work).commit();
    }
    return {};
  }

  access::House& house_;
  const people::InventedSchool& school_;
  base::SeededRandom random_;
  Dice dice_;
  access::StaffId senco_;
};

}  // namespace

base::Result<void> change_demonstration_days(access::House& house, const people::InventedSchool& school, std::uint64_t seed) { return OtherDays(house, school, seed).write(); }

std::vector<std::size_t> supported_pupils(const people::InventedSchool& school) {
  constexpr std::size_t most = 40;
  std::vector<std::size_t> out;
  for (std::size_t n = 0; n < school.roll.pupils.size() && out.size() < most; ++n) {
    const auto& status = school.roll.pupils[n].sen_status;
    if (school.key_worker_of[n] && status && *status != people::SenStatus::none) out.push_back(n);
  }
  return out;
}

}  // namespace app
