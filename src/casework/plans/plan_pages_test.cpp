// A plan from its first click to its print, on both engines: what is refused stands beside its field, nobody approves their own, nothing typed is lost.
#include "casework/plans/plan_view.h"
#include "record/notice_store.h"
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
using testing::Not;

class PlanPages : public testing::TestWithParam<db::Engine> {
 protected:
  PlanPages() : house(test::a_house(GetParam())), routes(test::every_route()) {
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
    priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}, .post = "Class teacher"});
    senco = test::a_member_of_staff(house, {.name = "Hanna Lindqvist", .roles = {Role::senco}, .post = "SENCo"});
    head = test::a_member_of_staff(house, {.name = "Hugh Abara", .roles = {Role::head}, .post = "Head"});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, priya, Relation::teaches_class, maya);
  }

  std::string fresh() { return PlanId::make(house->now(), house.random).text(); }
  std::string of_maya(const std::string& rest = {}) { return "/pupils/" + maya.text() + "/plans" + rest; }
  test::Fields a_plan(const std::string& id, const std::string& strengths = "Tells a story well") {
    return {{"id", id}, {"form", "education_plan"}, {"title", "Reading"}, {"from", "2026-03-03"}, {"review", "2026-05-01"}, {"f.strengths", strengths},
            {"f.areas", "cognition"}, {"f.barriers", "Loses the place"}, {"f.strategies", "One step at a time"}};
  }
  std::string begun(const access::StaffId& who) {
    const auto id = fresh();
    const auto saved = test::post(house, routes, who, of_maya(), a_plan(id));
    EXPECT_EQ(saved.status, 303) << saved.body;
    return "/" + id;
  }
  test::Fields a_target(test::Fields other = {}) {
    test::Fields out = {{"id", fresh()}, {"area", "cognition"}, {"need", "Few words"}, {"statement", "Maya reads 40 words on sight"}, {"measure", "count"},
                        {"unit", "words"}, {"baseline", "12"}, {"goal", "40"}, {"success", "Each Friday"}, {"owner", "Amara Nwosu"}, {"starts_on", "2026-03-03"}, {"by_when", "2026-05-01"}};
    for (const auto& [name, value] : other)
      for (auto& each : out)
        if (each.first == name) each.second = value;
    return out;
  }
  int step_of(const std::string& plan) {
    const auto page = test::get(house, routes, senco, of_maya(plan)).body;
    auto visit = test::visit_as(house, senco);
    return find_plan(access::Door::pupil<access::May::pupil_find>(*visit, maya).value(), *PlanId::parse(plan.substr(1)))->step;
  }
  web::Response deed(const access::StaffId& who, const std::string& plan, const std::string& deed, const std::string& words = {}) {
    const auto to = deed == "submitted" || deed == "taken_back" ? "/submission" : "/decision";
    return test::post(house, routes, who, of_maya(plan + to), {{"was", std::to_string(step_of(plan))}, {"deed", deed}, {"words-" + deed, words}});
  }
  std::string live() {
    const auto plan = begun(amara);
    EXPECT_EQ(deed(amara, plan, "submitted").status, 303);
    EXPECT_EQ(deed(senco, plan, "approved").status, 303);
    EXPECT_EQ(deed(senco, plan, "started").status, 303);
    return plan;
  }
  web::Response page(const access::StaffId& whom, const std::string& where) { return test::get(house, routes, whom, where); }

  test::TestHouse house;
  access::Routes routes;
  access::StaffId amara, tomas, priya, senco, head;
  access::PupilId maya;
};

TEST_P(PlanPages, TheTabOffersTheTemplatesOnesMayWriteAndNoOthers) {
  EXPECT_THAT(page(amara, of_maya()).body, AllOf(HasSubstr("No plan yet"), HasSubstr("Begin a plan")));
  EXPECT_THAT(page(amara, of_maya("/new")).body, AllOf(HasSubstr("Individual education plan"), HasSubstr("Pupil passport"), HasSubstr("Personal and intimate care plan")));
  EXPECT_THAT(page(tomas, of_maya()).body, Not(HasSubstr("Begin a plan")));
  EXPECT_EQ(page(tomas, of_maya("/new?form=education_plan")).status, 404);
  EXPECT_EQ(test::post(house, routes, tomas, of_maya(), a_plan(fresh())).status, 404);
}

