// Who is free: only somebody who is at work, not away and nowhere; and why others are not.
#include "casework/cover/cover_store.h"
#include "casework/cover/free.h"
#include "casework/timetable/hours_store.h"
#include "casework/timetable/slot_store.h"
#include "testing/whole_school.h"

#include <gmock/gmock.h>

namespace cover {
namespace {

using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using timetable::DaySpan;

const base::LocalDate tuesday = *base::to_date(2026, 3, 3);
const access::StaffId amara(base::Bytes16{std::byte{1}}), tomas(base::Bytes16{std::byte{2}});

class WhoIsFree : public testing::Test {
 protected:
  std::vector<timetable::Occurrence> slots;
  std::vector<Cover> covers;
  timetable::WorkingTimes times;

  AdultAt at(const access::StaffId& staff, int minute) { return adult_at(staff, {tuesday, slots, covers, times}, minute); }
  void add_slot(const access::StaffId& staff, timetable::SlotKind kind, int starts, int ends) {
    timetable::Occurrence out;
    out.slot.kind = kind;
    out.staff = staff;
    out.starts = starts;
    out.ends = ends;
    slots.push_back(out);
  }
  void works(const access::StaffId& staff, std::optional<DaySpan> on_tuesdays) {
    timetable::WorkingHours hours;
    hours.staff = staff;
    hours.from = tuesday + -30;
    hours.days[1] = on_tuesdays;
    times.hours.push_back(hours);
  }
};

TEST_F(WhoIsFree, IsWhoeverHasATimetableAndIsNowhereAtThatMinuteWithTheirHoursSaidToBeUnknown) {
  add_slot(amara, timetable::SlotKind::one_to_one, 540, 600);
  EXPECT_EQ(at(amara, 530).freedom, Freedom::free);
  EXPECT_EQ(at(amara, 530).until, 540);
  EXPECT_FALSE(at(amara, 530).hours_known);
  EXPECT_EQ(at(amara, 550).freedom, Freedom::taken);
  EXPECT_EQ(at(amara, 550).why, "has 1:1 support until 10:00");
  EXPECT_EQ(at(tomas, 550).freedom, Freedom::unknown) << "no timetable and no hours: nobody knows";
}

TEST_F(WhoIsFree, IsAtWork) {
  works(tomas, DaySpan{510, 720});
  EXPECT_EQ(at(tomas, 509).why, "works from 08:30 on Tuesdays");
  EXPECT_EQ(at(tomas, 510).freedom, Freedom::free);
  EXPECT_EQ(at(tomas, 510).until, 720) << "until they go";
  EXPECT_TRUE(at(tomas, 510).hours_known);
  EXPECT_EQ(at(tomas, 720).why, "works until 12:00 on Tuesdays");
  works(tomas, std::nullopt);
  EXPECT_EQ(at(tomas, 600).why, "does not work on Tuesdays") << "the hours that began last count";
}

TEST_F(WhoIsFree, IsNotOnDutyNorCoveringNorAway) {
  works(amara, DaySpan{510, 930});
  add_slot(amara, timetable::SlotKind::break_duty, 630, 645);
  EXPECT_EQ(at(amara, 640).why, "has break duty until 10:45");
  Cover cover;
  cover.staff = amara;
  cover.away = tomas;
  cover.staff_name = "Amara Nwosu";
  cover.class_name = "5 Elm";
  cover.starts = 660;
  cover.ends = 720;
  covers.push_back(cover);
  EXPECT_EQ(at(amara, 645).freedom, Freedom::free);
  EXPECT_EQ(at(amara, 645).until, 660);
  EXPECT_EQ(at(amara, 700).why, "covers 5 Elm until 12:00");
  EXPECT_EQ(at(tomas, 700).why, "away: Amara Nwosu covers 5 Elm") << "their own lesson is covered: they are not there to be asked";
  times.aways.push_back({{}, amara, tuesday, tuesday, DaySpan{780, 840}});
  EXPECT_EQ(at(amara, 730).until, 780);
  EXPECT_EQ(at(amara, 790).why, "away until 14:00");
  EXPECT_EQ(at(amara, 840).freedom, Freedom::free);
  times.aways.push_back({{}, amara, tuesday + -1, tuesday + 1});
  EXPECT_EQ(at(amara, 840).why, "away today");
}

class FreeOnTheBoard : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId office = test::a_member_of_staff(house, {.name = "Olu Ade", .roles = {Role::office}, .post = "Office"});
  const access::StaffId jo = test::a_member_of_staff(house, {.name = "Jo Mayer", .roles = {Role::cover}, .post = "Cover supervisor"});
  const access::StaffId hana = test::a_member_of_staff(house, {.name = "Hana Lee", .roles = {Role::key_worker}, .post = "Teaching assistant"});
  const people::ClassId oak = test::a_class(house, "4 Oak");
  const std::string hours = "/timetable/adults/" + hana.text() + "/hours", away = "/timetable/adults/" + hana.text() + "/away";
  const std::string form_id = CoverId::make(house->now(), house.random).text();

