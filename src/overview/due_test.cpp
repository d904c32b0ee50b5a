// What is due: from every source, for those who may see it and nobody else; by week and by month; reminded of once, ahead as the school sets.
#include "casework/plans/plan_store.h"
#include "casework/rules/rule_store.h"
#include "casework/statutory/course_store.h"
#include "casework/timetable/reduced_store.h"
#include "overview/due_reminders.h"
#include "overview/due_view.h"
#include "people/training_store.h"
#include "record/due_store.h"
#include "record/notice_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace overview {
namespace {

using access::Relation;
using access::Role;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr db::Sql notices_of = "SELECT COUNT(*) FROM notice WHERE staff_id = :staff AND source = 'due'";
constexpr db::Sql actions_of = "SELECT COUNT(*) FROM action WHERE owner_id = :staff";

class WhatIsDue : public testing::TestWithParam<db::Engine> {
 protected:
  WhatIsDue() : house(test::a_house(GetParam())), routes(test::every_route()) {
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}, .username = "amara"});
    tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}, .username = "tomas"});
    senco = test::a_member_of_staff(house, {.name = "Hanna Lindqvist", .roles = {Role::senco}, .post = "SENCo", .username = "hanna"});
    head = test::a_member_of_staff(house, {.name = "Hugh Abara", .roles = {Role::head}, .post = "Head", .username = "hugh"});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    test::a_tie(house, amara, Relation::assigned, maya);
  }

  template <class IdType>
  IdType fresh() {
    return IdType::make(house->now(), house.random);
  }
  void commit(access::UnitOfWork work) { ASSERT_TRUE(std::move(work).commit()); }

  /// A review whose meeting is in three weeks: the papers are due in one.
  void a_review() {
    auto visit = test::visit_as(house, senco);
    const auto pass = access::Door::pupil<access::May::record_decide>(*visit, maya).value();
    access::UnitOfWork work(*visit);
    ASSERT_TRUE(statutory::begin(work, pass, {.id = fresh<statutory::ProcedureId>(), .lead = senco, .counted_from = house->today() + -200, .meeting_on = house->today() + 21}));
    commit(std::move(work));
  }
  void a_reduced_timetable() {
    auto visit = test::visit_as(house, senco);
    const auto pass = access::Door::pupil<access::May::record_decide>(*visit, maya).value();
    timetable::Reduced reduced;
    reduced.id = fresh<timetable::ReducedId>();
    reduced.pupil = maya;
    reduced.starts_on = house->today() + -7;
    reduced.ends_on = house->today() + 28;
    reduced.full_minutes = 1950;
    reduced.steps = {{reduced.starts_on, {}}};
    reduced.consent_on = reduced.starts_on;
    access::UnitOfWork work(*visit);
    ASSERT_TRUE(timetable::begin_reduced(work, pass, reduced));
    commit(std::move(work));
  }
  void a_training(const access::StaffId& whose, int days) {
    auto visit = test::visit_as(house, head);
    const auto pass = access::Door::staff<access::May::relations_administer>(*visit).value();
    access::UnitOfWork work(*visit);
    people::add_training(work, pass, {fresh<people::TrainingId>(), whose, "first_aid", house->today() + -900, house->today() + days, "Certificate"});
    commit(std::move(work));
  }
  std::string a_plan(int days) {
    const auto id = fresh<plans::PlanId>();
    const auto plan = "/pupils/" + maya.text() + "/plans/" + id.text();
    const auto send = [&](const access::StaffId& who, const std::string& where, test::Fields fields) { EXPECT_EQ(test::post(house, routes, who, where, std::move(fields)).status, 303) << where; };
    send(amara, "/pupils/" + maya.text() + "/plans", {{"id", id.text()}, {"form", "education_plan"}, {"title", "Maya reads"}, {"from", "2026-03-03"}, {"review", base::to_iso(house->today() + days)}, {"f.strengths", "Tells a story"},
                                                      {"f.areas", "cognition"}, {"f.barriers", "Loses the place"}, {"f.strategies", "One step"}});
    send(amara, plan + "/submission", {{"was", "1"}, {"deed", "submitted"}});
    send(senco, plan + "/decision", {{"was", "2"}, {"deed", "approved"}});
    send(senco, plan + "/decision", {{"was", "3"}, {"deed", "started"}});
    return plan;
  }
  std::string due(const access::StaffId& who, const std::string& rest = "?whose=school") { return test::get(house, routes, who, "/due" + rest).body; }
  std::int64_t notices(const access::StaffId& who) { return test::number(house, notices_of, {{"staff", who}}); }

  test::TestHouse house;
  access::Routes routes;
  access::StaffId amara, tomas, senco, head;
  access::PupilId maya;
};

