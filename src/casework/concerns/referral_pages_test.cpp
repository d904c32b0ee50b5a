// The safeguarding file: case steps, markers, a referral filled in from what is known, and a chronology that names no other child.
#include "casework/concerns/referral_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace concerns {
namespace {

using access::Relation;
using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class FileOnBothEngines : public testing::TestWithParam<db::Engine> {
 protected:
  FileOnBothEngines() : house(test::a_house(GetParam())), routes(test::every_route()) {
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    teacher = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}, .post = "Class teacher"});
    dsl = test::a_member_of_staff(house, {.name = "Ruth Kowalczyk", .roles = {Role::dsl}, .post = "Safeguarding lead"});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow"});
    test::a_tie(house, teacher, Relation::teaches_class, maya);
    concern = RecordId::make(house->now(), house.random).text();
    const auto saved = test::post(house, routes, amara, "/records",
                                  {{"id", concern}, {"kind", "concern"}, {"pupil", maya.text()}, {"pupil", leon.text()}, {"part." + leon.text(), "linked"},
                                   {"f.what_happened", "Maya said Leon saw it too. Leonard the dog was there."}, {"f.source", "told_me"}, {"f.safe_now", "yes"}});
    EXPECT_EQ(saved.status, 303) << saved.body;
  }
  std::string fresh() { return ReferralId::make(house->now(), house.random).text(); }
  web::Response page(const access::StaffId& whom, const std::string& where) { return test::get(house, routes, whom, where); }
  std::string file() const { return "/pupils/" + maya.text() + "/safeguarding"; }
  test::Fields step(const std::string& deed, const std::string& was, const std::string& level) {
    return {{"id", fresh()}, {"was", was}, {"deed", deed}, {"level", level}, {"lead", dsl.text()}, {"review_on", "2026-03-17"}, {"reason", "Because of " + deed + "."}};
  }

  test::TestHouse house;
  access::Routes routes;
  access::StaffId amara, teacher, dsl;
  access::PupilId maya, leon;
  std::string concern;
};

TEST_P(FileOnBothEngines, ACaseIsOpenedSteppedAndClosedEachWithItsReason) {
  ASSERT_EQ(test::post(house, routes, dsl, file() + "/steps", step("opened", "0", "3")).status, 303);
  EXPECT_THAT(page(dsl, file()).body, AllOf(HasSubstr("Case open"), HasSubstr("Because of opened.")));
  EXPECT_EQ(test::post(house, routes, dsl, file() + "/steps", step("stepped_up", "1", "2")).status, 422);
  const auto up = step("stepped_up", "1", "4");
  ASSERT_EQ(test::post(house, routes, dsl, file() + "/steps", up).status, 303);
  ASSERT_EQ(test::post(house, routes, dsl, file() + "/steps", up).status, 303) << "sent twice is one";
  const auto stale = test::post(house, routes, dsl, file() + "/steps", step("closed", "1", "4"));
  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(stale.body, AllOf(HasSubstr("Because of closed."), HasSubstr("Because of stepped_up.")));
  ASSERT_EQ(test::post(house, routes, dsl, file() + "/steps", step("closed", "2", "4")).status, 303);
  EXPECT_THAT(page(dsl, file()).body, HasSubstr("Case closed"));
  EXPECT_THAT(page(dsl, "/concerns/cases").body, HasSubstr("No case is open"));
  static constexpr db::Sql count = "SELECT COUNT(*) FROM case_step";
  EXPECT_EQ(test::number(house, count), 3);
  for (const auto& outsider : {amara, teacher}) {
    EXPECT_EQ(page(outsider, file()).status, 404);
    EXPECT_EQ(test::post(house, routes, outsider, file() + "/steps", step("opened", "0", "3")).status, 404);
  }
}

TEST_P(FileOnBothEngines, AMarkerHasItsDatesAndEnds) {
  ASSERT_EQ(test::post(house, routes, dsl, file() + "/markers", {{"id", fresh()}, {"marker", "cp"}, {"plan_category", "neglect"}, {"from_on", "2026-01-12"}}).status, 303);
  EXPECT_THAT(page(dsl, file()).body, AllOf(HasSubstr("Child protection plan (s.47): Neglect"), HasSubstr("12 January 2026"), HasSubstr("still")));
  EXPECT_EQ(test::post(house, routes, dsl, file() + "/markers", {{"id", fresh()}, {"marker", "cp"}, {"from_on", "2026-01-12"}}).status, 422);
  EXPECT_EQ(test::post(house, routes, teacher, file() + "/markers", {{"id", fresh()}, {"marker", "cin"}, {"from_on", "2026-01-12"}}).status, 404);
}

