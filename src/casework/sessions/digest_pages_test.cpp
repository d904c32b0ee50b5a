// The teacher's digest through the real routes, on both engines: a class teacher reads, returns, is answered and signs what their own pupils were given; nobody
// signs for a class they do not have, nor their own; and no signature approves a plan.
#include "casework/sessions/session_store.h"
#include "record/sign_off_store.h"
#include "testing/program.h"
#include "testing/school.h"
#include "testing/whole_school.h"

#include <gmock/gmock.h>

namespace sessions {
namespace {

using access::May;
using access::Relation;
using access::Role;
using testing::AllOf;
using testing::AnyOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr db::Sql signed_ones = "SELECT COUNT(*) FROM sign_off WHERE state = 'signed'";

class ClassDigest : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
  const access::StaffId priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}, .post = "Class teacher"});
  const access::StaffId owen = test::a_member_of_staff(house, {.name = "Owen Pugh", .roles = {Role::class_teacher}, .post = "Class teacher"});
  const access::StaffId senco = test::a_member_of_staff(house, {.name = "Hanna Lindqvist", .roles = {Role::senco}, .post = "SENCo"});
  const access::StaffId lead = test::a_member_of_staff(house, {.name = "Yara Haddad", .roles = {Role::phase_lead}, .post = "Phase lead"});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei", .class_name = "4 Oak"});
  const access::PupilId leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow", .class_name = "4 Oak"});
  const access::PupilId ivy = test::a_pupil(house, {.given = "Ivy", .family = "Brandt", .class_name = "4 Oak"});
  const std::string digest = "/sessions/digest?class=4+Oak&day=2026-03-03";

  ClassDigest() {
    for (const auto& pupil : {maya, leon, ivy}) {
      test::a_tie(house, amara, Relation::assigned, pupil);
      test::a_tie(house, priya, Relation::teaches_class, pupil);
      test::a_tie(house, lead, Relation::year, pupil);
    }
    // A class of his own, so that he has a queue and signs in it.
    test::a_tie(house, owen, Relation::teaches_class, test::a_pupil(house, {.given = "Noah", .family = "Lind", .class_name = "4 Elm"}));
  }

  /// A talk group of all three, written up by somebody. Gives back its id.
  SessionId a_group(const access::StaffId& who) {
    const auto id = SessionId::make(house->now(), house.random);
    test::Fields out = {{"id", id.text()}, {"title", "Talk group"}, {"day", "2026-03-03"}, {"starts", "10:00"}, {"length", "20"}, {"place", "withdrawal"}};
    for (const auto& pupil : {maya, leon, ivy}) {
      out.emplace_back("pupil", pupil.text());
      out.emplace_back("happened." + pupil.text(), "yes");
      out.emplace_back("minutes." + pupil.text(), "20");
    }
    out.emplace_back("words." + maya.text(), "Read eleven words.");
    out.emplace_back("teacher." + maya.text(), "Can use them in guided reading.");
    const auto saved = test::post(house, routes, who, "/sessions", out);
    EXPECT_EQ(saved.status, 303) << saved.body.substr(0, 300);
    return id;
  }
  static std::string value(const SessionId& id, const access::PupilId& pupil, int version = 1) { return record_of(id, pupil).text() + "." + std::to_string(version); }
  /// The whole form of the digest, as the page gives it, with the button that was pressed.
  test::Fields the_form(const SessionId& id, test::Fields pressed) {
    test::Fields out = {{"class", "4 Oak"}, {"day", "2026-03-03"}};
    for (const auto& pupil : {maya, leon, ivy}) {
      out.emplace_back("sign", value(id, pupil));
      out.emplace_back("seen", value(id, pupil));
    }
    out.insert(out.end(), pressed.begin(), pressed.end());
    return out;
  }
  web::Response press(const access::StaffId& who, const test::Fields& form) { return test::post(house, routes, who, "/sessions/digest/signatures", form); }
  std::string page(const access::StaffId& who, const std::string& where) { return test::get(house, routes, who, where).body; }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, ClassDigest, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(ClassDigest, IsReadSignedOneByOneReturnedAndSignedWholeByTheClassTeacher) {
  const auto id = a_group(amara);
  EXPECT_THAT(page(priya, digest), AllOf(HasSubstr("3 sessions written up, 60 minutes given."), HasSubstr("For you: Can use them in guided reading."), HasSubstr("Sign all 3"), HasSubstr("Sign it")));
  const auto before = test::last_entry(house);
  const auto one = press(priya, the_form(id, {{"one", value(id, maya)}}));
  ASSERT_EQ(one.status, 303) << one.body.substr(0, 300);
  EXPECT_THAT(test::location_of(one), HasSubstr("#given-" + record_of(id, maya).text())) << "back where they were";
  EXPECT_THAT(test::deeds_after(house, before), Contains("record.signed"));
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM must_see WHERE staff_id = :who AND seen_at IS NOT NULL", {{"who", priya}}), 1) << "who signs has read it";
  EXPECT_EQ(test::number(house, signed_ones), 1);
  EXPECT_THAT(page(priya, digest), HasSubstr("Sign all 2"));

  auto back = the_form(id, {{"return", value(id, leon)}});
  back.emplace_back("words." + record_of(id, leon).text(), "Which game was it?");
  ASSERT_EQ(press(priya, back).status, 303);
  EXPECT_THAT(page(priya, digest), AllOf(HasSubstr("Returned"), HasSubstr("Which game was it?"), HasSubstr("Sign the one that waits")));
  EXPECT_THAT(page(amara, "/inbox"), HasSubstr("Which game was it?"));
  ASSERT_EQ(test::post(house, routes, amara, "/records/" + record_of(id, leon).text() + "/sign-off", {{"deed", "answered"}, {"version", "1"}, {"words", "Snap, with the new words"}}).status, 303);
  EXPECT_THAT(page(priya, digest), AllOf(HasSubstr("Snap, with the new words"), HasSubstr("Sign all 2")));

  const test::Fields rest = {{"class", "4 Oak"}, {"day", "2026-03-03"}, {"sign", value(id, leon)}, {"sign", value(id, ivy)}, {"seen", value(id, ivy)}, {"all", "yes"}};
  ASSERT_EQ(press(priya, rest).status, 303);
  EXPECT_EQ(test::number(house, signed_ones), 3);
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM sign_off_step WHERE deed = 'signed' AND by_id = :who", {{"who", priya}}), 3);
  EXPECT_THAT(page(priya, digest), AllOf(Not(HasSubstr("Sign it")), Not(HasSubstr("Sign all")), Not(HasSubstr("I have read"))));
  ASSERT_EQ(press(priya, rest).status, 303) << "pressed twice it is once";
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM sign_off_step"), 5);
}

