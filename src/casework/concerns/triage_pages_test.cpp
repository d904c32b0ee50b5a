// From raised to answered through the real routes: the safeguarding team decides, the reporter reads a safe status and the answer, nobody else
// sees that anything is there.
#include "casework/concerns/triage_store.h"
#include "record/witness_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace concerns {
namespace {

using access::Relation;
using access::Role;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class TriageOnBothEngines : public testing::TestWithParam<db::Engine> {
 protected:
  TriageOnBothEngines() : house(test::a_house(GetParam())), routes(test::every_route()) {
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    other = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
    teacher = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}, .post = "Class teacher"});
    dsl = test::a_member_of_staff(house, {.name = "Ruth Kowalczyk", .roles = {Role::dsl}, .post = "Safeguarding lead"});
    head = test::a_member_of_staff(house, {.name = "Hugh Abara", .roles = {Role::head}, .post = "Head"});
    governor = test::a_member_of_staff(house, {.name = "Gita Rao", .roles = {Role::governor}, .post = "Governor"});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow"});
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, teacher, Relation::teaches_class, maya);
  }

  std::string fresh() { return RecordId::make(house->now(), house.random).text(); }
  /// Raised by somebody; its id.
  std::string raised(const access::StaffId& by, const access::PupilId& about, const std::string& words, test::Fields more = {}) {
    const auto id = fresh();
    test::Fields fields = {{"id", id}, {"kind", "concern"}, {"pupil", about.text()}, {"f.what_happened", words}, {"f.source", "told_me"}};
    bool has_safe = false;
    for (auto& field : more) {
      if (field.first == "kind") {
        fields[1].second = field.second;
        continue;
      }
      has_safe = has_safe || field.first == "f.safe_now";
      fields.push_back(std::move(field));
    }
    if (!has_safe) fields.emplace_back("f.safe_now", "yes");
    const auto saved = test::post(house, routes, by, "/records", fields);
    EXPECT_EQ(saved.status, 303) << saved.body;
    return id;
  }
  test::Fields decision(const std::string& outcome = "support", const std::string& was = "0") {
    return {{"id", fresh()}, {"was", was}, {"outcome", outcome}, {"category", "neglect"}, {"level", "2"}, {"reason", "Spoke with her grandmother."},
            {"parents", "told"}, {"answer", "Thank you. We are on it."}};
  }
  web::Response page(const access::StaffId& whom, const std::string& where) { return test::get(house, routes, whom, where); }

  test::TestHouse house;
  access::Routes routes;
  access::StaffId amara, other, teacher, dsl, head, governor;
  access::PupilId maya, leon;
};

TEST_P(TriageOnBothEngines, TheQueueIsForTheSafeguardingTeamAndNotFoundForEverybodyElse) {
  raised(amara, leon, "Said there was no supper again.");
  EXPECT_THAT(page(dsl, "/concerns").body, AllOf(HasSubstr("Leon Farrow"), HasSubstr("no supper"), HasSubstr("Not looked at"), HasSubstr("Amara Nwosu")));
  EXPECT_THAT(page(head, "/concerns").body, HasSubstr("Leon Farrow"));
  for (const auto& outsider : {amara, other, teacher, governor}) {
    const auto refused = page(outsider, "/concerns");
    EXPECT_EQ(refused.status, 404);
    EXPECT_THAT(refused.body, Not(HasSubstr("Leon")));
  }
  EXPECT_THAT(page(dsl, "/").body, HasSubstr("href=\"/concerns\""));
  EXPECT_THAT(page(amara, "/").body, Not(HasSubstr("href=\"/concerns\"")));
}

