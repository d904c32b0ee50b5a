// Out alone and back again: two taps, and an alarm for those who would go and look.
#include "casework/visits/outing_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>

namespace visits {
namespace {

using access::Relation;
using access::Role;
using testing::HasSubstr;
using testing::Not;

class GoingOut : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
  const access::StaffId lead = test::a_member_of_staff(house, {.name = "Lena Ford", .roles = {Role::phase_lead}, .post = "Line manager"});
  const access::StaffId office = test::a_member_of_staff(house, {.name = "Olu Ade", .roles = {Role::office}, .post = "Office"});
  const access::StaffId it = test::a_member_of_staff(house, {.name = "Sol Vance", .roles = {Role::it}, .post = "Network manager"});

  void go(test::Fields more = {{"for", "60"}}) {
    more.push_back({"id", OutingId::make(house->now(), house.random).text()});
    more.push_back({"place", "Mill Lane 7"});
    const auto out = test::post(house, routes, amara, "/visits", more);
    ASSERT_EQ(out.status, 303) << out.body;
  }
  std::string day_of(const access::StaffId& whom) { return test::get(house, routes, whom, "/").body; }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, GoingOut, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(GoingOut, IsSeenByThoseWhoWouldGoAndLookAndNobodyElse) {
  access::TieDraft leads{};
  leads.staff = lead;
  leads.relation = Relation::supervises;
  leads.other_staff = amara;
  test::a_tie(house, leads);
  go();
  EXPECT_THAT(day_of(amara), HasSubstr("You are out"));
  EXPECT_THAT(day_of(office), HasSubstr("Amara Nwosu is out"));
  EXPECT_THAT(day_of(lead), HasSubstr("Amara Nwosu is out"));
  for (const auto& other : {tomas, it}) {
    EXPECT_THAT(day_of(other), Not(HasSubstr("Mill Lane")));
    EXPECT_THAT(test::get(house, routes, other, "/visits").body, Not(HasSubstr("Mill Lane")));
  }
}

TEST_P(GoingOut, BecomesAnAlarmAfterTheGraceAndIsQuietAfterTheReturn) {
  go();
  house.clock.pass(75 * base::minute_ms);
  EXPECT_THAT(day_of(office), Not(HasSubstr("Overdue")));
  house.clock.pass(base::minute_ms);
  EXPECT_THAT(day_of(office), HasSubstr("was expected back 16 minutes ago"));
  EXPECT_THAT(day_of(amara), HasSubstr("You were expected back"));
  const auto page = test::get(house, routes, amara, "/visits").body;
  const auto at = page.find("/visits/") + 8;
  const auto id = page.substr(at, 26);
  EXPECT_EQ(test::post(house, routes, tomas, "/visits/" + id + "/return").status, 404);
  EXPECT_EQ(test::post(house, routes, amara, "/visits/" + id + "/return").status, 303);
  EXPECT_THAT(day_of(office), Not(HasSubstr("is out")));
  EXPECT_EQ(test::post(house, routes, amara, "/visits/" + id + "/return").status, 404) << "back is back";
}

TEST_P(GoingOut, AsksForAPlaceAndATimeAndKeepsWhatWasTyped) {
  const auto page = test::post(house, routes, amara, "/visits", {{"id", OutingId::make(house->now(), house.random).text()}, {"for", "at"}, {"back", "soon"}, {"with_whom", "Ada <b>"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("Enter where you are going"));
  EXPECT_THAT(page.body, HasSubstr("Enter when you will be back"));
  EXPECT_THAT(page.body, HasSubstr("Ada &lt;b&gt;"));
  go({{"for", "at"}, {"back", "3.30pm"}});
  EXPECT_THAT(day_of(amara), HasSubstr("15:30"));
}

}  // namespace
}  // namespace visits
