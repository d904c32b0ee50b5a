// Plans as programs meet them: begun once, seen by whom the page shows them, targets refused as on the page.
#include "casework/plans/plan_store.h"
#include "testing/program.h"

#include <gmock/gmock.h>

namespace plans {
namespace {

using access::Relation;
using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using web::Json;

class PlanApi : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId ben = test::a_member_of_staff(house, {.name = "Ben Clarke", .roles = {Role::key_worker}});
  const access::TieId amara_has_maya = test::a_tie(house, amara, Relation::assigned, maya);

  test::Program as(const access::StaffId& staff) { return {house, routes, staff}; }
  std::string of_maya(const std::string& rest) { return "/api/v1/pupils/" + maya.text() + rest; }
  Json a_plan(const std::string& id) {
    return Json::Object{{"id", id}, {"template", "education_plan"}, {"title", "Reading"}, {"from", "2026-03-03"}, {"review", "2026-05-01"},
                        {"fields", Json::Object{{"strengths", "Tells a story well"}, {"areas", Json::Array{"cognition"}}, {"barriers", "Loses the place"}, {"strategies", "One step"}}}};
  }
  Json a_target(const std::string& id, int goal) {
    return Json::Object{{"id", id}, {"area", "cognition"}, {"need", "Few words"}, {"statement", "Reads 40 words on sight"}, {"measure", "count"}, {"unit", "words"},
                        {"baseline", 12}, {"goal", goal}, {"starts_on", "2026-03-03"}, {"by_when", "2026-05-01"}};
  }
  std::string fresh() { return PlanId::make(house->now(), house.random).text(); }
};
INSTANTIATE_TEST_SUITE_P(Engines, PlanApi, testing::ValuesIn(test::engines_under_test()));

TEST_P(PlanApi, BeginsAPlanOnceAndShowsItToWhomThePageWould) {
  const auto id = fresh();
  EXPECT_EQ(as(amara).post(of_maya("/plans"), a_plan(id)).status, 201);
  EXPECT_EQ(as(amara).post(of_maya("/plans"), a_plan(id)).status, 200);
  auto other = a_plan(id);
  other.set("title", "Something else");
  EXPECT_EQ(as(amara).post(of_maya("/plans"), other).status, 409);
  EXPECT_THAT(as(amara).get(of_maya("/plans/" + id)).body, AllOf(HasSubstr("Tells a story well"), HasSubstr("\"draft\"")));
  EXPECT_EQ(as(ben).get(of_maya("/plans/" + id)).status, 404);
  EXPECT_THAT(as(ben).get(of_maya("/plans")).body, testing::Not(HasSubstr(id)));
  EXPECT_EQ(as(ben).post(of_maya("/plans"), a_plan(fresh())).status, 422);
}

TEST_P(PlanApi, RefusesByName) {
  auto plan = a_plan(fresh());
  plan.set("review", "soon");
  plan.set("fields", Json::Object{{"strengths", "x"}});
  const auto refused = as(amara).post(of_maya("/plans"), plan);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("review"), HasSubstr("fields.barriers")));
}

TEST_P(PlanApi, AddsATargetAndRefusesOneWithoutAWayToGo) {
  const auto id = fresh(), target = fresh();
  ASSERT_EQ(as(amara).post(of_maya("/plans"), a_plan(id)).status, 201);
  EXPECT_EQ(as(amara).post(of_maya("/plans/" + id + "/targets"), a_target(target, 40)).status, 201);
  EXPECT_EQ(as(amara).post(of_maya("/plans/" + id + "/targets"), a_target(target, 40)).status, 200);
  EXPECT_THAT(as(amara).post(of_maya("/plans/" + id + "/targets"), a_target(fresh(), 12)).body, HasSubstr("goal"));
  EXPECT_THAT(as(amara).get(of_maya("/targets")).body, AllOf(HasSubstr(target), HasSubstr("\"baseline\":12")));
  EXPECT_THAT(as(amara).get(of_maya("/targets?state=live")).body, testing::Not(HasSubstr(target))) << "a draft";
  EXPECT_EQ(as(ben).post(of_maya("/plans/" + id + "/targets"), a_target(fresh(), 40)).status, 404);
}

TEST_P(PlanApi, CorrectsATargetOnceWithItsReasonAndShowsBothTextsToWhoWasLate) {
  const auto id = fresh(), target = fresh();
  ASSERT_EQ(as(amara).post(of_maya("/plans"), a_plan(id)).status, 201);
  const auto targets = of_maya("/plans/" + id + "/targets");
  ASSERT_EQ(as(amara).post(targets, a_target(target, 40)).status, 201);
  Json correction;
  const auto words = a_target(target, 50);
  for (const auto& [name, value] : *words.object())
    if (name != "id") correction.set(name, value);
  correction.set("version", 1);
  const auto place = targets + "/" + target + "/corrections";
  EXPECT_EQ(as(amara).post(place, correction).status, 201);
  EXPECT_EQ(as(amara).post(place, correction).status, 200) << "sent twice it is one change";
  EXPECT_THAT(as(amara).get(of_maya("/targets")).body, AllOf(HasSubstr("\"goal\":50"), HasSubstr("\"version\":2")));
  correction.set("goal", 60);
  const auto late = as(amara).post(place, correction);
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, AllOf(HasSubstr("\"current\""), HasSubstr("\"yours\""), HasSubstr("\"goal\":50"), HasSubstr("\"goal\":60")));
  correction.set("version", 2);
  correction.set("goal", 12);
  EXPECT_EQ(as(amara).post(place, correction).status, 422) << "no way to go";
  correction.set("goal", 60);
  EXPECT_EQ(as(ben).post(place, correction).status, 404);
  EXPECT_EQ(as(amara).post(place, correction).status, 201);
}

TEST_P(PlanApi, PutsATargetOfALivePlanInForceForWhoDecides) {
  const auto senco = test::a_member_of_staff(house, {.name = "Hanna Lindqvist", .roles = {Role::senco}});
  const auto id = fresh(), target = fresh();
  ASSERT_EQ(as(amara).post(of_maya("/plans"), a_plan(id)).status, 201);
  const auto page = "/pupils/" + maya.text() + "/plans/" + id;
  ASSERT_EQ(test::post(house, routes, amara, page + "/submission", {{"was", "1"}, {"deed", "submitted"}}).status, 303);
  ASSERT_EQ(test::post(house, routes, senco, page + "/decision", {{"was", "2"}, {"deed", "approved"}}).status, 303);
  ASSERT_EQ(test::post(house, routes, senco, page + "/decision", {{"was", "3"}, {"deed", "started"}}).status, 303);
  ASSERT_EQ(as(amara).post(of_maya("/plans/" + id + "/targets"), a_target(target, 40)).status, 201);
  const auto place = of_maya("/plans/" + id + "/targets/" + target + "/approval");
  EXPECT_EQ(as(amara).post_raw(place, "{}").status, 404);
  EXPECT_EQ(as(senco).post_raw(place, "{}").status, 201);
  EXPECT_EQ(as(senco).post_raw(place, "{}").status, 200);
  EXPECT_THAT(as(amara).get(of_maya("/targets?state=live")).body, HasSubstr(target));
}

}  // namespace
}  // namespace plans
