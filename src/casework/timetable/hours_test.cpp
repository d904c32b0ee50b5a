// Working hours: what counts on which day, what is refused, what the timetable asks, and that nothing is guessed.
#include "casework/timetable/hours_store.h"
#include "casework/timetable/slot_store.h"
#include "testing/whole_school.h"

#include <gmock/gmock.h>

namespace timetable {
namespace {

using access::Role;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const base::LocalDate tuesday = *base::to_date(2026, 3, 3);
const access::StaffId amara(base::Bytes16{std::byte{1}}), tomas(base::Bytes16{std::byte{2}});

WorkingHours part_time(base::LocalDate from, std::optional<base::LocalDate> until = {}) {
  WorkingHours out;
  out.staff = amara;
  out.from = from;
  out.until = until;
  out.days = {DaySpan{510, 930}, DaySpan{510, 930}, DaySpan{510, 930}, DaySpan{510, 720}, std::nullopt};
  return out;
}

TEST(WorkingHoursOfAWeek, AreReadBackAsTheyWereStoredAndSaidInWords) {
  const auto hours = part_time(tuesday);
  EXPECT_EQ(to_stored(hours), "1:510-930 2:510-930 3:510-930 4:510-720");
  auto read = hours;
  read.days = days_of(to_stored(hours));
  EXPECT_EQ(to_stored(read), to_stored(hours));
  EXPECT_EQ(hours_words(read), "Monday to Wednesday 08:30–15:30, Thursday 08:30–12:00");
  EXPECT_EQ(read.minutes(), 3 * 420 + 210);
  EXPECT_EQ(hours_words({}), "No days");
  EXPECT_THAT(days_of("9:1-2 x 2:510"), testing::Each(testing::Eq(std::nullopt)));
}

TEST(WorkingHoursOfAWeek, AreThoseThatBeganLastAndTheOnesBeforeComeBack) {
  auto phased = part_time(tuesday, tuesday + 13);
  phased.days[1] = DaySpan{540, 600};
  const WorkingTimes times{{part_time(tuesday + -30), phased}, {}};
  const auto on_tuesday = [&](base::LocalDate day) { return hours_on(times, amara, day)->days[1]->ends; };
  EXPECT_EQ(on_tuesday(tuesday + -7), 930);
  EXPECT_EQ(on_tuesday(tuesday), 600);
  EXPECT_EQ(on_tuesday(tuesday + 14), 930) << "the slow start is over";
  EXPECT_EQ(hours_on(times, amara, tuesday + -31), nullptr);
  EXPECT_EQ(hours_on(times, tomas, tuesday), nullptr);
}

TEST(WorkingHoursOfAWeek, SpeakAgainstATimeOutsideThemOnlyWhereTheyAreKnown) {
  const WorkingTimes times{{part_time(tuesday + -30)}, {{{}, amara, tuesday + 7, tuesday + 7, DaySpan{600, 660}}}};
  EXPECT_EQ(against_words(times, amara, tuesday, {600, 660}), "");
  EXPECT_EQ(against_words(times, amara, tuesday, {900, 960}), "They work from 08:30 to 15:30 on Tuesdays.");
  EXPECT_EQ(against_words(times, amara, tuesday + 3, {600, 660}), "They do not work on Fridays.");
  EXPECT_EQ(against_words(times, amara, tuesday + 7, {630, 700}), "They are away from 10:00 to 11:00 on Tuesday 10 March 2026.");
  EXPECT_EQ(against_words(times, amara, tuesday + 7, {660, 700}), "");
  EXPECT_EQ(against_words(times, tomas, tuesday, {10, 20}), "") << "nothing is known of them";
}

TEST(WorkingHoursOfAWeek, AreRefusedBesideTheField) {
  const auto fields = [](const auto& what) {
    std::vector<std::string> out;
    for (const auto& each : check(what)) out.push_back(each.field);
    return out;
  };
  EXPECT_THAT(fields(part_time(tuesday)), IsEmpty());
  auto hours = part_time(tuesday, tuesday + -1);
  hours.days[0] = DaySpan{100, 200};
  hours.days[4] = DaySpan{600, 600};
  EXPECT_THAT(fields(hours), ElementsAre("starts.1", "ends.5", "until"));
  EXPECT_THAT(fields(Away{{}, amara, tuesday, tuesday + 2}), IsEmpty());
  EXPECT_THAT(fields(Away{{}, amara, tuesday, tuesday + -1}), ElementsAre("away_until"));
  EXPECT_THAT(fields(Away{{}, amara, tuesday, tuesday + 1, DaySpan{600, 660}}), ElementsAre("away_starts"));
  EXPECT_THAT(fields(Away{{}, amara, tuesday, tuesday, DaySpan{660, 600}}), ElementsAre("away_ends"));
}

class HoursPages : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId office = test::a_member_of_staff(house, {.name = "Olu Ade", .roles = {Role::office}, .post = "Office"});
  const access::StaffId worker = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}, .post = "Key worker"});
  const std::string hours = "/timetable/adults/" + worker.text() + "/hours", away = "/timetable/adults/" + worker.text() + "/away";
  std::string fresh() { return HoursId::make(house->now(), house.random).text(); }
  std::string body(const access::StaffId& who, const std::string& target) { return test::get(house, routes, who, target).body; }
  test::Fields mornings(const std::string& id) { return {{"id", id}, {"starts.1", "08:30"}, {"ends.1", "12:00"}, {"starts.2", "8.30"}, {"ends.2", "12:00"}, {"from", "2026-03-02"}}; }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, HoursPages, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(HoursPages, AreWrittenDownByTheOfficeAndShownInTheWeek) {
  EXPECT_THAT(body(worker, "/timetable"), HasSubstr("Working hours are not written down"));
  EXPECT_EQ(test::get(house, routes, worker, hours).status, 404);
  EXPECT_EQ(test::post(house, routes, worker, hours, mornings(fresh())).status, 404);
  const auto refused = test::post(house, routes, office, hours, {{"id", fresh()}, {"starts.1", "08:30"}, {"ends.1", ""}, {"starts.2", "soon"}, {"ends.2", "12:00"}, {"from", "2026-03-02"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("Monday: enter when it ends"), HasSubstr("Tuesday: enter the start as a time"), HasSubstr("value=\"soon\"")));
  const auto id = fresh();
  ASSERT_EQ(test::post(house, routes, office, hours, mornings(id)).status, 303);
  ASSERT_EQ(test::post(house, routes, office, hours, mornings(id)).status, 303) << "sent twice is once";
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM working_hours"), 1);
  EXPECT_THAT(body(worker, "/timetable"), HasSubstr("Works Monday and Tuesday 08:30–12:00."));
  EXPECT_THAT(body(office, "/timetable/hours"), AllOf(HasSubstr("Monday and Tuesday 08:30–12:00"), HasSubstr("Not written down")));
  EXPECT_EQ(test::get(house, routes, worker, "/timetable/hours").status, 404);
  EXPECT_THAT(body(office, hours), AllOf(HasSubstr("Monday and Tuesday 08:30–12:00"), HasSubstr("7 h 00 min"), HasSubstr("Now</strong>")));
  ASSERT_EQ(test::post(house, routes, office, hours + "/removal", {{"hours", id}}).status, 303);
  EXPECT_EQ(test::post(house, routes, office, hours + "/removal", {{"hours", id}}).status, 409);
  EXPECT_THAT(body(worker, "/timetable"), HasSubstr("Working hours are not written down"));
}

TEST_P(HoursPages, AwayIsNotedWithoutAReasonAndTakenBack) {
  const auto id = fresh();
  EXPECT_THAT(test::post(house, routes, office, away, {{"id", id}, {"away_from", "2026-03-03"}, {"away_until", "2026-03-01"}}).body, HasSubstr("The last day is not before the first"));
  EXPECT_EQ(test::post(house, routes, worker, away, {{"id", id}, {"away_from", "2026-03-03"}}).status, 404);
  ASSERT_EQ(test::post(house, routes, office, away, {{"id", id}, {"away_from", "2026-03-03"}, {"away_until", "2026-03-05"}}).status, 303);
  EXPECT_THAT(body(office, hours), HasSubstr("Tuesday 3 March 2026 to Thursday 5 March 2026"));
  EXPECT_THAT(body(worker, "/timetable"), HasSubstr("Away: Tuesday 3 March 2026 to Thursday 5 March 2026."));
  ASSERT_EQ(test::post(house, routes, office, away + "/removal", {{"away", id}}).status, 303);
  EXPECT_THAT(body(office, hours), HasSubstr("Nothing noted from today on."));
}

TEST_P(HoursPages, AreAskedAboutWhenASlotIsPlacedOutsideThemAndWarnOfInTheWeek) {
  const auto slot = [&](const std::string& starts, const std::string& ends) {
    return test::Fields{{"id", fresh()}, {"kind", "preparation"}, {"staff", worker.text()}, {"repeats", "every"}, {"weekday", "2"}, {"starts", starts}, {"ends", ends}, {"from", "2026-03-03"}};
  };
  ASSERT_EQ(test::post(house, routes, office, hours, mornings(fresh())).status, 303);
  ASSERT_EQ(test::post(house, routes, worker, "/timetable/slots", slot("09:00", "09:30")).status, 303) << "within their hours nothing is asked";
  EXPECT_THAT(body(worker, "/timetable"), Not(HasSubstr("Outside working hours")));
  auto late = slot("13:00", "13:30");
  const auto asked = test::post(house, routes, worker, "/timetable/slots", late);
  EXPECT_EQ(asked.status, 422);
  EXPECT_THAT(asked.body, AllOf(HasSubstr("outside the adult&#39;s working hours"), HasSubstr("They work from 08:30 to 12:00 on Tuesdays.")));
  late.emplace_back("sure", "yes");
  ASSERT_EQ(test::post(house, routes, worker, "/timetable/slots", late).status, 303);
  EXPECT_THAT(body(worker, "/timetable"), AllOf(HasSubstr("Outside working hours"), HasSubstr("13:00 Preparation")));
}

}  // namespace
}  // namespace timetable
