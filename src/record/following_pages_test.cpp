// What follows a record, from end to end through the real routes: who must see it, who signs it, and that nobody signs their own.
#include "access/circle.h"
#include "access/inbox.h"
#include "record/catalogue.h"
#include "record/must_see_store.h"
#include "record/sign_off_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace record {
namespace {

using access::May;
using access::Relation;
using access::Role;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

class FollowingOnBothEngines : public testing::TestWithParam<db::Engine> {
 protected:
  FollowingOnBothEngines() : house(test::a_house(GetParam())), routes(test::every_route()) {
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
    priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}, .post = "Class teacher"});
    owen = test::a_member_of_staff(house, {.name = "Owen Pugh", .roles = {Role::class_teacher}, .post = "Class teacher"});
    senco = test::a_member_of_staff(house, {.name = "Hanna Lindqvist", .roles = {Role::senco}, .post = "SENCo"});
    ruth = test::a_member_of_staff(house, {.name = "Ruth Kowalczyk", .roles = {Role::dsl}, .post = "Safeguarding lead"});
    office = test::a_member_of_staff(house, {.name = "Joy Adeyemi", .roles = {Role::office}, .post = "Office"});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow"});
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, priya, Relation::teaches_class, maya);
    test::a_tie(house, owen, Relation::teaches_class, leon);
    test::a_tie(house, tomas, Relation::assigned, leon);
  }

  std::string fresh_id() { return RecordId::make(house->now(), house.random).text(); }
  std::string wrote(const access::StaffId& who, test::Fields fields) {
    const auto id = fresh_id();
    fields.insert(fields.begin(), {"id", id});
    const auto saved = test::post(house, routes, who, "/records", fields);
    EXPECT_EQ(saved.status, 303) << saved.body;
    return id;
  }
  std::string note(const access::StaffId& who, const std::string& words, const access::PupilId& pupil) {
    return wrote(who, {{"kind", "note"}, {"pupil", pupil.text()}, {"f.what_happened", words}});
  }
  std::string page(const access::StaffId& who, const std::string& target) { return test::get(house, routes, who, target).body; }
  web::Response sign(const access::StaffId& who, const std::string& record, const std::string& deed, const std::string& words = "", const std::string& version = "1") {
    return test::post(house, routes, who, "/records/" + record + "/sign-off", {{"deed", deed}, {"version", version}, {"words", words}});
  }
  std::int64_t inbox_of(const access::StaffId& who) {
    auto visit = test::visit_as(house, who);
    return house->find_room<access::InboxCounter>()->count(*visit).all;
  }
  const Kind& kind(std::string_view id) {
    kinds = house->room<Catalogue>().kinds();
    return *kinds->find(id);
  }

  test::TestHouse house;
  access::Routes routes;
  access::StaffId amara, tomas, priya, owen, senco, ruth, office;
  access::PupilId maya, leon;
  std::shared_ptr<const Kinds> kinds;
};

TEST_P(FollowingOnBothEngines, AConversationGoesToThePupilsOwnClassTeacherAndTheSavedPageNamesThem) {
  const auto id = wrote(amara, {{"kind", "conversation"}, {"pupil", maya.text()}, {"f.summary", "The coat was at grandmother's."},
                                {"f.channel", "phone"}, {"f.with_whom", "Her mother"}, {"f.direction", "out"}});
  EXPECT_THAT(page(amara, "/records/" + id + "?saved=yes"), HasSubstr("Priya Sandhu (Class teacher)"));
  EXPECT_THAT(page(priya, "/inbox"), HasSubstr("grandmother"));
  for (const auto& outsider : {owen, tomas, office}) EXPECT_THAT(page(outsider, "/inbox"), Not(HasSubstr("grandmother")));
}