TEST_P(PlanPages, WhatIsMissingStandsBesideItsFieldAndNothingTypedIsLost) {
  auto fields = a_plan(fresh());
  fields[2].second = "";
  fields[7].second = "";
  const auto again = test::post(house, routes, amara, of_maya(), fields);
  EXPECT_EQ(again.status, 422);
  EXPECT_THAT(again.body, AllOf(HasSubstr("There is a problem"), HasSubstr("Enter a title"), HasSubstr("Tells a story well"), HasSubstr("One step at a time")));
}

TEST_P(PlanPages, SentTwiceItIsOnePlan) {
  const auto fields = a_plan(fresh());
  EXPECT_EQ(test::post(house, routes, amara, of_maya(), fields).status, 303);
  EXPECT_EQ(test::post(house, routes, amara, of_maya(), fields).status, 303);
  auto other = fields;
  other[5].second = "Other words";
  EXPECT_EQ(test::post(house, routes, amara, of_maya(), other).status, 409);
  static constexpr db::Sql plans = "SELECT COUNT(*) FROM plan";
  EXPECT_EQ(test::number(house, plans), 1);
}

TEST_P(PlanPages, FromTheFirstClickToThePrintedPlan) {
  const auto plan = begun(amara);
  EXPECT_EQ(test::post(house, routes, amara, of_maya(plan + "/targets"), a_target()).status, 303);
  EXPECT_EQ(test::post(house, routes, amara, of_maya(plan + "/provision"),
                       {{"id", fresh()}, {"what", "Precision teaching"}, {"who", "Amara Nwosu"}, {"minutes", "10"}, {"times", "4"}, {"every_weeks", "1"}, {"group_size", "1"}, {"from", "2026-03-03"}}).status,
            303);
  EXPECT_EQ(deed(amara, plan, "submitted").status, 303);
  EXPECT_THAT(page(senco, "/plans").body, AllOf(HasSubstr("Waiting for you to approve"), HasSubstr("Maya Osei")));
  EXPECT_THAT(page(amara, "/plans").body, Not(HasSubstr("Waiting for you to approve")));
  EXPECT_EQ(deed(senco, plan, "approved").status, 303);
  EXPECT_EQ(deed(senco, plan, "started").status, 303);
  EXPECT_EQ(test::post(house, routes, amara, of_maya(plan + "/agreements"),
                       {{"id", fresh()}, {"version", "1"}, {"party", "parent"}, {"name", "Ada Osei"}, {"on", "2026-03-02"}, {"how", "In a meeting"}}).status, 303);
  EXPECT_EQ(test::post(house, routes, priya, of_maya(plan + "/readings")).status, 303);
  EXPECT_THAT(page(priya, of_maya(plan)).body, AllOf(HasSubstr("Live"), HasSubstr("Maya reads 40 words on sight"), HasSubstr("10 minutes, 4 times a week, alone"), HasSubstr("Ada Osei"), HasSubstr("Priya Sandhu, version 1")));
  EXPECT_THAT(page(priya, of_maya(plan + "/print")).body, AllOf(HasSubstr("approved and live"), HasSubstr("From 12 words to 40 words"), HasSubstr("Ada Osei"), HasSubstr("Not yet")));
  EXPECT_EQ(page(tomas, of_maya(plan)).status, 404);
  EXPECT_EQ(page(tomas, of_maya(plan + "/print")).status, 404);
  EXPECT_THAT(page(amara, "/pupils/" + maya.text()).body, AllOf(HasSubstr("Maya reads 40 words on sight"), HasSubstr("One step at a time")));
  EXPECT_THAT(page(tomas, "/pupils/" + maya.text()).body, Not(HasSubstr("Maya reads 40 words")));
}

