// Timetables as they are kept: who may read and write which slot, what was stays, and one day that is different.
#include "casework/timetable/slot_store.h"

#include "casework/programmes/group_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>

namespace timetable {
namespace {

using access::Relation;
using access::Role;
using testing::IsEmpty;
using testing::SizeIs;

class Timetable : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::StaffId senco = test::a_member_of_staff(house, {.name = "Lena Ford", .roles = {Role::senco}});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei", .class_name = "4 Oak"});
  const base::LocalDate today = house->today();  // a Tuesday
  const base::LocalDate monday = monday_of(today);

  Slot slot(const access::StaffId& staff, const access::PupilId& pupil) {
    Slot out;
    out.id = SlotId::make(house->now(), house.random);
    out.kind = SlotKind::one_to_one;
    out.title = "Spelling";
    out.staff = staff;
    out.pupil = pupil;
    out.place = "Room 4";
    out.day = base::Weekday::tuesday;
    out.starts = 600;
    out.ends = 630;
    out.from = today + -30;
    return out;
  }
  template <class Deed>
  base::Result<void> as(const access::StaffId& who, Deed deed) {
    auto visit = test::visit_as(house, who);
    access::UnitOfWork work(visit);
    if (auto done = deed(work, *access::Door::staff<May::entries_own>(visit)); !done) return done;
    return std::move(work).commit();
  }
  base::Result<void> add(const access::StaffId& who, const Slot& what) {
    return as(who, [&](access::UnitOfWork& work, const Own& own) { return add_slot(work, own, what); });
  }
  std::vector<Occurrence> mine(const access::StaffId& who, base::LocalDate from) {
    auto visit = test::visit_as(house, who);
    return week_of_mine(*access::Door::staff<May::entries_own>(visit), from);
  }
  std::vector<Occurrence> seen_by(const access::StaffId& who, const access::StaffId& of) {
    auto visit = test::visit_as(house, who);
    return week_of_adult(*access::Door::caseload<May::pupil_find>(visit), of, monday);
  }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, Timetable, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(Timetable, ShowsATimeWithAPupilToItsAdultAndToWhomThePupilsStrategiesAreOpen) {
  ASSERT_TRUE(add(senco, slot(amara, maya)));
  ASSERT_THAT(mine(amara, monday), SizeIs(1));
  EXPECT_EQ(mine(amara, monday)[0].slot.pupil_name, "Maya Osei");
  EXPECT_EQ(mine(amara, monday)[0].day, today);
  EXPECT_THAT(seen_by(senco, amara), SizeIs(1));
  EXPECT_THAT(seen_by(tomas, amara), IsEmpty());
  test::a_tie(house, tomas, Relation::assigned, maya);
  EXPECT_THAT(seen_by(tomas, amara), SizeIs(1));
}

TEST_P(Timetable, IsWrittenByWhoPlacesAdultsAndByAnAdultForThemselvesWithTheirOwnPupil) {
  EXPECT_FALSE(add(amara, slot(amara, maya))) << "not her pupil";
  EXPECT_FALSE(add(amara, slot(tomas, {}))) << "not her time";
  test::a_tie(house, amara, Relation::assigned, maya);
  EXPECT_TRUE(add(amara, slot(amara, maya)));
  EXPECT_FALSE(add(amara, slot(tomas, maya)));
  auto preparing = slot(amara, {});
  preparing.kind = SlotKind::preparation;
  EXPECT_TRUE(add(amara, preparing));
  EXPECT_TRUE(add(amara, preparing)) << "twice under one id is one";
  EXPECT_THAT(mine(amara, monday), SizeIs(2));
}

TEST_P(Timetable, KeepsWhatWasWhenASlotChanges) {
  const auto old = slot(amara, maya);
  ASSERT_TRUE(add(senco, old));
  auto changed = old;
  changed.id = SlotId::make(house->now(), house.random);
  changed.starts = 660;
  changed.ends = 690;
  changed.from = today;
  ASSERT_TRUE(as(senco, [&](access::UnitOfWork& work, const Own& own) { return change_slot(work, own, old, changed); }));
  EXPECT_EQ(mine(amara, monday).at(0).starts, 660);
  EXPECT_EQ(mine(amara, monday + -7).at(0).starts, 600);
  auto other = changed;
  other.id = SlotId::make(house->now(), house.random);
  const auto late = as(senco, [&](access::UnitOfWork& work, const Own& own) { return change_slot(work, own, old, other); });
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().kind, base::Error::Kind::conflict);
  EXPECT_THAT(mine(amara, monday), SizeIs(1));
}

TEST_P(Timetable, LetsAnotherAdultSeeWhatTheyDoInsteadOnThatDayAlone) {
  const auto one = slot(amara, maya);
  ASSERT_TRUE(add(senco, one));
  EXPECT_THAT(mine(tomas, monday), IsEmpty());
  Exception instead{.id = ExceptionId::make(house->now(), house.random), .slot = one.id, .on = today, .kind = ExceptionKind::replaced, .why = "Amara is ill", .staff = tomas};
  EXPECT_FALSE(as(tomas, [&](access::UnitOfWork& work, const Own& own) { return put_exception(work, own, one, instead); })) << "nobody takes it by themselves";
  ASSERT_TRUE(as(senco, [&](access::UnitOfWork& work, const Own& own) { return put_exception(work, own, one, instead); }));
  ASSERT_THAT(mine(tomas, monday), SizeIs(1));
  EXPECT_EQ(mine(tomas, monday)[0].state, OccurrenceState::replaced);
  EXPECT_THAT(mine(tomas, monday + 7), IsEmpty());
  EXPECT_FALSE(mine(amara, monday).at(0).happens());
  ASSERT_TRUE(as(senco, [&](access::UnitOfWork& work, const Own& own) { return undo_exception(work, own, one, today); }));
  EXPECT_THAT(mine(tomas, monday), IsEmpty());
  EXPECT_TRUE(mine(amara, monday).at(0).happens());
}

TEST_P(Timetable, GivesAPupilTheSlotsOfTheirGroupsAndClassForTheDaysTheyAreInThem) {
  programmes::Group talk;
  talk.id = GroupId::make(house->now(), house.random);
  talk.name = "Talk group";
  talk.starts_on = today + -90;
  auto with_group = slot(amara, {});
  with_group.kind = SlotKind::programme;
  with_group.group = talk.id;
  auto lesson = slot({}, {});
  lesson.kind = SlotKind::lesson;
  lesson.title = "Maths";
  lesson.school_class = test::a_class(house, "4 Oak");
  ASSERT_TRUE(as(senco, [&](access::UnitOfWork& work, const Own& own) -> base::Result<void> {
    TRY_DO(programmes::make_group(work, own, talk));
    TRY_DO(programmes::join(work, own, talk.id, maya, today + -10));
    TRY_DO(add_slot(work, own, with_group));
    return add_slot(work, own, lesson);
  }));
  const auto of_maya = [&](const access::StaffId& who, base::LocalDate from) {
    auto visit = test::visit_as(house, who);
    const auto pass = access::Door::pupil<May::chronology_read>(visit, maya);
    return pass ? week_of_pupil(*pass, from).size() : 99;
  };
  EXPECT_EQ(of_maya(senco, monday), 2U);
  EXPECT_EQ(of_maya(senco, monday + -14), 1U) << "not yet in the group";
  EXPECT_EQ(of_maya(tomas, monday), 99U) << "no pass";
  auto visit = test::visit_as(house, senco);
  EXPECT_THAT(slots_on(*access::Door::caseload<May::pupil_find>(visit), today), SizeIs(2));
  auto reader = house->reader();
  reader->look_as(house->house_sight());
  EXPECT_THAT(slots_between(*reader, today, today), SizeIs(2));
}

TEST_P(Timetable, AuditsEveryDeedWithoutAName) {
  const auto before = test::last_entry(house);
  ASSERT_TRUE(add(senco, slot(amara, maya)));
  EXPECT_THAT(test::deeds_after(house, before), testing::Contains("slot.added"));
}

TEST_P(Timetable, KnowsTheSchoolsDayAndItsTwoWeeks) {
  const auto head = test::a_member_of_staff(house, {.name = "Ada Okoro", .roles = {Role::head}});
  auto visit = test::visit_as(house, head);
  const auto pass = access::Door::staff<May::school_administer>(visit);
  access::UnitOfWork work(visit);
  Period first{PeriodId::make(house->now(), house.random), "Period 1", PeriodKind::lesson, 31, 540, 600, today + -30, {}};
  add_period(work, *pass, first);
  put_settings(work, *pass, {.travel_minutes = 5, .week_a = today});
  ASSERT_TRUE(std::move(work).commit());
  auto later = test::visit_as(house, head);
  const auto again = access::Door::staff<May::school_administer>(later);
  EXPECT_EQ(period_at(list_periods(*again, today), today, 545)->name, "Period 1");
  EXPECT_FALSE(period_at(list_periods(*again, today), today, 600));
  EXPECT_EQ(span_of(list_periods(*again, today), today)->ends, 600);
  EXPECT_EQ(load_settings(*again).travel_minutes, 5);
  EXPECT_EQ(load_weeks(*again).letter_of(today + 7), Week::b);
}

}  // namespace
}  // namespace timetable
