// A review from the first click to the copy for home, through the real routes on both engines: it opens filled in, is decided, closed, and drafts the next cycle.
#include "casework/plans/provision_line_store.h"
#include "casework/plans/target_store.h"
#include "casework/provision/pay_store.h"
#include "casework/reviews/review_store.h"
#include "record/fact_follower.h"
#include "testing/live_cycle.h"
#include "testing/program.h"
#include "testing/whole_school.h"
#include "web/json.h"

#include <gmock/gmock.h>

namespace reviews {
namespace {

using access::May;
using access::Relation;
using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ReviewPages : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
  const access::StaffId priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}, .post = "Class teacher"});
  const access::StaffId senco = test::a_member_of_staff(house, {.name = "Hanna Lindqvist", .roles = {Role::senco}, .post = "SENCo"});
  const access::StaffId head = test::a_member_of_staff(house, {.name = "Hugh Abara", .roles = {Role::head}, .post = "Head"});
  const access::StaffId office = test::a_member_of_staff(house, {.name = "Olu Ade", .roles = {Role::office}, .post = "Office"});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  test::LiveCycle cycle;

  ReviewPages() {
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, priya, Relation::teaches_class, maya);
    cycle = test::a_live_cycle(house, maya, amara, senco, {.from = house->today() + -40, .due = house->today()});
  }

  std::string fresh() { return ReviewId::make(house->now(), house.random).text(); }
  std::string of_maya(const std::string& rest = {}) { return "/pupils/" + maya.text() + "/reviews" + rest; }
  web::Response page(const access::StaffId& whom, const std::string& where) { return test::get(house, routes, whom, where); }
  std::string opened(const access::StaffId& who) {
    const auto id = fresh();
    const auto sent = test::post(house, routes, who, of_maya(), {{"id", id}, {"plan", cycle.plan.text()}});
    EXPECT_EQ(sent.status, 303) << sent.body;
    return of_maya("/" + id);
  }
  test::Fields decisions(const std::string& deed, int was, test::Fields changed = {}) {
    test::Fields out = {{"was", std::to_string(was)}, {"deed", deed}, {"held_on", "2026-03-03"}, {"next_review", "2026-06-02"}, {"draft_next", "yes"},
                        {"decision." + cycle.targets[0].text(), "met"}, {"decision." + cycle.targets[1].text(), "continue"}};
    for (auto& [name, value] : changed) {
      const auto found = std::find_if(out.begin(), out.end(), [&](const auto& field) { return field.first == name; });
      if (found == out.end()) out.emplace_back(name, value);
      else if (value.empty()) out.erase(found);
      else found->second = value;
    }
    return out;
  }
  web::Response decide(const access::StaffId& who, const std::string& review, test::Fields fields) { return test::post(house, routes, who, review + "/decisions", std::move(fields)); }
  std::vector<plans::Target> targets() {
    auto visit = test::visit_as(house, senco);
    return plans::list_targets(*access::Door::pupil<May::pupil_find>(*visit, maya));
  }
  plans::Plan plan() {
    auto visit = test::visit_as(house, senco);
    return *plans::find_plan(*access::Door::pupil<May::pupil_find>(*visit, maya), cycle.plan);
  }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, ReviewPages, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(ReviewPages, OpensFilledInWithWhatTheCycleShowed) {
  const auto review = opened(amara);
  const auto shown = page(amara, review).body;
  EXPECT_THAT(shown, AllOf(HasSubstr("Reads 40 words of list 1"), HasSubstr("From 12 words to 40 words"), HasSubstr("24 words: 42% of the way")));
  EXPECT_THAT(shown, AllOf(HasSubstr("app-trend"), HasSubstr("Goal 40"), HasSubstr("From 12 words"))) << "the scores as a line against the goal";
  EXPECT_THAT(shown, AllOf(HasSubstr("Read 24 words, session 11"), HasSubstr("the furthest on the way"), HasSubstr("/records/" + cycle.records[10].text()))) << "the best evidence, with its record";
  EXPECT_THAT(shown, AllOf(HasSubstr("12 written up: 12 in full"), HasSubstr("Precision teaching 1, 20 minutes, 3 times a week"), HasSubstr("Promised "), HasSubstr("Amara Nwosu")));
  EXPECT_THAT(shown, HasSubstr("value=\"2026-03-03\"")) << "today is the day unless it is changed";
  EXPECT_THAT(shown, Not(HasSubstr("What it cost"))) << "costs are not a key worker's to see";
  EXPECT_THAT(page(senco, review).body, HasSubstr("What it cost"));
  EXPECT_EQ(page(head, review).status, 200);
  for (const auto& other : {tomas, office}) {
    EXPECT_EQ(page(other, review).status, 404);
    EXPECT_EQ(test::post(house, routes, other, of_maya(), {{"id", fresh()}, {"plan", cycle.plan.text()}}).status, 404);
  }
}

