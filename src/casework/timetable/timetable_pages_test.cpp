// Weeks as people see them: whom they show, what is refused beside the field, what is asked, and a calendar without names.
#include "casework/plans/provision_line_store.h"
#include "casework/timetable/slot_store.h"
#include "testing/program.h"
#include "testing/whole_school.h"
#include "testing/school.h"

#include <gmock/gmock.h>

namespace timetable {
namespace {

using access::Relation;
using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class TimetablePages : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId senco = test::a_member_of_staff(house, {.name = "Lena Ford", .roles = {Role::senco}});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}, .username = "amara"});
  const access::StaffId tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});

  test::Fields spelling() {
    return {{"id", SlotId::make(house->now(), house.random).text()}, {"kind", "one_to_one"}, {"title", "Spelling"}, {"staff", amara.text()}, {"pupil", maya.text()},
            {"place", "Room 4"}, {"repeats", "every"}, {"weekday", "2"}, {"starts", "10:00"}, {"ends", "10:30"}, {"from", "2026-03-03"}};
  }
  static test::Fields with(test::Fields fields, const std::string& name, const std::string& value) {
    for (auto& [key, held] : fields)
      if (key == name) {
        held = value;
        return fields;
      }
    fields.emplace_back(name, value);
    return fields;
  }
  web::Response add(const access::StaffId& who, const test::Fields& fields) { return test::post(house, routes, who, "/timetable/slots", fields); }
  std::string body(const access::StaffId& who, const std::string& target) { return test::get(house, routes, who, target).body; }
  static std::string slot_in(const std::string& page) {
    const auto at = page.find("/timetable/slots/0");
    return at == std::string::npos ? std::string() : page.substr(at + 17, 26);
  }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, TimetablePages, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(TimetablePages, AskWhichPromiseATimeServesAndCountItAsDelivered) {
  test::a_tie(house, amara, Relation::assigned, maya);
  plans::NewProvisionLine promised{plans::ProvisionLineId::make(house->now(), house.random), {}, {}};
  promised.words.what = "Precision teaching";
  promised.words.minutes = 30;
  promised.words.times = 1;
  promised.words.from = house->today() + -30;
  test::carry_out(house, plans::steps_of(promised, maya, access::InfoClass::c6_send, plans::LineState::live, senco, house->now()));
  EXPECT_THAT(body(senco, "/timetable/slots/new?pupil=" + maya.text()), AllOf(HasSubstr("Which promised provision does it serve?"), HasSubstr("Precision teaching: 30 minutes")));
  const auto asked = add(senco, spelling());
  EXPECT_EQ(asked.status, 422);
  EXPECT_THAT(asked.body, AllOf(HasSubstr("Choose below which promise this serves"), HasSubstr("Precision teaching"), HasSubstr("value=\"Room 4\"")));
  const auto wrong = add(senco, with(spelling(), "line", plans::ProvisionLineId::make(house->now(), house.random).text()));
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.body, HasSubstr("Choose something that is promised to this pupil"));
  EXPECT_EQ(add(senco, with(with(spelling(), "pupil", test::a_pupil(house, {.given = "Tom", .family = "Lind"}).text()), "line", promised.id.text())).status, 422) << "another pupil’s promise";
  ASSERT_EQ(add(senco, with(spelling(), "line", promised.id.text())).status, 303);
  const auto card = "/sessions/cards/" + slot_in(body(amara, "/timetable")) + "/2026-03-03";
  const auto written = test::post(house, routes, amara, card, {{"id", SlotId::make(house->now(), house.random).text()}, {"happened." + maya.text(), "yes"}, {"minutes." + maya.text(), "30"}});
  EXPECT_EQ(written.status, 303) << written.body;
  house.clock.pass(14 * base::day_ms);
  const auto sum = test::json_of(test::Program(house, routes, senco).get("/api/v1/pupils/" + maya.text() + "/provision?from=2026-03-02&to=2026-03-08"));
  EXPECT_EQ(*sum.find("sum")->find("promised_minutes")->integer(), 30);
  EXPECT_EQ(*sum.find("sum")->find("delivered_minutes")->integer(), 30);
}

TEST_P(TimetablePages, WriteBeginsWhereItsWriterIs) {
  ASSERT_EQ(add(senco, spelling()).status, 303);
  house.clock.move_to(test::the_moment() + -30 * base::minute_ms);
  const auto sheet = body(amara, "/write?kind=note");
  EXPECT_THAT(sheet, AllOf(HasSubstr("value=\"Room 4\""), HasSubstr("value=\"Spelling\"")));
  EXPECT_THAT(body(amara, "/write?kind=note&f.place=Hall"), AllOf(HasSubstr("value=\"Hall\""), Not(HasSubstr("value=\"Room 4\""))));
  EXPECT_THAT(body(tomas, "/write?kind=note"), Not(HasSubstr("Room 4"))) << "somebody else’s time";
  house.clock.move_to(test::the_moment());
  EXPECT_THAT(body(amara, "/write?kind=note"), Not(HasSubstr("Room 4"))) << "it is over";
}

