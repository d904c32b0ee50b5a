// Which consent holds on a day: rules alone, and as people and programs meet them, on both engines.
#include "casework/plans/plan_store.h"
#include "casework/plans/template.h"
#include "record/notice_store.h"
#include "testing/program.h"
#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace plans {
namespace {

using access::Relation;
using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const auto monday = *base::parse_iso_date("2026-03-02");
const WantedConsent hours{"part_time", "Agreement to the hours", 6};

Consent given(std::int32_t after, std::optional<base::LocalDate> until, std::uint8_t number) {
  Consent out;
  base::Bytes16 bytes{};
  bytes[15] = std::byte{number};
  out.id = ConsentId(bytes);
  out.what = "part_time";
  out.given_by = "Ada Osei";
  out.given_on = monday + after;
  out.until = until;
  return out;
}

TEST(AConsent, HoldsUntilItsLastDayAndIsLostFromTheNext) {
  const std::vector<Consent> all = {given(0, monday + 41, 1)};
  EXPECT_EQ(usual_end(hours, monday), monday + 42);
  EXPECT_FALSE(usual_end({"care", "Care", 0}, monday));
  EXPECT_TRUE(holding("part_time", all, monday + 41));
  EXPECT_THAT(list_lost({hours}, all, monday + 41, {}), IsEmpty());
  EXPECT_FALSE(holding("part_time", all, monday + 42));
  const auto lost = list_lost({hours}, all, monday + 42, {});
  ASSERT_THAT(lost, SizeIs(1));
  EXPECT_EQ(lost[0].since, monday + 42);
  EXPECT_EQ(words_of(lost[0]), "Agreement to the hours: ended on 12 April 2026");
}

TEST(AConsent, ThatWasNeverGivenIsNotLost) { EXPECT_THAT(list_lost({hours}, {}, monday, {}), IsEmpty()); }

TEST(AConsent, ThatRenewsAnotherTakesItsPlaceSoThatTakingItBackLeavesNothing) {
  std::vector<Consent> all = {given(0, monday + 41, 1), given(10, monday + 60, 2)};
  all[1].renews = all[0].id;
  EXPECT_EQ(state_of(all[0], all, monday + 20), ConsentState::renewed);
  EXPECT_EQ(holding("part_time", all, monday + 20)->id, all[1].id);
  all[1].withdrawn_on = monday + 20;
  EXPECT_FALSE(holding("part_time", all, monday + 20)) << "the first one would still hold by its days";
  EXPECT_EQ(words_of(list_lost({hours}, all, monday + 20, {}).at(0)), "Agreement to the hours: withdrawn on 22 March 2026");
}

TEST(AConsent, ThatSomebodyPassedOverIsToldAgainOnlyWhenAnotherIsLost) {
  std::vector<Consent> all = {given(0, monday + 5, 1)};
  EXPECT_THAT(list_lost({hours}, all, monday + 8, monday + 7), IsEmpty());
  EXPECT_THAT(list_lost({hours}, all, monday + 8, monday + 5), SizeIs(1)) << "passed over before it was lost";
  all.push_back(given(9, monday + 12, 2));
  EXPECT_THAT(list_lost({hours}, all, monday + 13, monday + 7), SizeIs(1));
}

TEST(AConsent, HoldsOrIsLostOnEveryDayAndNeverBoth) {
  EXPECT_TRUE(rc::check([] {
    std::vector<Consent> all;
    const auto count = *rc::gen::inRange(1, 5);
    for (int n = 0; n < count; ++n) {
      const auto from = *rc::gen::inRange(0, 60);
      auto one = given(from, *rc::gen::arbitrary<bool>() ? std::optional(monday + (from + *rc::gen::inRange(0, 40))) : std::nullopt, static_cast<std::uint8_t>(n + 1));
      if (*rc::gen::inRange(0, 3) == 0) one.withdrawn_on = one.given_on + *rc::gen::inRange(0, 20);
      if (n > 0 && *rc::gen::arbitrary<bool>()) one.renews = all[static_cast<std::size_t>(n - 1)].id;
      all.push_back(one);
    }
    const auto today = monday + 120;
    const bool holds = holding("part_time", all, today) != nullptr;
    RC_ASSERT(holds == list_lost({hours}, all, today, {}).empty());
  }));
}

TEST(AConsent, WithWrongDaysIsRefusedBesideTheField) {
  auto consent = given(0, monday + -1, 1);
  EXPECT_THAT(check(consent, monday), testing::ElementsAre(base::FieldError{"until", "The last day must not be before the day it was given"}));
  consent.until = monday + 3000;
  consent.given_on = monday + 1;
  EXPECT_THAT(check(consent, monday), testing::ElementsAre(testing::Field(&base::FieldError::field, "given_on"), testing::Field(&base::FieldError::field, "until")));
}

class ConsentPages : public testing::TestWithParam<db::Engine> {
 protected:
  ConsentPages() : house(test::a_house(GetParam())), routes(test::every_route()) {
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
    senco = test::a_member_of_staff(house, {.name = "Hanna Lindqvist", .roles = {Role::senco}, .post = "SENCo"});
    head = test::a_member_of_staff(house, {.name = "Hugh Abara", .roles = {Role::head}, .post = "Head"});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    test::a_tie(house, amara, Relation::assigned, maya);
  }