TEST_P(TriageOnBothEngines, ADecisionIsReadByTheTeamAndItsAnswerByTheReporterOnly) {
  const auto id = raised(amara, leon, "Said there was no supper again.");
  EXPECT_THAT(page(amara, "/concerns/mine/" + id).body, AllOf(HasSubstr("Received"), HasSubstr("no supper"), HasSubstr("Nobody has answered yet")));
  const auto before = test::last_entry(house);
  ASSERT_EQ(test::post(house, routes, dsl, "/concerns/" + id + "/decisions", decision()).status, 303);
  EXPECT_THAT(test::deeds_after(house, before), Contains("concern.decided"));
  EXPECT_THAT(page(dsl, "/concerns/" + id).body, AllOf(HasSubstr("Spoke with her grandmother."), HasSubstr("Neglect"), HasSubstr("Support in school"), HasSubstr("We are on it")));
  const auto own = page(amara, "/concerns/mine/" + id).body;
  EXPECT_THAT(own, AllOf(HasSubstr("Being looked at"), HasSubstr("We are on it"), HasSubstr("no supper")));
  EXPECT_THAT(own, AllOf(Not(HasSubstr("grandmother")), Not(HasSubstr("Neglect"))));
  EXPECT_THAT(page(amara, "/entries").body, HasSubstr("Being looked at"));
  for (const auto& outsider : {other, teacher, governor}) {
    EXPECT_EQ(page(outsider, "/concerns/mine/" + id).status, 404);
    EXPECT_EQ(page(outsider, "/concerns/" + id).status, 404);
    EXPECT_EQ(test::post(house, routes, outsider, "/concerns/" + id + "/decisions", decision()).status, 404);
  }
  EXPECT_EQ(page(amara, "/concerns/" + id).status, 404) << "its author keeps own words, never the file";
}

TEST_P(TriageOnBothEngines, WhatHappenedOnAScreenIsTriagedAndAnsweredToo) {
  const auto id = raised(amara, leon, "A message asked for pictures.", {{"kind", "e_safety"}, {"f.sort", "stranger"}, {"f.safe_now", "yes"}});
  EXPECT_THAT(page(dsl, "/concerns").body, AllOf(HasSubstr("Leon Farrow"), HasSubstr("asked for pictures")));
  ASSERT_EQ(test::post(house, routes, dsl, "/concerns/" + id + "/decisions", decision()).status, 303);
  EXPECT_THAT(page(dsl, "/concerns/" + id).body, AllOf(HasSubstr("Spoke with her grandmother."), HasSubstr("asked for pictures")));
  EXPECT_THAT(page(amara, "/concerns/mine/" + id).body, AllOf(HasSubstr("We are on it"), HasSubstr("asked for pictures"), Not(HasSubstr("grandmother"))));
  EXPECT_EQ(page(other, "/concerns/mine/" + id).status, 404);
  EXPECT_EQ(page(teacher, "/concerns/" + id).status, 404);
}

