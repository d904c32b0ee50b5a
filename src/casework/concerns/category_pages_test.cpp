// A school words its formal categories for each school year; what was decided before keeps the words of its time.
#include "casework/concerns/category.h"
#include "casework/concerns/category_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace concerns {
namespace {

using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(CategoryList, ANewLabelHasACodeNobodyHas) {
  const CategoryList list{2025, 0, {{"peer_pressure", "Other", "Peer pressure"}}};
  EXPECT_EQ(code_for("Peer pressure!", list), "peer_pressure_2");
  EXPECT_EQ(code_for("Vaping", list), "vaping");
  EXPECT_EQ(code_for("…", list), "category");
}

TEST(CategoryList, IsHeldToItsRules) {
  const auto fields_of = [](const CategoryList& list) {
    std::vector<std::string> out;
    if (const auto checked = check(list); !checked)
      for (const auto& error : checked.error().fields) out.push_back(error.field);
    return out;
  };
  EXPECT_TRUE(check(CategoryList{2025, 0, {{"a", "T", "One"}, {"b", "T", "Two", false}}}));
  EXPECT_THAT(fields_of({2025, 0, {{"a", "T", " "}, {"b", "T", "Two"}}}), testing::ElementsAre("label-a"));
  EXPECT_THAT(fields_of({2025, 0, {{"a", "T", "Two"}, {"b", "T", "two "}}}), testing::ElementsAre("label-b"));
  EXPECT_THAT(fields_of({2025, 0, {{"a", "T", "Two", false}}}), testing::ElementsAre("offered"));
}

class CategoriesOnBothEngines : public testing::TestWithParam<db::Engine> {
 protected:
  CategoriesOnBothEngines() : house(test::a_house(GetParam())), routes(test::every_route()) {
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    dsl = test::a_member_of_staff(house, {.name = "Ruth Kowalczyk", .roles = {Role::dsl}});
    head = test::a_member_of_staff(house, {.name = "Hugh Abara", .roles = {Role::head}});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  }
  CategoryList stands(int year) {
    test::AVisit visit = test::visit_as(house, dsl);
    return load_categories(access::Door::caseload<access::May::concern_triage>(*visit).value(), year);
  }
  /// The form as the page has it, with one label in other words.
  test::Fields form(int year, const std::string& code, const std::string& label) {
    const auto list = stands(year);
    test::Fields out = {{"year", std::to_string(year)}, {"was", std::to_string(list.version)}};
    for (const auto& one : list.all) {
      out.emplace_back("label-" + one.code, one.code == code ? label : one.label);
      if (one.offered) out.emplace_back("offered-" + one.code, "yes");
    }
    return out;
  }
  web::Response save(const access::StaffId& who, const test::Fields& fields) { return test::post(house, routes, who, "/concerns/categories", fields); }
  std::string decided(const std::string& category) {
    const auto id = RecordId::make(house->now(), house.random).text();
    EXPECT_EQ(test::post(house, routes, amara, "/records", {{"id", id}, {"kind", "concern"}, {"pupil", maya.text()}, {"f.what_happened", "No supper."}, {"f.source", "told_me"}, {"f.safe_now", "yes"}}).status, 303);
    const auto saved = test::post(house, routes, dsl, "/concerns/" + id + "/decisions",
                                  {{"id", RecordId::make(house->now(), house.random).text()}, {"was", "0"}, {"outcome", "support"}, {"category", category}, {"level", "2"}, {"reason", "Why not."}, {"parents", "told"}});
    return saved.status == 303 ? id : std::string();
  }

  test::TestHouse house;
  access::Routes routes;
  access::StaffId amara, dsl, head;
  access::PupilId maya;
};

TEST_P(CategoriesOnBothEngines, AreForTheSafeguardingTeamToWord) {
  EXPECT_THAT(test::get(house, routes, dsl, "/concerns/categories").body, AllOf(HasSubstr("Neglect"), HasSubstr("2025/26"), HasSubstr("2026/27")));
  EXPECT_EQ(test::get(house, routes, amara, "/concerns/categories").status, 404);
  EXPECT_EQ(save(amara, form(2025, "neglect", "Other words")).status, 404);
  ASSERT_EQ(save(dsl, form(2025, "neglect", "Neglect of any kind")).status, 303);
  const auto id = decided("neglect");
  EXPECT_THAT(test::get(house, routes, dsl, "/concerns/" + id).body, HasSubstr("Neglect of any kind"));
}

TEST_P(CategoriesOnBothEngines, OfAnotherYearAreLeftAsTheyWere) {
  ASSERT_EQ(save(head, form(2026, "neglect", "Neglect, as of 2026")).status, 303);
  EXPECT_EQ(stands(2025).all.front().label, "Neglect");
  EXPECT_EQ(stands(2026).all.front().label, "Neglect, as of 2026");
  const auto before = decided("neglect");
  house.clock.pass(200 * base::day_ms);  // into September
  const auto after = decided("neglect");
  EXPECT_THAT(test::get(house, routes, dsl, "/concerns/" + after).body, HasSubstr("<span class=\"app-words\">Neglect, as of 2026"));
  EXPECT_THAT(test::get(house, routes, dsl, "/concerns/" + before).body, HasSubstr("<span class=\"app-words\">Neglect</span>"));
}

TEST_P(CategoriesOnBothEngines, NoLongerOfferedAreNotChosenAndStillRead) {
  const auto before = decided("hygiene");
  auto fields = form(2025, "", "");
  std::erase_if(fields, [](const auto& field) { return field.first == "offered-hygiene"; });
  fields.emplace_back("new-label-1", "Vaping");
  fields.emplace_back("new-theme-1", "Health and feelings");
  ASSERT_EQ(save(dsl, fields).status, 303);
  EXPECT_EQ(decided("hygiene"), "");
  const auto fresh = decided("vaping");
  ASSERT_NE(fresh, "");
  EXPECT_THAT(test::get(house, routes, dsl, "/concerns/" + before).body, HasSubstr("Hygiene, clothing or hunger"));
  EXPECT_THAT(test::get(house, routes, dsl, "/concerns/" + fresh).body, AllOf(HasSubstr("value=\"vaping\""), Not(HasSubstr("value=\"hygiene\""))));
}

TEST_P(CategoriesOnBothEngines, AStalePageOverwritesNothingAndShowsBoth) {
  const auto stale = form(2025, "neglect", "My words");
  const auto first = form(2025, "neglect", "Words of another");
  ASSERT_EQ(save(head, first).status, 303);
  ASSERT_EQ(save(head, first).status, 303) << "the same press twice";
  const auto both = save(dsl, stale);
  EXPECT_EQ(both.status, 409);
  EXPECT_THAT(both.body, AllOf(HasSubstr("My words"), HasSubstr("It stands as: Words of another")));
  EXPECT_EQ(stands(2025).all.front().label, "Words of another");
  const auto wrong = save(dsl, form(2025, "neglect", " "));
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.body, AllOf(HasSubstr("Enter the words of the category"), HasSubstr("href=\"#label-neglect\"")));
}

INSTANTIATE_TEST_SUITE_P(Engines, CategoriesOnBothEngines, testing::ValuesIn(test::engines_under_test()));

}  // namespace
}  // namespace concerns
