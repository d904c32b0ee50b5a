// Who keeps pay and who never reads it, what a cost needs, and a pupil's top-up: through the real routes.
#include "access/policy.h"
#include "casework/provision/funding_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>

namespace provision {
namespace {

using access::Relation;
using access::Role;
using testing::HasSubstr;
using testing::Not;

class KeepingPay : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
  const access::StaffId office = test::a_member_of_staff(house, {.name = "Olu Ade", .roles = {Role::office}, .post = "Office"});
  const access::StaffId head = test::a_member_of_staff(house, {.name = "Hanna Lind", .roles = {Role::head}, .post = "Head"});
  const access::StaffId senco = test::a_member_of_staff(house, {.name = "Sena Marsh", .roles = {Role::senco}, .post = "SENCo"});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});

  test::Fields pay(test::Fields changed = {}) {
    test::Fields out = {{"id", PayId::make(house->now(), house.random).text()}, {"staff", amara.text()}, {"from_on", "2025-04-01"}, {"grade", "Grade 3"},
                        {"point", "5"}, {"full_time", "23,297"}, {"hours", "31"}, {"minutes", "40"}, {"paid_weeks", "43.1"}, {"worked_weeks", "38"}, {"on_costs", "25"}};
    for (const auto& [name, value] : changed)
      for (auto& field : out)
        if (field.first == name) field.second = value;
    return out;
  }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, KeepingPay, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(KeepingPay, TheOfficeWritesItDownTheSumIsExplainedAndACostFollows) {
  ASSERT_EQ(test::post(house, routes, office, "/school/pay", pay()).status, 303);
  const auto page = test::get(house, routes, office, "/school/pay").body;
  EXPECT_THAT(page, HasSubstr("<caption class=\"govuk-table__caption govuk-table__caption--m\">Amara Nwosu"));
  EXPECT_THAT(page, HasSubstr("£23,297 full time × 31 h 40 min ÷ 37 h a week × 43.1 ÷ 52.143 weeks = £16,48"));
  auto visit = test::visit_as(house, senco);
  const auto costs = access::Door::staff<access::May::costs_read>(visit);
  ASSERT_TRUE(costs);
  const auto rates = load_minute_costs(*costs);
  EXPECT_FALSE(rates.find(amara, *base::to_date(2025, 3, 31)));
  ASSERT_TRUE(rates.find(amara, *base::to_date(2025, 4, 1)));
  // £16,481 and a quarter, over 31 h 40 min × 38 weeks: £17.12 an hour
  EXPECT_EQ(cost_of(*rates.find(amara, *base::to_date(2026, 3, 3)), 60), Pence{1'712});
}

TEST_P(KeepingPay, IsReadByThosePermittedAndByNoColleague) {
  ASSERT_EQ(test::post(house, routes, head, "/school/pay", pay()).status, 303);
  EXPECT_THAT(test::get(house, routes, head, "/school/pay").body, HasSubstr("23,297"));
  for (const auto& other : {tomas, amara, senco}) {
    EXPECT_EQ(test::get(house, routes, other, "/school/pay").status, 404);
    EXPECT_EQ(test::post(house, routes, other, "/school/pay", pay()).status, 404);
  }
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM pay"), 1);
}

TEST_P(KeepingPay, TheViewsGiveItToExactlyThoseThePolicyNames) {
  ASSERT_EQ(test::post(house, routes, head, "/school/pay", pay()).status, 303);
  constexpr db::Sql rows_of_pay = "SELECT full_time_pence FROM seen_pay";
  constexpr db::Sql rows_of_costs = "SELECT micropence FROM seen_minute_cost";
  for (std::size_t n = 0; n < access::role_count; ++n) {
    const auto role = static_cast<Role>(n);
    if (role == Role::service) continue;
    const auto one = test::a_member_of_staff(house, {.name = "Kit " + std::string(access::code(role)), .roles = {role}});
    auto visit = test::visit_as(house, one);
    const auto own = access::Door::staff<access::May::entries_own>(visit);
    ASSERT_TRUE(own) << access::code(role);
    const auto sees = [&](const db::Sql& sql) { return own->row(sql, [](const db::Row& row) { return row.integer(0); }).has_value(); };
    EXPECT_EQ(sees(rows_of_pay), access::allows(role, access::May::pay_keep)) << access::code(role);
    EXPECT_EQ(sees(rows_of_costs), access::allows(role, access::May::costs_read)) << access::code(role);
  }
}

TEST_P(KeepingPay, OfNoHoursIsRefusedBesideTheFieldAndNothingTypedIsLost) {
  const auto page = test::post(house, routes, office, "/school/pay", pay({{"hours", "0"}, {"minutes", "0"}, {"grade", "Grade <3>"}}));
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("Pay of no hours buys no support"));
  EXPECT_THAT(page.body, HasSubstr("Grade &lt;3&gt;"));
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM pay"), 0);
}

TEST_P(KeepingPay, TakenBackItCountsNoMore) {
  auto form = pay();
  ASSERT_EQ(test::post(house, routes, office, "/school/pay", form).status, 303);
  ASSERT_EQ(test::post(house, routes, office, "/school/pay", form).status, 303) << "sent twice it is one";
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM pay"), 1);
  const auto to = "/school/pay/" + form.front().second + "/withdrawal";
  EXPECT_EQ(test::post(house, routes, senco, to).status, 404);
  EXPECT_EQ(test::post(house, routes, office, to).status, 303);
  EXPECT_THAT(test::get(house, routes, office, "/school/pay").body, Not(HasSubstr("23,297")));
  auto visit = test::visit_as(house, head);
  EXPECT_TRUE(load_minute_costs(*access::Door::staff<access::May::costs_read>(visit)).empty());
}

TEST_P(KeepingPay, ACostSharedByNobodyIsRefusedAndASharedOneAddsUp) {
  const auto leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow"});
  const auto nia = test::a_pupil(house, {.given = "Nia", .family = "Penhale"});
  const auto id = FurtherCostId::make(house->now(), house.random).text();
  const test::Fields nobody = {{"id", id}, {"what", "Speech therapist"}, {"pounds", "85"}, {"on_day", "2026-03-02"}, {"source", "top_up"}};
  const auto refused = test::post(house, routes, senco, "/provision/funding/costs", nobody);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Choose at least one pupil to share this cost"));
  EXPECT_THAT(refused.body, HasSubstr("value=\"Speech therapist\""));
  auto shared = nobody;
  for (const auto& pupil : {maya, leon, nia}) shared.emplace_back("pupil", pupil.text());
  ASSERT_EQ(test::post(house, routes, senco, "/provision/funding/costs", shared).status, 303);
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM further_cost_share"), 3);
  EXPECT_EQ(test::number(house, "SELECT CAST(sum(pence) AS BIGINT) FROM further_cost_share"), 8'500);
  EXPECT_THAT(test::get(house, routes, senco, "/provision/funding").body, HasSubstr("£28.34"));
  for (const auto& other : {amara, office}) EXPECT_EQ(test::get(house, routes, other, "/provision/funding").status, 404);
}

TEST_P(KeepingPay, ATopUpStandsWithThePupilForWhoeverCostsSupport) {
  test::a_tie(house, amara, Relation::assigned, maya);
  const auto to = "/pupils/" + maya.text() + "/funding";
  const test::Fields form = {{"id", TopUpId::make(house->now(), house.random).text()}, {"source", "top_up"}, {"band", "Band B"}, {"a_year", "4,500"},
                             {"from_on", "2025-09-01"}, {"until_on", "2026-08-31"}};
  ASSERT_EQ(test::post(house, routes, senco, to, form).status, 303);
  EXPECT_THAT(test::get(house, routes, senco, to).body, HasSubstr("£4,500"));
  for (const auto& other : {amara, office}) {
    EXPECT_EQ(test::get(house, routes, other, to).status, 404) << "a key worker of the pupil sees no money";
    EXPECT_EQ(test::post(house, routes, other, to, form).status, 404);
  }
  auto backwards = form;
  backwards.back().second = "2025-08-01";
  EXPECT_THAT(test::post(house, routes, senco, to, backwards).body, HasSubstr("The last day must not be before the first"));
}

}  // namespace
}  // namespace provision
