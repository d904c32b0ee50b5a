// What happens on which day: closed days, two weeks in turn, exceptions, clashes.
#include "casework/timetable/week.h"

#include "base/random.h"

#include <gmock/gmock.h>

namespace timetable {
namespace {

using base::LocalDate;
using testing::IsEmpty;
using testing::SizeIs;

base::SeededRandom dice(7);
template <class IdType>
IdType fresh() {
  return IdType::make({1772533200000}, dice);
}

const LocalDate monday = *base::to_date(2026, 3, 2);

Slot a_slot(base::Weekday day, int starts, int ends) {
  Slot out;
  out.id = fresh<SlotId>();
  out.staff = fresh<access::StaffId>();
  out.pupil = fresh<access::PupilId>();
  out.kind = SlotKind::one_to_one;
  out.place = "Room 4";
  out.day = day;
  out.starts = starts;
  out.ends = ends;
  out.from = monday + -60;
  return out;
}

SchoolWeeks march(std::optional<LocalDate> week_a = {}) {
  return {people::Calendar({{2025, 3, *base::to_date(2026, 2, 23), *base::to_date(2026, 3, 27)}, {2025, 4, *base::to_date(2026, 4, 13), *base::to_date(2026, 5, 22)}},
                           {{monday + 3, people::ClosureKind::inset, "Training"}}),
          week_a};
}

TEST(Expand, LeavesOutClosedDaysHolidaysAndDaysBeforeAndAfterTheSlot) {
  auto daily = a_slot(base::Weekday::thursday, 540, 570);
  EXPECT_THAT(expand({&daily, 1}, {}, march(), monday, monday + 6), IsEmpty()) << "INSET day";
  EXPECT_THAT(expand({&daily, 1}, {}, march(), monday + 7, monday + 13), SizeIs(1));
  EXPECT_THAT(expand({&daily, 1}, {}, march(), monday + 28, monday + 41), IsEmpty()) << "Easter";
  daily.until = monday + 10;
  EXPECT_THAT(expand({&daily, 1}, {}, march(), monday + 7, monday + 20), SizeIs(1));
  daily.from = monday + 11;
  EXPECT_THAT(expand({&daily, 1}, {}, march(), monday + 7, monday + 20), IsEmpty());
  EXPECT_EQ(march().closed_words(monday + 3), "INSET day: Training");
  EXPECT_EQ(march().closed_words(monday + 28), "Holidays");
}

TEST(Expand, WorksBeforeASchoolHasEnteredItsHalfTerms) {
  const auto slot = a_slot(base::Weekday::monday, 540, 570);
  EXPECT_THAT(expand({&slot, 1}, {}, SchoolWeeks(), monday, monday + 6), SizeIs(1));
  const auto bank_holiday = *base::to_date(2026, 5, 4);
  EXPECT_THAT(expand({&slot, 1}, {}, SchoolWeeks(), bank_holiday, bank_holiday + 6), IsEmpty());
}

TEST(Expand, TakesWeeksInTurnAndDoesNotCountHolidays) {
  auto slot = a_slot(base::Weekday::monday, 540, 570);
  slot.week = Week::a;
  const auto weeks = march(monday + 2);
  EXPECT_EQ(weeks.letter_of(monday + 4), Week::a);
  EXPECT_EQ(weeks.letter_of(monday + 7), Week::b);
  EXPECT_EQ(weeks.letter_of(monday + -7), Week::b);
  EXPECT_EQ(weeks.letter_of(monday + 21), Week::b) << "the last week before Easter";
  EXPECT_EQ(weeks.letter_of(monday + 42), Week::a) << "the first after it";
  EXPECT_THAT(expand({&slot, 1}, {}, weeks, monday, monday + 13), SizeIs(1));
}

TEST(Expand, ShowsWhatIsDifferentOnOneDay) {
  const auto slot = a_slot(base::Weekday::tuesday, 540, 570);
  Exception moved{.id = fresh<ExceptionId>(), .slot = slot.id, .on = monday + 1, .kind = ExceptionKind::moved, .to_day = monday + 8, .starts = 600, .ends = 615};
  auto week = expand({&slot, 1}, {&moved, 1}, march(), monday, monday + 6);
  ASSERT_THAT(week, SizeIs(1));
  EXPECT_EQ(week[0].state, OccurrenceState::moved_away);
  week = expand({&slot, 1}, {&moved, 1}, march(), monday + 7, monday + 13);
  ASSERT_THAT(week, SizeIs(2)) << "its own Tuesday and the one moved here";
  EXPECT_EQ(week[1].state, OccurrenceState::moved_here);
  EXPECT_EQ(week[1].starts, 600);
  EXPECT_EQ(week[1].planned_on, monday + 1);
  const auto other = fresh<access::StaffId>();
  Exception replaced{.id = fresh<ExceptionId>(), .slot = slot.id, .on = monday + 1, .kind = ExceptionKind::replaced, .staff = other, .staff_name = "Tomas Reyes"};
  week = expand({&slot, 1}, {&replaced, 1}, march(), monday, monday + 6);
  EXPECT_TRUE(of_adult(week, other).at(0).happens());
  EXPECT_FALSE(of_adult(week, slot.staff).at(0).happens());
  EXPECT_EQ(of_adult(week, slot.staff).at(0).why, "Tomas Reyes does it");
  EXPECT_THAT(of_adult(week, fresh<access::StaffId>()), IsEmpty());
}

TEST(FindClashes, SeesTwoPlacesAtOnceAndTooLittleTimeBetween) {
  std::vector<Slot> slots = {a_slot(base::Weekday::monday, 540, 570), a_slot(base::Weekday::monday, 560, 590), a_slot(base::Weekday::monday, 592, 600),
                             a_slot(base::Weekday::monday, 600, 620)};
  for (auto& slot : slots) slot.staff = slots[0].staff;
  slots[2].place = "Hall";
  auto week = expand(slots, {}, march(), monday, monday + 6);
  const auto clashes = find_clashes(week, 5);
  ASSERT_THAT(clashes, SizeIs(3));
  EXPECT_EQ(clashes[0].kind, Clash::Kind::overlap);
  EXPECT_EQ(clashes[0].minutes, 10);
  EXPECT_EQ(clash_words(clashes[0], week, 5), "Monday 2 March 2026: 09:00 1:1 support and 09:20 1:1 support overlap by 10 minutes");
  EXPECT_EQ(clashes[1].kind, Clash::Kind::travel);
  EXPECT_EQ(clash_words(clashes[1], week, 5), "Monday 2 March 2026, 09:50: 2 minutes to get from Room 4 to Hall; 5 are needed");
  EXPECT_EQ(clashes[2].minutes, 0);
  EXPECT_THAT(find_clashes(week, 0), SizeIs(1));
  week[1].state = OccurrenceState::cancelled;
  EXPECT_THAT(find_clashes(week, 0), IsEmpty());
}

TEST(FindClashes, LetsAPupilBeTakenOutOfALesson) {
  auto lesson = a_slot(base::Weekday::monday, 540, 600);
  lesson.kind = SlotKind::lesson;
  lesson.pupil = {};
  lesson.school_class = fresh<people::ClassId>();
  const std::vector<Slot> slots = {lesson, a_slot(base::Weekday::monday, 550, 570)};
  EXPECT_THAT(find_clashes(expand(slots, {}, march(), monday, monday), 3), IsEmpty());
}

TEST(CheckSlot, RefusesWhatCannotBe) {
  auto slot = a_slot(base::Weekday::monday, 600, 600);
  EXPECT_EQ(check(slot).at(0).field, "ends");
  slot.ends = 630;
  EXPECT_THAT(check(slot), IsEmpty());
  slot.group = fresh<GroupId>();
  EXPECT_EQ(check(slot).at(0).field, "who");
  slot.group = {};
  slot.pupil = {};
  EXPECT_EQ(check(slot).at(0).field, "who") << "support is with somebody";
  slot.kind = SlotKind::break_duty;
  EXPECT_THAT(check(slot), IsEmpty());
  slot.day = base::Weekday::sunday;
  slot.until = slot.from + -1;
  EXPECT_THAT(check(slot), SizeIs(2));
}

}  // namespace
}  // namespace timetable
