// The invented life of a school: the same from the same seed, held to its kinds, with the patterns it promises, and quick.
#include "app/demo_life.h"

#include "access/digest.h"
#include "app/demo_further.h"
#include "record/body.h"
#include "record/embedded_kinds.h"
#include "record/kind_file.h"
#include "record/summary.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace app {
namespace {

const base::LocalDate today = *base::parse_iso_date("2026-11-23");

people::InventedSchool school_of(std::uint64_t seed, people::SchoolPhase phase = people::SchoolPhase::primary, int pupils = 420) {
  return people::invent_school({.seed = seed, .phase = phase, .pupils = pupils, .years = 2, .today = today});
}

/// Every school day up to today.
std::vector<base::LocalDate> days_of(const people::InventedSchool& school) {
  return school.calendar.school_days(school.calendar.half_terms().front().first, today);
}

std::string bytes_of(const Told& told) {
  std::string out = std::string(told.kind) + base::to_text(told.at) + web::to_json(told.fields) + std::to_string(told.author);
  for (const auto& part : told.parts) out += std::to_string(part.pupil) + std::string(part.part);
  return out + std::to_string(told.written_after);
}

std::string digest_of(std::uint64_t seed) {
  const auto school = school_of(seed, people::SchoolPhase::primary, 60);
  const SchoolLife life(school, seed);
  std::string all;
  for (const auto day : days_of(school))
    for (const auto& told : life.tell(day, 5)) all += bytes_of(told);
  const auto digest = access::digest({base::as_bytes(all)});
  return base::to_hex(base::BytesView(digest).first(8));
}

TEST(SchoolLife, TheSameSeedTellsTheSameWordForWord) {
  // Whoever changes the words on purpose changes this with them.
  EXPECT_EQ(digest_of(1), "6a1d646eaf3838b9");
  EXPECT_EQ(digest_of(2), digest_of(2));
  EXPECT_NE(digest_of(1), digest_of(2));
}

TEST(SchoolLife, ADayIsTheSameWhateverWasToldBefore) {
  const auto school = school_of(7);
  const SchoolLife life(school, 7), other(school, 7);
  const auto days = days_of(school);
  (void)other.tell(days[3], 50);
  const auto first = life.tell(days[9], 40), second = other.tell(days[9], 40);
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(bytes_of(first[i]), bytes_of(second[i]));
}

const record::Kinds& kinds() {
  static const auto loaded = record::load_kinds(record::embedded_kinds());
  return loaded.kinds;
}

TEST(SchoolLife, EverythingToldKeepsTheRulesOfItsKind) {
  for (const auto phase : {people::SchoolPhase::primary, people::SchoolPhase::secondary}) {
    const auto school = school_of(3, phase);
    const SchoolLife life(school, 3);
    for (const auto day : days_of(school))
      for (const auto& told : life.tell(day, 25)) {
        const auto& kind = *kinds().find(told.kind);
        record::Surroundings surroundings{day};
        surroundings.find_pick = [](std::string_view, std::string_view) { return std::optional<std::string>("Salbutamol: 2 puffs"); };
        const auto body = record::check(kind, record::Submission(told.fields), surroundings);
        ASSERT_TRUE(body) << told.kind << " " << body.error().fields.at(0).field << " " << web::to_json(told.fields);
        const auto text = record::full_text(kind, *body);
        for (const auto* hole : {"{", "}", "[", "]", "|", "  "}) EXPECT_EQ(text.find(hole), std::string::npos) << text;
        std::set<std::size_t> once;
        for (const auto& part : told.parts) EXPECT_TRUE(once.insert(part.pupil).second);
        EXPECT_LT(told.author, school.roll.staff.size());
      }
  }
}

TEST(SchoolLife, WordsAreVaried) {
  const auto school = school_of(1);
  const SchoolLife life(school, 1);
  std::map<std::string, int> seen;
  int notes = 0;
  for (const auto day : days_of(school))
    for (const auto& told : life.tell(day, 60))
      if (told.kind == "note" && ++notes <= 5000) ++seen[*told.fields.find("what_happened")->string()];
  int most = 0;
  for (const auto& [words, times] : seen) most = std::max(most, times);
  EXPECT_GT(seen.size(), 4000U);
  EXPECT_LT(most, 30);
}

/// Of what is told of one pupil on days that `when` picks, the share that is behaviour.
template <class When>
double trouble_share(const SchoolLife& life, const std::vector<base::LocalDate>& days, std::size_t pupil, const When& when) {
  double all = 0, trouble = 0;
  for (const auto day : days)
    for (const auto& told : life.tell(day, 200)) {
      if (told.parts.front().pupil != pupil || !when(day, told)) continue;
      ++all;
      trouble += told.kind == "behaviour";
    }
  return all > 0 ? trouble / all : 0;
}

std::size_t pupil_with(const people::InventedSchool& school, people::PupilStory story) {
  for (const auto& traits : school.traits)
    if (traits.story == story) return traits.pupil;
  throw std::logic_error("no such story");
}

TEST(SchoolLife, ThePatternsItPromisesAreThere) {
  const auto school = school_of(1);
  const SchoolLife life(school, 1);
  const auto days = days_of(school);
  const auto runner = pupil_with(school, people::PupilStory::running_off);
  const auto since = *school.traits[runner].since;
  EXPECT_TRUE(school.roll.pupils[runner].sex == "F");
  EXPECT_GT(trouble_share(life, days, runner, [&](auto day, const auto&) { return day < since; }), 0.35);
  EXPECT_LT(trouble_share(life, days, runner, [&](auto day, const auto&) { return day >= since; }), 0.15);
  const auto apart = pupil_with(school, people::PupilStory::after_weekends);
  const auto monday_after = [](bool visit) {
    return [visit](base::LocalDate day, const Told&) {
      return base::weekday(day) == base::Weekday::monday && ((day.days + 3) / 7 % 2 == 0) == visit;
    };
  };
  EXPECT_GT(trouble_share(life, days, apart, monday_after(true)), 0.4);
  EXPECT_LT(trouble_share(life, days, apart, monday_after(false)), 0.2);
}

TEST(SchoolLife, SmallWorriesComeFromThreeWritersAndRecognitionHasAGap) {
  const auto school = school_of(1);
  const SchoolLife life(school, 1);
  const auto worried = pupil_with(school, people::PupilStory::hungry_mondays);
  std::set<std::size_t> writers;
  double boys = 0, praised_boys = 0, others = 0, praised_others = 0;
  for (const auto day : days_of(school))
    for (const auto& told : life.tell(day, 150)) {
      const auto pupil = told.parts.front().pupil;
      if (pupil == worried && told.kind == "note") writers.insert(told.author);
      const auto& record = school.roll.pupils[pupil];
      const bool gap = record.sex == "M" && record.pupil_premium == people::YesNo::yes;
      (gap ? boys : others) += 1;
      (gap ? praised_boys : praised_others) += told.kind == "recognition";
    }
  EXPECT_EQ(writers.size(), 3U);
  EXPECT_LT(praised_boys / boys, 0.7 * praised_others / others);
}

TEST(SchoolLife, TellsOfEveryKindOfRareOnesRarelyAndOnlyOfWhomTheyFit) {
  const auto school = school_of(1);
  const SchoolLife life(school, 1);
  std::map<std::string, int, std::less<>> told;
  int all = 0;
  for (const auto day : days_of(school))
    for (const auto& one : life.tell(day, 150)) {
      ++all;
      ++told[std::string(one.kind)];
      const auto pupil = one.parts.front().pupil;
      const auto& need = school.roll.pupils[pupil].sen_need;
      EXPECT_TRUE(one.kind != "medicine" || medicine_of(pupil, 1)) << "a medicine without a plan";
      const bool lifted_or_fed = one.kind == "lifting" || one.kind == "feeding";
      EXPECT_TRUE(!lifted_or_fed || need.starts_with("PD") || need.starts_with("PMLD")) << need;
    }
  for (const auto& kind : kinds().all())
    EXPECT_TRUE(kind.id == "concern_handover" || told[kind.id] > 0 || life.tell_of(days_of(school).back(), kind.id)) << kind.id << " is written nowhere";
  EXPECT_LT(told["physical_intervention"], all / 1000);
  EXPECT_LT(told["seclusion"], told["physical_intervention"]);
  EXPECT_GT(told["first_aid"], all / 200);
  EXPECT_EQ(life.tell_of(days_of(school).back(), "handover")->kind, "handover");
}

}  // namespace
}  // namespace app