TEST_P(FollowingOnBothEngines, SeenIsOneTapAndTheRecordStaysWhereItIs) {
  const auto id = wrote(tomas, {{"kind", "concern"}, {"pupil", leon.text()}, {"f.what_happened", "Said there was no supper again."},
                                {"f.child_words", "I was hungry"}, {"f.source", "told_me"}, {"f.safe_now", "yes"}});
  EXPECT_THAT(page(ruth, "/inbox"), HasSubstr("no supper"));
  EXPECT_EQ(inbox_of(ruth), 1);
  EXPECT_THAT(page(tomas, "/records/" + id), HasSubstr("Not seen yet")) << "the author is told who has not";
  const auto before = test::last_entry(house);
  EXPECT_EQ(test::post(house, routes, ruth, "/records/" + id + "/sight", {{"back", "inbox"}, {"version", "1"}}).status, 303);
  EXPECT_THAT(test::deeds_after(house, before), testing::Contains("record.acknowledged"));
  EXPECT_EQ(inbox_of(ruth), 0);
  EXPECT_THAT(page(ruth, "/inbox"), HasSubstr("no supper")) << "under Seen";
  EXPECT_THAT(page(ruth, "/pupils/" + leon.text() + "/chronology"), HasSubstr("no supper"));
  EXPECT_THAT(page(tomas, "/records/" + id), Not(HasSubstr("Not seen yet")));
  // Who was not asked, and who may not see it, cannot say that they have, in the words for what is not there.
  for (const auto& other : {owen, tomas, office})
    EXPECT_EQ(test::post(house, routes, other, "/records/" + id + "/sight", {{"version", "1"}}).status, 404);
}

TEST_P(FollowingOnBothEngines, NobodyWhoMayNotSeeTheClassOfThePupilEverGetsARow) {
  static constexpr db::Sql rows = "SELECT COUNT(*) FROM must_see WHERE staff_id = :staff";
  wrote(amara, {{"kind", "concern"}, {"pupil", maya.text()}, {"f.what_happened", "A bruise."}, {"f.source", "saw"}, {"f.safe_now", "yes"}});
  wrote(amara, {{"kind", "behaviour"}, {"pupil", maya.text()}, {"f.what_happened", "Threw the chair."}, {"f.behaviour", "disrupted"}});
  EXPECT_EQ(test::number(house, rows, {{"staff", ruth}}), 1);
  for (const auto& outsider : {owen, tomas, office, amara}) EXPECT_EQ(test::number(house, rows, {{"staff", outsider}}), 0);
  // Of one's own child one is a parent, not staff.
  const auto parent = test::a_member_of_staff(house, {.name = "Nia Osei", .roles = {Role::dsl}, .post = "Deputy"});
  access::UnitOfWork work(*house, access::JobName{"test"});
  work.note({.deed = {"test.made", "Made for a test"}});
  work.also(access::insert_own_family(parent, maya));
  work.also(access::bump_epoch());
  ASSERT_TRUE(std::move(work).commit());
  wrote(amara, {{"kind", "concern"}, {"pupil", maya.text()}, {"f.what_happened", "Another bruise."}, {"f.source", "saw"}, {"f.safe_now", "yes"}});
  EXPECT_EQ(test::number(house, rows, {{"staff", ruth}}), 2);
  EXPECT_EQ(test::number(house, rows, {{"staff", parent}}), 0);
}

TEST_P(FollowingOnBothEngines, ASightOfARecordOneMayNoLongerSeeIsNoLongerShown) {
  const auto id = wrote(amara, {{"kind", "conversation"}, {"pupil", maya.text()}, {"f.summary", "About the swimming bag."},
                                {"f.channel", "phone"}, {"f.with_whom", "Her mother"}, {"f.direction", "out"}});
  EXPECT_THAT(page(priya, "/inbox"), HasSubstr("swimming bag"));
  static constexpr db::Sql restrict = "UPDATE record_part SET flag = 1";
  test::damage(house, restrict);
  EXPECT_THAT(page(priya, "/inbox"), Not(HasSubstr("swimming bag")));
  EXPECT_EQ(inbox_of(priya), 0);
  EXPECT_EQ(test::post(house, routes, priya, "/records/" + id + "/sight", {{"version", "1"}}).status, 404);
}