TEST_P(TimetablePages, AMovedSessionTakesItsMinutesAlong) {
  test::a_tie(house, amara, Relation::assigned, maya);
  plans::NewProvisionLine promised{plans::ProvisionLineId::make(house->now(), house.random), {}, {}};
  promised.words.what = "Precision teaching";
  promised.words.minutes = 30;
  promised.words.times = 1;
  promised.words.from = house->today();
  promised.words.until = house->today();
  test::carry_out(house, plans::steps_of(promised, maya, access::InfoClass::c6_send, plans::LineState::live, senco, house->now()));
  ASSERT_EQ(add(senco, with(with(spelling(), "line", promised.id.text()), "until", "2026-03-06")).status, 303);
  const auto slot = "/timetable/slots/" + slot_in(body(amara, "/timetable"));
  ASSERT_EQ(test::post(house, routes, senco, slot + "/days", {{"id", ExceptionId::make(house->now(), house.random).text()}, {"day", "2026-03-03"}, {"change", "moved"}, {"moved_to", "2026-03-10"}, {"why", "A trip"}}).status, 303);
  house.clock.pass(7 * base::day_ms);
  const auto card = "/sessions/cards/" + slot.substr(17) + "/2026-03-10";
  const auto written = test::post(house, routes, amara, card, {{"id", SlotId::make(house->now(), house.random).text()}, {"happened." + maya.text(), "yes"}, {"minutes." + maya.text(), "30"}});
  ASSERT_EQ(written.status, 303) << written.body;
  house.clock.pass(14 * base::day_ms);
  const auto week = [&](const std::string& days, std::string_view what) {
    const auto sum = test::json_of(test::Program(house, routes, senco).get("/api/v1/pupils/" + maya.text() + "/provision?" + days));
    return *sum.find("sum")->find(what)->integer();
  };
  EXPECT_EQ(week("from=2026-03-02&to=2026-03-08", "delivered_minutes"), 30) << "in the week it was promised for";
  EXPECT_EQ(week("from=2026-03-02&to=2026-03-08", "lost_minutes"), 0);
  EXPECT_EQ(week("from=2026-03-09&to=2026-03-15", "delivered_minutes"), 0);
}

TEST_P(TimetablePages, ShowAWeekToItsAdultAndToThePupilsOwnAndNobodyElse) {
  ASSERT_EQ(add(senco, spelling()).status, 303);
  EXPECT_THAT(body(amara, "/timetable"), AllOf(HasSubstr("1:1 support: Spelling"), HasSubstr("Room 4, with Maya Osei"), HasSubstr("10:00–10:30")));
  EXPECT_THAT(body(amara, "/timetable?week=2026-02-24"), Not(HasSubstr("Spelling"))) << "not before it began";
  EXPECT_THAT(body(senco, "/timetable/adults/" + amara.text()), HasSubstr("Spelling"));
  EXPECT_THAT(body(tomas, "/timetable/adults/" + amara.text()), AllOf(HasSubstr("Amara Nwosu"), Not(HasSubstr("Spelling"))));
  EXPECT_THAT(body(senco, "/pupils/" + maya.text() + "/timetable"), HasSubstr("Spelling"));
  EXPECT_EQ(test::get(house, routes, tomas, "/pupils/" + maya.text() + "/timetable").status, 404);
  test::a_tie(house, tomas, Relation::assigned, maya);
  EXPECT_THAT(body(tomas, "/pupils/" + maya.text() + "/timetable"), AllOf(HasSubstr("Spelling"), HasSubstr("with Amara Nwosu")));
  EXPECT_THAT(body(amara, "/"), AllOf(HasSubstr("Now and next"), HasSubstr("Nothing more today"), Not(HasSubstr("begins with")))) << "it is 10:40, and nothing comes in the next days";
  ASSERT_EQ(add(senco, with(spelling(), "weekday", "4")).status, 303);
  EXPECT_THAT(body(amara, "/"), AllOf(HasSubstr("Nothing more today"), HasSubstr("Thursday 5 March 2026 begins with")));
  house.clock.move_to(test::the_moment() + -30 * base::minute_ms);
  EXPECT_THAT(body(amara, "/"), AllOf(HasSubstr("Now and next"), HasSubstr("Spelling"), HasSubstr("Write it up")));
}