TEST_P(PlanPages, ATargetWithoutMeasureOrWayIsRefusedBesideTheField) {
  const auto plan = begun(amara);
  const auto refused = [&](test::Fields other) {
    const auto again = test::post(house, routes, amara, of_maya(plan + "/targets"), a_target(std::move(other)));
    EXPECT_EQ(again.status, 422);
    return again.body;
  };
  EXPECT_THAT(refused({{"measure", ""}}), HasSubstr("Select how it is measured"));
  EXPECT_THAT(refused({{"goal", "12"}}), HasSubstr("The goal must differ from where the pupil starts"));
  EXPECT_THAT(refused({{"by_when", "2026-03-01"}}), HasSubstr("must not be before the start"));
  EXPECT_THAT(refused({{"statement", ""}}), HasSubstr("Enter what the pupil will be able to do"));
  auto looked = a_target({{"statement", "Maya will improve her reading"}});
  looked.emplace_back("look", "yes");
  const auto advised = test::post(house, routes, amara, of_maya(plan + "/targets"), looked);
  EXPECT_EQ(advised.status, 200);
  EXPECT_THAT(advised.body, AllOf(HasSubstr("cannot be seen"), HasSubstr("Nothing here stops you from saving")));
  static constexpr db::Sql kept = "SELECT COUNT(*) FROM target";
  EXPECT_EQ(test::number(house, kept), 0);
}

TEST_P(PlanPages, NobodyApprovesWhatTheyWrote) {
  const auto plan = begun(senco);
  EXPECT_EQ(deed(senco, plan, "submitted").status, 303);
  EXPECT_THAT(page(senco, of_maya(plan)).body, AllOf(HasSubstr("somebody else must approve it"), Not(HasSubstr(">Approve<"))));
  const auto own = deed(senco, plan, "approved");
  EXPECT_EQ(own.status, 409);
  EXPECT_THAT(own.body, HasSubstr("You wrote on this plan"));
  EXPECT_EQ(deed(priya, plan, "approved").status, 404) << "a class teacher does not decide on SEND";
  EXPECT_EQ(deed(head, plan, "approved").status, 303);
}

TEST_P(PlanPages, TwoPeopleOnOnePlanLoseNothing) {
  const auto plan = begun(amara);
  auto theirs = a_plan("", "Draws whole towns from memory");
  theirs.emplace_back("was", "1");
  ASSERT_EQ(test::post(house, routes, priya, of_maya(plan + "/versions"), theirs).status, 303);
  auto mine = a_plan("", "Sings in tune");
  mine.emplace_back("was", "1");
  const auto both = test::post(house, routes, amara, of_maya(plan + "/versions"), mine);
  EXPECT_EQ(both.status, 409);
  EXPECT_THAT(both.body, AllOf(HasSubstr("Priya Sandhu saved version 2"), HasSubstr("Draws whole towns from memory"), HasSubstr("Sings in tune"), HasSubstr("name=\"was\" value=\"2\"")));
  mine.back().second = "2";
  EXPECT_EQ(test::post(house, routes, amara, of_maya(plan + "/versions"), mine).status, 303);
  EXPECT_THAT(page(amara, of_maya(plan + "/difference?from=2&to=3")).body, AllOf(HasSubstr("<del class=\"app-gone\">Draws whole towns from memory</del>"), HasSubstr("<ins class=\"app-came\">Sings in tune</ins>")));
}

TEST_P(PlanPages, ALivePlanStaysInForceWhileItsNextVersionIsWritten) {
  const auto plan = live();
  auto next = a_plan("", "Reads alone now");
  next.emplace_back("was", std::to_string(step_of(plan)));
  ASSERT_EQ(test::post(house, routes, amara, of_maya(plan + "/versions"), next).status, 303);
  EXPECT_THAT(page(priya, of_maya(plan)).body, AllOf(HasSubstr("Tells a story well"), Not(HasSubstr("Reads alone now")), HasSubstr("New version being written")));
  EXPECT_THAT(page(priya, of_maya(plan + "?version=2")).body, HasSubstr("Reads alone now"));
}

