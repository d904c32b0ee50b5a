// A school changes what can be recorded, through the real routes on both engines; and kinds of its own, from the page and from a file.
#include "record/catalogue.h"
#include "record/ids.h"
#include "record/search_index.h"
#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace record {
namespace {

using access::Relation;
using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class KindsOnThePage : public testing::TestWithParam<db::Engine> {
 protected:
  KindsOnThePage() : house(test::a_house(GetParam())), routes(test::every_route()) {
    senco = test::a_member_of_staff(house, {.name = "Joan Abara", .roles = {Role::senco}, .post = "SENCo"});
    head = test::a_member_of_staff(house, {.name = "Helen Moss", .roles = {Role::head}, .post = "Head"});
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, priya, Relation::teaches_class, maya);
  }
  web::Response get(const access::StaffId& who, const std::string& target) { return test::get(house, routes, who, target); }
  web::Response post(const access::StaffId& who, const std::string& target, const test::Fields& fields = {}) { return test::post(house, routes, who, target, fields); }
  std::string sheet(const std::string& kind = "note") { return get(amara, "/write?kind=" + kind + "&pupil=" + maya.text()).body; }
  const Kind* kind(const std::string& id) {
    kinds_ = house->room<Catalogue>().kinds();
    return kinds_->find(id);
  }
  std::string was(const std::string& id) {
    static constexpr db::Sql newest = "SELECT COALESCE(MAX(version), 0) FROM kind_change WHERE kind = :kind";
    return std::to_string(test::number(house, newest, {{"kind", id}}));
  }
  test::Fields lunch_club() {
    return {{"title", "Lunch club"}, {"question", "What happened at lunch"}, {"description", "For each sitting."}, {"class", "C3"}, {"retention", "notes"}};
  }

  test::TestHouse house;
  access::Routes routes;
  access::StaffId senco, head, amara, priya;
  access::PupilId maya;

 private:
  std::shared_ptr<const Kinds> kinds_;
};

TEST_P(KindsOnThePage, AreListedWithWhoWritesAndReadsForWhoAdministersThemAndNobodyElse) {
  const auto page = get(senco, "/school/kinds");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, AllOf(HasSubstr("Safeguarding concern"), HasSubstr("Class teacher or tutor"), HasSubstr("Pupil record")));
  for (const auto* target : {"/school/kinds", "/school/kinds/note", "/school/kinds/note/fields/topic", "/school/kinds/new", "/school/kinds/note/new-field"}) {
    EXPECT_EQ(get(senco, target).status, 200) << target;
    EXPECT_EQ(get(amara, target).status, 404) << target;
  }
  EXPECT_EQ(post(amara, "/school/kinds/note/words", {{"was", "0"}, {"title", "Scribble"}}).status, 404);
  EXPECT_EQ(post(senco, "/school/kinds/note/words", {{"was", "0"}, {"title", "Scribble"}}).status, 303);
}

TEST_P(KindsOnThePage, WordsAreChangedSeenAtOnceUndoneAndPutBack) {
  ASSERT_EQ(post(senco, "/school/kinds/note/words", {{"was", "0"}, {"title", "Jotting"}, {"tile", "Jot"}}).status, 303);
  EXPECT_THAT(sheet(), AllOf(HasSubstr("Jotting"), HasSubstr("Jot")));
  ASSERT_EQ(post(senco, "/school/kinds/note/fields/what_happened", {{"was", "1"}, {"deed", "save"}, {"label", "Tell it"}, {"hint", "Short"}}).status, 303);
  EXPECT_THAT(sheet(), AllOf(HasSubstr("Tell it"), HasSubstr("Short")));
  const auto page = get(head, "/school/kinds/note").body;
  EXPECT_THAT(page, AllOf(HasSubstr("Joan Abara"), HasSubstr("The title became “Jotting”"), HasSubstr("today 10:40")));
  EXPECT_THAT(page, HasSubstr("f.what_happened")) << "the preview is the form itself";
  ASSERT_EQ(post(head, "/school/kinds/note/history", {{"was", "2"}, {"to", "1"}}).status, 303);
  EXPECT_THAT(sheet(), AllOf(HasSubstr("Jotting"), Not(HasSubstr("Tell it"))));
  ASSERT_EQ(post(head, "/school/kinds/note/history", {{"was", "3"}, {"to", "0"}}).status, 303);
  EXPECT_THAT(sheet(), Not(HasSubstr("Jotting")));
  EXPECT_EQ(was("note"), "4") << "nothing of the history is lost";
  EXPECT_EQ(post(head, "/school/kinds/note/history", {{"was", "4"}, {"to", "17"}}).status, 404);
  EXPECT_THAT(test::deeds_after(house, 0), testing::Contains("kind.changed"));
}

