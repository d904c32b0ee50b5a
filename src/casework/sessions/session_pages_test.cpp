// A session from the card to the chronology, the teacher's digest and the provision page: through the real routes, on both engines.
#include "casework/plans/provision_line_store.h"
#include "casework/plans/target_store.h"
#include "casework/sessions/session_store.h"
#include "casework/timetable/slot_store.h"
#include "people/calendar_store.h"
#include "testing/program.h"
#include "testing/whole_school.h"
#include "web/zip.h"

#include <gmock/gmock.h>

namespace sessions {
namespace {

using access::InfoClass;
using access::May;
using access::Relation;
using access::Role;
using testing::HasSubstr;
using testing::Not;

class WritingUp : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
  const access::StaffId priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}, .post = "Class teacher"});
  const access::StaffId senco = test::a_member_of_staff(house, {.name = "Sena Marsh", .roles = {Role::senco}, .post = "SENCo"});
  const access::StaffId office = test::a_member_of_staff(house, {.name = "Olu Ade", .roles = {Role::office}, .post = "Office"});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei", .class_name = "4 Oak"});
  const access::PupilId leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow", .class_name = "4 Oak"});
  plans::TargetId target;
  plans::ProvisionLineId line;

  WritingUp() {
    for (const auto& pupil : {maya, leon}) {
      test::a_tie(house, amara, Relation::assigned, pupil);
      test::a_tie(house, priya, Relation::teaches_class, pupil);
    }
    const auto now = house->now();
    plans::NewPlan plan{plans::PlanId::make(now, house->random()), "education_plan", InfoClass::c6_send, {}};
    plan.draft = {"Reading", house->today() + -60, std::nullopt, std::nullopt, "{}", "v1", {}};
    base::Bytes32 salt{};
    auto steps = plans::steps_of(plan, maya, senco, now, salt).steps;
    plans::NewTarget aim{plans::TargetId::make(now, house->random()), plan.id, {}, {}};
    aim.words.statement = "Maya will read 40 of the first 100 words";
    aim.words.measure = {plans::Scale::goal_attainment, "", {}};
    aim.words.baseline = -plans::one;
    aim.words.goal = plans::one;
    aim.words.starts_on = house->today() + -30;
    aim.words.by_when = house->today() + 60;
    target = aim.id;
    for (auto& step : plans::steps_of(aim, maya, InfoClass::c6_send, plans::TargetState::live, senco, now)) steps.push_back(std::move(step));
    plans::NewProvisionLine promised{plans::ProvisionLineId::make(now, house->random()), plan.id, {}};
    promised.words.what = "Precision teaching of first words";
    promised.words.who = "Key worker";
    promised.words.staff = amara;
    promised.words.target = target;
    promised.words.minutes = 20;
    promised.words.times = 3;
    promised.words.from = house->today() + -30;
    line = promised.id;
    for (auto& step : plans::steps_of(promised, maya, InfoClass::c6_send, plans::LineState::live, senco, now)) steps.push_back(std::move(step));
    test::carry_out(house, std::move(steps));
  }

  std::string fresh() { return SessionId::make(house->now(), house.random).text(); }
  /// A card of both, begun at 10:00 today (it is 10:40), all of it given.
  test::Fields a_session(test::Fields changed = {}) {
    test::Fields out = {{"id", fresh()}, {"title", "Reading catch-up"}, {"day", "2026-03-03"}, {"starts", "10:00"}, {"length", "20"}, {"place", "withdrawal"},
                        {"pupil", maya.text()}, {"pupil", leon.text()}, {"line." + maya.text(), line.text()}};
    for (const auto& pupil : {maya, leon}) {
      out.emplace_back("happened." + pupil.text(), "yes");
      out.emplace_back("minutes." + pupil.text(), "20");
    }
    for (const auto& [name, value] : changed) {
      const auto found = std::find_if(out.begin(), out.end(), [&](const auto& field) { return field.first == name; });
      if (found == out.end()) out.emplace_back(name, value);
      else found->second = value;
    }
    return out;
  }
  std::string chronology(const access::StaffId& reader, const access::PupilId& pupil) { return test::get(house, routes, reader, "/pupils/" + pupil.text() + "/chronology").body; }
  std::string provision(const access::StaffId& reader) { return test::get(house, routes, reader, "/pupils/" + maya.text() + "/provision?from=2026-03-02&to=2026-03-08").body; }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, WritingUp, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(WritingUp, OneSheetIsARecordForEachPupilAndTellsNothingOfTheOther) {
  const auto sheet = a_session({{"score." + target.text(), "1"}, {"prompt." + target.text(), "gestural"}, {"words." + maya.text(), "Read eleven words at sight."},
                                {"words." + leon.text(), "Would rather have gone outside."}, {"changed." + maya.text(), "Fewer cards, because of the noise."}});
  ASSERT_EQ(test::post(house, routes, amara, "/sessions", sheet).status, 303);
  EXPECT_THAT(chronology(amara, maya), HasSubstr("Read eleven words at sight."));
  EXPECT_THAT(chronology(amara, maya), Not(HasSubstr("gone outside")));
  EXPECT_THAT(chronology(amara, leon), HasSubstr("gone outside"));
  EXPECT_THAT(chronology(amara, leon), Not(HasSubstr("eleven words")));
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM session"), 1);
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM session_pupil WHERE minutes = 20 AND ended = 0"), 2);
  EXPECT_EQ(test::number(house, "SELECT value FROM target_score WHERE prompt = 'gestural'"), 1000);
  ASSERT_EQ(test::post(house, routes, amara, "/sessions", sheet).status, 303) << "sent twice it is one";
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM record"), 2);
  for (const auto& other : {tomas, office}) EXPECT_THAT(chronology(other, maya), Not(HasSubstr("eleven words")));
}

