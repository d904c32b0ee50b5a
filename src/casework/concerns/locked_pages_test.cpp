// From a locked screen: the person is known, nothing of any pupil is shown, and the safeguarding team says afterwards which child it is about.
#include "casework/concerns/unmatched_store.h"
#include "record/witness_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace concerns {
namespace {

using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class LockedOnBothEngines : public testing::TestWithParam<db::Engine> {
 protected:
  LockedOnBothEngines() : house(test::a_house(GetParam(), {.second_factor_required = true})), routes(test::every_route()) {
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
    dsl = test::a_member_of_staff(house, {.name = "Ruth Kowalczyk", .roles = {Role::dsl}, .post = "Safeguarding lead"});
    leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow"});
  }
  std::string fresh() { return UnmatchedId::make(house->now(), house.random).text(); }
  test::Fields sheet(const std::string& id) {
    return {{"id", id}, {"child", "Leon in Oak class"}, {"f.what_happened", "Came in with no coat."}, {"f.source", "saw"}, {"f.safe_now", "yes"}};
  }
  /// A browser of somebody with a password only, locked.
  test::Browser locked(const access::StaffId& whom) {
    test::Browser browser(house, routes, whom, access::SignInStrength::password);
    EXPECT_EQ(browser.post("/lock").status, 303);
    return browser;
  }
  test::TestHouse house;
  access::Routes routes;
  access::StaffId amara, tomas, dsl;
  access::PupilId leon;
};

TEST_P(LockedOnBothEngines, ALockedPersonRaisesAConcernAndIsShownNothingOfAnyPupil) {
  auto browser = locked(amara);
  EXPECT_THAT(browser.get("/locked").body, HasSubstr("/locked/concern"));
  const auto page = browser.get("/locked/concern");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, AllOf(HasSubstr("Which child?"), Not(HasSubstr("Farrow")), Not(HasSubstr("Tomas"))));
  const auto before = test::last_entry(house);
  const auto id = fresh();
  const auto sent = browser.post("/locked/concern", sheet(id));
  ASSERT_EQ(sent.status, 303) << sent.body;
  EXPECT_THAT(browser.get("/locked/concern/thanks").body, AllOf(HasSubstr("Thank you"), HasSubstr("in person")));
  EXPECT_EQ(browser.post("/locked/concern", sheet(id)).status, 303) << "sent twice is one";
  static constexpr db::Sql count = "SELECT COUNT(*) FROM concern_unmatched";
  EXPECT_EQ(test::number(house, count), 1);
  EXPECT_THAT(test::deeds_after(house, before), testing::Contains("concern.raised_locked"));
  EXPECT_THAT(browser.get("/pupils").body, HasSubstr("Locked")) << "still locked";
}

TEST_P(LockedOnBothEngines, NobodySignedInIsSentToTheDoorAndAForgedFormIsRefused) {
  test::Browser nobody(house, routes);
  EXPECT_EQ(test::location_of(nobody.get("/locked/concern")), "/sign-in");
  EXPECT_EQ(test::location_of(nobody.post("/locked/concern", sheet(fresh()))), "/sign-in");
  auto browser = locked(amara);
  auto forged = browser.request(web::Method::post, "/locked/concern");
  for (const auto& [name, value] : sheet(fresh())) forged.form.add(name, value);
  EXPECT_EQ(browser.send(forged).status, 403);
  static constexpr db::Sql count = "SELECT COUNT(*) FROM concern_unmatched";
  EXPECT_EQ(test::number(house, count), 0);
  EXPECT_EQ(browser.post("/locked/concern", {{"id", fresh()}, {"child", ""}}).status, 422);
  test::Browser awake(house, routes, amara);
  EXPECT_EQ(test::location_of(awake.get("/locked/concern")), "/write?kind=concern");
}