TEST_P(PlanPages, ATargetAddedToALivePlanIsInForceOnceSomebodyElseApprovesIt) {
  const auto plan = live();
  const auto fields = a_target();
  ASSERT_EQ(test::post(house, routes, amara, of_maya(plan + "/targets"), fields).status, 303);
  const auto place = of_maya(plan + "/targets/" + fields.front().second + "/approval");
  EXPECT_THAT(page(senco, of_maya(plan)).body, AllOf(HasSubstr("New, not started"), HasSubstr("Approve: in force from today")));
  EXPECT_THAT(page(amara, of_maya(plan)).body, Not(HasSubstr("Approve: in force")));
  for (const auto& other : {amara, priya, tomas}) EXPECT_EQ(test::post(house, routes, other, place, {{"was", "1"}}).status, 404);
  EXPECT_EQ(test::post(house, routes, senco, place, {{"was", "7"}}).status, 409);
  EXPECT_THAT(page(amara, "/pupils/" + maya.text()).body, Not(HasSubstr("Maya reads 40 words on sight"))) << "a draft stands on no pupil’s page";
  EXPECT_EQ(test::location_of(test::post(house, routes, senco, place, {{"was", "1"}})), of_maya(plan + "?done=target-approved"));
  EXPECT_EQ(test::post(house, routes, senco, place, {{"was", "1"}}).status, 303) << "sent twice";
  EXPECT_THAT(page(amara, "/pupils/" + maya.text()).body, HasSubstr("Maya reads 40 words on sight")) << "at once, without a next version of the plan";
  const auto own = a_target({{"statement", "Maya spells 20 words"}});
  ASSERT_EQ(test::post(house, routes, senco, of_maya(plan + "/targets"), own).status, 303);
  const auto refused = test::post(house, routes, senco, of_maya(plan + "/targets/" + own.front().second + "/approval"), {{"was", "1"}});
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.body, HasSubstr("You wrote this target"));
}

TEST_P(PlanPages, ALineAddedToALivePlanIsPromisedOnceSomebodyElseApprovesItAndOwesNothingBefore) {
  const auto plan = live();
  house.clock.pass(14 * base::day_ms);
  const auto line = [&](const std::string& what) {
    return test::Fields{{"id", fresh()}, {"what", what}, {"who", "Teaching assistant"}, {"minutes", "20"}, {"times", "3"}, {"every_weeks", "1"}, {"group_size", "1"}, {"from", "2026-03-03"}};
  };
  const auto fields = line("Precision teaching");
  ASSERT_EQ(test::post(house, routes, amara, of_maya(plan + "/provision"), fields).status, 303);
  const auto place = of_maya(plan + "/provision/" + fields.front().second), approval = place + "/approval", promises = "/api/v1/pupils/" + maya.text() + "/promises";
  EXPECT_THAT(page(senco, of_maya(plan)).body, AllOf(HasSubstr("New, not started"), HasSubstr("Approve: promised from today")));
  EXPECT_THAT(page(amara, of_maya(plan)).body, Not(HasSubstr("Approve: promised")));
  EXPECT_THAT(page(senco, promises).body, Not(HasSubstr("Precision teaching")));
  for (const auto& other : {amara, priya, tomas}) EXPECT_EQ(test::post(house, routes, other, approval, {{"was", "1"}}).status, 404);
  EXPECT_EQ(test::post(house, routes, senco, approval, {{"was", "7"}}).status, 409);
  EXPECT_EQ(test::location_of(test::post(house, routes, senco, approval, {{"was", "1"}})), of_maya(plan + "?done=provision-approved"));
  EXPECT_EQ(test::post(house, routes, senco, approval, {{"was", "1"}}).status, 303) << "sent twice";
  EXPECT_THAT(page(senco, promises).body, AllOf(HasSubstr("Precision teaching"), HasSubstr("2026-03-17"), Not(HasSubstr("2026-03-03")))) << "nothing is owed for the weeks before it was agreed";
  EXPECT_THAT(page(amara, place).body, AllOf(HasSubstr("What was promised before"), HasSubstr("Hanna Lindqvist"), HasSubstr("Approved: promised from now on")));
  const auto own = line("A reading group");
  ASSERT_EQ(test::post(house, routes, senco, of_maya(plan + "/provision"), own).status, 303);
  const auto refused = test::post(house, routes, senco, of_maya(plan + "/provision/" + own.front().second + "/approval"), {{"was", "1"}});
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.body, HasSubstr("You wrote this line"));
  auto over = line("A short course");
  over.emplace_back("until", "2026-03-10");
  ASSERT_EQ(test::post(house, routes, amara, of_maya(plan + "/provision"), over).status, 303);
  EXPECT_THAT(test::post(house, routes, senco, of_maya(plan + "/provision/" + over.front().second + "/approval"), {{"was", "1"}}).body, HasSubstr("Its last day has passed already"));
}