TEST_P(ClassDigest, AReturnWithoutACommentIsToldBesideItsFieldAndNothingTypedIsLost) {
  const auto id = a_group(amara);
  auto form = the_form(id, {{"return", value(id, leon)}});
  form.emplace_back("words." + record_of(id, ivy).text(), "Half a sentence about <Ivy>");
  const auto asked = press(priya, form);
  EXPECT_EQ(asked.status, 422);
  EXPECT_THAT(asked.body, AllOf(HasSubstr("There is a problem"), HasSubstr("Enter what should be changed or explained"), HasSubstr("Half a sentence about &lt;Ivy&gt;")));
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM sign_off_step"), 0);
}

TEST_P(ClassDigest, WhatWasCorrectedMeanwhileIsReadAgainBeforeAnythingIsSigned) {
  const auto id = a_group(amara);
  ASSERT_EQ(test::post(house, routes, amara, "/records/" + record_of(id, leon).text() + "/corrections", {{"was", "1"}, {"reason", "He left early"}, {"f.delivered", "part"}, {"f.minutes", "12"}, {"f.not_delivered_why", "pupil_elsewhere"}}).status, 303);
  const auto late = press(priya, the_form(id, {{"all", "yes"}}));
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, HasSubstr("Nothing was signed"));
  EXPECT_EQ(test::number(house, signed_ones), 0);
}

