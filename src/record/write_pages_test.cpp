// The main job from end to end through the real routes: a key worker writes, those who should see it do, nobody else does.
#include "record/ids.h"
#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace record {
namespace {

using access::Relation;
using access::Role;
using testing::HasSubstr;
using testing::Not;

class WritingOnBothEngines : public testing::TestWithParam<db::Engine> {
 protected:
  WritingOnBothEngines() : house(test::a_house(GetParam())), routes(test::every_route()) {
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    other = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
    teacher = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}, .post = "Class teacher"});
    dsl = test::a_member_of_staff(house, {.name = "Ruth Kowalczyk", .roles = {Role::dsl}, .post = "Safeguarding lead"});
    it = test::a_member_of_staff(house, {.name = "Sol Vance", .roles = {Role::it}, .post = "Network manager"});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow"});
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, other, Relation::assigned, leon);
    test::a_tie(house, teacher, Relation::teaches_class, maya);
  }

  test::Fields note(const std::string& id, const std::string& words, const access::PupilId& pupil) {
    return {{"id", id}, {"kind", "note"}, {"pupil", pupil.text()}, {"f.what_happened", words}};
  }
  std::string fresh_id() { return RecordId::make(house->now(), house.random).text(); }
  std::string chronology(const access::StaffId& reader, const access::PupilId& pupil) {
    return test::get(house, routes, reader, "/pupils/" + pupil.text() + "/chronology").body;
  }

  test::TestHouse house;
  access::Routes routes;
  access::StaffId amara, other, teacher, dsl, it;
  access::PupilId maya, leon;
};

TEST_P(WritingOnBothEngines, ANoteStandsInTheChronologyForThoseWhoShouldSeeItAndNobodyElse) {
  const auto before = test::last_entry(house);
  const auto saved = test::post(house, routes, amara, "/records", note(fresh_id(), "Counted to fifty with the blue beads.", maya));
  ASSERT_EQ(saved.status, 303) << saved.body;
  EXPECT_THAT(chronology(amara, maya), HasSubstr("blue beads"));
  EXPECT_THAT(chronology(teacher, maya), HasSubstr("blue beads"));
  EXPECT_THAT(chronology(dsl, maya), HasSubstr("blue beads"));
  for (const auto& outsider : {other, it}) {
    const auto page = test::get(house, routes, outsider, "/pupils/" + maya.text() + "/chronology");
    EXPECT_EQ(page.status, 404);
    EXPECT_THAT(page.body, Not(HasSubstr("blue beads")));
    EXPECT_THAT(page.body, Not(HasSubstr("Osei")));
  }
  EXPECT_THAT(test::deeds_after(house, before), testing::Contains("record.added"));
  EXPECT_THAT(test::deeds_after(house, before), testing::Contains("chronology.seen"));
}

TEST_P(WritingOnBothEngines, ARefusedPupilAndAnUnknownOneAreToldInTheSameWords) {
  const auto theirs = test::get(house, routes, other, "/pupils/" + maya.text() + "/chronology");
  const auto nobody = test::get(house, routes, other, "/pupils/" + access::PupilId::make(house->now(), house.random).text() + "/chronology");
  EXPECT_EQ(theirs.status, nobody.status);
  EXPECT_THAT(theirs.body, HasSubstr("There is nothing at this address"));
  EXPECT_THAT(nobody.body, HasSubstr("There is nothing at this address"));
}

TEST_P(WritingOnBothEngines, AConcernIsWriteOnlyAndItsAuthorKeepsTheirOwnWords) {
  const auto id = fresh_id();
  const test::Fields concern = {{"id", id},
                                {"kind", "concern"},
                                {"pupil", leon.text()},
                                {"f.what_happened", "Said there was no supper again."},
                                {"f.child_words", "I was hungry all night"},
                                {"f.source", "told_me"},
                                {"f.safe_now", "yes"}};
  // Anybody may raise one, also about a pupil who is not theirs.
  auto saved = test::post(house, routes, amara, "/records", concern);
  ASSERT_EQ(saved.status, 303) << saved.body;
  EXPECT_THAT(chronology(dsl, leon), HasSubstr("no supper"));
  EXPECT_THAT(chronology(other, leon), Not(HasSubstr("no supper"))) << "the pupil's own key worker does not see the safeguarding file";
  const auto own = test::get(house, routes, amara, "/records/" + id);
  EXPECT_EQ(own.status, 200);
  EXPECT_THAT(own.body, HasSubstr("no supper"));
  EXPECT_THAT(own.body, HasSubstr("your own words"));
  EXPECT_EQ(test::get(house, routes, other, "/records/" + id).status, 404);
  EXPECT_THAT(test::get(house, routes, amara, "/entries").body, HasSubstr("no supper"));
}

TEST_P(WritingOnBothEngines, TheSameFormTwiceIsOneRecordAndOtherWordsUnderItsIdAreAConflict) {
  const auto id = fresh_id();
  ASSERT_EQ(test::post(house, routes, amara, "/records", note(id, "Read two pages aloud.", maya)).status, 303);
  EXPECT_EQ(test::post(house, routes, amara, "/records", note(id, "Read two pages aloud.", maya)).status, 303);
  static constexpr db::Sql count = "SELECT COUNT(*) FROM record";
  EXPECT_EQ(test::number(house, count), 1);
  const auto other_words = test::post(house, routes, amara, "/records", note(id, "Read three pages aloud.", maya));
  EXPECT_EQ(other_words.status, 409);
  EXPECT_THAT(other_words.body, HasSubstr("Read three pages aloud.")) << "nothing typed is lost";
  EXPECT_EQ(test::number(house, count), 1);
}

