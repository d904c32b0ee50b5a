// The clocks of the law counted by hand, and held to what must be true of them whatever the days are.
#include "casework/statutory/course.h"
#include "people/year_group.h"

#include <gmock/gmock.h>
#include <rapidcheck.h>

#include <algorithm>

namespace statutory {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

base::LocalDate day(int year, int month, int number) { return *base::to_date(year, month, number); }
const base::LocalDate today = day(2026, 3, 3);

const Clock& of(const std::vector<Clock>& clocks, Event event, std::string_view words = {}) {
  for (const auto& clock : clocks)
    if (clock.event == event && clock.what.find(words) != std::string::npos) return clock;
  throw std::runtime_error("no such clock");
}
Course a_review(base::LocalDate meeting) { return {.sort = Sort::review, .counted_from = day(2025, 5, 1), .meeting_on = meeting}; }
Course a_request(base::LocalDate received) { return {.sort = Sort::assessment, .happened = {{Event::received, {received}}}}; }

TEST(ReviewClocks, AreCountedFromTheMeetingAsTheRegulationsSay) {
  const auto clocks = count_clocks(a_review(day(2026, 4, 1)), today);
  EXPECT_EQ(of(clocks, Event::invited).due, day(2026, 3, 18));
  EXPECT_EQ(of(clocks, Event::papers_sent).due, day(2026, 3, 18));
  EXPECT_EQ(of(clocks, Event::report_sent).due, day(2026, 4, 15));
  EXPECT_EQ(of(clocks, Event::decided, "keeps, changes").due, day(2026, 4, 29));
  EXPECT_EQ(of(clocks, Event::notice).due, day(2026, 4, 29));
  EXPECT_EQ(of(clocks, Event::final_plan).due, day(2026, 6, 24));  // twelve weeks after the meeting
  EXPECT_EQ(of(clocks, Event::decided, "whole review").due, day(2026, 4, 30));
  EXPECT_THAT(of(clocks, Event::report_sent).source, HasSubstr("regulation 20"));
  EXPECT_THAT(of(clocks, Event::decided, "whole review").source, HasSubstr("section 44"));
  for (const auto& clock : clocks) EXPECT_FALSE(clock.source.empty()) << clock.what;
}

TEST(ReviewClocks, TellBeforeTheMeetingIsSetWhenToHoldIt) {
  auto course = a_review({});
  course.meeting_on.reset();
  const auto clocks = count_clocks(course, today);
  EXPECT_EQ(of(clocks, Event::meeting).due, day(2026, 4, 2));  // four weeks before 30 April
  EXPECT_EQ(of(clocks, Event::papers_sent).state, ClockState::waiting);
  EXPECT_EQ(state_words(of(clocks, Event::papers_sent), today), "Counted from the meeting");
}

TEST(ReviewClocks, FallAwayWhereThePlanIsKept) {
  auto course = a_review(day(2026, 2, 2));
  course.happened = {{Event::meeting, {day(2026, 2, 2)}}, {Event::decided, {day(2026, 2, 20), Choice::amend}}};
  EXPECT_EQ(of(count_clocks(course, today), Event::notice).state, ClockState::late);
  EXPECT_FALSE(of(count_clocks(course, today), Event::notice).only_if_amended);
  course.happened[Event::decided].choice = Choice::keep;
  EXPECT_EQ(of(count_clocks(course, today), Event::notice).state, ClockState::not_needed);
  EXPECT_EQ(of(count_clocks(course, today), Event::final_plan).state, ClockState::not_needed);
}

TEST(ReviewClocks, ANoticeThatCameEarlyBringsTheFinalPlanForwardAndALateOneNeverPutsItOff) {
  auto course = a_review(day(2026, 2, 2));
  course.happened = {{Event::meeting, {day(2026, 2, 2)}}, {Event::decided, {day(2026, 2, 9), Choice::amend}}, {Event::notice, {day(2026, 2, 9)}}};
  EXPECT_EQ(of(count_clocks(course, today), Event::final_plan).due, day(2026, 4, 6));
  // Fifteen days beginning with the day the notice came: 9 February is the first, 23 February the last.
  EXPECT_EQ(of(count_clocks(course, today), Event::comments).due, day(2026, 2, 23));
  EXPECT_EQ(of(count_clocks(course, today), Event::comments).counted, "15 days, beginning with the day of the notice");
  course.happened[Event::notice].on = day(2026, 3, 30);
  EXPECT_EQ(of(count_clocks(course, today), Event::final_plan).due, day(2026, 4, 27));
}

TEST(ReviewClocks, AHabitIsOvertakenByWhatItWasToKeepInTime) {
  auto course = a_review(day(2026, 2, 2));
  course.happened = {{Event::meeting, {day(2026, 2, 2)}}};
  EXPECT_EQ(of(count_clocks(course, today), Event::report_drafted).state, ClockState::late);
  EXPECT_EQ(of(count_clocks(course, today), Event::papers_sent).state, ClockState::late) << "the law is not overtaken";
  course.happened[Event::report_sent] = {day(2026, 2, 10)};
  EXPECT_EQ(of(count_clocks(course, today), Event::report_drafted).state, ClockState::not_needed);
  EXPECT_EQ(of(count_clocks(course, today), Event::views_gathered).state, ClockState::not_needed);
}

TEST(ReviewClocks, SayInWordsHowLateSomethingIs) {
  auto course = a_review(day(2026, 2, 10));
  course.happened = {{Event::meeting, {day(2026, 2, 10)}}};
  EXPECT_EQ(state_words(of(count_clocks(course, today), Event::report_sent), today), "7 days late");
  course.happened[Event::report_sent] = {day(2026, 2, 26)};
  EXPECT_EQ(state_words(of(count_clocks(course, today), Event::report_sent), today), "Done 2 days late");
  course.happened[Event::report_sent] = {day(2026, 2, 24)};
  EXPECT_EQ(state_words(of(count_clocks(course, today), Event::report_sent), today), "Done");
  EXPECT_EQ(state_words(of(count_clocks(course, day(2026, 2, 24)), Event::decided, "keeps"), day(2026, 2, 24)), "In 14 days");
}

TEST(TwelveMonths, EndTheDayBeforeTheSameDayNextYear) {
  EXPECT_EQ(twelve_months(day(2025, 9, 1)), day(2026, 8, 31));
  EXPECT_EQ(twelve_months(day(2024, 2, 29)), day(2025, 2, 28));
  EXPECT_EQ(twelve_months(day(2023, 3, 1)), day(2024, 2, 29));
}

TEST(UnderFive, IsLookedAtAgainWithinSixMonths) {
  EXPECT_EQ(six_months(day(2025, 8, 31)), day(2026, 2, 28));
  EXPECT_EQ(six_months(day(2025, 9, 15)), day(2026, 3, 14));
  EXPECT_EQ(six_months(day(2026, 5, 31)), day(2026, 11, 30));
  auto course = a_review(day(2026, 4, 1));
  const auto count = count_clocks(course, today).size();
  course.under_five = true;
  EXPECT_EQ(count_clocks(course, today).size(), count + 1);
  EXPECT_EQ(of(count_clocks(course, today), Event::meeting, "under five").due, day(2025, 10, 31));
  Procedure kept;
  kept.year_group = "N2";
  EXPECT_TRUE(course_of(kept, {}, {}).under_five);
  kept.year_group = "R";
  EXPECT_FALSE(course_of(kept, {}, {}).under_five);
}

TEST(PhaseTransfer, NamesItsDayByTheYearGroupOfThePupil) {
  EXPECT_EQ(transfer_day(usual_transfer(6), 2025), day(2026, 2, 15));
  EXPECT_EQ(transfer_day(usual_transfer(11), 2025), day(2026, 3, 31));
  EXPECT_EQ(transfer_day(usual_transfer(people::YearGroup::nursery2().rank()), 2025), day(2026, 2, 15));
  EXPECT_EQ(transfer_day(usual_transfer(4), 2025), std::nullopt);
  EXPECT_EQ(transfer_meeting_by(Transfer::primary_secondary, 2025), day(2025, 11, 23));
  EXPECT_EQ(transfer_meeting_by(Transfer::secondary_post16, 2025), day(2026, 1, 6));
}

TEST(PhaseTransfer, IsRefusedForAChildWhoDoesNotMakeItBesideTheField) {
  const auto wrong = check_transfer(Transfer::secondary_post16, "4", "Maya");
  ASSERT_EQ(wrong.size(), 1U);
  EXPECT_EQ(wrong.front().field, "transfer");
  EXPECT_EQ(wrong.front().message, "Maya is in Year 4. This move is made from Year 11");
  EXPECT_THAT(check_transfer(Transfer::secondary_post16, "11", "Maya"), IsEmpty());
  EXPECT_THAT(check_transfer(Transfer::primary_middle, "X", "Maya"), IsEmpty());
}

TEST(PhaseTransfer, BetweenPost16SettingsIsInTheSpringOrFiveMonthsBeforeTheDayOfTheMove) {
  EXPECT_EQ(transfer_day(Transfer::post16_post16, 2025), day(2026, 3, 31));
  EXPECT_EQ(transfer_day(Transfer::post16_post16, 2025, day(2026, 6, 8)), day(2026, 1, 8));
  EXPECT_EQ(transfer_day(Transfer::post16_post16, 2025, day(2026, 7, 31)), day(2026, 2, 28)) << "no 31st of February";
  EXPECT_EQ(transfer_day(Transfer::post16_post16, 2025, day(2026, 4, 15)), day(2025, 11, 15));
  EXPECT_EQ(transfer_day(Transfer::secondary_post16, 2025, day(2026, 6, 8)), day(2026, 3, 31)) << "from school the day of the move changes nothing";
  EXPECT_EQ(transfer_meeting_by(Transfer::post16_post16, 2025, day(2026, 6, 8)), day(2025, 10, 16));
  EXPECT_THAT(check_transfer(Transfer::post16_post16, "12", "Maya"), IsEmpty());
  EXPECT_EQ(check_transfer(Transfer::post16_post16, "11", "Maya").at(0).message, "Maya is in Year 11. This move is made from Year 12 or Year 13 or Year 14");
  EXPECT_EQ(check_transfer_on(day(2036, 6, 8), today).at(0).field, "transfer_on");
  auto course = a_review(day(2025, 12, 1));
  course.transfer = Transfer::post16_post16;
  course.transfer_year = 2025;
  course.transfer_on = day(2026, 6, 8);
  const auto clocks = count_clocks(course, today);
  EXPECT_EQ(of(clocks, Event::final_plan, "next setting").due, day(2026, 1, 8));
  EXPECT_EQ(of(clocks, Event::final_plan, "next setting").counted, "5 months before the move on 8 June 2026");
  EXPECT_THAT(warnings_of(course, day(2025, 12, 1), day(2025, 11, 1)), ElementsAre(HasSubstr("8 January 2026")));
}

TEST(PhaseTransfer, FiveMonthsBeforeIsNeverLaterThanFiveMonths) {
  EXPECT_TRUE(rc::check([] {
    const base::LocalDate on{*rc::gen::inRange(18262, 22000)};
    const auto before = base::to_parts(five_months_before(on)), then = base::to_parts(on);
    RC_ASSERT((then.year - before.year) * 12 + then.month - before.month == 5);
    RC_ASSERT(before.day <= then.day);
  }));
}

TEST(TheFamily, IsLateWithNothingAndHoldsUpNobody) {
  auto course = a_review(day(2026, 2, 2));
  course.happened = {{Event::meeting, {day(2026, 2, 2)}}, {Event::report_sent, {day(2026, 2, 9)}}, {Event::decided, {day(2026, 2, 9), Choice::amend}}, {Event::notice, {day(2026, 2, 9)}}};
  const auto clocks = count_clocks(course, today);
  EXPECT_EQ(state_words(of(clocks, Event::comments), today), "The days are over");
  ASSERT_TRUE(next_open(clocks));
  EXPECT_NE(next_open(clocks)->doer, Doer::family);
  course.happened.erase(Event::decided);
  EXPECT_FALSE(of(count_clocks(course, today), Event::comments).only_if_amended) << "the notice came, so the plan is changed";
}

TEST(PhaseTransfer, WarnsOfAMeetingThatIsTooLateAndDoesNotForbidIt) {
  auto course = a_review(day(2025, 12, 1));
  course.transfer = Transfer::primary_secondary;
  course.transfer_year = 2025;
  EXPECT_THAT(warnings_of(course, day(2025, 12, 1), day(2025, 11, 1)), ElementsAre(AllOf(HasSubstr("23 November 2025"), HasSubstr("15 February 2026"))));
  EXPECT_THAT(warnings_of(course, day(2025, 11, 20), day(2025, 11, 1)), IsEmpty());
  EXPECT_EQ(of(count_clocks(course, today), Event::final_plan, "next setting").due, day(2026, 2, 15));
}

TEST(AssessmentClocks, AreCountedFromTheDayTheAuthorityReceivedTheRequest) {
  auto course = a_request(day(2026, 1, 5));
  course.happened[Event::school_asked] = {day(2026, 1, 19)};
  const auto clocks = count_clocks(course, today);
  EXPECT_EQ(of(clocks, Event::assess_decided).due, day(2026, 2, 16));
  EXPECT_EQ(of(clocks, Event::school_advised).due, day(2026, 3, 2));
  EXPECT_EQ(of(clocks, Event::issue_decided).due, day(2026, 4, 27));
  EXPECT_EQ(of(clocks, Event::first_plan).due, day(2026, 5, 25));
  EXPECT_EQ(of(clocks, Event::draft_comments).state, ClockState::waiting);
  course.happened[Event::assess_decided] = {day(2026, 2, 10), Choice::refuse};
  EXPECT_EQ(of(count_clocks(course, today), Event::first_plan).state, ClockState::not_needed);
  course.happened[Event::assess_decided].choice = Choice::assess;
  course.happened[Event::issue_decided] = {day(2026, 3, 1), Choice::no_plan};
  EXPECT_EQ(of(count_clocks(course, today), Event::first_plan).state, ClockState::not_needed);
}

TEST(AssessmentClocks, MarkWhatAnExemptionTouchesAndMoveNothing) {
  auto course = a_request(day(2026, 6, 1));
  const auto before = count_clocks(course, today);
  course.exemptions = {{Excuse::school_closed, day(2026, 7, 22), day(2026, 9, 1)}};
  const auto after = count_clocks(course, today);
  EXPECT_FALSE(of(after, Event::assess_decided).may_be_longer);  // due 13 July
  EXPECT_TRUE(of(after, Event::first_plan).may_be_longer);
  EXPECT_EQ(of(after, Event::first_plan).due, of(before, Event::first_plan).due);
}

TEST(AssessmentClocks, AClosedSchoolExcusesOnlyARequestFromAWeekBeforeItClosesToAWeekBeforeItOpens) {
  const auto closes = day(2026, 7, 22), opens = day(2026, 9, 2);
  EXPECT_TRUE(excuses_advice(closes, opens, day(2026, 7, 15)));
  EXPECT_FALSE(excuses_advice(closes, opens, day(2026, 7, 14)));
  EXPECT_TRUE(excuses_advice(closes, opens, day(2026, 8, 26)));
  EXPECT_FALSE(excuses_advice(closes, opens, day(2026, 8, 27)));
  EXPECT_FALSE(excuses_advice(closes, closes + 27, closes));
  const people::Calendar calendar = people::usual_calendar(2025, 2);
  const auto found = long_closures(calendar, day(2026, 6, 1), day(2026, 10, 1));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_GE(found.front().opens - found.front().from, 28);
  EXPECT_FALSE(calendar.is_school_day(found.front().from));
  EXPECT_TRUE(calendar.is_school_day(found.front().opens));
}

TEST(WhatIsWritten, IsRefusedBesideTheFieldWhereItCannotBe) {
  Procedure review;
  review.counted_from = day(2026, 3, 1);
  const auto first = [](const std::vector<base::FieldError>& wrong) { return wrong.empty() ? std::string() : wrong.front().field + ": " + wrong.front().message; };
  EXPECT_THAT(first(check_meeting(review, day(2026, 2, 20), {})), HasSubstr("meeting_on: Enter a day after 1 March 2026"));
  EXPECT_THAT(first(check_meeting(review, day(2026, 3, 7), {})), HasSubstr("weekend"));
  EXPECT_THAT(first(check_meeting(review, day(2026, 3, 10), {{{2025, 4, day(2026, 2, 23), day(2026, 3, 27)}}, {{day(2026, 3, 10), people::ClosureKind::inset, "Training"}}})), HasSubstr("closed"));
  EXPECT_THAT(first(check_meeting(review, day(2026, 3, 11), {{{2025, 4, day(2026, 2, 23), day(2026, 3, 27)}}, {}})), "");
  const Course course = a_review(day(2026, 4, 1));
  EXPECT_THAT(first(check_event(course, Event::papers_sent, day(2026, 3, 4), Choice::none, today)), HasSubstr("on: Enter today or a day before"));
  EXPECT_THAT(first(check_event(course, Event::report_sent, today, Choice::none, today)), HasSubstr("First write down: review meeting held"));
  EXPECT_EQ(first(check_event(course, Event::papers_sent, today, Choice::none, today)), "");
  const auto request = a_request(day(2026, 2, 2));
  EXPECT_THAT(first(check_event(request, Event::assess_decided, day(2026, 2, 1), Choice::assess, today)), HasSubstr("Enter a day from 2 February 2026 on"));
  EXPECT_THAT(first(check_event(request, Event::assess_decided, day(2026, 2, 20), Choice::none, today)), "choice: Select what was decided");
  Course sent{.sort = Sort::assessment, .happened = {{Event::sent, {day(2026, 2, 10)}}}};
  EXPECT_THAT(first(check_event(sent, Event::received, day(2026, 2, 9), Choice::none, today)), HasSubstr("Enter a day from 10 February 2026 on"));
  Voice voice;
  voice.party = Party::parent;
  voice.asked_on = day(2026, 2, 10);
  voice.received_on = day(2026, 2, 9);
  EXPECT_THAT(first(check(voice, today)), HasSubstr("received_on: Enter a day from 10 February 2026 on"));
  EXPECT_THAT(first(check(Exemption{Excuse::family_away, day(2026, 2, 1), day(2026, 2, 20)})), HasSubstr("Less than four weeks"));
}

// ---- What must be true whatever the days are

base::LocalDate any_day() { return {*rc::gen::inRange(18262, 22000)}; }  // 2020 to 2030

TEST(ClockProperties, MovingTheMeetingMovesWhatIsCountedFromItByAsManyDays) {
  EXPECT_TRUE(rc::check([] {
    // After the rules of 2022, so that the same rows count before and after.
    const base::LocalDate meeting{*rc::gen::inRange(19400, 22000)};
    const int by = *rc::gen::inRange(-200, 200);
    Course course{.sort = Sort::review, .counted_from = meeting + -300, .meeting_on = meeting};
    const auto before = count_clocks(course, meeting);
    course.meeting_on = meeting + by;
    const auto after = count_clocks(course, meeting);
    for (const auto event : {Event::views_gathered, Event::advice_asked, Event::invited, Event::papers_sent, Event::meeting, Event::report_drafted, Event::report_sent, Event::notice, Event::final_plan})
      RC_ASSERT(*of(after, event).due - *of(before, event).due == by);
    RC_ASSERT(of(after, Event::decided, "whole").due == of(before, Event::decided, "whole").due);
  }));
}

TEST(ClockProperties, TheyStandInTheOrderOfTheirDaysAndTheFinalPlanIsNeverLaterThanTwelveWeeksAfterTheMeeting) {
  EXPECT_TRUE(rc::check([] {
    const auto meeting = any_day();
    Course course{.sort = Sort::review, .counted_from = meeting + -*rc::gen::inRange(1, 700), .meeting_on = meeting};
    if (*rc::gen::arbitrary<bool>()) course.happened[Event::meeting] = {meeting};
    if (*rc::gen::arbitrary<bool>()) course.happened[Event::decided] = {meeting + *rc::gen::inRange(0, 90), *rc::gen::element(Choice::keep, Choice::amend, Choice::cease)};
    if (*rc::gen::arbitrary<bool>()) course.happened[Event::notice] = {meeting + *rc::gen::inRange(0, 120)};
    const auto clocks = count_clocks(course, any_day());
    RC_ASSERT(std::is_sorted(clocks.begin(), clocks.end(), [](const Clock& a, const Clock& b) {
      if (a.due.has_value() != b.due.has_value()) return a.due.has_value();
      return a.due && *a.due < *b.due;
    }));
    RC_ASSERT(*of(clocks, Event::final_plan).due <= meeting + 84);
    RC_ASSERT(*of(clocks, Event::final_plan).due >= meeting + 56);
  }));
}

TEST(ClockProperties, SomethingIsLateExactlyWhenItsDayIsPastAndItIsNotDone) {
  EXPECT_TRUE(rc::check([] {
    const auto received = any_day(), now = received + *rc::gen::inRange(0, 200);
    auto course = a_request(received);
    for (const auto event : {Event::assess_decided, Event::school_asked, Event::school_advised, Event::draft_plan, Event::first_plan})
      if (*rc::gen::arbitrary<bool>()) course.happened[event] = {received + *rc::gen::inRange(0, 200), event == Event::assess_decided ? Choice::assess : Choice::none};
    for (const auto& clock : count_clocks(course, now)) {
      const bool is_overtaken = clock.event == Event::draft_plan && course.happened.contains(Event::first_plan) && !clock.done;
      RC_ASSERT((clock.state == ClockState::not_needed) == is_overtaken);
      if (is_overtaken) continue;
      RC_ASSERT((clock.state == ClockState::late) == (clock.due && !clock.done && *clock.due < now));
      RC_ASSERT((clock.state == ClockState::done_late) == (clock.due && clock.done && *clock.done > *clock.due));
      RC_ASSERT((clock.state == ClockState::waiting) == (!clock.due && !clock.done));
    }
  }));
}

TEST(ClockProperties, ExemptionsMoveNoDay) {
  EXPECT_TRUE(rc::check([] {
    const auto received = any_day();
    auto course = a_request(received);
    const auto before = count_clocks(course, received);
    const auto from = received + *rc::gen::inRange(-100, 200);
    course.exemptions.push_back({Excuse::exceptional, from, from + *rc::gen::inRange(0, 100)});
    const auto after = count_clocks(course, received);
    RC_ASSERT(before.size() == after.size());
    for (std::size_t n = 0; n < before.size(); ++n) RC_ASSERT(before[n].due == after[n].due);
  }));
}

TEST(ClockProperties, TwelveMonthsAreAYearAndTheMoveIsAlwaysInTheSpringOfTheSchoolYear) {
  EXPECT_TRUE(rc::check([] {
    const auto from = any_day(), last = twelve_months(from);
    RC_ASSERT(last - from == 364 || last - from == 365);
    const auto transfer = static_cast<Transfer>(*rc::gen::inRange(1, static_cast<int>(transfer_count)));
    const int year = *rc::gen::inRange(2020, 2040);
    const auto parts = base::to_parts(*transfer_day(transfer, year));
    RC_ASSERT(parts.year == year + 1);
    const bool to_post16 = transfer == Transfer::secondary_post16 || transfer == Transfer::post16_post16;
    RC_ASSERT((!to_post16 && parts.month == 2 && parts.day == 15) || (to_post16 && parts.month == 3 && parts.day == 31));
    RC_ASSERT(*transfer_day(transfer, year) - *transfer_meeting_by(transfer, year) == 84);
  }));
}

}  // namespace
}  // namespace statutory
