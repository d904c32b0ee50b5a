// Promised = delivered + lost for stated reasons, to the minute, whatever happened.
#include "casework/provision/account.h"

#include <gmock/gmock.h>
#include <rapidcheck.h>

namespace provision {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(Account, ACardIsGivenOrLostForAReason) {
  EXPECT_THAT(of_card(30, false, 0, "").lost, ElementsAre(Pair("not_written_up", 30)));
  EXPECT_THAT(of_card(30, true, 0, "pupil_absent").lost, ElementsAre(Pair("pupil_absent", 30)));
  const auto part = of_card(30, true, 20, "event");
  EXPECT_EQ(part.delivered, 20);
  EXPECT_THAT(part.lost, ElementsAre(Pair("event", 10)));
  EXPECT_THAT(of_card(30, true, 20, "").lost, ElementsAre(Pair("no_reason_given", 10)));
  EXPECT_EQ(of_card(30, true, 45, "").extra, 15);
}

TEST(Account, WhatNobodyTimetabledIsLostUnlessItWasGivenAnyway) {
  const auto week = of_week(60, of_card(40, true, 40, ""), 0);
  EXPECT_EQ(week.promised, 60);
  EXPECT_THAT(week.lost, ElementsAre(Pair("not_timetabled", 20)));
  const auto made_up = of_week(60, of_card(40, true, 0, "adult_absent"), 30);
  EXPECT_EQ(made_up.delivered, 20);
  EXPECT_EQ(made_up.extra, 10) << "what was lost stays told; what was given beyond the promise stands beside it";
  EXPECT_THAT(made_up.lost, ElementsAre(Pair("adult_absent", 40)));
  EXPECT_EQ(of_week(30, of_card(40, true, 40, ""), 0).promised, 40) << "a timetable that holds more than the plan is a promise too";
}

TEST(Account, AWeekWithoutItsSchoolDaysPromisesLess) {
  EXPECT_EQ(part_of_week(100, 5), 100);
  EXPECT_EQ(part_of_week(100, 4), 80);
  EXPECT_EQ(part_of_week(33, 1), 6);
  EXPECT_EQ(part_of_week(100, 0), 0);
  EXPECT_EQ(monday_of(*base::to_date(2026, 3, 3)), *base::to_date(2026, 3, 2));
  EXPECT_EQ(monday_of(*base::to_date(2026, 3, 2)), *base::to_date(2026, 3, 2));
  EXPECT_EQ(monday_of(*base::to_date(2026, 3, 8)), *base::to_date(2026, 3, 2));
}

TEST(Account, PromisedIsDeliveredAndLostToTheMinuteHoweverItIsCut) {
  EXPECT_TRUE(rc::check([] {
    struct Entry {
      int pupil, adult;
      Tally tally;
    };
    const std::vector<std::string> reasons = {"", "pupil_absent", "adult_covering", "event"};
    std::vector<Entry> entries;
    Tally whole;
    const auto weeks = *rc::gen::inRange(1, 12);
    for (int week = 0; week < weeks; ++week) {
      Tally cards;
      const auto count = *rc::gen::inRange(0, 6);
      for (int n = 0; n < count; ++n) {
        const auto minutes = *rc::gen::inRange<std::int64_t>(1, 120);
        cards += of_card(minutes, *rc::gen::arbitrary<bool>(), *rc::gen::inRange<std::int64_t>(0, 150), *rc::gen::elementOf(reasons));
        RC_ASSERT(cards.adds_up());
      }
      const auto tally = of_week(*rc::gen::inRange<std::int64_t>(0, 300), cards, *rc::gen::inRange<std::int64_t>(0, 120));
      RC_ASSERT(tally.adds_up());
      entries.push_back({*rc::gen::inRange(0, 3), *rc::gen::inRange(0, 3), tally});
      whole += tally;
    }
    for (const bool by_pupil : {true, false}) {
      Tally again;
      for (const auto& [key, tally] : sum_by<int>(entries, [&](const Entry& entry) { return by_pupil ? entry.pupil : entry.adult; })) {
        RC_ASSERT(tally.adds_up());
        again += tally;
      }
      RC_ASSERT(again == whole);
    }
  }));
}

}  // namespace
}  // namespace provision
