// Identifiers, year groups, SEN codes and the calendar, against the published examples.
#include "people/calendar.h"
#include "people/sen.h"
#include "people/uln.h"
#include "people/upn.h"
#include "people/year_group.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

namespace people {
namespace {

base::LocalDate on(std::string_view iso) { return *base::parse_iso_date(iso); }

TEST(Upn, HoldsThePublishedExamples) {
  EXPECT_TRUE(is_valid_upn("R674123101121"));
  EXPECT_TRUE(is_valid_upn("B801200005001"));
  EXPECT_TRUE(is_valid_upn("M82343212600A"));
  EXPECT_EQ(upn_check_letter("674123101121"), 'R');
  EXPECT_EQ(upn_check_letter("82343212600A"), 'M');
}

TEST(Upn, AddsUpTheWellKnownHelpPageExampleAsTheStandardDoesAndNotAsThatPageDoes) {
  EXPECT_EQ(upn_check_letter("207000016049"), 'P');
  EXPECT_FALSE(is_valid_upn("Q207000016049"));
}

TEST(Upn, EveryWrongDigitIsNoticed) {
  rc::check([] {
    std::string body;
    for (int i = 0; i < 12; ++i) body += static_cast<char>('0' + *rc::gen::inRange(0, 10));
    const std::string upn = *upn_check_letter(body) + body;
    RC_ASSERT(is_valid_upn(upn));
    const auto place = *rc::gen::inRange<std::size_t>(1, 13);
    const char digit = static_cast<char>('0' + *rc::gen::inRange(0, 10));
    RC_PRE(digit != upn[place]);
    std::string wrong = upn;
    wrong[place] = digit;
    RC_ASSERT(!is_valid_upn(wrong));  // 23 is prime and above every weight × difference that could vanish
  });
}

TEST(Upn, ReadsACellAndSaysWhatIsWrongWithIt) {
  EXPECT_EQ(read_upn(" b8012 0000 5001 ").upn, "B801200005001");
  EXPECT_TRUE(read_upn("").fault.empty());
  for (std::string_view none : {"UN1", "UN5", "un3"}) {
    EXPECT_TRUE(read_upn(none).upn.empty());
    EXPECT_TRUE(read_upn(none).fault.empty());
  }
  EXPECT_NE(read_upn("UN6").fault, "");
  EXPECT_EQ(read_upn("B80120000500").fault, "A UPN has 13 characters; this one has 12");
  EXPECT_NE(read_upn("A801200005001").fault.find("fails its check"), std::string::npos);
  EXPECT_NE(read_upn("I801200005001").fault.find("I, O and S"), std::string::npos);
  EXPECT_NE(read_upn("B80120000500O").fault.find("I, O and S"), std::string::npos);
  EXPECT_TRUE(is_temporary_upn("M82343212600A"));
  EXPECT_FALSE(is_temporary_upn("B801200005001"));
}

TEST(Upn, AnUnknownAuthorityIsAWarningAndNoMore) {
  const std::string body = "999200005001";
  const auto reading = read_upn(*upn_check_letter(body) + body);
  EXPECT_FALSE(reading.upn.empty());
  EXPECT_NE(reading.warning, "");
  EXPECT_EQ(read_upn("B801200005001").warning, "");
  EXPECT_FALSE(is_known_local_authority("12"));
}

TEST(Uln, HoldsThePublishedExampleAndRefusesWhatIsNever) {
  EXPECT_TRUE(is_valid_uln("9276308686"));
  EXPECT_EQ(read_uln("927 630 8686").uln, "9276308686");
  EXPECT_FALSE(is_valid_uln("9276308687"));
  EXPECT_FALSE(is_valid_uln("0276308686"));
  EXPECT_NE(read_uln("92763").fault, "");
  EXPECT_NE(read_uln("9276308688").fault, "");
  EXPECT_EQ(read_uln("").fault, "");
}

TEST(Uln, ARemainderOfNoughtHasNoCheckDigit) {
  // 1000000001: weighted nine = 10; 10 more of the second digit's weight 9 … 1×10 + 1×1 is not ours to choose, so search one.
  int refused = 0;
  for (int n = 100000000; n < 100000200; ++n) {
    const std::string nine = std::to_string(n);
    int sum = 0;
    for (std::size_t i = 0; i < 9; ++i) sum += (nine[i] - '0') * static_cast<int>(10 - i);
    if (sum % 11 != 0) continue;
    for (char last = '0'; last <= '9'; ++last) EXPECT_FALSE(is_valid_uln(nine + last));
    ++refused;
  }
  EXPECT_GT(refused, 5);
}

TEST(YearGroup, ReadsWhatSchoolsWrite) {
  for (std::string_view four : {"4", "04", "Y4", "y04", "Yr 4", "Year 4", "NC Year 4", "year-4"})
    EXPECT_EQ(parse_year_group(four), YearGroup::year(4)) << four;
  for (std::string_view r : {"R", "r", "YR", "Year R", "Reception", "0"})
    EXPECT_EQ(parse_year_group(r), YearGroup::reception()) << r;
  EXPECT_EQ(parse_year_group("N1"), YearGroup::nursery1());
  EXPECT_EQ(parse_year_group("Nursery"), YearGroup::nursery2());
  EXPECT_EQ(parse_year_group("X"), YearGroup::not_following());
  EXPECT_EQ(parse_year_group("14")->code(), "14");
  for (std::string_view none : {"", "15", "-1", "4a", "3/4", "Oak", "year", "100000000000000000000"})
    EXPECT_FALSE(parse_year_group(none)) << none;
}

TEST(YearGroup, CodesReadBackAndKeyStagesFollow) {
  std::vector<YearGroup> all = {YearGroup::nursery1(), YearGroup::nursery2(), YearGroup::reception()};
  for (int n = 1; n <= 14; ++n) all.push_back(YearGroup::year(n));
  all.push_back(YearGroup::not_following());
  std::string stages;
  for (const auto group : all) {
    if (group != YearGroup::not_following()) {
      EXPECT_EQ(parse_year_group(group.title()), group) << group.title();
    }
    EXPECT_EQ(parse_year_group(group.code()), group);
    stages += std::string(code(group.key_stage())) + " ";
  }
  EXPECT_EQ(stages, "EYFS EYFS EYFS KS1 KS1 KS2 KS2 KS2 KS2 KS3 KS3 KS3 KS4 KS4 KS5 KS5 KS5  ");
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
  EXPECT_THROW((void)YearGroup::year(15), std::out_of_range);
}

TEST(YearGroup, CohortsRunFromSeptemberToAugust) {
  const auto reception = birthdays_of(YearGroup::reception(), 2026);
  EXPECT_EQ(base::to_iso(reception->first), "2021-09-01");
  EXPECT_EQ(base::to_iso(reception->last), "2022-08-31");
  EXPECT_EQ(expected_year_group(on("2021-08-31"), 2026), YearGroup::year(1));
  EXPECT_EQ(expected_year_group(on("2021-09-01"), 2026), YearGroup::reception());
  EXPECT_FALSE(expected_year_group(on("2025-09-01"), 2026));
  EXPECT_FALSE(birthdays_of(YearGroup::not_following(), 2026));
  for (int n = -2; n <= 14; ++n) {
    const auto group = n == -2   ? YearGroup::nursery1()
                       : n == -1 ? YearGroup::nursery2()
                       : n == 0  ? YearGroup::reception()
                                 : YearGroup::year(n);
    const auto range = birthdays_of(group, 2026);
    EXPECT_EQ(expected_year_group(range->first, 2026), group);
    EXPECT_EQ(expected_year_group(range->last, 2026), group);
    EXPECT_NE(expected_year_group(range->last + 1, 2026), group);
  }
}

TEST(Sen, ReadsTheCensusCodesAndTheOldOnes) {
  EXPECT_EQ(parse_sen_status("K"), SenStatus::support);
  EXPECT_EQ(parse_sen_status("EHC Plan"), SenStatus::plan);
  EXPECT_EQ(parse_sen_status("P"), SenStatus::support);
  EXPECT_EQ(parse_sen_status("a"), SenStatus::support);
  EXPECT_EQ(parse_sen_status("S"), SenStatus::plan);
  EXPECT_EQ(parse_sen_status("No SEN"), SenStatus::none);
  EXPECT_FALSE(parse_sen_status(""));
  EXPECT_FALSE(parse_sen_status("Q"));
}

TEST(Sen, TypesHaveAreasAndCanBeFoundByManyNames) {
  EXPECT_EQ(sen_types().size(), 15U);
  EXPECT_EQ(find_sen_type("slcn")->area, SenArea::communication);
  EXPECT_EQ(find_sen_type("Autistic Spectrum Disorder")->code, "ASD");
  EXPECT_EQ(find_sen_type("Autism")->code, "ASD");
  EXPECT_EQ(find_sen_type("Speech, Language and Communication Needs")->code, "SLCN");
  EXPECT_EQ(find_sen_type("magic"), nullptr);
  EXPECT_EQ(find_sen_type(""), nullptr);
  for (const auto& type : sen_types()) EXPECT_EQ(find_sen_type(type.title), &type) << type.title;
}

// Anonymous Gregorian computus: the second opinion on the table.
base::LocalDate easter(int y) {
  const int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451, month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
  return *base::to_date(y, month, day);
}

TEST(BankHolidays, AgreeWithTheRulesOfEveryYear) {
  for (int year = 2023; year <= 2035; ++year) {
    const auto first_monday = [](int y, int month) {
      auto day = *base::to_date(y, month, 1);
      while (base::weekday(day) != base::Weekday::monday) day = day + 1;
      return day;
    };
    const auto last_monday = [](int y, int month) {
      auto day = *base::to_date(y, month, 31);
      while (base::weekday(day) != base::Weekday::monday) day = day + (-1);
      return day;
    };
    std::set<base::LocalDate> expected = {easter(year) + (-2), easter(year) + 1, first_monday(year, 5), last_monday(year, 5),
                                          last_monday(year, 8)};
    const auto take = [&](base::LocalDate day) {
      while (base::weekday(day) >= base::Weekday::saturday || expected.contains(day)) day = day + 1;
      expected.insert(day);
    };
    take(*base::to_date(year, 1, 1));
    take(*base::to_date(year, 12, 25));
    take(*base::to_date(year, 12, 26));
    if (year == 2023) expected.insert(on("2023-05-08"));
    std::set<base::LocalDate> held;
    for (const auto& holiday : bank_holidays())
      if (base::to_parts(holiday.day).year == year) held.insert(holiday.day);
    EXPECT_EQ(held.size(), expected.size()) << year;
    EXPECT_EQ(held, expected) << year;
  }
  EXPECT_TRUE(std::is_sorted(bank_holidays().begin(), bank_holidays().end(), [](auto& a, auto& b) { return a.day < b.day; }));
}

TEST(Calendar, CountsSchoolDaysOverBreaksInsetAndBankHolidays) {
  const Calendar calendar(
      {{2025, 4, on("2026-02-23"), on("2026-03-27")}, {2025, 5, on("2026-04-13"), on("2026-05-22")}},
      {{on("2026-02-23"), ClosureKind::inset, "INSET day"}, {on("2026-03-04"), ClosureKind::closure, "Snow"}});
  EXPECT_FALSE(calendar.is_school_day(on("2026-02-23")));
  EXPECT_TRUE(calendar.is_school_day(on("2026-02-24")));
  EXPECT_FALSE(calendar.is_school_day(on("2026-02-28")));  // a Saturday
  EXPECT_FALSE(calendar.is_school_day(on("2026-03-04")));
  EXPECT_FALSE(calendar.is_school_day(on("2026-05-04")));  // early May bank holiday
  EXPECT_EQ(base::to_iso(*calendar.add_school_days(on("2026-03-03"), 5)), "2026-03-11");
  EXPECT_EQ(base::to_iso(*calendar.add_school_days(on("2026-03-27"), 1)), "2026-04-13");
  EXPECT_EQ(base::to_iso(*calendar.add_school_days(on("2026-04-01"), 1)), "2026-04-13");
  EXPECT_EQ(base::to_iso(*calendar.add_school_days(on("2026-04-01"), 0)), "2026-04-13");
  EXPECT_EQ(base::to_iso(*calendar.add_school_days(on("2026-04-13"), -1)), "2026-03-27");
  EXPECT_FALSE(calendar.add_school_days(on("2026-05-22"), 1));
  EXPECT_EQ(calendar.count_school_days(on("2026-02-23"), on("2026-03-06")), 8);
  EXPECT_EQ(calendar.half_term_of(on("2026-02-28"))->number, 4);
  EXPECT_FALSE(calendar.half_term_of(on("2026-04-01")));
  EXPECT_EQ(half_term_name(4), "Spring 2");
}

TEST(Calendar, AddingSchoolDaysIsCountingThem) {
  const auto calendar = usual_calendar(2024, 3);
  rc::check([&] {
    const auto day = on("2024-09-10") + *rc::gen::inRange(0, 800);
    const int count = *rc::gen::inRange(1, 60);
    const auto there = calendar.add_school_days(day, count);
    RC_PRE(there.has_value());
    RC_ASSERT(calendar.is_school_day(*there));
    RC_ASSERT(calendar.count_school_days(day + 1, *there) == count);
  });
}

TEST(Calendar, TheUsualYearHasNearly190DaysAndSixHalfTerms) {
  for (int year = 2022; year <= 2034; ++year) {
    const auto calendar = usual_calendar(year, 1);
    EXPECT_EQ(calendar.half_terms().size(), 6U);
    for (std::size_t i = 1; i < 6; ++i) EXPECT_LT(calendar.half_terms()[i - 1].last, calendar.half_terms()[i].first) << year;
    const int days = calendar.count_school_days(*base::to_date(year, 9, 1), *base::to_date(year + 1, 8, 31));
    EXPECT_GE(days, 180) << year;
    EXPECT_LE(days, 195) << year;
    for (const auto& half : calendar.half_terms())
      EXPECT_GE(calendar.count_school_days(half.first, half.last), 20) << year << half.number;
  }
  EXPECT_EQ(academic_year_of(on("2026-08-31")), 2025);
  EXPECT_EQ(academic_year_label(2026), "2026/27");
}

}  // namespace
}  // namespace people