TEST_P(WritingUp, ItIsCountedOnThePromiseAndTheTargetForWhoSeesThePlanAndNobodyElse) {
  ASSERT_EQ(test::post(house, routes, amara, "/sessions", a_session({{"score." + target.text(), "1"}, {"prompt." + target.text(), "visual"}})).status, 303);
  house.clock.pass(14 * base::day_ms);
  const auto page = provision(senco);
  EXPECT_THAT(page, HasSubstr("Precision teaching of first words: 20 minutes, 3 times a week"));
  EXPECT_THAT(page, HasSubstr("20 min (33%)"));
  EXPECT_THAT(page, HasSubstr("On no timetable 40 min"));
  EXPECT_THAT(page, HasSubstr("A picture")) << "the help it took stands beside the score";
  EXPECT_EQ(test::get(house, routes, amara, "/pupils/" + maya.text() + "/provision").status, 200);
  EXPECT_THAT(provision(amara), Not(HasSubstr("What it costs")));
  EXPECT_THAT(page, HasSubstr("What it costs"));
  for (const auto& other : {tomas, office}) EXPECT_EQ(test::get(house, routes, other, "/pupils/" + maya.text() + "/provision").status, 404);
  EXPECT_THAT(test::get(house, routes, senco, "/provision/shortfalls?from=2026-03-02&to=2026-03-08").body, HasSubstr("Maya Osei"));
  EXPECT_THAT(test::get(house, routes, tomas, "/provision/shortfalls?from=2026-03-02&to=2026-03-08").body, Not(HasSubstr("Maya Osei")));
}