TEST_P(ReviewPages, CostsWhatItsSessionsCost) {
  provision::Pay pay;
  pay.id = provision::PayId::make(house->now(), house.random);
  pay.staff = amara;
  pay.from_on = house->today() + -300;
  pay.full_time = {2'329'700};
  pay.week_minutes = 1900;
  pay.paid_weeks = 43'100;
  test::carry_out(house, provision::pay_steps(pay, senco, house->now()));
  const auto one = provision::cost_of(provision::minute_cost(pay), 20);
  EXPECT_THAT(page(senco, opened(amara)).body, HasSubstr(provision::to_exact_text({one.value * 12}) + " in this cycle"));
}

TEST_P(ReviewPages, CountsBehaviourBeforeTheCycleAndInIt) {
  const auto behaved = [&](std::int64_t days_ago) {
    const auto at = house->now();
    house.clock.move_to(at + -days_ago * base::day_ms);
    const auto saved = test::post(house, routes, amara, "/records", {{"id", record::RecordId::make(house->now(), house.random).text()}, {"kind", "recognition"}, {"pupil", maya.text()},
                                                                      {"f.what_happened", "Helped a younger child"}, {"f.for_what", "kind"}});
    house.clock.move_to(at);
    return saved;
  };
  const auto first = behaved(5);
  ASSERT_EQ(first.status, 303) << first.body;
  ASSERT_EQ(behaved(60).status, 303);
  ASSERT_EQ(behaved(12).status, 303);
  house->room<record::FactFollower>().catch_up();
  const auto shown = page(amara, opened(amara)).body;
  EXPECT_THAT(shown, AllOf(HasSubstr("Before this cycle and in it"), HasSubstr("What else was seen"), HasSubstr("Helped a younger child")));
}

TEST_P(ReviewPages, PhotosStandBesideTheSessionTheyAreOf) {
  static constexpr db::Sql attach =
      "INSERT INTO attachment (id, record_id, version, name, content_type, size, digest, added_by, added_at) VALUES (:id, :record, 1, 'list.png', 'image/png', 3, :digest, :by, :at)";
  base::Bytes32 digest{};
  const auto file = record::AttachmentId::make(house->now(), house.random);
  test::carry_out(house, {{attach, {{"id", file}, {"record", cycle.records[10]}, {"digest", digest}, {"by", amara}, {"at", house->now()}}}});
  EXPECT_THAT(page(amara, opened(amara)).body, AllOf(HasSubstr("/files/" + file.text()), HasSubstr("list.png")));
}

TEST_P(ReviewPages, HaveTheClassOfTheirPlanAndShowNoSessionsToWhoDoesNotSeeThem) {
  const auto subject = test::a_member_of_staff(house, {.name = "Sam Okoro", .roles = {Role::subject_teacher}, .post = "Music teacher"});
  test::a_tie(house, subject, Relation::teaches, maya);
  EXPECT_EQ(page(subject, opened(amara)).status, 404) << "an education plan is SEND information";
  const auto passport = test::a_live_cycle(house, maya, amara, senco, {.template_id = "passport", .title = "Passport", .info_class = access::InfoClass::c5_profile, .from = house->today() + -40,
                                                                       .due = house->today(), .targets = 1, .sessions = 4});
  const auto id = fresh();
  ASSERT_EQ(test::post(house, routes, amara, of_maya(), {{"id", id}, {"plan", passport.plan.text()}}).status, 303);
  EXPECT_THAT(page(amara, of_maya("/" + id)).body, HasSubstr("Read 20 words"));
  const auto shown = page(subject, of_maya("/" + id));
  EXPECT_EQ(shown.status, 200);
  EXPECT_THAT(shown.body, AllOf(HasSubstr("Sessions are for those who see SEND information"), HasSubstr("No session scored it"), Not(HasSubstr("Read 20 words")), Not(HasSubstr("Close the review")),
                                Not(HasSubstr("name=\"held_on\""))));
  EXPECT_EQ(decide(subject, of_maya("/" + id), decisions("save", 0)).status, 404);
  EXPECT_THAT(page(subject, of_maya()).body, AllOf(HasSubstr("Passport"), Not(HasSubstr("Reading"))));
}