TEST_P(FollowingOnBothEngines, ANoteGoesBackAndForthUntilItIsSigned) {
  const auto id = note(amara, "She hit him.", maya);
  EXPECT_THAT(page(priya, "/sign-offs"), HasSubstr("She hit him."));
  EXPECT_THAT(page(amara, "/entries"), HasSubstr("Waiting for sign-off"));
  EXPECT_EQ(sign(priya, id, "returned", "").status, 422);
  ASSERT_EQ(sign(priya, id, "returned", "Who is him?").status, 303);
  EXPECT_THAT(page(priya, "/sign-offs"), Not(HasSubstr("She hit him.")));
  EXPECT_THAT(page(amara, "/inbox"), HasSubstr("Who is him?"));
  EXPECT_EQ(inbox_of(amara), 1);
  EXPECT_THAT(page(amara, "/records/" + id), HasSubstr("Returned by Priya Sandhu"));
  ASSERT_EQ(test::post(house, routes, amara, "/records/" + id + "/corrections", {{"was", "1"}, {"f.what_happened", "She hit another child in class."}, {"reason", "Made clear"}}).status, 303);
  EXPECT_EQ(inbox_of(amara), 0);
  EXPECT_EQ(sign(priya, id, "signed", "", "1").status, 409) << "that version is no longer the one that waits";
  ASSERT_EQ(sign(priya, id, "signed", "", "2").status, 303);
  EXPECT_THAT(page(amara, "/records/" + id), HasSubstr("Signed by Priya Sandhu"));
  EXPECT_EQ(sign(priya, id, "signed", "", "2").status, 303) << "sent twice it is once";
  // A correction after signing asks for a new signature, of that version.
  ASSERT_EQ(test::post(house, routes, amara, "/records/" + id + "/corrections", {{"was", "2"}, {"f.what_happened", "She pushed another child in class."}, {"reason", "Pushed"}}).status, 303);
  EXPECT_THAT(page(priya, "/sign-offs"), HasSubstr("She pushed another child"));
  ASSERT_EQ(sign(senco, id, "signed", "", "3").status, 303);
}

TEST_P(FollowingOnBothEngines, AReturnedNoteMayBeAnsweredByItsAuthorOnly) {
  const auto id = note(amara, "Ate nothing at lunch.", maya);
  EXPECT_EQ(sign(amara, id, "answered", "Nothing yet").status, 409) << "nothing was asked";
  ASSERT_EQ(sign(priya, id, "returned", "Had she eaten before?").status, 303);
  EXPECT_EQ(sign(senco, id, "answered", "I think so").status, 403);
  ASSERT_EQ(sign(amara, id, "answered", "No, she had not").status, 303);
  EXPECT_THAT(page(priya, "/records/" + id), HasSubstr("No, she had not"));
  EXPECT_EQ(sign(priya, id, "signed").status, 303);
}

TEST_P(FollowingOnBothEngines, NobodySignsTheirOwnNorWhatTheyHadAHandIn) {
  // A class teacher who is key worker of a child of another class: what she writes there is signed by others.
  test::a_tie(house, priya, Relation::assigned, leon);
  const auto own = note(priya, "Read with Leon.", leon);
  EXPECT_THAT(page(owen, "/sign-offs"), HasSubstr("Read with Leon."));
  test::a_tie(house, priya, Relation::teaches_class, leon);
  EXPECT_THAT(page(priya, "/sign-offs"), Not(HasSubstr("Read with Leon.")));
  EXPECT_EQ(sign(priya, own, "signed").status, 403);
  // Whoever corrected it has a hand in it.
  const auto touched = note(amara, "Slept in the reading corner.", maya);
  ASSERT_EQ(test::post(house, routes, senco, "/records/" + touched + "/corrections", {{"was", "1"}, {"f.what_happened", "Slept an hour in the reading corner."}, {"reason", "How long"}}).status, 303);
  EXPECT_EQ(sign(senco, touched, "signed", "", "2").status, 403);
  EXPECT_EQ(sign(priya, touched, "signed", "", "2").status, 303);
  static constexpr db::Sql own_signatures = "SELECT COUNT(*) FROM sign_off_step s JOIN record_version v ON v.record_id = s.record_id AND v.author_id = s.by_id WHERE s.deed = 'signed'";
  EXPECT_EQ(test::number(house, own_signatures), 0);
}

TEST_P(FollowingOnBothEngines, TheDatabaseAloneRefusesToSignOnesOwn) {
  const auto id = *RecordId::parse(note(amara, "Counted to fifty.", maya));
  const auto signs = [&](const access::StaffId& who) {
    access::UnitOfWork work(*house, access::JobName{"test"});
    work.note({.deed = {"test.made", "Made for a test"}});
    for (auto& step : sign_off_steps(id, 1, SignOffDeed::signed_off, "", who, house->now())) {
      step.expect = access::Expect::one;
      work.also({step.sql, step.binds, access::Expect::one, access::UnitOfWork::conflict()});
    }
    return std::move(work).commit().has_value();
  };
  EXPECT_FALSE(signs(amara));
  EXPECT_TRUE(signs(priya));
  EXPECT_FALSE(signs(senco)) << "once";
}