  std::string fresh() { return PlanId::make(house->now(), house.random).text(); }
  std::string page(const access::StaffId& whom) { return test::get(house, routes, whom, plan).body; }
  std::string due(const access::StaffId& whom) { return test::get(house, routes, whom, "/due?whose=school").body; }
  std::string glance(const access::StaffId& whom) { return test::get(house, routes, whom, "/pupils/" + maya.text()).body; }
  web::Response give(test::Fields more = {}) {
    test::Fields fields = {{"id", fresh()}, {"what", "part_time"}, {"given_by", "Ada Osei"}, {"given_on", "2026-03-03"}, {"given_how", "On paper"}, {"until", "2026-04-14"}};
    for (auto& [name, value] : more) {
      const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& each) { return each.first == name; });
      if (found == fields.end()) fields.emplace_back(name, value);
      else found->second = value;
    }
    return test::post(house, routes, amara, plan + "/consents", fields);
  }
  web::Response decide(const access::StaffId& who, const std::string& deed, const std::string& words = {}) {
    const auto shown = page(who);
    const auto at = shown.find("name=\"was\" value=\"");
    const auto was = shown.substr(at + 18, shown.find('"', at + 18) - at - 18);
    return test::post(house, routes, who, plan + (deed == "submitted" ? "/submission" : "/decision"), {{"was", was}, {"deed", deed}, {"words-" + deed, words}});
  }
  /// A plan of fewer hours, approved; live where its consent was given.
  void approved() {
    const auto id = fresh();
    plan = "/pupils/" + maya.text() + "/plans/" + id;
    const auto begun = test::post(house, routes, amara, "/pupils/" + maya.text() + "/plans", the_plan(id));
    ASSERT_EQ(begun.status, 303) << begun.body.substr(0, 3000);
    ASSERT_EQ(decide(amara, "submitted").status, 303);
    ASSERT_EQ(decide(senco, "approved").status, 303);
  }
  void live() {
    approved();
    ASSERT_EQ(give().status, 303);
    ASSERT_EQ(decide(senco, "started").status, 303);
  }
  test::Fields the_plan(const std::string& id) {
    return {{"id", id}, {"form", "reintegration"}, {"title", "Back to full days"}, {"from", "2026-03-03"}, {"review", "2026-03-17"}, {"f.reason", "Was ill for a long time"},
            {"f.weeks.0.from", "2026-03-03"}, {"f.weeks.0.hours", "15"}, {"f.weeks.0.when", "Mornings"}, {"f.full_on", "2026-04-14"}, {"f.work", "Work is sent home"}, {"f.welcome", "At the side door"},
            {"f.key_adult", "Amara Nwosu"}, {"f.safe_at_home", "A call each afternoon"}};
  }
  void on(std::string_view day) { house.clock.move_to(*base::parse_iso_time(std::string(day) + "T09:00:00Z")); }
  std::size_t notices(const access::StaffId& who) {
    auto visit = test::visit_as(house, who);
    return record::list_notices(access::Door::staff<access::May::entries_own>(*visit).value(), 20).size();
  }
  std::string consent_id() {
    auto visit = test::visit_as(house, senco);
    const auto all = list_consents(access::Door::pupil<access::May::pupil_find>(*visit, maya).value(), *PlanId::parse(plan.substr(plan.rfind('/') + 1)));
    return all.empty() ? std::string() : all.back().id.text();
  }

  test::TestHouse house;
  access::Routes routes;
  access::StaffId amara, tomas, senco, head;
  access::PupilId maya;
  std::string plan;
};
INSTANTIATE_TEST_SUITE_P(Engines, ConsentPages, testing::ValuesIn(test::engines_under_test()));