TEST_P(KindsOnThePage, RefusalsStandBesideTheFieldAndKeepWhatWasTyped) {
  const auto long_tile = std::string(25, 'x');
  auto page = post(senco, "/school/kinds/note/words", {{"was", "0"}, {"tile", long_tile}});
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, AllOf(HasSubstr("tile-error"), HasSubstr("Use at most 24"), HasSubstr(long_tile)));
  page = post(senco, "/school/kinds/note/words", {{"was", "0"}, {"title", ""}});
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("title-error"));
  page = post(senco, "/school/kinds/note/fields/what_happened", {{"was", "0"}, {"deed", "hide"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("cannot be hidden"));
  EXPECT_EQ(post(senco, "/school/kinds/note/fields/topic", {{"was", "0"}, {"deed", "explode"}}).status, 404);
  EXPECT_EQ(was("note"), "0");
}

TEST_P(KindsOnThePage, ALateSaveShowsBothAndLosesNothing) {
  ASSERT_EQ(post(head, "/school/kinds/note/words", {{"was", "0"}, {"title", "Jotting"}}).status, 303);
  const auto late = post(senco, "/school/kinds/note/words", {{"was", "0"}, {"title", "Scribble"}});
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, AllOf(HasSubstr("Helen Moss changed this kind"), HasSubstr("Jotting"), HasSubstr("value=\"Scribble\"")));
  EXPECT_EQ(kind("note")->title, "Jotting");
  EXPECT_EQ(post(senco, "/school/kinds/note/words", {{"was", "1"}, {"title", "Scribble"}}).status, 303);
}

TEST_P(KindsOnThePage, ForeignFieldsChangeNoClassAccessOrDuty) {
  ASSERT_EQ(post(senco, "/school/kinds/note/words", {{"was", "0"}, {"title", "Jotting"}, {"class", "C0"}, {"retention", "notes"}, {"read_roles", "it"}, {"write_only", "true"},
                                                     {"kind", "concern"}, {"id", "own_x"}, {"made_by", head.text()}}).status, 303);
  ASSERT_EQ(post(senco, "/school/kinds/note/fields/place", {{"was", "1"}, {"deed", "save"}, {"label", "Where"}, {"required", "yes"}, {"type", "files"}, {"sensitive", "no"},
                                                            {"name", "what_happened"}}).status, 303);
  Kind plain = *kind("note");
  const auto shipped = *house->room<Catalogue>().before_changes("note");
  EXPECT_EQ(plain.title, "Jotting");
  EXPECT_EQ(plain.find_field("place")->label, "Where");
  EXPECT_EQ(plain.info_class, shipped.info_class);
  EXPECT_EQ(plain.retention, shipped.retention);
  EXPECT_EQ(plain.workflow, shipped.workflow);
  EXPECT_EQ(plain.find_field("place")->type, shipped.find_field("place")->type);
  EXPECT_FALSE(plain.find_field("place")->required);
  EXPECT_EQ(kind("concern")->title, house->room<Catalogue>().before_changes("concern")->title);
}