TEST_P(WritingUp, TheApiTellsPromisedDeliveredAndLostThatAddUp) {
  ASSERT_EQ(test::post(house, routes, amara, "/sessions", a_session({{"happened." + maya.text(), "part"}, {"minutes." + maya.text(), "15"}, {"reason." + maya.text(), "event"}})).status, 303);
  house.clock.pass(14 * base::day_ms);
  const auto answer = test::Program(house, routes, senco).get("/api/v1/pupils/" + maya.text() + "/provision?from=2026-03-02&to=2026-03-08");
  ASSERT_EQ(answer.status, 200) << answer.body;
  const auto read = web::parse_json(answer.body);
  ASSERT_TRUE(read);
  const auto& sum = *read->find("sum");
  EXPECT_EQ(*sum.find("promised_minutes")->integer(), 60);
  EXPECT_EQ(*sum.find("delivered_minutes")->integer(), 15);
  EXPECT_EQ(*sum.find("lost_minutes")->integer(), 45);
  EXPECT_EQ(*sum.find("lost")->find("event")->integer(), 5);
  EXPECT_EQ(*sum.find("lost")->find("not_timetabled")->integer(), 40);
  ASSERT_EQ(read->find("lines")->array()->size(), 1U);
  EXPECT_EQ(*read->find("lines")->array()->front().find("promised_minutes")->integer(), 60);
  EXPECT_EQ(test::Program(house, routes, tomas).get("/api/v1/pupils/" + maya.text() + "/provision").status, 404);
}

TEST_P(WritingUp, WhatMakesNoSenseIsAskedAboutBesideTheFieldAndNothingTypedIsLost) {
  const auto beyond = a_session({{"minutes." + maya.text(), "25"}, {"words." + maya.text(), "Wanted <more>."}});
  const auto asked = test::post(house, routes, amara, "/sessions", beyond);
  EXPECT_EQ(asked.status, 422);
  EXPECT_THAT(asked.body, HasSubstr("more than the 20 minutes of the slot"));
  EXPECT_THAT(asked.body, HasSubstr("Save it like this"));
  EXPECT_THAT(asked.body, HasSubstr("Wanted &lt;more&gt;."));
  auto sure = beyond;
  sure.emplace_back("sure." + maya.text(), "yes");
  EXPECT_EQ(test::post(house, routes, amara, "/sessions", sure).status, 303);
  const auto over = test::post(house, routes, amara, "/sessions", a_session({{"starts", "10:10"}}));
  EXPECT_EQ(over.status, 422);
  EXPECT_THAT(over.body, HasSubstr("At that time stands “Reading catch-up” with Amara Nwosu already"));
  EXPECT_THAT(test::post(house, routes, amara, "/sessions", a_session({{"happened." + maya.text(), "no"}})).body, HasSubstr("Select why it did not take place"));
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM session"), 1);
}