TEST_P(ConsentPages, OfFewerHoursOffersSixWeeksAndKeepsWhatWasTyped) {
  approved();
  EXPECT_THAT(page(amara), AllOf(HasSubstr("usually 6 weeks"), HasSubstr("name=\"until\" type=\"date\" value=\"2026-04-14\""))) << "six weeks from today";
  const auto wrong = give({{"until", "2026-03-01"}, {"given_how", "A letter"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.body, AllOf(HasSubstr("The last day must not be before the day it was given"), HasSubstr("value=\"A letter\""), HasSubstr("value=\"2026-03-01\"")));
  EXPECT_THAT(page(senco), HasSubstr("No consent yet"));
  const auto id = fresh();
  EXPECT_EQ(give({{"id", id}}).status, 303);
  EXPECT_EQ(give({{"id", id}}).status, 303) << "sent again it is one consent";
  EXPECT_EQ(give({{"id", id}, {"given_by", "Ben Falconer"}}).status, 409);
  EXPECT_THAT(page(senco), AllOf(HasSubstr("14 April 2026"), Not(HasSubstr("Ben Falconer"))));
}

TEST_P(ConsentPages, ThatEndedBeforeThePlanStartsHoldsItUpInPlainWords) {
  approved();
  ASSERT_EQ(give({{"until", "2026-03-10"}}).status, 303);
  EXPECT_THAT(page(senco), Not(HasSubstr("Before it starts it needs")));
  on("2026-03-11");
  EXPECT_THAT(page(senco), AllOf(HasSubstr("Before it starts it needs"), HasSubstr("agreement to the hours: ended on 10 March 2026")));
  EXPECT_EQ(decide(senco, "started").status, 422);
  EXPECT_EQ(decide(senco, "started", "The mother agreed by telephone, the form is on its way").status, 303);
}

TEST_P(ConsentPages, OfALivePlanFallsDueAndWhenItEndedIsToldWhereThePlanIsRead) {
  live();
  EXPECT_THAT(due(senco), AllOf(HasSubstr("Consent ends: "), HasSubstr("14 April")));
  EXPECT_THAT(due(amara), HasSubstr("Consent ends: "));
  EXPECT_THAT(due(tomas), Not(HasSubstr("Consent ends: ")));
  EXPECT_THAT(page(amara), Not(HasSubstr("follow this plan without it")));
  EXPECT_THAT(glance(amara), Not(HasSubstr("Consent is needed again")));
  on("2026-04-15");
  EXPECT_THAT(due(amara), HasSubstr("Consent has ended: "));
  EXPECT_THAT(page(amara), AllOf(HasSubstr("follow this plan without it"), HasSubstr("ended on 14 April 2026")));
  EXPECT_THAT(glance(amara), HasSubstr("Consent is needed again"));
  EXPECT_THAT(glance(tomas), Not(HasSubstr("Consent is needed again")));
}

TEST_P(ConsentPages, IsRenewedOnceFromWhatWasSaidLastTime) {
  live();
  on("2026-04-10");
  const auto renewal = plan + "/consents/" + consent_id() + "/renewal";
  EXPECT_THAT(test::get(house, routes, amara, renewal).body, AllOf(HasSubstr("value=\"Ada Osei\""), HasSubstr("value=\"2026-05-22\"")));
  EXPECT_EQ(test::get(house, routes, tomas, renewal).status, 404);
  const test::Fields fields = {{"id", fresh()}, {"given_by", "Ada Osei"}, {"given_on", "2026-04-10"}, {"given_how", "In a meeting"}, {"until", "2026-05-22"}};
  auto wrong = fields;
  wrong[1].second = "";
  EXPECT_THAT(test::post(house, routes, amara, renewal, wrong).body, AllOf(HasSubstr("Enter who gave consent"), HasSubstr("value=\"In a meeting\"")));
  EXPECT_EQ(test::post(house, routes, amara, renewal, fields).status, 303);
  EXPECT_EQ(test::post(house, routes, amara, renewal, fields).status, 303) << "its first answer was lost";
  auto second = fields;
  second[0].second = fresh();
  const auto late = test::post(house, routes, senco, renewal, second);
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, AllOf(HasSubstr("while you were writing"), HasSubstr("value=\"In a meeting\"")));
  on("2026-04-20");
  EXPECT_THAT(page(amara), AllOf(HasSubstr("Renewed"), Not(HasSubstr("follow this plan without it"))));
  EXPECT_THAT(due(amara), AllOf(HasSubstr("Consent ends: "), HasSubstr("22 May"), Not(HasSubstr("Consent has ended: "))));
}

TEST_P(ConsentPages, TakenBackIsToldAndWhoDecidesMayGoOnWithAReason) {
  live();
  const auto before = notices(senco);
  const auto withdrawal = plan + "/consents/" + consent_id() + "/withdrawal";
  EXPECT_THAT(test::post(house, routes, amara, withdrawal, {{"by", std::string(130, 'x')}}).body, AllOf(HasSubstr("Use at most 120 characters"), HasSubstr("value=\"" + std::string(130, 'x'))));
  EXPECT_EQ(test::post(house, routes, amara, withdrawal, {{"by", "Ada Osei"}}).status, 303);
  EXPECT_EQ(notices(senco), before + 1);
  EXPECT_THAT(page(amara), AllOf(HasSubstr("withdrawn on 3 March 2026"), Not(HasSubstr("Go on without the consent"))));
  EXPECT_THAT(due(amara), HasSubstr("Consent was withdrawn: "));
  EXPECT_EQ(decide(amara, "overridden", "I say so").status, 404) << "a key worker does not decide";
  EXPECT_EQ(decide(head, "overridden").status, 422) << "without a reason";
  EXPECT_EQ(decide(head, "overridden", "The court orders full care, the father agrees").status, 303);
  EXPECT_EQ(notices(senco), before + 2);
  EXPECT_THAT(page(amara), AllOf(HasSubstr("The court orders full care"), Not(HasSubstr("follow this plan without it"))));
  EXPECT_THAT(due(amara), Not(HasSubstr("Consent was withdrawn: ")));
  EXPECT_EQ(decide(head, "overridden", "Once more").status, 409) << "nothing is left to pass over";
}

TEST_P(ConsentPages, ThatWasLostIsNotPassedOverByWhoWroteThePlan) {
  const auto id = fresh();
  plan = "/pupils/" + maya.text() + "/plans/" + id;
  ASSERT_EQ(test::post(house, routes, senco, "/pupils/" + maya.text() + "/plans", the_plan(id)).status, 303);
  ASSERT_EQ(decide(senco, "submitted").status, 303);
  ASSERT_EQ(decide(head, "approved").status, 303);
  ASSERT_EQ(give().status, 303);
  ASSERT_EQ(decide(head, "started").status, 303);
  ASSERT_EQ(test::post(house, routes, amara, plan + "/consents/" + consent_id() + "/withdrawal", {{"by", "Ada Osei"}}).status, 303);
  EXPECT_THAT(page(head), HasSubstr("Go on without the consent"));
  EXPECT_THAT(page(senco), Not(HasSubstr("Go on without the consent")));
  EXPECT_EQ(decide(senco, "overridden", "I wrote it and I say so").status, 409);
  EXPECT_EQ(decide(head, "overridden", "The father agrees").status, 303);
}

TEST_P(ConsentPages, WithdrawnIsRenewedByNobody) {
  live();
  const auto consent = plan + "/consents/" + consent_id();
  ASSERT_EQ(test::post(house, routes, amara, consent + "/withdrawal", {{"by", "Ada Osei"}}).status, 303);
  EXPECT_EQ(test::get(house, routes, amara, consent + "/renewal").status, 303);
  const auto late = test::post(house, routes, amara, consent + "/renewal", {{"id", fresh()}, {"given_by", "Ada Osei"}, {"given_on", "2026-03-03"}, {"given_how", "By telephone"}, {"until", "2026-04-14"}});
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, HasSubstr("value=\"By telephone\""));
  EXPECT_EQ(give().status, 303) << "a fresh one is written down";
  EXPECT_THAT(page(amara), Not(HasSubstr("follow this plan without it")));
}

TEST_P(ConsentPages, StandInTheApiForWhomThePageShowsThem) {
  live();
  const auto place = "/api/v1" + plan;
  EXPECT_THAT((test::Program{house, routes, amara}.get(place).body), AllOf(HasSubstr("\"until\":\"2026-04-14\""), HasSubstr("\"state\":\"holds\"")));
  EXPECT_EQ((test::Program{house, routes, tomas}.get(place).status), 404);
}

}  // namespace
}  // namespace plans