TEST_P(KindsOnThePage, ChoicesAreAddedOrderedAndTakenOffTheList) {
  const auto topic = "/school/kinds/note/fields/topic";
  ASSERT_EQ(post(senco, topic, {{"was", "0"}, {"deed", "save"}, {"new_choice", "Breakfast club"}}).status, 303);
  EXPECT_THAT(sheet(), HasSubstr("Breakfast club"));
  const auto* field = kind("note")->find_field("topic");
  ASSERT_EQ(field->choices.back().code, "own_breakfast_club");
  ASSERT_EQ(post(senco, topic, {{"was", "1"}, {"deed", "choice_up.own_breakfast_club"}}).status, 303);
  EXPECT_EQ(kind("note")->find_field("topic")->choices.back().code, "other");
  ASSERT_EQ(post(senco, topic, {{"was", "2"}, {"deed", "choice_hide.equipment"}}).status, 303);
  EXPECT_THAT(sheet(), Not(HasSubstr("value=\"equipment\"")));
  ASSERT_EQ(post(senco, topic, {{"was", "3"}, {"deed", "choice_show.equipment"}}).status, 303);
  EXPECT_THAT(sheet(), HasSubstr("value=\"equipment\""));
}

TEST_P(KindsOnThePage, AFieldOfTheSchoolsOwnIsAskedAnsweredAndRead) {
  auto page = post(senco, "/school/kinds/note/fields", {{"was", "0"}, {"label", ""}, {"type", ""}});
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, AllOf(HasSubstr("Enter what it is called"), HasSubstr("Choose what it takes")));
  page = post(senco, "/school/kinds/note/fields", {{"was", "0"}, {"label", "Weather"}, {"type", "choice"}});
  EXPECT_EQ(page.status, 422) << "a list without choices";
  const auto added = post(senco, "/school/kinds/note/fields", {{"was", "0"}, {"label", "Weather"}, {"type", "choice"}, {"choices", "Sunny\r\nWet\r\n"}, {"place", "quick"},
                                                               {"required", "yes"}, {"name", "what_happened"}, {"deed", "set_title"}});
  ASSERT_EQ(added.status, 303) << added.body;
  const auto* field = kind("note")->find_field("own_weather");
  ASSERT_TRUE(field);
  EXPECT_FALSE(field->required) << "what the form does not ask for is passed over";
  EXPECT_THAT(sheet(), AllOf(HasSubstr("Weather"), HasSubstr("Sunny")));
  const auto id = RecordId::make(house->now(), house.random).text();
  ASSERT_EQ(post(amara, "/records", {{"id", id}, {"kind", "note"}, {"pupil", maya.text()}, {"f.what_happened", "Jumped in puddles."}, {"f.own_weather", field->choices[1].code}}).status, 303);
  EXPECT_THAT(get(priya, "/records/" + id).body, HasSubstr("Wet"));
}

TEST_P(KindsOnThePage, EveryTypeTheEngineKnowsIsOffered) {
  const auto page = get(senco, "/school/kinds/note/new-field").body;
  for (std::size_t i = 0; i < field_type_count; ++i) EXPECT_THAT(page, HasSubstr("value=\"" + std::string(code(static_cast<FieldType>(i))) + "\""));
}

TEST_P(KindsOnThePage, FieldsAreMovedUpAndDown) {
  const auto order = [&] {
    std::vector<std::string> names;
    for (const auto& field : kind("note")->fields) names.push_back(field.name);
    return names;
  };
  const auto before = order();
  ASSERT_EQ(post(senco, "/school/kinds/note/fields/lesson", {{"was", "0"}, {"deed", "up"}}).status, 303);
  const auto after = order();
  EXPECT_NE(before, after);
  EXPECT_LT(std::find(after.begin(), after.end(), "lesson"), std::find(after.begin(), after.end(), "place"));
  ASSERT_EQ(post(senco, "/school/kinds/note/fields/lesson", {{"was", "1"}, {"deed", "down"}}).status, 303);
  EXPECT_EQ(order(), before);
}

