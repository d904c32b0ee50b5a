// What a rule is, and when it fires: pure, without a school.
#include "casework/rules/rule_fire.h"

#include "record/catalogue.h"
#include "testing/school.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace rules {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const record::Kinds& the_kinds() {
  static const record::Kinds kinds =
      record::Catalogue(std::filesystem::temp_directory_path() / "no-school-of-its-own").as_shipped();
  return kinds;
}

Rule three_in_ten() {
  Rule rule;
  rule.name = "Building up";
  rule.kind = "behaviour";
  rule.where = {{"step", {"time_out", "leader"}}};
  rule.tell = {"senco"};
  return rule;
}

/// Half-term from 23 February to 27 March 2026.
people::Calendar spring() {
  return {{{2025, 4, base::to_date(2026, 2, 23).value(), base::to_date(2026, 3, 27).value()},
           {2025, 5, base::to_date(2026, 4, 13).value(), base::to_date(2026, 5, 22).value()}},
          {}};
}
const base::Zone& london() {
  static const base::Zone zone("Europe/London");
  return zone;
}
base::UtcTime at(int month, int day, int minutes = 11 * 60) {
  return london().to_utc(base::to_date(2026, month, day).value(), {minutes});
}

Happening on(int month, int day, unsigned char number = 0) {
  static unsigned char next = 100;
  base::Bytes16 id{};
  id[15] = static_cast<std::byte>(number ? number : ++next);
  return {record::RecordId(id), {}, "involved", at(month, day), at(month, day)};
}

std::string message_of(const Rule& rule, std::string_view field) {
  const auto checked = check(rule, the_kinds());
  if (checked) return "";
  for (const auto& wrong : checked.error().fields)
    if (wrong.field == field) return wrong.message;
  return "another field";
}

TEST(CheckRule, LetsASoundOneStandAndNamesEachThingThatIsNot) {
  EXPECT_TRUE(check(three_in_ten(), the_kinds()));
  auto rule = three_in_ten();
  rule.name = "  ";
  EXPECT_EQ(message_of(rule, "name"), "Enter a name for the rule");
  rule = three_in_ten();
  rule.kind = "gossip";
  EXPECT_EQ(message_of(rule, "kind"), "Select what is watched");
  rule = three_in_ten();
  rule.count = 0;
  EXPECT_THAT(message_of(rule, "count"), HasSubstr("from 1 to 50"));
  rule = three_in_ten();
  rule.within = -1;
  EXPECT_THAT(message_of(rule, "within"), HasSubstr("from 1 to 200"));
  rule = three_in_ten();
  rule.where = {{"step", {"prison"}}};
  EXPECT_THAT(message_of(rule, "where.step"), HasSubstr("no such answer"));
  rule = three_in_ten();
  rule.tell = {};
  EXPECT_EQ(message_of(rule, "tell"), "Select who is told");
  rule.tell = {"governor"};
  EXPECT_THAT(message_of(rule, "tell"), HasSubstr("Governor may never see"));
  rule = three_in_ten();
  rule.watch = Watch::not_followed;
  rule.followed_by = "behaviour";
  EXPECT_THAT(message_of(rule, "followed_by"), HasSubstr("another kind"));
  rule = three_in_ten();
  rule.watch = Watch::incomplete;
  EXPECT_THAT(message_of(rule, "unless"), HasSubstr("by then"));
}

TEST(CheckRule, EveryExampleThatFitsTheKindsIsSound) {
  std::size_t sound = 0;
  for (const auto& rule : starters())
    if (the_kinds().find(rule.kind) && (rule.followed_by.empty() || the_kinds().find(rule.followed_by))) {
      const auto checked = check(rule, the_kinds());
      EXPECT_TRUE(checked) << rule.name << ": " << (checked ? "" : checked.error().fields.front().message);
      ++sound;
    }
  EXPECT_GE(sound, 3U);
}

TEST(RuleWords, SayWhatItDoes) {
  EXPECT_EQ(
      sentence(three_in_ten(), the_kinds(), {}),
      "When one pupil has 3 records of “behaviour” within 10 school days where “step on the behaviour ladder” is 3 Time to calm or 5 A leader was called, "
      "tell in the next digest: SENCo.");
  EXPECT_EQ(finding(three_in_ten(), the_kinds()), "3 records of “behaviour” within 10 school days");
}

