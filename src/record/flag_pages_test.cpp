// Restricted and sealed records: whom they name sees them, on every page and in search, until the day; everybody else with the class does not.
#include "record/flag_store.h"

#include "record/search_index.h"
#include "testing/school.h"

#include <gmock/gmock.h>

namespace record {
namespace {

using access::Relation;
using access::Role;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class Flags : public testing::TestWithParam<db::Engine> {
 protected:
  Flags() : house(test::a_house(GetParam())), routes(test::every_route()) {
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    ben = test::a_member_of_staff(house, {.name = "Ben Clarke", .roles = {Role::key_worker}});
    priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}});
    lena = test::a_member_of_staff(house, {.name = "Lena Fox", .roles = {Role::senco}});
    dana = test::a_member_of_staff(house, {.name = "Dana Levy", .roles = {Role::dsl}});
    head = test::a_member_of_staff(house, {.name = "Ruth Adeyemi", .roles = {Role::head}});
    stranger = test::a_member_of_staff(house, {.name = "Sol Marsh", .roles = {Role::key_worker}});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, ben, Relation::assigned, maya);
    test::a_tie(house, priya, Relation::teaches_class, maya);
    note = RecordId::make(house->now(), house.random).text();
    EXPECT_EQ(test::post(house, routes, lena, "/records",
                         {{"id", note}, {"kind", "note"}, {"pupil", maya.text()}, {"f.what_happened", "Father has moved out."}}).status, 303);
  }
  test::Fields to(const std::string& flag, std::vector<access::StaffId> named = {}, const std::string& was = "0") {
    test::Fields out = {{"to", flag}, {"was", was}, {"until", "2026-03-10"}, {"reason", "The family asked for it"}};
    for (std::size_t i = 0; i < named.size(); ++i) out.emplace_back("named-" + std::to_string(i + 1), named[i].text());
    return out;
  }
  web::Response flag(const access::StaffId& who, const test::Fields& fields) {
    return test::post(house, routes, who, "/records/" + note + "/flag", fields);
  }
  /// On the record's page, in the chronology and by search: all three or none.
  bool sees(const access::StaffId& who) {
    house->room<SearchIndex>().catch_up();
    test::Browser browser(house, routes, who);
    const bool page = browser.get("/records/" + note).status == 200;
    const bool chronology = browser.get("/pupils/" + maya.text() + "/chronology").body.find("moved out") != std::string::npos;
    const bool search = browser.get("/search?q=moved").body.find("Father") != std::string::npos;
    EXPECT_EQ(page, chronology);
    EXPECT_EQ(page, search);
    return page;
  }
  test::TestHouse house;
  access::Routes routes;
  access::StaffId amara, ben, priya, lena, dana, head, stranger;
  access::PupilId maya;
  std::string note;
};
INSTANTIATE_TEST_SUITE_P(BothEngines, Flags, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(Flags, ARestrictedRecordIsForWhomItNamesAndThoseItNeverShutsOut) {
  for (const auto& who : {amara, ben, priya, dana, head}) ASSERT_TRUE(sees(who));
  const auto before = test::last_entry(house);
  EXPECT_EQ(flag(priya, to("restricted", {amara})).status, 303);
  EXPECT_THAT(test::deeds_after(house, before), Contains("record.restricted"));
  EXPECT_TRUE(sees(amara)) << "named";
  EXPECT_TRUE(sees(priya)) << "who restricted it";
  EXPECT_TRUE(sees(dana));
  EXPECT_TRUE(sees(head));
  EXPECT_FALSE(sees(ben)) << "the class, but not the name";
  EXPECT_THAT(test::get(house, routes, amara, "/records/" + note).body, HasSubstr("The family asked for it"));
}

TEST_P(Flags, ANamingEndsWithItsDayAndTheFlagStays) {
  flag(priya, to("restricted", {amara}));
  ASSERT_TRUE(sees(amara));
  house.clock.move_to(base::parse_iso_time("2026-03-10T23:59:59Z").value());
  EXPECT_TRUE(sees(amara));
  house.clock.move_to(base::parse_iso_time("2026-03-11T00:00:01Z").value());
  EXPECT_FALSE(sees(amara));
  EXPECT_TRUE(sees(dana));
}

TEST_P(Flags, ANameGivesNobodyMoreThanTheirRoleDoes) {
  flag(priya, to("restricted", {stranger, amara}));
  EXPECT_TRUE(sees(amara));
  EXPECT_EQ(test::get(house, routes, stranger, "/records/" + note).status, 404);
  EXPECT_THAT(test::get(house, routes, stranger, "/search?q=moved").body, Not(HasSubstr("Father")));
}

TEST_P(Flags, ASealedRecordIsForTheHeadAndWhomItNames) {
  EXPECT_EQ(flag(dana, to("sealed", {amara})).status, 404) << "not hers to set";
  EXPECT_EQ(flag(priya, to("sealed", {amara})).status, 404);
  EXPECT_TRUE(sees(ben)) << "and nothing came of it";
  EXPECT_EQ(flag(head, to("sealed", {amara})).status, 303);
  EXPECT_TRUE(sees(head));
  EXPECT_TRUE(sees(amara));
  for (const auto& who : {ben, priya, dana}) EXPECT_FALSE(sees(who));
}

TEST_P(Flags, IsOpenedAgainByWhoMayDecide) {
  flag(priya, to("restricted", {amara}));
  EXPECT_EQ(flag(amara, to("normal", {}, "1")).status, 404) << "named, but not one who decides";
  ASSERT_FALSE(sees(ben));
  EXPECT_EQ(flag(dana, to("normal", {}, "1")).status, 303);
  EXPECT_TRUE(sees(ben));
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM record_named"), 0);
}

TEST_P(Flags, IsSetByWhoMayDecideAndNobodyElse) {
  struct Row {
    access::StaffId who;
    int status;
  };
  for (const auto& row : {Row{priya, 200}, Row{dana, 200}, Row{head, 200}, Row{amara, 404}, Row{stranger, 404}})
    EXPECT_EQ(test::get(house, routes, row.who, "/records/" + note + "/flag").status, row.status);
  for (const auto& who : {amara, stranger}) EXPECT_EQ(flag(who, to("restricted", {amara})).status, 404);
  EXPECT_TRUE(sees(ben));
}

TEST_P(Flags, AsksForAReasonAndADayAndLosesNothing) {
  auto fields = to("restricted", {amara});
  for (auto& [name, value] : fields)
    if (name == "reason") value = "";
  auto shown = flag(priya, fields);
  EXPECT_EQ(shown.status, 422);
  EXPECT_THAT(shown.body, HasSubstr("Enter why"));
  EXPECT_THAT(shown.body, HasSubstr("value=\"" + amara.text() + "\" selected"));
  fields = to("restricted", {amara});
  for (auto& [name, value] : fields)
    if (name == "until") value = "2026-03-02";
  shown = flag(priya, fields);
  EXPECT_EQ(shown.status, 422);
  EXPECT_THAT(shown.body, HasSubstr("Enter a day from today on"));
  EXPECT_THAT(shown.body, HasSubstr("The family asked for it"));
  EXPECT_TRUE(sees(ben));
}

TEST_P(Flags, TwoWhoDecideAtOnceDoNotOverwriteEachOther) {
  flag(priya, to("restricted", {amara}));
  EXPECT_EQ(flag(dana, to("restricted", {ben}, "0")).status, 409) << "she had seen it open";
  EXPECT_FALSE(sees(ben));
}

}  // namespace
}  // namespace record