TEST_P(KindsOnThePage, AKindOfTheSchoolsOwnIsMadeOnThePageAndOutlivesARestart) {
  auto refused = post(senco, "/school/kinds", {{"title", ""}, {"class", "C99"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("Enter a title"), HasSubstr("Choose what kind of information it is")));
  auto beyond = lunch_club();
  beyond[3].second = "C9";
  EXPECT_EQ(post(senco, "/school/kinds", beyond).status, 422) << "a class its maker may not see";
  auto nobody = lunch_club();
  nobody.emplace_back("write_roles", "data_protection");
  EXPECT_EQ(post(senco, "/school/kinds", nobody).status, 422);
  auto wish = lunch_club();
  wish.emplace_back("read_roles", "class_teacher");
  ASSERT_EQ(post(senco, "/school/kinds", wish).status, 303);
  EXPECT_THAT(test::deeds_after(house, 0), testing::Contains("kind.made"));
  house.close();
  house.open_again();
  ASSERT_TRUE(kind("own_lunch_club"));
  EXPECT_THAT(sheet("own_lunch_club"), AllOf(HasSubstr("What happened at lunch"), HasSubstr("Lunch club")));
  const auto id = RecordId::make(house->now(), house.random).text();
  ASSERT_EQ(post(amara, "/records", {{"id", id}, {"kind", "own_lunch_club"}, {"pupil", maya.text()}, {"f.what_happened", "Ate two helpings of stew."}}).status, 303);
  EXPECT_THAT(get(priya, "/pupils/" + maya.text() + "/chronology").body, AllOf(HasSubstr("two helpings"), HasSubstr("Lunch club")));
  ASSERT_EQ(post(senco, "/school/kinds/own_lunch_club/fields", {{"was", "0"}, {"label", "Minutes at table"}, {"type", "duration"}}).status, 303);
  EXPECT_THAT(sheet("own_lunch_club"), HasSubstr("Minutes at table"));
  ASSERT_EQ(post(senco, "/school/kinds", lunch_club()).status, 303) << "of the same title: another id";
  EXPECT_TRUE(kind("own_lunch_club_2"));
}

TEST_P(KindsOnThePage, AFileInTheSchoolsFolderIsAKindLikeEveryOther) {
  house.close();
  std::filesystem::create_directories(house.folder() / "kinds");
  std::ofstream(house.folder() / "kinds" / "reading_dog.toml") << R"(title = "Reading dog"
class = "C3"
retention = "notes"
quick = "what_happened"
[[field]]
name = "what_happened"
label = "How the dog helped"
type = "long_text"
required = true
quick = true
)";
  house.open_again();
  EXPECT_THAT(sheet("reading_dog"), HasSubstr("How the dog helped"));
  const auto id = RecordId::make(house->now(), house.random).text();
  ASSERT_EQ(post(amara, "/records", {{"id", id}, {"kind", "reading_dog"}, {"pupil", maya.text()}, {"f.what_happened", "Read to Biscuit for ten minutes."}}).status, 303);
  EXPECT_THAT(get(priya, "/pupils/" + maya.text() + "/chronology").body, AllOf(HasSubstr("Biscuit"), HasSubstr("Reading dog")));
  EXPECT_THAT(get(priya, "/pupils/" + maya.text() + "/chronology?kind=reading_dog").body, HasSubstr("Biscuit"));
  house->room<SearchIndex>().catch_up();
  EXPECT_THAT(get(priya, "/search?q=biscuit").body, HasSubstr(id));
  EXPECT_THAT(get(senco, "/school/kinds").body, HasSubstr("Reading dog"));
  EXPECT_THAT(get(priya, "/api/v1/kinds").body, HasSubstr("reading_dog"));
  EXPECT_THAT(get(priya, "/api/v1/records/" + id).body, HasSubstr("Biscuit"));
}

INSTANTIATE_TEST_SUITE_P(Engines, KindsOnThePage, testing::ValuesIn(test::engines_under_test()), test::engine_name);

}  // namespace
}  // namespace record