TEST_P(LockedOnBothEngines, TheTeamMatchesItAndItStaysItsAuthorsOwnAtItsOwnTime) {
  auto browser = locked(amara);
  const auto id = fresh();
  ASSERT_EQ(browser.post("/locked/concern", sheet(id)).status, 303);
  EXPECT_EQ(test::get(house, routes, tomas, "/concerns/unmatched").status, 404);
  EXPECT_THAT(test::get(house, routes, amara, "/concerns/mine").body, HasSubstr("Leon in Oak class"));
  EXPECT_THAT(test::get(house, routes, amara, "/concerns/mine/locked/" + id).body, HasSubstr("no coat"));
  EXPECT_EQ(test::get(house, routes, tomas, "/concerns/mine/locked/" + id).status, 404);
  EXPECT_THAT(test::get(house, routes, dsl, "/concerns").body, HasSubstr("To be matched (1)"));
  EXPECT_THAT(test::get(house, routes, dsl, "/concerns/unmatched/" + id).body, AllOf(HasSubstr("Leon in Oak class"), HasSubstr("no coat")));
  EXPECT_EQ(test::post(house, routes, dsl, "/concerns/unmatched/" + id + "/match").status, 422);
  EXPECT_EQ(test::post(house, routes, tomas, "/concerns/unmatched/" + id + "/match", {{"pupil", leon.text()}}).status, 404);
  house.clock.pass(5 * 60'000);
  ASSERT_EQ(test::post(house, routes, dsl, "/concerns/unmatched/" + id + "/match", {{"pupil", leon.text()}}).status, 303);
  EXPECT_THAT(test::get(house, routes, dsl, "/concerns/" + id).body, AllOf(HasSubstr("Leon Farrow"), HasSubstr("no coat"), HasSubstr("Amara Nwosu"), HasSubstr("today 10:40")));
  EXPECT_THAT(test::get(house, routes, amara, "/concerns/mine/" + id).body, AllOf(HasSubstr("no coat"), HasSubstr("Received")));
  static constexpr db::Sql kept = "SELECT COUNT(*) FROM concern_unmatched WHERE body <> ''";
  EXPECT_EQ(test::number(house, kept), 0) << "the words stand in one place";
  EXPECT_EQ(test::post(house, routes, dsl, "/concerns/unmatched/" + id + "/match", {{"pupil", leon.text()}}).status, 404) << "done already";
  const auto held = house->pen().run([&](db::WriteConnection& connection, access::Pen&) -> base::Result<void> {
    const auto verified = record::verify(connection, {});
    if (verified.broken) return base::Error::conflict("broken", *verified.broken);
    return {};
  });
  EXPECT_TRUE(held) << (held ? "" : held.error().for_log);
}

TEST_P(LockedOnBothEngines, InHandoverModeNoWordsAreKeptAnywhere) {
  const auto saved = test::post(house, routes, dsl, "/concerns/arrangement", {{"version", "1"}, {"other_system", "MyConcern"}, {"unsafe_minutes", "15"}, {"unsure_minutes", "60"}});
  ASSERT_EQ(saved.status, 303) << saved.body;
  auto browser = locked(amara);
  EXPECT_THAT(browser.get("/locked/concern").body, AllOf(HasSubstr("MyConcern"), Not(HasSubstr("f.what_happened"))));
  EXPECT_EQ(browser.post("/locked/concern", sheet(fresh())).status, 200);
  EXPECT_EQ(test::location_of(test::get(house, routes, amara, "/write?kind=concern")), "/write?kind=concern_handover");
  const auto form = test::get(house, routes, amara, "/write?kind=concern_handover").body;
  EXPECT_THAT(form, AllOf(HasSubstr("MyConcern"), HasSubstr("f.reference"), Not(HasSubstr("f.what_happened"))));
  const test::Fields words = {{"id", fresh()}, {"kind", "concern"}, {"pupil", leon.text()}, {"f.what_happened", "Came in with no coat."}, {"f.source", "saw"}, {"f.safe_now", "yes"}};
  EXPECT_EQ(test::post(house, routes, amara, "/records", words).status, 422);
  const test::Fields reference = {{"id", fresh()}, {"kind", "concern_handover"}, {"pupil", leon.text()}, {"f.system", "MyConcern"}, {"f.reference", "MC-4711"},
                                  {"f.safe_now", "yes"}, {"f.told_whom", dsl.text()}, {"f.told_at", "10:30"}};
  const auto kept = test::post(house, routes, amara, "/records", reference);
  ASSERT_EQ(kept.status, 303) << kept.body;
  EXPECT_THAT(test::get(house, routes, dsl, "/pupils/" + leon.text() + "/chronology").body, HasSubstr("MC-4711"));
  static constexpr db::Sql narrative = "SELECT COUNT(*) FROM record WHERE kind = 'concern'";
  static constexpr db::Sql unmatched = "SELECT COUNT(*) FROM concern_unmatched";
  EXPECT_EQ(test::number(house, narrative), 0);
  EXPECT_EQ(test::number(house, unmatched), 0);
}

TEST(PublicRoutes, AreTheseAndNoOthers) {
  std::vector<std::string> open;
  const auto routes = test::every_route();
  for (const auto& line : routes.lines())
    if (line.guard == access::RouteLine::Guard::open) open.push_back(std::string(line.method == web::Method::get ? "GET " : "POST ") + std::string(line.pattern));
  EXPECT_THAT(open, testing::UnorderedElementsAre("GET /healthz", "GET /readyz", "GET /sign-in", "POST /sign-in", "GET /locked", "POST /unlock", "POST /sign-out",
                                                  "GET /api/openapi.json", "GET /locked/concern", "POST /locked/concern", "GET /locked/concern/thanks", "GET /calendar/{secret}",
                                                  "GET /voice/{secret}", "POST /voice/{secret}"));
}

INSTANTIATE_TEST_SUITE_P(Engines, LockedOnBothEngines, testing::ValuesIn(test::engines_under_test()));

}  // namespace
}  // namespace concerns
