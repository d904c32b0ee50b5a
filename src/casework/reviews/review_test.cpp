// The rules of a review: what must be said before it is closed, what becomes of a target, and that nothing typed is lost on the way into the store.
#include "casework/reviews/closing.h"
#include "casework/reviews/review.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace reviews {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

base::LocalDate day(int year, int month, int at) { return *base::to_date(year, month, at); }

plans::Target a_target(plans::Value baseline = 12, plans::Value goal = 40) {
  plans::Target out;
  out.id = plans::TargetId(base::Bytes16{std::byte{7}});
  out.words.statement = "Reads 40 words";
  out.words.measure = {plans::Scale::count, "words", {}};
  out.words.baseline = baseline * plans::one;
  out.words.goal = goal * plans::one;
  return out;
}

Review a_review() {
  Review out;
  out.from = day(2026, 1, 5);
  out.due = day(2026, 3, 3);
  return out;
}

ReviewWords decided(Decision decision, std::string words = {}) {
  ReviewWords out;
  out.held_on = day(2026, 3, 3);
  out.next_review = day(2026, 6, 1);
  out.targets = {{a_target().id, decision, std::move(words), "", "", {}}};
  return out;
}

std::vector<std::string> asked(const ReviewWords& words, const Review& review = a_review()) {
  const std::vector targets = {a_target()};
  std::vector<std::string> out;
  for (const auto& each : check_to_close(review, words, targets, day(2026, 3, 3))) out.push_back(each.field.substr(0, each.field.find('.')));
  return out;
}

TEST(ClosingAReview, NeedsNothingBesideTheDecisions) {
  EXPECT_THAT(asked(decided(Decision::met)), IsEmpty());
  EXPECT_THAT(asked(decided(Decision::go_on)), IsEmpty());
  EXPECT_THAT(asked(decided(Decision::none)), ElementsAre("decision"));
}

TEST(ClosingAReview, AsksWhyATargetStopsAndWhatChanges) {
  EXPECT_THAT(asked(decided(Decision::stop)), ElementsAre("words"));
  EXPECT_THAT(asked(decided(Decision::stop, "He moved to other work")), IsEmpty());
  EXPECT_THAT(asked(decided(Decision::change)), ElementsAre("words"));
  auto words = decided(Decision::change);
  words.targets.front().next_goal = "60";
  EXPECT_THAT(asked(words), IsEmpty());
  words.targets.front().next_goal = "many";
  EXPECT_THAT(asked(words), ElementsAre("goal"));
}

TEST(ClosingAReview, BeforeItsCycleHasEndedNeedsAReason) {
  auto review = a_review();
  review.due = day(2026, 5, 1);
  auto words = decided(Decision::met);
  EXPECT_THAT(asked(words, review), ElementsAre("early_reason"));
  words.early_reason = "The family moves in March";
  EXPECT_THAT(asked(words, review), IsEmpty());
}

TEST(ClosingAReview, HoldsDaysToTheCycle) {
  auto words = decided(Decision::met);
  words.held_on = day(2026, 3, 4);
  EXPECT_THAT(asked(words), ElementsAre("held_on")) << "in the future";
  words.held_on = day(2025, 12, 1);
  EXPECT_THAT(asked(words), ElementsAre("held_on")) << "before the cycle began";
  words.held_on.reset();
  EXPECT_THAT(asked(words), ElementsAre("held_on"));
  words = decided(Decision::met);
  words.next_review = words.held_on;
  EXPECT_THAT(asked(words), ElementsAre("next_review"));
}

TEST(ClosingAReview, WhoAgreedHasANameAndAWay) {
  auto words = decided(Decision::met);
  words.agreed = {{plans::Party::parent, "Ada Osei", ""}, {plans::Party::pupil, "", "With symbols"}};
  EXPECT_THAT(asked(words), ElementsAre("agreed_how", "agreed_name"));
}

