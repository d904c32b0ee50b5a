// Steps as people write them, and the draft that taps become.
#include "casework/moments/moment.h"

#include "record/catalogue.h"
#include "testing/school.h"

#include <gmock/gmock.h>

namespace moments {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const record::Kinds& the_kinds() {
  static const record::Kinds kinds =
      record::Catalogue(std::filesystem::temp_directory_path() / "no-school-of-its-own").as_shipped();
  return kinds;
}

TEST(ReadSteps, KeepsTheCodesOfLinesThatStand) {
  const auto known = house_script();
  const auto steps = read_steps("  Offer a walk, or a job to do.\n\nSing the song.\nCount to ten.\n", known).value();
  EXPECT_THAT(steps, ElementsAre(Step{"movement", "Offer a walk, or a job to do."}, Step{"s1", "Sing the song."},
                                 Step{"s2", "Count to ten."}));
  EXPECT_EQ(from_stored(to_stored(steps)), steps);
  EXPECT_EQ(read_steps(as_lines(steps), steps).value(), steps);
}

TEST(ReadSteps, RefusesWhatCannotBeReadInAHurry) {
  EXPECT_THAT(read_steps(std::string(161, 'a'), {}).error().fields.at(0).message, HasSubstr("160 characters"));
  std::string many;
  for (int n = 0; n < 16; ++n) many += "Step\n";
  EXPECT_THAT(read_steps(many, {}).error().fields.at(0).message, HasSubstr("15 steps"));
}

TEST(ReadSteps, GivesNoTwoLinesOneCode) {
  const auto first = read_steps("One\nTwo", {}).value();
  const auto second = read_steps("Two\nThree\nFour", first).value();
  EXPECT_THAT(second, ElementsAre(Step{"s2", "Two"}, Step{"s1", "Three"}, Step{"s3", "Four"}));
}

TEST(DraftOfAMoment, HasEveryTimeInIt) {
  const base::Zone london("Europe/London");
  Moment moment;
  moment.started_at = test::the_moment();
  moment.ended_at = moment.started_at + 11 * base::minute_ms + 5 * base::second_ms;
  const std::vector<Tap> taps = {{{}, moment.started_at + base::minute_ms, "space", "Step back."},
                                 {{}, moment.started_at + 3 * base::minute_ms, "own_s1", "Ask about the dog."},
                                 {{}, moment.started_at + 4 * base::minute_ms, std::string(hold_code), "Held the pupil."}};
  const auto draft = draft_of(moment, taps, *the_kinds().find("behaviour"), london);
  EXPECT_EQ(draft.text("on"), "2026-03-03");
  EXPECT_EQ(draft.text("at"), "10:40");
  EXPECT_EQ(draft.text("f.started"), "10:40");
  EXPECT_EQ(draft.text("f.lasted"), "12");
  EXPECT_EQ(draft.text("f.held"), "yes");
  EXPECT_THAT(draft.all("f.tried"), ElementsAre("space"));
  EXPECT_EQ(draft.text("f.what_i_did"),
            "10:40 Started.\n10:41 Step back.\n10:43 Ask about the dog.\n10:44 Held the pupil.\n10:51 It was over.");
}

TEST(BelievedTime, LiesBetweenTheStartAndNow) {
  Moment moment;
  moment.started_at = test::the_moment();
  const auto now = moment.started_at + base::minute_ms;
  EXPECT_EQ(believed({}, moment, now), now);
  EXPECT_EQ(believed(moment.started_at + 20 * base::second_ms, moment, now), moment.started_at + 20 * base::second_ms);
  EXPECT_EQ(believed(moment.started_at + -base::day_ms, moment, now), moment.started_at);
  EXPECT_EQ(believed(now + base::day_ms, moment, now), now);
}

}  // namespace
}  // namespace moments
