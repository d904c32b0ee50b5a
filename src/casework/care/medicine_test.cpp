// When a dose may be given: the plan's rules, and the words for each.
#include "casework/care/medicine.h"

#include <gmock/gmock.h>

namespace care {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

const base::Zone& london() {
  static const base::Zone zone("Europe/London");
  return zone;
}
base::UtcTime at(std::string_view iso) { return *base::parse_iso_time(iso); }

MedicineLine ritalin() {
  MedicineLine line;
  line.medicine = "Methylphenidate";
  line.dose = 10'000;
  line.unit = "mg";
  line.times = *read_times("08:30, 12.30");
  line.starts_on = *base::parse_iso_date("2026-01-05");
  line.consent_by = "Ada Osei";
  line.consent_on = *base::parse_iso_date("2026-01-04");
  return line;
}
MedicineLine inhaler() {
  auto line = ritalin();
  line.medicine = "Salbutamol";
  line.dose = 2'000;
  line.unit = "puffs";
  line.times.clear();
  line.gap_minutes = 240;
  line.most_a_day = 4;
  return line;
}

std::vector<std::string> against(const MedicineLine& line, const DoseWish& wish, const std::vector<Dose>& given = {}) {
  std::vector<std::string> out;
  for (const auto& objection : judge(line, given, wish, london()).against) out.push_back(objection.field + ": " + objection.words);
  return out;
}

TEST(DoseRules, LetTheRightDoseThroughAtItsTime) {
  EXPECT_THAT(against(ritalin(), {at("2026-03-03T12:40:00Z"), 10'000}), IsEmpty());
  EXPECT_EQ(judge(ritalin(), {}, {at("2026-03-03T12:40:00Z"), 10'000}, london()).slot, "2026-03-03 12:30");
  EXPECT_EQ(line_words(ritalin()), "Methylphenidate: 10 mg, at 08:30 and 12:30");
}

TEST(DoseRules, RefuseMoreThanThePlanUnlessItIsSaidWhy) {
  EXPECT_THAT(against(ritalin(), {at("2026-03-03T12:40:00Z"), 15'000}), Contains(HasSubstr("amount: The plan says 10 mg and no more")));
  EXPECT_THAT(against(ritalin(), {.at = at("2026-03-03T12:40:00Z"), .amount = 15'000, .says_why = true}), IsEmpty());
}

TEST(DoseRules, RefuseTheSameDueDoseWhateverIsSaid) {
  const std::vector<Dose> given = {{"2026-03-03 12:30", {}, at("2026-03-03T12:31:00Z"), 10'000, "Pat Green"}};
  const DoseWish second{.at = at("2026-03-03T13:10:00Z"), .amount = 10'000, .says_why = true};
  EXPECT_THAT(against(ritalin(), second, given), Contains("plan_line: The dose due at 12:30 was given at 12:31 by Pat Green"));
  EXPECT_THAT(against(ritalin(), {at("2026-03-03T08:35:00Z"), 10'000}, given), IsEmpty()) << "another dose";
}

TEST(DoseRules, RefuseOutOfTimeOutOfDateAndWithoutConsent) {
  EXPECT_THAT(against(ritalin(), {at("2026-03-03T10:40:00Z"), 10'000}), Contains(HasSubstr("It is not due now. It is due at 08:30 and 12:30")));
  auto line = ritalin();
  line.expires_on = *base::parse_iso_date("2026-03-02");
  EXPECT_THAT(against(line, {at("2026-03-03T12:40:00Z"), 10'000}), Contains(HasSubstr("went out of date on 2 March 2026")));
  line = ritalin();
  line.consent_on.reset();
  EXPECT_THAT(against(line, {at("2026-03-03T12:40:00Z"), 10'000}), Contains(HasSubstr("There is no consent")));
  line = ritalin();
  line.stops_on = *base::parse_iso_date("2026-02-27");
  EXPECT_THAT(against(line, {at("2026-03-03T12:40:00Z"), 10'000}), Contains(HasSubstr("does not cover this day")));
}

TEST(DoseRules, KeepTheIntervalOfAMedicineGivenByNeed) {
  const std::vector<Dose> given = {{"needed x", {}, at("2026-03-03T10:05:00Z"), 2'000, "Pat Green"}};
  const auto words = against(inhaler(), {at("2026-03-03T12:00:00Z"), 2'000}, given);
  EXPECT_THAT(words, Contains(HasSubstr("It was given at 10:05 by Pat Green. The next may be given at 14:05")));
  EXPECT_THAT(against(inhaler(), {at("2026-03-03T14:05:00Z"), 2'000}, given), IsEmpty());
  EXPECT_THAT(against(inhaler(), {.at = at("2026-03-03T12:00:00Z"), .amount = 2'000, .says_why = true}, given), IsEmpty());
  EXPECT_THAT(against(inhaler(), {.at = at("2026-03-03T10:07:00Z"), .amount = 2'000, .says_why = true}, given), Contains(HasSubstr("Is this the same dose?")));
  EXPECT_EQ(judge(inhaler(), {}, {at("2026-03-03T10:05:00Z"), 2'000}, london()).guard_minutes, 240);
}

TEST(DoseRules, CountTheDay) {
  std::vector<Dose> given;
  for (int hour = 1; hour <= 4; ++hour) given.push_back({"needed", {}, at("2026-03-03T0" + std::to_string(hour) + ":00:00Z"), 2'000, "Pat Green"});
  EXPECT_THAT(against(inhaler(), {at("2026-03-03T15:00:00Z"), 2'000}, given), Contains(HasSubstr("It was given 4 times today")));
  EXPECT_THAT(against(inhaler(), {at("2026-03-04T09:00:00Z"), 2'000}, given), IsEmpty());
}

TEST(DoseRules, AskForASecondAdultWithAControlledMedicine) {
  auto line = ritalin();
  line.controlled = true;
  EXPECT_THAT(against(line, {.at = at("2026-03-03T12:40:00Z"), .amount = 10'000, .says_why = true}), Contains("witness: Enter the second adult who saw it"));
  EXPECT_THAT(against(line, {.at = at("2026-03-03T12:40:00Z"), .amount = 10'000, .has_witness = true}), IsEmpty());
}

TEST(DueTimes, AreReadAsPeopleWriteThem) {
  EXPECT_EQ(read_times("2pm and 8.30")->size(), 2U);
  EXPECT_EQ(read_times("2pm and 8.30")->front().minutes, 510);
  EXPECT_TRUE(read_times("")->empty());
  EXPECT_FALSE(read_times("lunch"));
}

}  // namespace
}  // namespace care