TEST(WordsOfAReview, ComeBackFromTheStoreAsTheyWereTyped) {
  auto words = decided(Decision::change, "Slower, <with> “care”");
  words.targets.front().next_statement = "Reads 60 words";
  words.targets.front().next_goal = "60";
  words.targets.front().strategies = {Helped::helped, Helped::not_said, Helped::not_tried};
  words.early_reason = "a";
  words.present = "b";
  words.attendance = "94%";
  words.summary = "c\nd";
  words.home = "e";
  words.agreed = {{plans::Party::parent, "Ada Osei", "At the meeting"}};
  EXPECT_EQ(from_stored(to_stored(words)), words);
  EXPECT_EQ(from_stored("no json"), ReviewWords{});
}

TEST(TheNextCycle, BeginsWhereThePupilNowIs) {
  const auto target = a_target().words;
  const auto go_on = in_next_cycle(target, {{}, Decision::go_on, "", "ignored", "ignored", {}}, 30 * plans::one, day(2026, 3, 4), day(2026, 6, 1));
  EXPECT_EQ(go_on.baseline, 30 * plans::one);
  EXPECT_EQ(go_on.goal, target.goal);
  EXPECT_EQ(go_on.statement, target.statement);
  EXPECT_EQ(go_on.by_when, day(2026, 6, 1));
  const auto changed = in_next_cycle(target, {{}, Decision::change, "", "Reads 60 words", "60", {}}, 40 * plans::one, day(2026, 3, 4), day(2026, 6, 1));
  EXPECT_EQ(changed.baseline, 40 * plans::one);
  EXPECT_EQ(changed.goal, 60 * plans::one);
  EXPECT_EQ(changed.statement, "Reads 60 words");
  EXPECT_THAT(plans::check([&] { auto out = changed; out.need = "Few words"; return out; }()), IsEmpty());
  EXPECT_EQ(in_next_cycle(target, {{}, Decision::go_on, "", "", "", {}}, target.goal, day(2026, 3, 4), day(2026, 6, 1)).baseline, target.baseline)
      << "a target that begins at its goal would be none";
}

TEST(TheNextCycle, JudgesATargetByWhatWasDecidedAndTheNewestScore) {
  const auto target = a_target().words;
  EXPECT_EQ(outcome_for(Decision::met, target, 40 * plans::one), plans::Outcome::met);
  EXPECT_EQ(outcome_for(Decision::met, target, 50 * plans::one), plans::Outcome::exceeded);
  EXPECT_EQ(outcome_for(Decision::go_on, target, 30 * plans::one), plans::Outcome::partly_met);
  EXPECT_EQ(outcome_for(Decision::go_on, target, 14 * plans::one), plans::Outcome::emerging);
  EXPECT_EQ(outcome_for(Decision::change, target, std::nullopt), plans::Outcome::not_started);
  EXPECT_EQ(outcome_for(Decision::stop, target, 30 * plans::one), plans::Outcome::discontinued);
}

TEST(TheBestEvidence, IsTheFurthestTheNewestAndTheOneWithTheLeastHelp) {
  const auto target = a_target().words;
  const auto score = [](int number, int value, sessions::Prompt prompt) {
    sessions::ScorePoint out;
    out.session = sessions::SessionId(base::Bytes16{static_cast<std::byte>(number)});
    out.day = day(2026, 1, number);
    out.value = value * plans::one;
    out.prompt = prompt;
    return out;
  };
  const std::vector scores = {score(1, 14, sessions::Prompt::independent), score(2, 30, sessions::Prompt::modelled), score(3, 30, sessions::Prompt::verbal), score(4, 22, sessions::Prompt::verbal)};
  std::vector<int> days;
  for (const auto& pick : pick_scores(target, scores)) days.push_back(base::to_parts(pick.score->day).day);
  EXPECT_THAT(days, ElementsAre(3, 4, 1)) << "of two that went as far, the one with less help";
  const std::vector one = {score(1, 14, sessions::Prompt::verbal)};
  EXPECT_EQ(pick_scores(target, one).size(), 1U) << "each session once";
  EXPECT_THAT(pick_scores(target, {}), IsEmpty());
}

TEST(DecisionsInWords, CountThem) {
  std::vector<TargetDecision> all(4);
  all[0].decision = all[1].decision = Decision::met;
  all[2].decision = Decision::go_on;
  all[3].decision = Decision::stop;
  EXPECT_EQ(decisions_in_words(all), "2 met, 1 goes on, 1 stops.");
  EXPECT_EQ(decisions_in_words({}), "");
}

}  // namespace
}  // namespace reviews
