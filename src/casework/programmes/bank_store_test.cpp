// The bank: starting examples, a school's own words over them, and nothing lost between two writers.
#include "casework/programmes/bank_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>

#include <set>

namespace programmes {
namespace {

using access::Role;
using testing::HasSubstr;

TEST(StartingExamples, CoverEveryStrandAndAreWholeInTheHousesOwnWords) {
  std::set<Strand> strands;
  std::set<ProgrammeId> ids;
  for (const auto& each : shipped_programmes()) {
    strands.insert(each.strand);
    ids.insert(each.id);
    EXPECT_TRUE(check(each).empty()) << each.name;
    EXPECT_GE(each.steps.size(), 4U) << each.name;
    EXPECT_FALSE(each.baseline.empty()) << each.name;
  }
  EXPECT_EQ(strands.size(), strand_count - 1) << "all but: something else";
  EXPECT_EQ(ids.size(), shipped_programmes().size());
}

TEST(CheckProgramme, SaysBesideTheFieldWhatIsMissing) {
  Programme empty;
  empty.minutes = 0;
  empty.group_least = 4;
  empty.group_most = 2;
  std::set<std::string> fields;
  for (const auto& each : check(empty)) fields.insert(each.field);
  EXPECT_EQ(fields, (std::set<std::string>{"group_most", "minutes", "name", "purpose", "steps"}));
}

TEST(DoseWords, SayItAsPeopleDo) {
  Programme programme;
  programme.minutes = 20;
  programme.times_a_week = 3;
  programme.weeks = 10;
  EXPECT_EQ(dose_words(programme), "20 minutes, 3 times a week, for 10 weeks");
  EXPECT_EQ(minutes_in_all(programme), 600);
  programme.times_a_week = programme.weeks = 1;
  EXPECT_EQ(dose_words(programme), "20 minutes, once a week, for 1 week");
  EXPECT_EQ(group_words(programme), "1:1");
}

class Bank : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::StaffId senco = test::a_member_of_staff(house, {.name = "Lena Ford", .roles = {Role::senco}});
  base::Result<void> put(const Programme& programme) {
    auto visit = test::visit_as(house, senco);
    access::UnitOfWork work(visit);
    put_programme(work, *access::Door::staff<May::kinds_administer>(visit), programme);
    return std::move(work).commit();
  }
  std::optional<Programme> found(const ProgrammeId& id) {
    auto visit = test::visit_as(house, senco);
    return find_programme(*access::Door::staff<May::kinds_administer>(visit), id);
  }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, Bank, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(Bank, HoldsWhatASchoolMadeOfAStartingExample) {
  auto ours = shipped_programmes().front();
  ours.name = "Our own way";
  ours.minutes = 12;
  ASSERT_TRUE(put(ours));
  const auto read = found(ours.id);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->version, 1);
  ours.version = 1;
  EXPECT_EQ(*read, ours);
  EXPECT_EQ(found(shipped_programmes().back().id), shipped_programmes().back());
}

TEST_P(Bank, TakesNoSecondWriterOverAFirst) {
  auto first = shipped_programmes().front();
  first.name = "First";
  ASSERT_TRUE(put(first));
  ASSERT_TRUE(put(first)) << "the very same sent twice is one";
  auto second = shipped_programmes().front();
  second.name = "Second";
  const auto refused = put(second);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, base::Error::Kind::conflict);
  EXPECT_EQ(found(first.id)->name, "First");
  EXPECT_EQ(found(first.id)->version, 1);
}

}  // namespace
}  // namespace programmes