  std::string fresh() { return CoverId::make(house->now(), house.random).text(); }
  test::Fields arranged(const access::StaffId& who) {
    return {{"id", form_id}, {"day", "2026-03-03"}, {"class", oak.text()}, {"starts", "11:00"}, {"ends", "12:00"}, {"staff", who.text()}};
  }
  std::string board() { return test::get(house, routes, jo, "/cover/" + lesson_id(*CoverId::parse(form_id), 660).text()).body; }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, FreeOnTheBoard, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(FreeOnTheBoard, FollowsTheHoursThatTheOfficeWroteDownAndSaysWhyNot) {
  EXPECT_EQ(test::post(house, routes, jo, hours, {{"id", fresh()}, {"starts.2", "08:30"}, {"ends.2", "15:30"}, {"from", "2026-03-02"}}).status, 404);
  ASSERT_EQ(test::post(house, routes, office, "/cover", arranged(jo)).status, 303);
  house.clock.move_to(house->zone().to_utc(tuesday, base::LocalTime{665}));
  EXPECT_THAT(board(), Not(HasSubstr("Hana Lee"))) << "nothing is known of her, and she is trained in nothing";
  ASSERT_EQ(test::post(house, routes, office, hours, {{"id", fresh()}, {"starts.2", "08:30"}, {"ends.2", "15:30"}, {"from", "2026-03-02"}}).status, 303);
  EXPECT_THAT(board(), AllOf(HasSubstr("Hana Lee"), HasSubstr("free until 15:30")));
  ASSERT_EQ(test::post(house, routes, office, away, {{"id", fresh()}, {"away_from", "2026-03-03"}, {"away_starts", "11:00"}, {"away_ends", "13:00"}}).status, 303);
  EXPECT_THAT(board(), AllOf(HasSubstr("Who is not free, and why"), HasSubstr("away until 13:00"), Not(HasSubstr("free until 15:30"))));
  EXPECT_THAT(test::get(house, routes, jo, "/api/v1/me/cover").body, HasSubstr(R"("why":"away until 13:00")"));
}

TEST_P(FreeOnTheBoard, IsAskedAboutWhenCoverIsArrangedOutsideTheirHours) {
  ASSERT_EQ(test::post(house, routes, office, hours, {{"id", fresh()}, {"starts.2", "08:30"}, {"ends.2", "11:30"}, {"from", "2026-03-02"}}).status, 303);
  const auto asked = test::post(house, routes, office, "/cover", arranged(hana));
  EXPECT_EQ(asked.status, 422);
  EXPECT_THAT(asked.body, AllOf(HasSubstr("They work from 08:30 to 11:30 on Tuesdays."), HasSubstr("Arrange it all the same")));
  ASSERT_EQ(test::post(house, routes, office, hours, {{"id", fresh()}, {"starts.2", "08:30"}, {"ends.2", "12:00"}, {"from", "2026-03-03"}}).status, 303);
  EXPECT_EQ(test::post(house, routes, office, "/cover", arranged(hana)).status, 303);
}

}  // namespace
}  // namespace cover
