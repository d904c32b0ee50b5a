// The ledger counted by hand, and held to its invariant whatever it is made of; costs that add up to the penny over any split.
#include "casework/provision/cost.h"
#include "casework/provision/ledger.h"

#include <gmock/gmock.h>
#include <rapidcheck.h>

#include <algorithm>

namespace provision {
namespace {

using testing::ElementsAre;
using testing::Pair;
using testing::UnorderedElementsAre;

template <class IdType>
IdType numbered(int n) {
  base::Bytes16 bytes{};
  bytes[15] = static_cast<std::byte>(n + 1);
  return IdType(bytes);
}

const base::LocalDate monday = *base::to_date(2026, 3, 2);

people::Calendar a_calendar() {
  return {{{2025, 4, *base::to_date(2026, 2, 23), *base::to_date(2026, 3, 27)}}, {{*base::to_date(2026, 3, 4), people::ClosureKind::inset, "Training"}}};
}

plans::ProvisionLine a_line(int n, int minutes, int times) {
  plans::ProvisionLine line;
  line.id = numbered<plans::ProvisionLineId>(n);
  line.pupil = numbered<access::PupilId>(n);
  line.words.minutes = minutes;
  line.words.times = times;
  line.words.from = *base::to_date(2025, 9, 1);
  line.words.staff = numbered<access::StaffId>(9);
  return line;
}

sessions::Given a_session(int n, const plans::ProvisionLine& line, base::LocalDate day, std::int64_t promised, std::int64_t minutes, std::string reason = {}) {
  sessions::Given given;
  given.session = numbered<sessions::SessionId>(n);
  given.pupil = line.pupil;
  given.line = line.id;
  given.staff = line.words.staff;
  given.day = day;
  given.promised = promised;
  given.planned = promised > 0 ? promised : std::max<std::int64_t>(minutes, 1);
  given.minutes = minutes;
  given.reason = std::move(reason);
  given.happened = minutes == 0 ? sessions::Happened::no : minutes < promised ? sessions::Happened::part : sessions::Happened::yes;
  return given;
}

sessions::Card a_card(const plans::ProvisionLine& line, base::LocalDate day, int minutes) {
  sessions::Card card;
  card.slot = numbered<sessions::SessionId>(77).bytes();
  card.day = day;
  card.starts = 600;
  card.minutes = minutes;
  card.staff = line.words.staff;
  card.pupils = {{line.pupil, "Maya Osei", line.id}};
  return card;
}

TEST(Ledger, AWeekCountedByHand) {
  // Promised 3 × 20. Monday given, Tuesday cut short for an event, Wednesday the school was closed, Thursday nobody wrote up.
  const auto line = a_line(1, 20, 3);
  const std::vector lines = {line};
  const std::vector given = {a_session(1, line, monday, 20, 20), a_session(2, line, monday + 1, 20, 5, "event")};
  const std::vector cards = {a_card(line, monday + 2, 20), a_card(line, monday + 3, 20)};
  const auto calendar = a_calendar();
  const auto entries = keep_ledger({lines, cards, given, calendar, {monday, monday + 6}, monday + 20, 0});
  const auto sum = sum_of(entries);
  EXPECT_TRUE(sum.adds_up());
  EXPECT_EQ(sum.promised, 80) << "the timetable held more than the plan";
  EXPECT_EQ(sum.delivered, 25);
  EXPECT_THAT(sum.lost, ElementsAre(Pair("closed", 20), Pair("event", 15), Pair("not_written_up", 20)));
}

TEST(Ledger, WhatNobodyPutOnATimetableIsLostUnlessItWasGivenWithoutACard) {
  const auto line = a_line(1, 30, 2);
  const std::vector lines = {line};
  const auto calendar = a_calendar();
  const auto ask = [&](const std::vector<sessions::Given>& given) { return sum_of(keep_ledger({lines, {}, given, calendar, {monday, monday + 4}, monday + 20, 0})); };
  EXPECT_THAT(ask({}).lost, ElementsAre(Pair("closed", 30), Pair("not_timetabled", 30))) << "school was closed on Wednesday";
  const auto some = ask({a_session(1, line, monday, 0, 20)});
  EXPECT_EQ(some.delivered, 20);
  EXPECT_THAT(some.lost, ElementsAre(Pair("closed", 30), Pair("not_timetabled", 10)));
  auto absent = a_session(1, line, monday, 0, 0, "pupil_absent");
  absent.planned = 30;
  EXPECT_THAT(ask({absent}).lost, ElementsAre(Pair("closed", 30), Pair("pupil_absent", 30))) << "a session written down as lost says why";
  const auto more = ask({a_session(1, line, monday, 0, 40), a_session(2, line, monday + 1, 0, 40)});
  EXPECT_EQ(more.delivered, 60);
  EXPECT_EQ(more.extra, 20);
  EXPECT_TRUE(more.lost.empty());
}

TEST(Ledger, OwesNothingForHolidaysForWeeksThatAreNotOverAndForCardsThatHaveNotEnded) {
  const auto line = a_line(1, 30, 2);
  const std::vector lines = {line};
  const auto calendar = a_calendar();
  const auto easter = *base::to_date(2026, 3, 30);
  EXPECT_TRUE(keep_ledger({lines, {}, {}, calendar, {easter, easter + 6}, easter + 20, 0}).empty());
  EXPECT_TRUE(keep_ledger({lines, {}, {}, calendar, {monday, monday + 6}, monday + 4, 0}).empty()) << "it is Friday of that week";
  const std::vector cards = {a_card(line, monday + 1, 30)};
  EXPECT_TRUE(keep_ledger({lines, cards, {}, calendar, {monday, monday + 6}, monday + 1, 629}).empty());
  EXPECT_THAT(sum_of(keep_ledger({lines, cards, {}, calendar, {monday, monday + 6}, monday + 1, 630})).lost, ElementsAre(Pair("not_written_up", 30)));
}

TEST(Ledger, PromisedIsDeliveredAndLostToTheMinuteWhateverItIsMadeOf) {
  EXPECT_TRUE(rc::check([] {
    const std::vector<std::string> reasons = {"pupil_absent", "adult_covering", "event", ""};
    std::vector<plans::ProvisionLine> lines;
    for (int n = 0; n < 4; ++n) lines.push_back(a_line(n, *rc::gen::inRange(5, 60), *rc::gen::inRange(1, 6)));
    std::vector<sessions::Given> given;
    std::vector<sessions::Card> cards;
    const auto count = *rc::gen::inRange(0, 40);
    for (int n = 0; n < count; ++n) {
      const auto& line = lines[*rc::gen::inRange<std::size_t>(0, lines.size())];
      const auto day = monday + *rc::gen::inRange(-7, 28);
      const auto minutes = *rc::gen::inRange(1, 90);
      switch (*rc::gen::inRange(0, 3)) {
        case 0: cards.push_back(a_card(line, day, minutes)); break;
        case 1: given.push_back(a_session(n, line, day, minutes, *rc::gen::inRange(0, 120), *rc::gen::elementOf(reasons))); break;
        default: given.push_back(a_session(n, line, day, 0, minutes)); break;
      }
    }
    const auto calendar = a_calendar();
    const auto entries = keep_ledger({lines, cards, given, calendar, {monday + *rc::gen::inRange(-7, 4), monday + *rc::gen::inRange(4, 28)},
                                      monday + *rc::gen::inRange(0, 40), *rc::gen::inRange(0, 1440)});
    std::int64_t minutes_given = 0;
    for (const auto& each : given) minutes_given += each.minutes;
    for (const auto& entry : entries) RC_ASSERT(entry.tally.adds_up());
    const auto sum = sum_of(entries);
    RC_ASSERT(sum.adds_up());
    RC_ASSERT(sum.delivered + sum.extra <= minutes_given);
    Tally by_pupil, by_week;
    for (const auto& [pupil, tally] : sum_by<access::PupilId>(entries, [](const Entry& entry) { return entry.pupil; })) by_pupil += tally;
    for (const auto& [week, tally] : sum_by<base::LocalDate>(entries, [](const Entry& entry) { return entry.week; })) by_week += tally;
    RC_ASSERT(by_pupil == sum);
    RC_ASSERT(by_week == sum);
  }));
}

TEST(Ledger, AMovedSessionIsOwedToTheWeekItWasPromisedForWheneverItIsGiven) {
  const auto line = a_line(1, 20, 3);
  const std::vector lines = {line};
  const people::Calendar calendar;
  auto moved = a_card(line, monday + 8, 20);
  moved.planned_on = monday + 3;
  const std::vector cards = {moved};
  const std::vector given = {a_session(1, line, monday, 20, 20), a_session(2, line, monday + 1, 20, 20)};
  const auto before = sum_of(keep_ledger({lines, cards, given, calendar, {monday, monday + 6}, monday + 7, 0}));
  EXPECT_EQ(before.promised, 40) << "what is still to come is neither given nor lost";
  EXPECT_TRUE(before.lost.empty());
  auto written = given;
  written.push_back(a_session(3, line, monday + 8, 20, 20));
  written.back().planned_on = monday + 3;
  const auto both = keep_ledger({lines, {}, written, calendar, {monday, monday + 13}, monday + 30, 0});
  const auto by_week = sum_by<base::LocalDate>(both, [](const Entry& entry) { return entry.week; });
  EXPECT_EQ(by_week.at(monday).promised, 60);
  EXPECT_EQ(by_week.at(monday).delivered, 60);
  EXPECT_TRUE(by_week.at(monday).lost.empty());
  EXPECT_THAT(by_week.at(monday + 7).lost, ElementsAre(Pair("not_timetabled", 60))) << "it keeps no promise of the week it was given in";
  auto lost = moved;
  const auto never = sum_of(keep_ledger({lines, {&lost, 1}, given, calendar, {monday, monday + 6}, monday + 30, 0}));
  EXPECT_THAT(never.lost, ElementsAre(Pair("not_written_up", 20)));
}

TEST(Ledger, MovingSessionsChangesNothingOfWhatWasPromisedOfAnyWeekNorOfTheirSum) {
  EXPECT_TRUE(rc::check([] {
    const people::Calendar calendar;
    const auto line = a_line(1, *rc::gen::inRange(5, 60), *rc::gen::inRange(1, 6));
    const std::vector lines = {line};
    std::vector<sessions::Card> cards, moved_cards;
    std::vector<sessions::Given> given, moved_given;
    for (int week = 0; week < 3; ++week)
      for (int n = 0; n < line.words.times; ++n) {
        const auto day = monday + 7 * week + n;
        const auto to = *rc::gen::arbitrary<bool>() ? day + *rc::gen::inRange(-14, 15) : day;
        if (*rc::gen::arbitrary<bool>()) {
          cards.push_back(a_card(line, day, line.words.minutes));
          moved_cards.push_back(cards.back());
          moved_cards.back().day = to;
          if (to != day) moved_cards.back().planned_on = day;
        } else {
          given.push_back(a_session(week * 5 + n, line, day, line.words.minutes, *rc::gen::inRange(0, line.words.minutes + 1), "event"));
          moved_given.push_back(given.back());
          moved_given.back().day = to;
          if (to != day) moved_given.back().planned_on = day;
        }
      }
    const sessions::Days days{monday, monday + 20};
    const auto as_planned = keep_ledger({lines, cards, given, calendar, days, monday + 60, 0});
    const auto as_moved = keep_ledger({lines, moved_cards, moved_given, calendar, days, monday + 60, 0});
    const auto week_of = [](const Entry& entry) { return entry.week; };
    const auto sums = sum_by<base::LocalDate>(as_moved, week_of);
    for (const auto& [week, tally] : sum_by<base::LocalDate>(as_planned, week_of)) {
      RC_ASSERT(tally == sums.at(week));
      RC_ASSERT(sums.at(week).adds_up());
    }
    RC_ASSERT(sum_of(as_moved).promised == std::int64_t{line.words.minutes} * line.words.times * 3);
  }));
}

TEST(SessionCosts, AreSharedByThoseWhoWereThereAndByTheirMinutes) {
  const auto line = a_line(1, 20, 1), other = a_line(2, 20, 1), absent = a_line(3, 20, 1);
  const std::vector given = {a_session(1, line, monday, 20, 20), a_session(1, other, monday, 20, 10, "event"), a_session(1, absent, monday, 20, 0, "pupil_absent")};
  MinuteCosts rates;
  rates.add(line.words.staff, *base::to_date(2025, 4, 1), {30'000'000});  // 30p a minute
  const auto costs = cost_sessions(given, rates);
  EXPECT_EQ(costs.whole, Pence{600});
  ASSERT_EQ(costs.shares.size(), 2U) << "who was not there pays nothing";
  EXPECT_EQ(costs.shares[0].pence, Pence{400});
  EXPECT_EQ(costs.shares[1].pence, Pence{200});
  EXPECT_EQ(cost_sessions(given, {}).uncosted_minutes, 20);
  EXPECT_THAT(cost_sessions(given, {}).without_pay, UnorderedElementsAre(line.words.staff));
}

TEST(SessionCosts, AddUpToThePennyOverAnySplitOfPupilsAndAdults) {
  EXPECT_TRUE(rc::check([] {
    MinuteCosts rates;
    for (int n = 0; n < 3; ++n) rates.add(numbered<access::StaffId>(n), monday + -100, {*rc::gen::inRange<std::int64_t>(5'000'000, 60'000'000)});
    std::vector<sessions::Given> given;
    const auto count = *rc::gen::inRange(1, 40);
    for (int n = 0; n < count; ++n) {
      const auto staff = numbered<access::StaffId>(*rc::gen::inRange(0, 3));
      const auto size = *rc::gen::inRange(1, 7);
      for (int k = 0; k < size; ++k) {
        auto one = a_session(n, a_line(k, 20, 1), monday, 60, *rc::gen::inRange(0, 61));
        one.staff = staff;
        given.push_back(one);
      }
    }
    const auto costs = cost_sessions(given, rates);
    std::map<access::PupilId, Pence> by_pupil;
    std::map<access::StaffId, Pence> by_adult;
    for (const auto& part : costs.shares) {
      by_pupil[part.of->pupil] += part.pence;
      by_adult[part.of->staff] += part.pence;
    }
    Pence pupils, adults;
    for (const auto& [pupil, pence] : by_pupil) pupils += pence;
    for (const auto& [adult, pence] : by_adult) adults += pence;
    RC_ASSERT(pupils == costs.whole);
    RC_ASSERT(adults == costs.whole);
  }));
}

}  // namespace
}  // namespace provision
