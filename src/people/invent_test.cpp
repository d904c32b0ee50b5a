// The demonstration school: the same from the same seed, believable numbers, nobody real, and everything refers to something.
#include "people/invent.h"
#include "people/import_plan.h"
#include "people/invent_names.h"
#include "people/roll_fields.h"
#include "people/uln.h"
#include "people/upn.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace people {
namespace {

const base::LocalDate today = *base::parse_iso_date("2026-11-23");

InventedSchool invent(int pupils = 420, SchoolPhase phase = SchoolPhase::primary, std::uint64_t seed = 1, int years = 2) {
  return invent_school({.seed = seed, .phase = phase, .pupils = pupils, .years = years, .today = today});
}

TEST(Invent, TheSameSeedMakesTheSameSchoolAndAnotherSeedAnother) {
  const auto first = invent(), again = invent(), other = invent(420, SchoolPhase::primary, 2);
  EXPECT_EQ(first.roll.pupils, again.roll.pupils);
  EXPECT_EQ(first.roll.staff, again.roll.staff);
  EXPECT_EQ(first.roll.family, again.roll.family);
  EXPECT_EQ(first.roll.classes, again.roll.classes);
  EXPECT_EQ(first.key_worker_of, again.key_worker_of);
  EXPECT_NE(first.roll.pupils, other.roll.pupils);
  EXPECT_THROW(invent(10), std::out_of_range);
}

TEST(Invent, FillsClassesOfAPrimaryAndASecondary) {
  for (const auto phase : {SchoolPhase::primary, SchoolPhase::secondary}) {
    const auto school = invent(900, phase);
    EXPECT_EQ(school.roll.pupils.size(), 900U);
    std::map<std::string, int> sizes;
    std::set<int> ranks;
    for (const auto& pupil : school.roll.pupils) {
      ++sizes[pupil.class_name];
      ranks.insert(pupil.year_group->rank());
      const auto births = birthdays_of(*pupil.year_group, 2026);
      EXPECT_TRUE(*pupil.born >= births->first && *pupil.born <= births->last);
      EXPECT_LE(*pupil.joined_on, today);
    }
    for (const auto& [name, size] : sizes) EXPECT_TRUE(size >= 15 && size <= 30) << name << size;
    EXPECT_EQ(ranks.size(), 7U);
    EXPECT_EQ(*ranks.begin(), phase == SchoolPhase::primary ? 0 : 7);
  }
}

TEST(Invent, IdentifiersAreValidOnceEachAndNobodyElses) {
  const auto school = invent(2000, SchoolPhase::secondary);
  std::set<std::string> upns, ulns, codes, class_names;
  for (const auto& pupil : school.roll.pupils) {
    EXPECT_TRUE(is_valid_upn(pupil.upn)) << pupil.upn;
    EXPECT_EQ(pupil.upn.substr(1, 3), "001");
    EXPECT_TRUE(upns.insert(pupil.upn).second);
    EXPECT_EQ(pupil.year_group->rank() >= 9, is_valid_uln(pupil.uln));
    EXPECT_FALSE(is_well_known(pupil.forename(), pupil.surname())) << pupil.forename();
  }
  for (const auto& staff : school.roll.staff) EXPECT_TRUE(codes.insert(staff.staff_code).second) << staff.staff_code;
  for (const auto& c : school.roll.classes) EXPECT_TRUE(class_names.insert(std::string(code(c.kind)) + c.name).second) << c.name;
  for (const auto& member : school.roll.family) EXPECT_TRUE(member.mobile.starts_with("07700 900")) << member.mobile;
}

TEST(Invent, NeedsAreNearTheNationalFigures) {
  const auto school = invent(5000);
  double support = 0, plan = 0, boys_with_plan = 0, eal = 0, fsm = 0;
  for (const auto& pupil : school.roll.pupils) {
    support += pupil.sen_status == SenStatus::support;
    plan += pupil.sen_status == SenStatus::plan;
    boys_with_plan += pupil.sen_status == SenStatus::plan && pupil.sex == "M";
    eal += pupil.eal == YesNo::yes;
    fsm += pupil.fsm == YesNo::yes;
    EXPECT_EQ(pupil.sen_need.empty(), pupil.sen_status == SenStatus::none);
  }
  EXPECT_NEAR(support / 5000, 0.14, 0.035);
  EXPECT_NEAR(plan / 5000, 0.05, 0.015);
  EXPECT_NEAR(boys_with_plan / plan, 0.7, 0.1);
  EXPECT_NEAR(eal / 5000, 0.21, 0.05);
  EXPECT_NEAR(fsm / 5000, 0.245, 0.04);
}

TEST(Invent, EverythingRefersToSomething) {
  const auto school = invent();
  std::set<PupilId> pupils;
  std::set<StaffId> staff;
  std::set<ClassId> classes;
  for (const auto& pupil : school.roll.pupils) pupils.insert(*pupil.id);
  for (const auto& person : school.roll.staff) staff.insert(*person.id);
  for (const auto& c : school.roll.classes) classes.insert(*c.id);
  EXPECT_EQ(pupils.size(), 420U);
  std::set<PupilId> with_family, taught;
  for (const auto& member : school.roll.family) {
    EXPECT_TRUE(pupils.contains(*member.pupil));
    with_family.insert(*member.pupil);
  }
  EXPECT_EQ(with_family, pupils);
  for (const auto& tie : school.ties) {
    EXPECT_TRUE(staff.contains(tie.staff));
    EXPECT_TRUE(!tie.pupil || pupils.contains(*tie.pupil));
    EXPECT_TRUE(!tie.school_class || classes.contains(*tie.school_class));
    EXPECT_TRUE(!tie.other_staff || staff.contains(*tie.other_staff));
    EXPECT_EQ((tie.pupil ? 1 : 0) + (tie.school_class ? 1 : 0) + (tie.year_group ? 1 : 0) + (tie.other_staff ? 1 : 0), 1);
    EXPECT_TRUE(!tie.ends_on || *tie.ends_on >= tie.starts_on);
  }
  ASSERT_EQ(school.traits.size(), 420U);
  ASSERT_EQ(school.teacher_of.size(), 420U);
  for (std::size_t i = 0; i < 420; ++i)
    EXPECT_TRUE(school.roll.pupils[i].sen_status != SenStatus::plan || school.key_worker_of[i]);
}

TEST(Invent, NineCanSignInAndTheKeyWorkerHasTheStories) {
  for (const auto phase : {SchoolPhase::primary, SchoolPhase::secondary}) {
    const auto school = invent(420, phase);
    std::map<std::string, StaffId> users;
    for (const auto& user : school.sign_ins) users[user.username] = user.staff;
    for (const auto* name : {"keyworker", "teacher", "senco", "dsl", "head", "office", "cover", "governor", "it"})
      EXPECT_TRUE(users.contains(name)) << name;
    EXPECT_EQ(users.size(), 9U);
    std::set<PupilStory> stories;
    for (std::size_t i = 0; i < school.traits.size(); ++i)
      if (const auto worker = school.key_worker_of[i]; worker && *school.roll.staff[*worker].id == users["keyworker"])
        stories.insert(school.traits[i].story);
    EXPECT_GE(stories.size(), 6U);
    EXPECT_TRUE(stories.contains(PupilStory::better_since_check_in));
    for (const auto& traits : school.traits)
      if (traits.story == PupilStory::clash) {
        ASSERT_TRUE(traits.other);
        EXPECT_EQ(school.traits[*traits.other].other, traits.pupil);
        EXPECT_EQ(school.roll.pupils[*traits.other].class_name, school.roll.pupils[traits.pupil].class_name);
      }
  }
}

TEST(Invent, BrothersAndSistersShareTheirGrownUps) {
  const auto school = invent(1000);
  std::map<FamilyMemberId, std::set<PupilId>> children;
  for (const auto& member : school.roll.family) children[*member.id].insert(*member.pupil);
  const auto shared = std::count_if(children.begin(), children.end(), [](const auto& entry) { return entry.second.size() > 1; });
  EXPECT_GT(shared, 100);
}

TEST(Invent, ItsOwnExportImportedAgainChangesNothing) {
  const auto school = invent(200);
  std::vector<std::string_view> codes;
  for (const auto& field : pupil_fields())
    if (field.kind != FieldKind::full_name) codes.push_back(field.code);
  CsvWriter writer;
  ColumnMapping mapping;
  for (const auto code : codes) mapping.columns.push_back({std::string(code), {ColumnTarget::Of::own, 0, std::string(code)}});
  writer.row(codes);
  for (const auto& pupil : school.roll.pupils) {
    std::vector<std::string> cells;
    for (const auto code : codes) cells.push_back(find_field<PupilRecord>(code)->get(pupil));
    writer.row(std::vector<std::string_view>(cells.begin(), cells.end()));
  }
  const auto plan = plan_import(*read_csv(writer.text()), mapping, school.roll, today);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->count(LineOutcome::unchanged), 200U);
  EXPECT_TRUE(plan->pupils_not_in_file.empty());
}

TEST(Invent, MakesALargeSchool) {
  EXPECT_EQ(invent(5000, SchoolPhase::secondary, 3, 5).roll.pupils.size(), 5000U);
}

}  // namespace
}  // namespace people