TEST_P(PlanPages, TheBankHoldsWhatTheSchoolAddsAndCountsWhatCameOfIt) {
  const auto entry = fresh();
  const test::Fields fields = {{"id", entry}, {"was", "0"}, {"sort", "target"}, {"area", "cognition"}, {"words", "Tells the time to … minutes"}, {"measure", "count"}, {"unit", "clock faces"}};
  EXPECT_EQ(test::get(house, routes, amara, "/plans/bank").status, 404) << "a key worker begins from it, and does not keep it";
  EXPECT_EQ(test::post(house, routes, amara, "/plans/bank", fields).status, 404);
  auto wrong = fields;
  wrong.back().second = "";
  const auto refused = test::post(house, routes, priya, "/plans/bank", wrong);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("Enter what is counted"), HasSubstr("Tells the time to")));
  EXPECT_EQ(test::location_of(test::post(house, routes, priya, "/plans/bank", fields)), "/plans/bank?done=saved");
  EXPECT_EQ(test::post(house, routes, priya, "/plans/bank", fields).status, 303) << "sent twice";
  static constexpr db::Sql kept = "SELECT COUNT(*) FROM bank_entry";
  EXPECT_EQ(test::number(house, kept), 1);
  EXPECT_THAT(page(senco, "/plans/bank").body, AllOf(HasSubstr("Tells the time to"), HasSubstr("Our own"), HasSubstr("Reads … of the first 100 words")));
  const auto plan = begun(amara);
  EXPECT_THAT(page(amara, of_maya(plan + "/targets/new")).body, HasSubstr("Tells the time to"));
  EXPECT_THAT(page(amara, of_maya(plan + "/targets/new?bank=" + entry)).body, AllOf(HasSubstr("value=\"clock faces\""), HasSubstr("name=\"from_bank\" value=\"" + entry)));
  auto target = a_target();
  target.emplace_back("from_bank", entry);
  ASSERT_EQ(test::post(house, routes, amara, of_maya(plan + "/targets"), target).status, 303);
  EXPECT_THAT(page(senco, "/plans/bank/" + entry).body, HasSubstr("Used 1 time"));
  auto retired = fields;
  retired[1].second = "1";
  retired.emplace_back("retired", "yes");
  ASSERT_EQ(test::post(house, routes, senco, "/plans/bank", retired).status, 303);
  EXPECT_THAT(page(amara, of_maya(plan + "/targets/new")).body, Not(HasSubstr("Tells the time to")));
  EXPECT_THAT(page(senco, "/plans/bank/" + entry).body, AllOf(HasSubstr("How it changed"), HasSubstr("Priya Sandhu"), HasSubstr("(retired)"), HasSubstr("Used 1 time")));
  auto late = fields;
  late[1].second = "1";
  late[4].second = "Tells the time to the hour";
  const auto both = test::post(house, routes, priya, "/plans/bank", late);
  EXPECT_EQ(both.status, 409);
  EXPECT_THAT(both.body, AllOf(HasSubstr("Tells the time to the hour"), HasSubstr("It now says: Tells the time to … minutes")));
}