TEST_P(WhatIsDue, ComesFromEverySourceForThoseWhoMaySeeIt) {
  a_review();
  a_reduced_timetable();
  a_training(tomas, 20);
  const auto plan = a_plan(30);
  EXPECT_THAT(due(senco), AllOf(HasSubstr("Annual review: advice and papers are sent to everybody invited"), HasSubstr("Maya Osei"), HasSubstr("Fewer hours at school end"), HasSubstr("every two weeks"),
                                HasSubstr("Review: Individual education plan"), HasSubstr(plan)));
  EXPECT_THAT(due(head), AllOf(HasSubstr("Annual review"), HasSubstr("Training runs out: "), HasSubstr("Tomas Reyes")));
  EXPECT_THAT(due(amara), AllOf(HasSubstr("Annual review"), HasSubstr("Review: Individual education plan"), Not(HasSubstr("Training runs out"))));
  EXPECT_THAT(due(tomas), AllOf(HasSubstr("Training runs out: "), Not(HasSubstr("Maya")), Not(HasSubstr("Annual review")), Not(HasSubstr("Fewer hours"))));
  // One's own: what one sees to oneself.
  EXPECT_THAT(due(amara, ""), AllOf(HasSubstr("Review: Individual education plan"), Not(HasSubstr("Annual review"))));
  EXPECT_THAT(due(head, ""), HasSubstr("Nothing is due from you"));
}

TEST_P(WhatIsDue, AnExemptionThatEndsIsToldToWhoKeepsTheRules) {
  static constexpr db::Sql rule = "INSERT INTO rule (id, version, name, body, active, made_by, made_at) VALUES (:id, 1, 'Building up', '{}', 0, :whose, 0)";
  static constexpr db::Sql exemption =
      "INSERT INTO rule_exemption (id, rule_id, pupil_id, info_class, reason, until_on, made_by, made_at) VALUES (:id, :id, :about, 4, 'A plan', :until, :whose, 0)";
  const auto id = fresh<rules::RuleId>();
  test::damage(house, rule, {{"id", id}, {"whose", head}});
  test::damage(house, exemption, {{"id", id}, {"about", maya}, {"until", house->today() + 10}, {"whose", head}});
  EXPECT_THAT(due(head), HasSubstr("The pupil takes part in a rule again the day after"));
  EXPECT_THAT(due(amara), Not(HasSubstr("takes part in a rule")));
}

TEST_P(WhatIsDue, IsShownAsAMonthToo) {
  a_review();
  EXPECT_THAT(due(senco, "?whose=mine&month=2026-03"), AllOf(HasSubstr("March 2026"), HasSubstr("#day-2026-03-10"), HasSubstr("id=\"day-2026-03-10\""), HasSubstr("month=2026-04")));
  EXPECT_EQ(test::get(house, routes, senco, "/due?month=nonsense").status, 200);
}

TEST_P(WhatIsDue, IsToldByTheApiAsThePageTellsIt) {
  a_review();
  EXPECT_THAT(test::get(house, routes, senco, "/api/v1/due").body, AllOf(HasSubstr("\"on\":\"2026-03-10\""), HasSubstr(maya.text()), HasSubstr("\"mine\":true"), Not(HasSubstr("Maya"))));
  EXPECT_THAT(test::get(house, routes, tomas, "/api/v1/due").body, HasSubstr("\"due\":[]"));
  EXPECT_THAT(test::get(house, routes, head, "/api/v1/due?whose=mine").body, HasSubstr("\"due\":[]"));
  EXPECT_EQ(test::get(house, routes, senco, "/api/v1/due?until=soon").status, 422);
}

TEST_P(WhatIsDue, RemindersComeOnceForEachNumberOfDaysAndNameNobody) {
  a_review();
  DueReminders job(*house);
  const auto first = job.look();
  EXPECT_GT(first, 0U);
  const auto told = notices(senco);
  EXPECT_EQ(static_cast<std::size_t>(told), first);
  EXPECT_EQ(notices(amara), 0) << "it is not theirs to do";
  EXPECT_EQ(DueReminders(*house).look(), 0U) << "the house was started anew";
  static constexpr db::Sql names = "SELECT COUNT(*) FROM notice WHERE words LIKE '%Maya%' OR words LIKE '%Osei%'";
  EXPECT_EQ(test::number(house, names), 0);
  house.clock.pass(base::day_ms);
  EXPECT_EQ(job.look(), 0U) << "nothing came nearer by a step";
  // Papers are due on the 10th: three days before it is told again.
  house.clock.move_to(*base::parse_iso_time("2026-03-07T08:00:00Z"));
  EXPECT_EQ(job.look(), 2U);  // invitations and papers
  EXPECT_THAT(test::get(house, routes, senco, "/inbox").body, AllOf(HasSubstr("Maya Osei"), HasSubstr("Due on 10 March 2026"), HasSubstr("href=\"/due\"")));
}