TEST_P(ReviewPages, ASecondClickOrASecondPersonGoesOnWithTheReviewThatIsOpen) {
  const auto review = opened(amara);
  const auto again = test::post(house, routes, senco, of_maya(), {{"id", fresh()}, {"plan", cycle.plan.text()}});
  EXPECT_EQ(test::location_of(again), review);
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM review"), 1);
  EXPECT_THAT(page(amara, of_maya()).body, HasSubstr(review));
  EXPECT_THAT(page(senco, "/reviews").body, AllOf(HasSubstr("Maya Osei"), HasSubstr("due today"), HasSubstr("Go on with it")));
  EXPECT_THAT(page(tomas, "/reviews").body, Not(HasSubstr("Maya Osei")));
  EXPECT_EQ(page(office, of_maya()).body.find(review), std::string::npos);
}

TEST_P(ReviewPages, FallDueByTheirDayUntilTheyAreHeldForWhoSeesThePlan) {
  const auto later = test::a_live_cycle(house, maya, amara, senco, {.title = "Number", .from = house->today() + -20, .due = house->today() + 30});
  const auto due = [&](const access::StaffId& who, int days) {
    auto visit = test::visit_as(house, who);
    std::vector<std::string> titles;
    for (const auto& each : list_due(*access::Door::caseload<May::pupil_find>(*visit), house->today() + days)) titles.push_back(each.plan.title);
    return titles;
  };
  EXPECT_THAT(due(senco, 0), testing::ElementsAre("Reading"));
  EXPECT_THAT(due(senco, 30), testing::ElementsAre("Reading", "Number"));
  EXPECT_THAT(due(amara, 30), testing::ElementsAre("Reading", "Number"));
  EXPECT_THAT(due(senco, -1), testing::IsEmpty());
  EXPECT_THAT(due(tomas, 30), testing::IsEmpty());
  ASSERT_EQ(decide(senco, opened(amara), decisions("close", 0, {{"draft_next", ""}})).status, 303);
  EXPECT_THAT(due(senco, 30), testing::ElementsAre("Number")) << "held";
}

TEST_P(ReviewPages, IsSavedAsItGrowsAndNothingIsDecidedYet) {
  const auto review = opened(amara);
  EXPECT_EQ(decide(amara, review, decisions("save", 0, {{"summary", "Reads with joy now"}, {"helped." + cycle.targets[0].text() + ".1", "helped"}})).status, 303);
  EXPECT_THAT(page(amara, review).body, AllOf(HasSubstr("Reads with joy now"), Not(HasSubstr("What was decided"))));
  EXPECT_EQ(plan().state, plans::PlanState::live);
  EXPECT_EQ(decide(amara, review, decisions("save", 0, {{"summary", "Reads with joy now"}, {"helped." + cycle.targets[0].text() + ".1", "helped"}})).status, 303) << "sent twice it is one";
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM review_version"), 1);
  EXPECT_EQ(decide(priya, review, decisions("save", 1, {{"helped." + cycle.targets[1].text() + ".1", "did_not"}})).status, 303) << "a teacher says what helped";
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM review_version WHERE version = 2 AND body LIKE '%did_not%'"), 1);
  EXPECT_EQ(decide(priya, review, decisions("close", 2)).status, 404);
  EXPECT_EQ(decide(amara, review, decisions("close", 2)).status, 404) << "a key worker proposes, and does not close";
  EXPECT_EQ(decide(tomas, review, decisions("save", 2)).status, 404);
}