TEST_P(FollowingOnBothEngines, TwoWhoSignAtTheSameMomentAreOneSignature) {
  const auto id = *RecordId::parse(note(amara, "Counted to sixty.", maya));
  auto first = test::visit_as(house, priya), second = test::visit_as(house, senco);
  const auto kinds_now = house->room<Catalogue>().kinds();
  access::UnitOfWork one(*first), two(*second);
  ASSERT_TRUE(sign_or_return(one, access::Door::caseload<May::record_sign>(*first).value(), *kinds_now, {id, 1, SignOffDeed::signed_off, ""}));
  ASSERT_TRUE(sign_or_return(two, access::Door::caseload<May::record_sign>(*second).value(), *kinds_now, {id, 1, SignOffDeed::returned, "Sixty?"}));
  EXPECT_TRUE(std::move(one).commit());
  EXPECT_EQ(std::move(two).commit().error().kind, base::Error::Kind::conflict);
}

TEST_P(FollowingOnBothEngines, OnlyThoseTheKindNamesWhoSignForThePupilMaySign) {
  const auto id = note(amara, "Tidied the paint shelf.", maya);
  for (const auto& who : {owen, tomas, office}) {
    EXPECT_THAT(page(who, "/sign-offs"), Not(HasSubstr("paint shelf")));
    EXPECT_THAT(sign(who, id, "signed").status, testing::AnyOf(403, 404));
  }
  // The safeguarding lead signs such records, but the kind does not name the role.
  EXPECT_THAT(page(ruth, "/sign-offs"), Not(HasSubstr("paint shelf")));
  EXPECT_EQ(sign(ruth, id, "signed").status, 403);
  EXPECT_THAT(page(ruth, "/records/" + id), HasSubstr("Waiting for sign-off"));
  EXPECT_THAT(page(tomas, "/records/" + id), Not(HasSubstr("Waiting for sign-off")));
  EXPECT_EQ(sign(senco, id, "signed").status, 303);
}

TEST_P(FollowingOnBothEngines, WhatSomebodyWritesWhoCouldSignItNeedsNobody) {
  note(priya, "Led the whole line in.", maya);
  EXPECT_THAT(page(senco, "/sign-offs"), Not(HasSubstr("whole line")));
  static constexpr db::Sql count = "SELECT COUNT(*) FROM sign_off";
  EXPECT_EQ(test::number(house, count), 0);
  note(amara, "Led half the line in.", maya);
  EXPECT_EQ(test::number(house, count), 1);
}

TEST_P(FollowingOnBothEngines, SeveralAreSignedTogetherOrNoneWhereOneChangedMeanwhile) {
  const auto one = note(amara, "First of two.", maya), two = note(amara, "Second of two.", maya);
  ASSERT_EQ(test::post(house, routes, amara, "/records/" + two + "/corrections", {{"was", "1"}, {"f.what_happened", "Second of three."}, {"reason", "Miscounted"}}).status, 303);
  auto both = [&](const std::string& version) {
    return test::post(house, routes, priya, "/sign-offs", {{"sign", one + ".1"}, {"sign", two + "." + version}, {"ticked", "yes"}});
  };
  EXPECT_EQ(test::post(house, routes, priya, "/sign-offs", {{"ticked", "yes"}}).status, 422);
  EXPECT_EQ(both("1").status, 409);
  static constexpr db::Sql signed_ones = "SELECT COUNT(*) FROM sign_off WHERE state = 'signed'";
  EXPECT_EQ(test::number(house, signed_ones), 0);
  EXPECT_EQ(both("2").status, 303);
  EXPECT_EQ(test::number(house, signed_ones), 2);
}

TEST_P(FollowingOnBothEngines, TheQueueIsNarrowedByPupilAuthorKindAndAge) {
  note(amara, "A note about Maya.", maya);
  note(tomas, "A note about Leon.", leon);
  EXPECT_THAT(page(senco, "/sign-offs"), testing::AllOf(HasSubstr("note about Maya"), HasSubstr("note about Leon")));
  EXPECT_THAT(page(senco, "/sign-offs?about=" + maya.text()), testing::AllOf(HasSubstr("note about Maya"), Not(HasSubstr("note about Leon"))));
  EXPECT_THAT(page(senco, "/sign-offs?author=" + tomas.text()), testing::AllOf(Not(HasSubstr("note about Maya")), HasSubstr("note about Leon")));
  EXPECT_THAT(page(senco, "/sign-offs?kind=session"), Not(HasSubstr("note about Maya")));
  EXPECT_THAT(page(senco, "/sign-offs?age=week"), Not(HasSubstr("note about Maya")));
  house.clock.pass(8 * base::day_ms);
  EXPECT_THAT(page(senco, "/sign-offs?age=week"), HasSubstr("note about Maya"));
}