TEST_P(FileOnBothEngines, AReferralIsFilledInSentWithItsConsentAndChasedAfterOneWorkingDay) {
  const auto form = page(dsl, "/pupils/" + maya.text() + "/referrals/new?concern=" + concern).body;
  EXPECT_THAT(form, AllOf(HasSubstr("Maya Osei"), HasSubstr("Leonard the dog"), HasSubstr("Ruth Kowalczyk, Safeguarding lead"), Not(HasSubstr("Farrow"))));
  EXPECT_EQ(page(teacher, "/pupils/" + maya.text() + "/referrals/new").status, 404);
  const auto id = fresh();
  test::Fields fields = {{"id", id}, {"from_record", concern}, {"version", "0"}, {"concern", "Hurt at home, she says."}, {"to", "Front door"}, {"consent", "not_sought"}};
  const auto without = test::post(house, routes, dsl, "/pupils/" + maya.text() + "/referrals", fields);
  EXPECT_EQ(without.status, 422);
  EXPECT_THAT(without.body, AllOf(HasSubstr("Enter why it goes without consent"), HasSubstr("Hurt at home, she says.")));
  fields.emplace_back("consent_why", "Telling them would put her at risk.");
  ASSERT_EQ(test::post(house, routes, dsl, "/pupils/" + maya.text() + "/referrals", fields).status, 303);
  ASSERT_EQ(test::post(house, routes, dsl, "/pupils/" + maya.text() + "/referrals", fields).status, 303) << "sent twice is one";
  const auto one = "/pupils/" + maya.text() + "/referrals/" + id;
  EXPECT_THAT(page(dsl, one).body, AllOf(HasSubstr("Not sent yet"), HasSubstr("put her at risk")));
  ASSERT_EQ(test::post(house, routes, dsl, one + "/steps", {{"id", fresh()}, {"deed", "sent"}, {"on", "2026-03-03"}, {"time", "10:30"}, {"how", "Portal"}, {"whom", "MASH, ref 88"}}).status, 303);
  EXPECT_THAT(page(dsl, one).body, AllOf(HasSubstr("Sent"), HasSubstr("by the end of Wednesday 4 March 2026")));
  EXPECT_EQ(page(dsl, one + "/edit").status, 404) << "what was sent is not changed";
  house.clock.pass(2 * base::day_ms);
  EXPECT_THAT(page(dsl, one).body, HasSubstr("No answer within one working day"));
  ASSERT_EQ(test::post(house, routes, dsl, one + "/steps", {{"id", fresh()}, {"deed", "acknowledged"}, {"on", "2026-03-05"}, {"time", "09:00"}, {"words", "They will assess."}}).status, 303);
  EXPECT_THAT(page(dsl, one).body, AllOf(HasSubstr("They will assess."), Not(HasSubstr("No answer within"))));
  EXPECT_EQ(page(dsl, "/pupils/" + leon.text() + "/referrals/" + id).status, 404) << "through its own child only";
  for (const auto& outsider : {amara, teacher}) EXPECT_EQ(page(outsider, one).status, 404);
}

TEST_P(FileOnBothEngines, AChronologyForAConferenceSaysForWhomAndNamesNoOtherChild) {
  ASSERT_EQ(test::post(house, routes, dsl, file() + "/steps", step("opened", "0", "3")).status, 303);
  const auto note = RecordId::make(house->now(), house.random).text();
  ASSERT_EQ(test::post(house, routes, amara, "/records", {{"id", note}, {"kind", "note"}, {"pupil", maya.text()}, {"f.what_happened", "Came late, no bag."}}).status, 303);
  const auto bare = page(dsl, file() + "/chronology").body;
  EXPECT_THAT(bare, AllOf(HasSubstr("Say whom it is for"), Not(HasSubstr("Came late"))));
  const auto shown = page(dsl, file() + "/chronology?for=initial_conference&kind=note").body;
  EXPECT_THAT(shown, AllOf(HasSubstr("Confidential. Only for: Initial child protection conference"), HasSubstr("Came late, no bag."), HasSubstr("Because of opened.")));
  EXPECT_THAT(shown, AllOf(HasSubstr("[another child] saw it too. Leonard the dog"), Not(HasSubstr("Leon saw")), Not(HasSubstr("Farrow"))));
  const auto linked = page(dsl, "/pupils/" + leon.text() + "/safeguarding/chronology?for=core_group").body;
  EXPECT_THAT(linked, AllOf(HasSubstr("A concern about another child is linked"), Not(HasSubstr("saw it too")), Not(HasSubstr("Maya"))));
  EXPECT_EQ(page(teacher, file() + "/chronology?for=core_group").status, 404);
}

INSTANTIATE_TEST_SUITE_P(Engines, FileOnBothEngines, testing::ValuesIn(test::engines_under_test()));

}  // namespace
}  // namespace concerns