TEST_P(ReviewPages, WhatIsMissingStandsBesideItsFieldAndNothingTypedIsLost) {
  const auto review = opened(senco);
  const auto again = decide(senco, review, decisions("close", 0, {{"decision." + cycle.targets[0].text(), ""}, {"decision." + cycle.targets[1].text(), "stop"}, {"summary", "Went <well>"}}));
  EXPECT_EQ(again.status, 422);
  EXPECT_THAT(again.body, AllOf(HasSubstr("There is a problem"), HasSubstr("Select what becomes of this target"), HasSubstr("Enter why it stops"), HasSubstr("Went &lt;well&gt;")));
  EXPECT_EQ(decide(senco, review, decisions("save", 0, {{"summary", std::string(3001, 'a')}})).status, 422);
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM review_version"), 0);
}

TEST_P(ReviewPages, BeforeItsCycleHasEndedItIsQuestionedBesideTheField) {
  cycle = test::a_live_cycle(house, maya, amara, senco, {.title = "Number", .from = house->today() + -20, .due = house->today() + 30});
  const auto review = opened(senco);
  EXPECT_THAT(page(senco, review).body, HasSubstr("Why it is reviewed before the cycle has ended"));
  const auto asked = decide(senco, review, decisions("close", 0));
  EXPECT_EQ(asked.status, 422);
  EXPECT_THAT(asked.body, HasSubstr("The cycle runs until 2 April 2026. Enter why it is reviewed before that"));
  EXPECT_EQ(decide(senco, review, decisions("close", 0, {{"early_reason", "The family moves in March"}})).status, 303);
  EXPECT_THAT(page(senco, review).body, HasSubstr("The family moves in March"));
}

TEST_P(ReviewPages, TwoPeopleSaveAndBothTextsAreShown) {
  const auto review = opened(amara);
  EXPECT_EQ(decide(senco, review, decisions("save", 0, {{"summary", "Hanna's words"}})).status, 303);
  const auto late = decide(amara, review, decisions("save", 0, {{"summary", "Amara's words"}}));
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, AllOf(HasSubstr("Hanna&#39;s words"), HasSubstr("Amara&#39;s words"), HasSubstr("Hanna Lindqvist saved this review while you were writing"), HasSubstr("name=\"was\" value=\"1\"")));
  EXPECT_EQ(decide(amara, review, decisions("save", 1, {{"summary", "Amara's words"}})).status, 303);
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM review_version"), 2) << "theirs stays as the version before";
  EXPECT_EQ(decide(senco, review, decisions("close", 2)).status, 303);
  const auto closed = decide(amara, review, decisions("save", 2, {{"summary", "Too late, but kept"}}));
  EXPECT_EQ(closed.status, 409);
  EXPECT_THAT(closed.body, HasSubstr("Too late, but kept"));
}

TEST_P(ReviewPages, ClosingItJudgesTheTargetsAndDraftsTheNextCycle) {
  const auto review = opened(amara);
  EXPECT_EQ(test::post(house, routes, amara, review + "/voices", {{"id", fresh()}, {"party", "pupil"}, {"pupil_1", "I like the cards"}, {"pupil_on", "2026-03-02"}, {"pupil_how", "In a talk"}}).status, 303);
  const auto closed = decide(senco, review, decisions("close", 0, {{"helped." + cycle.targets[1].text() + ".1", "helped"}, {"agreed_name.parent", "Ada Osei"}, {"agreed_how.parent", "At the meeting"},
                                                                    {"summary", "A good term"}}));
  ASSERT_EQ(closed.status, 303) << closed.body;
  EXPECT_EQ(decide(senco, review, decisions("close", 0)).status, 303) << "the same click again";
  const auto now = plan();
  EXPECT_EQ(now.state, plans::PlanState::draft);
  EXPECT_EQ(now.version, 2);
  EXPECT_EQ(now.live_version, 1) << "people follow the old one until the new one is approved";
  EXPECT_EQ(now.review, base::to_date(2026, 6, 2));
  for (const auto& target : targets()) {
    const bool met = target.id == cycle.targets[0];
    EXPECT_EQ(target.state, met ? plans::TargetState::ended : plans::TargetState::live);
    EXPECT_EQ(target.outcome, met ? plans::Outcome::met : plans::Outcome::emerging);
    if (met) continue;
    EXPECT_EQ(target.words.baseline, 24 * plans::one) << "the next cycle begins where the pupil now is";
    EXPECT_EQ(target.words.by_when, base::to_date(2026, 6, 2));
  }
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM target_strategy WHERE helped = 1"), 1);
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM provision_line WHERE state = 'ended'"), 1) << "the promise of the target that was met";
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM provision_line WHERE state = 'live' AND until_on = :on", {{"on", *base::to_date(2026, 6, 2)}}), 1) << "the other is carried";
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM plan_agreement WHERE version = 2 AND name = 'Ada Osei'"), 1);
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM plan_step WHERE deed = 'reviewed' AND words LIKE '%1 met, 1 goes on.%'"), 1);
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM plan_version WHERE version = 2 AND body LIKE '%I like the cards%'"), 1) << "what was said is not typed twice";
  EXPECT_THAT(page(amara, review).body, AllOf(HasSubstr("What was decided"), HasSubstr("24 words"), HasSubstr("From 12 words to 40 words"), HasSubstr("Version 2 of the plan"), HasSubstr("A good term")))
      << "a closed review shows the targets as they stood in its cycle";
  EXPECT_THAT(page(amara, "/pupils/" + maya.text() + "/plans/" + cycle.plan.text()).body, AllOf(HasSubstr("From 24 words to 40 words"), HasSubstr("Reviewed it")));
}