TEST_P(TriageOnBothEngines, AClosedConcernComesBackWhenItsReporterAddsToIt) {
  const auto id = raised(amara, leon, "Said there was no supper again.");
  ASSERT_EQ(test::post(house, routes, dsl, "/concerns/" + id + "/decisions", decision("close")).status, 303);
  EXPECT_THAT(page(dsl, "/concerns").body, Not(HasSubstr("Leon Farrow")));
  EXPECT_THAT(page(amara, "/concerns/mine/" + id).body, HasSubstr("Closed. Ask the safeguarding lead"));
  house.clock.pass(60'000);
  const test::Fields addition = {{"id", fresh()}, {"words", "He said it again today."}};
  ASSERT_EQ(test::post(house, routes, amara, "/concerns/mine/" + id + "/additions", addition).status, 303);
  ASSERT_EQ(test::post(house, routes, amara, "/concerns/mine/" + id + "/additions", addition).status, 303) << "sent twice";
  static constexpr db::Sql count = "SELECT COUNT(*) FROM concern_addendum";
  EXPECT_EQ(test::number(house, count), 1);
  EXPECT_THAT(page(dsl, "/concerns").body, AllOf(HasSubstr("Leon Farrow"), HasSubstr("Added to")));
  EXPECT_THAT(page(dsl, "/concerns/" + id).body, HasSubstr("He said it again today."));
  EXPECT_THAT(page(amara, "/concerns/mine/" + id).body, AllOf(HasSubstr("Being looked at"), HasSubstr("He said it again today.")));
  EXPECT_EQ(test::post(house, routes, other, "/concerns/mine/" + id + "/additions", {{"id", fresh()}, {"words", "x"}}).status, 404);
  EXPECT_EQ(test::post(house, routes, amara, "/concerns/mine/" + id + "/additions", {{"id", fresh()}, {"words", " "}}).status, 422);
}

TEST_P(TriageOnBothEngines, AHalfFilledSheetKeepsWhatWasTypedAndAStaleOneShowsBothDecisions) {
  const auto id = raised(amara, leon, "Said there was no supper again.");
  const auto half = test::post(house, routes, dsl, "/concerns/" + id + "/decisions", {{"id", fresh()}, {"was", "0"}, {"reason", "Half a thought."}});
  EXPECT_EQ(half.status, 422);
  EXPECT_THAT(half.body, AllOf(HasSubstr("There is a problem"), HasSubstr("Half a thought."), HasSubstr("Select what you decided")));
  auto first = decision();
  ASSERT_EQ(test::post(house, routes, head, "/concerns/" + id + "/decisions", first).status, 303);
  ASSERT_EQ(test::post(house, routes, head, "/concerns/" + id + "/decisions", first).status, 303) << "sent twice is one decision";
  auto stale = decision("monitor");
  stale[5].second = "My own view of it.";
  stale.emplace_back("review_on", "2026-03-10");
  const auto both = test::post(house, routes, dsl, "/concerns/" + id + "/decisions", stale);
  EXPECT_EQ(both.status, 409);
  EXPECT_THAT(both.body, AllOf(HasSubstr("My own view of it."), HasSubstr("Spoke with her grandmother."), HasSubstr("Decided meanwhile")));
  static constexpr db::Sql count = "SELECT COUNT(*) FROM concern_step";
  EXPECT_EQ(test::number(house, count), 1);
}

TEST_P(TriageOnBothEngines, WhoIsNotSafeStandsFirstAndWhatIsLateSaysSo) {
  raised(amara, leon, "Wore no coat.");
  house.clock.pass(16 * 60'000);
  raised(amara, maya, "Would not go home.", {{"f.safe_now", "no"}, {"f.why_not_safe", "In the hall with me."}});
  auto queue = page(dsl, "/concerns").body;
  EXPECT_LT(queue.find("Would not go home."), queue.find("Wore no coat."));
  EXPECT_THAT(queue, AllOf(HasSubstr("Not safe now"), Not(HasSubstr("Overdue</strong>"))));
  house.clock.pass(16 * 60'000);
  EXPECT_THAT(page(dsl, "/concerns").body, HasSubstr("Overdue</strong>"));
  EXPECT_THAT(page(dsl, "/concerns?show=unsafe").body, AllOf(HasSubstr("Would not go home."), Not(HasSubstr("Wore no coat."))));
}

TEST_P(TriageOnBothEngines, TheRoutingTableTellsAndTheReporterReadsWhoKnows) {
  ASSERT_EQ(test::post(house, routes, dsl, "/concerns/arrangement/routes",
                       {{"id", fresh()}, {"tells", "class_teacher"}, {"topic", "home"}, {"safe", ""}, {"words", "Speak to Ruth before you ring home."}}).status, 303);
  EXPECT_EQ(test::post(house, routes, teacher, "/concerns/arrangement/routes", {{"id", fresh()}, {"tells", "class_teacher"}, {"words", "x"}}).status, 404);
  const auto sheet = page(amara, "/write?kind=concern").body;
  EXPECT_THAT(sheet, AllOf(HasSubstr("Who will know"), HasSubstr("Ruth Kowalczyk"), HasSubstr("Hugh Abara"), HasSubstr("Speak to Ruth before you ring home."),
                           HasSubstr("/concerns/adults/new")));
  const auto id = raised(amara, maya, "Shouting at home.", {{"f.topic", "home"}});
  const auto saved = page(amara, "/records/" + id).body;
  EXPECT_THAT(saved, AllOf(HasSubstr("Who was told"), HasSubstr("Ruth Kowalczyk"), HasSubstr("Priya Sandhu")));
  const auto told = page(teacher, "/").body;
  EXPECT_THAT(told, AllOf(HasSubstr("Speak to Ruth before you ring home."), HasSubstr("Maya Osei"), Not(HasSubstr("Shouting"))));
  EXPECT_THAT(page(other, "/").body, Not(HasSubstr("Speak to Ruth")));
  raised(amara, maya, "Hurt her knee.", {{"f.topic", "injury"}});
  static constexpr db::Sql told_teachers = "SELECT COUNT(*) FROM concern_told WHERE why = 'class_teacher'";
  EXPECT_EQ(test::number(house, told_teachers), 1) << "only what the route is for";
}

TEST_P(TriageOnBothEngines, WhoeverIsToldByTwoRoutesGetsTheFullerLineOnce) {
  const auto route = [&](const test::Fields& more) {
    test::Fields fields = {{"id", fresh()}, {"topic", ""}, {"safe", ""}};
    fields.insert(fields.end(), more.begin(), more.end());
    ASSERT_EQ(test::post(house, routes, dsl, "/concerns/arrangement/routes", fields).status, 303);
  };
  route({{"tells", "class_teacher"}, {"words", "Speak to Ruth."}});
  route({{"tells", "staff"}, {"staff", teacher.text()}, {"words", "Speak to Ruth before you ring home, and keep the register open."}});
  route({{"tells", "class_teacher"}, {"words", "Ask Ruth."}});
  raised(amara, maya, "Shouting at home.");
  EXPECT_THAT(page(teacher, "/").body, AllOf(HasSubstr("and keep the register open."), Not(HasSubstr("Speak to Ruth.")), Not(HasSubstr("Ask Ruth."))));
  static constexpr db::Sql told_once = "SELECT COUNT(*) FROM concern_told WHERE staff_id = :staff";
  EXPECT_EQ(test::number(house, told_once, {{"staff", teacher}}), 1);
}

TEST_P(TriageOnBothEngines, NobodyIsToldOfTheirOwnChildNorSeesTheConcern) {
  const auto own = access::insert_own_family(dsl, maya);
  static constexpr db::Sql none = "DELETE FROM own_family WHERE 1 = 0";
  test::damage(house, none);
  ASSERT_TRUE(house->pen().run([&](db::WriteConnection& connection, access::Pen&) -> base::Result<void> {
    connection.execute(own.sql, own.binds);
    const auto bump = access::bump_epoch();
    connection.execute(bump.sql, bump.binds);
    return {};
  }));
  const auto id = raised(amara, maya, "Shouting at home.", {{"pupil", leon.text()}, {"part." + leon.text(), "linked"}});
  static constexpr db::Sql told_lead = "SELECT COUNT(*) FROM concern_told WHERE staff_id = :staff";
  EXPECT_EQ(test::number(house, told_lead, {{"staff", dsl}}), 0);
  EXPECT_EQ(test::number(house, told_lead, {{"staff", head}}), 1);
  EXPECT_THAT(page(head, "/concerns").body, HasSubstr("Shouting"));
  EXPECT_THAT(page(dsl, "/concerns").body, AllOf(Not(HasSubstr("Maya")), Not(HasSubstr("Shouting"))));
  EXPECT_EQ(page(dsl, "/concerns/" + id).status, 404);
  // Of the linked child they learn that something is there: not whose, not what.
  const auto linked = page(dsl, "/pupils/" + leon.text() + "/chronology").body;
  EXPECT_THAT(linked, AllOf(HasSubstr("A concern about another pupil is linked"), Not(HasSubstr("Shouting")), Not(HasSubstr("Maya"))));
  EXPECT_THAT(page(dsl, "/records/" + id).body, AllOf(Not(HasSubstr("Shouting")), Not(HasSubstr("Maya"))));
  EXPECT_THAT(page(head, "/records/" + id).body, AllOf(HasSubstr("Shouting"), HasSubstr("Maya")));
}

TEST_P(TriageOnBothEngines, ADecisionThatOpensACaseOpensOneForTheChildItIsAbout) {
  const auto id = raised(amara, maya, "Shouting at home.", {{"pupil", leon.text()}, {"part." + leon.text(), "linked"}});
  auto opens = decision("open_case");
  opens.emplace_back("review_on", "2026-03-17");
  ASSERT_EQ(test::post(house, routes, dsl, "/concerns/" + id + "/decisions", opens).status, 303);
  EXPECT_THAT(page(dsl, "/concerns/cases").body, AllOf(HasSubstr("Maya Osei"), Not(HasSubstr("Leon Farrow"))));
  EXPECT_THAT(page(dsl, "/pupils/" + maya.text() + "/safeguarding").body, HasSubstr("Case open"));
  const auto linked = page(dsl, "/pupils/" + leon.text() + "/safeguarding").body;
  EXPECT_THAT(linked, AllOf(HasSubstr("A concern about another pupil is linked"), Not(HasSubstr("Maya")), Not(HasSubstr("Shouting"))));
  EXPECT_THAT(page(dsl, "/pupils/" + maya.text()).body, HasSubstr("/safeguarding\""));
  EXPECT_THAT(page(amara, "/pupils/" + maya.text()).body, AllOf(HasSubstr("Maya"), Not(HasSubstr("/safeguarding\""))));
  for (const auto& outsider : {amara, teacher, governor}) EXPECT_EQ(page(outsider, "/pupils/" + maya.text() + "/safeguarding").status, 404);
}

TEST_P(TriageOnBothEngines, WhatADecisionAsksForStandsInAnInboxAndTheConcernItselfStaysUnread) {
  const auto id = raised(amara, leon, "Said there was no supper again.");
  auto asks = decision();
  const auto action = fresh();
  for (const auto& field : test::Fields{{"action-1-id", action}, {"action-1-what", "Book a place at breakfast club."}, {"action-1-owner", amara.text()}, {"action-1-due", "2026-03-05"}})
    asks.push_back(field);
  auto wrong = asks;
  wrong.back().second = "2026-03-01";
  const auto told = test::post(house, routes, dsl, "/concerns/" + id + "/decisions", wrong);
  EXPECT_EQ(told.status, 422);
  EXPECT_THAT(told.body, AllOf(HasSubstr("The day it is due must be today or later"), HasSubstr("href=\"#action-1-due\""), HasSubstr("Book a place at breakfast club.")));
  static constexpr db::Sql actions = "SELECT COUNT(*) FROM action";
  EXPECT_EQ(test::number(house, actions), 0) << "neither decision nor action was saved";
  ASSERT_EQ(test::post(house, routes, dsl, "/concerns/" + id + "/decisions", asks).status, 303);
  ASSERT_EQ(test::post(house, routes, dsl, "/concerns/" + id + "/decisions", asks).status, 303) << "sent twice";
  EXPECT_EQ(test::number(house, actions), 1);
  EXPECT_THAT(page(dsl, "/concerns/" + id).body, AllOf(HasSubstr("Book a place at breakfast club."), HasSubstr("Amara Nwosu")));
  const auto inbox = page(amara, "/inbox").body;
  EXPECT_THAT(inbox, AllOf(HasSubstr("Book a place at breakfast club."), Not(HasSubstr("/concerns/" + id)), Not(HasSubstr("grandmother"))));
  const auto own = page(amara, "/actions/" + action).body;
  EXPECT_THAT(own, AllOf(HasSubstr("Book a place"), Not(HasSubstr("What it came from"))));
  EXPECT_THAT(page(head, "/actions/" + action).body, HasSubstr("/concerns/" + id));
  EXPECT_EQ(page(other, "/actions/" + action).status, 404);
}

TEST_P(TriageOnBothEngines, ALineToActOnIsSharedFromTheConcernAndLeadsBackToIt) {
  const auto id = raised(amara, maya, "Said there was no supper again.");
  const auto sheet = page(dsl, "/concerns/" + id).body;
  EXPECT_THAT(sheet, HasSubstr("/pupils/" + maya.text() + "/sharing?back="));
  const auto form = page(dsl, "/pupils/" + maya.text() + "/sharing?back=/concerns/" + id).body;
  EXPECT_THAT(form, HasSubstr("name=\"back\" value=\"/concerns/" + id + "\""));
  const auto shared = test::post(house, routes, dsl, "/pupils/" + maya.text() + "/sharing/items",
                                 {{"id", fresh()}, {"back", "/concerns/" + id}, {"line", "Let her have a second breakfast."}, {"to-1", teacher.text()}, {"until", "2026-03-31"}});
  ASSERT_EQ(test::location_of(shared), "/concerns/" + id + "?done=shared");
  EXPECT_THAT(page(dsl, "/concerns/" + id).body, AllOf(HasSubstr("Let her have a second breakfast."), HasSubstr("Priya Sandhu")));
  EXPECT_THAT(page(teacher, "/").body, AllOf(HasSubstr("Let her have a second breakfast."), Not(HasSubstr("no supper"))));
  EXPECT_THAT(page(other, "/").body, Not(HasSubstr("second breakfast")));
  const auto away = test::post(house, routes, dsl, "/pupils/" + maya.text() + "/sharing/items",
                               {{"id", fresh()}, {"back", "//elsewhere.example/x"}, {"line", "Another line."}, {"to-1", teacher.text()}, {"until", "2026-03-31"}});
  EXPECT_THAT(test::location_of(away), testing::StartsWith("/pupils/")) << "only a page of this house is gone back to";
}

TEST_P(TriageOnBothEngines, TheRoutingTableKnowsWhatHappensOnAScreen) {
  const auto route = [&](const std::string& tells, const std::string& topic, const std::string& safe, const std::string& words) {
    EXPECT_EQ(test::post(house, routes, dsl, "/concerns/arrangement/routes",
                         {{"id", fresh()}, {"tells", tells}, {"staff", other.text()}, {"topic", topic}, {"safe", safe}, {"words", words}}).status, 303);
  };
  route("class_teacher", "e_safety.stranger", "", "Keep her off the tablets today.");
  route("staff", "online", "no", "See that she is not alone.");
  route("class_teacher", "home", "", "Speak to Ruth before you ring home.");
  EXPECT_THAT(page(dsl, "/concerns/arrangement").body, AllOf(HasSubstr("Contact from somebody not known"), HasSubstr("On a screen")));
  EXPECT_THAT(page(amara, "/write?kind=e_safety").body, AllOf(HasSubstr("Who will know"), HasSubstr("Keep her off the tablets today.")));
  const auto id = raised(amara, maya, "A message asked for pictures.", {{"kind", "e_safety"}, {"f.sort", "stranger"}, {"f.safe_now", "no"}});
  EXPECT_THAT(page(dsl, "/concerns").body, HasSubstr("Not safe now"));
  const auto told = page(teacher, "/").body;
  EXPECT_THAT(told, AllOf(HasSubstr("Keep her off the tablets today."), Not(HasSubstr("not alone")), Not(HasSubstr("pictures")), Not(HasSubstr("Speak to Ruth"))));
  EXPECT_THAT(page(other, "/").body, AllOf(HasSubstr("See that she is not alone."), Not(HasSubstr("pictures"))));
  EXPECT_THAT(page(amara, "/records/" + id).body, AllOf(HasSubstr("Who was told"), HasSubstr("Priya Sandhu")));
  raised(amara, maya, "Left out of a group.", {{"kind", "e_safety"}, {"f.sort", "unkind"}, {"f.safe_now", "yes"}});
  static constexpr db::Sql told_by_route = "SELECT COUNT(*) FROM concern_told WHERE why <> 'lead'";
  EXPECT_EQ(test::number(house, told_by_route), 2) << "the second concern is for no route";
}

TEST_P(TriageOnBothEngines, TheChainStillHoldsAfterEverything) {
  const auto id = raised(amara, leon, "Said there was no supper again.");
  ASSERT_EQ(test::post(house, routes, dsl, "/concerns/" + id + "/decisions", decision()).status, 303);
  const auto held = house->pen().run([&](db::WriteConnection& connection, access::Pen&) -> base::Result<void> {
    const auto verified = record::verify(connection, {});
    if (verified.broken) return base::Error::conflict("broken", *verified.broken);
    return {};
  });
  EXPECT_TRUE(held) << (held ? "" : held.error().for_log);
}

INSTANTIATE_TEST_SUITE_P(Engines, TriageOnBothEngines, testing::ValuesIn(test::engines_under_test()));

}  // namespace
}  // namespace concerns