TEST_P(TimetablePages, RefuseBesideTheFieldAndKeepWhatWasTyped) {
  const auto early = add(senco, with(spelling(), "ends", "09:30"));
  EXPECT_EQ(early.status, 422);
  EXPECT_THAT(early.body, AllOf(HasSubstr("The end is after the start"), HasSubstr("value=\"Spelling\""), HasSubstr("id=\"ends-error\"")));
  auto sunday = with(with(spelling(), "repeats", "once"), "from", "2026-03-08");
  EXPECT_THAT(add(senco, sunday).body, HasSubstr("choose a school day"));
  EXPECT_THAT(add(amara, spelling()).body, HasSubstr("You cannot place this adult with this pupil"));
  EXPECT_EQ(add(amara, with(with(spelling(), "staff", tomas.text()), "pupil", "")).status, 422);
  EXPECT_THAT(body(amara, "/timetable"), HasSubstr("Nothing in your week yet"));
}

TEST_P(TimetablePages, AskWhereTheVerySameStandsThereAlreadyAndLoseNothing) {
  ASSERT_EQ(add(senco, spelling()).status, 303);
  const auto again = add(senco, with(spelling(), "id", SlotId::make(house->now(), house.random).text()));
  EXPECT_EQ(again.status, 422);
  EXPECT_THAT(again.body, AllOf(HasSubstr("The very same stands in the timetable already"), HasSubstr("Save it all the same"), HasSubstr("value=\"Spelling\"")));
  EXPECT_THAT(body(amara, "/timetable"), Not(HasSubstr("clash")));
}

TEST_P(TimetablePages, AskWhereSomebodyWouldBeInTwoPlacesAndTakeYesForAnAnswer) {
  ASSERT_EQ(add(senco, spelling()).status, 303);
  auto duty = spelling();
  duty = with(with(with(with(duty, "kind", "meeting"), "pupil", ""), "starts", "10:15"), "ends", "10:45");
  std::erase_if(duty, [](const auto& field) { return field.first == "pupil"; });
  const auto asked = add(senco, duty);
  EXPECT_EQ(asked.status, 422);
  EXPECT_THAT(asked.body, AllOf(HasSubstr("The adult would be in two places"), HasSubstr("Save it all the same")));
  ASSERT_EQ(add(senco, with(duty, "sure", "yes")).status, 303);
  EXPECT_THAT(body(amara, "/timetable"), AllOf(HasSubstr("One clash this week"), HasSubstr("overlap by 15 minutes")));
}

TEST_P(TimetablePages, ChangeOneDayAndPutItBack) {
  ASSERT_EQ(add(senco, spelling()).status, 303);
  const auto slot = slot_in(body(amara, "/timetable"));
  const auto days = "/timetable/slots/" + slot + "/days";
  const auto id = ExceptionId::make(house->now(), house.random).text();
  EXPECT_THAT(test::post(house, routes, senco, days, {{"id", id}, {"day", "2026-03-04"}, {"change", "cancelled"}, {"why", "Away"}}).body, HasSubstr("It is not on that day"));
  EXPECT_THAT(test::post(house, routes, senco, days, {{"id", id}, {"day", "2026-03-10"}, {"change", "replaced"}}).body, HasSubstr("Choose who does it instead"));
  ASSERT_EQ(test::post(house, routes, senco, days, {{"id", id}, {"day", "2026-03-10"}, {"change", "replaced"}, {"replacement", tomas.text()}, {"why", "Training"}}).status, 303);
  EXPECT_THAT(body(tomas, "/timetable?week=2026-03-10"), HasSubstr("Spelling"));
  EXPECT_THAT(body(tomas, "/timetable?week=2026-03-03"), Not(HasSubstr("Spelling")));
  EXPECT_THAT(body(amara, "/timetable?week=2026-03-10"), HasSubstr("Tomas Reyes does it: Training"));
  ASSERT_EQ(test::post(house, routes, senco, days + "/removal", {{"day", "2026-03-10"}}).status, 303);
  EXPECT_THAT(body(tomas, "/timetable?week=2026-03-10"), Not(HasSubstr("Spelling")));
}

TEST_P(TimetablePages, ShowWhoIsOnDutyAndWhereNobodyIs) {
  auto rota = with(with(spelling(), "kind", "first_aid"), "title", "");
  std::erase_if(rota, [](const auto& field) { return field.first == "pupil"; });
  ASSERT_EQ(add(senco, rota).status, 303);
  EXPECT_THAT(body(tomas, "/timetable/duties"), AllOf(HasSubstr("First-aid rota, 10:00–10:30, Room 4"), HasSubstr("Amara Nwosu"), Not(HasSubstr("Not covered"))));
  const auto slot = slot_in(body(tomas, "/timetable/duties"));
  EXPECT_EQ(test::post(house, routes, tomas, "/timetable/slots/" + slot + "/days", {{"day", "2026-03-03"}, {"change", "cancelled"}, {"why", "Ill"}}).status, 404);
  ASSERT_EQ(test::post(house, routes, amara, "/timetable/slots/" + slot + "/days",
                       {{"id", ExceptionId::make(house->now(), house.random).text()}, {"day", "2026-03-03"}, {"change", "cancelled"}, {"why", "Ill"}}).status, 303);
  EXPECT_THAT(body(tomas, "/timetable/duties"), HasSubstr("Not covered"));
}