TEST_P(ReviewPages, TheNextVersionMayBeLeftToSomebodyElseToDraft) {
  const auto review = opened(amara);
  ASSERT_EQ(decide(senco, review, decisions("close", 0, {{"draft_next", ""}})).status, 303);
  EXPECT_EQ(plan().state, plans::PlanState::reviewed);
  EXPECT_THAT(page(amara, review).body, HasSubstr("Draft the next version of the plan"));
  EXPECT_EQ(test::post(house, routes, tomas, review + "/next").status, 404);
  ASSERT_EQ(test::post(house, routes, amara, review + "/next").status, 303);
  EXPECT_EQ(plan().version, 2);
  EXPECT_EQ(test::post(house, routes, amara, review + "/next").status, 303) << "the same click again";
  EXPECT_EQ(plan().version, 2);
  const auto approved = [&](const std::string& deed, const access::StaffId& who) {
    return test::post(house, routes, who, "/pupils/" + maya.text() + "/plans/" + cycle.plan.text() + (deed == "submitted" ? "/submission" : "/decision"),
                      {{"was", std::to_string(plan().step)}, {"deed", deed}}).status;
  };
  EXPECT_EQ(approved("submitted", amara), 303);
  EXPECT_EQ(approved("approved", senco), 303) << "who closed the review approves what the key worker drafted";
  EXPECT_EQ(approved("started", senco), 303);
  house.clock.pass(10 * base::day_ms);
  const auto next = opened(amara);
  EXPECT_THAT(page(amara, next).body, AllOf(HasSubstr("4 March 2026 to 13 March 2026"), HasSubstr("From 24 words to 40 words"), Not(HasSubstr("Reads 40 words of list 1"))));
}

TEST_P(ReviewPages, TheCopyForHomeSaysItInPlainWordsAndNothingOfOthers) {
  const auto review = opened(amara);
  EXPECT_EQ(page(amara, review + "/letter").status, 404) << "nothing to send yet";
  EXPECT_EQ(test::post(house, routes, amara, review + "/voices", {{"id", fresh()}, {"party", "parent"}, {"parent_name", "Ada Osei"}, {"parent_1", "He shouts at home"}, {"parent_on", "2026-03-02"}, {"parent_how", "On paper"}}).status, 303);
  ASSERT_EQ(decide(senco, review, decisions("close", 0, {{"home", "Maya can be proud"}, {"agreed_name.parent", "Ada Osei"}, {"agreed_how.parent", "At the meeting"}})).status, 303);
  const auto letter = page(amara, review + "/letter").body;
  EXPECT_THAT(letter, AllOf(HasSubstr("Maya can be proud"), HasSubstr("Maya began at 12 words and is now at 24 words. The goal was 40 words."), HasSubstr("This is reached. Well done!"), HasSubstr("We go on with this."),
                            HasSubstr("2 June 2026")));
  EXPECT_THAT(letter, AllOf(Not(HasSubstr("He shouts at home")), Not(HasSubstr("Ada Osei")), Not(HasSubstr("£")))) << "one parent's words are not another's to read";
  EXPECT_EQ(page(tomas, review + "/letter").status, 404);
  EXPECT_EQ(test::post(house, routes, amara, review + "/copy", {{"sent_on", "2026-03-03"}, {"sent_how", ""}}).status, 422);
  EXPECT_EQ(test::post(house, routes, tomas, review + "/copy", {{"sent_on", "2026-03-03"}, {"sent_how", "By post"}}).status, 404);
  EXPECT_EQ(test::post(house, routes, amara, review + "/copy", {{"sent_on", "2026-03-03"}, {"sent_how", "By post"}}).status, 303);
  EXPECT_THAT(page(amara, review).body, HasSubstr("It went home on 3 March 2026: By post."));
}