TEST_P(WritingUp, OnAClosedDayIsRefusedWithTheDaysNameUnlessItWasElsewhere) {
  const auto& calendar = people::usual_calendar(2025, 1);
  test::carry_out(house, people::insert_calendar(calendar, house->now(), house->random()));
  const auto refused = test::post(house, routes, amara, "/sessions/new", a_session({{"day", "2026-03-01"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("School was closed on that day: a weekend"));
  EXPECT_THAT(refused.body, HasSubstr("value=\"Reading catch-up\""));
  EXPECT_EQ(test::post(house, routes, amara, "/sessions", a_session({{"day", "2026-03-01"}})).status, 422);
  EXPECT_EQ(test::post(house, routes, amara, "/sessions", a_session({{"day", "2026-03-01"}, {"place", "home"}})).status, 303) << "at home there is no bell";
  EXPECT_THAT(test::post(house, routes, amara, "/sessions/new", a_session({{"day", "2026-03-05"}})).body, HasSubstr("must be today or in the past"));
}

TEST_P(WritingUp, ACorrectionAndAnUndoAreCountedFromThenOn) {
  const auto sheet = a_session();
  ASSERT_EQ(test::post(house, routes, amara, "/sessions", sheet).status, 303);
  const auto record = record_of(*SessionId::parse(sheet.front().second), maya).text();
  const auto corrected = test::post(house, routes, amara, "/records/" + record + "/corrections",
                                    {{"was", "1"}, {"reason", "He left early"}, {"f.delivered", "part"}, {"f.minutes", "12"}, {"f.not_delivered_why", "pupil_elsewhere"}});
  ASSERT_EQ(corrected.status, 303) << corrected.body;
  EXPECT_EQ(test::number(house, "SELECT minutes FROM session_pupil WHERE reason = 'pupil_elsewhere' AND happened = 'part'"), 12);
  const auto other = record_of(*SessionId::parse(sheet.front().second), leon).text();
  ASSERT_EQ(test::post(house, routes, amara, "/records/" + other + "/undo").status, 303);
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM session_pupil WHERE ended = 1"), 1) << "an undone record is counted for nobody";
}

TEST_P(WritingUp, ASessionOfTheWriteSheetIsCountedToo) {
  const test::Fields sheet = {{"id", record::RecordId::make(house->now(), house.random).text()}, {"kind", "session"}, {"pupil", maya.text()}, {"f.delivered", "yes"},
                              {"f.what_was_done", "Talked about the week."}, {"f.minutes", "25"}, {"f.programme", "Mentoring"}};
  const auto saved = test::post(house, routes, amara, "/records", sheet);
  ASSERT_EQ(saved.status, 303) << saved.body;
  EXPECT_EQ(test::number(house, "SELECT minutes FROM session_pupil"), 25);
  EXPECT_THAT(test::get(house, routes, amara, test::location_of(saved)).body, HasSubstr("The session, with what its targets showed"));
}

TEST_P(WritingUp, ASessionMovedToTheRightPupilIsCountedThereAndNoMoreAtTheOther) {
  const test::Fields sheet = {{"id", record::RecordId::make(house->now(), house.random).text()}, {"kind", "session"}, {"pupil", maya.text()}, {"f.delivered", "yes"},
                              {"f.what_was_done", "Talked about the week."}, {"f.minutes", "25"}, {"f.programme", "Mentoring"}};
  ASSERT_EQ(test::post(house, routes, amara, "/records", sheet).status, 303);
  const auto moved = test::post(house, routes, amara, "/records/" + sheet.front().second + "/move",
                                {{"was", "1"}, {"wrong", maya.text()}, {"pupil", leon.text()}, {"reason", "Two boys share a peg"}});
  ASSERT_EQ(moved.status, 303) << moved.body;
  constexpr db::Sql minutes = "SELECT COALESCE(SUM(minutes), 0) FROM session_pupil WHERE ended = 0 AND pupil_id = :about";
  EXPECT_EQ(test::number(house, minutes, {{"about", maya}}), 0);
  EXPECT_EQ(test::number(house, minutes, {{"about", leon}}), 25);
}

TEST_P(WritingUp, AKeyWorkerWritesAGroupTheyDoNotKnowAndSeesNoMoreForIt) {
  ASSERT_EQ(test::post(house, routes, tomas, "/sessions", a_session({{"words." + leon.text(), "Waited for two turns."}})).status, 303);
  EXPECT_THAT(chronology(amara, leon), HasSubstr("Waited for two turns."));
  EXPECT_THAT(chronology(tomas, leon), Not(HasSubstr("Waited for two turns.")));
  EXPECT_EQ(test::post(house, routes, office, "/sessions", a_session()).status, 404) << "the office gives no sessions";
}

TEST_P(WritingUp, ACardOfTheTimetableWaitsUntilItIsWrittenUpOnce) {
  timetable::Slot slot;
  slot.id = timetable::SlotId::make(house->now(), house->random());
  slot.kind = timetable::SlotKind::one_to_one;
  slot.title = "Reading";
  slot.staff = amara;
  slot.pupil = maya;
  slot.line = timetable::PromisedLineId(line.bytes());
  slot.day = base::Weekday::monday;
  slot.starts = 600;
  slot.ends = 620;
  slot.from = house->today() + -3;
  test::carry_out(house, {timetable::insert_slot(slot, senco, house->now())});
  const auto card = "/sessions/cards/" + slot.id.text() + "/2026-03-02";
  EXPECT_THAT(test::get(house, routes, amara, "/").body, HasSubstr("Write it up"));
  EXPECT_THAT(test::get(house, routes, amara, "/sessions").body, HasSubstr(card));
  EXPECT_EQ(test::get(house, routes, tomas, card).status, 404) << "it is not theirs";
  EXPECT_EQ(test::get(house, routes, amara, "/sessions/cards/" + slot.id.text() + "/2026-03-09").status, 404) << "it is still to come";
  EXPECT_EQ(test::get(house, routes, amara, "/sessions/cards/" + slot.id.text() + "/2026-03-03").status, 404) << "it does not lie on that day";
  const test::Fields sheet = {{"id", fresh()}, {"happened." + maya.text(), "no"}, {"reason." + maya.text(), "pupil_absent"}};
  ASSERT_EQ(test::post(house, routes, amara, card, sheet).status, 303);
  auto again = sheet;
  again.front().second = fresh();
  EXPECT_EQ(test::post(house, routes, amara, card, again).status, 303);
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM session_pupil"), 1) << "a card is written up once";
  EXPECT_THAT(test::get(house, routes, amara, "/").body, Not(HasSubstr("Write it up")));
  EXPECT_THAT(provision(senco), HasSubstr("Pupil absent 20 min"));
  house.clock.pass(7 * base::day_ms);
  EXPECT_THAT(test::get(house, routes, senco, "/pupils/" + maya.text() + "/provision?from=2026-03-09&to=2026-03-15").body, HasSubstr("Not written up 20 min"));
}

TEST_P(WritingUp, TheCostedMapIsForWhoCostsSupportAndItsWorkbookHoldsTheSame) {
  ASSERT_EQ(test::post(house, routes, amara, "/sessions", a_session()).status, 303);
  const std::string span = "?from=2026-03-02&to=2026-03-08";
  for (const auto* by : {"need", "year", "wave", "pupil", "adult", "programme"}) {
    const auto page = test::get(house, routes, senco, "/provision/map" + span + "&by=" + by);
    ASSERT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr(">40 minutes were given")) << by;
  }
  EXPECT_THAT(test::get(house, routes, senco, "/provision/map" + span + "&by=pupil").body, HasSubstr("Maya Osei"));
  EXPECT_THAT(test::get(house, routes, senco, "/provision/map" + span + "&by=pupil&pupil=" + leon.text()).body, HasSubstr(">20 minutes were given"));
  // Nothing was promised to him, so all of it is beyond: what is given but for that, and what is lost, are the promise.
  EXPECT_THAT(test::get(house, routes, senco, "/provision/map" + span + "&by=pupil&pupil=" + leon.text()).body,
              testing::ContainsRegex("Promised, min[^>]*>0<.*Given, min[^>]*>20<.*beyond the promise[^>]*>20<.*Lost, min[^>]*>0<"));
  const auto book = test::get(house, routes, senco, "/provision/map.xlsx" + span);
  EXPECT_EQ(book.status, 200);
  const auto files = web::read_zip(book.body);
  ASSERT_TRUE(files);
  EXPECT_THAT(files->at("xl/sharedStrings.xml"), HasSubstr("Maya Osei"));
  EXPECT_THAT(files->at("xl/worksheets/sheet1.xml"), HasSubstr("<v>20</v>")) << "the minutes are numbers";
  for (const auto& other : {amara, office, priya}) {
    EXPECT_EQ(test::get(house, routes, other, "/provision/map").status, 404);
    EXPECT_EQ(test::get(house, routes, other, "/provision/map.xlsx").status, 404);
  }
}

}  // namespace
}  // namespace sessions