TEST_P(TimetablePages, KeepBothTextsWhenTwoPeopleChangeOneSlot) {
  ASSERT_EQ(add(senco, spelling()).status, 303);
  const auto slot = slot_in(body(amara, "/timetable"));
  auto change = with(with(spelling(), "was", "1"), "place", "Library");
  ASSERT_EQ(test::post(house, routes, senco, "/timetable/slots/" + slot + "/changes", with(change, "from", "2026-03-10")).status, 303);
  EXPECT_THAT(body(amara, "/timetable?week=2026-03-10"), HasSubstr("Library"));
  EXPECT_THAT(body(amara, "/timetable"), Not(HasSubstr("Library"))) << "what was stays";
  change = with(with(spelling(), "was", "1"), "place", "Hall");
  const auto late = test::post(house, routes, senco, "/timetable/slots/" + slot + "/changes", change);
  EXPECT_EQ(late.status, 422);
  EXPECT_THAT(late.body, AllOf(HasSubstr("Somebody changed this slot meanwhile"), HasSubstr("Room 4"), HasSubstr("value=\"Hall\"")));
}

TEST_P(TimetablePages, GiveACalendarItsAddressWithoutANameAndTakeItBack) {
  ASSERT_EQ(add(senco, with(spelling(), "place", "Maya's table")).status, 303);
  auto other = with(with(spelling(), "starts", "11:00"), "ends", "11:30");
  ASSERT_EQ(add(senco, other).status, 303);
  const auto made = test::post(house, routes, amara, "/timetable/feed", {{"id", SlotId::make(house->now(), house.random).text()}});
  ASSERT_EQ(made.status, 200);
  const auto at = made.body.find("/calendar/");
  ASSERT_NE(at, std::string::npos);
  const auto url = made.body.substr(at, 53);
  EXPECT_THAT(body(amara, "/timetable/feed"), Not(HasSubstr(url))) << "shown once";
  test::Browser stranger(house, routes);
  const auto file = stranger.get(url);
  ASSERT_EQ(file.status, 200);
  EXPECT_EQ(file.content_type, "text/calendar; charset=utf-8");
  EXPECT_THAT(file.body, AllOf(HasSubstr("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"), HasSubstr("DTSTART:20260303T100000Z\r\n"), HasSubstr("SUMMARY:1:1 support\r\n"),
                               HasSubstr("SUMMARY:1:1 support\\, Room 4\r\n"), Not(HasSubstr("Maya")), Not(HasSubstr("Osei")), Not(HasSubstr("Spelling"))));
  EXPECT_EQ(stranger.get("/calendar/" + std::string(43, 'A')).status, 404);
  const auto page = body(amara, "/timetable/feed");
  const auto from = page.find("/timetable/feed/") + 16;
  const auto withdrawal = "/timetable/feed/" + page.substr(from, 26) + "/withdrawal";
  EXPECT_EQ(test::post(house, routes, tomas, withdrawal).status, 404);
  EXPECT_EQ(stranger.get(url).status, 200);
  EXPECT_EQ(test::post(house, routes, amara, withdrawal).status, 303);
  EXPECT_EQ(stranger.get(url).status, 404);
}

TEST_P(TimetablePages, SetTheSchoolsDayAndThenAskAboutWhatLiesOutsideIt) {
  const auto head = test::a_member_of_staff(house, {.name = "Ada Okoro", .roles = {Role::head}});
  EXPECT_EQ(test::get(house, routes, amara, "/school/periods").status, 404);
  const test::Fields period = {{"id", PeriodId::make(house->now(), house.random).text()}, {"name", "Period 1"}, {"kind", "lesson"}, {"starts", "11:00"}, {"ends", "12:00"},
                               {"days", "2"}, {"from", "2026-03-02"}};
  EXPECT_THAT(test::post(house, routes, head, "/school/periods", with(period, "starts", "13:00")).body, HasSubstr("The end is after the start"));
  ASSERT_EQ(test::post(house, routes, head, "/school/periods", period).status, 303);
  EXPECT_THAT(body(head, "/school/periods"), AllOf(HasSubstr("Period 1"), HasSubstr("11:00–12:00"), HasSubstr("Tuesday")));
  EXPECT_THAT(add(senco, spelling()).body, HasSubstr("That is outside the school"));
}

}  // namespace
}  // namespace timetable