TEST_P(PlanPages, WhatIsNoDecisionIsNotTakenByWhoDecides) {
  const auto plan = live();
  for (const std::string step : {"review_set", "revised", "begun", "submitted"}) {
    const auto before = step_of(plan);
    EXPECT_EQ(test::post(house, routes, senco, of_maya(plan + "/decision"), {{"was", std::to_string(before)}, {"deed", step}}).status, 409) << step;
    EXPECT_EQ(step_of(plan), before);
  }
}

TEST_P(PlanPages, AReturnNeedsAComment) {
  const auto plan = begun(amara);
  ASSERT_EQ(deed(amara, plan, "submitted").status, 303);
  EXPECT_EQ(deed(senco, plan, "returned").status, 422);
  EXPECT_EQ(deed(senco, plan, "returned", "Say how often").status, 303);
  EXPECT_THAT(page(amara, of_maya(plan)).body, AllOf(HasSubstr("Hanna Lindqvist returned it"), HasSubstr("Say how often")));
}

TEST_P(PlanPages, WhatIsPromisedAlreadyIsQuestionedBesideTheFieldAndMayBePromisedTwiceOnPurpose) {
  const auto plan = live();
  const auto line = [&](test::Fields more = {}) {
    test::Fields out = {{"id", fresh()}, {"what", "Precision teaching"}, {"who", "Amara Nwosu"}, {"minutes", "10"}, {"times", "4"}, {"every_weeks", "1"}, {"group_size", "1"}, {"from", "2026-03-03"}, {"until", "2026-05-01"}};
    for (auto& [name, value] : more) {
      const auto found = std::find_if(out.begin(), out.end(), [&](const auto& each) { return each.first == name; });
      if (found == out.end()) out.emplace_back(name, value);
      else found->second = value;
    }
    return out;
  };
  const auto add = [&](test::Fields fields) { return test::post(house, routes, amara, of_maya(plan + "/provision"), std::move(fields)); };
  ASSERT_EQ(add(line()).status, 303);
  const auto twice = add(line({{"what", "precision teaching"}, {"minutes", "20"}}));
  EXPECT_EQ(twice.status, 422);
  EXPECT_THAT(twice.body, AllOf(HasSubstr("This is promised already: 10 minutes, 4 times a week, alone, from 3 March 2026 to 1 May 2026, in this plan"), HasSubstr("value=\"20\""), HasSubstr("id=\"what-error\""),
                                HasSubstr("promised twice on purpose")));
  EXPECT_EQ(add(line({{"what", "precision teaching"}, {"from", "2026-05-02"}, {"until", "2026-06-01"}})).status, 303) << "after the last day of the other";
  EXPECT_EQ(add(line({{"what", "precision teaching"}, {"minutes", "20"}, {"sure", "yes"}})).status, 303);
}