TEST_P(WritingOnBothEngines, AnEmptyNoteIsToldBesideItsFieldAndKeepsWhatWasTyped) {
  auto page = test::post(house, routes, amara, "/records", note(fresh_id(), "", maya));
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("There is a problem"));
  EXPECT_THAT(page.body, HasSubstr("Maya Osei"));
  page = test::post(house, routes, amara, "/records", {{"id", fresh_id()}, {"kind", "note"}, {"f.what_happened", "Sat with the group."}});
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("Choose the pupil this is about"));
  EXPECT_THAT(page.body, HasSubstr("Sat with the group."));
}

TEST_P(WritingOnBothEngines, ACorrectionIsANewVersionAndAStaleOneShowsBothTexts) {
  const auto id = fresh_id();
  ASSERT_EQ(test::post(house, routes, amara, "/records", note(id, "Hurt her left hand.", maya)).status, 303);
  const auto corrections = "/records/" + id + "/corrections";
  EXPECT_EQ(test::post(house, routes, amara, corrections, {{"was", "1"}, {"f.what_happened", "Hurt her right hand."}}).status, 422)
      << "a correction says why";
  ASSERT_EQ(test::post(house, routes, amara, corrections, {{"was", "1"}, {"f.what_happened", "Hurt her right hand."}, {"reason", "Wrong hand"}}).status,
            303);
  const auto page = test::get(house, routes, amara, "/records/" + id).body;
  EXPECT_THAT(page, HasSubstr("Hurt her right hand."));
  EXPECT_THAT(page, HasSubstr("Hurt her left hand.")) << "the earlier words stay readable";
  EXPECT_THAT(page, HasSubstr("Wrong hand"));
  const auto stale = test::post(house, routes, amara, corrections, {{"was", "1"}, {"f.what_happened", "Hurt both hands."}, {"reason", "Saw again"}});
  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(stale.body, HasSubstr("Hurt both hands."));
  EXPECT_THAT(stale.body, HasSubstr("Hurt her right hand."));
  EXPECT_EQ(test::post(house, routes, other, corrections, {{"was", "2"}, {"f.what_happened", "x"}, {"reason", "y"}}).status, 404);
}

TEST_P(WritingOnBothEngines, APupilTheReaderMayNotSeeIsNotNamedInASharedRecord) {
  test::Fields shared = note(fresh_id(), "Shared the big swing without a word.", maya);
  shared.emplace_back("pupil", leon.text());
  ASSERT_EQ(test::post(house, routes, amara, "/records", shared).status, 303);
  EXPECT_THAT(chronology(amara, maya), HasSubstr("big swing"));
  EXPECT_THAT(chronology(other, leon), HasSubstr("big swing"));
  EXPECT_EQ(test::get(house, routes, other, "/pupils/" + maya.text() + "/chronology").status, 404);
}

TEST_P(WritingOnBothEngines, WithoutASignInOrAFormTokenNothingIsWritten) {
  test::Browser nobody(house, routes);
  const auto page = nobody.post("/records", note(fresh_id(), "Kept through the password page.", maya));
  EXPECT_EQ(page.status, 401);
  EXPECT_THAT(page.body, HasSubstr("Kept through the password page.")) << "held, to be sent after signing in";
  test::Browser browser(house, routes, amara);
  auto request = browser.request(web::Method::post, "/records");
  for (const auto& [name, value] : note(fresh_id(), "No token.", maya)) request.form.add(name, value);
  EXPECT_EQ(browser.send(request).status, 403);
  static constexpr db::Sql count = "SELECT COUNT(*) FROM record";
  EXPECT_EQ(test::number(house, count), 0);
}

TEST_P(WritingOnBothEngines, TheSheetOffersOnlyWhatThisPersonMayWrite) {
  const auto page = test::get(house, routes, amara, "/write?pupil=" + maya.text()).body;
  EXPECT_THAT(page, HasSubstr("kind=note"));
  EXPECT_THAT(page, HasSubstr("kind=concern"));
  const auto sheet = test::get(house, routes, amara, "/write?kind=note&pupil=" + maya.text()).body;
  EXPECT_THAT(sheet, HasSubstr("f.what_happened"));
  EXPECT_THAT(sheet, HasSubstr("Maya Osei"));
  EXPECT_THAT(sheet, HasSubstr("Who can read it"));
}

TEST_P(WritingOnBothEngines, AFormFromFurtherDownBeginsWithItsOwnQuestions) {
  const auto top = test::get(house, routes, amara, "/write?kind=note&pupil=" + maya.text()).body;
  EXPECT_LT(top.find("kind=behaviour"), top.find("More…")) << "the first tiles stand open beside a note";
  const auto further = test::get(house, routes, amara, "/write?kind=handover&pupil=" + maya.text()).body;
  EXPECT_THAT(further, HasSubstr("What the next adult should know"));
  ASSERT_NE(further.find("Another form"), std::string::npos);
  EXPECT_GT(further.find("kind=behaviour"), further.find("Another form")) << "here they are folded away, and still there";
}

INSTANTIATE_TEST_SUITE_P(Engines, WritingOnBothEngines, testing::ValuesIn(test::engines_under_test()));

}  // namespace
}  // namespace record
