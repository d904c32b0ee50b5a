// The bank and groups as people use them.
#include "casework/programmes/group_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>

namespace programmes {
namespace {

using access::Relation;
using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ProgrammePages : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId senco = test::a_member_of_staff(house, {.name = "Lena Ford", .roles = {Role::senco}});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId governor = test::a_member_of_staff(house, {.name = "Gita Rao", .roles = {Role::governor}});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  const Programme shipped = shipped_programmes().front();

  test::Fields changed(const std::string& name) {
    return {{"id", shipped.id.text()}, {"was", "0"}, {"name", name}, {"strand", "reading"}, {"need", "cognition"}, {"purpose", "For some"}, {"minutes", "15"},
            {"times_a_week", "2"}, {"weeks", "6"}, {"group_least", "1"}, {"group_most", "3"}, {"steps", "Look\nRead"}, {"cost", "2.50"}};
  }
  std::string body(const access::StaffId& who, const std::string& target) { return test::get(house, routes, who, target).body; }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, ProgrammePages, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(ProgrammePages, ShowTheBankToAllWhoWorkWithPupilsAndLetThoseWhoMayChangeIt) {
  EXPECT_THAT(body(amara, "/programmes"), HasSubstr(shipped.name));
  EXPECT_THAT(body(amara, "/programmes/" + shipped.id.text()), HasSubstr(shipped.steps.front()));
  EXPECT_EQ(test::get(house, routes, governor, "/programmes").status, 404);
  EXPECT_EQ(test::post(house, routes, amara, "/programmes", changed("Mine")).status, 404);
  ASSERT_EQ(test::post(house, routes, senco, "/programmes", changed("Our own way")).status, 303);
  EXPECT_THAT(body(amara, "/programmes/" + shipped.id.text()), AllOf(HasSubstr("Our own way"), HasSubstr("15 minutes, twice a week, for 6 weeks"), HasSubstr("£2.50")));
}

TEST_P(ProgrammePages, KeepBothTextsWhenTwoPeopleChangeOneProgramme) {
  ASSERT_EQ(test::post(house, routes, senco, "/programmes", changed("First words")).status, 303);
  const auto second = test::post(house, routes, senco, "/programmes", changed("Second words"));
  EXPECT_EQ(second.status, 422);
  EXPECT_THAT(second.body, AllOf(HasSubstr("First words"), HasSubstr("Second words"), HasSubstr("name=\"was\" value=\"1\"")));
}

TEST_P(ProgrammePages, RefuseAProgrammeWithoutItsDoseBesideTheField) {
  auto empty = changed("");
  empty[6].second = "none";
  const auto page = test::post(house, routes, senco, "/programmes", empty);
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, AllOf(HasSubstr("Enter a name"), HasSubstr("Enter the minutes each time as a number"), HasSubstr("For some")));
}

TEST_P(ProgrammePages, MakeAGroupAndPutPupilsInFromADayOn) {
  const auto id = GroupId::make(house->now(), house.random).text();
  const test::Fields group = {{"id", id}, {"name", "Talk group"}, {"programme", shipped.id.text()}, {"lead", amara.text()}, {"starts_on", "2026-03-02"}};
  EXPECT_EQ(test::post(house, routes, amara, "/groups", group).status, 404);
  ASSERT_EQ(test::post(house, routes, senco, "/groups", group).status, 303);
  const auto members = "/groups/" + id + "/members";
  EXPECT_THAT(test::post(house, routes, senco, members, {{"from", "2026-03-03"}}).body, HasSubstr("Choose who joins"));
  EXPECT_THAT(test::post(house, routes, senco, members, {{"pupil", maya.text()}, {"from", "2026-02-03"}}).body, HasSubstr("The group begins on 2 March 2026"));
  ASSERT_EQ(test::post(house, routes, senco, members, {{"pupil", maya.text()}, {"from", "2026-03-03"}}).status, 303);
  EXPECT_THAT(body(amara, "/groups/" + id), AllOf(HasSubstr("Maya Osei"), Not(HasSubstr("Take out"))));
  const auto tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
  EXPECT_THAT(body(tomas, "/groups/" + id), AllOf(HasSubstr("Talk group"), Not(HasSubstr("Maya"))));
  ASSERT_EQ(test::post(house, routes, senco, "/groups/" + id + "/leavers", {{"pupil", maya.text()}}).status, 303);
}

}  // namespace
}  // namespace programmes