TEST_P(ClassDigest, IsSignedOnlyForPupilsTaughtNow) {
  const auto id = a_group(amara);
  const auto once = test::a_member_of_staff(house, {.name = "Sam Field", .roles = {Role::class_teacher}, .post = "Class teacher"});
  for (const auto& pupil : {maya, leon, ivy}) {
    access::TieDraft ended{};
    ended.staff = once;
    ended.relation = Relation::teaches_class;
    ended.pupil = pupil;
    ended.starts_on = house->today() + -100;
    ended.ends_on = house->today() + -1;
    test::a_tie(house, ended);
  }
  const auto subject = test::a_member_of_staff(house, {.name = "Ines Duarte", .roles = {Role::subject_teacher}, .post = "Music"});
  test::a_tie(house, subject, Relation::teaches, maya);
  const auto mother = test::a_member_of_staff(house, {.name = "Ada Osei", .roles = {Role::class_teacher}, .post = "Class teacher"});
  test::a_tie(house, mother, Relation::teaches_class, maya);
  test::carry_out(house, {access::insert_own_family(mother, maya), access::bump_epoch()});
  for (const auto& who : {owen, once, subject, mother, tomas}) {
    EXPECT_THAT(page(who, digest), AllOf(Not(HasSubstr("eleven words")), Not(HasSubstr("Sign it")), Not(HasSubstr("Sign all"))));
    EXPECT_THAT(press(who, the_form(id, {{"one", value(id, maya)}})).status, AnyOf(403, 404));
    EXPECT_THAT(press(who, the_form(id, {{"all", "yes"}})).status, AnyOf(403, 404));
  }
  EXPECT_EQ(test::number(house, signed_ones), 0);
  // The same form from whoever has the class.
  EXPECT_EQ(press(priya, the_form(id, {{"all", "yes"}})).status, 303);
  EXPECT_EQ(test::number(house, signed_ones), 3);
}

TEST_P(ClassDigest, NobodySignsTheirOwn) {
  const auto id = a_group(amara);
  EXPECT_EQ(press(amara, the_form(id, {{"one", value(id, maya)}})).status, 403);
  // A key worker who becomes the class's teacher: what they wrote before is signed by others.
  const auto both = test::a_member_of_staff(house, {.name = "Nuria Campos", .roles = {Role::key_worker, Role::class_teacher}, .post = "Teacher"});
  const auto own = a_group(both);
  for (const auto& pupil : {maya, leon, ivy}) test::a_tie(house, both, Relation::teaches_class, pupil);
  EXPECT_EQ(press(both, the_form(own, {{"all", "yes"}})).status, 403);
  EXPECT_EQ(test::number(house, signed_ones), 0);
  EXPECT_EQ(press(both, the_form(id, {{"all", "yes"}})).status, 303) << "but a colleague's";
  EXPECT_EQ(press(priya, the_form(own, {{"all", "yes"}})).status, 303);
  EXPECT_EQ(test::number(house, signed_ones), 6);
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM sign_off_step s JOIN record_version v ON v.record_id = s.record_id AND v.author_id = s.by_id WHERE s.deed = 'signed'"), 0);
}

TEST_P(ClassDigest, WhatATeacherGaveTheirOwnPupilsNeedsNoSignature) {
  a_group(priya);
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM sign_off"), 0);
  a_group(tomas);
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM sign_off"), 3);
}

TEST_P(ClassDigest, ASignatureApprovesNoPlan) {
  const auto id = a_group(amara);
  const auto plan = plans::PlanId::make(house->now(), house.random).text();
  const auto of_maya = "/pupils/" + maya.text() + "/plans";
  ASSERT_EQ(test::post(house, routes, amara, of_maya, {{"id", plan}, {"form", "education_plan"}, {"title", "Reading"}, {"from", "2026-03-03"}, {"review", "2026-05-01"}, {"f.strengths", "Tells a story well"},
                                                       {"f.areas", "cognition"}, {"f.barriers", "Loses the place"}, {"f.strategies", "One step at a time"}}).status, 303);
  ASSERT_EQ(test::post(house, routes, amara, of_maya + "/" + plan + "/submission", {{"was", "1"}, {"deed", "submitted"}}).status, 303);
  const test::Fields approval = {{"was", "2"}, {"deed", "approved"}};
  // The same two people at the same two doors: who has the class signs and does not approve; the SENCo does both.
  EXPECT_EQ(press(priya, the_form(id, {{"one", value(id, maya)}})).status, 303);
  EXPECT_EQ(test::post(house, routes, priya, of_maya + "/" + plan + "/decision", approval).status, 404);
  EXPECT_THAT(page(priya, of_maya + "/" + plan), AllOf(HasSubstr("Tells a story well"), Not(HasSubstr(">Approve<"))));
  auto visit = test::visit_as(house, priya);
  EXPECT_EQ(visit->grants().for_pupil(maya).classes(access::Act::decide) & access::bit(access::InfoClass::c6_send), 0U);
  EXPECT_NE(visit->grants().for_pupil(maya).classes(access::Act::sign) & access::bit(access::InfoClass::c6_send), 0U);
  EXPECT_EQ(press(senco, the_form(id, {{"one", value(id, leon)}})).status, 303);
  EXPECT_EQ(test::post(house, routes, senco, of_maya + "/" + plan + "/decision", approval).status, 303);
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM plan WHERE state = 'approved'"), 1);
}