TEST_P(ReviewPages, VoicesAreTypedInFromPaperWithWhoWroteThemDown) {
  const auto review = opened(amara);
  EXPECT_THAT(page(amara, review + "/questions?party=pupil").body, AllOf(HasSubstr("What helps you?"), HasSubstr("app-lines")));
  EXPECT_THAT(page(amara, review + "/questions?party=parent").body, HasSubstr("What helps at home?"));
  EXPECT_EQ(page(tomas, review + "/questions?party=pupil").status, 404);
  const auto id = fresh();
  const test::Fields sheet = {{"id", id}, {"party", "pupil"}, {"pupil_2", "Long <words>"}, {"pupil_on", "2026-03-02"}, {"pupil_how", "With symbols"}};
  auto lacking = sheet;
  lacking[4].second = "";
  const auto again = test::post(house, routes, amara, review + "/voices", lacking);
  EXPECT_EQ(again.status, 422);
  EXPECT_THAT(again.body, AllOf(HasSubstr("Enter how it was told"), HasSubstr("Long &lt;words&gt;")));
  EXPECT_EQ(test::post(house, routes, tomas, review + "/voices", sheet).status, 404);
  EXPECT_EQ(test::post(house, routes, amara, review + "/voices", sheet).status, 303);
  EXPECT_EQ(test::post(house, routes, amara, review + "/voices", sheet).status, 303);
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM review_voice"), 1);
  EXPECT_THAT(page(senco, review).body, AllOf(HasSubstr("What is hard?"), HasSubstr("Long &lt;words&gt;"), HasSubstr("written down by Amara Nwosu")));
}

TEST_P(ReviewPages, TheApiTellsScoresMinutesAndDecisionsToWhoSeesThePlan) {
  const auto review = opened(amara);
  ASSERT_EQ(decide(senco, review, decisions("close", 0)).status, 303);
  const auto id = review.substr(review.rfind('/') + 1);
  const auto list = test::Program(house, routes, amara).get("/api/v1/pupils/" + maya.text() + "/reviews");
  EXPECT_THAT(list.body, AllOf(HasSubstr(id), HasSubstr("\"closed\"")));
  const auto one = test::Program(house, routes, amara).get("/api/v1/reviews/" + id);
  ASSERT_EQ(one.status, 200) << one.body;
  const auto read = web::parse_json(one.body);
  ASSERT_TRUE(read);
  const auto& both = *read->find("targets")->array();
  ASSERT_EQ(both.size(), 2U);
  const auto& first = *both[0].find("target")->string() == cycle.targets[0].text() ? both[0] : both[1];
  EXPECT_EQ(*first.find("decision")->string(), "met");
  EXPECT_EQ(*first.find("latest")->integer(), 24);
  EXPECT_EQ(first.find("scores")->array()->size(), 6U);
  EXPECT_EQ(*read->find("minutes")->find("delivered_minutes")->integer() > 0, true);
  EXPECT_EQ(test::Program(house, routes, tomas).get("/api/v1/reviews/" + id).status, 404);
  EXPECT_EQ(test::Program(house, routes, tomas).get("/api/v1/pupils/" + maya.text() + "/reviews").body, "{\"reviews\":[]}");
}