TEST(StoredRule, ComesBackAsItWas) {
  auto rule = three_in_ten();
  rule.id = RuleId::make(test::the_moment(), base::system_random());
  rule.version = 4;
  rule.active = true;
  rule.unless = {"home_told", {"yes"}};
  rule.urgency = record::Urgency::at_once;
  EXPECT_EQ(from_stored(rule.id, 4, rule.name, true, to_stored(rule)), rule);
}

TEST(CountFirings, FireAtTheThirdWithinTenSchoolDaysAndNotOverAHoliday) {
  const auto rule = three_in_ten();
  EXPECT_EQ(count_firings(rule, {on(3, 2), on(3, 3), on(3, 13)}, spring(), london()).size(), 1U)
      << "2 to 13 March are ten school days";
  EXPECT_TRUE(count_firings(rule, {on(3, 2), on(3, 3), on(3, 16)}, spring(), london()).empty()) << "the eleventh";
  EXPECT_EQ(count_firings(rule, {on(3, 23), on(3, 27), on(4, 17)}, spring(), london()).size(), 1U)
      << "a holiday has no school days";
  auto plain = rule;
  plain.unit = Days::days;
  EXPECT_TRUE(count_firings(plain, {on(3, 23), on(3, 27), on(4, 17)}, spring(), london()).empty());
}

TEST(CountFirings, TellABadWeekOnce) {
  const auto firings =
      count_firings(three_in_ten(), {on(3, 2, 1), on(3, 3, 2), on(3, 4, 3), on(3, 5, 4), on(3, 6, 5)}, spring(), london());
  ASSERT_EQ(firings.size(), 1U);
  EXPECT_EQ(firings.front().because.size(), 3U);
  EXPECT_EQ(firings.front().at, at(3, 4));
}

TEST(CountFirings, AreTrueWhenTheLastOfThemWasWrittenEvenIfItHappenedFirst) {
  auto late = on(3, 2);
  late.recorded_at = at(3, 6, 15 * 60);
  const auto firings = count_firings(three_in_ten(), {on(3, 3), on(3, 4), late}, spring(), london());
  ASSERT_EQ(firings.size(), 1U);
  EXPECT_EQ(firings.front().at, at(3, 6, 15 * 60));
}

RC_GTEST_PROP(CountFirings, NeverUseARecordTwiceNorMoreDaysThanTheyMay, ()) {
  Rule rule = three_in_ten();
  rule.count = *rc::gen::inRange(1, 6);
  rule.within = *rc::gen::inRange(1, 20);
  rule.unit = *rc::gen::element(Days::days, Days::school_days);
  const auto days = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 25));
  std::vector<Happening> happenings;
  for (std::size_t n = 0; n < days.size() && n < 200; ++n) {
    auto one = on(3, 2, static_cast<unsigned char>(n + 1));
    one.occurred_at = one.recorded_at = at(3, 2) + days[n] * base::day_ms;
    happenings.push_back(one);
  }
  std::set<record::RecordId> used;
  for (const auto& firing : count_firings(rule, happenings, spring(), london())) {
    RC_ASSERT(firing.because.size() >= static_cast<std::size_t>(rule.count));
    std::vector<base::LocalDate> on_days;
    for (const auto& id : firing.because) {
      RC_ASSERT(used.insert(id).second);
      for (const auto& one : happenings)
        if (one.record == id) on_days.push_back(london().date_of(one.occurred_at));
    }
    const auto [first, last] = std::minmax_element(on_days.begin(), on_days.end());
    const int span = rule.unit == Days::days ? *last - *first + 1 : spring().count_school_days(*first, *last);
    RC_ASSERT(span <= rule.within || (rule.unit == Days::school_days && span == 0));
  }
}

TEST(DueAt, IsTheEndOfTheSchoolDayItWasWrittenOn) {
  Rule rule = three_in_ten();
  rule.watch = Watch::incomplete;
  const auto due = [&](base::UtcTime recorded) { return due_at(rule, recorded, spring(), london()); };
  EXPECT_EQ(due(at(3, 3)), at(3, 3, 16 * 60 + 30));
  EXPECT_EQ(due(at(3, 3, 16 * 60 + 30)), at(3, 4, 16 * 60 + 30)) << "written after the end of the day";
  EXPECT_EQ(due(at(3, 6, 18 * 60)), at(3, 9, 16 * 60 + 30)) << "on a Friday evening: on Monday";
  rule.due_days = 1;
  EXPECT_EQ(due(at(3, 27)), at(4, 13, 16 * 60 + 30)) << "over the Easter holiday";
}

}  // namespace
}  // namespace rules
