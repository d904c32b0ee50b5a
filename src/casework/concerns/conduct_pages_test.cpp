// Concerns about adults: to the head alone, to the chair where it is about the head, never to the subject, and no copy in any pupil's file.
#include "casework/concerns/conduct_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace concerns {
namespace {

using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ConductOnBothEngines : public testing::TestWithParam<db::Engine> {
 protected:
  ConductOnBothEngines() : house(test::a_house(GetParam())), routes(test::every_route()) {
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
    dsl = test::a_member_of_staff(house, {.name = "Ruth Kowalczyk", .roles = {Role::dsl}, .post = "Safeguarding lead"});
    head = test::a_member_of_staff(house, {.name = "Hugh Abara", .roles = {Role::head}, .post = "Head"});
    chair = test::a_member_of_staff(house, {.name = "Gita Rao", .roles = {Role::governor}, .post = "Chair of governors"});
    governor = test::a_member_of_staff(house, {.name = "Neil Forde", .roles = {Role::governor}, .post = "Governor"});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  }
  std::string fresh() { return ConductId::make(house->now(), house.random).text(); }
  std::string raised(const access::StaffId& by, test::Fields fields) {
    const auto id = fresh();
    fields.emplace_back("id", id);
    const auto saved = test::post(house, routes, by, "/concerns/adults/new", fields);
    EXPECT_EQ(saved.status, 303) << saved.body;
    return id;
  }
  std::string about(const access::StaffId& subject) {
    return raised(amara, {{"about", "other"}, {"subject", subject.text()}, {"words", "Pulled Maya Osei by the arm."}});
  }
  void name_the_chair() {
    const auto saved = test::post(house, routes, dsl, "/concerns/arrangement",
                                  {{"version", "1"}, {"chair", chair.text()}, {"unsafe_minutes", "15"}, {"unsure_minutes", "60"}, {"lado", "Ola Finch, 01632 960 001"}});
    ASSERT_EQ(saved.status, 303) << saved.body;
  }
  /// How many entries of raising one the reader finds in the log.
  std::int64_t entries_seen(const access::StaffId& who) {
    test::AVisit visit = test::visit_as(house, who);
    static constexpr db::Sql raised_entries = "SELECT COUNT(*) FROM seen_audit WHERE deed = 'conduct.raised'";
    return access::Door::staff<access::May::entries_own>(*visit)->row(raised_entries, [](const db::Row& row) { return row.integer(0); }).value();
  }
  web::Response page(const access::StaffId& whom, const std::string& where) { return test::get(house, routes, whom, where); }

  test::TestHouse house;
  access::Routes routes;
  access::StaffId amara, tomas, dsl, head, chair, governor;
  access::PupilId maya;
};

TEST_P(ConductOnBothEngines, ItGoesToTheHeadAloneAndTheReporterKeepsTheirWords) {
  const auto id = about(tomas);
  EXPECT_THAT(page(head, "/concerns/adults").body, AllOf(HasSubstr("Tomas Reyes"), HasSubstr("Pulled Maya")));
  EXPECT_THAT(page(head, "/concerns/adults/" + id).body, AllOf(HasSubstr("Amara Nwosu"), HasSubstr("Pulled Maya")));
  EXPECT_THAT(page(head, "/").body, HasSubstr("Concerns about adults"));
  EXPECT_THAT(page(amara, "/concerns/adults/mine/" + id).body, AllOf(HasSubstr("Pulled Maya"), HasSubstr("the head"), HasSubstr("Received")));
  EXPECT_THAT(page(amara, "/concerns/mine").body, HasSubstr("An adult who works here"));
  for (const auto& outsider : {tomas, dsl, chair, governor}) {
    EXPECT_EQ(page(outsider, "/concerns/adults/" + id).status, 404);
    EXPECT_EQ(page(outsider, "/concerns/adults").status, 404);
    EXPECT_EQ(page(outsider, "/concerns/adults/mine/" + id).status, 404);
    EXPECT_THAT(page(outsider, "/").body, AllOf(Not(HasSubstr("Concerns about adults")), Not(HasSubstr("Pulled"))));
  }
}

TEST_P(ConductOnBothEngines, NothingOfItStandsInAPupilsFile) {
  about(tomas);
  for (const auto* where : {"/chronology", "/safeguarding", "/safeguarding/chronology"})
    EXPECT_THAT(page(head, "/pupils/" + maya.text() + where).body, Not(HasSubstr("Pulled"))) << where;
  static constexpr db::Sql records = "SELECT COUNT(*) FROM record";
  EXPECT_EQ(test::number(house, records), 0);
}

TEST_P(ConductOnBothEngines, AboutTheHeadItGoesToTheChairAndTheHeadNeverLearnsOfIt) {
  name_the_chair();
  // By the head's own choice on the list, by the tick, and by the name typed: each goes to the chair.
  const auto picked = about(head);
  const auto ticked = raised(amara, {{"about", "head"}, {"words", "Shouted at Tomas."}});
  const auto typed = raised(amara, {{"about", "other"}, {"subject_named", "hugh ABARA"}, {"words", "Kept the door shut."}});
  EXPECT_THAT(page(chair, "/concerns/adults").body, AllOf(HasSubstr("Pulled Maya"), HasSubstr("Shouted at Tomas"), HasSubstr("Kept the door shut")));
  EXPECT_THAT(page(chair, "/").body, HasSubstr("3 not looked at"));
  for (const auto& id : {picked, ticked, typed}) {
    EXPECT_EQ(page(chair, "/concerns/adults/" + id).status, 200);
    EXPECT_EQ(page(head, "/concerns/adults/" + id).status, 404);
    EXPECT_EQ(page(governor, "/concerns/adults/" + id).status, 404);
  }
  EXPECT_EQ(page(governor, "/concerns/adults").status, 404);
  EXPECT_THAT(page(head, "/concerns/adults").body, HasSubstr("No concern about an adult"));
  EXPECT_THAT(page(head, "/").body, Not(HasSubstr("Concerns about adults")));
  EXPECT_EQ(entries_seen(head), 0) << "nor in the log";
  EXPECT_THAT(page(amara, "/concerns/adults/mine/" + picked).body, HasSubstr("the chair of governors"));
  const auto more = about(tomas);
  EXPECT_EQ(page(head, "/concerns/adults/" + more).status, 200) << "others still come to the head";
  EXPECT_EQ(page(chair, "/concerns/adults/" + more).status, 404);
  EXPECT_EQ(entries_seen(head), 1);
}

TEST_P(ConductOnBothEngines, WithoutANamedChairNobodyReadsItAndTheReporterIsToldSo) {
  const auto id = about(head);
  EXPECT_THAT(page(amara, "/concerns/adults/mine/" + id).body, HasSubstr("has not named its chair of governors"));
  for (const auto& outsider : {head, chair, governor, dsl}) EXPECT_EQ(page(outsider, "/concerns/adults/" + id).status, 404);
  name_the_chair();
  EXPECT_EQ(page(chair, "/concerns/adults/" + id).status, 200);
  EXPECT_EQ(page(head, "/concerns/adults/" + id).status, 404);
  const auto themselves = test::post(house, routes, head, "/concerns/arrangement",
                                     {{"version", "2"}, {"chair", head.text()}, {"unsafe_minutes", "15"}, {"unsure_minutes", "60"}});
  EXPECT_EQ(themselves.status, 422) << "a head cannot name themselves";
}

TEST_P(ConductOnBothEngines, TheDatabaseItselfKeepsTheSubjectOut) {
  const auto id = about(tomas);
  const auto rows = [&](const access::StaffId& who) {
    test::AVisit visit = test::visit_as(house, who);
    static constexpr db::Sql all = "SELECT COUNT(*) FROM seen_conduct";
    return access::Door::staff<access::May::entries_own>(*visit)->row(all, [](const db::Row& row) { return row.integer(0); }).value();
  };
  EXPECT_EQ(rows(head), 1);
  EXPECT_EQ(rows(tomas), 0);
  EXPECT_EQ(rows(dsl), 0);
  // Should the subject become a head tomorrow, the row stays hidden from them.
  static constexpr db::Sql turned = "UPDATE conduct_concern SET subject_id = :head";
  test::damage(house, turned, {{"head", head}});
  EXPECT_EQ(rows(head), 0);
}

TEST_P(ConductOnBothEngines, TheHeadDecidesSeesAPatternAndTheReporterIsAnswered) {
  const auto first = about(tomas);
  const auto second = raised(dsl, {{"about", "other"}, {"subject_named", "Tomas Reyes"}, {"words", "On the phone in the playground."}});
  EXPECT_THAT(page(head, "/concerns/adults/" + first).body, AllOf(HasSubstr("Others about the same person"), HasSubstr("On the phone")));
  test::Fields decision = {{"id", fresh()}, {"was", "0"}, {"threshold", "allegation"}, {"lado", "not_needed"}, {"reason", "Held by the arm."}};
  EXPECT_EQ(test::post(house, routes, head, "/concerns/adults/" + first + "/decisions", decision).status, 422);
  decision[3].second = "contacted";
  decision.insert(decision.end(), {{"lado_on", "2026-03-03"}, {"lado_time", "09:30"}, {"answer", "Thank you for telling me."}});
  ASSERT_EQ(test::post(house, routes, head, "/concerns/adults/" + first + "/decisions", decision).status, 303);
  EXPECT_THAT(page(head, "/concerns/adults/" + first).body, AllOf(HasSubstr("Allegation"), HasSubstr("today 09:30")));
  EXPECT_THAT(page(amara, "/concerns/adults/mine/" + first).body, AllOf(HasSubstr("Being looked at"), HasSubstr("Thank you for telling me."), Not(HasSubstr("Held by the arm"))));
  EXPECT_EQ(test::post(house, routes, tomas, "/concerns/adults/" + second + "/decisions", decision).status, 404);
}

TEST_P(ConductOnBothEngines, AnEmptySheetIsToldBesideItsFieldsAndSentTwiceItIsOne) {
  const auto empty = test::post(house, routes, amara, "/concerns/adults/new", {{"id", fresh()}, {"about", "other"}, {"context", "Kept."}});
  EXPECT_EQ(empty.status, 422);
  EXPECT_THAT(empty.body, AllOf(HasSubstr("Enter who it is about"), HasSubstr("Enter what you saw or heard"), HasSubstr("Kept.")));
  const test::Fields sheet = {{"id", fresh()}, {"about", "other"}, {"subject", tomas.text()}, {"words", "Late again."}};
  EXPECT_EQ(test::post(house, routes, amara, "/concerns/adults/new", sheet).status, 303);
  EXPECT_EQ(test::post(house, routes, amara, "/concerns/adults/new", sheet).status, 303);
  static constexpr db::Sql count = "SELECT COUNT(*) FROM conduct_concern";
  EXPECT_EQ(test::number(house, count), 1);
}

TEST_P(ConductOnBothEngines, TheChairNeedsTheSecondFactorASchoolAsksFor) {
  auto strict = test::a_house(GetParam(), {.second_factor_required = true});
  const auto boss = test::a_member_of_staff(strict, {.name = "Hugh Abara", .roles = {Role::head}});
  const auto lead = test::a_member_of_staff(strict, {.name = "Ruth Kowalczyk", .roles = {Role::dsl}});
  const auto named = test::a_member_of_staff(strict, {.name = "Gita Rao", .roles = {Role::governor}});
  ASSERT_EQ(test::post(strict, routes, lead, "/concerns/arrangement", {{"version", "1"}, {"chair", named.text()}, {"unsafe_minutes", "15"}, {"unsure_minutes", "60"}}).status, 303);
  const auto id = ConductId::make(strict->now(), strict.random).text();
  ASSERT_EQ(test::post(strict, routes, lead, "/concerns/adults/new", {{"id", id}, {"about", "head"}, {"words", "Shouted at a child."}}).status, 303);
  test::Browser sure(strict, routes, named), unsure(strict, routes, named, access::SignInStrength::password);
  EXPECT_THAT(sure.get("/concerns/adults/" + id).body, HasSubstr("Shouted at a child."));
  for (const auto& where : {std::string("/concerns/adults"), "/concerns/adults/" + id}) {
    const auto refused = unsure.get(where);
    EXPECT_EQ(refused.status, 404) << where;
    EXPECT_THAT(refused.body, Not(HasSubstr("Shouted")));
  }
  test::Browser head_unsure(strict, routes, boss, access::SignInStrength::password);
  EXPECT_EQ(head_unsure.get("/concerns/adults").status, 404);
}

INSTANTIATE_TEST_SUITE_P(Engines, ConductOnBothEngines, testing::ValuesIn(test::engines_under_test()));

}  // namespace
}  // namespace concerns
