// In the moment, from Start to the record, on both engines.
#include "app/wiring.h"
#include "casework/moments/moment_store.h"
#include "testing/program.h"

#include <gmock/gmock.h>

namespace {

using access::Relation;
using access::Role;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class Moments : public ::testing::TestWithParam<db::Engine> {
 protected:
  std::string start(const access::StaffId& who, const access::PupilId& pupil) {
    const auto id = moments::MomentId::make(house->now(), house.random).text();
    const auto answer = test::post(house, routes, who, "/pupils/" + pupil.text() + "/moments", {{"id", id}});
    EXPECT_EQ(answer.status, 303) << answer.body.substr(0, 400);
    return test::location_of(answer);
  }
  void tap(const access::StaffId& who, const std::string& path, const std::string& code, const test::Fields& more = {}) {
    test::Fields fields = {{"tap", moments::TapId::make(house->now(), house.random).text()}, {"code", code}};
    fields.insert(fields.end(), more.begin(), more.end());
    EXPECT_EQ(test::post(house, routes, who, path + "/taps", fields).status, 303) << code;
  }

  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = app::all_routes();
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId ben = test::a_member_of_staff(house, {.name = "Ben Clarke", .roles = {Role::key_worker}});
  const access::StaffId ruth =
      test::a_member_of_staff(house, {.name = "Ruth Adeyemi", .roles = {Role::head}, .post = "Head", .username = "head"});
  const access::StaffId gita =
      test::a_member_of_staff(house, {.name = "Gita Rao", .roles = {Role::governor}, .username = "g.rao"});
  const access::TieId amara_has_maya = test::a_tie(house, amara, Relation::assigned, maya);
};

TEST_P(Moments, BecomeARecordWithEveryTimeInIt) {
  const auto path = start(amara, maya);
  house.clock.pass(2 * base::minute_ms);
  tap(amara, path, "space");
  house.clock.pass(base::minute_ms);
  tap(amara, path, "hold", {{"at", "2026-03-03T10:42:30.000Z"}});
  EXPECT_THAT(test::get(house, routes, amara, path).body, HasSubstr("Step back."));
  house.clock.pass(4 * base::minute_ms);
  EXPECT_EQ(test::location_of(test::post(house, routes, amara, path + "/end")), path + "/draft");
  const auto sheet = test::get(house, routes, amara, path + "/draft").body;
  EXPECT_THAT(sheet, HasSubstr("10:42 Step back."));
  EXPECT_THAT(sheet, HasSubstr("10:42 Held the pupil.")) << "the time the device wrote down";
  EXPECT_THAT(sheet, HasSubstr("10:47 It was over."));
  const auto id = path.substr(path.rfind('/') + 1);
  const auto saved = test::post(house, routes, amara, "/records",
                                {{"id", id},
                                 {"kind", "behaviour"},
                                 {"pupil", maya.text()},
                                 {"on", "2026-03-03"},
                                 {"at", "10:40"},
                                 {"f.what_happened", "Threw a shoe."},
                                 {"f.behaviour", "threw"}});
  EXPECT_EQ(saved.status, 303) << saved.body;
  EXPECT_EQ(test::location_of(test::get(house, routes, amara, path + "/draft")), "/records/" + id) << "written up once";
}

TEST_P(Moments, AreTheAdultsOwnUntilTheyAreWrittenUp) {
  const auto path = start(amara, maya);
  EXPECT_EQ(test::get(house, routes, amara, path).status, 200);
  for (const auto& other : {ben, ruth}) {
    EXPECT_EQ(test::get(house, routes, other, path).status, 404);
    EXPECT_EQ(test::post(house, routes, other, path + "/taps",
                         {{"tap", moments::TapId::make(house->now(), house.random).text()}, {"code", "space"}})
                  .status,
              404);
    EXPECT_EQ(test::post(house, routes, other, path + "/end").status, 404);
  }
  static constexpr db::Sql taps = "SELECT COUNT(*) FROM moment_tap";
  EXPECT_EQ(test::number(house, taps), 0);
}

TEST_P(Moments, CallForHelpAndSayWhoWasTold) {
  const auto path = start(amara, maya);
  EXPECT_THAT(test::get(house, routes, amara, path).body, HasSubstr("I need help"));
  tap(amara, path, "help");
  EXPECT_THAT(test::get(house, routes, amara, path).body, testing::AllOf(HasSubstr("Ruth Adeyemi"), HasSubstr("No telephone is written down for them")));
  static constexpr db::Sql reachable = "UPDATE staff SET phone = '020 7946 0000'";
  test::damage(house, reachable);
  EXPECT_THAT(test::get(house, routes, amara, path).body, testing::AllOf(HasSubstr("tel:"), Not(HasSubstr("No telephone is written down"))));
  EXPECT_THAT(test::get(house, routes, ruth, "/inbox").body, HasSubstr("Amara Nwosu asks for help, now."));
  EXPECT_THAT(test::get(house, routes, ben, "/inbox").body, Not(HasSubstr("asks for help")));
  EXPECT_THAT(test::get(house, routes, gita, "/inbox").body, Not(HasSubstr("asks for help")));
}

TEST_P(Moments, TheSameTapTwiceIsOne) {
  const auto path = start(amara, maya);
  const auto id = moments::TapId::make(house->now(), house.random).text();
  for (int n = 0; n < 3; ++n)
    EXPECT_EQ(test::post(house, routes, amara, path + "/taps", {{"tap", id}, {"code", "space"}}).status, 303);
  static constexpr db::Sql taps = "SELECT COUNT(*) FROM moment_tap";
  EXPECT_EQ(test::number(house, taps), 1);
  EXPECT_EQ(test::post(house, routes, amara, path + "/taps",
                       {{"tap", moments::TapId::make(house->now(), house.random).text()}, {"code", "no such step"}})
                .status,
            404);
}

TEST_P(Moments, ShowThePupilsOwnStepsToWhoMaySeeTheirStrategies) {
  const auto steps = "/pupils/" + maya.text() + "/calm";
  EXPECT_EQ(test::location_of(test::post(house, routes, amara, steps, {{"steps", "Ask about the dog."}, {"was", "0"}})),
            steps + "?done=saved");
  EXPECT_EQ(test::get(house, routes, ben, steps).status, 404) << "not Ben’s pupil";
  EXPECT_EQ(test::post(house, routes, ben, steps, {{"steps", "Shout."}, {"was", "1"}}).status, 404);
  const auto path = start(amara, maya);
  EXPECT_THAT(test::get(house, routes, amara, path).body, HasSubstr("Ask about the dog."));
  const auto bens = start(ben, maya);
  EXPECT_THAT(test::get(house, routes, ben, bens).body, Not(HasSubstr("Ask about the dog.")));
  EXPECT_THAT(test::get(house, routes, ben, bens).body, HasSubstr("Step back.")) << "but the school’s script";
  const auto stale = test::post(house, routes, amara, steps, {{"steps", "Ask about the cat."}, {"was", "0"}});
  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(stale.body, HasSubstr("Ask about the dog."));
  EXPECT_THAT(stale.body, HasSubstr("Ask about the cat."));
}

TEST_P(Moments, FollowTheSchoolsOwnScriptOnceItHasOne) {
  EXPECT_EQ(test::get(house, routes, amara, "/school/calm").status, 404);
  EXPECT_EQ(test::post(house, routes, ruth, "/school/calm", {{"steps", " \n "}, {"was", "0"}}).status, 422);
  EXPECT_EQ(test::location_of(test::post(house, routes, ruth, "/school/calm",
                                         {{"steps", "Breathe.\nOffer a walk, or a job to do."}, {"was", "0"}})),
            "/school/calm?done=saved");
  const auto path = start(amara, maya);
  const auto page = test::get(house, routes, amara, path).body;
  EXPECT_THAT(page, HasSubstr("Breathe."));
  EXPECT_THAT(page, Not(HasSubstr("Step back.")));
  tap(amara, path, "movement");
}

INSTANTIATE_TEST_SUITE_P(BothEngines, Moments, ::testing::ValuesIn(test::engines_under_test()), test::engine_name);

}  // namespace