TEST_P(ReviewPages, OpenedByMistakeIsDroppedWithAReasonAndThePlanGoesOnAsBefore) {
  const auto before = plan();
  const auto review = opened(amara);
  ASSERT_EQ(decide(amara, review, decisions("save", 0, {{"summary", "Went better than we thought"}})).status, 303);
  EXPECT_THAT(page(amara, review).body, HasSubstr("Opened by mistake?"));
  const auto link = test::post(house, routes, amara, review + "/links", {{"id", fresh()}, {"link_party", "parent"}, {"link_for", "Ada Osei"}});
  const auto at = link.body.find("/voice/");
  ASSERT_NE(at, std::string::npos) << link.body;
  const auto voice = link.body.substr(at, link.body.find('<', at) - at);
  test::Browser nobody(house, routes);
  EXPECT_EQ(nobody.get(voice).status, 200);
  const auto drop = [&](const access::StaffId& who, const std::string& why, const std::string& was = "1") { return test::post(house, routes, who, review + "/drop", {{"was", was}, {"why_dropped", why}}); };
  EXPECT_EQ(drop(tomas, "Not mine").status, 404);
  EXPECT_THAT(drop(amara, "").body, HasSubstr("Enter why the review is dropped"));
  const auto stale = drop(senco, "The wrong plan", "0");
  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(stale.body, HasSubstr("The wrong plan"));
  EXPECT_EQ(drop(amara, "The wrong plan was opened").status, 303);
  EXPECT_EQ(drop(amara, "The wrong plan was opened").status, 303) << "its first answer was lost";
  EXPECT_EQ(nobody.get(voice).status, 404) << "the link is dead";
  const auto shown = page(senco, review).body;
  EXPECT_THAT(shown, AllOf(HasSubstr("Amara Nwosu dropped this review"), HasSubstr("The wrong plan was opened"), HasSubstr("Went better than we thought"), HasSubstr("Reads 40 words of list 1"), Not(HasSubstr("Opened by mistake?"))));
  EXPECT_EQ(page(tomas, review).status, 404);
  EXPECT_EQ(page(senco, review + "/letter").status, 404);
  EXPECT_THAT(page(senco, of_maya()).body, AllOf(HasSubstr("Dropped"), HasSubstr("Open the review")));
  EXPECT_THAT((test::Program{house, routes, amara}.get("/api/v1" + of_maya()).body), HasSubstr("\"state\":\"dropped\""));
  EXPECT_EQ(plan().step, before.step);
  EXPECT_EQ(plan().state, before.state);
  EXPECT_EQ(plan().review, before.review);
  // Another one looks at the same cycle, and once it is closed it can be dropped no more.
  const auto second = opened(amara);
  EXPECT_NE(second, review);
  EXPECT_THAT(page(amara, second).body, Not(HasSubstr("Went better than we thought")));
  ASSERT_EQ(decide(senco, second, decisions("close", 0)).status, 303);
  const auto late = test::post(house, routes, senco, second + "/drop", {{"was", "1"}, {"why_dropped", "Changed my mind"}});
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, AllOf(HasSubstr("it cannot be dropped any more"), HasSubstr("Changed my mind")));
  EXPECT_THAT(page(senco, second).body, HasSubstr("What was decided"));
}

TEST_P(ReviewPages, DroppedMeanwhileTellsWhoWasWritingAndLosesNothing) {
  const auto review = opened(amara);
  ASSERT_EQ(test::post(house, routes, senco, review + "/drop", {{"was", "0"}, {"why_dropped", "Twice the same"}}).status, 303);
  const auto late = decide(amara, review, decisions("save", 0, {{"summary", "Words that took an hour"}}));
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, AllOf(HasSubstr("Hanna Lindqvist dropped this review while you were writing"), HasSubstr("Words that took an hour")));
  EXPECT_EQ(test::post(house, routes, amara, review + "/voices", {{"id", fresh()}, {"party", "pupil"}, {"pupil_1", "Good"}, {"pupil_on", "2026-03-03"}, {"pupil_how", "In a talk"}}).status, 409);
  EXPECT_EQ(test::post(house, routes, senco, review + "/copy", {{"sent_on", "2026-03-03"}, {"sent_how", "By post"}}).status, 404);
}

}  // namespace
}  // namespace reviews
