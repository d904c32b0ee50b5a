// The vocabulary types: written forms come back the same, impossible days are refused, summer time is known.
#include "base/bytes.h"
#include "base/id.h"
#include "base/log.h"
#include "base/result.h"
#include "base/text.h"
#include "base/time.h"
#include "base/zone.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace base {
namespace {

struct ThingTag;
using ThingId = Id<ThingTag>;

Result<int> half(int n) {
  if (n % 2 != 0) return Error::invalid("n", "Enter an even number", "odd");
  return n / 2;
}
Result<int> quarter(int n) {
  TRY(int once, half(n));
  return half(once);
}

TEST(Result, TryHandsTheErrorUpAndTheValueDown) {
  EXPECT_EQ(*quarter(8), 2);
  ASSERT_FALSE(quarter(6));
  EXPECT_EQ(quarter(6).error().fields.at(0).field, "n");
  EXPECT_THROW((void)quarter(6).value(), BadResult);
}

TEST(Id, SortsByTheTimeItWasMadeAndReadsBackWhatItShows) {
  SeededRandom random(7);
  const auto first = ThingId::make({1000}, random), second = ThingId::make({2000}, random);
  EXPECT_LT(first, second);
  EXPECT_LT(first.text(), second.text());
  EXPECT_EQ(first.text().size(), 26U);
  EXPECT_EQ(ThingId::parse(first.text()), first);
  EXPECT_EQ(ThingId::parse(to_lower_ascii(first.text())), first);
  EXPECT_FALSE(ThingId::parse(first.text() + "0"));
  EXPECT_FALSE(ThingId::parse("8" + first.text().substr(1))) << "more than 128 bits";
  EXPECT_FALSE(ThingId::parse(first.text().substr(0, 25) + "U"));
}

TEST(Bytes, EveryWrittenFormComesBackTheSame) {
  rc::check([](const std::vector<unsigned char>& raw) {
    Bytes bytes;
    for (auto c : raw) bytes.push_back(static_cast<std::byte>(c));
    RC_ASSERT(from_hex(to_hex(bytes)) == bytes);
    RC_ASSERT(from_base64url(to_base64url(bytes)) == bytes);
  });
}

TEST(Time, RefusesDaysThatDoNotExist) {
  EXPECT_TRUE(to_date(2028, 2, 29));
  EXPECT_FALSE(to_date(2026, 2, 29));
  EXPECT_FALSE(parse_iso_date("2026-02-31"));
  EXPECT_FALSE(parse_iso_date("2026-2-03"));
  EXPECT_EQ(to_long_text(*to_date(2026, 3, 3)), "Tuesday 3 March 2026");
  EXPECT_EQ(age_in_years(*to_date(2012, 2, 29), *to_date(2026, 2, 28)), 13);
  EXPECT_EQ(age_in_years(*to_date(2012, 2, 29), *to_date(2026, 3, 1)), 14);
}

TEST(Time, ReadsMomentsWithOffsets) {
  EXPECT_EQ(parse_iso_time("2026-06-01T10:40:00+01:00"), parse_iso_time("2026-06-01T09:40:00Z"));
  EXPECT_EQ(to_iso(*parse_iso_time("2026-06-01T09:40:07.5Z")), "2026-06-01T09:40:07.500Z");
  EXPECT_FALSE(parse_iso_time("2026-06-01T09:40:00"));
  EXPECT_FALSE(parse_iso_time("2026-06-01T25:40:00Z"));
}

TEST(Zone, KnowsSummerTimeBothWays) {
  const Zone london("Europe/London");
  EXPECT_EQ(to_text(london.to_local(*parse_iso_time("2026-07-01T09:00:00Z")).time), "10:00");
  EXPECT_EQ(london.to_local(*parse_iso_time("2026-10-25T00:30:00Z")).abbreviation, "BST");
  EXPECT_EQ(london.to_local(*parse_iso_time("2026-10-25T01:30:00Z")).abbreviation, "GMT");
  EXPECT_EQ(to_iso(london.to_utc(*to_date(2026, 10, 25), LocalTime{90})), "2026-10-25T00:30:00.000Z") << "the earlier 01:30";
  EXPECT_EQ(to_iso(london.start_of_day(*to_date(2026, 7, 1))), "2026-06-30T23:00:00.000Z");
}

TEST(Text, RefusesWhatIsNotUtf8AndCountsCharacters) {
  EXPECT_TRUE(Text<5>::make("  Zoë É "));
  EXPECT_FALSE(Text<4>::make("abcde"));
  EXPECT_FALSE(Text<9>::make("\xC0\xAF"));
  EXPECT_FALSE(Text<9>::make("\xED\xA0\x80"));
  EXPECT_EQ(Text<9>::make("a\r\nb\x01\xE2\x80\xAE")->text(), "a\nb");
}

TEST(Text, FoldsNamesForComparing) {
  EXPECT_EQ(fold("Zoë O'Neill-Žižek"), "zoe oneill zizek");
  EXPECT_TRUE(within_edits("mohammed", "mohamed", 1));
  EXPECT_TRUE(within_edits("aimee", "amiee", 1)) << "two neighbours swapped";
  EXPECT_FALSE(within_edits("maya", "mila", 1));
}

TEST(Text, ExcerptsAtASpace) {
  EXPECT_EQ(excerpt("short", 10), "short");
  EXPECT_EQ(excerpt("one two three four", 9), "one two…");
}

TEST(Log, EscapesWhatCouldForgeALine) {
  std::string lines;
  log::capture(&lines);
  log::info("test", {{"path", log::Token{"/a\nb\"c"}}, {"n", std::int64_t{3}}});
  log::capture(nullptr);
  EXPECT_NE(lines.find(R"("event":"test","path":"/a\u000ab\"c","n":3})"), std::string::npos) << lines;
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 1);
}

}  // namespace
}  // namespace base
