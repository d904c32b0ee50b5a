// The rules of decisions, cases and concerns about adults, each broken once; clocks, urgency and groups of the queue.
#include "casework/concerns/arrangement.h"
#include "casework/concerns/case.h"
#include "casework/concerns/conduct.h"
#include "casework/concerns/triage.h"

#include "base/random.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace concerns {
namespace {

using testing::ElementsAre;

const std::vector<Category> some_categories = {{"neglect", "Abuse and neglect", "Neglect"}, {"online", "Online", "Online"}};
const base::LocalDate tuesday = *base::to_date(2026, 3, 3);
const base::Zone london("Europe/London");
const base::UtcTime now = london.to_utc(tuesday, {10 * 60 + 40});
const Targets targets{15, 60};

DecisionDraft a_decision() {
  DecisionDraft out;
  out.outcome = "support";
  out.category = "neglect";
  out.level = 2;
  out.reason = "Second time this month.";
  out.parents = "told";
  return out;
}

std::vector<std::string> wrong_fields(const base::Error& error) {
  std::vector<std::string> out;
  for (const auto& field : error.fields) out.push_back(field.field);
  return out;
}

template <class Draft, class... More>
std::vector<std::string> refused(const Draft& draft, const More&... more) {
  const auto checked = check(draft, more...);
  return checked ? std::vector<std::string>{} : wrong_fields(checked.error());
}

TEST(CheckDecision, TakesAWholeOneAndNamesEveryFieldThatIsMissing) {
  EXPECT_TRUE(check(a_decision(), tuesday, some_categories));
  EXPECT_THAT(refused(DecisionDraft{}, tuesday, some_categories), ElementsAre("outcome", "category", "level", "reason", "parents"));
}

TEST(CheckDecision, AsksWhyAParentIsNotTold) {
  auto draft = a_decision();
  draft.parents = "not_told";
  EXPECT_THAT(refused(draft, tuesday, some_categories), ElementsAre("parents_why"));
  draft.parents_why = "It would put the child at risk.";
  EXPECT_TRUE(check(draft, tuesday, some_categories));
}

TEST(CheckDecision, ClosesOnlyWithAnAnswerToTheReporterAndWatchesOnlyWithADay) {
  auto draft = a_decision();
  draft.outcome = "close";
  EXPECT_THAT(refused(draft, tuesday, some_categories), ElementsAre("answer"));
  draft.answer = "Thank you. We spoke with her.";
  EXPECT_TRUE(check(draft, tuesday, some_categories));
  draft.outcome = "monitor";
  EXPECT_THAT(refused(draft, tuesday, some_categories), ElementsAre("review_on"));
  draft.review_on = tuesday + -1;
  EXPECT_THAT(refused(draft, tuesday, some_categories), ElementsAre("review_on"));
}

TEST(CheckDecision, KnowsOnlyTheCategoriesOfItsYear) {
  auto draft = a_decision();
  draft.category = "made_up";
  EXPECT_THAT(refused(draft, tuesday, some_categories), ElementsAre("category"));
  draft.category = "neglect";
  draft.categories = {"neglect", "online"};
  const auto checked = check(draft, tuesday, some_categories);
  ASSERT_TRUE(checked);
  EXPECT_THAT(checked->categories, ElementsAre("online")) << "the main one is not said twice";
}

class QueueRules : public testing::Test {
 protected:
  OpenConcern one(std::int64_t minutes_ago, std::string safe = "yes") {
    OpenConcern out;
    out.recorded_at = now + -minutes_ago * base::minute_ms;
    out.occurred_at = out.recorded_at;
    out.id = RecordId::make(out.recorded_at, random);
    out.author_id = access::StaffId::make(now, random);
    out.safe = std::move(safe);
    out.pupils = {{access::PupilId::make(now, random), "Maya Osei", "Year 4"}};
    return out;
  }
  base::SeededRandom random{7};
};

TEST_F(QueueRules, AChildWhoIsNotSafeIsOverdueInAQuarterOfAnHourAndASafeOneTheNextDay) {
  EXPECT_FALSE(clock_of(one(14, "no"), targets, now, london).overdue);
  EXPECT_TRUE(clock_of(one(15, "no"), targets, now, london).overdue);
  EXPECT_FALSE(clock_of(one(59, "not_sure"), targets, now, london).overdue);
  EXPECT_TRUE(clock_of(one(60, "not_sure"), targets, now, london).overdue);
  EXPECT_FALSE(clock_of(one(10 * 60), targets, now, london).overdue);
  EXPECT_TRUE(clock_of(one(11 * 60), targets, now, london).overdue) << "written yesterday evening";
}

TEST_F(QueueRules, ADecidedOneWaitsForItsDayAndAnAdditionBringsItBack) {
  auto decided = one(3000, "no");
  decided.steps = 1;
  decided.decided_at = now + -2000 * base::minute_ms;
  EXPECT_FALSE(clock_of(decided, targets, now, london).due);
  decided.review_on = tuesday;
  EXPECT_FALSE(clock_of(decided, targets, now, london).overdue);
  decided.review_on = tuesday + -1;
  EXPECT_TRUE(clock_of(decided, targets, now, london).overdue);
  decided.added_at = now;
  EXPECT_TRUE(decided.is_added_to());
  EXPECT_FALSE(clock_of(decided, targets, now, london).overdue);
}

TEST_F(QueueRules, TheMostUrgentStandsFirstAndThenTheOldest) {
  std::vector<OpenConcern> open = {one(5), one(30), one(1, "not_sure"), one(2, "no"), one(2000)};
  const std::vector<RecordId> ids = {open[3].id, open[2].id, open[4].id, open[1].id, open[0].id};
  sort_by_urgency(open, targets, now, london);
  for (std::size_t i = 0; i < ids.size(); ++i) EXPECT_EQ(open[i].id, ids[i]) << i;
}

TEST_F(QueueRules, ConcernsStandTogetherByChildByHouseholdAndByHour) {
  auto first = one(100), again = one(20), sister = one(50), other = one(10);
  again.pupils = first.pupils;
  again.occurred_at = first.occurred_at + 59 * base::minute_ms;
  std::vector<OpenConcern> open = {first, sister, again, other};
  EXPECT_THAT(group(open, Grouping::child, {}), ElementsAre(ElementsAre(0, 2), ElementsAre(1), ElementsAre(3)));
  const std::map<access::PupilId, int> homes = {{first.pupils[0].id, 1}, {sister.pupils[0].id, 1}, {other.pupils[0].id, 2}};
  EXPECT_THAT(group(open, Grouping::household, homes), ElementsAre(ElementsAre(0, 1, 2), ElementsAre(3)));
  EXPECT_EQ(group(open, Grouping::none, homes).size(), 4U);
  EXPECT_THAT(same_hour(open)[0], ElementsAre(2));
  open[2].author_id = open[0].author_id;
  EXPECT_TRUE(same_hour(open)[0].empty()) << "the same person wrote both: not two witnesses of one event";
}

TEST(WaitedWords, AreShort) {
  EXPECT_EQ(waited(now, now), "0 min");
  EXPECT_EQ(waited(now + -130 * base::minute_ms, now), "2 h 10 min");
  EXPECT_EQ(waited(now + -3 * base::day_ms, now), "3 days");
}

TEST(CaseRules, AStepUpGoesUpAStepDownGoesDownAndClosingSaysWhy) {
  base::SeededRandom random{7};
  const auto lead = access::StaffId::make(now, random);
  CaseStepDraft draft{.deed = "opened", .level = 3, .lead = lead, .review_on = tuesday + 14, .reason = "Third concern."};
  EXPECT_TRUE(check(draft, nullptr, tuesday));
  draft.deed = "closed";
  EXPECT_THAT(refused(draft, static_cast<const Case*>(nullptr), tuesday), ElementsAre("deed")) << "there is none to close";
  Case open;
  open.steps.push_back({"Ruth", now, "opened", 3, lead, "Ruth", {}, ""});
  draft.deed = "stepped_up";
  EXPECT_THAT(refused(draft, &std::as_const(open), tuesday), ElementsAre("level"));
  draft.level = 4;
  EXPECT_TRUE(check(draft, &open, tuesday));
  draft.deed = "stepped_down";
  EXPECT_THAT(refused(draft, &std::as_const(open), tuesday), ElementsAre("level"));
  draft.deed = "closed";
  draft.reason = " ";
  EXPECT_THAT(refused(draft, &std::as_const(open), tuesday), ElementsAre("reason"));
}

TEST(CaseRules, AProtectionPlanHasItsCategory) {
  MarkerDraft draft{.marker = "cp", .from_on = tuesday};
  EXPECT_FALSE(check(draft));
  draft.category = "neglect";
  EXPECT_TRUE(check(draft));
  draft.until_on = tuesday + -1;
  EXPECT_FALSE(check(draft));
}

TEST(ConductRules, AnAllegationGoesToTheDesignatedOfficerBeforeItIsClosed) {
  ConductStepDraft draft{.threshold = "allegation", .lado = "not_needed", .reason = "Held by the arm."};
  EXPECT_THAT(refused(draft, now), ElementsAre("lado"));
  draft.lado = "to_contact";
  EXPECT_TRUE(check(draft, now));
  draft.closes = true;
  EXPECT_THAT(refused(draft, now), ElementsAre("lado"));
  draft.lado = "contacted";
  EXPECT_THAT(refused(draft, now), ElementsAre("lado_on"));
  draft.lado_at = now;
  EXPECT_TRUE(check(draft, now));
}

TEST(RouteRules, ARouteIsForItsTopicAndUrgencyOnly) {
  const Route route{.topic = "missing", .safe = "no", .tells = "class_teacher", .words = "Speak to the DSL first"};
  EXPECT_TRUE(is_for(route, {"home", "missing"}, "no"));
  EXPECT_FALSE(is_for(route, {"home"}, "no"));
  EXPECT_FALSE(is_for(route, {"missing"}, "yes"));
  EXPECT_FALSE(check(Route{.tells = "staff", .words = "Come to me"})) << "one person, but whom?";
}

TEST(RotaRules, ADayWithNobodyFallsBackToEveryDay) {
  const std::vector<RotaLine> rota = {{{}, {}, "Ruth", "", 0, "deputy", ""}, {{}, {}, "Dev", "", 2, "deputy", ""}, {{}, {}, "Ann", "", 2, "lead", ""}};
  const auto tuesdays = on_duty(rota, tuesday);
  ASSERT_EQ(tuesdays.size(), 2U);
  EXPECT_EQ(tuesdays[0].name, "Ann");
  ASSERT_EQ(on_duty(rota, tuesday + 1).size(), 1U);
  EXPECT_EQ(on_duty(rota, tuesday + 1)[0].name, "Ruth");
}

}  // namespace
}  // namespace concerns