TEST_P(ClassDigest, WhoeverSignedBeforeStillSignsAndTheQueueHasTheSameSessions) {
  const auto id = a_group(amara);
  const auto dsl = test::a_member_of_staff(house, {.name = "Ruth Kowalczyk", .roles = {Role::dsl}, .post = "Safeguarding lead"});
  EXPECT_EQ(press(dsl, the_form(id, {{"one", value(id, maya)}})).status, 403) << "the form names no safeguarding lead";
  EXPECT_THAT(page(priya, "/sign-offs"), AllOf(HasSubstr("eleven words"), HasSubstr("a class and a day at a time")));
  EXPECT_THAT(page(priya, "/"), HasSubstr("3 records to sign off"));
  EXPECT_EQ(test::get(house, routes, amara, "/sign-offs").status, 404) << "who signs nothing has no queue";
  EXPECT_THAT(page(owen, "/sign-offs"), AllOf(HasSubstr("Nothing to sign"), Not(HasSubstr("eleven words"))));
  EXPECT_EQ(press(lead, the_form(id, {{"one", value(id, maya)}})).status, 303) << "whoever leads the year";
  EXPECT_EQ(press(senco, the_form(id, {{"one", value(id, leon)}})).status, 303);
  ASSERT_EQ(test::post(house, routes, priya, "/sign-offs", {{"one", value(id, ivy)}}).status, 303);
  EXPECT_EQ(test::number(house, signed_ones), 3);
}

TEST_P(ClassDigest, AProgramSignsAsItsPersonMayAndNoMore) {
  const auto id = a_group(amara);
  const auto at = [&](const access::PupilId& pupil) { return "/api/v1/records/" + record_of(id, pupil).text() + "/sign-off"; };
  const web::Json signature = web::Json::Object{{"deed", "signed"}, {"version", 1}};
  const web::Json comment = web::Json::Object{{"deed", "returned"}, {"version", 1}, {"words", "Which game was it?"}};
  EXPECT_EQ(test::Program(house, routes, priya).post(at(maya), signature).status, 201);
  EXPECT_EQ(test::Program(house, routes, priya).post(at(maya), signature).status, 200) << "sent twice it is once";
  EXPECT_EQ(test::Program(house, routes, priya).post(at(leon), comment).status, 201);
  EXPECT_EQ(test::Program(house, routes, owen).post(at(ivy), signature).status, 404);
  EXPECT_EQ(test::Program(house, routes, amara).post(at(ivy), signature).status, 403) << "nobody signs their own";
  EXPECT_THAT(test::Program(house, routes, priya).get("/api/v1/inbox").body, AllOf(HasSubstr(record_of(id, ivy).text()), Not(HasSubstr(record_of(id, maya).text()))));
  EXPECT_EQ(test::number(house, signed_ones), 1);
}

TEST_P(ClassDigest, OnlyWhoSignsOrWroteKnowsHowASignatureStands) {
  const auto id = a_group(amara);
  const auto known_to = [&](const access::StaffId& who) {
    auto visit = test::visit_as(house, who);
    const auto pass = access::Door::staff<May::entries_own>(*visit);
    return pass && record::find_sign_off(*pass, record_of(id, maya)).has_value();
  };
  for (const auto& who : {amara, priya, lead, senco}) EXPECT_TRUE(known_to(who));
  for (const auto& who : {tomas, owen}) EXPECT_FALSE(known_to(who));
  // A second key worker reads the session, and how it was signed is not theirs.
  test::a_tie(house, tomas, Relation::assigned, maya);
  EXPECT_THAT(page(tomas, digest), AllOf(HasSubstr("eleven words"), Not(HasSubstr("Waits for a signature"))));
  EXPECT_FALSE(known_to(tomas));
  auto weak = test::visit_as(house, tomas);
  EXPECT_FALSE(access::Door::caseload<May::record_sign>(*weak)) << "and there is no pass to sign with";
  auto strong = test::visit_as(house, priya);
  EXPECT_TRUE(access::Door::caseload<May::record_sign>(*strong));
}

}  // namespace
}  // namespace sessions
