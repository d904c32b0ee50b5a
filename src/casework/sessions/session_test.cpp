// The rules of a session: what is refused, what is asked about, and ids that follow from what was sent.
#include "casework/sessions/cards.h"
#include "casework/sessions/session.h"

#include <gmock/gmock.h>

namespace sessions {
namespace {

using testing::HasSubstr;

access::PupilId pupil(int n) {
  base::Bytes16 bytes{};
  bytes[15] = static_cast<std::byte>(n);
  return access::PupilId(bytes);
}

Card a_card() {
  Card card;
  card.day = *base::to_date(2026, 3, 3);
  card.starts = 600;
  card.minutes = 20;
  card.title = "Talk group";
  card.pupils = {{pupil(1), "Maya Osei", {}}};
  return card;
}
PupilPart a_part(Happened happened, int minutes, std::string reason = {}) {
  PupilPart part;
  part.pupil = pupil(1);
  part.happened = happened;
  part.minutes = minutes;
  part.reason = std::move(reason);
  return part;
}
std::string first_wrong(const PupilPart& part, bool sure = false, const std::vector<Standing>& standing = {}) {
  const auto wrong = check_part(a_card(), part, sure, standing);
  return wrong.empty() ? std::string() : wrong.front().message;
}

TEST(SessionRules, AskWhyWhereNotAllOfItTookPlace) {
  EXPECT_EQ(first_wrong(a_part(Happened::yes, 20)), "");
  EXPECT_THAT(first_wrong(a_part(Happened::no, 0)), HasSubstr("Select why"));
  EXPECT_EQ(first_wrong(a_part(Happened::no, 0, "pupil_absent")), "");
  EXPECT_THAT(first_wrong(a_part(Happened::part, 10)), HasSubstr("Select why"));
  EXPECT_EQ(first_wrong(a_part(Happened::part, 10, "event")), "");
}

TEST(SessionRules, AskAboutMinutesBeyondTheSlotAndTakeATickForAnAnswer) {
  EXPECT_THAT(first_wrong(a_part(Happened::yes, 25)), HasSubstr("more than the 20 minutes of the slot"));
  EXPECT_EQ(first_wrong(a_part(Happened::yes, 25), true), "");
  EXPECT_THAT(first_wrong(a_part(Happened::yes, 481), true), HasSubstr("480 or fewer"));
  EXPECT_THAT(first_wrong(a_part(Happened::yes, 0)), HasSubstr("Enter how many minutes"));
  EXPECT_THAT(first_wrong(a_part(Happened::part, 20, "event")), HasSubstr("less than 20 minutes"));
  EXPECT_THAT(first_wrong(a_part(Happened::yes, 15)), HasSubstr("Choose “Part of it”"));
}

TEST(SessionRules, AskAboutTwoSessionsOfOnePupilThatLieOverOneAnother) {
  const std::vector<Standing> other = {{{}, pupil(1), "Maya Osei", 610, 20, "Reading", "Tomas Reyes"}};
  EXPECT_THAT(first_wrong(a_part(Happened::yes, 20), false, other), HasSubstr("“Reading” with Tomas Reyes already, from 10:10"));
  EXPECT_EQ(first_wrong(a_part(Happened::yes, 20), true, other), "");
  EXPECT_EQ(first_wrong(a_part(Happened::no, 0, "event"), false, other), "") << "what did not happen is nowhere";
  EXPECT_EQ(first_wrong(a_part(Happened::yes, 20), false, {{{}, pupil(2), "", 610, 20, "", ""}}), "") << "another pupil";
  EXPECT_FALSE(overlap(600, 20, 620, 20));
  EXPECT_TRUE(overlap(600, 21, 620, 20));
}

TEST(SessionRules, TheSameSheetMakesTheSameRecords) {
  const SessionId one(base::Bytes16{std::byte{1}}), other(base::Bytes16{std::byte{2}});
  EXPECT_EQ(record_of(one, pupil(1)), record_of(one, pupil(1)));
  EXPECT_NE(record_of(one, pupil(1)), record_of(one, pupil(2)));
  EXPECT_NE(record_of(one, pupil(1)), record_of(other, pupil(1)));
  EXPECT_EQ(record_of(one, pupil(1)).bytes()[6] >> 4, std::byte{7}) << "shaped as every id is";
}

TEST(SessionRules, SayWhyADayIsClosed) {
  const people::Calendar calendar({{2025, 4, *base::to_date(2026, 2, 23), *base::to_date(2026, 3, 27)}}, {{*base::to_date(2026, 3, 4), people::ClosureKind::inset, "Training"}});
  EXPECT_EQ(closed_words(calendar, *base::to_date(2026, 3, 3)), "");
  EXPECT_EQ(closed_words(calendar, *base::to_date(2026, 3, 4)), "Training");
  EXPECT_EQ(closed_words(calendar, *base::to_date(2026, 3, 7)), "a weekend");
  EXPECT_EQ(closed_words(calendar, *base::to_date(2026, 3, 31)), "the holidays");
}

}  // namespace
}  // namespace sessions