TEST_P(WhatIsDue, StandsOnMyDayAndInTheCalendarOfWhoseItIsWithoutAName) {
  a_review();
  EXPECT_THAT(test::get(house, routes, senco, "/").body, AllOf(HasSubstr("Due soon"), HasSubstr("Annual review: advice and papers")));
  EXPECT_THAT(test::get(house, routes, head, "/").body, Not(HasSubstr("Due soon")));
  const auto calendar_of = [&](const access::StaffId& who) {
    const auto made = test::post(house, routes, who, "/timetable/feed", {{"id", fresh<statutory::ProcedureId>().text()}});
    const auto at = made.body.find("/calendar/");
    const auto address = made.body.substr(at, made.body.find('"', at) - at);
    return test::Browser(house, routes).get(address).body;
  };
  EXPECT_THAT(calendar_of(senco), AllOf(HasSubstr("DTSTART;VALUE=DATE:20260310"), HasSubstr("SUMMARY:Due: Annual review"), Not(HasSubstr("Maya")), Not(HasSubstr("Osei"))));
  EXPECT_THAT(calendar_of(head), Not(HasSubstr("Annual review")));
}

TEST_P(WhatIsDue, WhatSomebodyWhoLeftSawToComesToThoseWhoDecide) {
  a_review();
  a_plan(30);
  EXPECT_THAT(due(head, ""), Not(HasSubstr("Annual review")));
  static constexpr db::Sql leave = "UPDATE staff SET ends_on = :day WHERE id = :staff";
  test::damage(house, leave, {{"day", house->today() + -1}, {"staff", senco}});
  EXPECT_THAT(due(head, ""), AllOf(HasSubstr("Annual review"), HasSubstr("Mine")));
  EXPECT_THAT(due(amara, ""), AllOf(Not(HasSubstr("Annual review")), HasSubstr("Review: Individual education plan")));
  EXPECT_THAT(due(amara), HasSubstr("Hanna Lindqvist, who has left"));
  EXPECT_THAT(due(head, ""), Not(HasSubstr("Review: Individual education plan")));
  EXPECT_GT(DueReminders(*house).look(), 0U);
  EXPECT_GT(notices(head), 0);
  EXPECT_EQ(notices(amara), 0);
  test::damage(house, leave, {{"day", house->today() + -1}, {"staff", amara}});
  EXPECT_THAT(due(head, ""), HasSubstr("Review: Individual education plan"));
}

TEST_P(WhatIsDue, NobodyIsRemindedAtNight) {
  a_review();
  house.clock.move_to(*base::parse_iso_time("2026-03-04T03:00:00Z"));
  EXPECT_EQ(DueReminders(*house).look(), 0U);
  house.clock.move_to(*base::parse_iso_time("2026-03-04T06:30:00Z"));
  EXPECT_GT(DueReminders(*house).look(), 0U);
}

TEST_P(WhatIsDue, ATrainingThatRunsOutIsSomethingToDoAndStandsThereOnce) {
  a_training(tomas, 20);
  EXPECT_EQ(DueReminders(*house).look(), 1U);
  EXPECT_EQ(test::number(house, actions_of, {{"staff", tomas}}), 1);
  EXPECT_THAT(test::get(house, routes, tomas, "/inbox").body, HasSubstr("Training runs out"));
  house.clock.pass(18 * base::day_ms);
  EXPECT_EQ(DueReminders(*house).look(), 0U);
  EXPECT_EQ(test::number(house, actions_of, {{"staff", tomas}}), 1);
}

TEST_P(WhatIsDue, ASchoolSetsHowLongAheadAndIsToldWhatIsWrong) {
  const auto wrong = test::post(house, routes, head, "/school/reminders", {{"ahead", "7, soon"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.body, AllOf(HasSubstr("from 1 to 180"), HasSubstr("7, soon")));
  EXPECT_EQ(test::post(house, routes, head, "/school/reminders", {{"ahead", "7, 60"}}).status, 303);
  EXPECT_THAT(test::get(house, routes, head, "/school/reminders").body, HasSubstr("60, 7"));
  EXPECT_EQ(test::get(house, routes, amara, "/school/reminders").status, 404);
}

INSTANTIATE_TEST_SUITE_P(BothEngines, WhatIsDue, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST(DaysAhead, AreReadOnceEachTheLongestFirst) {
  EXPECT_THAT(*record::read_aheads("3, 28,14, 3"), ElementsAre(28, 14, 3));
  for (const auto* text : {"", "0", "181", "x", "1,2,3,4,5,6", "-3"}) EXPECT_FALSE(record::read_aheads(text)) << text;
}

TEST(AMonth, IsReadFromItsCode) {
  EXPECT_EQ(month_of("2026-12")->after().code(), "2027-01");
  EXPECT_EQ(month_of("2026-01")->before().title(), "December 2025");
  EXPECT_EQ(month_of("2024-02")->last(), *base::to_date(2024, 2, 29));
  EXPECT_FALSE(month_of("2026-13"));
  EXPECT_FALSE(month_of("1066-10"));
}

}  // namespace
}  // namespace overview