TEST_P(FollowingOnBothEngines, AnActionFromARecordStandsThereAndInItsOwnersInbox) {
  const auto id = note(amara, "Her shoes are too small.", maya);
  const auto form = page(amara, "/actions/new?record=" + id);
  EXPECT_THAT(form, HasSubstr("Joy Adeyemi"));
  const auto action = fresh_id();
  const test::Fields asked = {{"id", action}, {"record", id}, {"what", "Look for shoes, size 2"}, {"owner", office.text()}, {"urgency", "soon"}};
  EXPECT_EQ(test::post(house, routes, amara, "/actions", {{"id", action}, {"record", id}, {"what", "Look for shoes, size 2"}, {"owner", ""}}).status, 422);
  ASSERT_EQ(test::post(house, routes, amara, "/actions", asked).status, 303);
  ASSERT_EQ(test::post(house, routes, amara, "/actions", asked).status, 303) << "sent twice";
  EXPECT_THAT(page(amara, "/records/" + id), HasSubstr("Look for shoes"));
  EXPECT_THAT(page(office, "/inbox"), HasSubstr("Look for shoes"));
  EXPECT_EQ(inbox_of(office), 1);
  EXPECT_THAT(page(office, "/"), HasSubstr("To finish"));
  const auto shown = page(office, "/actions/" + action);
  EXPECT_THAT(shown, HasSubstr("size 2"));
  EXPECT_THAT(shown, Not(HasSubstr(id))) << "no way to the record for one who may not see it";
  EXPECT_EQ(test::get(house, routes, tomas, "/actions/" + action).status, 404);
  EXPECT_EQ(test::post(house, routes, office, "/actions/" + action + "/steps", {{"deed", "done"}, {"was", "1"}, {"words-done", ""}}).status, 422);
  ASSERT_EQ(test::post(house, routes, office, "/actions/" + action + "/steps", {{"deed", "done"}, {"was", "1"}, {"words-done", "Found a pair in lost property"}}).status, 303);
  const auto stale = test::post(house, routes, office, "/actions/" + action + "/steps", {{"deed", "snoozed"}, {"was", "1"}, {"words-snoozed", "She is away"}, {"day-snoozed", "2026-03-09"}});
  EXPECT_EQ(stale.status, 409);
  EXPECT_EQ(inbox_of(office), 0);
  EXPECT_THAT(page(amara, "/actions/" + action), HasSubstr("lost property"));
}

TEST_P(FollowingOnBothEngines, TheCountInTheTopBarIsRememberedAndCountedAnewWhenTouched) {
  auto count = [&] { return inbox_of(priya); };
  EXPECT_EQ(count(), 0);
  note(amara, "One to sign.", maya);
  EXPECT_EQ(count(), 1);
  EXPECT_THAT(page(priya, "/pupils"), HasSubstr(" (1 waiting for you)"));
  house.clock.pass(10 * base::second_ms);
  EXPECT_EQ(count(), 1);
  static constexpr db::Sql away = "DELETE FROM sign_off";
  test::damage(house, away);
  EXPECT_EQ(count(), 1) << "nobody touched it: remembered";
  house.clock.pass(61 * base::second_ms);
  EXPECT_EQ(count(), 0) << "but not for ever";
}

TEST_P(FollowingOnBothEngines, ThoseWhoStandClosestMustSeeAndWhereNobodyDoesThoseWhoTeachThePupil) {
  const auto tutor = test::a_member_of_staff(house, {.name = "Sam Field", .roles = {Role::subject_teacher}, .post = "Maths"});
  test::a_tie(house, tutor, Relation::teaches, maya);
  Kind told = kind("behaviour");
  told.shared_to = {Role::class_teacher, Role::subject_teacher};
  const auto circle = house->room<access::Circles>().today(*house);
  const std::array about = {maya};
  EXPECT_THAT(who_must_see(told, *circle, about, amara), UnorderedElementsAre(MustSee{priya, Role::class_teacher}, MustSee{tutor, Role::subject_teacher}));
  EXPECT_THAT(who_must_see(told, *circle, about, priya), UnorderedElementsAre(MustSee{tutor, Role::subject_teacher})) << "never the author";
}

INSTANTIATE_TEST_SUITE_P(Engines, FollowingOnBothEngines, testing::ValuesIn(test::engines_under_test()));

}  // namespace
}  // namespace record