TEST_P(PlanPages, ACarePlanNamesTrainedAdultsAndStartsWithConsentOrWithAReasonThatIsTold) {
  const auto id = fresh();
  test::Fields care = {{"id", id}, {"form", "moving_handling"}, {"title", "Moving"}, {"from", "2026-03-03"}, {"review", "2026-09-01"}, {"f.about", "Stands with help"}, {"f.bears", "some"},
                       {"f.transfers.0.from", "Chair"}, {"f.transfers.0.to", "Floor"}, {"f.transfers.0.how", "Side by side"}, {"f.transfers.0.adults", "2"}, {"f.never", "Under the arms"}, {"f.named", "Amara Nwosu"}};
  const auto untrained = test::post(house, routes, amara, of_maya(), care);
  EXPECT_EQ(untrained.status, 422);
  EXPECT_THAT(untrained.body, HasSubstr("Amara Nwosu has no training for this that is in date"));
  care.emplace_back("f.untrained_why", "Course on Friday, supervised until then");
  ASSERT_EQ(test::post(house, routes, amara, of_maya(), care).status, 303);
  const auto notices = [&] {
    auto visit = test::visit_as(house, senco);
    return record::list_notices(access::Door::staff<access::May::entries_own>(*visit).value(), 10);
  };
  ASSERT_EQ(notices().size(), 1U);
  EXPECT_THAT(notices().front().words, HasSubstr("without the training"));
  const auto plan = "/" + id;
  ASSERT_EQ(deed(amara, plan, "submitted").status, 303);
  ASSERT_EQ(deed(head, plan, "approved").status, 303);
  EXPECT_THAT(page(head, of_maya(plan)).body, AllOf(HasSubstr("Before it starts it needs"), HasSubstr("agreement to this plan")));
  const auto refused = deed(head, plan, "started");
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Enter why it starts without what it asks for"));
  EXPECT_EQ(deed(head, plan, "started", "The letter is on its way; the mother agreed by telephone").status, 303);
  EXPECT_EQ(notices().size(), 2U);
  EXPECT_EQ(test::post(house, routes, amara, of_maya(plan + "/consents"), {{"id", fresh()}, {"what", "handling"}, {"given_by", "Ada Osei"}, {"given_on", "2026-03-03"}, {"given_how", "On paper"}}).status, 303);
  EXPECT_THAT(page(amara, of_maya(plan)).body, AllOf(HasSubstr("Ada Osei"), HasSubstr("Withdrawn…")));
}

TEST_P(PlanPages, ASchoolCallsAPlanByItsOwnName) {
  test::Fields words = {{"was", "0"}, {"title", "Individual Support Plan"}, {"plural", "Individual Support Plans"}, {"tile", "Support plan"}, {"description", "Every pupil with SEND has one."}};
  EXPECT_EQ(page(amara, "/school/kinds/sen_support").status, 404);
  EXPECT_THAT(page(senco, "/school/kinds").body, HasSubstr("SEN support plan"));
  ASSERT_EQ(test::post(house, routes, senco, "/school/kinds/sen_support/words", words).status, 303);
  EXPECT_THAT(page(amara, of_maya("/new")).body, AllOf(HasSubstr("Individual Support Plan"), Not(HasSubstr("SEN support plan (assess"))));
}

INSTANTIATE_TEST_SUITE_P(Engines, PlanPages, testing::ValuesIn(test::engines_under_test()));

TEST(ADifference, KeepsEveryWordOfBothTexts) {
  EXPECT_TRUE(rc::check([] {
    const auto words = rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("one", "two", "three", "four"));
    const auto text_of = [](const std::vector<std::string>& all) {
      std::string out;
      for (const auto& word : all) out += word + " ";
      return out;
    };
    const auto before = text_of(*words), after = text_of(*words);
    auto html = difference(before, after).text();
    const auto without = [&](std::string_view open, std::string_view close, bool drops) {
      std::string out = std::string(html);
      for (auto at = out.find(open); at != std::string::npos; at = out.find(open)) {
        const auto end = out.find(close, at);
        out = drops ? out.substr(0, at) + out.substr(end + close.size()) : out.substr(0, at) + out.substr(at + open.size(), end - at - open.size()) + out.substr(end + close.size());
      }
      return out;
    };
    const auto both = [&](bool wants_before) {
      html = difference(before, after).text();
      html = without("<del class=\"app-gone\">", "</del>", !wants_before);
      html = without("<ins class=\"app-came\">", "</ins>", wants_before);
      html = html.substr(html.find('>') + 1);
      return html.substr(0, html.find("</span>"));
    };
    RC_ASSERT(both(true) == before);
    RC_ASSERT(both(false) == after);
  }));
}

}  // namespace
}  // namespace plans
