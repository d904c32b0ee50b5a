// One line of the safeguarding file for named people, and "speak to the DSL first": who reads it, until when, and who never does.
#include "people/shared_item_store.h"

#include "testing/school.h"

#include <gmock/gmock.h>

#include <regex>

namespace people {
namespace {

using access::Relation;
using access::Role;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view line = "Do not leave alone at the gate.";
constexpr std::string_view alert = "Speak to the DSL before contacting home";

class Sharing : public testing::TestWithParam<db::Engine> {
 protected:
  Sharing() : house(test::a_house(GetParam())), routes(test::every_route()) {
    dana = test::a_member_of_staff(house, {.name = "Dana Levy", .roles = {Role::dsl}});
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    ben = test::a_member_of_staff(house, {.name = "Ben Clarke", .roles = {Role::key_worker}});
    lena = test::a_member_of_staff(house, {.name = "Lena Fox", .roles = {Role::senco}});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    test::a_tie(house, amara, Relation::assigned, maya);
  }
  std::string page() const { return "/pupils/" + maya.text(); }
  web::Response share(test::Browser browser, std::vector<access::StaffId> to, std::string until = "2026-03-10") {
    test::Fields fields = {{"line", std::string(line)}, {"until", std::move(until)}};
    for (std::size_t i = 0; i < to.size(); ++i) fields.emplace_back("to-" + std::to_string(i + 1), to[i].text());
    return browser.post(page() + "/sharing/items", fields);
  }
  web::Response share(const access::StaffId& who, std::vector<access::StaffId> to) { return share(test::Browser(house, routes, who), std::move(to)); }
  bool reads(const access::StaffId& who) {
    test::Browser browser(house, routes, who);
    browser.let_proof_grow_old();  // the line is theirs without one
    const bool glance = browser.get(page()).body.find(line) != std::string::npos;
    EXPECT_EQ(browser.get("/").body.find(line) != std::string::npos, glance);
    return glance;
  }
  test::TestHouse house;
  access::Routes routes;
  access::StaffId dana, amara, ben, lena;
  access::PupilId maya;
};
INSTANTIATE_TEST_SUITE_P(BothEngines, Sharing, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(Sharing, ALineIsReadByWhomItIsGivenToUntilItsDay) {
  const auto before = test::last_entry(house);
  ASSERT_EQ(test::location_of(share(dana, {amara})), page() + "/sharing?done=shared");
  EXPECT_THAT(test::deeds_after(house, before), Contains("item.shared"));
  EXPECT_TRUE(reads(amara));
  EXPECT_FALSE(reads(ben));
  EXPECT_FALSE(reads(lena)) << "not by role either";
  EXPECT_THAT(test::get(house, routes, dana, page() + "/sharing").body, HasSubstr("Amara Nwosu"));
  house.clock.move_to(base::parse_iso_time("2026-03-10T23:59:00Z").value());
  EXPECT_TRUE(reads(amara));
  house.clock.move_to(base::parse_iso_time("2026-03-11T00:01:00Z").value());
  EXPECT_FALSE(reads(amara));
}

TEST_P(Sharing, GivesTheLineAndNeverTheFile) {
  share(dana, {amara});
  auto visit = test::visit_as(house, amara);
  EXPECT_EQ(visit->grants().see(maya) & access::bit(access::InfoClass::c9_safeguarding), 0U);
}

TEST_P(Sharing, EverySightOfItIsAnEntryBeforeThePageLeaves) {
  share(dana, {amara});
  const auto before = test::last_entry(house);
  test::get(house, routes, amara, page());
  EXPECT_THAT(test::deeds_after(house, before), Contains("item.seen"));
  EXPECT_THAT(test::get(house, routes, amara, page()).body, HasSubstr("data-lock-after=\"300\""));
}

TEST_P(Sharing, IsTakenBackAtOnce) {
  share(dana, {amara});
  ASSERT_TRUE(reads(amara));
  const auto shown = test::get(house, routes, dana, page() + "/sharing").body;
  std::smatch found;
  ASSERT_TRUE(std::regex_search(shown, found, std::regex("/sharing/items/([0-9A-Z]+)/end")));
  const auto end = page() + "/sharing/items/" + found[1].str() + "/end";
  EXPECT_EQ(test::post(house, routes, lena, end).status, 404);
  EXPECT_EQ(test::post(house, routes, dana, end).status, 303);
  EXPECT_FALSE(reads(amara));
}

TEST_P(Sharing, NeverGoesToSomebodyWhoseOwnFamilyThePupilIs) {
  test::damage(house, "INSERT INTO own_family (staff_id, pupil_id) VALUES (:staff, :pupil)", {{"staff", ben}, {"pupil", maya}});
  share(dana, {amara, ben});
  EXPECT_TRUE(reads(amara));
  EXPECT_FALSE(reads(ben));
  test::damage(house, "INSERT INTO own_family (staff_id, pupil_id) VALUES (:staff, :pupil)", {{"staff", amara}, {"pupil", maya}});
  EXPECT_FALSE(reads(amara)) << "nor when it is noted later";
}

TEST_P(Sharing, IsForWhoDecidesOnTheSafeguardingFileWithAFreshProof) {
  for (const auto& who : {amara, lena}) {
    EXPECT_EQ(test::get(house, routes, who, page() + "/sharing").status, 404);
    EXPECT_EQ(share(who, {who}).status, 404);
    EXPECT_FALSE(reads(who));
  }
  test::Browser browser(house, routes, dana);
  EXPECT_EQ(browser.get(page() + "/sharing").status, 200);
  browser.let_proof_grow_old();
  EXPECT_THAT(browser.get(page() + "/sharing").body, HasSubstr("Confirm it is you"));
  const auto held = browser.post(page() + "/sharing/items", {{"line", std::string(line)}, {"to-1", amara.text()}, {"until", "2026-03-10"}});
  EXPECT_EQ(held.status, 401);
  EXPECT_THAT(held.body, HasSubstr(std::string(line))) << "nothing typed is lost";
  EXPECT_FALSE(reads(amara));
}

TEST_P(Sharing, SaysWhatIsMissingAndKeepsTheRest) {
  const auto shown = test::post(house, routes, dana, page() + "/sharing/items", {{"line", std::string(line)}, {"until", "2026-03-02"}});
  EXPECT_EQ(shown.status, 422);
  for (const auto words : {"Choose who reads it", "Enter a day from today on"}) EXPECT_THAT(shown.body, HasSubstr(words));
  EXPECT_THAT(shown.body, HasSubstr(std::string(line)));
}

TEST_P(Sharing, TheAlertIsReadByAllWhoMayContactHomeAndNobodyElse) {
  const auto office = test::a_member_of_staff(house, {.name = "Ola Berg", .roles = {Role::office}});
  for (const auto& who : {amara, office, lena}) EXPECT_THAT(test::get(house, routes, who, page()).body, Not(HasSubstr(std::string(alert))));
  EXPECT_EQ(test::post(house, routes, lena, page() + "/sharing/alert", {{"to", "on"}}).status, 404);
  EXPECT_EQ(test::post(house, routes, dana, page() + "/sharing/alert", {{"to", "on"}}).status, 303);
  for (const auto& who : {amara, office, lena, dana}) {
    EXPECT_THAT(test::get(house, routes, who, page()).body, HasSubstr(std::string(alert)));
    EXPECT_THAT(test::get(house, routes, who, page() + "/home").body, HasSubstr(std::string(alert)));
  }
  EXPECT_THAT(test::get(house, routes, amara, "/write?kind=conversation&pupil=" + maya.text()).body, HasSubstr(std::string(alert)));
  EXPECT_THAT(test::get(house, routes, ben, page()).body, Not(HasSubstr(std::string(alert))));
  EXPECT_EQ(test::post(house, routes, dana, page() + "/sharing/alert", {{"to", "off"}}).status, 303);
  for (const auto& who : {amara, office}) EXPECT_THAT(test::get(house, routes, who, page()).body, Not(HasSubstr(std::string(alert))));
}

}  // namespace
}  // namespace people
