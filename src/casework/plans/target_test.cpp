// The rules of targets and promises, without a store.
#include "casework/plans/provision_line.h"
#include "casework/plans/target.h"

#include <gmock/gmock.h>
#include <rapidcheck.h>

namespace plans {
namespace {

using testing::Contains;
using testing::Field;
using testing::IsEmpty;

TargetWords good() {
  TargetWords out;
  out.need = "Reads few words on sight";
  out.statement = "Maya will read 40 of the first 100 words on sight in two of three checks";
  out.success = "Checked each Friday with the word cards";
  out.measure = {Scale::count, "words", {}};
  out.baseline = 12 * one;
  out.goal = 40 * one;
  out.starts_on = *base::parse_iso_date("2026-03-03");
  out.by_when = *base::parse_iso_date("2026-05-01");
  out.owner_words = "Amara Nwosu";
  return out;
}
std::vector<std::string> wrong(const TargetWords& words) {
  std::vector<std::string> out;
  for (const auto& error : check(words)) out.push_back(error.field);
  return out;
}

TEST(ATarget, WithAllItNeedsIsTaken) {
  EXPECT_THAT(check(good()), IsEmpty());
  EXPECT_THAT(advice(good()), IsEmpty());
  EXPECT_EQ(way_words(good()), "From 12 words to 40 words by 1 May 2026");
}

TEST(ATarget, IsRefusedWithoutMeasureOrWithoutAWayToGo) {
  auto words = good();
  words.measure.unit = " ";
  EXPECT_THAT(wrong(words), Contains("unit"));
  words = good();
  words.goal = words.baseline;
  EXPECT_EQ(check(words).at(0), (base::FieldError{"goal", "The goal must differ from where the pupil starts"}));
  words = good();
  words.measure = {Scale::percentage, "", {}};
  words.goal = 140 * one;
  EXPECT_THAT(wrong(words), Contains("goal"));
  words = good();
  words.measure = {Scale::rubric, "", {"Only one rung"}};
  EXPECT_THAT(wrong(words), Contains("steps"));
  words = good();
  words.by_when = words.starts_on + -1;
  EXPECT_THAT(wrong(words), Contains("by_when"));
  words = good();
  words.need.clear();
  EXPECT_THAT(wrong(words), Contains("need"));
}

TEST(ATarget, IsAdvisedInWordsThatSayWhy) {
  auto words = good();
  words.statement = "Maya will improve her reading";
  EXPECT_THAT(advice(words), Contains(Field(&base::FieldError::message, testing::HasSubstr("cannot be seen"))));
  words = good();
  words.statement = "Maya will read some words";
  words.success = "";
  EXPECT_THAT(advice(words), Contains(Field(&base::FieldError::message, testing::HasSubstr("measurable"))));
  EXPECT_THAT(advice(words), Contains(Field(&base::FieldError::field, "success")));
  words = good();
  words.owner_words.clear();
  EXPECT_THAT(advice(words), Contains(Field(&base::FieldError::field, "owner")));
}

TEST(AMeasure, ReadsWhatItWritesOnEveryScale) {
  EXPECT_TRUE(rc::check([] {
    Measure measure{*rc::gen::element(Scale::count, Scale::percentage, Scale::rubric, Scale::standard_score, Scale::yes_no, Scale::goal_attainment), "words",
                    {"With help", "With a word", "Alone"}};
    if (measure.scale == Scale::goal_attainment) measure.steps.clear();
    const auto value = *rc::gen::inRange<Value>(-3000, 170'000);
    RC_PRE(is_on(measure, value));
    RC_ASSERT(read_value(measure, value_input(measure, value)) == value);
    RC_ASSERT(!value_words(measure, value).empty());
  }));
}

TEST(AMeasure, CountsTheWayAlsoWhereLessIsTheGoal) {
  EXPECT_EQ(way_gone(0, 10 * one, 5 * one), 500);
  EXPECT_EQ(way_gone(8 * one, 2 * one, 5 * one), 500);
  EXPECT_EQ(way_gone(8 * one, 2 * one, 9 * one), -166);
  EXPECT_EQ(way_gone(one, one, one), std::nullopt);
  EXPECT_EQ(value_words({Scale::goal_attainment, "", {}}, -2 * one), "−2: much less than hoped");
  EXPECT_EQ(read_value({Scale::goal_attainment, "", {}}, "−2"), -2 * one);
  EXPECT_EQ(read_value({Scale::percentage, "", {}}, "60%"), 60 * one);
  EXPECT_EQ(read_value({Scale::rubric, "", {"a", "b"}}, "3"), std::nullopt);
}

TEST(APromise, SaysItsDose) {
  ProvisionWords words;
  words.what = "Speech sounds";
  words.who = "Speech and language therapist";
  words.minutes = 30;
  words.every_weeks = 2;
  words.group_size = 4;
  words.from = *base::parse_iso_date("2026-03-03");
  EXPECT_THAT(check(words), IsEmpty());
  EXPECT_EQ(dose_words(words), "30 minutes, once every 2 weeks, in a group of 4");
  EXPECT_EQ(weekly_minutes(words), 15'000);
  words.minutes = 0;
  words.who = "";
  words.until = words.from + -1;
  std::vector<std::string> fields;
  for (const auto& error : check(words)) fields.push_back(error.field);
  EXPECT_THAT(fields, testing::ElementsAre("who", "minutes", "until"));
}

}  // namespace
}  // namespace plans
